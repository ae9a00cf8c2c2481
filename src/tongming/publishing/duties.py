"""What the public site asks of a person: a publication that failed never goes unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.law.words import N_, say
from tongming.publishing import queries
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, why_not


def publishing_duties(person: Person, today: date) -> Iterator[Duty]:
    """See to what could not be published, for whoever looks after the installation."""
    problems = queries.problems()
    if not problems or why_not(person, Right.UNIT_MANAGE, None, today=today) is not None:
        return
    yield Duty(
        what=say(N_("{n} 项信息没有发布成功"), n=len(problems)),
        url=reverse("publishing:index"),
        button=say(N_("查看")),
    )
