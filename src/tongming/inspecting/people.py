"""C35–C37: the guide, the leader, the accounts of staff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from tongming.information.actions.review import months_later
from tongming.inspecting.documents import shown
from tongming.law.words import N_, say
from tongming.ledger.models import Event
from tongming.supervision.inspection.confirming import CONFIRMED
from tongming.supervision.inspection.facts import Found
from tongming.supervision.inspection.rules import rules_of
from tongming.supervision.inspection.words import enumerated
from tongming.units.models import Appointment, Unit
from tongming.units.roles import Role

# 第十二条第二款: what the guide says of the office that does the work.
_GUIDE = {
    "office": N_("公开工作机构"),
    "address": N_("办公地址"),
    "hours": N_("办公时间"),
    "phone": N_("联系电话"),
    "fax": N_("传真号码"),
}
_TOUCHED = ("units.joined", "units.edited", "units.changed", CONFIRMED)


def guide(unit: Unit, day: date) -> Iterator[Found]:
    """C35: the guide lacks something, or nobody has touched or confirmed it for a year.

    The guide's page is made from the register of units, so the two cannot differ.
    """
    missing = [label for key, label in _GUIDE.items() if not getattr(unit, key).strip()]
    if not unit.email and not unit.website:
        missing.append(N_("互联网联系方式"))
    if missing:
        yield Found(
            "C35",
            "guide:missing",
            say(N_("公开指南缺{missing}。"), missing=enumerated(missing)),
            {"missing": missing},
            url=reverse("units:edit", args=[unit.pk]),
        )
    months = rules_of(unit).settings.value("guide_age_months")
    touched = Event.objects.filter(unit=unit, kind__in=_TOUCHED).order_by("-seq").first()
    last = localdate(touched.at) if touched else unit.joined_on
    if day > months_later(last, months):
        yield Found(
            "C35",
            "guide:age",
            say(N_("公开指南{last}以后没有更新或者核对，超过{n}个月。"), last=last, n=months),
            {"last_on": last.isoformat(), "limit": months, "limit_unit": N_("个月")},
            url=reverse("units:unit", args=[unit.pk]),
        )


_LEADERS = re.compile(r"领导(?:班子|成员|干部)?(?:信息|分工|简介|介绍|简历|名单|之窗)")
_LIFE = re.compile(r"简历|简介|出生|参加工作|毕业|学历|大学")


def leaders(unit: Unit, day: date) -> Iterator[Found]:
    """C36: the published page on leaders names who left, or lacks who leads, 简历 or 分工."""
    held = Appointment.objects.filter(unit=unit, role=Role.LEADER).select_related("person")
    now = {one.person.full_name for one in held.in_force(day)}
    left = {one.person.full_name for one in held.filter(until__lte=day)} - now
    pages = [one for one in shown(unit) if _LEADERS.search(one.title)]
    for document in pages:
        assert document.live is not None
        text = document.live.content.text
        gone = sorted(name for name in left if name in text)
        missing = [
            label
            for label, there in (
                (N_("简历"), bool(_LIFE.search(text))),
                (N_("分工"), bool(re.search("分工|分管|负责|主持", text))),
            )
            if not there
        ]
        if gone:
            yield Found(
                "C36",
                f"{document.key}:left",
                say(
                    N_("“{title}”里还有已经离任的{names}。"),
                    title=document.title, names="、".join(gone),
                ),
                {"document": document.title, "person": gone},
                url=document.get_absolute_url(),
            )  # fmt: skip
        if missing and not document.live.content.files:
            yield Found(
                "C36",
                f"{document.key}:missing",
                say(
                    N_("“{title}”缺{missing}。"), title=document.title, missing=enumerated(missing)
                ),
                {"document": document.title, "missing": missing},
                url=document.get_absolute_url(),
            )
    if pages and not any(document.live.content.files for document in pages if document.live):
        texts = "".join(one.live.content.text for one in pages if one.live)
        unnamed = sorted(name for name in now if name not in texts)
        if unnamed:
            yield Found(
                "C36",
                "leaders:unnamed",
                say(N_("领导信息里没有{names}。"), names="、".join(unnamed)),
                {"person": unnamed},
                url=pages[0].get_absolute_url(),
            )


_EDITORS = (Role.CLERK, Role.OFFICE_HEAD)


def idle(unit: Unit, day: date) -> Iterator[Found]:
    """C37: somebody who edits has not signed in for so many days."""
    limit = rules_of(unit).settings.value("idle_login_days")
    editors = Appointment.objects.in_force(day).filter(
        Q(unit=unit), role__in=_EDITORS, person__is_active=True
    )
    seen: set[int] = set()
    for one in editors.select_related("person").order_by("person"):
        person = one.person
        if person.pk in seen:
            continue
        seen.add(person.pk)
        # An account is not idle before its holder has had the time.
        since = max(localdate(person.last_login or person.created_at), one.since)
        days = (day - since).days
        if days > limit:
            yield Found(
                "C37",
                f"person:{person.pk}",
                say(N_("{name}已经{n}天没有登录。"), name=person.full_name, n=days),
                {
                    "person": person.full_name,
                    "age_days": days,
                    "limit": limit,
                    "limit_unit": N_("天"),
                },
                url=reverse("units:person", args=[person.pk]),
            )


CHECKS: Mapping[str, Callable[[Unit, date], Iterable[Found]]] = {
    "C35": guide,
    "C36": leaders,
    "C37": idle,
}
