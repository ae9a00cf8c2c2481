"""What training, meetings and accountability of a year count, as known at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.urls import reverse

from tongming.law.words import N_
from tongming.supervision.training.kinds import MeetingKind
from tongming.supervision.training.models import (
    Accountability,
    Attendance,
    Meeting,
    Recorded,
    Session,
)
from tongming.units.models import Unit

RecordedModel = TypeVar("RecordedModel", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Counted:
    """A record and how much of a figure it is."""

    title: str
    on: date
    amount: int
    note: str
    url: str


FIGURES: Mapping[str, str] = {
    "trainings": N_("{year}年举办的政府信息公开培训"),
    "trainees": N_("{year}年举办的培训的参训人次"),
    "meetings": N_("{year}年召开的政府信息公开工作会议和专题会议"),
    "accountability_cases": N_("{year}年作出决定的责任追究"),
    "accountability_people": N_("{year}年作出决定的责任追究涉及的人数"),
}
"""The figures by the row of the report that tells them, with what they count."""


def first_year(unit: Unit, at: datetime | None) -> int | None:
    """The first year of which anything is recorded; before it silence is no 0."""
    days = [
        *_known(Meeting, at).filter(unit=unit).order_by("held_on").values_list("held_on")[:1],
        *_sessions(unit, at).order_by("held_on").values_list("held_on")[:1],
        *_known(Accountability, at)
        .filter(unit=unit)
        .order_by("decided_on")
        .values_list("decided_on")[:1],
    ]
    return min((day.year for (day,) in days if day is not None), default=None)


def records_of(unit: Unit, year: int, figure: str, at: datetime | None) -> list[Counted]:
    """The records behind a figure, the oldest first; their amounts sum up to it."""
    if figure in ("trainings", "trainees"):
        return _trainings(unit, year, at, people=figure == "trainees")
    if figure == "meetings":
        found = _known(Meeting, at).filter(unit=unit, held_on__year=year)
        return [
            Counted(one.title, one.held_on, 1, MeetingKind(one.kind).label, _page(unit, year))
            for one in found.order_by("held_on", "pk")
        ]
    rows = _known(Accountability, at).filter(unit=unit, decided_on__year=year)
    counts_people = figure == "accountability_people"
    return [
        Counted(
            one.get_fault_display(),
            one.decided_on,
            one.people if counts_people else 1,
            one.get_measure_display(),
            _page(unit, year),
        )
        for one in rows.order_by("decided_on", "pk")
        if one.people or not counts_people
    ]


def figure_of(unit: Unit, year: int, figure: str, at: datetime | None) -> int:
    """A figure of a year."""
    return sum(one.amount for one in records_of(unit, year, figure, at))


def _trainings(unit: Unit, year: int, at: datetime | None, *, people: bool) -> list[Counted]:
    sessions = _sessions(unit, at).filter(held_on__year=year).order_by("held_on", "pk")
    present = _known(Attendance, at)
    found = []
    for one in sessions:
        assert one.held_on is not None
        there = present.filter(session=one).count()
        if there or not people:
            found.append(
                Counted(
                    one.title, one.held_on, there if people else 1, str(there),
                    one.get_absolute_url(),
                )
            )  # fmt: skip
    return found


def _sessions(unit: Unit, at: datetime | None) -> QuerySet[Session]:
    held = Session.objects.filter(unit=unit, state=Session.State.HELD)
    return held.filter(held_known_from__lte=at) if at is not None else held


def _known(model: type[RecordedModel], at: datetime | None) -> QuerySet[RecordedModel]:
    """What was entered by a moment and not struck out by then."""
    every = model._default_manager.all()
    if at is None:
        return every.filter(known_until=None)
    return every.filter(known_from__lte=at).filter(Q(known_until=None) | Q(known_until__gt=at))


def _page(unit: Unit, year: int) -> str:
    return reverse("training:records", args=[unit.pk]) + f"?year={year}"
