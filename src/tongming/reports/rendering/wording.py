"""The words of a printed report that every format shares: figures, title, paragraphs, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tongming.law.figures import Cell, Gap
from tongming.reports.document import AnnualReport
from tongming.reports.drafting.markers import fill
from tongming.reports.numerals import number_text
from tongming.typesetting import wording as typesetting
from tongming.typesetting.wording import UNPRINTABLE, SignatureLine

PREFACE = "preface"
"""The key, among a report's sections, of what stands before the first numbered part."""


def figure_text(report: AnnualReport, cell: Cell) -> str:
    """What is printed in a cell: the number, with its unit where the form names none, or the mark
    of the gap (nothing, —, 未报)."""
    figure = report.figure(cell)
    if isinstance(figure, Gap):
        return figure.mark
    return number_text(figure) + report.units.get(cell, "")


def title_lines(report: AnnualReport) -> tuple[str, ...]:
    """The title in one line or two."""
    return typesetting.title_lines(title_of(report), report.body)


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


def prepared(report: AnnualReport) -> AnnualReport:
    """The report as it is printed: bound numbers filled in, unprintable characters taken out.
    Every printer begins with it."""
    return replace(
        report,
        title=UNPRINTABLE.sub("", report.title),
        body=UNPRINTABLE.sub("", report.body),
        units={cell: UNPRINTABLE.sub("", unit) for cell, unit in report.units.items()},
        sections={
            # The line breaks Word writes inside a paragraph go first: splitlines knows them.
            key: UNPRINTABLE.sub("", "\n".join(fill(text, report).splitlines()))
            for key, text in report.sections.items()
        },
    )


def signature(report: AnnualReport) -> list[SignatureLine]:
    """Organ and date under the report."""
    return typesetting.signature(report.body, signed_on(report))


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
