"""An application sent in over the Internet: waiting, confirmed by both sides, or set aside.

The day both sides confirm is the day of receipt (第三十一条第三项). The applicant confirms by
sending it in; from the day the office confirms, by itself or after asking, the clock runs.
"""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.applications.actions import (
    add_step,
    details_of,
    locked,
    next_serial,
    settle,
)
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import DISMISSED, UNCONFIRMED, Application
from tongming.applications.wording import check_nothing_personal, check_subject
from tongming.law.clock import Event as ClockEvent
from tongming.law.labelled import Labelled
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.codes import code_mark, new_query_code, plain_number
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


class Confirmed(Labelled):
    """How both sides came to confirm."""

    ONLINE = "online", N_("申请人提交时已确认，本机关今天确认")
    PHONE = "phone", N_("电话联系申请人确认")
    EMAIL = "email", N_("电子邮件往来确认")


def query_mark(code: str) -> str:
    """The mark of an application's query code however it was typed."""
    return code_mark(code, of="query code")


def find(*, number: str, code: str) -> Application | None:
    """The application of a number and its query code, however they were typed; None otherwise.

    A wrong number, a wrong code and an application that does not exist take the same way through
    here: one mark, one look-up, one comparison.
    """
    application = (
        Application.objects.select_related("unit")
        .filter(query_mark=query_mark(code) or "-")
        .first()
    )
    real = application.number if application else "0000-0"
    same = secrets.compare_digest(plain_number(number).encode(), real.encode())
    return application if same else None


@transaction.atomic
def submit(
    *,
    unit: Unit,
    subject: str,
    features: str,
    applicant_kind: ApplicantKind,
    form_wanted: str,
    way_wanted: str,
    today: date,
) -> tuple[Application, str]:
    """Take in what an applicant sent; the application and its query code, shown this once.

    Nobody is signed in: the act is the applicant's. The number is given now and kept; year and
    figures go by the day of receipt, which is not known yet.
    """
    check_subject(subject)
    check_nothing_personal(features)
    code = new_query_code()
    application = Application.objects.create(
        unit=unit,
        year=today.year,
        serial=next_serial(unit, today.year),
        subject=subject.strip(),
        features=features.strip(),
        channel=Channel.INTERNET.value,
        applicant_kind=applicant_kind.value,
        form_wanted=form_wanted,
        way_wanted=way_wanted,
        submitted_at=timezone.now(),
        query_mark=query_mark(code),
        state=UNCONFIRMED,
    )
    record(
        "applications.submitted", unit=unit, by=None, subject=application, on=today,
        number=application.number, applicant_kind=applicant_kind.value,
    )  # fmt: skip
    return application, code


@transaction.atomic
def confirm(*, application: Application, on: date, how: Confirmed, by: Person, today: date) -> None:
    """Both sides have confirmed: the application is received, and the clock runs."""
    application = locked(application)
    require(by, Right.APPLICATION_REGISTER, application.unit)
    if application.state != UNCONFIRMED or application.submitted_at is None:
        raise Refused(say(N_("这件申请不在等待确认。")))
    submitted_on = timezone.localdate(application.submitted_at)
    if not submitted_on <= on <= today:
        raise Refused(
            say(N_("确认的日期应当在提交之日{submitted}和今天之间。"), submitted=submitted_on),
            "第三十一条第三项",
        )
    received = ClockEvent(Kind.RECEIVED, submitted_on, channel=Channel.INTERNET, confirmed_on=on)
    application.received_on = on
    application.save(update_fields=["received_on"])
    event = record(
        "applications.confirmed", unit=application.unit, by=by, subject=application, on=on,
        number=application.number, how=how.value, arrived_on=submitted_on,
    )  # fmt: skip
    add_step(application, Kind.RECEIVED, submitted_on, details_of(received), by, event)
    settle(application, event, today)


@transaction.atomic
def dismiss(*, application: Application, reason: str, by: Person, today: date) -> None:
    """Set aside what could not be confirmed: nobody reachable, a test, sent twice. Not counted."""
    application = locked(application)
    require(by, Right.APPLICATION_REGISTER, application.unit)
    if not reason.strip():
        raise Refused(say(N_("请写明为什么不予登记，申请人查询时看得到。")))
    check_nothing_personal(reason)
    set_aside(application=application, reason=reason, by=by, today=today)


TAKEN_BACK = "申请人自己撤回"
"""The reason kept where the applicant took it back before both sides had confirmed."""


def set_aside(*, application: Application, reason: str, by: Person | None, today: date) -> None:
    """Set aside an application already locked; `by` is None where the applicant took it back."""
    if application.state != UNCONFIRMED:
        raise Refused(say(N_("这件申请不在等待确认。")))
    application.state, application.dismissed_reason = DISMISSED, reason.strip()
    application.save(update_fields=["state", "dismissed_reason"])
    record(
        "applications.dismissed", unit=application.unit, by=by, subject=application, on=today,
        reason=reason.strip(),
    )  # fmt: skip
