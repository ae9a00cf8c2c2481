"""Reports of one year checked together: each finding under its check, copies once however many."""

from __future__ import annotations

import pytest

from tongming.law.figures import Cell, Figure
from tongming.law.forms import FORM_2019, FORM_2021, FORM_LEGACY, FORM_OWN, Form, wrong_form
from tongming.law.organs import Level
from tongming.reports.county import Check, Given, check_one, check_together
from tongming.reports.document import AnnualReport

COPIED = (
    "部分站所负责人对政务公开工作重视不够，信息员多为兼职且更换频繁，"
    "业务培训没有跟上，导致公开的信息不够及时，内容不够规范。"
)


def report(
    body: str = "甲镇", year: int = 2022, form: Form = FORM_2021, words: str = "", **more: Figure
) -> AnnualReport:
    figures: dict[Cell, Figure] = dict.fromkeys(form.cells(), 0)
    figures |= {Cell.parse(address.replace("__", "/")): n for address, n in more.items()}
    return AnnualReport(f"{body}年报", body, year, form, figures, sections={"problems": words})


def checks(given: Given) -> list[Check]:
    return [one.check for one in check_one(given)]


def test_a_sound_report_has_nothing_to_find() -> None:
    assert checks(Given("a", report(), Level.TOWNSHIP, report(year=2021).figures)) == []


def test_a_sum_that_does_not_hold_and_rules_of_a_town_are_wrong() -> None:
    given = Given("a", report(remedies__review__total=3, proactive__rules__issued=2),
                  Level.TOWNSHIP)  # fmt: skip
    found = check_one(given)
    assert [(one.check, one.hard) for one in found] == [(Check.SUMS, True), (Check.RULES, True)]
    assert found[0].where == "remedies/review/total"


def test_rules_of_a_city_are_no_fault_and_of_an_unknown_organ_not_judged() -> None:
    made = report(proactive__rules__issued=2)
    assert Check.RULES not in checks(Given("a", made, Level.CITY))
    assert Check.RULES not in checks(Given("a", made, None))


def test_what_last_year_carried_forward_is_brought_forward() -> None:
    before = report(year=2021)
    before.figures[Cell("requests", "4", "nat")] = 1
    before.figures[Cell("requests", "4", "sum")] = 1
    found = check_one(Given("a", report(), Level.TOWNSHIP, before.figures))
    assert {one.check for one in found} == {Check.CARRIED}
    assert {one.where for one in found} == {"requests/2/nat", "requests/2/sum"}


@pytest.mark.parametrize(
    ("form", "year", "is_wrong"),
    [
        (FORM_2021, 2021, False),
        (FORM_2019, 2020, False),
        (FORM_2019, 2022, True),
        (FORM_2021, 2020, True),
        (FORM_LEGACY, 2019, False),
        (FORM_LEGACY, 2020, True),
        (FORM_OWN, 2019, False),
        (FORM_OWN, 2023, True),
        (FORM_LEGACY, 2009, False),
    ],
)
def test_each_year_has_its_form_and_2019_was_free_to_choose(
    form: Form, year: int, is_wrong: bool
) -> None:
    assert (wrong_form(form, year) is not None) is is_wrong


def test_a_report_on_last_periods_form_is_wrong() -> None:
    found = check_one(Given("a", report(form=FORM_2019), Level.TOWNSHIP))
    assert [(one.check, one.hard) for one in found] == [(Check.FORM, True)]
    assert "国办公开办函〔2021〕30号" in str(found[0].message)


def test_a_number_in_the_words_is_held_against_the_table() -> None:
    told = report()
    told.sections = {"overview": "2022年收到政府信息公开申请7件。"}
    assert checks(Given("a", told, Level.TOWNSHIP)) == [Check.WORDS]


def test_one_passage_in_many_reports_is_one_finding_in_each() -> None:
    given = [Given(f"u{n}", report(f"{n}镇", words=COPIED)) for n in range(5)]
    results = check_together(given)
    for result in results:
        (found,) = result.of(Check.COPIES)
        assert found.copy is not None
        others = {found.copy.other, *found.copy.also}
        assert others == {one.key for one in given} - {result.given.key}


def test_last_years_words_are_compared_with_and_not_checked_themselves() -> None:
    told: list[tuple[int, int]] = []
    (result,) = check_together(
        [Given("now", report(words=COPIED))],
        [Given("before", report(year=2021, words=COPIED))],
        lambda done, of: told.append((done, of)),
    )
    (found,) = result.of(Check.COPIES)
    assert found.copy is not None
    assert (found.copy.section, found.copy.other) == ("problems", "before")
    assert told == [(1, 1)]


def test_nobodys_words_are_no_copy() -> None:
    given = [Given(f"u{n}", report(words=COPIED), common=(COPIED,)) for n in range(2)]
    assert all(not result.found for result in check_together(given))
