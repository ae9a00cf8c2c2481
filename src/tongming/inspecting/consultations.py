"""C18 and C19: consultations without a published result; how many there were in a year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from tongming.engagement.consultations.models import Consultation, Uptake
from tongming.information.actions.review import months_later
from tongming.law.organs import Level
from tongming.law.words import N_, say
from tongming.supervision.inspection.facts import Found
from tongming.supervision.inspection.rules import rules_of
from tongming.units.models import Unit

PORTALS = (Level.COUNTY, Level.CITY, Level.PROVINCE)
"""D-18 is a deduction of portals; a township's section has no number to reach."""


def no_result(unit: Unit, day: date) -> Iterator[Found]:
    """C18: over for longer than the rules allow, with no published result."""
    limit = rules_of(unit).settings.value("consultation_result_days")
    late = Consultation.objects.filter(
        unit=unit, state=Consultation.State.OPEN, ends_on__lt=day - timedelta(days=limit)
    ).exclude(uptake__state=Uptake.State.PUBLISHED)
    for one in late.order_by("ends_on", "pk"):
        assert one.ends_on is not None
        yield Found(
            "C18", one.key,
            say(N_("“{title}”{day}结束征集，{n}天内没有公布结果。"),
                title=one.title, day=one.ends_on, n=limit),
            {"document": one.title, "until": one.ends_on.isoformat(), "limit": limit},
            url=one.get_absolute_url(),
        )  # fmt: skip


def few(unit: Unit, day: date) -> Iterator[Found]:
    """C19: fewer in a year than the (unconfirmed) benchmark; a hint."""
    if unit.level_kind not in PORTALS:
        return
    settings = rules_of(unit).settings
    since = months_later(day, -settings.value("look_back_months"))
    opened = Consultation.objects.filter(unit=unit, opened_on__gt=since, opened_on__lte=day).count()
    if opened < settings.value("consultations"):
        yield Found(
            "C19", "consultations",
            say(N_("近一年开展征集调查{n}次，不足{wanted}次。"),
                n=opened, wanted=settings.value("consultations")),
            {"count": opened, "limit": settings.value("consultations")},
        )  # fmt: skip


CHECKS: Mapping[str, Callable[[Unit, date], Iterable[Found]]] = {"C18": no_result, "C19": few}
