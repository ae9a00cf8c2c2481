"""Drafts say what the figures bear out, in the form's order, and ask a person for the rest."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings

from tests.unit.reports.random_reports import reports
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021, FORM_LEGACY, FORM_OWN, FORMS, Form
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import (
    PREFACE,
    Facts,
    bound_cells,
    draft,
    fill,
    open_points,
    unbound_numbers,
)

TOWN = Facts(
    platform="云岭县人民政府网站",
    url="http://www.example.gov.cn/",
    office="青石镇党政办公室",
    address="青石镇中心路1号",
    postcode="100000",
    phone="010-10000000",
)


def a_report(form: Form, year: int, figures: dict[str, Figure] | None = None) -> AnnualReport:
    report = AnnualReport(
        f"青石镇人民政府{year}年政府信息公开工作年度报告", "青石镇人民政府", year, form
    )
    report.figures = {Cell.parse(address): figure for address, figure in (figures or {}).items()}
    return report


def words(report: AnnualReport, facts: Facts = TOWN) -> dict[str, str]:
    """The draft as a reader sees it now."""
    return {key: fill(text, report) for key, text in draft(report, facts).items()}


def channels(**items: int) -> dict[str, Figure]:
    return {f"channels/{row}/items": figure for row, figure in items.items()}


@given(reports())
@settings(max_examples=60)
def test_no_draft_of_any_figures_states_a_number_that_is_not_bound(report: AnnualReport) -> None:
    for text in draft(report, TOWN).values():
        assert unbound_numbers(text) == []


@given(reports())
@settings(max_examples=60)
def test_every_draft_of_any_figures_fills_completely(report: AnnualReport) -> None:
    for key, text in draft(report, TOWN).items():
        filled = fill(text, report)
        assert "{{" not in filled
        assert "}}" not in filled
        assert "。。" not in filled
        assert "，。" not in filled
        assert key == PREFACE or key in {section.key for section in report.form.sections}


@pytest.mark.parametrize("form", [FORM_2021, FORM_2019])
def test_part_one_covers_the_five_points_in_the_forms_order(form: Form) -> None:
    lines = words(a_report(form, form.first_year))["overview"].split("\n")
    heads = [line.partition("。")[0] for line in lines]
    assert heads == [
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）政府信息公开平台建设",
        "（五）监督保障",
    ]


def test_the_parts_that_are_tables_get_no_words() -> None:
    assert list(draft(a_report(FORM_2021, 2024))) == [PREFACE, "overview", "problems", "other"]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_parts_stand_in_the_order_of_the_form(form: Form) -> None:
    order = [section.key for section in form.sections]
    drafted = [key for key in draft(a_report(form, form.first_year)) if key != PREFACE]
    assert drafted == sorted(drafted, key=order.index)


def test_channels_are_told_with_their_shares() -> None:
    items = channels(total=146, gazette=0, website=14, weibo=101, wechat=25)
    report = a_report(FORM_2019, 2019, items)
    text = words(report)["overview"]
    assert "共主动公开政府信息146条。" in text
    for part in ("政府网站14条（占9.6%）", "政务微博101条（占69.2%）", "政务微信25条（占17.1%）"):
        assert part in text
    assert "政府公报0条，" in text
    assert "其他方式" not in text  # not known, so not said to be none


def test_a_share_the_report_states_is_quoted_and_not_worked_out_anew() -> None:
    figures: dict[str, Figure] = {**channels(total=146, website=14)}
    figures["channels/website/share"] = Decimal("9.7")
    text = words(a_report(FORM_OWN, 2019, figures))["proactive"]
    assert "政府网站14条（占9.7%）" in text


def test_nothing_is_said_of_channels_nobody_reported() -> None:
    text = words(a_report(FORM_2021, 2024))["overview"]
    assert "按渠道分" not in text
    assert open_points(text)[0] == "主动公开的主要内容、数量和渠道"


def test_outcomes_that_happened_are_told_by_group_and_others_are_not() -> None:
    figures: dict[str, Figure] = dict.fromkeys(
        (f"requests/{row}/sum" for row in ("2", "3.2", "3.3.2", "3.4.1", "3.6.1", "3.6.3", "4")), 0
    )
    figures |= {
        "requests/1/sum": 9,
        "requests/1/nat": 7,
        "requests/1/ent": 2,
        "requests/3.1/sum": 4,
        "requests/3.3.1/sum": 2,
        "requests/3.3.7/sum": 1,
        "requests/3.6.2/sum": 2,
        "requests/3.7/sum": 9,
    }
    text = words(a_report(FORM_2021, 2024, figures))["overview"]
    assert "新收政府信息公开申请9件" in text
    assert "新收申请中，自然人7件、商业企业2件。" in text
    assert "办理结果为：予以公开4件，不予公开3件，其他处理2件。" in text
    assert "部分公开" not in text


def test_the_one_row_of_other_handling_is_used_in_the_older_form() -> None:
    figures: dict[str, Figure] = {"requests/3.6/sum": 5, "requests/3.7/sum": 5}
    text = words(a_report(FORM_2019, 2020, figures))["overview"]
    assert "办理结果为：其他处理5件。" in text


def test_last_years_figure_is_compared_where_it_is_known() -> None:
    report = a_report(FORM_2021, 2024, {"requests/1/sum": 9})
    previous = a_report(FORM_2021, 2023, {"requests/1/sum": 4})
    text = draft(report)["overview"]
    assert "新收政府信息公开申请9件，比上年增加5件，" in fill(text, report, previous)
    assert "比上年" not in fill(text, report)


def test_a_gap_is_said_and_never_told_as_none() -> None:
    silent: dict[str, Figure] = {"requests/1/sum": Gap.NOT_REPORTED}
    text = words(a_report(FORM_2019, 2019, silent))["overview"]
    assert "新收政府信息公开申请（数量未报告）" in text
    assert "新收政府信息公开申请0件" not in text
    none: dict[str, Figure] = {"requests/1/sum": 0}
    assert "新收政府信息公开申请0件" in words(a_report(FORM_2019, 2019, none))["overview"]


def test_the_processing_fee_is_reported_from_2021_and_before_only_where_it_is_known() -> None:
    fee: dict[str, Figure] = {"stated/processing_fee_yuan/value": 5500}
    assert "收取政府信息公开信息处理费5500元。" in words(a_report(FORM_2021, 2023, fee))["other"]
    assert "信息处理费" in open_points(words(a_report(FORM_2021, 2023))["other"])[0]
    assert "信息处理费" not in words(a_report(FORM_2019, 2019))["other"]
    assert "信息处理费5500元" in words(a_report(FORM_2019, 2019, fee))["other"]


def test_corrected_cases_are_named_among_the_problems_and_absent_ones_are_not() -> None:
    figures: dict[str, Figure] = {
        "remedies/review/corrected": 1,
        "remedies/direct/corrected": 0,
        "remedies/after/corrected": 1,
    }
    assert "结果纠正2件" in words(a_report(FORM_2021, 2024, figures))["problems"]
    figures = dict.fromkeys(figures, 0)
    assert "纠正" not in words(a_report(FORM_2021, 2024, figures))["problems"]


def test_judgement_is_asked_of_a_person_and_never_invented() -> None:
    for form in (FORM_2021, FORM_2019, FORM_LEGACY, FORM_OWN):
        asked = open_points(words(a_report(form, form.first_year))["problems"])
        assert "本年度存在的主要问题" in asked
        assert "下一步改进措施" in asked


def test_a_governments_report_is_asked_for_three_points_more() -> None:
    report = a_report(FORM_2021, 2024)
    assert "责任追究结果" in words(report, Facts(is_government=True))["overview"]
    assert "责任追究结果" not in words(report, Facts(is_government=False))["overview"]


def test_the_preface_says_where_and_whom_to_ask_and_leaves_out_what_is_not_known() -> None:
    report = a_report(FORM_2021, 2024)
    text = words(report)[PREFACE]
    assert "（国办公开办函〔2021〕30号）" in text
    assert "2024年1月1日至2024年12月31日" in text
    assert "青石镇党政办公室（地址：青石镇中心路1号，邮政编码：100000，电话：010-10000000）" in text
    bare = words(report, Facts())[PREFACE]
    assert "网址" not in bare
    assert "联系" not in bare


def test_the_own_form_tells_its_figures_under_its_own_headings() -> None:
    figures: dict[str, Figure] = {
        "stated/applications_received/value": 0,
        "stated/applications_answered/value": 0,
        "stated/processing_fee_yuan/value": 0,
        "stated/reviews/value": 0,
        "stated/litigations/value": 0,
    }
    found = words(a_report(FORM_OWN, 2019, figures))
    assert found["requests"] == "2019年，收到政府信息公开申请0件，作出答复0件。"
    assert found["fees"] == "办理政府信息公开申请收取费用0元。"
    assert found["remedies"] == "因政府信息公开工作被申请行政复议0件，被提起行政诉讼0件。"


def test_a_report_without_a_year_cannot_be_drafted() -> None:
    report = a_report(FORM_OWN, 2019)
    assert draft(report)
    report.year = None
    with pytest.raises(ValueError, match="year"):
        draft(report)


def test_only_cells_of_some_form_are_spoken_of() -> None:
    known = {cell for form in FORMS.values() for cell in form.cells()}
    for form in FORMS.values():
        full = a_report(form, form.first_year, dict.fromkeys(map(str, known), 2))
        for text in draft(full).values():
            assert set(bound_cells(text)) <= known
            assert not re.search(r"[{}]", fill(text, full))
