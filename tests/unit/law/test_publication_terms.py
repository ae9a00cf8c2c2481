"""Within what term something is published."""

from __future__ import annotations

from datetime import date

import pytest

from tongming.law.holidays import SHIPPED
from tongming.law.publication_terms import GENERAL, TERMS, term
from tongming.law.terms import Mark, TermUnit
from tongming.law.themes import all_themes


@pytest.mark.parametrize(
    ("key", "start", "due"),
    [
        # 第二十六条: 20 working days, the first day not counted; over the holidays of 2026.
        ("general", date(2026, 9, 18), date(2026, 10, 22)),
        # 预算法第十四条: 20 days of the calendar, not moved off the holiday.
        ("budget", date(2026, 9, 13), date(2026, 10, 3)),
        ("relief", date(2026, 9, 14), date(2026, 9, 28)),
        ("enforcement", date(2026, 9, 14), date(2026, 9, 22)),
        ("document", date(2026, 9, 14), date(2026, 9, 17)),
        ("at_once", date(2026, 9, 14), date(2026, 9, 14)),
    ],
)
def test_a_term_ends_on_the_day_worked_out_by_hand(key: str, start: date, due: date) -> None:
    assert term(key).due(start, SHIPPED).on == due


def test_every_term_is_trigger_number_unit_mode_and_citation() -> None:
    assert len({one.key for one in TERMS}) == len(TERMS)
    for one in TERMS:
        assert one.trigger.label
        assert str(one.citation)
        assert one.unit in (TermUnit.WORKING_DAY, TermUnit.CALENDAR_DAY)
    assert str(GENERAL.citation) == "《政府信息公开条例》第二十六条"


def test_what_only_local_catalogues_say_is_marked_so() -> None:
    unsure = {one.key for one in TERMS if one.mark is Mark.UNVERIFIED}
    assert unsure == {"relief", "enforcement", "document"}


def test_a_term_nobody_knows_is_the_general_one() -> None:
    assert term("unheard-of") is GENERAL


def test_a_term_into_a_year_without_its_calendar_is_provisional() -> None:
    assert term("general").due(date(2026, 12, 20), SHIPPED).provisional


def test_the_themes_are_two_levels_of_twenty_two_classes() -> None:
    firsts = {theme.split("\\")[0] for theme in all_themes()}
    assert len(firsts) == 22
    assert "综合政务\\政务公开" in all_themes()
    assert "其他" in all_themes()
