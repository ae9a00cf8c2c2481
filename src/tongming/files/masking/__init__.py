"""Masked copies: the same file with what was found covered or taken out, the rest as it was.

Pure: bytes in, bytes out. TXT, CSV, HTML, DOCX, XLSX and PPTX; PDF and pictures are redacted
instead (`tongming.files.redaction`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tongming.files.checking import PERSONAL, Finding
from tongming.files.checking.model import Kind
from tongming.files.sniff import OFFICE, sniff
from tongming.files.sniff import Kind as FileKind

MASKABLE = OFFICE | {FileKind.TXT, FileKind.CSV, FileKind.HTML}

__all__ = ["MASKABLE", "Choices", "choices_for", "masked_copy"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a copy covers and what it leaves out."""

    edits: tuple[tuple[int, int, int, str], ...] = ()
    """Part, from, to, and the masked text as long as what it covers."""
    comments: bool = False
    """Leave out comments and notes."""
    changes: bool = False
    """Accept every tracked change: what was deleted goes, what was inserted stays."""
    hidden: bool = False
    """Leave out hidden sheets, rows, columns, slides, shapes and text."""
    properties: bool = False
    """Leave out who made it and where."""


def choices_for(findings: Iterable[Finding]) -> Choices:
    """What deals with these findings."""
    findings = tuple(findings)
    hidden = [f for f in findings if f.kind is Kind.HIDDEN_CONTENT]
    return Choices(
        edits=tuple((f.part, f.start, f.end, f.masked) for f in findings if f.kind in PERSONAL),
        comments=any(f.subkind in ("comment", "notes") for f in hidden),
        changes=any(f.kind is Kind.TRACKED_CHANGE for f in findings),
        hidden=any(f.subkind not in ("comment", "notes") for f in hidden),
        properties=any(f.kind is Kind.DOCUMENT_PROPERTY for f in findings),
    )


def masked_copy(content: bytes, name: str, choices: Choices) -> bytes:
    """The copy, made in the guarded process; refused where the format cannot be rewritten."""
    from tongming.files.guard import ask

    kind = sniff(content, name)
    head = {
        "do": "mask",
        "kind": kind.value,
        "edits": choices.edits,
        "comments": choices.comments,
        "changes": choices.changes,
        "hidden": choices.hidden,
        "properties": choices.properties,
    }
    _, copy = ask(head, content, name)
    return copy
