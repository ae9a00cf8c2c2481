"""Every term of the law: dated, cited, and worked out by hand in tests/vectors/terms.yaml."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.unit.law.vectors import load
from tongming.law import terms
from tongming.law.citation import Citation
from tongming.law.dated import Dated, NotInForce
from tongming.law.holidays import SHIPPED
from tongming.law.terms import TERMS, FixedDate, MonthWindow, OpenTerm, Rule, Term
from tongming.law.words import say

EXAMPLES = load("terms.yaml")
CASES = [(name, case) for name, cases in EXAMPLES.items() for case in cases]


def _version(name: str, case: dict[str, Any]) -> Rule:
    return TERMS[name].on(case.get("in_force_on") or case["from"])


@pytest.mark.parametrize(
    ("name", "case"), [pytest.param(n, c, id=f"{n} {next(iter(c.values()))}") for n, c in CASES]
)
def test_a_term_comes_out_as_worked_out_by_hand(name: str, case: dict[str, Any]) -> None:
    rule = _version(name, case)
    assert str(rule.citation) == case["law"]
    match rule:
        case OpenTerm():
            assert case["open"] is True
        case FixedDate():
            assert rule.on(case["year"]) == case["date"]
            assert rule.aim(case["year"], SHIPPED).on == case["aim"]
        case MonthWindow():
            assert rule.around(case["around"]) == (case["first"], case["last"])
        case Term():
            ends = (
                rule.end_for(case["from"], case["knew_act"], SHIPPED)
                if "knew_act" in case
                else rule.end(case["from"], SHIPPED)
            )
            assert ends.on == case["ends"]


VERSIONS = [
    pytest.param(name, rule, id=f"{name} since {day}")
    for name, dated in TERMS.items()
    for day, rule in dated.versions
]


@pytest.mark.parametrize(("name", "rule"), VERSIONS)
def test_every_version_of_every_term_has_a_worked_example(name: str, rule: Rule) -> None:
    assert any(_version(name, case) == rule for case in EXAMPLES[name])


@pytest.mark.parametrize(("name", "rule"), VERSIONS)
def test_every_article_cited_exists(name: str, rule: Rule) -> None:
    instrument, article = rule.citation.instrument, rule.citation.article
    assert article is not None
    assert instrument.articles is None or 1 <= article <= instrument.articles


def test_the_terms_are_d1_to_d13_and_c1_to_c12() -> None:
    numbers = {name.partition("-")[0] for name in TERMS}
    assert numbers == {f"D{n}" for n in range(1, 14)} | {f"C{n}" for n in range(1, 13)}


def test_the_numbers_are_those_of_the_law() -> None:
    expected = {
        "D1": (7, "working"), "D3": (20, "working"), "D4": (20, "working"), "D5": (15, "working"),
        "D6": (15, "working"), "D7": (20, "working"), "D8": (20, "working"), "D9": (20, "working"),
        "D12": (10, "working"), "D13": (5, "working"), "C1": (60, "calendar"), "C4": (6, "month"),
        "C6": (15, "calendar"), "C8": (15, "calendar"),
    }  # fmt: skip
    for name, (n, unit) in expected.items():
        rule = TERMS[name].latest
        assert isinstance(rule, Term)
        assert (rule.n, rule.unit.value) == (n, unit), name


def test_every_term_says_when_it_was_last_compared_with_the_text() -> None:
    assert {dated.checked_on for dated in TERMS.values()} == {date(2026, 11, 23)}


def test_a_term_before_its_first_version_is_not_in_force_and_names_the_first_day() -> None:
    with pytest.raises(NotInForce) as refusal:
        terms.PAYMENT.on(date(2020, 12, 31))
    assert refusal.value.first_day == date(2021, 1, 1)
    assert "2021年1月1日" in str(refusal.value)
    assert refusal.value.article == "《政府信息公开信息处理费管理办法》第六条"
    assert terms.PAYMENT.on(date(2021, 1, 1)).n == 20


def test_the_version_changes_on_the_day_the_regulation_came_into_force() -> None:
    assert terms.REPLY.on(date(2019, 5, 14)).n == 15
    assert terms.REPLY.on(date(2019, 5, 15)).n == 20
    assert terms.REPLY.on(date(2008, 5, 1)).n == 15
    assert not terms.REPLY.known_on(date(2008, 4, 30))


def test_silence_of_a_third_party_leaves_it_to_the_organ_and_of_a_co_maker_is_consent() -> None:
    third = terms.THIRD_PARTY.latest
    assert isinstance(third, Term)
    assert third.silence is terms.Silence.ORGAN_DECIDES
    assert terms.CO_MAKER.latest.silence is terms.Silence.CONSENT
    assert terms.PAYMENT.latest.silence is terms.Silence.ABANDONED


def test_what_is_unverified_is_only_a_default() -> None:
    town = terms.TOWNSHIP_REPORT.latest
    assert isinstance(town, OpenTerm)
    assert town.mark is terms.Mark.UNVERIFIED
    assert town.default is not None
    assert town.default.on(2027) == date(2027, 1, 31)


def test_a_rule_needs_at_least_one_version() -> None:
    with pytest.raises(ValueError):
        Dated[Term](say("空"), {}, checked_on=date(2026, 11, 23))


def test_versions_may_be_given_in_any_order() -> None:
    old, new = terms.REPLY.on(date(2018, 1, 1)), terms.REPLY.latest
    versions = {date(2019, 5, 15): new, date(2008, 5, 1): old}
    dated = Dated(say("答复"), versions, checked_on=date(2026, 11, 23))
    assert dated.versions == ((date(2008, 5, 1), old), (date(2019, 5, 15), new))
    assert dated.latest is new


def test_an_example_of_every_kind_of_citation() -> None:
    from tongming.law.citation import REGULATION, REGULATION_2008, cite, numeral

    assert str(Citation(REGULATION, 31, item=2)) == "《政府信息公开条例》第三十一条第二项"
    assert str(Citation(REGULATION)) == "《政府信息公开条例》"
    two = cite(Citation(REGULATION, 32), Citation(REGULATION, 33, 3))
    assert two == "《政府信息公开条例》第三十二条、第三十三条第三款"
    mixed = cite(Citation(REGULATION, 36), Citation(REGULATION_2008, 24))
    assert mixed == (
        "《政府信息公开条例》第三十六条、《政府信息公开条例》（国务院令第492号）第二十四条"
    )
    numerals = {1: "一", 10: "十", 11: "十一", 20: "二十", 33: "三十三", 100: "一百",
                101: "一百零一", 110: "一百一十", 163: "一百六十三"}  # fmt: skip
    assert {n: numeral(n) for n in numerals} == numerals
    with pytest.raises(ValueError):
        numeral(0)
