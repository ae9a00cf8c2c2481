"""The verbs of the register: register, enter a step, strict out a mistaken one, close what was
abandoned.

Each asks `law.clock` first, then writes step, state, countable fact and ledger event in one
transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tongming.applications.clocks import events_of, is_given_up, left_undone, run_clock
from tongming.applications.kinds import ENTRIES, Channel, Kind
from tongming.applications.models import Application, ApplicationFact, Counter, Step
from tongming.applications.wording import check_nothing_personal, check_subject
from tongming.law.clock import ClockState, State
from tongming.law.clock import Event as ClockEvent
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.ledger.models import Event
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def register(
    *,
    unit: Unit,
    subject: str,
    applicant_kind: ApplicantKind,
    channel: Channel,
    arrived_on: date,
    by: Person,
    today: date,
    confirmed_on: date | None = None,
    features: str = "",
    form_wanted: str = "",
    way_wanted: str = "",
) -> Application:
    """Enter an application in the register.  第四十五条; the day of receipt by 第三十一条.

    `confirmed_on` is the day both sides confirmed, for the channels that need it.
    """
    require(by, Right.APPLICATION_REGISTER, unit)
    received = _receipt(subject, channel, arrived_on, confirmed_on, today)
    check_nothing_personal(features)
    received_on = received.effective
    application = Application.objects.create(
        unit=unit,
        year=received_on.year,
        serial=next_serial(unit, received_on.year),
        subject=subject.strip(),
        features=features.strip(),
        form_wanted=form_wanted,
        way_wanted=way_wanted,
        channel=channel.value,
        applicant_kind=applicant_kind.value,
        received_on=received_on,
        state="running",
    )
    event = record(
        "applications.registered", unit=unit, by=by, subject=application, on=received_on,
        number=application.number, channel=channel.value, applicant_kind=applicant_kind.value,
        arrived_on=arrived_on,
    )  # fmt: skip
    add_step(application, Kind.RECEIVED, arrived_on, details_of(received), by, event)
    settle(application, event, today)
    return application


@transaction.atomic
def correct_registration(
    *,
    application: Application,
    subject: str,
    applicant_kind: ApplicantKind,
    channel: Channel,
    arrived_on: date,
    reason: str,
    by: Person,
    today: date,
    confirmed_on: date | None = None,
    features: str | None = None,
    form_wanted: str | None = None,
    way_wanted: str | None = None,
) -> None:
    """Say again what was registered wrongly; the number stays, and so does what stood before.

    Features, form and way stay as they are where they are not given.

    What happened since must be lawful from the new day of receipt too.
    """
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    received = _receipt(subject, channel, arrived_on, confirmed_on, today)
    if not reason.strip():
        raise Refused(say(N_("请写明为什么更正。")))
    check_nothing_personal(reason, features or "")
    if application.received_on is None:
        raise Refused(say(N_("这件申请还没有登记，先由双方确认。")), "第三十一条第三项")
    old = application.steps.get(kind=Kind.RECEIVED.value, struck_out_at=None)
    moved = (old.on, old.details) != (arrived_on, details_of(received))
    wanted = {
        "subject": subject.strip(),
        "applicant_kind": applicant_kind.value,
        "features": application.features if features is None else features.strip(),
        "form_wanted": application.form_wanted if form_wanted is None else form_wanted,
        "way_wanted": application.way_wanted if way_wanted is None else way_wanted,
    }
    changed = [name for name, value in wanted.items() if getattr(application, name) != value]
    if not moved and not changed:
        raise Refused(say(N_("没有改动。")))
    if moved:
        not_given_up(application)
        run_clock([received, *events_of(application, without=old)], today)
    event = record(
        "applications.registration_corrected", unit=application.unit, by=by, subject=application,
        on=received.effective, channel=channel.value, applicant_kind=applicant_kind.value,
        arrived_on=arrived_on, before=application.received_on, changed=changed,
        reason=reason.strip(),
    )  # fmt: skip
    if moved:
        old.struck_out_at, old.struck_out_reason = timezone.now(), reason.strip()
        old.save(update_fields=["struck_out_at", "struck_out_reason"])
        add_step(application, Kind.RECEIVED, arrived_on, details_of(received), by, event)
    for name, value in wanted.items():
        setattr(application, name, value)
    application.channel, application.received_on = channel.value, received.effective
    application.save(update_fields=[*wanted, "channel", "received_on"])
    settle(application, event, today)


def _receipt(
    subject: str, channel: Channel, arrived_on: date, confirmed_on: date | None, today: date
) -> ClockEvent:
    """What was registered, as the clock's first event; refused where something is missing."""
    check_subject(subject)
    if channel.confirmed and confirmed_on is None:
        raise Refused(
            say(N_("请填双方确认的日期：{channel}。"), channel=say(channel.label)), "第三十一条"
        )
    if max(arrived_on, confirmed_on or arrived_on) > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    return ClockEvent(
        Kind.RECEIVED,
        arrived_on,
        channel=channel,
        confirmed_on=confirmed_on if channel.confirmed else None,
    )


