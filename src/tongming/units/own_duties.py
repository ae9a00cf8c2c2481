"""What the room of people asks of a person today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from allauth.mfa.utils import is_mfa_enabled
from django.urls import reverse

from tongming.law.words import N_, say
from tongming.units.duties import Duty
from tongming.units.models import Person


def protection_duty(person: Person, today: date) -> Iterator[Duty]:
    """Set up a second factor, for those whose account only a password protects."""
    if not is_mfa_enabled(person):
        yield Duty(
            what=say(N_("给您的账号设置第二种验证")),
            url=reverse("mfa_index"),
            button=say(N_("去设置")),
        )
