"""Which reports a sum is made of, and the sum of them.

What a county government's own tables cover is not settled by the documents (annual_report.md marks
it [U]), so nothing is ever added silently: whoever sums says whose reports, and which version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import QuerySet
from django.urls import reverse

from tongming.law.figures import Cell, Figure
from tongming.law.forms import Form
from tongming.law.labelled import Labelled
from tongming.law.organs import Level
from tongming.law.words import N_, Message
from tongming.reports.compiling.year import forms_for
from tongming.reports.document import AnnualReport
from tongming.reports.freezing import thaw
from tongming.reports.models import FrozenReport
from tongming.reports.rollup import Part, roll_up
from tongming.reports.submissions.models import Submission
from tongming.units.models import Unit


class Scope(Labelled):
    """Whose reports are added."""

    OWN = "own", N_("本机关")
    DEPARTMENTS = "departments", N_("所属部门")
    TOWNSHIPS = "townships", N_("乡镇、街道")
    OTHERS = "others", N_("其他下级单位")
    RECEIVED = "received", N_("来自其他系统的下级单位报告")


class Basis(Labelled):
    """Which version of a report is taken."""

    PUBLISHED = "published", N_("已公布的版本")
    CLEARED = "cleared", N_("审核通过的版本")
    SUBMITTED = "submitted", N_("报送的版本")
    SIGNED = "signed", N_("最新签发的版本")


_DEPARTMENTS = (Level.COUNTY_DEPARTMENT, Level.CITY_DEPARTMENT, Level.PROVINCE_DEPARTMENT)
_TOWNSHIPS = (Level.TOWNSHIP, Level.STREET)


class Named(Protocol):
    """A unit a sum names: of this installation, or of another."""

    @property
    def code(self) -> str:
        """No other unit's of any installation."""

    @property
    def name(self) -> str:
        """The whole name, told apart from any other."""


class Signed(Protocol):
    """A signed version: our own, or one that came from another installation."""

    @property
    def version(self) -> int: ...
    @property
    def content(self) -> str: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """One report in the sum."""

    unit: Named
    frozen: Signed
    origin: Message | None = None
    """For one from another installation: the package it came in."""
    address: str = ""
    """The page of one from another installation."""

    def url(self, cell: Cell | None = None) -> str:
        """Where it opens: one of ours at the very cell."""
        if self.address or not isinstance(self.frozen, FrozenReport):
            return self.address
        report = self.frozen.report
        place = [report.unit.code, report.year, report.form]
        if cell is None:
            return reverse("reports:version", args=[*place, self.frozen.version])
        return reverse("reports:cell", args=[*place, *cell])


@dataclass(frozen=True, slots=True)
class Gathered:
    """A sum, what it is made of, and who is not in it."""

    unit: Unit
    year: int
    form: Form
    scopes: tuple[Scope, ...]
    basis: Basis
    taken: tuple[Taken, ...]
    missing: tuple[Named, ...]
    """Units in the scope that should have reported the year and have no such version."""
    report: AnnualReport | None
    """The sum; `None` where there is nothing to add."""

    def parts(self, cell: Cell) -> list[tuple[Taken, Figure]]:
        """What each report has in a cell, gaps among them."""
        return [(one, thaw(one.frozen.content).figure(cell)) for one in self.taken]


Source = Callable[[Unit, int, Form, Basis], tuple[Sequence[Taken], Sequence[Named]]]
"""What came from elsewhere for a unit, a year, a form: the reports that count by a basis, and the
units without one."""

_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Add reports from beyond this installation to the scope `RECEIVED`. Twice is once."""
    if source not in _sources:
        _sources.append(source)


def scope_of(unit: Unit, top: Unit) -> Scope:
    """Which part of a scope a unit belongs to, seen from the unit that sums."""
    if unit.pk == top.pk:
        return Scope.OWN
    if unit.level_kind in _DEPARTMENTS:
        return Scope.DEPARTMENTS
    return Scope.TOWNSHIPS if unit.level_kind in _TOWNSHIPS else Scope.OTHERS


def gather(unit: Unit, year: int, scopes: Iterable[Scope], basis: Basis) -> Gathered | None:
    """Add up; `None` for a year no report is about. The form is the year's prescribed one."""
    forms = forms_for(year)
    if not forms:
        return None
    chosen = tuple(scope for scope in Scope if scope in set(scopes))
    units = [one for one in _should_report(unit, year) if scope_of(one, unit) in chosen]
    versions = _versions(units, year, forms[0], basis)
    taken = [Taken(one, versions[one.pk]) for one in units if one.pk in versions]
    missing: list[Named] = [one for one in units if one.pk not in versions]
    for source in _sources if Scope.RECEIVED in chosen else ():
        came, absent = source(unit, year, forms[0], basis)
        taken += came
        missing += absent
    return Gathered(
        unit, year, forms[0], chosen, basis, tuple(taken), tuple(missing),
        _sum(unit, chosen, taken, missing) if taken else None,
    )  # fmt: skip


def _should_report(unit: Unit, year: int) -> QuerySet[Unit]:
    return (
        Unit.objects.filter(path__startswith=unit.path, joined_on__lt=date(year + 1, 1, 1))
        .exclude(left_on__lt=date(year, 1, 1))
        .order_by("path")
    )


def _versions(
    units: Sequence[Unit], year: int, form: Form, basis: Basis
) -> dict[int, FrozenReport]:
    rows = FrozenReport.objects.filter(
        report__unit__in=units, report__year=year, report__form=form.id
    )
    if basis is Basis.PUBLISHED:
        rows = rows.filter(publication__isnull=False)
    elif basis is Basis.CLEARED:
        rows = rows.filter(submission__state=Submission.State.CLEARED)
    elif basis is Basis.SUBMITTED:
        rows = rows.filter(
            submission__state__in=[Submission.State.SUBMITTED, Submission.State.CLEARED]
        )
    return {
        row.report.unit_id: row for row in rows.select_related("report__unit").order_by("version")
    }


def _sum(
    unit: Unit, scopes: Sequence[Scope], taken: Sequence[Taken], missing: Sequence[Named]
) -> AnnualReport:
    parts = []
    for one in taken:
        report = thaw(one.frozen.content)
        report.body = one.unit.name
        parts.append(Part(f"{one.unit.code} v{one.frozen.version}", report))
    name = f"{unit.name}（{'、'.join(scope.label for scope in scopes)}）"
    (whole,) = roll_up(parts, name)
    whole.extra["missing"] = [one.name for one in missing]
    return whole
