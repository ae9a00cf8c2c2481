"""Reads over the register of cases: the one door to a case, the list, what is due."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet
from django.http import Http404

from tongming.applications.models import Application
from tongming.law.remedy_results import Standing, Way
from tongming.remedies.models import Case, Stage
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def get_case(person: Person, right: Right, pk: int) -> Case:
    """A case in which a person means to do something."""
    case = Case.objects.select_related("unit", "application", "earlier").filter(pk=pk).first()
    if case is None:
        raise Http404("remedies.case")
    guard(person, right, case.unit, seen_with=Right.REMEDY_VIEW, subject=Case)
    return case


def get_stage(person: Person, right: Right, pk: int, number: int) -> Stage:
    """One stage of such a case."""
    case = get_case(person, right, pk)
    stage = case.stages.filter(number=number).first()
    if stage is None:
        raise Http404("remedies.stage")
    stage.case = case
    return stage


def get_unit(person: Person, right: Right, pk: int) -> Unit:
    """A unit whose register of cases a person means to change."""
    unit = Unit.objects.filter(pk=pk).first()
    if unit is None:
        raise Http404("units.unit")
    guard(person, right, unit, seen_with=Right.REMEDY_VIEW)
    return unit


def cases_for(person: Person) -> QuerySet[Case]:
    """Every case a person may see: the open ones first, then the latest."""
    return (
        Case.objects.select_related("unit", "application")
        .prefetch_related("stages")
        .filter(unit__in=units_for(person, Right.REMEDY_VIEW))
        .order_by(F("concluded_on").desc(nulls_first=True), "-entered_on", "-pk")
    )


def is_pending_about(application: Application) -> bool:
    """Whether a case over this application is not concluded: its papers are still needed."""
    return Case.objects.filter(
        application=application, void_reason="", standing=Standing.PENDING.value
    ).exists()


def live_cases() -> QuerySet[Case]:
    """Every case of the installation in which something may still be due, with its stages."""
    return (
        Case.objects.select_related("unit", "application")
        .prefetch_related("stages")
        .filter(void_reason="")
        .filter(
            Q(concluded_on=None)
            | Q(stages__acts_again=True, stages__acted_on=None)
            | Q(way__in=(Way.DIRECT, Way.AFTER), standing=Standing.CORRECTED)
        )
        .distinct()
        .order_by("pk")
    )


def cases_about(application: Application) -> QuerySet[Case]:
    """What was brought against the reply to an application."""
    return (
        Case.objects.filter(application=application, void_reason="")
        .prefetch_related("stages")
        .order_by("entered_on", "pk")
    )


def narrowed(
    found: QuerySet[Case], *, way: str, standing: str, words: str, unit: str
) -> QuerySet[Case]:
    """The list as its filter line asks."""
    if way in {one.value for one in Way}:
        found = found.filter(way=way)
    if standing == "void":
        found = found.exclude(void_reason="")
    elif standing in {one.value for one in Standing}:
        found = found.filter(standing=standing, void_reason="")
    if unit.isdecimal() and len(unit) <= 18:
        found = found.filter(unit_id=int(unit))
    if words:
        match = (
            Q(subject__icontains=words)
            | Q(letter_number__icontains=words)
            | Q(pk__in=Stage.objects.filter(case_number__icontains=words).values("case"))
        )
        year, dash, serial = words.partition("-")
        if dash and year.isdecimal() and serial.isdecimal() and len(year + serial) <= 12:
            match |= Q(year=int(year), serial=int(serial))
        found = found.filter(match)
    return found
