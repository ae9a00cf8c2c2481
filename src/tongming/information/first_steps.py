"""What somebody new does first with government information."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from tongming.information.models import Document
from tongming.law.words import N_
from tongming.units.models import Person
from tongming.units.newcomers.steps import Step
from tongming.units.roles import Role


def _has_drafted(person: Person, today: date) -> bool:
    return Document.objects.filter(created_by=person).exists()


STEPS = (
    Step(
        "draft",
        60,
        N_("起草一份政府信息"),
        N_("先定公开属性，再写内容；没有提交审核的草稿只有本单位看得到，可以放弃。"),
        lambda person: reverse("information:new"),
        roles=frozenset({Role.CLERK}),
        seen_done=_has_drafted,
    ),
    Step(
        "road",
        60,
        N_("打开一份已经公开的信息，看它是怎样审下来的"),
        N_("起草、审核、保密审查、签发、发布，每一步是谁、什么时候。"),
        lambda person: reverse("information:list"),
        roles=frozenset({Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.LEADER, Role.SUPERVISOR}),
    ),
)
