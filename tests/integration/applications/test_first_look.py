"""What just came is told by the nearer of its two days: the one to ask for a correction."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Cast
from tests.integration.applications import handling_kit as kit
from tongming.applications.actions import enter_step
from tongming.applications.kinds import Kind
from tongming.units.duties import Duty, duties_for

# Monday 2 March 2026; the seventh working day after it is Wednesday 11 March, the twentieth is 30.
DAY, LAST_LOOK, LAST_REPLY = kit.RECEIVED, date(2026, 3, 11), date(2026, 3, 30)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast: Cast) -> Cast:
    return kit.equipped(cast)


def line(cast: Cast, day: date) -> Duty:
    found = duties_for(cast.handler, day)
    (duty,) = (one for one in [*found.overdue, *found.now] if "2026-1" in str(one.what))
    return duty


def test_until_somebody_has_looked_it_is_the_seventh_working_day_by_article_30(
    town: Cast,
) -> None:
    application = kit.received(town)
    duty = line(town, DAY)
    assert str(duty.what).startswith("看申请2026-1要不要补正")
    assert (duty.due, duty.working_days_left, duty.article) == (LAST_LOOK, 7, "第三十条")
    kit.answer(town, application, DAY, "clear=clear")
    duty = line(town, DAY)
    assert str(duty.what).startswith("答复申请2026-1")
    assert (duty.due, duty.article) == (LAST_REPLY, "第三十三条")


def test_once_the_day_is_past_or_it_went_on_the_term_to_reply_counts(town: Cast) -> None:
    application = kit.received(town)
    assert line(town, LAST_LOOK).due == LAST_LOOK
    assert line(town, date(2026, 3, 12)).due == LAST_REPLY
    enter_step(
        application=application, kind=Kind.EXTENDED, on=DAY, details={"days": 10},
        by=town.handler, today=DAY,
    )  # fmt: skip
    assert line(town, DAY).article == "第三十三条"
