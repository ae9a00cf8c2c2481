"""A message is accepted, assigned, forwarded, sent back, recalled; its term extended once."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.calendars.queries import current_calendar
from tongming.engagement.messages.actions.common import (
    ACCUSED,
    due,
    locked,
    reasoned,
    refuse_accused,
    settings_of,
)
from tongming.engagement.messages.kinds import Kind, Move, State
from tongming.engagement.messages.models import Forward, Message
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted, Right, require, why_not


@transaction.atomic
def name_complained(
    *, message: Message, unit: Unit | None, person: Person | None, by: Person
) -> None:
    """Say who is complained of: from here on it is kept from them. None is an answer too.

    The person's whole unit may still handle it; the person never sees it again.
    """
    message = locked(message, by, Right.MESSAGE_HANDLE, State.NEW, State.HANDLING)
    if not message.kind_of.accuses:
        raise Refused(say(N_("只有投诉、举报才有被投诉的单位或者人。")))
    if person is not None and person == message.handler:
        message.handler = None
    message.complained_unit, message.complained_person = unit, person
    message.complained_asked = True
    message.save(
        update_fields=["complained_unit", "complained_person", "complained_asked", "handler"]
    )
    record(
        "messages.complained_named", unit=message.unit, by=by, subject=message,
        number=message.number,
        complained_unit=unit.code if unit else "", complained_person=person.pk if person else None,
    )  # fmt: skip


@transaction.atomic
def accept(
    *, message: Message, by: Person, today: date, kind: Kind | None = None,
    handler: Person | None = None,
) -> None:  # fmt: skip
    """Take it on. A kind the writer mistook is put right; its term counts from the day it came."""
    message = locked(message, by, Right.MESSAGE_HANDLE, State.NEW)
    refuse_accused(message, message.unit)
    if kind is not None and kind is not message.kind_of:
        message.kind, message.due_on = kind.value, due(message.unit, kind, message.sent_on)
        if not kind.accuses:
            message.complained_unit = message.complained_person = None
    handler = handler or by
    _may_handle(message, handler)
    message.handler, message.accepted_at = handler, timezone.now()
    message.state = State.HANDLING.value
    message.save()
    record(
        "messages.accepted", unit=message.unit, by=by, subject=message, on=today,
        number=message.number, message_kind=message.kind, handler=handler.pk, due=message.due_on,
    )  # fmt: skip


@transaction.atomic
def assign(*, message: Message, handler: Person, by: Person) -> None:
    """Give it to a colleague."""
    message = locked(message, by, Right.MESSAGE_HANDLE, State.HANDLING, State.APPROVAL)
    _may_handle(message, handler)
    message.handler = handler
    message.save(update_fields=["handler"])
    record(
        "messages.assigned", unit=message.unit, by=by, subject=message, number=message.number,
        handler=handler.pk,
    )  # fmt: skip


def hand_on(message: Message, successor: Person, by: Person | None) -> None:
    """Give it to whoever takes over when a person leaves: the handover asked for the right."""
    with transaction.atomic():
        message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        _may_handle(message, successor)
        message.handler = successor
        message.save(update_fields=["handler"])
        record(
            "messages.assigned", unit=message.unit, by=by, subject=message,
            number=message.number, handler=successor.pk,
        )  # fmt: skip


def _may_handle(message: Message, handler: Person) -> None:
    if handler.pk == message.complained_person_id:
        raise Refused(say(N_("“{name}”是被投诉的人，不能承办。"), name=handler.full_name))
    if why_not(handler, Right.MESSAGE_HANDLE, message.unit) is not None:
        raise Refused(say(N_("“{name}”没有办理这个单位留言的权限。"), name=handler.full_name))


@transaction.atomic
def forward(*, message: Message, to: Unit, reason: str, by: Person, today: date) -> None:
    """转办: to another unit that takes part, never to the one complained of. The term stays."""
    message = locked(message, by, Right.MESSAGE_HANDLE, State.NEW, State.HANDLING)
    reason = reasoned(reason, say(N_("请写明为什么转办，留言人看得到转给了谁。")))
    if to == message.unit:
        raise Refused(say(N_("留言已经在这个单位。")))
    if not to.takes_part(today):
        raise Refused(say(N_("“{unit}”没有参加，不能转给它。"), unit=to.name))
    if message.kind_of.accuses and not message.complained_asked:
        raise Refused(
            say(
                N_(
                    "转办投诉、举报以前，请先写明被投诉的单位或者人，免得转到他们手里。都不是的，留空保存。"
                )
            )
        )
    refuse_accused(message, to)
    _move(message, Move.FORWARDED, to, reason, by, today)


@transaction.atomic
def return_to_sender(*, message: Message, reason: str, by: Person, today: date) -> None:
    """退回: what does not belong here goes back to the unit it came from."""
    message = locked(message, by, Right.MESSAGE_HANDLE, State.NEW, State.HANDLING)
    reason = reasoned(reason, say(N_("请写明为什么退回。")))
    last = arrived(message)
    if last is None:
        raise Refused(say(N_("这条留言是直接发给本单位的，没有可以退回的单位。可以转办。")))
    refuse_accused(message, last.from_unit)
    _move(message, Move.RETURNED, last.from_unit, reason, by, today)


@transaction.atomic
def recall(*, message: Message, reason: str, by: Person, today: date) -> None:
    """收回: whoever forwarded it takes it back, as long as it was not accepted there."""
    found = Message.objects.select_for_update(of=("self",)).select_related("unit").get(
        pk=message.pk
    )  # fmt: skip
    last = arrived(found)
    if last is None:
        raise Refused(say(N_("这条留言没有转办，不用收回。")))
    require(by, Right.MESSAGE_HANDLE, last.from_unit)
    if found.complained_person_id == by.pk:
        raise NotPermitted(say(ACCUSED))
    reason = reasoned(reason, say(N_("请写明为什么收回。")))
    if found.state_of is not State.NEW:
        raise Refused(say(N_("“{unit}”已经受理，不能收回。"), unit=found.unit.name))
    refuse_accused(found, last.from_unit)
    _move(found, Move.RECALLED, last.from_unit, reason, by, today)


def arrived(message: Message) -> Forward | None:
    """The forwarding by which it came to where it is; what was sent back or recalled ended one."""
    open_ones: list[Forward] = []
    for one in message.forwards.select_related("from_unit", "to_unit"):
        if one.move_of is Move.FORWARDED:
            open_ones.append(one)
        elif one.move_of in (Move.RETURNED, Move.RECALLED) and open_ones:
            open_ones.pop()
    return open_ones[-1] if open_ones else None


def _move(message: Message, move: Move, to: Unit, reason: str, by: Person, today: date) -> None:
    left = message.unit
    Forward.objects.create(
        message=message, move=move.value, from_unit=left, to_unit=to, by=by, reason=reason
    )
    message.unit, message.state = to, State.NEW.value
    message.handler, message.accepted_at = None, None
    message.sealed_answer, message.drafted_by, message.sent_back_reason = b"", None, ""
    message.save()
    record(
        f"messages.{move.value}", unit=left, by=by, subject=message, on=today,
        number=message.number, from_unit=left.code, to_unit=to.code, reason=reason,
    )  # fmt: skip


@transaction.atomic
def extend(*, message: Message, days: int, reason: str, by: Person, today: date) -> None:
    """Once, before the term is over, by the office head or a leader; the writer reads why."""
    message = locked(message, by, Right.MESSAGE_APPROVE, State.HANDLING, State.APPROVAL)
    reason = reasoned(reason, say(N_("请写明为什么延期，留言人看得到。")))
    if message.extended_from is not None:
        raise Refused(say(N_("已经延期过一次，不能再延。")))
    if today > message.due_on:
        raise Refused(say(N_("期限{due}已过，不能再延期。请尽快答复。"), due=message.due_on))
    most = settings_of(message.unit).extension_days
    if not 1 <= days <= most:
        raise Refused(say(N_("最多延长{most}个工作日。"), most=most))
    message.extended_from, message.extension_reason = message.due_on, reason
    message.due_on = current_calendar().after(message.due_on, days).on
    message.save(update_fields=["extended_from", "extension_reason", "due_on"])
    record(
        "messages.extended", unit=message.unit, by=by, subject=message, on=today,
        number=message.number, days=days, due=message.due_on, reason=reason,
    )  # fmt: skip
