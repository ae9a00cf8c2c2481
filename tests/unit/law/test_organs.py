"""The levels of organs, as far as the rules tell them apart."""

from __future__ import annotations

import pytest

from tongming.law.organs import Level, Tier, level_named


def test_only_provinces_and_cities_make_rules() -> None:
    assert {level for level in Level if level.makes_rules} == {Level.CITY, Level.PROVINCE}


def test_rules_must_be_zero_for_county_and_township_organs_only() -> None:
    strict = {level for level in Level if level.rules_must_be_zero}
    assert strict == {Level.TOWNSHIP, Level.STREET, Level.COUNTY, Level.COUNTY_DEPARTMENT}


def test_whoever_makes_rules_is_never_told_it_cannot() -> None:
    assert not any(level.makes_rules and level.rules_must_be_zero for level in Level)


def test_departments_and_streets_are_no_governments() -> None:
    governments = {level for level in Level if level.is_government}
    assert governments == {Level.TOWNSHIP, Level.COUNTY, Level.CITY, Level.PROVINCE}


def test_a_street_stands_on_the_step_of_townships() -> None:
    assert Level.STREET.tier is Tier.TOWNSHIP


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("桦甸市红石砬子镇人民政府", Level.TOWNSHIP),
        ("长岭县前进乡人民政府", Level.TOWNSHIP),
        ("红石镇", Level.TOWNSHIP),
        ("朝阳区红旗街道办事处", Level.STREET),
        ("榆树县人民政府", Level.COUNTY),
        ("朝阳区人民政府", Level.COUNTY),
        ("榆树县司法局", Level.COUNTY_DEPARTMENT),
        ("延边朝鲜族自治州人民政府", Level.CITY),
        ("广西壮族自治区人民政府", Level.PROVINCE),
        ("北京市人民政府", Level.PROVINCE),
        ("吉林省人民政府", Level.PROVINCE),
    ],
)
def test_a_published_name_gives_the_level_away(name: str, level: Level) -> None:
    assert level_named(name) is level


@pytest.mark.parametrize("name", ["桦甸市人民政府", "市场监督管理局", "", "国家税务总局"])
def test_a_name_that_does_not_say_gives_none(name: str) -> None:
    assert level_named(name) is None
