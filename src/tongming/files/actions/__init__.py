"""The verbs of files: keep, scan, mask, keep a finding with a reason, redact."""

from tongming.files.actions.keeping import admit, clean_name, erase, keep, open_file, write_once
from tongming.files.actions.reviewing import (
    Look,
    keep_finding,
    keep_findings,
    keep_looked_at,
    mask_findings,
    redact_file,
    scan_file,
)

__all__ = [
    "Look",
    "admit",
    "clean_name",
    "erase",
    "keep",
    "keep_finding",
    "keep_findings",
    "keep_looked_at",
    "mask_findings",
    "open_file",
    "redact_file",
    "scan_file",
    "write_once",
]
