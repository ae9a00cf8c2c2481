"""The words of a printed report that every format shares: figures, title, paragraphs, signature."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tongming.law.figures import Cell, Gap
from tongming.law.words import chinese_date
from tongming.reports.document import AnnualReport
from tongming.reports.drafting.markers import fill
from tongming.reports.numerals import number_text

PREFACE = "preface"
"""The key, among a report's sections, of what stands before the first numbered part."""


def figure_text(report: AnnualReport, cell: Cell) -> str:
    """What is printed in a cell: the number, with its unit where the form names none, or the mark
    of the gap (nothing, —, 未报)."""
    figure = report.figure(cell)
    if isinstance(figure, Gap):
        return figure.mark
    return number_text(figure) + report.units.get(cell, "")


def title_lines(report: AnnualReport, *, width: int) -> tuple[str, ...]:
    """The title, in two lines where it is wider than `width` characters: a title is broken between
    the organ and the rest, not inside a word (GB/T 9704—2012, 7.3.1)."""
    title = title_of(report)
    organ = report.body
    if len(title) > width and organ and title.startswith(organ) and title != organ:
        return organ, title[len(organ) :]
    return (title,)


def title_of(report: AnnualReport) -> str:
    """The title as printed, else the usual one made of organ and year."""
    year = "" if report.year is None else f"{report.year}年"
    return report.title or f"{report.body}{year}政府信息公开工作年度报告"


def signed_on(report: AnnualReport) -> date | None:
    """The date under the report: of signature where it is known, else of publication."""
    for key in ("signed_on", "published_on"):
        try:
            return date.fromisoformat(str(report.extra.get(key)))
        except ValueError:
            continue
    return None


# Characters no format can show and some cannot hold: controls, halves of pairs, byte-order marks.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)


def prepared(report: AnnualReport) -> AnnualReport:
    """The report as it is printed: bound numbers filled in, unprintable characters taken out.
    Every printer begins with it."""
    return replace(
        report,
        title=_UNPRINTABLE.sub("", report.title),
        body=_UNPRINTABLE.sub("", report.body),
        units={cell: _UNPRINTABLE.sub("", unit) for cell, unit in report.units.items()},
        sections={
            # The line breaks Word writes inside a paragraph go first: splitlines knows them.
            key: _UNPRINTABLE.sub("", "\n".join(fill(text, report).splitlines()))
            for key, text in report.sections.items()
        },
    )


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line of the signature, and its distance from the right edge in characters."""

    text: str
    indent: float


def signature(report: AnnualReport) -> list[SignatureLine]:
    """Organ and date as an unsealed paper has them (GB/T 9704—2012, 7.3.5.3): the organ two
    characters from the right, the date below beginning two characters further right; where the
    date is the longer, the date stands two characters from the right and the organ moves left."""
    organ, day = report.body, signed_on(report)
    if day is None:
        return [SignatureLine(organ, 2)] if organ else []
    dated = chinese_date(day)
    if not organ:
        return [SignatureLine(dated, 2)]
    room = width_of(organ) - width_of(dated)
    if room >= 0:
        return [SignatureLine(organ, 2), SignatureLine(dated, room)]
    return [SignatureLine(organ, 4 - room), SignatureLine(dated, 2)]


def width_of(text: str) -> float:
    """A text's width in Chinese characters; Latin letters and digits count half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the second-level heading （一） it is or begins with, if any."""

    heading: str
    text: str


_SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]{1,3}）")
# A heading says what follows in a few words; a longer first sentence is text that is numbered.
_LONGEST_HEADING = 30


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a section's words, blank lines left out."""
    for line in text.splitlines():
        line = line.strip()
        if not line:
            continue
        head, stop, rest = line.partition("。")
        if not _SECOND_LEVEL.match(line) or len(head) > _LONGEST_HEADING:
            yield Paragraph("", line)
        else:
            yield Paragraph(head + stop, rest)
