"""What the decisions ask: the catalogue to publish, matters past their planned day, the results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from tongming.calendars.queries import current_calendar
from tongming.information.states import State
from tongming.law.decisions import Step
from tongming.law.words import N_, say
from tongming.registers.decisions.actions import RULE
from tongming.registers.decisions.models import Catalogue, Decision
from tongming.registers.decisions.queries import next_step
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

REMINDED = timedelta(days=45)
"""Comments take thirty days, and a review seven working days after them."""


def decision_duties(person: Person, today: date) -> Iterator[Duty]:
    """In the units whose registers the person keeps."""
    units = units_for(person, Right.REGISTER_KEEP)
    calendar = current_calendar()
    unpublished = Catalogue.objects.select_related("unit").filter(
        Q(document=None) | Q(document__state=State.DROPPED), unit__in=units
    )
    for catalogue in unpublished:
        yield Duty(
            what=say(N_("公布{catalogue}"), catalogue=str(catalogue)),
            url=catalogue.get_absolute_url(),
            button=say(N_("办理")),
            article=f"{RULE}第三条",
            unit=catalogue.unit,
        )
    coming = Decision.objects.select_related("catalogue__unit").filter(
        catalogue__unit__in=units, dropped_on=None, planned_on__lte=today + REMINDED
    )
    for decision in coming:
        step = next_step(decision)
        if step is None:
            continue
        # 第三十二条 asks to publish in time and sets no day: the decision's own day reminds.
        due = decision.planned_on if step is not Step.PUBLICATION else None
        yield Duty(
            what=say(N_("“{decision}”：{step}"), decision=decision.name, step=say(step.label)),
            url=decision.get_absolute_url(),
            button=say(N_("登记")),
            due=due,
            working_days_left=calendar.count(today, due) if due else None,
            article=f"{RULE}{step.articles}",
            unit=decision.catalogue.unit,
        )
