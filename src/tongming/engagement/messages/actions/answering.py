"""An answer is drafted, looked at by another, and given."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.engagement.messages.actions.common import locked, reasoned, refuse_accused
from tongming.engagement.messages.actions.writing import masked
from tongming.engagement.messages.kinds import State
from tongming.engagement.messages.models import Message
from tongming.engagement.messages.original import writer_name
from tongming.files.checking.masks import mask_name
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right

MOST_ANSWER = 5000


@transaction.atomic
def draft(*, message: Message, answer: str, by: Person, today: date) -> None:
    """Write the answer and give it to be looked at; before that it may be written again."""
    message = locked(message, by, Right.MESSAGE_HANDLE, State.HANDLING, State.APPROVAL)
    refuse_accused(message, message.unit)
    answer = reasoned(answer, say(N_("请写答复。")))
    if len(answer) > MOST_ANSWER:
        raise Refused(say(N_("答复最多{most}个字。"), most=MOST_ANSWER))
    message.answer, message.drafted_by, message.sent_back_reason = answer, by, ""
    message.state = State.APPROVAL.value
    message.handler = message.handler or by
    message.save()
    record(
        "messages.drafted", unit=message.unit, by=by, subject=message, on=today,
        number=message.number,
    )  # fmt: skip


@transaction.atomic
def send_back_draft(*, message: Message, reason: str, by: Person, today: date) -> None:
    """The answer is not right yet."""
    message = locked(message, by, Right.MESSAGE_APPROVE, State.APPROVAL)
    message.sent_back_reason = reasoned(reason, say(N_("请写明要改什么。")))
    message.state = State.HANDLING.value
    message.save(update_fields=["sent_back_reason", "state"])
    record(
        "messages.draft_sent_back", unit=message.unit, by=by, subject=message, on=today,
        number=message.number, reason=message.sent_back_reason,
    )  # fmt: skip


@transaction.atomic
def approve(*, message: Message, by: Person, today: date) -> None:
    """Another than who wrote it says yes: from now the writer reads it.

    The public wording begins as the original and the answer with everything personal masked.
    """
    message = locked(message, by, Right.MESSAGE_APPROVE, State.APPROVAL)
    if message.drafted_by_id == by.pk:
        raise Refused(say(N_("答复由另一个人审核：拟稿人不能审核自己的答复。")))
    now = timezone.now()
    message.state, message.approved_by = State.ANSWERED.value, by
    message.answered_at = message.closed_at = now
    message.public_title, message.public_text = message.title, message.text
    message.public_answer = masked(message.answer)
    if name := writer_name(message):
        for field in ("public_title", "public_text", "public_answer"):
            setattr(message, field, getattr(message, field).replace(name, mask_name(name)))
    message.save()
    record(
        "messages.answered", unit=message.unit, by=by, subject=message, on=today,
        number=message.number, due=message.due_on,
    )  # fmt: skip
