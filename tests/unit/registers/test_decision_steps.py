"""What 国务院令第713号 asks of each step of a decision."""

from __future__ import annotations

from datetime import date

import pytest

from tongming.law.decisions import CHOSEN, Done, Step, check
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

CALENDAR = SHIPPED
TODAY = date(2026, 9, 30)
EVERY = tuple(Step)


def refused(step: Step, this: Done, done: dict[Step, Done] | None = None) -> str:
    try:
        check(step, this, done or {}, EVERY, CALENDAR, TODAY)
    except Refused as refusal:
        return refusal.article or str(refusal)
    return ""


def test_comments_are_open_for_thirty_days_or_the_notice_says_why_not() -> None:
    assert refused(Step.COMMENTS, Done(date(2026, 3, 1), date(2026, 3, 31))) == ""
    assert refused(Step.COMMENTS, Done(date(2026, 3, 1), date(2026, 3, 30))) == "第十五条"
    assert refused(Step.COMMENTS, Done(date(2026, 3, 1), date(2026, 3, 11), "防汛紧急")) == ""
    assert refused(Step.COMMENTS, Done(date(2026, 9, 20), date(2026, 10, 30))) == ""


def test_whoever_is_heard_has_the_papers_seven_days_before() -> None:
    assert refused(Step.HEARING, Done(date(2026, 5, 1), date(2026, 5, 8))) == ""
    assert refused(Step.HEARING, Done(date(2026, 5, 1), date(2026, 5, 7), "急")) == "第十六条"


def test_a_legality_review_has_seven_working_days_or_a_reason() -> None:
    assert refused(Step.LEGALITY, Done(date(2026, 5, 11), date(2026, 5, 20))) == ""
    assert refused(Step.LEGALITY, Done(date(2026, 5, 11), date(2026, 5, 19))) == "第二十六条"
    assert refused(Step.LEGALITY, Done(date(2026, 5, 11), date(2026, 5, 12), "紧急")) == ""


def test_nothing_is_discussed_before_its_steps_are_done_or_published_before_it_is_decided() -> None:
    before = {step: Done(date(2026, 5, 1), date(2026, 6, 10)) for step in (*CHOSEN, Step.LEGALITY)}
    discussion = Done(date(2026, 6, 10), date(2026, 6, 10))
    assert refused(Step.DISCUSSION, discussion, before) == ""
    for step in before:
        rest = {one: done for one, done in before.items() if one is not step}
        article = "第二十五条" if step is Step.LEGALITY else "第二十九条"
        assert refused(Step.DISCUSSION, discussion, rest) == article
    early = Done(date(2026, 6, 9), date(2026, 6, 9))
    assert refused(Step.DISCUSSION, early, before) == "第二十九条"
    published = Done(date(2026, 6, 12), date(2026, 6, 12))
    assert refused(Step.PUBLICATION, published, before) == "第三十二条"
    assert refused(Step.PUBLICATION, published, {**before, Step.DISCUSSION: discussion}) == ""


@pytest.mark.parametrize("step", [one for one in Step if one is not Step.COMMENTS])
def test_no_step_was_done_tomorrow_or_ended_before_it_began(step: Step) -> None:
    assert "晚于今天" in refused(step, Done(TODAY, date(2026, 10, 1)))
    assert "早于开始" in refused(step, Done(date(2026, 5, 2), date(2026, 5, 1)))