def details_of(event: ClockEvent) -> dict[str, Any]:
    """What an event says besides its kind and day, as a step keeps it."""
    return {k: v for k, v in event.to_data().items() if k not in ("kind", "on")}


@transaction.atomic
def enter_step(
    *,
    application: Application,
    kind: Kind,
    on: date,
    by: Person,
    today: date,
    details: Mapping[str, Any] | None = None,
    outcome: Outcome | None = None,
) -> Step:
    """Enter what happened next; `law.clock` refuses what is not lawful and says why."""
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    return take_step(
        application=application, kind=kind, on=on, details=details, outcome=outcome, by=by,
        today=today,
    )  # fmt: skip


def take_step(
    *,
    application: Application,
    kind: Kind,
    on: date,
    by: Person | None,
    today: date,
    details: Mapping[str, Any] | None = None,
    outcome: Outcome | None = None,
) -> Step:
    """Enter a step of an application already locked, for whoever may: the caller has asked.

    `by` is None where the act is the applicant's own.
    """
    if on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    if kind is Kind.RECEIVED:
        raise Refused(say(N_("申请已经登记，不能再登记收到一次。")))
    if kind is Kind.ANSWERED and outcome is None:
        raise Refused(
            say(N_("请选择办理结果：一件申请只计入一种情形。")), "国办公开办函〔2021〕30号"
        )
    kept = {name: value for name, value in (details or {}).items() if value not in (None, "")}
    check_nothing_personal(*(value for value in kept.values() if isinstance(value, str)))
    proposed = ClockEvent.from_data({"kind": kind.value, "on": on, **kept})
    not_given_up(application)
    run_clock([*events_of(application), proposed], today)  # refuses what the law does not allow
    if kind is Kind.WITHDRAWN:
        outcome = Outcome.OTHER  # row 3.6.3 is where withdrawn applications go
    if outcome is not None:
        kept["outcome"] = outcome.value
    event = record(
        f"applications.{kind.value}",
        unit=application.unit,
        by=by,
        subject=application,
        on=on,
        **kept,
    )
    step = add_step(application, kind, on, kept, by, event)
    if ENTRIES[kind].closes and outcome is not None:
        application.outcome, application.closed_on = outcome.value, on
    settle(application, event, today)
    return step


@transaction.atomic
def close_abandoned(*, application: Application, on: date, by: Person, today: date) -> None:
    """Close what the applicant gave up: not corrected, or not paid, in time.

    第三十条; 国办函〔2020〕109号 第六条. The clock says which; nobody chooses.
    """
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    events = events_of(application)
    outcome = left_undone(events)
    if run_clock(events, on).state is not State.ABANDONED or outcome is None:
        raise Refused(say(N_("申请人的期限还没有过，不能按放弃办结。")), "第三十条")
    if on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    application.outcome, application.closed_on = outcome.value, on
    event = record(
        "applications.abandoned", unit=application.unit, by=by, subject=application, on=on,
        outcome=outcome.value,
    )  # fmt: skip
    settle(application, event, today)


