"""What consultations of a year count in 一 of the annual report, as known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tongming.engagement.consultations.models import Consultation
from tongming.engagement.consultations.queries import published_uptakes
from tongming.law.words import N_
from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class Counted:
    """A record and how much of a figure it is."""

    title: str
    on: date
    amount: int
    note: str
    url: str


FIGURES = {
    "consultations": N_("{year}年公布的意见征集"),
    "consultation_comments": N_("{year}年公布采纳情况的意见征集收到的来稿"),
    "consultation_adopted": N_("{year}年公布的采纳情况里采纳和部分采纳的意见"),
}
"""The figures of 一 by the row of the report that tells them, with what they count."""


def first_year(unit: Unit, at: datetime | None) -> int | None:
    """The first year in which one was opened; before it silence is no 0."""
    first = _opened(unit, at).order_by("opened_on").first()
    return first.opened_on.year if first and first.opened_on else None


def records_of(unit: Unit, year: int, figure: str, at: datetime | None) -> list[Counted]:
    """The records behind a figure, the oldest first; their amounts sum up to it."""
    if figure == "consultations":
        return [
            Counted(one.title, one.opened_on, 1, one.get_state_display(), one.get_absolute_url())
            for one in _opened(unit, at).filter(opened_on__year=year).order_by("opened_at", "pk")
            if one.opened_on is not None
        ]
    found = published_uptakes().filter(consultation__unit=unit, published_at__year=year)
    if at is not None:
        found = found.filter(published_at__lte=at)
    rows = []
    for one in found:
        assert one.published_at is not None
        frozen = {line["key"]: line["value"] for line in (one.frozen or {})["figures"]}
        amount = (
            frozen["comments"]
            if figure == "consultation_comments"
            else frozen["adopted"] + frozen["partly"]
        )
        if amount:
            rows.append(
                Counted(
                    one.consultation.title, localdate(one.published_at), amount, str(amount),
                    one.get_absolute_url(),
                )
            )  # fmt: skip
    return rows


def figure_of(unit: Unit, year: int, figure: str, at: datetime | None) -> int:
    """A figure of a year."""
    return sum(one.amount for one in records_of(unit, year, figure, at))


def _opened(unit: Unit, at: datetime | None) -> QuerySet[Consultation]:
    opened = Consultation.objects.filter(unit=unit).exclude(opened_at=None)
    return opened.filter(opened_at__lte=at) if at is not None else opened
