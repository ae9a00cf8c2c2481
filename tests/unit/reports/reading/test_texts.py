"""Tables in plain text, with everything but the words and the order lost."""

from __future__ import annotations

import re

import pytest

from tests.unit.reports.reading.made import (
    KINDS,
    Rows,
    cell_lines,
    figures_of,
    lines,
    misread,
    reading,
    text_of,
    three_tables,
    unmerged,
)
from tongming.law.figures import Cell, Gap
from tongming.law.forms import FORM_2019, FORM_2021

FIGURES = figures_of(FORM_2021, 1)
TABLES = three_tables(FORM_2021, FIGURES)
_ORDINAL = re.compile(r"（[一二三四五六七]）|[一二三四]、|\b\d\.(?=\D)")


def spaced(between: str) -> str:
    """One line a row, the cells kept apart somehow."""
    return text_of([lines(table, between) for table in TABLES])


def wrapped(table: Rows, width: int) -> list[str]:
    """One line a cell, long labels over several lines."""
    return [
        text[at : at + width]
        for row in table
        for text, _, _ in row
        for at in range(0, max(len(text), 1), width)
    ]


def wrapped_rows(table: Rows) -> list[str]:
    """One line a row, a long label over two lines with the figures behind its end."""
    made = []
    for row in table:
        words = [text for text, _, _ in row if not text.isdigit()]
        numbers = [text for text, _, _ in row if text.isdigit()]
        label = "".join(words) if numbers else " ".join(words)
        if numbers and len(label) > 10:
            made.append(label[:9])
            label = label[9:]
        made.append(" ".join([label, *numbers]))
    return made


def barred(table: Rows) -> list[str]:
    """A bar behind every cell, rows filled up to one length."""
    grid = unmerged(table)
    width = len(grid[0])
    return [" | ".join(t for t, _, _ in row) + " | " + "|" * (width - len(row)) for row in table]


TEXTS = {
    "tabs": spaced("\t"),
    "bars": spaced(" | "),
    "box bars": spaced("│"),
    "two blanks": spaced("  "),
    "one blank": spaced(" "),
    "wide blanks": spaced("　"),
    "commas": spaced(","),
    "wide commas": spaced("，"),
    "a cell a line": text_of([cell_lines(table) for table in TABLES]),
    "a cell a line, a blank line behind each": text_of(
        [[line for cell in cell_lines(table) for line in (cell, "")] for table in TABLES]
    ),
    "everything on one line": text_of([[" ".join(cell_lines(table))] for table in TABLES]),
    "tabs of a sheet": text_of([["\t".join(row) for row in unmerged(table)] for table in TABLES]),
    "quoted fields": text_of(
        [[",".join(f'"{cell}"' for cell in row) for row in unmerged(table)] for table in TABLES]
    ),
    "markdown": text_of(
        [[f"| {' | '.join(row)} |" for row in unmerged(table)] for table in TABLES]
    ),
    "padded behind": text_of([barred(table) for table in TABLES]),
    "labels over several lines": text_of([wrapped(table, 7) for table in TABLES]),
    "labels over two lines, figures on the second": text_of([wrapped_rows(t) for t in TABLES]),
    "label and first figure glued": text_of(
        [
            [re.sub(r"([^\d\s]) (\d)", r"\1\2", line, count=1) for line in lines(table, " ")]
            for table in TABLES
        ]
    ),
    "the labels' numbers set apart": text_of(
        [
            lines(TABLES[0], " "),
            [_ORDINAL.sub(lambda m: m.group() + " ", line) for line in lines(TABLES[1], " ")],
            lines(TABLES[2], " "),
        ]
    ),
    "the labels' numbers lost": text_of(
        [
            lines(TABLES[0], " "),
            [_ORDINAL.sub("", line) for line in lines(TABLES[1], " ")],
            lines(TABLES[2], " "),
        ]
    ),
    "units behind the figures": text_of(
        [[re.sub(r"(?<= )(\d+)\b", r"\1件", line) for line in lines(t, " ")] for t in TABLES]
    ),
    "wide digits": text_of(
        [
            [
                line.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
                for line in lines(t, "　")
            ]
            for t in TABLES
        ]
    ),
}


@pytest.mark.parametrize("layout", TEXTS)
def test_the_figures_are_read_from_every_text(layout: str) -> None:
    report = reading(TEXTS[layout])
    assert misread(report, FIGURES) == {}
    assert [v for v in report.violations if v.hard] == []
    assert report.form is FORM_2021
    assert report.sections["problems"].strip() == "人手少，将补齐。"


@pytest.mark.parametrize("between", ["\t", " ", "\n"])
def test_the_form_of_2019_is_read(between: str) -> None:
    figures = figures_of(FORM_2019, 5)
    tables = three_tables(FORM_2019, figures)
    made = text_of(
        [[line for t in lines(table, between) for line in t.split("\n")] for table in tables],
        year=2020,
    )
    report = reading(made)
    assert misread(report, figures) == {}
    assert report.form is FORM_2019


def with_row(key: str, cells: str) -> str:
    """One blank between cells, one row of table 3 printed as given."""
    label = next(
        line
        for line in lines(TABLES[1], " ")
        if line.lstrip("（三四五六）不无其予法以公处提理开供他 ").startswith(key)
    )
    words = re.match(r"\D*(?:\d\.\D+)?", label)
    assert words is not None
    return spaced(" ").replace(label, words.group().rstrip() + " " + cells)


def row(report_text: str, key: str) -> list[object]:
    """What is read for a row of table 3."""
    report = reading(report_text)
    return [report.figure(Cell("requests", key, kind)) for kind in KINDS]


