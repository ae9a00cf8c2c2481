"""The levels of organs, as far as the rules tell them apart."""

from __future__ import annotations

from tongming.law.organs import Level, Line, Tier


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


def test_a_level_and_a_line_are_found_by_what_the_database_stores() -> None:
    assert Level("county_department") is Level.COUNTY_DEPARTMENT
    assert Line("justice") is Line.JUSTICE
    assert Line.JUSTICE.label == "司法行政部门"
