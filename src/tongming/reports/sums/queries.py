"""Kept sums for those who keep and sign them, and the public ones for everybody."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from tongming.reports.sums.models import Release, Sum
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def get_sum(person: Person, code: str, year: int, pk: int) -> Sum:
    """A kept sum, for who reviews the reports of its unit or signs there."""
    kept = Sum.objects.filter(unit__code=code, year=year, pk=pk)
    found = kept.select_related("unit", "made_by").first()
    if found is None:
        raise Http404("reports_sums.sum")
    signs = units_for(person, Right.REPORT_SIGN).filter(pk=found.unit_id).exists()
    right = Right.REPORT_SIGN if signs else Right.REPORT_REVIEW
    guard(person, right, found.unit, seen_with=right, subject=Sum)
    return found


def public_sums(unit: Unit | None = None, year: int | None = None) -> QuerySet[Release]:
    """The sums that are public, by unit, the latest year and number first."""
    rows = Release.objects.filter(state=Release.State.PUBLIC).select_related("sum__unit")
    if unit is not None:
        rows = rows.filter(sum__unit=unit)
    if year is not None:
        rows = rows.filter(sum__year=year)
    return rows.order_by("sum__unit__path", "-sum__year", "-number")


def to_sign(person: Person) -> QuerySet[Release]:
    """The sums that wait for a person's signature."""
    units = units_for(person, Right.REPORT_SIGN)
    rows = Release.objects.filter(state=Release.State.ASKED, sum__unit__in=units)
    return rows.exclude(asked_by=person).exclude(sum__made_by=person).select_related("sum__unit")


def returned(person: Person) -> QuerySet[Release]:
    """The sums a leader gave back to the office a person works in."""
    units = units_for(person, Right.REPORT_REVIEW)
    rows = Release.objects.filter(state=Release.State.RETURNED, sum__unit__in=units)
    return rows.select_related("sum__unit")


def number_replaced(code: str, year: int, number: int) -> int | None:
    """The number of the public sum that this one took the place of: the last one before it of the
    same scope and form."""
    this = public_sums(year=year).filter(sum__unit__code=code, number=number).first()
    if this is None:
        return None
    same = public_sums(this.sum.unit, year).filter(
        sum__scope=this.sum.scope, sum__form=this.sum.form, number__lt=number
    )
    return same.values_list("number", flat=True).first()
