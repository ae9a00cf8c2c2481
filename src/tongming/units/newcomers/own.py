"""The steps of the room of people itself."""

from __future__ import annotations

from datetime import date

from allauth.mfa.utils import is_mfa_enabled
from django.urls import reverse

from tongming.law.words import N_
from tongming.units.models import Person
from tongming.units.newcomers.steps import Step


def _protected(person: Person, today: date) -> bool:
    return bool(is_mfa_enabled(person))


def _places(person: Person) -> str:
    held = person.appointments.order_by("-since", "-pk").first()
    unit_id = held.unit_id if held else person.unit_id
    return reverse("units:organisation", args=[unit_id]) if unit_id else reverse("units:index")


STEPS = (
    Step(
        "second-factor", 10,
        N_("给账号设置第二种验证"),
        N_("密码被人知道了，别人也登录不进来。"),
        lambda person: reverse("mfa_index"),
        seen_done=_protected,
    ),
    Step(
        "colleagues", 20,
        N_("看看谁管什么：组织领导和值班表"),
        N_("审核、保密审查、签发各找谁，今天谁值班。"),
        _places,
    ),
    Step(
        "duties", 30,
        N_("看一遍今天要办的事"),
        N_("每天从这一页开始：先办逾期的，再按期限往下办。"),
        lambda person: reverse("workbench:home"),
    ),
)  # fmt: skip
