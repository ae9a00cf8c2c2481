"""A report's tables as a page draws them: the printed grid, each figure with what it opens.

The same grid as every other format (`rendering.layout`). A page gives for each cell what stands in
it: a link and a sentence about its source, or a field to fill in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.utils.safestring import SafeString

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import BESIDE, FORMS, Form, Section
from tongming.reports.document import AnnualReport
from tongming.reports.numerals import number_text
from tongming.reports.rendering.layout import Box, Grid, Role, grid
from tongming.reports.rendering.wording import figure_text


@dataclass(frozen=True, slots=True)
class Content:
    """What a page puts into the box of a figure besides the figure itself."""

    url: str = ""
    """The page of the figure; empty for a figure that opens nothing."""
    tip: str = ""
    """Shown on hover and focus: where the figure comes from."""
    field: SafeString | str = ""
    """Where figures are entered: the input, in the place of the figure."""
    broken: bool = False
    """A relation it stands in does not hold."""
    changed: bool = False
    """It differs from the version it is compared with."""


Decorate = Callable[[Cell], Content]


@dataclass(frozen=True, slots=True)
class BoxView:
    """One box of the table."""

    id: str
    role: str
    text: str
    classes: str
    rowspan: int
    colspan: int
    scope: str = ""
    """For a heading cell; empty for a data cell."""
    headers: str = ""
    address: str = ""
    """For a figure: its cell, as `data-cell`."""
    gap_label: str = ""
    content: Content | None = None
    tip_id: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table ready for `reports/parts/table.html`."""

    key: str
    caption: str
    widths: tuple[str, ...]
    head: tuple[tuple[BoxView, ...], ...]
    bodies: tuple[tuple[tuple[BoxView, ...], ...], ...]


def table_view(report: AnnualReport, section: Section, decorate: Decorate) -> TableView:
    """The table of a section. `KeyError` where the section has none."""
    table = grid(report.form, section)
    rows = [tuple(_box(report, table, box, decorate) for box in row) for row in table.rows]
    return TableView(
        table.key,
        table.caption,
        tuple(f"{round(width * 100, 2):g}%" for width in table.widths),
        tuple(rows[: table.header_rows]),
        tuple(tuple(rows[max(start, table.header_rows) : end]) for start, end in table.bands),
    )


def tables(report: AnnualReport, decorate: Decorate) -> list[TableView]:
    """Every table of the report's form, in the order of its sections."""
    return [
        table_view(report, section, decorate)
        for section in report.form.sections
        if section.table is not None
    ]


def label_of(form: Form, cell: Cell) -> str:
    """What a cell is, in the form's own words from the outside in: 1.属于国家秘密 / 自然人."""
    for section in form.sections:
        if section.table != cell.table:
            continue
        printed = grid(form, section)
        for box in printed.figures():
            if box.cell == cell:
                return " / ".join(label.text for label in printed.labels(box) if label.text)
    return _beside(cell)


def short_label(form: Form, cell: Cell) -> str:
    """Row and column of a cell, for a line in a list: as the form has it, or any that does."""
    for known in (form, *FORMS.values()):
        with suppress(KeyError):
            row, column = known.place(cell)
            if "（" in column.label:
                return f"{row.label}，{column.label}"
            return f"{row.label}（{column.label}）"
    return _beside(cell)


def _beside(cell: Cell) -> str:
    """A figure the words tell and no table of any form has."""
    row = BESIDE.get(cell.row) if cell.table == "stated" else None
    return row.label if row else str(cell)


def figure_words(figure: Figure, translate: Callable[[str], str] = str) -> str:
    """A figure in a sentence or list: the number, or the name of the gap."""
    return translate(figure.label) if isinstance(figure, Gap) else number_text(figure)


_SCOPES: Mapping[Role, str] = {Role.HEADING: "rowgroup", Role.CORNER: "col", Role.UNIT: "row"}


def _box(report: AnnualReport, table: Grid, box: Box, decorate: Decorate) -> BoxView:
    here = f"{table.key}-{box.row}-{box.column}"
    if box.role is Role.FIGURE and box.cell is not None:
        return _figure(report, table, box, box.cell, decorate(box.cell), here)
    depth = f" depth-{box.depth}" if box.depth else ""
    return BoxView(
        here, box.role.value, box.text, f"{box.role}{depth}", box.rowspan, box.colspan, _scope(box)
    )


def _scope(box: Box) -> str:
    if box.role is Role.NONE or (box.role is Role.CORNER and not box.text):
        return ""
    if box.role is Role.COLUMN:
        return "colgroup" if box.colspan > 1 else "col"
    if box.role is Role.ROW:
        return "rowgroup" if box.rowspan > 1 else "row"
    return _SCOPES[box.role]


def _figure(
    report: AnnualReport, table: Grid, box: Box, cell: Cell, content: Content, here: str
) -> BoxView:
    figure = report.figure(cell)
    classes = [box.role.value]
    if isinstance(figure, Gap):
        classes.append(f"gap-{figure.value}")
    if content.broken:
        classes.append("figure-broken")
    if content.changed:
        classes.append("figure-changed")
    return BoxView(
        here,
        box.role.value,
        figure_text(report, cell),
        " ".join(classes),
        box.rowspan,
        box.colspan,
        headers=" ".join(f"{table.key}-{b.row}-{b.column}" for b in table.labels(box)),
        address=str(cell),
        gap_label=figure.label if isinstance(figure, Gap) else "",
        content=content,
        tip_id=f"tip-{here}" if content.tip else "",
    )
