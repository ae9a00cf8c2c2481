"""What the room of people asks of a person today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Q
from django.urls import reverse

from tongming.law.citation import REGULATION, Citation
from tongming.law.words import N_, Message, say
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.organisation import gaps_in
from tongming.units.rights import Right, units_for


def protection_duty(person: Person, today: date) -> Iterator[Duty]:
    """Set up a second factor, for those whose account only a password protects."""
    if not is_mfa_enabled(person):
        yield Duty(
            what=say(N_("给您的账号设置第二种验证")),
            url=reverse("mfa_index"),
            button=say(N_("去设置")),
            personal=True,
        )


def contact_duty(person: Person, today: date) -> Iterator[Duty]:
    """Fill in where a unit is and how to call it: the guide must say so (第十二条第二款)."""
    silent = units_for(person, Right.UNIT_MANAGE, today=today).filter(
        Q(address="") | Q(phone=""), left_on=None
    )
    count = silent.count()
    first = silent.order_by("path").first()
    if first is None:
        return
    what = N_("补全{unit}等{n}个单位的地址和电话") if count > 1 else N_("补全{unit}的地址和电话")
    yield Duty(
        what=say(what, unit=first.short_name, n=count),
        url=reverse("units:edit", args=[first.pk]),
        button=say(N_("去补全")),
        article=str(Citation(REGULATION, 12, 2)),
    )


def organisation_duty(person: Person, today: date) -> Iterator[Duty]:
    """Name somebody for a place nobody holds: nothing is signed, reviewed or answered without."""
    managed = units_for(person, Right.UNIT_MANAGE, today=today).order_by("path")
    gaps = gaps_in(managed, today)
    if not gaps:
        return
    unit, missing = gaps[0]
    roles: Message = say(missing[0].role.label)
    for position in missing[1:]:
        roles = say(N_("{roles}、{role}"), roles=roles, role=say(position.role.label))
    what = (
        N_("{unit}等{n}个单位有岗位没有人：{unit}缺{roles}")
        if len(gaps) > 1
        else N_("{unit}有岗位没有人：缺{roles}")
    )
    yield Duty(
        what=say(what, unit=unit.short_name, n=len(gaps), roles=roles),
        url=reverse("units:organisation", args=[unit.pk]),
        button=say(N_("去任命")),
        article=str(missing[0].article),
        unit=unit,
    )
