"""The report as a workbook: one sheet for the words, one for each table, one that checks the sums.

Totals are formulas where the report's own figure is what the formula gives. Where it is not, the
published figure stays as it is and the sheet 核对 says 不符: a workbook never corrects a report.
Gaps are kept too: an empty cell stays empty, — and 未报 are text, and none is turned into 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from tongming.law.figures import Cell, Gap, is_number, total
from tongming.law.forms import Section
from tongming.law.words import N_
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.equations import Equation, Holds, equations
from tongming.reports.rendering.layout import Box, Grid, Role, grid
from tongming.reports.rendering.wording import (
    PREFACE,
    figure_text,
    paragraphs,
    prepared,
    signature,
    signed_on,
    title_of,
)

Translate = Callable[[str], str]

WORDS_SHEET = "年度报告"
CHECK_SHEET = "核对"
# The row of a table's sheet its grid begins in: the section's heading stands above.
_TOP = 1
# The widths of the grid's columns add up to this many characters.
_SHEET_WIDTH = 96

AGREES, DIFFERS, UNKNOWN = N_("相符"), N_("不符"), N_("缺数")


@dataclass(slots=True)
class _Book:
    """A workbook being written: its sheets, its looks, and where each figure stands."""

    report: AnnualReport
    book: Any
    translate: Translate
    looks: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    """The sheet of each table, by the table's key."""
    places: dict[Cell, tuple[int, int]] = field(default_factory=dict)

    def look(self, **properties: Any) -> Any:
        """A format, made once however often it is used."""
        key = tuple(sorted(properties.items()))
        if key not in self.looks:
            self.looks[key] = self.book.add_format(dict(properties))
        return self.looks[key]

    def exact(self, cell: Cell) -> bool:
        """Whether the cell's figure is written as a number: a workbook holds 15 digits, and an
        amount whose unit the form does not name is written with its unit, as text."""
        figure = self.report.figure(cell)
        return (
            is_number(figure)
            and cell not in self.report.units
            and Decimal(repr(float(figure))) == figure
        )

    def references(self, cells: Sequence[Cell], *, sheet: bool) -> str:
        """Cells as a formula names them: neighbours as a range."""
        runs: list[list[tuple[int, int]]] = []
        for place in (self.places[cell] for cell in cells):
            if runs and _adjoins(runs[-1], place):
                runs[-1].append(place)
            else:
                runs.append([place])
        prefix = f"'{self.sheets[cells[0].table]}'!" if sheet else ""
        return ",".join(prefix + _range(run[0], run[-1]) for run in runs)


def _adjoins(run: Sequence[tuple[int, int]], place: tuple[int, int]) -> bool:
    """Whether a place goes on with a run along one row or one column."""
    (row, column), (first_row, first_column) = run[-1], run[0]
    along = place == (row, column + 1) and row == first_row
    down = place == (row + 1, column) and column == first_column
    return along or down


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    start = xl_rowcol_to_cell(*first)
    return start if first == last else f"{start}:{xl_rowcol_to_cell(*last)}"


def render(report: AnnualReport, *, translate: Translate = str) -> bytes:
    """The report as the bytes of a .xlsx file, the same every time."""
    report = prepared(report)
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(file, options)
    day = signed_on(report) or date(2000, 1, 1)
    book.set_properties(
        {
            "title": title_of(report),
            "author": report.body,
            # A fixed time, so that equal reports are equal files.
            "created": datetime.combine(day, time(), UTC),
        }
    )
    writing = _Book(report, book, translate)
    _words(writing)
    sections = [section for section in report.form.sections if section.table]
    totals = _totals(report)
    for section in sections:
        _place(writing, section)
    for section in sections:
        _table(writing, section, totals)
    _checks(writing)
    book.close()
    return file.getvalue()


# --- Words ----------------------------------------------------------------------------------------


def _write_text(writing: _Book, sheet: Any, row: int, column: int, text: str, **look: Any) -> None:
    """Text as text. One that begins like a formula also carries the mark that keeps it text when
    somebody edits the cell."""
    if text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        look["quote_prefix"] = True
    sheet.write_string(row, column, text, writing.look(**look))


def _words(writing: _Book) -> None:
    """The title and the words of every part, a paragraph a row."""
    report = writing.report
    sheet = writing.book.add_worksheet(WORDS_SHEET)
    sheet.set_column(0, 0, _SHEET_WIDTH)
    sheet.hide_gridlines(2)
    _on_paper(sheet)
    row = 0

    def line(text: str, **look: Any) -> None:
        nonlocal row
        _write_text(writing, sheet, row, 0, text, text_wrap=True, valign="top", **look)
        row += 1

    line(title_of(report), bold=True, font_size=18, align="center")
    for text in _lines(report.sections.get(PREFACE, "")):
        line(text, indent=2)
    for section in report.form.sections:
        line(section.heading, bold=True, font_size=13)
        for text in _lines(report.sections.get(section.key, "")):
            line(text, indent=2)
    for signed in signature(report):
        line(signed.text, align="right")


