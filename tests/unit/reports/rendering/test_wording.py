"""The words every format shares."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019
from tongming.reports.document import AnnualReport
from tongming.reports.numerals import number_text, percentage
from tongming.reports.rendering.wording import (
    Paragraph,
    figure_text,
    paragraphs,
    signature,
    signed_on,
    title_lines,
    title_of,
)
from tongming.typesetting.wording import title_lines as broken
from tongming.typesetting.wording import width_of

AMOUNT = Cell("proactive", "procurement", "amount")


def a_report(body: str = "云岭县青石镇人民政府") -> AnnualReport:
    return AnnualReport(f"{body}2019年政府信息公开工作年度报告", body, 2019, FORM_2019)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-3, "-3"),
        (10**15, "1000000000000000"),
        (Decimal("9.60"), "9.60"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.00"), "0.00"),
        (Decimal("-0"), "0"),
        (Decimal("20.1"), "20.1"),
    ],
)
def test_numbers_are_plain_digits(number: int | Decimal, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(14, 146, "9.6"), (101, 146, "69.2"), (25, 146, "17.1"), (6, 146, "4.1"), (1, 2000, "0.1")],
)
def test_shares_are_rounded_half_up_to_one_decimal(part: int, whole: int, share: str) -> None:
    assert str(percentage(part, whole)) == share


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (0, "0"),
        (Gap.BLANK, ""),
        (Gap.NOT_APPLICABLE, "—"),
        (Gap.NOT_REPORTED, "未报"),
        (Decimal("251000"), "251000"),
    ],
)
def test_a_gap_prints_its_mark_and_zero_prints_zero(figure: Figure, text: str) -> None:
    report = a_report()
    report.figures[AMOUNT] = figure
    assert figure_text(report, AMOUNT) == text


def test_an_amount_prints_its_unit_where_the_form_names_none_and_a_gap_has_none() -> None:
    report = a_report()
    report.figures[AMOUNT] = 251000
    report.units[AMOUNT] = "元"
    assert figure_text(report, AMOUNT) == "251000元"
    report.figures[AMOUNT] = Gap.NOT_APPLICABLE
    assert figure_text(report, AMOUNT) == "—"


def test_a_long_title_is_broken_between_the_organ_and_the_rest() -> None:
    report = a_report()
    assert title_lines(report) == (
        "云岭县青石镇人民政府",
        "2019年政府信息公开工作年度报告",
    )
    assert broken(report.title, report.body, width=60) == (report.title,)


def test_a_report_without_a_title_gets_the_usual_one() -> None:
    report = a_report()
    report.title = ""
    assert title_of(report) == "云岭县青石镇人民政府2019年政府信息公开工作年度报告"


def test_the_date_of_signature_comes_before_that_of_publication_and_nonsense_is_no_date() -> None:
    report = a_report()
    assert signed_on(report) is None
    report.extra["published_on"] = "2020-01-20"
    assert signed_on(report) == date(2020, 1, 20)
    report.extra["signed_on"] = "2020-01-03"
    assert signed_on(report) == date(2020, 1, 3)
    report.extra["signed_on"] = "三日"
    assert signed_on(report) == date(2020, 1, 20)


def test_the_date_begins_two_characters_right_of_the_organ() -> None:
    report = a_report()
    report.extra["signed_on"] = "2020-01-03"
    organ, day = signature(report)
    assert (organ.text, day.text) == ("云岭县青石镇人民政府", "2020年1月3日")
    starts = [line.indent + width_of(line.text) for line in (organ, day)]
    assert starts[0] - starts[1] == 2
    assert organ.indent == 2


def test_a_short_organ_moves_left_of_a_longer_date() -> None:
    report = a_report("水务局")
    report.extra["signed_on"] = "2020-12-13"
    organ, day = signature(report)
    assert day.indent == 2
    assert organ.indent + width_of(organ.text) - (day.indent + width_of(day.text)) == 2


def test_an_undated_report_is_signed_by_its_organ_alone_and_a_nameless_one_by_nobody() -> None:
    report = a_report()
    assert [line.text for line in signature(report)] == ["云岭县青石镇人民政府"]
    report.body = ""
    assert signature(report) == []


def test_second_level_headings_are_told_from_numbered_text() -> None:
    long = "（三）" + "一句很长的话" * 6 + "。"
    text = f"（一）主动公开\n\n  正文。\n（二）依申请公开。收到申请0件。\n{long}"
    assert list(paragraphs(text)) == [
        Paragraph("（一）主动公开", ""),
        Paragraph("", "正文。"),
        Paragraph("（二）依申请公开。", "收到申请0件。"),
        Paragraph("", long),
    ]
