"""The verbs of a supervised matter: issue, sign, feed back, return, close; urge, extend, revoke.

A unit issues to units beneath it, or to its own departments and people (第四十七条第一款). Files
are admitted before (`files.actions.keeping.admit`): that asks clamd, outside any transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.calendars.queries import current_calendar
from tongming.engagement.matters.kinds import ARTICLE, Move, Outcome, State, Term
from tongming.engagement.matters.models import Counter, Entry, Matter, Reminding
from tongming.engagement.matters.queries import may_be_given, why_not_handle
from tongming.engagement.messages.models import Message
from tongming.engagement.messages.queries import messages_for
from tongming.files.actions.keeping import store
from tongming.files.checking import check_text
from tongming.files.queries import public_contacts
from tongming.law import words
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.codes import plain_number
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted, Right, require

Upload = tuple[str, bytes]
"""A name and a content."""


@transaction.atomic
def issue(
    *,
    unit: Unit,
    handler: Unit,
    subject: str,
    basis: str,
    requirement: str,
    term: Term,
    by: Person,
    today: date,
    department: str = "",
    person: Person | None = None,
    message_number: str = "",
) -> Matter:
    """Order something done. The number is the unit's next of the year."""
    require(by, Right.MATTER_ISSUE, unit)
    subject, basis, requirement = (
        _written(subject, N_("请填事由。")),
        _written(basis, N_("请填依据：条款、文件，或者群众反映的问题。")),
        _written(requirement, N_("请写明要求：做什么、做到什么程度、反馈什么材料。")),
    )
    nobody_named(subject)
    _given_to(unit, handler, department, person, today)
    due_on = term.due(today, current_calendar())
    matter = Matter.objects.create(
        unit=unit, year=today.year, serial=_next_serial(unit, today.year),
        handler=handler, department=department.strip(), person=person,
        subject=subject, basis=basis, requirement=requirement,
        message=_message(by, message_number),
        issued_on=today, counted=term.counted.value, days=term.days, due_on=due_on,
    )  # fmt: skip
    happened(matter, Move.ISSUED, by, today)
    return matter


@transaction.atomic
def sign(*, matter: Matter, by: Person, today: date) -> None:
    """The receipt: it arrived, and somebody works on it."""
    matter = locked(matter)
    _handled_by(matter, by, today)
    _in(matter, State.UNSIGNED, say(N_("这项督办已经签收。")))
    _moved(matter, state=State.WORKING.value)
    happened(matter, Move.SIGNED, by, today)


@transaction.atomic
def report(
    *, matter: Matter, text: str, by: Person, today: date, files: Sequence[Upload] = ()
) -> None:
    """Say what was done, with the material that shows it."""
    matter = locked(matter)
    _handled_by(matter, by, today)
    if matter.stands is State.UNSIGNED:
        raise Refused(say(N_("请先签收，再反馈。")))
    if not matter.stands.waits_for_handler:
        raise Refused(say(N_("这项督办是“{state}”，不能反馈。"), state=say(matter.stands.label)))
    text = _written(text, N_("请写明办理情况。"))
    _moved(matter, state=State.REPORTED.value, reported_on=today)
    happened(matter, Move.REPORTED, by, today, text, files)


@transaction.atomic
def send_back(*, matter: Matter, reason: str, term: Term, by: Person, today: date) -> None:
    """It is not done yet: say why, and by when it has to be."""
    matter = locked(matter)
    require(by, Right.MATTER_ISSUE, matter.unit)
    _in(matter, State.REPORTED, say(N_("没有等待审核的反馈。")))
    _another_reported(matter, by)
    reason = _written(reason, N_("请写明退回的理由和还要补办什么。"))
    due_on = term.due(today, current_calendar())
    _moved(
        matter, state=State.RETURNED.value, reported_on=None,
        counted=term.counted.value, days=term.days, due_on=due_on,
    )  # fmt: skip
    happened(matter, Move.RETURNED, by, today, reason)


