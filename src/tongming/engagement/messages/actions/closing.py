"""A message that is something else is pointed to its lawful way; one that is nothing is closed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.engagement.messages.actions.common import locked, reasoned, refuse_accused
from tongming.engagement.messages.kinds import Redirect, State
from tongming.engagement.messages.models import Message
from tongming.law.words import N_, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right

_NOT_YET = (State.NEW, State.HANDLING, State.APPROVAL)


@transaction.atomic
def redirect(*, message: Message, to: Redirect, words: str, by: Person, today: date) -> None:
    """Tell the writer what it is and where it is done. An application needs the writer's name and
    proof (第二十九条), so nobody makes one of a message: the writer does, with the text at hand.
    """
    message = locked(message, by, Right.MESSAGE_HANDLE, *_NOT_YET)
    refuse_accused(message, message.unit)
    words = reasoned(words, say(N_("请写明为什么、到哪里去办，留言人看得到。")))
    _close(message, State.REDIRECTED, words)
    message.redirect = to.value
    message.save()
    record(
        "messages.redirected", unit=message.unit, by=by, subject=message, on=today,
        number=message.number, redirect=to.value,
    )  # fmt: skip


@transaction.atomic
def dismiss(*, message: Message, reason: str, by: Person, today: date) -> None:
    """Abuse, advertising, the same twice: closed with its reason, never deleted. By the office
    head or a leader, so that nobody tidies a queue alone."""
    message = locked(message, by, Right.MESSAGE_APPROVE, *_NOT_YET)
    refuse_accused(message, message.unit)
    _close(
        message,
        State.DISMISSED,
        reasoned(reason, say(N_("请写明为什么不予办理，留言人查询时看得到。"))),
    )
    message.save()
    record(
        "messages.dismissed", unit=message.unit, by=by, subject=message, on=today,
        number=message.number,
    )  # fmt: skip


def _close(message: Message, state: State, words: str) -> None:
    message.state, message.closing_reason = state.value, words
    message.closed_at = timezone.now()
    message.sealed_answer, message.drafted_by = b"", None
