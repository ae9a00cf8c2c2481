"""What is known only later: when a letter arrived, what is really asked, that nothing was given up.

The register forgets nothing: what is completed stays struck out beside its completion, and what is
reopened keeps the closing in the ledger and in the facts known at the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tongming.applications.actions import (
    add_step,
    enter_step,
    locked,
    not_given_up,
    settle,
)
from tongming.applications.clocks import (
    event_of,
    events_of,
    is_given_up,
    lacks_receipt,
    place_of,
    run_clock,
)
from tongming.applications.kinds import Kind
from tongming.applications.models import Application, Step
from tongming.applications.wording import check_nothing_personal, check_subject
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require

TRACED = N_("补登对方收到日期")
"""Why a step is struck out that was entered again with the day the letter arrived."""


@transaction.atomic
def complete_receipt(*, step: Step, received_on: date, by: Person, today: date) -> Step:
    """Say when a letter arrived, once it is traced: its reader's term runs from that day.

    The step as it was entered is struck out with that reason; the completed one takes its place.
    What happened since must be lawful with the day known, too.
    """
    application = locked(step.application)
    step = Step.objects.get(pk=step.pk)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    if not lacks_receipt(step):
        raise Refused(say(N_("这一步不缺对方收到的日期，不用补登。")))
    if received_on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    not_given_up(application)
    kind, completed = Kind(step.kind), {**step.details, "received_on": received_on.isoformat()}
    with_day = Step(kind=kind, on=step.on, details=completed, pk=step.pk)
    standing = application.steps.filter(struck_out_at=None).exclude(pk=step.pk)
    history = sorted([*standing, with_day], key=place_of)
    run_clock([event_of(one) for one in history], today)
    event = record(
        "applications.receipt_completed", unit=application.unit, by=by, subject=application,
        on=step.on, step=step.pk, kind_of_step=kind.value, received_on=received_on,
    )  # fmt: skip
    step.struck_out_at, step.struck_out_reason = timezone.now(), TRACED
    step.save(update_fields=["struck_out_at", "struck_out_reason"])
    place = step.details.get("completes", step.pk)
    added = add_step(application, kind, step.on, {**completed, "completes": place}, by, event)
    settle(application, event, today)
    return added


@transaction.atomic
def enter_correction(
    *,
    application: Application,
    on: date,
    subject: str,
    details: Mapping[str, Any] | None = None,
    by: Person,
    today: date,
) -> Step:
    """Enter a correction, and what is asked since (第三十条); as it was, where that is the same."""
    step = enter_step(
        application=application, kind=Kind.CORRECTED, on=on, details=details, by=by, today=today
    )
    take_over(locked(application), subject, by=by, on=on)
    return step


@transaction.atomic
def restate(*, application: Application, subject: str, by: Person, today: date) -> None:
    """Say what is asked in the words of the correction, read from what the applicant sent."""
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    if not may_restate(application):
        raise Refused(
            say(N_("申请人没有补正，或者已经办结，不能改写。登记错了的，用“更正登记”。")),
            "第三十条",
        )
    check_subject(subject)
    if not take_over(application, subject, by=by, on=today):
        raise Refused(say(N_("没有改动。")))


def may_restate(application: Application) -> bool:
    """Whether a correction came that may have changed what is asked."""
    corrected = application.steps.filter(kind=Kind.CORRECTED.value, struck_out_at=None)
    return application.is_open and corrected.exists()


def take_over(application: Application, subject: str, *, by: Person | None, on: date) -> bool:
    """Let a correction's words be what is asked, the first ones kept beside; whether they differ.

    Of an application already locked, by whoever may. `by` None is the applicant.
    """
    subject = subject.strip()
    if subject in ("", application.subject):
        return False
    check_subject(subject)
    application.subject_before = application.subject_before or application.subject
    application.subject = subject
    application.save(update_fields=["subject", "subject_before"])
    record("applications.restated", unit=application.unit, by=by, subject=application, on=on)
    return True


@transaction.atomic
def reopen(*, application: Application, reason: str, by: Person, today: date) -> None:
    """Undo the closing of what was not given up after all.

    A correction that was in the post, a payment booked late, a good reason learnt of afterwards
    (第三十条). Until it is entered, the clock still says that the term has passed.
    """
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    if not is_given_up(application):
        raise Refused(say(N_("这件申请没有按放弃办结，不用撤销。")))
    if not reason.strip():
        raise Refused(say(N_("请写明为什么撤销办结。")))
    check_nothing_personal(reason)
    run_clock(events_of(application), today)
    event = record(
        "applications.reopened", unit=application.unit, by=by, subject=application, on=today,
        outcome=application.outcome, before=application.closed_on, reason=reason.strip(),
    )  # fmt: skip
    application.outcome, application.closed_on = "", None
    settle(application, event, today)
