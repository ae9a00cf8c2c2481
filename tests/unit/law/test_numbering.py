"""发文字号 in one spelling; 索引号 by a template that cannot repeat."""

from __future__ import annotations

import pytest

from tongming.law.numbering import document_number, index_number, template_is_sound


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
