"""What somebody new does first with applications."""

from __future__ import annotations

from django.urls import reverse

from tongming.law.words import N_
from tongming.units.newcomers.steps import Step
from tongming.units.roles import Role

REHEARSAL = Step(
    "rehearsal",
    50,
    N_("练一件申请：从收到到答复"),
    N_("申请是假设的，期限是真的；练错了不留痕迹，真来的时候不慌。"),
    lambda person: reverse("applications:practice"),
    roles=frozenset({Role.CLERK, Role.APPLICATION_HANDLER, Role.OFFICE_HEAD}),
)
