"""What reading counts of a year for 一 of the annual report, as known at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from tongming.engagement.reading.models import Point, Visit
from tongming.law.words import N_
from tongming.units.models import Unit

FIGURES: Mapping[str, str] = {
    "reading_points": N_("到{year}年12月31日开放的政府信息查阅点"),
    "reading_visits": N_("{year}年查阅点登记和查询机计入的查阅"),
}
"""The figures by the row of the report that tells them, with what they count."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A record and how much of a figure it is."""

    title: str
    on: date
    amount: int
    note: str
    url: str


def first_year(unit: Unit, at: datetime | None) -> int | None:
    """The first year of which a point is known; before it silence is no 0."""
    first = _points(unit, at).order_by("since").values_list("since", flat=True).first()
    return first.year if first else None


def records_of(unit: Unit, year: int, figure: str, at: datetime | None) -> list[Counted]:
    """The records behind a figure; their amounts sum up to it. Visits stand by point and month:
    a register of thousands is read where it is kept."""
    if figure == "reading_points":
        open_then = [one for one in _points(unit, at) if _is_open(one, date(year, 12, 31), at)]
        return [
            Counted(one.name, one.since, 1, one.get_kind_display(), one.get_absolute_url())
            for one in open_then
        ]
    rows = (
        visits_of(unit, at)
        .filter(on__year=year)
        .values("point", "point__name", "on__month")
        .annotate(n=Count("pk"))
        .order_by("on__month", "point")
    )
    page = reverse("reading:visits", args=[unit.pk])
    return [
        Counted(
            row["point__name"],
            date(year, row["on__month"], 1),
            row["n"],
            gettext("{n}人次").format(n=row["n"]),
            f"{page}?month={year}-{row['on__month']:02}",
        )
        for row in rows
    ]


def figure_of(unit: Unit, year: int, figure: str, at: datetime | None) -> int:
    """A figure of a year."""
    return sum(one.amount for one in records_of(unit, year, figure, at))


def visits_of(unit: Unit, at: datetime | None = None) -> QuerySet[Visit]:
    """The visits that count, as far as was known at a moment."""
    every = Visit.objects.filter(point__unit=unit)
    if at is None:
        return every.filter(known_until=None)
    return every.filter(known_from__lte=at).filter(Q(known_until=None) | Q(known_until__gt=at))


def _points(unit: Unit, at: datetime | None) -> QuerySet[Point]:
    every = Point.objects.filter(unit=unit)
    return every.filter(made_at__lte=at) if at is not None else every


def _is_open(point: Point, day: date, at: datetime | None) -> bool:
    """What was not yet known to end was open."""
    known_to_end = point.ended_at is not None and (at is None or point.ended_at <= at)
    return point.since <= day and (not known_to_end or point.until is None or day < point.until)
