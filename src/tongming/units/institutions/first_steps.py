"""What somebody new does first with institution documents."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from tongming.law.words import N_
from tongming.units.institutions.queries import unread_by
from tongming.units.models import Person
from tongming.units.newcomers.steps import Step


def _has_read(person: Person, today: date) -> bool:
    return not unread_by(person, today)


READING = Step(
    "institutions",
    25,
    N_("阅读并签收本单位的工作制度"),
    N_("怎样审查、怎样受理、谁值班，本单位自己定的规矩都在这里。"),
    lambda person: reverse("institutions:index"),
    seen_done=_has_read,
)
