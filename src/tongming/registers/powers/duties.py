"""What the lists ask of a person: adjustments, versions on their way, what is left to hand over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.information.states import State
from tongming.law.documents import Validity
from tongming.law.powers import Stage
from tongming.law.words import N_, say
from tongming.registers.powers.models import Adjustment, Version
from tongming.registers.powers.queries import previous_of
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def power_duties(person: Person, today: date) -> Iterator[Duty]:
    """In the units whose lists the person keeps."""
    units = units_for(person, Right.REGISTER_KEEP)
    calendar = current_calendar()
    waiting = Adjustment.objects.select_related("power_list__unit", "version__document__live")
    for one in waiting.filter(power_list__unit__in=units, closed_on=None).order_by("on", "pk"):
        public = one.version is not None and one.version.is_public
        yield Duty(
            what=say(
                N_("清单已经公开，了结“{source}”") if public else N_("按“{source}”调整{list}"),
                source=one.source[:60],
                list=str(one.power_list),
            ),
            url=reverse("powers:close", args=[one.pk])
            if public
            else one.power_list.get_absolute_url(),
            button=say(N_("了结") if public else N_("调整")),
            due=one.due_on,
            working_days_left=calendar.count(today, one.due_on) if one.due_on else None,
            article=str(say(one.occasion_label)),
            unit=one.power_list.unit,
        )
    versions = Version.objects.select_related("power_list__unit", "document__live")
    for version in versions.filter(power_list__unit__in=units).order_by("pk"):
        if (duty := _of(version, today)) is not None:
            yield duty


def _of(version: Version, today: date) -> Duty | None:
    url, unit = version.get_absolute_url(), version.unit
    stage = version.stage_kind
    if stage is Stage.DRAFT:
        return Duty(
            say(N_("把{version}报出去"), version=str(version)), url, say(N_("提出")), unit=unit
        )
    if stage is not Stage.APPROVED:
        assert stage.next is not None
        return Duty(
            say(N_("{version}等“{stage}”"), version=str(version), stage=say(stage.next.label)),
            url, say(N_("登记结果")), unit=unit, kind=Kind.WAITING,
        )  # fmt: skip
    if version.document is None or version.document.state == State.DROPPED:
        return Duty(
            say(N_("{version}已经批准，办理公开"), version=str(version)), url, say(N_("公开")),
            article="《政府信息公开条例》第二十六条", unit=unit,
        )  # fmt: skip
    before = previous_of(version) if version.is_public and version.effective_on <= today else None
    if (
        before is not None
        and before.document is not None
        and before.document.is_live
        and before.document.validity_kind is Validity.IN_FORCE
    ):
        return Duty(
            say(N_("把{version}标为废止"), version=str(before)), url, say(N_("办理")), unit=unit
        )
    return None
