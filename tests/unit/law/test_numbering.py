"""发文字号 in one spelling; 索引号 by a template that cannot repeat."""

from __future__ import annotations

import pytest

from tongming.law.numbering import (
    LETTER_PATTERN,
    document_number,
    index_number,
    letter_number,
    letter_pattern_is_sound,
    letter_serial,
    template_is_sound,
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("红政发〔2026〕5号", "红政发〔2026〕5号"),
        ("红政发[2026]5号", "红政发〔2026〕5号"),
        ("红政发（２０２６）０５号", "红政发〔2026〕5号"),
        ("红政发 【2026】 第5号", "红政发〔2026〕5号"),
        ("红政发〔2026〕5", "红政发〔2026〕5号"),
        ("国办公开办函(2021)30号", "国办公开办函〔2021〕30号"),
        ("无", ""),
        ("　", ""),
        ("2026年第3号公告", "2026年第3号公告"),
        ("〔2026〕5号", "〔2026〕5号"),
    ],
)
def test_every_spelling_comes_to_one(written: str, kept: str) -> None:
    assert document_number(written) == kept
    assert document_number(kept) == kept


def test_the_default_template_gives_the_commonest_form_of_portals() -> None:
    number = index_number(
        "{credit_code}/{year}-{serial:05}", credit_code="1137082600432933XT", unit_code="nanyang",
        year=2025, month=3, serial=4318,
    )  # fmt: skip
    assert number == "1137082600432933XT/2025-04318"


def test_without_a_credit_code_the_code_of_the_unit_stands_in() -> None:
    number = index_number(
        "{credit_code}/{year}-{serial:05}", credit_code="", unit_code="hongshi-zhen",
        year=2026, month=3, serial=1,
    )  # fmt: skip
    assert number == "HONGSHI-ZHEN/2026-00001"


@pytest.mark.parametrize(
    ("template", "sound"),
    [
        ("{credit_code}/{year}-{serial:05}", True),
        ("{unit_code}-{year}{month}-{serial:06}", True),
        ("{year}-{credit_code}", False),
        ("{serial}", False),
        ("{year}{serial}{name}", False),
        ("{year}{serial", False),
        ("{year}{serial:xx}", False),
        ("{}{year}{serial}", False),
    ],
)
def test_a_template_that_could_repeat_or_break_is_not_sound(template: str, sound: bool) -> None:
    assert template_is_sound(template) is sound


SHAPES = (
    ("{code}〔{year}〕{serial}号", "红政公开"),
    ("{code}〔{year}〕第{serial:03}号-答", "沪浦信息公开"),
    ("（{year}）{code}告字第{serial:03}号", "某"),
    ("{code}公复〔{year}〕{serial}号", "红"),
)


@pytest.mark.parametrize(("pattern", "code"), SHAPES)
@pytest.mark.parametrize("serial", [1, 12, 999, 1000])
def test_a_letters_number_is_read_back_from_every_shape_in_the_field(
    pattern: str, code: str, serial: int
) -> None:
    assert letter_pattern_is_sound(pattern)
    number = letter_number(pattern, code=code, year=2026, serial=serial)
    assert letter_serial(pattern, number, code=code) == (2026, serial)
    spaced = number.replace("〔", " [").replace("〕", "] ").replace("（", "(").replace("）", ")")
    assert letter_serial(pattern, spaced, code=code) == (2026, serial)
    assert letter_serial(pattern, "别的" + number, code=code) is None


def test_the_usual_number_is_as_the_standard_writes_it() -> None:
    number = letter_number(LETTER_PATTERN, code="红政公开", year=2026, serial=12)
    assert number == "红政公开〔2026〕12号" == document_number("红政公开[2026]第012号")


@pytest.mark.parametrize(
    "pattern",
    ["{code}{year}号", "{code}{serial}号", "{year}{serial}{serial}", "{year}{serial}{unit}",
     "{year}{serial", "{year}{serial:%}"],
)  # fmt: skip
def test_a_pattern_that_could_repeat_or_break_is_not_sound(pattern: str) -> None:
    assert not letter_pattern_is_sound(pattern)