@transaction.atomic
def close(*, matter: Matter, result: str, by: Person, today: date) -> None:
    """It is done, and somebody other than whoever did it says so."""
    matter = locked(matter)
    require(by, Right.MATTER_ISSUE, matter.unit)
    _in(matter, State.REPORTED, say(N_("承办单位反馈以后才能办结。")))
    _another_reported(matter, by)
    result = _written(result, N_("请写明办理结果。"))
    _moved(
        matter, state=State.CLOSED.value, outcome=Outcome.DONE.value, result=result,
        closed_on=today,
    )  # fmt: skip
    happened(matter, Move.CLOSED, by, today, result)


@transaction.atomic
def revoke(*, matter: Matter, reason: str, by: Person, today: date) -> None:
    """It should not have been issued, or its object is gone. Its number stays used."""
    matter = locked(matter)
    require(by, Right.MATTER_ISSUE, matter.unit)
    _open(matter)
    reason = _written(reason, N_("请写明撤销的理由。"))
    _moved(
        matter, state=State.CLOSED.value, outcome=Outcome.REVOKED.value, result=reason,
        closed_on=today,
    )  # fmt: skip
    happened(matter, Move.REVOKED, by, today, reason)


@transaction.atomic
def extend(*, matter: Matter, term: Term, reason: str, by: Person, today: date) -> None:
    """Another last day, with a reason. What was overdue before stays in the record of cards."""
    matter = locked(matter)
    require(by, Right.MATTER_ISSUE, matter.unit)
    _open(matter)
    if not matter.stands.waits_for_handler:
        raise Refused(say(N_("已经反馈，请审核：办结或者退回补办。")))
    reason = _written(reason, N_("请写明变更期限的理由。"))
    due_on = term.due(today, current_calendar())
    if due_on == matter.due_on:
        raise Refused(say(N_("新的办结时限和原来的一样。")))
    _moved(matter, counted=term.counted.value, days=term.days, due_on=due_on)
    happened(matter, Move.EXTENDED, by, today, reason)


@transaction.atomic
def urge(*, matter: Matter, text: str, by: Person, today: date) -> None:
    """Remind whoever works on it (催办)."""
    matter = locked(matter)
    require(by, Right.MATTER_ISSUE, matter.unit)
    if not matter.stands.waits_for_handler:
        raise Refused(say(N_("承办单位没有要办的了，不用催办。")))
    happened(matter, Move.URGED, by, today, _written(text, N_("请写催办的话。")))


@transaction.atomic
def set_reminding(*, unit: Unit, before: int, yellow: int, red: int, by: Person) -> Reminding:
    """When the clock reminds of a unit's matters, and cards them; 0 is never."""
    require(by, Right.MATTER_ISSUE, unit)
    if yellow and red and red <= yellow:
        raise Refused(say(N_("红牌警示要比黄牌警示晚。")))
    kept = Reminding(unit=unit, before=before, yellow=yellow, red=red)
    kept.full_clean(validate_unique=False, validate_constraints=False)
    kept, _new = Reminding.objects.update_or_create(
        unit=unit, defaults={"before": before, "yellow": yellow, "red": red}
    )
    record(
        "matters.reminding_set", unit=unit, by=by, subject=kept, before=before, yellow=yellow,
        red=red,
    )  # fmt: skip
    return kept


# --- What the verbs share -------------------------------------------------------------------------


def locked(matter: Matter) -> Matter:
    """The matter as it stands, nobody else's until the act is done."""
    mine = Matter.objects.select_for_update(of=("self",)).select_related("unit", "handler")
    return mine.get(pk=matter.pk)


