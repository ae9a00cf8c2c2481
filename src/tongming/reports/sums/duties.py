"""What sums on their way to the public ask for: a leader's signature, or another look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.law.words import N_, say
from tongming.reports.sums.models import Release
from tongming.reports.sums.queries import returned, to_sign
from tongming.units.duties import Duty
from tongming.units.models import Person

SIGN = N_("签发公布{unit}{year}年年度报告汇总")
RETURNED = N_("{unit}{year}年年度报告汇总被退回：{words}")


def sum_duties(person: Person, today: date) -> Iterator[Duty]:
    """Sums that wait for a signature, and those that came back."""
    for release in to_sign(person):
        what = say(SIGN, unit=release.sum.unit.short_name, year=release.sum.year)
        yield Duty(
            what=what, url=_place(release), button=say(N_("签发")), unit=release.sum.unit, told=what
        )
    for release in returned(person):
        what = say(
            RETURNED,
            unit=release.sum.unit.short_name, year=release.sum.year, words=release.words,
        )  # fmt: skip
        yield Duty(
            what=what, url=_place(release), button=say(N_("查看")), unit=release.sum.unit, told=what
        )


def _place(release: Release) -> str:
    kept = release.sum
    return reverse("sums:kept", args=[kept.unit.code, kept.year, kept.pk])
