"""Small reports made for one test each: figures that add up, printed as the test asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import (
    FORM_2019,
    FORM_2021,
    REMEDY_GROUPS,
    REMEDY_RESULTS,
    REQUEST_COLUMNS,
    Form,
    Row,
)
from tongming.reports.document import AnnualReport
from tongming.reports.reading import read

Figures = dict[Cell, Figure]
Shown = Callable[[Figure], str]
KINDS = [column.key for column in REQUEST_COLUMNS]
BODY = "青川市石桥镇人民政府"
CORNER = FORM_2021.table("requests").blocks[0].corner


def shown(figure: Figure) -> str:
    """A figure as most print it: a gap is an empty cell."""
    return "" if isinstance(figure, Gap) else str(figure)


def figures_of(form: Form, seed: int, *, most: int = 30) -> Figures:
    """Figures of the three tables that keep every relation."""
    random = Random(f"{form.id}{seed}")
    figures: Figures = {}
    for cell in form.table("proactive").cells():
        figures[cell] = random.randint(0, most)
        if cell.row == "rules":
            figures[cell] = 0
    rows = [row for row in form.table("requests").blocks[0].rows if not row.heading]
    leaves = [row.key for row in rows if row.key.startswith("3.") and row.key != "3.7"]
    for kind in KINDS[:-1]:
        for key in leaves:
            figures[Cell("requests", key, kind)] = random.choice((0, 0, random.randint(0, most)))
        done = sum(int(str(figures[Cell("requests", key, kind)])) for key in leaves)
        brought, carried = random.randint(0, done), random.randint(0, most)
        figures[Cell("requests", "3.7", kind)] = done
        figures[Cell("requests", "2", kind)] = brought
        figures[Cell("requests", "4", kind)] = carried
        figures[Cell("requests", "1", kind)] = done + carried - brought
    for row in rows:
        parts = [figures[Cell("requests", row.key, kind)] for kind in KINDS[:-1]]
        figures[Cell("requests", row.key, "sum")] = sum(int(str(part)) for part in parts)
    for group, _ in REMEDY_GROUPS:
        numbers = [random.randint(0, 9) for _ in REMEDY_RESULTS[:-1]]
        for (key, _), number in zip(REMEDY_RESULTS, [*numbers, sum(numbers)], strict=True):
            figures[Cell("remedies", group, key)] = number
    return figures


# --- Tables as rows of cells: text, columns covered, rows covered ---------------------------------

Printed = tuple[str, int, int]
Rows = list[list[Printed]]


def one(text: str) -> Printed:
    """A cell that is not merged."""
    return text, 1, 1


def labels_of(form: Form) -> list[Row]:
    """The rows of table 3, headings too."""
    return list(form.table("requests").blocks[0].rows)


def request_header() -> Rows:
    """The three header rows of table 3."""
    return [
        [
            (CORNER, 3, 3),
            ("申请人情况", 7, 1),
        ],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        [one(column.label) for column in REQUEST_COLUMNS if len(column.groups) > 1],
    ]


def request_rows(form: Form, figures: Mapping[Cell, Figure], show: Shown = shown) -> Rows:
    """The rows of table 3 below the header, merged as the form has them."""
    every = labels_of(form)
    rows: Rows = []
    pending: list[Printed] = []
    for row in every:
        below = [r for r in every if r.parent == row.key and not r.heading]
        if row.heading:
            inner = [r for r in every if r.parent == row.key and r.heading]
            deep = sum(len([x for x in every if x.parent == r.key]) for r in inner)
            pending.append((row.label, 1, len(below) + deep))
            continue
        width = 3 - row.depth
        values = [one(show(figures[Cell("requests", row.key, kind)])) for kind in KINDS]
        rows.append([*pending, (row.label, width, 1), *values])
        pending = []
    return rows


def proactive_rows(form: Form, figures: Mapping[Cell, Figure], show: Shown = shown) -> Rows:
    """Table 2, four columns wide, merged as the form has it."""
    rows: Rows = []
    for block in form.table("proactive").blocks:
        rows.append([(block.heading, 4, 1)])
        spare = 3 - len(block.columns)
        last = len(block.columns) - 1
        rows.append(
            [one("信息内容")]
            + [
                (column.label, 1 + (spare if place == last else 0), 1)
                for place, column in enumerate(block.columns)
            ]
        )
        for row in block.rows:
            values = [show(figures[Cell("proactive", row.key, c.key)]) for c in block.columns]
            rows.append(
                [one(row.label)]
                + [
                    (value, 1 + (spare if place == last else 0), 1)
                    for place, value in enumerate(values)
                ]
            )
    return rows


def remedy_rows(figures: Mapping[Cell, Figure], show: Shown = shown) -> Rows:
    """Table 4: three header rows and one of fifteen figures."""
    labels = [one(label) for _, label in REMEDY_RESULTS]
    values = [
        one(show(figures[Cell("remedies", group, key)]))
        for group, _ in REMEDY_GROUPS
        for key, _ in REMEDY_RESULTS
    ]
    return [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [
            *((text, 1, 2) for text, _, _ in labels),
            ("未经复议直接起诉", 5, 1),
            ("复议后起诉", 5, 1),
        ],
        [*labels, *labels],
        values,
    ]


def unmerged(rows: Rows) -> list[list[str]]:
    """The rows with each merged cell once and blanks where it reaches: a true grid."""
    placed: dict[tuple[int, int], str] = {}
    width = 0
    for r, row in enumerate(rows):
        c = 0
        for text, across, down in row:
            while (r, c) in placed:
                c += 1
            for y in range(down):
                for x in range(across):
                    placed[r + y, c + x] = text if (y, x) == (0, 0) else ""
            c += across
            width = max(width, c)
    return [[placed.get((r, c), "") for c in range(width)] for r in range(len(rows))]


# --- Rows as files --------------------------------------------------------------------------------


def html_table(rows: Rows, *, tag: str = "td", spans: bool = True) -> str:
    """A table of a page."""

    def cell(text: str, across: int, down: int) -> str:
        marks = ""
        if spans:
            marks += f' colspan="{across}"' if across > 1 else ""
            marks += f' rowspan="{down}"' if down > 1 else ""
        return f"<{tag}{marks}>{text}</{tag}>"

    inside = "\n".join(f"<tr>{''.join(cell(*c) for c in row)}</tr>" for row in rows)
    return f"<table>\n{inside}\n</table>"


def page(tables: Sequence[str], *, title: str = "", year: int = 2023, words: str = "") -> str:
    """A page with the six sections and a table each in three of them."""
    title = title or f"{BODY}{year}年政府信息公开工作年度报告"
    proactive, requests, remedies = (*tables, "", "", "")[:3]
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<h1>{title}</h1>"
        f"<p>一、总体情况</p><p>{words or '本年度平稳。'}</p>"
        f"<p>二、主动公开政府信息情况</p>{proactive}"
        f"<p>三、收到和处理政府信息公开申请情况</p>{requests}"
        f"<p>四、政府信息公开行政复议、行政诉讼情况</p>{remedies}"
        "<p>五、存在的主要问题及改进情况</p><p>人手少，将补齐。</p>"
        "<p>六、其他需要报告的事项</p><p>无。</p></body></html>"
    )


def whole_page(form: Form, figures: Mapping[Cell, Figure], show: Shown = shown) -> str:
    """The report as a well-made page."""
    return page(
        [
            html_table(proactive_rows(form, figures, show)),
            html_table(request_header() + request_rows(form, figures, show)),
            html_table(remedy_rows(figures, show)),
        ],
        year=form.first_year,
    )


def text_of(tables: Sequence[Iterable[str]], *, year: int = 2023) -> str:
    """The report as plain text, each table given as its lines."""
    proactive, requests, remedies = ("\n".join(table) for table in tables)
    return (
        f"{BODY}{year}年政府信息公开工作年度报告\n\n一、总体情况\n　　本年度平稳。\n"
        f"二、主动公开政府信息情况\n{proactive}\n"
        f"三、收到和处理政府信息公开申请情况\n{requests}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{remedies}\n"
        "五、存在的主要问题及改进情况\n　　人手少，将补齐。\n六、其他需要报告的事项\n　　无。\n"
    )


def lines(rows: Rows, between: str) -> list[str]:
    """One line a row, only the cells that begin there."""
    return [between.join(text for text, _, _ in row) for row in rows]


def cell_lines(rows: Rows) -> list[str]:
    """One line a cell."""
    return [text for row in rows for text, _, _ in row]


def three_tables(form: Form, figures: Mapping[Cell, Figure], show: Shown = shown) -> list[Rows]:
    """Tables 2, 3 and 4."""
    return [
        proactive_rows(form, figures, show),
        request_header() + request_rows(form, figures, show),
        remedy_rows(figures, show),
    ]


# --- Reading back ---------------------------------------------------------------------------------


def reading(content: str | bytes, name: str = "made") -> AnnualReport:
    """The report read from a page, a text or bytes."""
    return read(content.encode() if isinstance(content, str) else content, name)


def misread(
    report: AnnualReport, figures: Mapping[Cell, Figure]
) -> dict[str, tuple[Figure, Figure]]:
    """The cells whose figure is not the one printed: address → (read, printed)."""
    return {
        str(cell): (report.figure(cell), figure)
        for cell, figure in figures.items()
        if report.figure(cell) != figure
    }


FORMS_WITH_TABLES = (FORM_2021, FORM_2019)
