"""Rating what was done: once an application, and only sums are ever shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Avg, Count

from tongming.applications.models import Application
from tongming.applications.wording import check_nothing_personal
from tongming.law.words import N_, Refused, say
from tongming.portal.applying.models import Rating
from tongming.sealing.seals import mark
from tongming.units.models import Unit

ENOUGH = 5
"""Fewer ratings could be told apart by who knows the applicants; no average is shown."""


@dataclass(frozen=True, slots=True)
class Average:
    """What applicants think of a unit."""

    stars: float
    count: int


@dataclass(frozen=True, slots=True)
class UnitRatings:
    """What a unit may know of how it is rated."""

    unit: Unit
    average: Average | None
    words: list[str]
    """In no order of time, and only once there is an average."""


def rate(*, application: Application, stars: int, words: str, today: date) -> None:
    """Rate a closed application, once. Nothing is kept that leads back to it."""
    if application.closed_on is None:
        raise Refused(say(N_("办结以后才能评价。")))
    if words.strip():
        _check_words(words)
    try:
        with transaction.atomic():
            Rating.objects.create(
                unit=application.unit, year=today.year, stars=stars, words=words.strip(),
                once=_once(application),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(say(N_("这件申请已经评价过了，谢谢。"))) from None


def is_rated(application: Application) -> bool:
    """Whether it has been rated."""
    return Rating.objects.filter(once=_once(application)).exists()


def average_of(unit: Unit) -> Average | None:
    """The average of a unit, once there are enough."""
    found = Rating.objects.filter(unit=unit).aggregate(stars=Avg("stars"), count=Count("pk"))
    if found["count"] < ENOUGH:
        return None
    return Average(round(found["stars"], 1), found["count"])


def ratings_of(units: Iterable[Unit]) -> list[UnitRatings]:
    """Each unit's ratings, as far as nobody can be told from them."""
    return [UnitRatings(unit, average_of(unit), _words_of(unit)) for unit in units]


def _words_of(unit: Unit) -> list[str]:
    if average_of(unit) is None:
        return []
    said = Rating.objects.filter(unit=unit).exclude(words="")
    # By their marks, which are random: the latest is not the last.
    return list(said.order_by("once").values_list("words", flat=True))


def _check_words(words: str) -> None:
    try:
        check_nothing_personal(words)
    except Refused:
        raise Refused(say(N_("这句话里有身份证号或者手机号，请去掉再提交。"))) from None


def _once(application: Application) -> str:
    return mark(str(application.pk), of="rating")