def test_a_row_that_lost_its_empty_cells_is_not_read_and_said() -> None:
    text = with_row("4.保护第三方", "3 1 4")
    assert row(text, "3.3.4") == [Gap.BLANK] * 7
    report = reading(text)
    assert any(remark.where == "requests/3.3.4" for remark in report.warnings)
    assert not any(v.hard and v.relation == "R2" for v in report.violations)
    whole = with_row("4.保护第三方", "3 0 1 0 0 0 4")
    assert row(whole, "3.3.4") == [3, 0, 1, 0, 0, 0, 4]


def test_tabs_keep_a_rows_empty_cells() -> None:
    original = next(line for line in lines(TABLES[1], "\t") if "重复申请" in line)
    text = spaced("\t").replace(original, "2.重复申请\t3\t\t1\t\t\t\t4")
    blank = Gap.BLANK
    assert row(text, "3.5.2") == [3, blank, 1, blank, blank, blank, 4]


def test_trailing_tabs_cut_off_leave_a_row_in_doubt() -> None:
    original = next(line for line in lines(TABLES[1], "\t") if "重复申请" in line)
    text = spaced("\t").replace(original, "2.重复申请\t3\t\t1")
    assert row(text, "3.5.2") == [Gap.BLANK] * 7
    assert any(remark.where == "requests/3.5.2" for remark in reading(text).warnings)


def test_blank_lines_for_empty_cells_count_where_every_row_has_its_seven_lines() -> None:
    def emptied(cell: str) -> str:
        return "" if cell == "0" else cell

    requests = [emptied(cell) for cell in cell_lines(TABLES[1])]
    text = text_of([cell_lines(TABLES[0]), requests, cell_lines(TABLES[2])])
    report = reading(text)
    blanked = {
        cell: Gap.BLANK if cell.table == "requests" and figure == 0 else figure
        for cell, figure in FIGURES.items()
    }
    assert misread(report, blanked) == {}


def test_blank_lines_for_empty_cells_count_in_the_other_tables_too() -> None:
    def emptied(cell: str) -> str:
        return "" if cell == "0" else cell

    figures = {**figures_of(FORM_2021, 1), Cell("remedies", "review", "other"): 0}
    figures |= {Cell("proactive", "normative_documents", "repealed"): 0}
    tables = [[emptied(cell) for cell in cell_lines(t)] for t in three_tables(FORM_2021, figures)]
    report = reading(text_of(tables))
    blanked = {cell: Gap.BLANK if figure == 0 else figure for cell, figure in figures.items()}
    assert misread(report, blanked) == {}


def test_lost_cells_in_a_text_with_a_blank_line_after_each_line_are_not_made_up() -> None:
    cells = cell_lines(TABLES[2])
    text = text_of([cell_lines(TABLES[0]), cell_lines(TABLES[1]), cells])
    labels = [cell for cell in cells if not cell.isdecimal()]
    spoilt = "\n".join(labels) + "\n" + "\n\n".join(["1"] * 8)
    report = reading(text.replace("\n".join(cells), spoilt))
    assert report.figure(Cell("remedies", "review", "upheld")) is Gap.BLANK
    assert any(remark.where.startswith("remedies") for remark in report.warnings)


def test_a_header_in_pieces_does_not_change_the_order_of_the_columns() -> None:
    lines_ = [
        "信息内容  本年制发件数  现行有效件数",
        "本年废止",
        "件数",
        "规章  0  0  0",
        "行政规范性文件  4  1  9",
    ]
    report = reading(text_of([lines_, lines(TABLES[1], "  "), lines(TABLES[2], "  ")]))
    row = ("proactive", "normative_documents")
    assert [report.figure(Cell(*row, key)) for key in ("issued", "repealed", "in_force")] == [
        4,
        1,
        9,
    ]


def test_rows_of_seven_have_seven_columns_though_the_header_lost_some() -> None:
    text = spaced("  ").replace("社会公益组织", "公益").replace("法律服务机构", "服务")
    assert misread(reading(text), FIGURES) == {}


def test_a_break_within_a_cell_does_not_cut_a_row_framed_by_bars() -> None:
    def framed(table: Rows) -> list[str]:
        return ["|" + "|".join(text for text, _, _ in row) + "|" for row in table]

    text = text_of([framed(table) for table in TABLES])
    broken = text.replace("本年废止件数", "本年\n废止件数").replace("科研机构", "科研\n机构")
    broken = broken.replace("重复申请", "重复\n申请")
    assert misread(reading(broken), FIGURES) == {}


def test_words_among_figures_are_not_figures() -> None:
    text = with_row("4.保护第三方", "3 O l 0 0 0 4")
    assert Gap.BLANK in row(text, "3.3.4")
    assert row(text, "3.3.4")[1] is Gap.BLANK


def test_prose_about_licences_is_not_table_2() -> None:
    text = spaced(" ").replace("本年度平稳。", "全年办理 行政许可 57 件，行政处罚 9 件。")
    assert misread(reading(text), FIGURES) == {}


def test_words_and_tables_that_differ_are_a_soft_violation() -> None:
    received = FIGURES[Cell("requests", "1", "sum")]
    wrong = int(str(received)) + 3
    text = spaced(" ").replace("本年度平稳。", f"全年共收到政府信息公开申请{wrong}件。")
    found = [(v.relation, v.expected, v.found, v.hard) for v in reading(text).violations]
    assert found == [("R8", received, wrong, False)]
    same = spaced(" ").replace("本年度平稳。", f"全年共收到政府信息公开申请{received}件。")
    assert reading(same).violations == []
