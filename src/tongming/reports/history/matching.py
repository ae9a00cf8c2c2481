"""Whose report it is, and of which year: said where it is certain, asked where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tongming.reports.compiling.year import forms_for
from tongming.reports.document import AnnualReport
from tongming.reports.history.models import Doubt
from tongming.units.models import Unit, UnitPeriod


@dataclass(frozen=True, slots=True)
class Match:
    """The unit, if any comes into question, and what keeps it from being certain."""

    unit: Unit | None
    doubt: Doubt | None


def match(report: AnnualReport, units: Iterable[Unit], this_year: int) -> Match:
    """Only a name that is exactly one unit's, now or once, is certain; and only a year past."""
    found = _unit(_plain(report.body), list(units))
    if found.doubt is not None:
        return found
    if report.year is None:
        return Match(found.unit, Doubt.NO_YEAR)
    if not forms_for(report.year) or report.year >= this_year:
        return Match(found.unit, Doubt.WRONG_YEAR)
    return found


def _unit(body: str, units: list[Unit]) -> Match:
    if not body:
        return Match(None, Doubt.NO_NAME)
    names: dict[str, set[int]] = {}
    by_key = {unit.pk: unit for unit in units}
    for unit in units:
        names.setdefault(_plain(unit.name), set()).add(unit.pk)
    for key, name in UnitPeriod.objects.filter(unit__in=units).values_list("unit_id", "name"):
        names.setdefault(_plain(name), set()).add(key)
    exact = names.get(body, set())
    if len(exact) == 1:
        return Match(by_key[next(iter(exact))], None)
    if exact:
        return Match(None, Doubt.SEVERAL)
    for unit in units:
        names.setdefault(_plain(unit.short_name), set()).add(unit.pk)
    near = {key for name, keys in names.items() if name in body or body in name for key in keys}
    if len(near) == 1:
        return Match(by_key[next(iter(near))], Doubt.SIMILAR)
    return Match(None, Doubt.SIMILAR if near else Doubt.UNKNOWN)


def _plain(name: str) -> str:
    return "".join(name.split())
