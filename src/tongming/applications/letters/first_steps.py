"""What a unit says once before its letters can go out in every way."""

from __future__ import annotations

from django.urls import reverse

from tongming.applications.letters.places import settings_of
from tongming.law.words import N_
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, why_not
from tongming.units.setting_up import SetUp


def _address(unit: Unit, person: Person) -> str:
    if why_not(person, Right.LETTER_MANAGE, unit) is not None:
        return ""
    return reverse("applications:letters:settings", args=[unit.pk]) + "#id_online_review"


ONLINE_REVIEW = SetUp(
    N_("填写网上申请行政复议的渠道"),
    N_("网上送达的答复要写明它；没有填，申请人要求网上答复时不能发出。"),
    N_("《行政复议法》第二十二条第二款"),
    _address,
    lambda unit: bool(settings_of(unit).online_review.strip()),
)
