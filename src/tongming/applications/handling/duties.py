"""What the way to a reply asks of a person besides the reply itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse

from tongming.applications.handling.models import Help
from tongming.applications.handling.queries import conversions_due, helps_wanted
from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.law.words import N_, Message, say
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def handling_duties(person: Person, today: date) -> Iterator[Duty]:
    """Colleagues to be helped or waited for, and what many asked for."""
    units = units_for(person, Right.APPLICATION_HANDLE)
    for help in helps_wanted(units):
        yield _to_answer(help, today)
    for help in Help.objects.select_related("unit", "application__unit").filter(
        application__unit__in=units, replied_at=None, taken_back_at=None
    ).exclude(kind=Help.Kind.NOTE):  # fmt: skip
        yield Duty(
            what=say(
                N_("等{unit}回复协办：申请{number}"),
                unit=help.unit.short_name, number=help.application.number,
            ),
            url=reverse("applications:handling:helps", args=[help.application_id]),
            button=say(N_("查看")),
            due=help.due_on,
            working_days_left=_left(today, help.due_on),
            article="第三十三条",
            unit=help.application.unit,
            kind=Kind.WAITING,
            told=_told(help.application),
        )  # fmt: skip
    drafted = units_for(person, Right.INFORMATION_DRAFT).filter(
        pk__in=units_for(person, Right.APPLICATION_VIEW)
    )
    for application, count in conversions_due(drafted, settings.CONVERSION_AFTER, today):
        yield Duty(
            what=say(
                N_("{n}个申请人要过同样的信息，考虑转为主动公开：{subject}"),
                n=count, subject=application.subject[:40],
            )
            if count
            else say(N_("申请人建议转为主动公开：{subject}"), subject=application.subject[:40]),
            url=reverse("applications:handling:conversion", args=[application.pk]),
            button=say(N_("决定")),
            article="第四十四条",
            unit=application.unit,
            told=_told(application),
        )  # fmt: skip


def _told(application: Application) -> Message:
    return say(N_("申请{number}"), number=application.number)


def _to_answer(help: Help, today: date) -> Duty:
    asked_by = help.application.unit.short_name
    what = {
        Help.Kind.SEARCH: N_("协助{unit}查找：{matter}"),
        Help.Kind.TOGETHER: N_("协同{unit}办理：{matter}"),
        Help.Kind.NOTE: N_("{unit}转告：{matter}"),
    }[Help.Kind(help.kind)]
    return Duty(
        what=say(what, unit=asked_by, matter=help.matter[:40]),
        url=help.get_absolute_url(),
        button=say(N_("看过")) if help.kind == Help.Kind.NOTE else say(N_("回复")),
        due=help.due_on,
        working_days_left=_left(today, help.due_on),
        article="第四十五条",
        unit=help.unit,
        told=_told(help.application),
    )


def _left(today: date, due: date | None) -> int | None:
    return current_calendar().count(today, due) if due else None