def _lines(text: str) -> Iterable[str]:
    return (paragraph.heading + paragraph.text for paragraph in paragraphs(text))


def _on_paper(sheet: Any, *, landscape: bool = False) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.set_footer("&C— &P —")
    if landscape:
        sheet.set_landscape()


# --- Tables ---------------------------------------------------------------------------------------


def _totals(report: AnnualReport) -> dict[Cell, tuple[Cell, ...]]:
    """The cells a formula may fill: the report's figure is the sum of its parts' numbers. A row's
    总计 is summed along the row, for the row's parts are what a person sees beside it."""
    found: dict[Cell, tuple[Cell, ...]] = {}
    for equation in equations(report.form):
        cell = equation.total
        if cell is None or not is_number(report.figure(cell)):
            continue
        parts = total(report.figure(part) for part in equation.right)
        if parts.added and parts.amount == report.figure(cell):
            found[cell] = equation.right
    return found


def _place(writing: _Book, section: Section) -> None:
    table = grid(writing.report.form, section)
    writing.sheets[table.key] = section.heading
    for box in table.figures():
        assert box.cell is not None
        writing.places[box.cell] = (_TOP + box.row, box.column)


def _table(writing: _Book, section: Section, totals: dict[Cell, tuple[Cell, ...]]) -> None:
    table = grid(writing.report.form, section)
    sheet = writing.book.add_worksheet(section.heading)
    _on_paper(sheet, landscape=len(table.widths) > 12)
    sheet.hide_gridlines(2)
    for column, share in enumerate(table.widths):
        sheet.set_column(column, column, round(share * _SHEET_WIDTH, 1))
    heading = writing.look(bold=True, font_size=13, align="center", valign="vcenter")
    sheet.merge_range(0, 0, 0, len(table.widths) - 1, section.heading, heading)
    for box in table.boxes():
        _box(writing, sheet, table, box, totals)
    if table.header_rows:
        sheet.freeze_panes(_TOP + table.header_rows, _first_figure(table))
        sheet.repeat_rows(_TOP, _TOP + table.header_rows - 1)


def _first_figure(table: Grid) -> int:
    return min(box.column for box in table.figures())


def _box(
    writing: _Book, sheet: Any, table: Grid, box: Box, totals: dict[Cell, tuple[Cell, ...]]
) -> None:
    row, column = _TOP + box.row, box.column
    look: dict[str, Any] = {
        "border": 1,
        "valign": "vcenter",
        "align": "left" if box.is_left else "center",
        "text_wrap": True,
    }
    if box.role in (Role.HEADING, Role.COLUMN):
        look |= {"bold": True, "bg_color": "#F2F4F7"}
    if box.depth:
        look["indent"] = box.depth
    if box.rowspan > 1 or box.colspan > 1:
        last = (row + box.rowspan - 1, column + box.colspan - 1)
        sheet.merge_range(row, column, *last, "", writing.look(**look))
    if box.cell is None:
        _write_text(writing, sheet, row, column, box.text, **look)
    else:
        _figure(writing, sheet, box.cell, look, totals)


def _figure(
    writing: _Book,
    sheet: Any,
    cell: Cell,
    look: dict[str, Any],
    totals: dict[Cell, tuple[Cell, ...]],
) -> None:
    row, column = writing.places[cell]
    figure = writing.report.figure(cell)
    if figure is Gap.BLANK:
        sheet.write_blank(row, column, None, writing.look(**look))
        return
    if isinstance(figure, Gap) or not writing.exact(cell):
        text = figure_text(writing.report, cell)
        _write_text(writing, sheet, row, column, text, **look)
        return
    if isinstance(figure, Decimal) and (decimals := _decimals(figure)):
        look = {**look, "num_format": "0." + "0" * decimals}
    parts = totals.get(cell)
    if parts and all(writing.exact(part) or _is_gap(writing, part) for part in parts):
        formula = f"=SUM({writing.references(parts, sheet=False)})"
        sheet.write_formula(row, column, formula, writing.look(**look), float(figure))
    else:
        sheet.write_number(row, column, float(figure), writing.look(**look))


def _is_gap(writing: _Book, cell: Cell) -> bool:
    return isinstance(writing.report.figure(cell), Gap)


