"""The workbook: published figures kept, sums as live formulas, gaps never 0, no text a formula."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from tests.unit.reports.rendering.samples import ALL_FORMS, balanced, report_of
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021, FORM_LEGACY, FORM_OWN, Form
from tongming.law.relations import Violation
from tongming.law.words import say
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.layout import grids
from tongming.reports.rendering.xlsx import CHECK_SHEET, WORDS_SHEET, render

REQUESTS = "三、收到和处理政府信息公开申请情况"


def formulas(report: AnnualReport) -> Workbook:
    """The workbook as a person edits it: formulas, styles, merged ranges."""
    return openpyxl.load_workbook(BytesIO(render(report)))


def values(report: AnnualReport, sheet: str) -> list[list[object]]:
    """A sheet as a program reads it: the values kept with the formulas."""
    book = CalamineWorkbook.from_filelike(BytesIO(render(report)))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]


def place(form: Form, address: str) -> tuple[str, int, int]:
    """Sheet, row and column (from 0) of a figure."""
    cell = Cell.parse(address)
    section = next(s for s in form.sections if s.table == cell.table)
    table = next(table for table in grids(form) if table.key == cell.table)
    box = next(box for box in table.figures() if box.cell == cell)
    return section.heading, box.row + 1, box.column


def value_at(report: AnnualReport, address: str) -> object:
    sheet, row, column = place(report.form, address)
    return values(report, sheet)[row][column]


def content_at(book: Workbook, form: Form, address: str) -> object:
    sheet, row, column = place(form, address)
    return book[sheet].cell(row + 1, column + 1).value


def checks(report: AnnualReport) -> dict[tuple[str, str], object]:
    """What the sheet 核对 says, by relation and place."""
    rows = values(report, CHECK_SHEET)[1:]
    return {(str(row[0]), str(row[2])): row[6] for row in rows if row[6]}


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_there_is_a_sheet_for_the_words_one_for_each_table_and_one_that_checks(form: Form) -> None:
    book = formulas(report_of(form))
    tables = [section.heading for section in form.sections if section.table]
    assert book.sheetnames == [WORDS_SHEET, *tables, CHECK_SHEET]


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_merged_ranges_are_those_of_the_grid(form: Form) -> None:
    book = formulas(report_of(form))
    for section, table in zip(
        [section for section in form.sections if section.table], grids(form), strict=True
    ):
        merged = {
            (r.min_row - 2, r.min_col - 1, r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
            for r in book[section.heading].merged_cells.ranges
            if r.min_row > 1
        }
        assert merged == {
            (box.row, box.column, box.rowspan, box.colspan)
            for box in table.boxes()
            if box.rowspan > 1 or box.colspan > 1
        }


def test_totals_are_formulas_where_the_report_is_right() -> None:
    report = balanced()
    book = formulas(report)
    assert content_at(book, FORM_2021, "requests/1/sum") == "=SUM(D5:I5)"
    # (七)总计 adds the leaf rows above it, headings have no figures of their own.
    assert content_at(book, FORM_2021, "requests/3.7/nat") == "=SUM(D7:D27)"
    assert content_at(book, FORM_2021, "requests/3.7/sum") == "=SUM(D28:I28)"
    assert content_at(book, FORM_2021, "remedies/after/total") == "=SUM(K5:N5)"
    assert value_at(report, "requests/3.7/nat") == 21
    assert set(checks(report).values()) == {"相符"}


def test_a_published_figure_that_disagrees_stays_and_the_check_says_so() -> None:
    report = balanced()
    wrong = Cell("requests", "3.7", "nat")
    report.figures[wrong] = 99
    assert content_at(formulas(report), FORM_2021, str(wrong)) == 99
    assert value_at(report, str(wrong)) == 99
    found = checks(report)
    assert found["R1", "自然人"] == "不符"
    assert found["R2", "自然人"] == "不符"
    assert found["R3", "（七）总计"] == "不符"
    assert found["R1", "商业企业"] == "相符"


FIRST_ROW = "一、本年新收政府信息公开申请数量"


@pytest.mark.parametrize(
    ("gap", "shown", "says"),
    [
        (Gap.BLANK, "", "不符"),
        (Gap.NOT_APPLICABLE, "—", "不符"),
        (Gap.NOT_REPORTED, "未报", "缺数"),
    ],
)
def test_a_gap_is_never_turned_into_zero(gap: Figure, shown: str, says: str) -> None:
    report = balanced()
    cell = Cell("requests", "1", "ent")
    report.figures[cell] = gap
    assert value_at(report, str(cell)) == shown
    # An empty part adds nothing, so the sum is 1 short; one not reported could be anything.
    assert checks(report)["R3", FIRST_ROW] == says
    assert checks(report)["R3", "二、上年结转政府信息公开申请数量"] == "相符"


def test_zeros_left_out_do_not_break_a_sum() -> None:
    report = balanced()
    report.figures[Cell("requests", "2", "ent")] = Gap.BLANK
    report.figures[Cell("requests", "2", "sum")] = 5
    assert checks(report)["R3", "二、上年结转政府信息公开申请数量"] == "相符"
    assert content_at(formulas(report), FORM_2021, "requests/2/sum") == "=SUM(D6:I6)"


@pytest.mark.parametrize("address", ["requests/1/sum", "requests/3.7/sum"])
def test_nothing_is_said_of_a_missing_total(address: str) -> None:
    report = balanced()
    report.figures[Cell.parse(address)] = Gap.BLANK
    row = FIRST_ROW if "/1/" in address else "（七）总计"
    assert checks(report)["R3", row] == "缺数"
    assert checks(report)["R1", "自然人"] == "相符"
    if "/3.7/" in address:
        assert checks(report)["R1", "总计"] == "缺数"


def test_a_total_that_is_a_gap_stays_a_gap() -> None:
    report = balanced()
    report.figures[Cell("requests", "1", "sum")] = Gap.BLANK
    assert content_at(formulas(report), FORM_2021, "requests/1/sum") is None


def test_no_sum_is_made_where_nothing_can_be_added() -> None:
    report = report_of()
    report.figures = dict.fromkeys(FORM_2021.cells(), Gap.BLANK)
    report.figures[Cell("requests", "1", "sum")] = 0
    assert content_at(formulas(report), FORM_2021, "requests/1/sum") == 0


def test_every_check_is_a_formula_over_the_tables() -> None:
    sheet = formulas(balanced())[CHECK_SHEET]
    first = [cell.value for cell in sheet[2]]
    assert first[0] == "R1"
    assert first[3] == f"=SUM('{REQUESTS}'!D5:D6)"
    assert first[5] == f"=SUM('{REQUESTS}'!D28:D29)"
    assert str(first[6]).startswith("=IF(OR(COUNT(")
    # R1 and R2 for seven columns, R3 for 25 rows, R4 for three groups.
    assert len(checks(balanced())) == 7 + 7 + 25 + 3


def test_the_older_forms_sums_and_bounds_are_checked() -> None:
    report = balanced(FORM_LEGACY)
    report.figures[Cell("legacy", "1.1", "value")] = 3
    found = checks(report)
    assert found["L1", "（一）收到申请数"] == "相符"
    channels = "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）"
    assert found["L8", channels] == "相符"
    report.figures[Cell("legacy", "1.1", "value")] = 6  # more than all channels together
    assert checks(report)["L8", channels] == "不符"
    report.figures[Cell("legacy", "1.1", "value")] = 3
    report.figures[Cell("legacy", "1.2.2", "value")] = 4  # one channel has more than there is
    assert checks(report)["L8", channels] == "不符"
    part = "其中：主动公开规范性文件数"
    assert found["L9", part] == "相符"
    report.figures[Cell("legacy", "1.1.a", "value")] = 9
    assert checks(report)["L9", part] == "不符"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    words = '=HYPERLINK("http://x","y")\n+1+1\n-2\n@SUM(1)'
    report = report_of(overview=words)
    report.body, report.title = "=cmd|' /C calc'!A0", "=1+1"
    book = formulas(report)
    cells = [cell for row in book[WORDS_SHEET].iter_rows() for cell in row if cell.value]
    dangerous = [cell for cell in cells if str(cell.value)[:1] in "=+-@"]
    assert len(dangerous) == 6
    for cell in dangerous:
        assert cell.data_type == "s"
        assert cell.quotePrefix
    with zipfile.ZipFile(BytesIO(render(report))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        assert not [name for name in package.namelist() if "externalLink" in name]


def test_an_amount_keeps_its_unit_and_its_decimals() -> None:
    report = report_of(FORM_2019)
    amount = Cell("proactive", "procurement", "amount")
    report.figures[amount] = Decimal("251000.50")
    report.units[amount] = "元"
    assert value_at(report, str(amount)) == "251000.50元"
    fees = Cell("proactive", "fees", "amount_wan")
    modern = report_of(FORM_2021)
    modern.figures[fees] = Decimal("12.50")
    sheet, row, column = place(FORM_2021, str(fees))
    cell = formulas(modern)[sheet].cell(row + 1, column + 1)
    assert (cell.value, cell.number_format) == (12.5, "0.00")


def test_a_number_with_more_digits_than_a_workbook_holds_is_written_out() -> None:
    report = report_of(FORM_OWN)
    cell = Cell("stated", "reviews", "value")
    report.figures[cell] = 12345678901234567
    assert value_at(report, str(cell)) == "12345678901234567"
    report.figures[cell] = 123456789012345
    assert value_at(report, str(cell)) == 123456789012345


def test_what_reading_found_stands_below_the_checks() -> None:
    report = report_of()
    report.violations.append(Violation("R6", "proactive/rules", 0, 2, say("规章应为0，报告为2")))
    assert ["R6", "规章应为0，报告为2"] in [row[:2] for row in values(report, CHECK_SHEET)]


def test_the_same_report_gives_the_same_bytes_and_no_clock_is_read() -> None:
    report = report_of()
    assert render(report) == render(report)
    with zipfile.ZipFile(BytesIO(render(report))) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert b"2022-01-03T00:00:00Z" in package.read("docProps/core.xml")


def test_words_are_translated_only_where_they_are_about_the_report() -> None:
    english = {"相符": "agrees", "结果": "Result"}

    def translate(text: str) -> str:
        return english.get(text, text)

    book = openpyxl.load_workbook(BytesIO(render(balanced(), translate=translate)), data_only=True)
    sheet = book[CHECK_SHEET]
    assert sheet["G1"].value == "Result"
    assert sheet["G2"].value == "agrees"
    assert book.sheetnames[1] == "二、主动公开政府信息情况"
