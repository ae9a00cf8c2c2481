"""What every organ publishes, what its guide says, and what an applicant is asked."""

from __future__ import annotations

from tests.unit.law.facts import load
from tongming.law.forms import FORM_2019, FORM_2021
from tongming.law.organs import Level
from tongming.law.statutory import (
    APPLICATION_FIELDS,
    CATALOGUE_FIELDS,
    COUNTY_AND_CITY_ITEMS,
    GUIDE_FIELDS,
    ITEMS,
    NEVER_REQUIRED,
    STREET_ITEMS,
    TOWNSHIP_ITEMS,
    items_for,
)
from tongming.law.terms import Mark

FACTS = load("regulation")


def test_there_are_fifteen_items_numbered_as_the_regulation_numbers_them() -> None:
    assert [item.number for item in ITEMS] == [
        f"（{number.strip('()')}）" for number in FACTS["proactive_items"]
    ]
    assert all(item.citation.article == 20 for item in ITEMS)


def test_table_2_of_each_form_is_about_items_of_article_20() -> None:
    numbers = {item.number for item in ITEMS}
    for form in (FORM_2021, FORM_2019):
        for block in form.table("proactive").blocks:
            assert block.heading.removeprefix("第二十条第").removesuffix("项") in numbers


def test_townships_publish_eight_items_more_and_counties_seven() -> None:
    assert [item.label for item in TOWNSHIP_ITEMS] == FACTS["art21_township"]
    assert [item.label for item in COUNTY_AND_CITY_ITEMS] == FACTS["art21_county"]


def test_a_township_a_county_and_a_province_publish_what_is_theirs() -> None:
    assert items_for(Level.TOWNSHIP) == (*ITEMS, *TOWNSHIP_ITEMS)
    for level in (Level.COUNTY, Level.COUNTY_DEPARTMENT, Level.CITY, Level.CITY_DEPARTMENT):
        assert items_for(level) == (*ITEMS, *COUNTY_AND_CITY_ITEMS)
    assert items_for(Level.PROVINCE) == ITEMS


def test_a_street_is_offered_the_townships_items_as_not_confirmed() -> None:
    assert items_for(Level.STREET) == (*ITEMS, *STREET_ITEMS)
    assert {item.mark for item in STREET_ITEMS} == {Mark.UNVERIFIED}
    assert {item.mark for item in TOWNSHIP_ITEMS} == {Mark.VERIFIED}


def test_no_two_items_of_an_organ_share_a_key() -> None:
    for level in Level:
        keys = [item.key for item in items_for(level)]
        assert len(keys) == len(set(keys))


def test_the_guide_and_the_catalogue_have_their_fields() -> None:
    assert [field.label for field in CATALOGUE_FIELDS] == FACTS["catalogue_fields"]
    own = [field.label.removeprefix("政府信息公开") for field in GUIDE_FIELDS]
    assert own == FACTS["guide_fields"]


def test_an_application_states_five_things_and_never_its_purpose() -> None:
    labels = [field.label for field in APPLICATION_FIELDS]
    assert labels[:3] == FACTS["application_required"][:3]
    assert "特征性描述" in labels[3]
    assert "形式要求" in labels[4]
    assert len(labels) == len(FACTS["application_required"])
    assert [field.label for field in NEVER_REQUIRED] == FACTS["application_must_not_require"]
    assert not {field.key for field in NEVER_REQUIRED} & {f.key for f in APPLICATION_FIELDS}
