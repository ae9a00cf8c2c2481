"""Departments that have not reported last month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.law.words import N_, say
from tongming.registers.tallies.models import Entry, month_url
from tongming.registers.tallies.queries import month_before, silent
from tongming.units.duties import Duty
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, units_for


def tally_duties(person: Person, today: date) -> Iterator[Duty]:
    """One line a unit. No rule sets a day for it: the annual report is what needs it."""
    month = month_before(today.replace(day=1))
    kept = units_for(person, Right.REGISTER_KEEP)
    for unit in Unit.objects.filter(pk__in=Entry.objects.filter(unit__in=kept).values("unit")):
        if names := silent(unit, month):
            yield Duty(
                what=say(
                    N_("登记{year}年{month}月的执法数据：{departments}"),
                    year=month.year,
                    month=month.month,
                    departments="、".join(names)[:80],
                ),
                url=month_url(unit.pk, month),
                button=say(N_("登记")),
                article="《政府信息公开条例》第五十条第一项",
                unit=unit,
            )
