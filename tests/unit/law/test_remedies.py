"""What may be done against a letter: first, where, and until when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.law.facts import load
from tongming.law.citation import RECONSIDERATION
from tongming.law.dated import NotInForce
from tongming.law.organs import Level, Line
from tongming.law.remedies import (
    SITUATIONS,
    Court,
    Remedy,
    RemedyClass,
    ReviewBody,
    court_for,
    notice,
    remedy_on,
    review_bodies,
)
from tongming.law.terms import Mark
from tongming.law.words import Refused

FACTS = load("replies")
TODAY = date(2026, 11, 23)
A, B, X = RemedyClass.REVIEW_FIRST, RemedyClass.FREE_CHOICE, RemedyClass.CONTESTED


def _remedy(day: date, remedy: RemedyClass, **more: RemedyClass) -> Remedy:
    found = remedy_on(day, remedy, **more)
    assert found is not None
    return found


def test_a_refusal_today_goes_to_reconsideration_first() -> None:
    remedy = _remedy(TODAY, A)
    facts = FACTS["remedy_classes"]["A"]
    assert (remedy.review_first, remedy.review.n) == (facts["review_first"], facts["review_days"])
    assert remedy.sue_directly is facts["sue_directly"]
    assert (remedy.suit.n, remedy.suit.unit) == (15, "calendar")


def test_any_other_reply_leaves_the_choice() -> None:
    remedy = _remedy(TODAY, B)
    facts = FACTS["remedy_classes"]["B"]
    assert (remedy.review_first, remedy.review.n) == (facts["review_first"], facts["review_days"])
    assert remedy.sue_directly is facts["sue_directly"]
    assert (remedy.suit.n, remedy.suit.unit) == (facts["sue_months"], "month")


def test_before_2024_every_letter_leaves_the_choice() -> None:
    last, first = date(2023, 12, 31), date.fromisoformat(FACTS["review_first_from"])
    assert not _remedy(last, A).review_first
    assert _remedy(first, A).review_first
    assert (_remedy(last, A).review.n, _remedy(last, A).suit.n) == (60, 6)


def test_until_the_interpretation_of_2025_the_rule_is_less_certain() -> None:
    settled = date.fromisoformat(FACTS["scope_clarified_from"])
    assert _remedy(date(2025, 5, 31), A).mark is Mark.KNOWN
    assert _remedy(settled, A).mark is Mark.VERIFIED
    assert str(_remedy(settled, A).citation).startswith("法释〔2025〕8号第一条")


def test_a_contested_letter_follows_the_units_setting_and_else_leaves_the_choice() -> None:
    assert not _remedy(TODAY, X).review_first
    assert _remedy(TODAY, X, contested_as=A).review_first
    assert FACTS["remedy_classes"]["X"]["default"] == "B"
    with pytest.raises(ValueError, match="settled"):
        remedy_on(TODAY, X, contested_as=X)


def test_a_step_in_the_course_of_a_case_has_no_remedy() -> None:
    assert remedy_on(TODAY, RemedyClass.NONE) is None


def test_letters_older_than_the_terms_known_are_refused_by_date() -> None:
    with pytest.raises(NotInForce, match="2015年5月1日起"):
        remedy_on(date(2015, 4, 30), B)


def test_the_notice_of_a_refusal_names_no_court() -> None:
    text = str(notice(_remedy(TODAY, A), review_body="桦甸市人民政府", court="桦甸市人民法院"))
    assert "60日内先向桦甸市人民政府申请行政复议" in text
    assert "桦甸市人民法院" not in text
    assert "6个月" not in text


def test_the_notice_of_a_partial_disclosure_is_about_what_is_withheld() -> None:
    text = str(
        notice(_remedy(TODAY, A), review_body="桦甸市人民政府", court="", withheld_part=True)
    )
    assert text.startswith("如对本告知书不予公开的部分不服，应当自收到之日起60日内先向")


def test_the_notice_of_another_reply_names_both_ways() -> None:
    text = str(notice(_remedy(TODAY, B), review_body="桦甸市人民政府", court="桦甸市人民法院"))
    assert text == (
        "如对本告知书不服，可以自收到之日起60日内向桦甸市人民政府申请行政复议，"
        "也可以自收到之日起6个月内向桦甸市人民法院提起行政诉讼。"
    )


def test_a_letter_served_online_names_the_online_way() -> None:
    remedy = _remedy(TODAY, B)
    with pytest.raises(Refused) as refused:
        notice(remedy, review_body="县政府", court="县法院", online=True)
    assert refused.value.article == "《行政复议法》第二十二条第二款"
    text = str(
        notice(remedy, review_body="县政府", court="县法院", online=True, online_channel="某某平台")
    )
    assert "（网上申请：某某平台）" in text


def test_a_notice_without_the_body_or_the_court_is_refused() -> None:
    with pytest.raises(Refused):
        notice(_remedy(TODAY, B), review_body="县政府", court=" ")
    with pytest.raises(Refused):
        notice(_remedy(TODAY, A), review_body="", court="")
    assert notice(_remedy(TODAY, A), review_body="县政府", court="")


@pytest.mark.parametrize(
    ("level", "line", "bodies"),
    [
        (Level.TOWNSHIP, Line.ORDINARY, (ReviewBody.HIGHER_GOVERNMENT,)),
        (Level.STREET, Line.ORDINARY, (ReviewBody.FOUNDING_GOVERNMENT,)),
        (Level.COUNTY_DEPARTMENT, Line.ORDINARY, (ReviewBody.OWN_GOVERNMENT,)),
        (Level.COUNTY, Line.ORDINARY, (ReviewBody.HIGHER_GOVERNMENT,)),
        (Level.PROVINCE, Line.ORDINARY, (ReviewBody.ITSELF,)),
        (Level.COUNTY_DEPARTMENT, Line.VERTICAL, (ReviewBody.HIGHER_DEPARTMENT,)),
        (
            Level.COUNTY_DEPARTMENT,
            Line.JUSTICE,
            (ReviewBody.OWN_GOVERNMENT, ReviewBody.HIGHER_JUSTICE),
        ),
    ],
)
def test_who_reconsiders(level: Level, line: Line, bodies: tuple[ReviewBody, ...]) -> None:
    assert review_bodies(level, line) == bodies


def test_only_governments_from_the_county_up_are_sued_in_the_intermediate_court() -> None:
    intermediate = {level for level in Level if court_for(level) is Court.INTERMEDIATE}
    assert intermediate == {Level.COUNTY, Level.CITY, Level.PROVINCE}


def test_every_article_cited_of_the_law_on_reconsideration_exists() -> None:
    cited = [c for s in SITUATIONS for c in s.basis] + [body.citation for body in ReviewBody]
    for citation in cited:
        if citation.instrument is RECONSIDERATION:
            assert citation.article is not None
            assert 1 <= citation.article <= 90


def test_a_contested_situation_is_never_marked_as_settled() -> None:
    for situation in SITUATIONS:
        if situation.mark is Mark.UNVERIFIED:
            assert situation.review_first is None
    assert {s.key for s in SITUATIONS if s.review_first} == {"refused", "partly_refused"}
