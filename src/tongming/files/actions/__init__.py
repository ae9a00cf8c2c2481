"""The verbs of files: keep, scan, mask, keep a finding with a reason, redact."""

from tongming.files.actions.keeping import clean_name, keep, write_once
from tongming.files.actions.reviewing import (
    keep_finding,
    keep_findings,
    mask_findings,
    redact_file,
    scan_file,
)

__all__ = [
    "clean_name",
    "keep",
    "keep_finding",
    "keep_findings",
    "mask_findings",
    "redact_file",
    "scan_file",
    "write_once",
]
