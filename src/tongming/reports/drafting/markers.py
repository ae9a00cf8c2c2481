"""Words bound to figures: a sentence names the cell, and always says what the cell says.

The words of a report are stored with markers and shown with figures:

    {{requests/1/sum}}                              12
    {{requests/1/sum|件}}                           12件
    {{remedies/direct/total+remedies/after/total|件}}    a sum
    {{channels/website/items%channels/total/items}} 9.6%, a share, rounded half up to one decimal
    {{requests/1/sum^|件}}                          ，比上年增加3件, or 减少, or ，与上年持平;
                                                    nothing where last year's is not known

A gap is never turned into a number. A cell nobody filled shows as 【请补充：…】, which names the
cell and keeps the report from being signed; one that was not reported or does not apply says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongming.law.figures import Cell, Gap, is_number, total
from tongming.law.forms import BESIDE, FORMS
from tongming.reports.document import AnnualReport
from tongming.reports.numerals import number_text, percentage

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Bound:
    """A place in a sentence that says what one or more cells say."""

    cells: tuple[Cell, ...]
    unit: str = ""
    of: tuple[Cell, ...] = ()
    """Where not empty, the place is a share: the cells' sum as a percentage of these cells' sum."""
    change: bool = False
    """Whether the place says how the figure differs from last year's."""

    @property
    def marker(self) -> str:
        """The place as it is stored."""
        text = "+".join(map(str, self.cells))
        if self.of:
            text += "%" + "+".join(map(str, self.of))
        if self.change:
            text += "^"
        return f"{{{{{text}|{self.unit}}}}}" if self.unit else f"{{{{{text}}}}}"

    @classmethod
    def parse(cls, marker: str) -> Bound:
        """The place a stored marker (without its braces) stands for; `ValueError` where it is
        none."""
        text, _, unit = marker.partition("|")
        change = text.endswith("^")
        sums, share, whole = text.removesuffix("^").partition("%")
        if share and change:
            raise ValueError(f"a share has no change: {marker!r}")
        of = _cells(whole) if share else ()
        return cls(_cells(sums), unit, of, change)

    def text(self, report: AnnualReport, previous: AnnualReport | None = None) -> str:
        """What the place says with these figures."""
        if self.change:
            return self._change(report, previous)
        if gap := self._gap(report, (*self.cells, *self.of)):
            return gap
        amount = _sum(report, self.cells)
        if not self.of:
            return number_text(amount) + self.unit
        whole = _sum(report, self.of)
        return f"{percentage(amount, whole)}%" if whole else "（总数为0，不计算比例）"

    def _change(self, report: AnnualReport, previous: AnnualReport | None) -> str:
        if previous is None or any(
            not is_number(source.figure(cell))
            for source in (report, previous)
            for cell in self.cells
        ):
            return ""
        difference = _sum(report, self.cells) - _sum(previous, self.cells)
        if not difference:
            return "，与上年持平"
        word, amount = ("增加", difference) if difference > 0 else ("减少", -difference)
        return f"，比上年{word}{number_text(amount)}{self.unit}"

    def _gap(self, report: AnnualReport, cells: Sequence[Cell]) -> str:
        """What is said where a figure is missing; empty where none is."""
        for cell in cells:
            figure = report.figure(cell)
            if figure is Gap.BLANK:
                return open_point(label_of(cell))
            if figure is Gap.NOT_REPORTED:
                return "（数量未报告）"
            if figure is Gap.NOT_APPLICABLE:
                return "（不适用）"
        return ""


def _cells(text: str) -> tuple[Cell, ...]:
    return tuple(Cell.parse(address.strip()) for address in text.split("+"))


def _sum(report: AnnualReport, cells: Sequence[Cell]) -> Number:
    return total(report.figure(cell) for cell in cells).amount


def label_of(cell: Cell) -> str:
    """What a cell counts, in the words of the form that has it: 政府网站（公开数量（条））."""
    for form in FORMS.values():
        try:
            row, column = form.place(cell)
        except KeyError:
            continue
        return f"{row.label}（{column.label}）"
    if cell.table == "stated" and cell.row in BESIDE:
        return BESIDE[cell.row].label
    return str(cell)


# --- Text with markers ----------------------------------------------------------------------------

_MARKER = re.compile(r"\{\{([^{}]*)\}\}")
_OPEN_POINT = re.compile(r"【请补充：([^【】]*)】")


def open_point(what: str) -> str:
    """A blank for a person to fill, as it stands in a draft."""
    return f"【请补充：{what}】"


def open_points(text: str) -> list[str]:
    """What a draft still asks a person for. A report is signed only when there is nothing."""
    return [match[1] for match in _OPEN_POINT.finditer(text)]


def pieces(text: str) -> Iterator[str | Bound]:
    """Stored text as words and bound places, in order; a marker that names no cell is an open
    point."""
    end = 0
    for match in _MARKER.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        try:
            yield Bound.parse(match[1])
        except ValueError:
            yield open_point(f"引用“{match[1]}”没有对应的表格数字")
        end = match.end()
    if end < len(text):
        yield text[end:]


def fill(text: str, report: AnnualReport, previous: AnnualReport | None = None) -> str:
    """Stored text with the current figures in its bound places."""
    if "{{" not in text:
        return text
    return "".join(
        piece if isinstance(piece, str) else piece.text(report, previous) for piece in pieces(text)
    )


def bound_cells(text: str) -> list[Cell]:
    """The cells a stored text speaks of, in order."""
    return [
        cell
        for piece in pieces(text)
        if isinstance(piece, Bound)
        for cell in (*piece.cells, *piece.of)
    ]


# --- Numbers written by hand ----------------------------------------------------------------------

# What is counted or measured. A number before one of these is a claim a table should bear out; a
# year, a date, an article, a document's number, a telephone number is not.
_UNITS = "个百分点|人次|万元|亿元|件|条|次|篇|份|项|个|人|期|场|起|宗|元|％|%"
_CLAIM = re.compile(rf"(?<![\d.,第〔/-])(\d[\d,]*(?:\.\d+)?)\s*[余多]?({_UNITS})")
_NOT_A_CLAIM = re.compile(
    r"第\s*\d+\s*(?:条|项|款|次|期|号)|\d{4}年|\d+月|\d+日|〔\d+〕\s*\d+号|https?://\S+|[\w.]+@[\w.]+"
)


def unbound_numbers(text: str) -> list[str]:
    """The quantities a stored text states by hand (`146条`, `9.6%`): nothing keeps them in step
    with the tables, so whoever edits the words is shown them."""
    words = "\n".join(piece for piece in pieces(text) if isinstance(piece, str))
    words = _NOT_A_CLAIM.sub("\n", words)
    return [match[1] + match[2] for match in _CLAIM.finditer(words)]
