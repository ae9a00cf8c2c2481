"""A column is never shifted in silence.

Reports are made, one thing in one table is spoilt at random (a cell lost, doubled, added or merged,
a row lost or moved, a label cut), and the report is read. Every figure must be the printed one, or
empty; and an empty one that was printed must be warned of.
"""

from __future__ import annotations

from random import Random

import pytest

from tests.unit.reports.reading.made import (
    Figures,
    figures_of,
    html_table,
    lines,
    misread,
    page,
    reading,
    text_of,
    three_tables,
)
from tongming.law.figures import Gap
from tongming.law.forms import FORM_2019, FORM_2021, Form
from tongming.reports.document import AnnualReport

MANY = 200
Cells = list[list[tuple[str, int, int]]]


def spoilt_figures(report: AnnualReport, figures: Figures) -> list[str]:
    """What is wrong with a reading: wrong figures, and lost ones that nothing warns of."""
    warned = [remark.where for remark in report.warnings if remark.where]

    def is_warned(address: str) -> bool:
        return any(address == where or address.startswith(f"{where}/") for where in warned)

    found = []
    for address, (read, printed) in misread(report, figures).items():
        if not isinstance(read, Gap):
            found.append(f"{address}: {read}, printed {printed}")
        elif not is_warned(address):
            found.append(f"{address}: empty without a warning, printed {printed}")
    return found


def spoil(rows: Cells, random: Random) -> str:
    """Spoil one thing in a table of a page; answer what."""
    row = random.randrange(len(rows))
    cells = rows[row]
    col = random.randrange(len(cells))
    text, width, height = cells[col]
    kind = random.choice(
        ["lose", "double", "add", "span", "reach", "lose row", "double row", "move row"]
    )
    step = random.choice((-1, 1))
    if kind == "lose":
        del cells[col]
    elif kind == "double":
        cells.insert(col, cells[col])
    elif kind == "add":
        cells.insert(col, ("", 1, 1))
    elif kind == "span":
        cells[col] = (text, max(1, width + step), height)
    elif kind == "reach":
        cells[col] = (text, width, max(1, height + step))
    elif kind == "lose row":
        del rows[row]
    elif kind == "double row":
        rows.insert(row, list(cells))
    else:
        other = random.randrange(len(rows))
        rows[row], rows[other] = rows[other], cells
    return f"{kind} at {row}, {col} ({text[:10]})"


@pytest.mark.parametrize("form", [FORM_2021, FORM_2019], ids=["2021", "2019"])
@pytest.mark.parametrize("most", [1, 30])
@pytest.mark.parametrize("blanks", [False, True])
def test_a_spoilt_page(form: Form, most: int, blanks: bool) -> None:
    for seed in range(MANY):
        random = Random(seed)
        figures = figures_of(form, seed, most=most)
        if blanks:
            figures = {cell: figure or Gap.BLANK for cell, figure in figures.items()}
        tables: list[Cells] = [[list(row) for row in rows] for rows in three_tables(form, figures)]
        what = spoil(tables[random.choice((0, 1, 1, 1, 2))], random)
        report = reading(page([html_table(rows) for rows in tables], year=form.first_year))
        assert spoilt_figures(report, figures) == [], f"seed {seed}: {what}"
        assert [v for v in report.violations if v.hard] == [], f"seed {seed}: {what}"


def cut(rows: list[list[str]], random: Random) -> str:
    """Spoil one thing in a table of a text; answer what."""
    row = random.randrange(len(rows))
    cells = rows[row]
    col = random.randrange(len(cells))
    text = cells[col]
    kind = random.choice(["lose", "double", "note", "lose row", "double row", "glue", "cut"])
    if kind == "lose" and len(cells) > 2:
        del cells[col]
    elif kind == "double":
        cells.insert(col, text)
    elif kind == "note":
        cells.insert(col, "注")
    elif kind == "lose row":
        del rows[row]
    elif kind == "double row":
        rows.insert(row, list(cells))
    elif kind == "glue" and col + 1 < len(cells):
        cells[col] += cells.pop(col + 1)
    elif kind == "cut" and len(text) > 3:
        at = random.randrange(1, len(text))
        cells[col : col + 1] = [text[:at], text[at:]]
    return f"{kind} at {row}, {col} ({text[:10]})"


@pytest.mark.parametrize(
    "between", ["\t", " | ", " ", "\n"], ids=["tabs", "bars", "blanks", "lines"]
)
@pytest.mark.parametrize("most", [1, 30])
def test_a_spoilt_text(between: str, most: int) -> None:
    for seed in range(MANY):
        random = Random(seed)
        form = random.choice((FORM_2021, FORM_2019))
        figures = figures_of(form, seed, most=most)
        tables = [[[text for text, _, _ in row] for row in t] for t in three_tables(form, figures)]
        what = cut(tables[random.choice((0, 1, 1, 1, 2))], random)
        made = [[line for row in rows for line in between.join(row).split("\n")] for rows in tables]
        report = reading(text_of(made, year=form.first_year))
        assert spoilt_figures(report, figures) == [], f"seed {seed}: {what}"


@pytest.mark.parametrize("seed", range(100))
def test_what_is_printed_plainly_is_read_exactly(seed: int) -> None:
    form = (FORM_2021, FORM_2019)[seed % 2]
    figures = figures_of(form, seed, most=(1, 9, 400, 120_000)[seed % 4])
    tables = three_tables(form, figures)
    for content in (
        page([html_table(rows) for rows in tables], year=form.first_year),
        text_of([lines(rows, "\t") for rows in tables], year=form.first_year),
        text_of(
            [[text for row in rows for text, _, _ in row] for rows in tables], year=form.first_year
        ),
    ):
        report = reading(content)
        assert misread(report, figures) == {}
        assert report.form is form
        assert report.violations == []
