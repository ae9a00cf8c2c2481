"""C11–C15: messages that wait, and what is public of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.conftest import Cast
from tests.integration.inspecting.records import DAY, found, noon, subjects
from tests.integration.messages.conftest import sent
from tongming.engagement.messages.kinds import State
from tongming.engagement.messages.models import Message, PublishedMonth
from tongming.law.inspection import Severity


def message(cast: Cast, on: date, **changes: Any) -> Message:
    """A message of the town sent on a day, with what a test needs of it."""
    made = sent(cast.town)
    Message.objects.filter(pk=made.pk).update(**{"sent_at": noon(on), "due_on": DAY, **changes})
    return Message.objects.get(pk=made.pk)


def public(cast: Cast, on: date, **changes: Any) -> Message:
    return message(
        cast, on,
        **{
            "state": State.ANSWERED.value, "answered_at": noon(on), "published_at": noon(on),
            "public_text": "路灯坏了", "public_answer": "已修好", **changes,
        },
    )  # fmt: skip


def test_a_message_is_overdue_the_day_after_its_term_and_red_after_the_longest(cast: Cast) -> None:
    recent = message(cast, date(2026, 6, 8))
    old = message(cast, date(2026, 5, 18), due_on=DAY - timedelta(days=1))
    assert [(one.subject, one.severity) for one in found("C11", cast.town)] == [
        (old.key, Severity.RED)
    ]
    tomorrow = found("C11", cast.town, DAY + timedelta(days=1))
    assert [(one.subject, one.severity) for one in tomorrow] == [
        (old.key, Severity.RED), (recent.key, Severity.YELLOW),
    ]  # fmt: skip
    Message.objects.update(state=State.ANSWERED.value, answered_at=noon(DAY))
    assert found("C11", cast.town, DAY + timedelta(days=1)) == []


def test_a_message_of_the_last_year_waits_three_months_and_a_day(cast: Cast) -> None:
    message(cast, date(2026, 3, 15))
    late = message(cast, date(2026, 3, 14))
    message(cast, date(2025, 6, 14))  # before the year that is looked at
    message(cast, date(2026, 1, 5), state=State.ANSWERED.value, answered_at=noon(DAY))
    assert subjects("C12", cast.town) == [late.key]


def test_public_answers_are_renewed_within_two_months(cast: Cast) -> None:
    assert found("C13", cast.town) == []
    newest = public(cast, date(2026, 4, 15))
    assert found("C13", cast.town) == []
    assert subjects("C13", cast.town, date(2026, 6, 16)) == ["public-answers"]
    Message.objects.filter(pk=newest.pk).update(withdrawn_on=DAY, published_at=None)
    Message.objects.update(may_publish=True)
    assert subjects("C13", cast.town, date(2026, 6, 16)) == ["public-answers"]
    Message.objects.update(kept_back_reason="涉及第三方")
    assert found("C13", cast.town, date(2026, 6, 16)) == []


def test_a_public_answer_has_every_element(cast: Cast) -> None:
    public(cast, DAY)
    bare = public(cast, DAY, public_answer=" ", answered_at=None)
    (one,) = found("C14", cast.town)
    assert (one.subject, one.evidence["missing"]) == (bare.key, ["答复时间", "答复内容"])


def test_the_figures_of_a_month_are_public_when_the_next_is_over(cast: Cast) -> None:
    message(cast, date(2026, 5, 31))
    assert found("C15", cast.town, date(2026, 6, 30)) == []
    assert subjects("C15", cast.town, date(2026, 7, 1)) == ["month:2026-05-01"]
    assert found("C15", cast.town, date(2026, 8, 1)) == []  # nothing was sent in June
    PublishedMonth.objects.create(
        unit=cast.town, month=date(2026, 5, 1), figures={}, published_at=noon(DAY),
        changed_at=noon(DAY),
    )  # fmt: skip
    assert found("C15", cast.town, date(2026, 7, 1)) == []
