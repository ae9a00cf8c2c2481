"""What several people asked for becomes public for all (第四十四条)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction

from tongming.applications.actions import locked
from tongming.applications.handling import queries
from tongming.applications.handling.models import Conversion, Suggestion
from tongming.applications.models import Application
from tongming.information.actions import create_document
from tongming.information.content import BLANK, Content
from tongming.law.documents import Attribute
from tongming.law.outcomes import Outcome
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require

ARTICLE = "第四十四条"


def _asked_for(application: Application) -> list[Application]:
    """What may be converted: asked for by several, or suggested by an applicant."""
    if found := queries.asked_by_many(application, settings.CONVERSION_AFTER):
        return found
    granted = application.outcome in (Outcome.GRANTED, Outcome.PARTLY_GRANTED)
    if granted and hasattr(application, "suggestion"):
        return [application]
    raise Refused(
        say(N_("还没有{n}个以上申请人申请公开相同的信息，申请人也没有建议。"),
            n=settings.CONVERSION_AFTER),
        ARTICLE,
    )  # fmt: skip


@transaction.atomic
def convert(*, application: Application, by: Person, today: date) -> Conversion:
    """Begin a draft in the information room; it goes through review like any other."""
    application = locked(application)
    require(by, Right.APPLICATION_VIEW, application.unit)
    require(by, Right.INFORMATION_DRAFT, application.unit)
    asked_for = _new(application)
    document = create_document(
        unit=application.unit,
        by=by,
        content=Content(
            title=application.subject[:300],
            body=f"<p>{BLANK}</p>",
            attribute=Attribute.PROACTIVE.value,
        ),
        note=ARTICLE,
    )
    conversion = Conversion.objects.create(unit=application.unit, document=document, by=by)
    conversion.applications.set(asked_for)
    record(
        "handling.converted", unit=application.unit, by=by, subject=application, on=today,
        document=document.pk, applications=[one.number for one in asked_for],
    )  # fmt: skip
    return conversion


@transaction.atomic
def decline_conversion(
    *, application: Application, reason: str, by: Person, today: date
) -> Conversion:
    """Leave it on request, and say why: 第四十四条第一款 says 可以, not 应当."""
    application = locked(application)
    require(by, Right.APPLICATION_VIEW, application.unit)
    require(by, Right.INFORMATION_DRAFT, application.unit)
    asked_for = _new(application)
    if not reason.strip():
        raise Refused(say(N_("请写明为什么不转为主动公开。")), ARTICLE)
    conversion = Conversion.objects.create(
        unit=application.unit, reason=reason.strip()[:300], by=by
    )
    conversion.applications.set(asked_for)
    record(
        "handling.not_converted", unit=application.unit, by=by, subject=application, on=today,
        reason=reason.strip()[:300], applications=[one.number for one in asked_for],
    )  # fmt: skip
    return conversion


def _new(application: Application) -> list[Application]:
    if queries.conversion_of(application) is not None:
        raise Refused(say(N_("已经决定过是否转为主动公开。")), ARTICLE)
    return _asked_for(application)


@transaction.atomic
def suggest(*, application: Application, on: date, by: Person | None, today: date) -> Suggestion:
    """Put the applicant's suggestion on record (第四十四条第二款); `by` None: by themselves."""
    application = locked(application)
    if by is not None:
        require(by, Right.APPLICATION_HANDLE, application.unit)
    if application.received_on is None or not application.received_on <= on <= today:
        raise Refused(say(N_("日期应当在收到申请之日和今天之间。")))
    if Suggestion.objects.filter(application=application).exists():
        raise Refused(say(N_("已经登记过这条建议。")), "第四十四条第二款")
    suggestion = Suggestion.objects.create(application=application, on=on)
    record("handling.suggested", unit=application.unit, by=by, subject=application, on=on)
    return suggestion
