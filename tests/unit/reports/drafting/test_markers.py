"""Words bound to figures say what the figures say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.reports.random_reports import reports
from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.forms import FORM_2019, FORM_2021, FORM_OWN
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import Bound, bound_cells, fill, open_points, unbound_numbers
from tongming.reports.numerals import number_text

NEW = Cell("requests", "1", "sum")


def report_with(**figures: Figure) -> AnnualReport:
    """A report whose channels say these figures, and whose new applications are 12."""
    report = AnnualReport("", "云岭县青石镇人民政府", 2019, FORM_OWN)
    for row, figure in figures.items():
        report.figures[Cell("channels", row, "items")] = figure
    report.figures[NEW] = 12
    return report


def test_a_marker_shows_its_figure_with_its_unit() -> None:
    report = report_with()
    assert fill("收到{{requests/1/sum|件}}，即{{requests/1/sum}}。", report) == "收到12件，即12。"
    report.figures[NEW] = 13
    assert fill("收到{{requests/1/sum|件}}。", report) == "收到13件。"


def test_a_sum_and_a_share_are_worked_out() -> None:
    report = report_with(total=146, website=14, weibo=101)
    text = "{{channels/website/items+channels/weibo/items|条}}"
    assert fill(text, report) == "115条"
    assert fill("{{channels/website/items%channels/total/items}}", report) == "9.6%"
    assert fill("{{channels/weibo/items%channels/total/items}}", report) == "69.2%"


def test_no_share_of_nothing_is_worked_out() -> None:
    report = report_with(total=0, website=0)
    text = "{{channels/website/items%channels/total/items}}"
    assert fill(text, report) == "（总数为0，不计算比例）"
    report.figures[Cell("channels", "total", "items")] = 3
    assert fill(text, report) == "0.0%"


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        (12, 9, "新收12件，比上年增加3件。"),
        (12, 20, "新收12件，比上年减少8件。"),
        (12, 12, "新收12件，与上年持平。"),
        (12, Gap.NOT_REPORTED, "新收12件。"),
    ],
)
def test_a_change_is_told_where_both_years_are_known(
    now: Figure, before: Figure, says: str
) -> None:
    report, previous = report_with(), report_with()
    report.figures[NEW], previous.figures[NEW] = now, before
    text = "新收{{requests/1/sum|件}}{{requests/1/sum^|件}}。"
    assert fill(text, report, previous) == says
    assert fill(text, report) == "新收12件。"


def test_each_kind_of_gap_says_what_it_is_and_none_says_zero() -> None:
    report = report_with()
    text = "收到申请{{requests/1/sum|件}}。"
    shown = {}
    for gap in Gap:
        report.figures[NEW] = gap
        shown[gap] = fill(text, report)
    assert shown == {
        Gap.BLANK: "收到申请【请补充：一、本年新收政府信息公开申请数量（总计）】。",
        Gap.NOT_APPLICABLE: "收到申请（不适用）。",
        Gap.NOT_REPORTED: "收到申请（数量未报告）。",
    }
    report.figures[NEW] = 0
    assert fill(text, report) == "收到申请0件。"


def test_a_cell_nobody_filled_is_an_open_point_of_the_filled_text() -> None:
    report = report_with()
    text = "收到申请{{requests/1/sum|件}}。【请补充：其他情况】"
    assert open_points(fill(text, report)) == ["其他情况"]
    report.figures[NEW] = Gap.BLANK
    assert open_points(fill(text, report)) == [
        "一、本年新收政府信息公开申请数量（总计）",
        "其他情况",
    ]


def test_a_sum_over_a_gap_is_not_passed_off_as_a_sum() -> None:
    report = report_with(website=14, weibo=Gap.NOT_REPORTED)
    text = "{{channels/website/items+channels/weibo/items|条}}"
    assert fill(text, report) == "（数量未报告）"


@pytest.mark.parametrize(
    "marker", ["错误", "requests/1", "requests/1/sum+", "a/b/c%", "a/b/c%d/e/f^", ""]
)
def test_a_marker_that_names_no_cell_is_an_open_point_and_no_error(marker: str) -> None:
    text = fill(f"共{{{{{marker}}}}}件。", report_with())
    assert "{{" not in text
    assert len(open_points(text)) == 1
    assert open_points(fill("共{{requests/1/sum}}件。", report_with())) == []


def test_text_without_markers_is_left_alone() -> None:
    text = "其中{一}、}}和{{ 之间。"
    assert fill(text, report_with()) == text


cells = st.sampled_from([*FORM_2021.cells(), *FORM_2019.cells(), *FORM_OWN.cells()])
bounds = st.builds(
    Bound,
    st.lists(cells, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["", "件", "万元"]),
    st.just(()),
    st.booleans(),
) | st.builds(
    Bound,
    st.lists(cells, min_size=1, max_size=2).map(tuple),
    st.just(""),
    st.lists(cells, min_size=1, max_size=2).map(tuple),
)


@given(bounds)
def test_a_bound_place_is_stored_and_found_again(bound: Bound) -> None:
    assert Bound.parse(bound.marker.removeprefix("{{").removesuffix("}}")) == bound
    assert bound_cells(f"甲{bound.marker}乙") == [*bound.cells, *bound.of]


@given(reports())
def test_every_cell_of_every_form_can_be_quoted_as_it_is(report: AnnualReport) -> None:
    for cell, figure in report.figures.items():
        text = fill(Bound((cell,)).marker, report)
        if is_number(figure):
            assert text == number_text(figure)
        else:
            assert not text[:1].isdigit()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公开信息146条，占9.6%。", ["146条", "9.6%"]),
        ("共，1,234件（14件）", ["1,234件", "14件"]),
        ("收费0.5万元、12余万元", ["0.5万元", "12万元"]),
        ("培训45人次，会议3次", ["45人次", "3次"]),
        ("提高2.5个百分点", ["2.5个百分点"]),
        ("2019年1月1日至12月31日", []),
        ("根据《条例》第20条、第50条的规定", []),
        ("国办公开办函〔2021〕30号第3次会议", []),
        ("电话0432—66720000，邮编132403", []),
        ("见http://example.cn/a/12件/", []),
        ("收到{{requests/1/sum|件}}，答复{{requests/3.7/sum}}件", []),
    ],
)
def test_quantities_written_by_hand_are_found_and_other_numbers_are_not(
    text: str, found: list[str]
) -> None:
    assert unbound_numbers(text) == found


def test_amounts_keep_their_decimals() -> None:
    report = report_with()
    cell = Cell("proactive", "fees", "amount_wan")
    report.figures[cell] = Decimal("12.50")
    assert fill("{{proactive/fees/amount_wan|万元}}", report) == "12.50万元"
