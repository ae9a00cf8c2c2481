"""What one cell says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tongming.law.figures import Figure, Gap
from tongming.reports.reading.numbers import chinese_number, value_of, visible


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("0", 0),
        ("12", 12),
        (" 12 ", 12),
        ("１２", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("１，２３４", 1234),
        ("1 530", 1530),
        ("12\u200b3", 123),
        ("\u00a05\u00a0", 5),
        ("　7　", 7),
        ("\ufeff8", 8),
        ("3件", 3),
        ("3 件", 3),
        ("0.00", 0),
        ("20.0", 20),
        ("12.5", Decimal("12.5")),
        ("-3", -3),
        ("－3", -3),
        ("−3", -3),
        ("+7", 7),
        ("增3", 3),
        ("减2", -2),
        ("减少2项", -2),
        ("零", 0),
        ("十二件", 12),
        ("两件", 2),
        ("3*", 3),
        ("3①", 3),
        ("3[1]", 3),
        ("3²", 3),
        ("3（注1）", 3),
        ("0（件）", 0),
        ("共5件", 5),
        ("'5", 5),
    ],
)
def test_a_number_is_read_however_it_is_dressed(text: str, figure: Figure) -> None:
    assert value_of(text).figure == figure


@pytest.mark.parametrize(
    "text", ["", " ", "\u3000", "\u00a0", "\u200b", "－", "--", "——", "/", "─"]
)
def test_nothing_and_dashes_are_blank_and_not_nought(text: str) -> None:
    assert value_of(text).figure is Gap.BLANK


def test_the_projects_own_marks_say_which_gap_it_is() -> None:
    assert value_of("—").figure is Gap.NOT_APPLICABLE
    assert value_of("未报").figure is Gap.NOT_REPORTED


@pytest.mark.parametrize(
    "text",
    [
        "l",
        "O",
        "1O",
        "l2",
        "约3",
        "3余",
        "3 5",
        "1,23",
        "1.2.3",
        "2022年",
        "一",
        "3-5",
        "见附件",
        "3（2）",
        "”",
    ],
)
def test_what_is_not_certainly_a_number_is_none(text: str) -> None:
    assert value_of(text).figure is None


def test_a_word_for_none_is_nought_and_said() -> None:
    assert value_of("无").figure == 0
    assert value_of("无").remark is not None
    assert value_of("0").remark is None


def test_the_unit_is_kept_beside_the_number() -> None:
    assert (value_of("251000元").figure, value_of("251000元").unit) == (251000, "元")
    assert (value_of("12.5万元").figure, value_of("12.5万元").unit) == (Decimal("12.5"), "万元")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二十", 120),
        ("三千零二十", 3020),
        ("一万二千", 12000),
        ("二〇一九", 2019),
        ("十十", None),
        ("百", None),
        ("一二百", None),
    ],
)
def test_chinese_numerals(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


def test_quotation_marks_around_a_number_are_not_part_of_it() -> None:
    assert value_of("“3”").figure == 3


def test_a_radical_is_read_as_the_character_it_looks_like() -> None:
    assert visible("⼀、⽉⽇⾏政") == "一、月日行政"