def _decimals(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


# --- Checks ---------------------------------------------------------------------------------------

_HEADINGS = (N_("勾稽关系"), N_("表"), N_("位置"), N_("左边"), N_("关系"), N_("右边"), N_("结果"))


def _checks(writing: _Book) -> None:
    """Every relation of the form as a formula over the tables, then what was found by reading."""
    report, translate = writing.report, writing.translate
    sheet = writing.book.add_worksheet(CHECK_SHEET)
    for column, width in enumerate((10, 34, 34, 12, 8, 12, 10)):
        sheet.set_column(column, column, width)
    _on_paper(sheet)
    sheet.freeze_panes(1, 0)
    header = {"bold": True, "bg_color": "#F2F4F7", "border": 1, "align": "center"}
    for column, heading in enumerate(_HEADINGS):
        _write_text(writing, sheet, 0, column, translate(heading), **header)
    row = 1
    for equation in equations(report.form):
        _check(writing, sheet, row, equation)
        row += 1
    sheet.conditional_format(
        1,
        6,
        max(row - 1, 1),
        6,
        {
            "type": "cell",
            "criteria": "==",
            "value": f'"{translate(DIFFERS)}"',
            "format": writing.look(bold=True, font_color="#B3261E"),
        },
    )
    for violation in report.violations:
        row += 1
        _write_text(writing, sheet, row, 0, violation.relation)
        _write_text(writing, sheet, row, 1, violation.message.render(translate))


def _check(writing: _Book, sheet: Any, row: int, equation: Equation) -> None:
    """One relation: its sides, and 相符, 不符, or 缺数 where too little is known to say."""
    border = {"border": 1}
    centred = writing.look(**border, align="center")
    left, right = (writing.references(side, sheet=True) for side in (equation.left, equation.right))
    _write_text(writing, sheet, row, 0, equation.relation, **border)
    _write_text(writing, sheet, row, 1, writing.sheets[equation.left[0].table], **border)
    _write_text(writing, sheet, row, 2, equation.where, text_wrap=True, **border)
    sheet.write_formula(row, 3, f"=SUM({left})", centred, _sum(writing, equation.left))
    _write_text(writing, sheet, row, 4, equation.holds, **border, align="center")
    sheet.write_formula(row, 5, f"=SUM({right})", centred, _sum(writing, equation.right))
    place_left, place_right = xl_rowcol_to_cell(row, 3), xl_rowcol_to_cell(row, 5)
    test = {
        Holds.EQUAL: f"{place_left}={place_right}",
        Holds.AT_MOST: f"{place_left}<={place_right}",
        Holds.BETWEEN: f"AND(MAX({right})<={place_left},{place_left}<={place_right})",
    }[equation.holds]
    agrees, differs, unknown = (writing.translate(word) for word in (AGREES, DIFFERS, UNKNOWN))
    unsure = _unsure_formula(writing, equation, left, right)
    formula = f'=IF(OR({unsure}),"{unknown}",IF({test},"{agrees}","{differs}"))'
    result = differs
    if _unsure(writing, equation):
        result = unknown
    elif _holds(writing, equation):
        result = agrees
    sheet.write_formula(row, 6, formula, centred, result)


def _unsure_formula(writing: _Book, equation: Equation, left: str, right: str) -> str:
    """When nothing can be said: a needed figure is missing, a side has no figure at all, or a cell
    says 未报. An empty cell or — adds nothing (docs/decisions/0201)."""
    needed = writing.references(equation.needed, sheet=True)
    dash = Gap.NOT_APPLICABLE.mark
    dashes = "".join(f'-COUNTIF({place},"{dash}")' for place in f"{left},{right}".split(","))
    return (
        f"COUNT({needed})<{len(equation.needed)},COUNT({left})=0,COUNT({right})=0,"
        f"COUNTA({left},{right})-COUNT({left},{right}){dashes}>0"
    )


def _unsure(writing: _Book, equation: Equation) -> bool:
    """The same, worked out: what the formula gives is kept with it."""
    known = writing.exact
    silent = (Gap.BLANK, Gap.NOT_APPLICABLE)
    return (
        not all(map(known, equation.needed))
        or not any(map(known, equation.left))
        or not any(map(known, equation.right))
        or any(
            not known(cell) and writing.report.figure(cell) not in silent
            for cell in (*equation.left, *equation.right)
        )
    )


def _sum(writing: _Book, cells: Sequence[Cell]) -> float:
    """What SUM gives: the cells that hold numbers."""
    return float(total(writing.report.figure(cell) for cell in cells if writing.exact(cell)).amount)


def _holds(writing: _Book, equation: Equation) -> bool:
    figure = writing.report.figure
    left = total(map(figure, equation.left)).amount
    right = total(map(figure, equation.right)).amount
    if equation.holds is Holds.EQUAL:
        return left == right
    parts = [part for part in map(figure, equation.right) if is_number(part)]
    return left <= right and (equation.holds is Holds.AT_MOST or max(parts) <= left)
