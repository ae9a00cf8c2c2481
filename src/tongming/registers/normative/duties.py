"""The next clean-up, the one under way, and what was concluded and is not carried out.

Local rules on normative documents ask for clean-up, each with an interval of its own:
TONGMING_CLEANUP_MONTHS reminds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.information.models import Document
from tongming.law.words import N_, say
from tongming.registers.normative.models import Cleanup, Judgement
from tongming.registers.normative.queries import is_carried_out, next_due
from tongming.units.duties import Duty
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, units_for

RULE = "各地规范性文件管理规定"
REMINDED = timedelta(days=30)


def normative_duties(person: Person, today: date) -> Iterator[Duty]:
    """In the units whose registers the person keeps."""
    kept = units_for(person, Right.REGISTER_KEEP)
    calendar = current_calendar()
    under_way = {one.unit_id: one for one in Cleanup.objects.filter(
        unit__in=kept, finished_on=None
    ).select_related("unit")}  # fmt: skip
    for cleanup in under_way.values():
        yield Duty(
            say(N_("完成{cleanup}"), cleanup=str(cleanup)), cleanup.get_absolute_url(),
            say(N_("办理")), article=RULE, unit=cleanup.unit,
        )  # fmt: skip
    holding = Document.objects.filter(unit__in=kept, is_normative=True).values("unit")
    for unit in Unit.objects.filter(pk__in=holding).exclude(pk__in=under_way):
        due = next_due(unit)
        if due is not None and due <= today + REMINDED:
            yield Duty(
                what=say(N_("清理{unit}的行政规范性文件"), unit=unit.short_name),
                url=f"{reverse('normative:index')}?unit={unit.pk}",
                button=say(N_("开始")),
                due=due,
                working_days_left=calendar.count(today, due),
                article=RULE,
                unit=unit,
            )
    concluded = Judgement.objects.select_related("document__unit").filter(
        cleanup__unit__in=kept, cleanup__finished_on__isnull=False
    )
    for one in concluded.exclude(verdict=Judgement.Verdict.KEPT):
        if not is_carried_out(one):
            yield Duty(
                what=say(
                    N_("按清理结论办理“{title}”：{verdict}"),
                    title=one.document.title[:60],
                    verdict=say(str(one.get_verdict_display())),
                ),
                url=one.document.get_absolute_url(),
                button=say(N_("办理")),
                article=RULE,
                unit=one.document.unit,
            )
