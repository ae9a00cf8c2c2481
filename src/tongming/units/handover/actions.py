"""The verbs of a handover: begin, settle one thing or all the rest, finish, cancel."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import hold, record
from tongming.units.belongings import Belonging, Kind, belongings_of
from tongming.units.duties import duties_for
from tongming.units.handover.models import Handover, Settlement
from tongming.units.handover.own import ACCOUNT, open_appointments
from tongming.units.handover.queries import Line, done_meanwhile, lines_of, may_settle
from tongming.units.models import Appointment, Person, Unit
from tongming.units.people import end_appointment, set_active
from tongming.units.rights import NotPermitted, Right, require, why_not

_NAMED = 3
"""So many of the things left over a refusal names."""


@transaction.atomic
def start(
    *,
    person: Person,
    leaving_on: date,
    reason: str,
    closes_account: bool,
    by: Person | None,
    today: date,
) -> Handover:
    """Begin to hand over what hangs on a person who leaves or changes to other work."""
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if person.unit is None:
        raise Refused(
            say(N_("{person}的账号没有所属单位，先编辑人员信息。"), person=person.full_name)
        )
    if by is not None:
        require(by, Right.HANDOVER_PREPARE, person.unit)
    if person.handovers.filter(state=Handover.State.OPEN).exists():
        raise Refused(say(N_("{person}的交接已经在办，接着办就可以。"), person=person.full_name))
    if not person.is_active and not open_appointments(person):
        raise Refused(
            say(N_("{person}的账号已经停用，也没有任职，不用交接。"), person=person.full_name)
        )
    handover = Handover.objects.create(
        person=person,
        unit=person.unit,
        leaving_on=leaving_on,
        reason=reason,
        closes_account=closes_account,
        started_by=by,
    )
    # What becomes of the account was said with the beginning itself.
    for one in belongings_of(person, today):
        if one.key == ACCOUNT:
            words = "办结时停用" if closes_account else "转岗，账号由本人继续使用"
            _keep(handover, one, successor=None, reason=words, by=by)
    record(
        "handover.started",
        unit=person.unit,
        by=by,
        subject=handover,
        on=leaving_on,
        person=person.pk,
        full_name=person.full_name,
        reason=reason,
        closes_account=closes_account,
    )
    return handover


@transaction.atomic
def settle(
    *,
    handover: Handover,
    key: str,
    successor: Person | None,
    reason: str,
    by: Person,
    today: date,
) -> Settlement:
    """Say who takes one thing, or why nobody does. Said again, the later word counts."""
    handover = _locked(handover, by)
    one = next((one for one in belongings_of(handover.person, today) if one.key == key), None)
    if one is None:
        raise Refused(
            say(N_("这一项已经不在{person}名下，不用交接了。"), person=handover.person.full_name)
        )
    _check(handover, one, successor, reason)
    settlement = _keep(handover, one, successor=successor, reason=reason, by=by)
    _recorded(handover, [settlement], by)
    return settlement


@transaction.atomic
def settle_rest(
    *, handover: Handover, successor: Person, by: Person, today: date
) -> list[Settlement]:
    """Everything nobody has spoken about yet, and somebody else can have, goes to one person."""
    handover = _locked(handover, by)
    rest = [
        line.belonging
        for line in lines_of(handover, today)
        if line.settlement is None and line.belonging.may_be_handed
    ]
    if not rest:
        raise Refused(say(N_("每一项都已经有了交代，没有剩下的。")))
    for one in rest:
        _check(handover, one, successor, "")
    settled = [_keep(handover, one, successor=successor, reason="", by=by) for one in rest]
    _recorded(handover, settled, by)
    return settled


@transaction.atomic
def finish(
    *, handover: Handover, signed_on: date, witness: str, by: Person, today: date
) -> Handover:
    """Nothing is left over: successors take their roles, the person's end, the account closes.

    From the first line on nobody else records an act, so that no new thing can come to hang on the
    person between the count and the end.
    """
    handover = _locked(handover, by, settling=False)
    person = handover.person
    held = open_appointments(person)
    _may_finish(handover, held, by)
    if signed_on > today:
        raise Refused(say(N_("签字日期不能晚于今天。")))
    # The rows of these acts first, then the ledger: whoever records an act has its rows already.
    units = {handover.unit_id, *(one.unit_id for one in held)}
    list(Unit.objects.select_for_update(no_key=True).filter(pk__in=units).order_by("pk"))
    list(Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person.pk))
    hold()
    lines = lines_of(handover, today)
    _nothing_left(lines)
    gone = done_meanwhile(handover, lines)
    _hand_on(handover, lines, by, today)
    for one in open_appointments(person):
        end_appointment(one, on=max(today, one.since), reason=handover.reason, by=by)
    if handover.closes_account and person.is_active:
        set_active(person, False, by=by, reason=handover.reason)
    Settlement.objects.filter(pk__in=[one.pk for one in gone]).update(was_open=False)
    handover.state = Handover.State.FINISHED
    handover.ended_on, handover.ended_by = today, by
    handover.signed_on, handover.witness = signed_on, witness
    handover.save()
    record(
        "handover.finished",
        unit=handover.unit,
        by=by,
        subject=handover,
        on=today,
        person=person.pk,
        full_name=person.full_name,
        witness=witness,
        signed_on=signed_on,
        settled=[_told(one) for one in handover.settlements.select_related("successor")],
    )
    return handover


@transaction.atomic
def cancel(*, handover: Handover, reason: str, by: Person, today: date) -> Handover:
    """The person stays after all; what was settled is kept and counts for nothing."""
    handover = _locked(handover, by, settling=False)
    require(by, Right.HANDOVER_PREPARE, handover.unit)
    handover.state = Handover.State.CANCELLED
    handover.ended_on, handover.ended_by, handover.end_reason = today, by, reason
    handover.save()
    record(
        "handover.cancelled",
        unit=handover.unit,
        by=by,
        subject=handover,
        on=today,
        person=handover.person_id,
        full_name=handover.person.full_name,
        reason=reason,
    )
    return handover


# --- What must hold -------------------------------------------------------------------------------


def _locked(handover: Handover, by: Person, *, settling: bool = True) -> Handover:
    found = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("person", "person__unit", "unit")
        .get(pk=handover.pk)
    )
    if settling and not may_settle(by, found):
        reason = why_not(by, Right.HANDOVER_PREPARE, found.unit)
        assert reason is not None
        raise NotPermitted(reason)
    if not found.is_open:
        raise Refused(
            say(
                N_("这次交接{day}已经结束，不能再改。需要时重新发起。"),
                day=found.ended_on,
            )
        )
    return found


def _check(handover: Handover, one: Belonging, successor: Person | None, reason: str) -> None:
    if successor is None and not reason.strip():
        raise Refused(say(N_("“{what}”要有接手人，或者写明为什么不用交给别人。"), what=one.what))
    if successor is None:
        return
    if not one.may_be_handed:
        raise Refused(say(N_("“{what}”不能交给别人使用，请写明怎样处理。"), what=one.what))
    if successor.pk == handover.person_id:
        raise Refused(say(N_("接手人不能是移交人自己。")))
    if not successor.is_active:
        raise Refused(say(N_("{person}的账号已停用，不能接手。"), person=successor.full_name))
    if successor.handovers.filter(state=Handover.State.OPEN).exists():
        raise Refused(say(N_("{person}自己也在办交接，请另选接手人。"), person=successor.full_name))


def _may_finish(handover: Handover, held: list[Appointment], by: Person) -> None:
    if by.pk == handover.person_id:
        raise Refused(say(N_("不能办结自己的交接，请另一名系统管理员办理。")))
    for unit in (handover.unit, *(one.unit for one in held)):
        require(by, Right.UNIT_MANAGE, unit)


def _nothing_left(lines: list[Line]) -> None:
    left = [line.belonging for line in lines if line.settlement is None]
    if not left:
        return
    named = "；".join(str(one.what) for one in left[:_NAMED])
    what = (
        N_("还有{n}项没有交代：{named}。每一项都要有接手人或者说明。")
        if len(left) <= _NAMED
        else N_("还有{n}项没有交代：{named}等。每一项都要有接手人或者说明。")
    )
    raise Refused(say(what, n=len(left), named=named))


def _hand_on(handover: Handover, lines: list[Line], by: Person, today: date) -> None:
    """Roles first: with them comes most of what the successors need for the rest."""
    roles = [line for line in lines if line.belonging.kind is Kind.APPOINTMENT]
    rest = [line for line in lines if line.belonging.kind is not Kind.APPOINTMENT]
    for line in roles:
        _give(line, by, today)
    reached: dict[int, set[str]] = {}
    for line in rest:
        successor = line.settlement.successor if line.settlement else None
        if successor is None:
            continue
        _allowed(line.belonging, successor, reached, today)
        _give(line, by, today)


def _give(line: Line, by: Person, today: date) -> None:
    one, settlement = line.belonging, line.settlement
    if settlement is None or settlement.successor is None or one.hand_on is None:
        return
    if not settlement.successor.is_active:
        raise Refused(
            say(N_("{person}的账号已停用，不能接手。"), person=settlement.successor.full_name)
        )
    one.hand_on(settlement.successor, by, today)


def _allowed(one: Belonging, successor: Person, reached: dict[int, set[str]], today: date) -> None:
    """A successor on paper who cannot do it is none: the right, or the duty itself, must be theirs.

    The duty is looked for among the successor's own: four eyes may bar the very one who is named.
    """
    if one.right is not None and one.unit is not None:
        fits = why_not(successor, one.right, one.unit, today=today) is None
    elif one.kind is Kind.DUTY:
        if successor.pk not in reached:
            found = duties_for(successor, today)
            everything = (*found.overdue, *found.now, *found.waiting)
            reached[successor.pk] = {duty.url for duty in everything}
        fits = one.url in reached[successor.pk]
    else:
        return
    if not fits:
        raise Refused(
            say(
                N_(
                    "{person}接手不了“{what}”：没有相应的角色，或者要由另一个人办。先把相应的任职交给{person}，或者另选接手人。"
                ),
                person=successor.full_name,
                what=one.what,
            )
        )


# --- What is kept ---------------------------------------------------------------------------------


def _keep(
    handover: Handover, one: Belonging, *, successor: Person | None, reason: str, by: Person | None
) -> Settlement:
    settlement, _made = Settlement.objects.update_or_create(
        handover=handover,
        key=one.key,
        defaults={
            "kind": one.kind.value,
            "what": str(one.what)[:600],
            "unit_name": one.unit.short_name if one.unit else "",
            "successor": successor,
            "reason": reason,
            "by": by,
        },
    )
    return settlement


def _recorded(handover: Handover, settled: list[Settlement], by: Person) -> None:
    record(
        "handover.settled",
        unit=handover.unit,
        by=by,
        subject=handover,
        person=handover.person_id,
        full_name=handover.person.full_name,
        settled=[_told(one) for one in settled],
    )


def _told(one: Settlement) -> dict[str, str | None]:
    """For the ledger: which thing by its number, never the words of an applicant."""
    return {
        "key": one.key,
        "kind": one.kind,
        "successor": one.successor.full_name if one.successor else None,
        "reason": one.reason,
    }
