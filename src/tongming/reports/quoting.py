"""The words a figure was read from, to be kept beside it.

Plain Python. A figure from a table is quoted by the labels of its row and columns; a figure from
prose by the sentence that says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import SAID_TWICE, Form
from tongming.reports.document import AnnualReport
from tongming.reports.numerals import number_text
from tongming.reports.rendering.layout import grid

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_LONGEST = 400
"""A quotation longer than this is cut around the figure."""

_SAID = {counted: said for said, cells in SAID_TWICE for counted in cells}
"""For a figure of a table the form does not have: the words that say the same."""
_NOTHING_SECTION = {
    "applications_received": "requests",
    "applications_answered": "requests",
    "processing_fee_yuan": "fees",
    "reviews": "remedies",
    "litigations": "remedies",
}
_WORDS: dict[str, tuple[str, ...]] = {
    "applications_received": ("收到", "受理", "新收"),
    "applications_answered": ("答复", "办结"),
    "processing_fee_yuan": ("费",),
    "reviews": ("复议",),
    "litigations": ("诉讼",),
    "total": ("总数", "共", "公开政府信息"),
    "gazette": ("公报",),
    "website": ("网站",),
    "weibo": ("微博",),
    "wechat": ("微信",),
    "other": ("其他",),
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a source says, and where in it."""

    where: str
    quote: str


def quotation(report: AnnualReport, text: str, cell: Cell) -> Quotation:
    """The words of a report that a figure was read from; the quote is empty where none fits."""
    figure = report.figure(cell)
    if not report.form.has(cell.table):
        cell = _SAID.get(cell, cell)
    where = _heading(report.form, cell)
    if cell.table in ("channels", "stated"):
        return Quotation(
            where, _sentence(report, text, cell, figure) or _in_table(report, cell, figure)
        )
    return Quotation(where, _in_table(report, cell, figure))


def _heading(form: Form, cell: Cell) -> str:
    said_in = _NOTHING_SECTION.get(cell.row) if cell.table == "stated" else None
    for section in form.sections:
        if section.key == said_in:
            return section.heading
    for section in form.sections:
        if section.table == cell.table:
            return section.heading
    return ""


def _in_table(report: AnnualReport, cell: Cell, figure: Figure) -> str:
    """The labels around the figure, from the outside in, then what stands in the box."""
    shown = figure.label if isinstance(figure, Gap) else number_text(figure)
    for section in report.form.sections:
        if section.table != cell.table:
            continue
        printed = grid(report.form, section)
        for box in printed.figures():
            if box.cell == cell:
                labels = " › ".join(label.text for label in printed.labels(box) if label.text)
                return f"{labels}：{shown}{report.units.get(cell, '')}"
    return ""


def _sentence(report: AnnualReport, text: str, cell: Cell, figure: Figure) -> str:
    """The sentence with the figure and a word that names it; for 0 said in words, the section."""
    words = _WORDS.get(cell.row, ())
    for sentence in _sentences(text):
        if _says(sentence, figure) and any(word in sentence for word in words):
            return _cut(sentence, figure)
    if figure == 0:
        section = report.sections.get(_NOTHING_SECTION.get(cell.row, ""), "")
        return _cut(section.strip(), figure)
    return ""


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if sentence := match[0].strip():
            yield sentence


def _says(sentence: str, figure: Figure) -> bool:
    if isinstance(figure, Gap):
        return False
    number = re.escape(number_text(figure))
    plain = sentence.replace(",", "")
    return re.search(rf"(?<![\d.]){number}(?:\.0+)?(?![\d.]*\d)", plain) is not None


def _cut(sentence: str, figure: Figure) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    place = max(0, sentence.find("" if isinstance(figure, Gap) else number_text(figure)))
    start = max(0, place - _LONGEST // 2)
    part = sentence[start : start + _LONGEST]
    return ("……" if start else "") + part + ("……" if start + _LONGEST < len(sentence) else "")
