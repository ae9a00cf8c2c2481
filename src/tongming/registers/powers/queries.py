"""Reads: the doors to lists and versions, what holds now, what a version changed."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from tongming.law.powers import Stage
from tongming.law.words import chinese_date
from tongming.registers.powers.differences import Differences, compare
from tongming.registers.powers.models import Adjustment, Item, PowerList, Version
from tongming.registers.powers.workbook import Power
from tongming.units.models import Person
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for

NAMES = tuple(one.name for one in fields(Power))


def lists_for(person: Person) -> QuerySet[PowerList]:
    """Every list a person may see."""
    return PowerList.objects.select_related("unit").filter(
        unit__in=units_for(person, Right.REGISTER_VIEW)
    )


def get_list(person: Person, right: Right, pk: int) -> PowerList:
    """A list in which a person means to do something."""
    found = PowerList.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("registers_powers.powerlist")
    guard(person, right, found.unit, seen_with=Right.REGISTER_VIEW, subject=PowerList)
    return found


def get_version(person: Person, right: Right, pk: int) -> Version:
    """A version in which a person means to do something."""
    found = (
        Version.objects.select_related("power_list__unit", "document__live", "document__unit")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("registers_powers.version")
    guard(person, right, found.unit, seen_with=Right.REGISTER_VIEW, subject=Version)
    return found


def get_adjustment(person: Person, right: Right, pk: int) -> Adjustment:
    """Something that makes a list out of date."""
    found = Adjustment.objects.select_related("power_list__unit", "version").filter(pk=pk).first()
    if found is None:
        raise Http404("registers_powers.adjustment")
    unit = found.power_list.unit
    guard(person, right, unit, seen_with=Right.REGISTER_VIEW, subject=Adjustment)
    return found


def powers_of(version: Version) -> list[Power]:
    """A version's items as plain words, in their order."""
    rows: QuerySet[Item, dict[str, str]] = version.items.order_by("position").values(*NAMES)
    return [Power(**row) for row in rows]


def previous_of(version: Version) -> Version | None:
    """The approved version before this one."""
    return (
        version.power_list.versions.filter(number__lt=version.number, stage=Stage.APPROVED.value)
        .order_by("-number")
        .first()
    )


def differences_of(version: Version) -> Differences | None:
    """What a version changed; None for the first."""
    before = previous_of(version)
    return compare(powers_of(before), powers_of(version)) if before is not None else None


def in_force(power_list: PowerList, on: date) -> Version | None:
    """The public version that holds on a day."""
    return (
        power_list.versions.filter(
            effective_on__lte=on,
            document__live__isnull=False,
            document__withdrawn_at=None,
        )
        .order_by("-effective_on", "-number")
        .first()
    )


def in_work(power_list: PowerList) -> Version | None:
    """The version on its way to approval."""
    return power_list.versions.exclude(stage=Stage.APPROVED.value).first()


def open_adjustments(power_list: PowerList) -> QuerySet[Adjustment]:
    """What no public version has answered yet."""
    return power_list.adjustments.filter(closed_on=None)


def missing_charts(version: Version) -> list[str]:
    """Flow charts items name and nobody uploaded."""
    there = set(version.charts.values_list("file__name", flat=True))
    stems = {name.rpartition(".")[0] for name in there}
    named = version.items.exclude(chart_name="").order_by("position")
    wanted = dict.fromkeys(named.values_list("chart_name", flat=True))
    return [name for name in wanted if name not in there and name not in stems]


def route_words(version: Version) -> list[str]:
    """The route the version took, for its public page: outside organs with day and paper."""
    steps = version.steps.filter(returned=False).order_by("pk")
    last: dict[str, str] = {}
    for step in steps:
        if Stage(step.stage).is_outside:
            paper = f"，{step.paper}" if step.paper else ""
            last[step.stage] = f"{step.stage_label}：{step.organ}，{chinese_date(step.on)}{paper}。"
    return [last[stage] for stage in Stage if stage in last]