def nobody_named(*texts: str) -> None:
    """Refuse personal data where many people, or all, read it."""
    phones, addresses = public_contacts()
    text = "\n".join(texts)
    if found := check_text(text, allowed_phones=phones, allowed_addresses=addresses):
        raise Refused(
            say(
                N_("里面有{kind}（{masked}），看到的人很多，请去掉。"),
                kind=say(found[0].kind.label), masked=found[0].masked,
            ),
            "《个人信息保护法》第二十八条",
        )  # fmt: skip


def _written(text: str, otherwise: str) -> str:
    if not text.strip():
        raise Refused(say(otherwise))
    return text.strip()


def _given_to(
    unit: Unit, handler: Unit, department: str, person: Person | None, today: date
) -> None:
    if not may_be_given(unit).filter(pk=handler.pk).exists():
        raise Refused(
            say(
                N_("“{unit}”只能督办本单位和下级单位，不能督办“{handler}”。"),
                unit=unit.name, handler=handler.name,
            ),
            ARTICLE,
        )  # fmt: skip
    if handler.pk == unit.pk and not department.strip() and person is None:
        raise Refused(say(N_("督办本单位的，请写明承办科室或者选择承办人。")))
    if person is not None and not (
        person.is_active and person.appointments.in_force(today).filter(unit=handler).exists()
    ):
        raise Refused(
            say(
                N_("{person}在“{unit}”没有任职，请选那里的人。"),
                person=person.full_name, unit=handler.name,
            )
        )  # fmt: skip


def _message(by: Person, number: str) -> Message | None:
    """The message a matter comes from, among those the person may read."""
    if not number.strip():
        return None
    year, _hyphen, serial = plain_number(number).partition("-")
    if year.isdecimal() and serial.isdecimal() and len(year) <= 4 and len(serial) <= 9:
        found = messages_for(by).filter(year=int(year), serial=int(serial)).first()
        if found is not None:
            return found
    raise Refused(say(N_("没有编号是{number}的留言，或者您不能查看。"), number=number.strip()))


def _next_serial(unit: Unit, year: int) -> int:
    """The next number of the unit's year, given out once even to two who ask together."""
    Counter.objects.get_or_create(unit=unit, year=year)
    counter = Counter.objects.select_for_update().get(unit=unit, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _handled_by(matter: Matter, by: Person, today: date) -> None:
    _open(matter)
    if reason := why_not_handle(by, matter, today):
        raise NotPermitted(reason)


def _open(matter: Matter) -> None:
    if matter.stands is State.CLOSED:
        raise Refused(
            say(
                N_("这项督办{how}（{day}）。"),
                day=matter.closed_on, how=say(Outcome(matter.outcome).label),
            )
        )  # fmt: skip


def _in(matter: Matter, state: State, otherwise: words.Message) -> None:
    _open(matter)
    if matter.stands is not state:
        raise Refused(otherwise)


def _another_reported(matter: Matter, by: Person) -> None:
    last = matter.entries.filter(move=Move.REPORTED.value).order_by("-at", "-pk").first()
    if last is not None and last.by_id == by.pk:
        raise Refused(say(N_("自己反馈的要由另一个人审核。")))


def _moved(matter: Matter, **values: object) -> None:
    for name, value in values.items():
        setattr(matter, name, value)
    matter.save(update_fields=list(values))


def happened(
    matter: Matter, move: Move, by: Person | None, on: date, text: str = "",
    files: Sequence[Upload] = (),
) -> Entry:  # fmt: skip
    """Write it down: what was said stays with the matter, the ledger knows that it was."""
    entry = Entry.objects.create(
        matter=matter, move=move.value, on=on, at=timezone.now(), by=by, text=text,
        due_on=matter.due_on,
    )  # fmt: skip
    kept = [
        store(content, name, unit=matter.handler, by=by, right=Right.MATTER_VIEW)
        for name, content in files
    ]
    entry.files.set(kept)
    record(
        f"matters.{move.value}", unit=matter.unit, by=by, subject=matter, on=on,
        number=matter.number, handler=matter.handler.code, term_until=matter.due_on,
    )  # fmt: skip
    return entry
