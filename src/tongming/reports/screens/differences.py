"""What one version says otherwise than another, ready to be shown: figures and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from tongming.law.figures import Figure
from tongming.law.forms import Form
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import PREFACE
from tongming.reports.freezing import differences
from tongming.reports.screens.tables import short_label


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: str
    """same, gone or new."""
    text: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure that changed."""

    address: str
    label: str
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section whose words changed."""

    key: str
    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed from one version to another."""

    figures: tuple[FigureLine, ...]
    sections: tuple[SectionLine, ...]

    def __bool__(self) -> bool:
        return bool(self.figures or self.sections)


def changes(before: AnnualReport, after: AnnualReport) -> Changes:
    """What `after` says otherwise than `before`."""
    found = differences(before, after)
    return Changes(
        tuple(
            FigureLine(str(d.cell), short_label(after.form, d.cell), d.before, d.after)
            for d in found.figures
        ),
        tuple(
            SectionLine(
                key,
                heading_of(after.form, key),
                tuple(pieces(before.sections.get(key, ""), after.sections.get(key, ""))),
            )
            for key in found.sections
        ),
    )


def heading_of(form: Form, key: str) -> str:
    """A section's heading; 开头 for what stands before the first."""
    if key == PREFACE:
        return "开头"
    return next((section.heading for section in form.sections if section.key == key), key)


def pieces(before: str, after: str) -> Iterator[Piece]:
    """A text against another, character by character: Chinese has no spaces to go by."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", before[a:b])
            continue
        if b > a:
            yield Piece("gone", before[a:b])
        if d > c:
            yield Piece("new", after[c:d])
