"""Reports as rows, one figure each, for whoever counts with them (docs/open-data.md).

Plain Python. A number stands in `value`, a gap in `gap`; never both, and a gap is never a 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tongming.law.figures import Cell, Gap
from tongming.law.forms import BESIDE, FORMS, Form
from tongming.reports.document import AnnualReport
from tongming.reports.numerals import number_text

COLUMNS = (
    ("unit_code", "单位代码"),
    ("unit", "单位"),
    ("year", "报告年度"),
    ("form", "格式"),
    ("table", "表"),
    ("row", "行"),
    ("column", "列"),
    ("label", "官方名称"),
    ("value", "数值"),
    ("gap", "空缺原因"),
    ("unit_of_measure", "计量单位"),
    ("version", "版本"),
    ("published_on", "公布日期"),
)
"""Keys as the schema has them, headings as the file has them; a test holds the two together."""


@dataclass(frozen=True, slots=True)
class Whose:
    """What every row of a report begins and ends with."""

    unit_code: str
    version: str
    published_on: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a form calls a cell, and what it counts in."""

    label: str
    unit: str


def rows_of(report: AnnualReport, whose: Whose) -> Iterator[tuple[str, ...]]:
    """A row a figure: those of the form in its order, then what the words tell besides."""
    names = _names(report.form)
    own = list(report.form.cells())
    beside = sorted(set(report.figures) - set(own))
    start = (plain(whose.unit_code), plain(report.body), str(report.year or ""), report.form.id)
    end = (whose.version, whose.published_on)
    for cell in [*own, *beside]:
        figure = report.figure(cell)
        named = names.get(cell) or _beside(cell)
        value, gap = ("", figure.label) if isinstance(figure, Gap) else (number_text(figure), "")
        unit = report.units.get(cell, named.unit)
        yield (*start, *cell, plain(named.label), value, gap, plain(unit), *end)


def label_of(form: Form, cell: Cell) -> str:
    """A cell in the form's own words, from the outside in."""
    return (_names(form).get(cell) or _beside(cell)).label


def to_csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """With a byte order mark, so that a double click in Chinese Windows shows Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([label for _key, label in COLUMNS])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula. Numbers are written as they are: a minus
    before a number is no formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r\n" and text else text


@cache
def _names(form: Form) -> dict[Cell, Named]:
    """Every cell of a form by its official words: block, headings, row, column."""
    names: dict[Cell, Named] = {}
    for table in form.tables:
        for block in table.blocks:
            above: dict[int, str] = {}
            for row in block.rows:
                above[row.depth] = row.label
                if row.heading:
                    continue
                rows = [above[depth] for depth in range(row.depth) if depth in above]
                for column in block.columns:
                    # Where a row is named by the columns' heading (table 4), it is said once.
                    own = () if row.label in column.groups else (row.label,)
                    labels = [block.heading, *rows, *own, *column.groups, column.label]
                    said = dict.fromkeys(label for label in labels if label)
                    names[Cell(table.key, row.key, column.key)] = Named(
                        " / ".join(said), row.unit or column.unit
                    )
    return names


def _beside(cell: Cell) -> Named:
    """A figure the words tell: another form's, one of the side tables', or of no table at all."""
    for form in FORMS.values():
        if found := _names(form).get(cell):
            return found
    row = BESIDE.get(cell.row) if cell.table == "stated" else None
    return Named(row.label, row.unit or "") if row else Named(str(cell), "")
