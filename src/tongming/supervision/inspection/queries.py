"""Reads: the one door to each kind of object, and who sees what."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from tongming.supervision.inspection.models import (
    Account,
    Finding,
    FindingQuerySet,
    Order,
    QuarterReport,
)
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def get_finding(person: Person, right: Right, pk: int) -> Finding:
    """A finding in which a person means to do something."""
    found = Finding.objects.select_related("unit", "by", "file", "closed_by").filter(pk=pk).first()
    if found is None:
        raise Http404("supervision_inspection.finding")
    guard(person, right, found.unit, seen_with=Right.INSPECTION_VIEW, subject=Finding)
    return found


def get_order(person: Person, right: Right, pk: int) -> Order:
    """An order in which a person means to do something."""
    found = Order.objects.select_related("unit", "issuer", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("supervision_inspection.order")
    guard(person, right, found.unit, seen_with=Right.INSPECTION_VIEW, subject=Order)
    return found


def get_account(person: Person, right: Right, pk: int) -> Account:
    """An account of a unit."""
    found = Account.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("supervision_inspection.account")
    guard(person, right, found.unit, seen_with=Right.INSPECTION_VIEW, subject=Account)
    return found


def get_inspected(person: Person, right: Right, pk: int) -> Unit:
    """A unit whose inspection a person means to look at or to do."""
    found = Unit.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("units.unit")
    guard(person, right, found, seen_with=Right.INSPECTION_VIEW)
    return found


def findings_for(person: Person) -> FindingQuerySet:
    """Every finding a person may see."""
    return Finding.objects.filter(unit__in=units_for(person, Right.INSPECTION_VIEW)).select_related(
        "unit"
    )


def orders_for(person: Person) -> QuerySet[Order]:
    """Every order a person may see."""
    return Order.objects.filter(unit__in=units_for(person, Right.INSPECTION_VIEW)).select_related(
        "unit", "issuer"
    )


def reports_for(person: Person) -> QuerySet[QuarterReport]:
    """The reports of the units one sees, and the signed ones of every unit above: a 通报 is read by
    those it is about."""
    seen = units_for(person, Right.INSPECTION_VIEW)
    above: set[int] = set()
    for path in seen.values_list("path", flat=True):
        above |= {int(pk) for pk in path.strip("/").split("/")}
    return QuarterReport.objects.filter(
        Q(unit__in=seen) | Q(unit__in=above, state=QuarterReport.State.SIGNED)
    ).select_related("unit", "signed_by", "docx", "pdf")


def get_report(person: Person, pk: int, right: Right | None = None) -> QuarterReport:
    """A report a person sees, or in which they mean to do something."""
    found = reports_for(person).filter(pk=pk).first()
    if found is None:
        raise Http404("supervision_inspection.quarterreport")
    if right is not None:
        guard(person, right, found.unit, seen_with=Right.INSPECTION_VIEW, subject=QuarterReport)
    return found


def supervised_by(person: Person) -> QuerySet[Unit]:
    """The units a person inspects for: those in which they may, with units beneath them."""
    reached = units_for(person, Right.INSPECT)
    return reached.filter(children__in=reached).distinct().order_by("path")