@transaction.atomic
def strike_out(*, step: Step, reason: str, by: Person, today: date) -> None:
    """Strike out a step entered by mistake; it stays visible with the reason."""
    application = locked(step.application)
    step = Step.objects.get(pk=step.pk)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    if not reason.strip():
        raise Refused(say(N_("请写明为什么划去。")))
    check_nothing_personal(reason)
    if step.kind == Kind.RECEIVED.value or step.struck_out_at is not None:
        raise Refused(say(N_("这一步不能划去。")))
    not_given_up(application)
    remaining = events_of(application, without=step)
    run_clock(remaining, today)  # what is left must still be a lawful history
    step.struck_out_at, step.struck_out_reason = timezone.now(), reason.strip()
    step.save(update_fields=["struck_out_at", "struck_out_reason"])
    if ENTRIES[Kind(step.kind)].closes:
        application.outcome, application.closed_on = "", None
    if step.kind == Kind.CORRECTED.value and application.subject_before:
        application.subject, application.subject_before = application.subject_before, ""
        application.save(update_fields=["subject", "subject_before"])
    event = record(
        "applications.struck_out", unit=application.unit, by=by, subject=application,
        step=step.pk, kind_of_step=step.kind, on=step.on, reason=reason.strip(),
    )  # fmt: skip
    settle(application, event, today)


def not_given_up(application: Application) -> None:
    """What was closed as given up stands on its history: reopen it before that changes."""
    if is_given_up(application):
        raise Refused(
            say(N_("这件申请已按放弃办结，办理经过不能再变。办结有误的，先撤销办结。")),
            "第三十条",
        )


def next_serial(unit: Unit, year: int) -> int:
    """The next number of the unit's year, given out once even to two who ask together."""
    Counter.objects.get_or_create(unit=unit, year=year)
    counter = Counter.objects.select_for_update().get(unit=unit, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def locked(application: Application) -> Application:
    """The application as it stands, nobody else's until the act is done.

    Its own row alone: with the unit's row locked beside it, two acts in one unit that wait for
    each other's ledger event never end (PostgreSQL).
    """
    mine = Application.objects.select_for_update(of=("self",)).select_related("unit")
    return mine.get(pk=application.pk)


def add_step(
    application: Application,
    kind: Kind,
    on: date,
    details: dict[str, Any],
    by: Person | None,
    event: Event,
) -> Step:
    return Step.objects.create(
        application=application, kind=kind.value, on=on, details=details, by=by, event=event
    )


def settle(application: Application, event: Event, today: date) -> None:
    """Bring the clock a person sees, and the fact the report counts, up to what now stands."""
    accept_clock(application, run_clock(events_of(application), today))
    current = ApplicationFact.objects.filter(application=application, known_until=None).first()
    wanted = {
        "applicant_kind": application.applicant_kind,
        "received_on": application.received_on,
        "outcome": application.outcome,
        "closed_on": application.closed_on,
    }
    if current is not None:
        if all(getattr(current, name) == value for name, value in wanted.items()):
            return
        current.known_until = event.at
        current.save(update_fields=["known_until"])
    ApplicationFact.objects.create(
        unit=application.unit, application=application, known_from=event.at, event=event, **wanted
    )


def accept_clock(application: Application, state: ClockState) -> None:
    """Keep the clock as it was just shown to, or caused by, a person."""
    application.state = "closed" if application.closed_on else state.state.value
    application.due_on, application.provisional = state.due, state.provisional
    application.save(update_fields=["state", "due_on", "provisional", "outcome", "closed_on"])
