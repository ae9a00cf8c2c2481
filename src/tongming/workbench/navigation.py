"""The rooms of the workbench that a person may enter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate
from django.utils.translation import gettext

from tongming.law.words import N_
from tongming.units.models import Person
from tongming.units.rights import Right, why_not


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the navigation: where it leads, its name, and the right it asks for."""

    path: str
    label: str
    right: Right | None = None
    everywhere: bool = False
    """Whether the right must reach the whole installation."""
    also: tuple[str, ...] = ()
    """Addresses without an entry of their own that belong here."""
    group: str = ""
    """The heading it stands under; empty for what stands before all."""

    def open_to(self, person: Person, roles: set[str]) -> bool:
        """Whether a person who holds these roles somewhere today may enter."""
        if self.right is None:
            return True
        if not self.right.holders & roles:
            return False
        return not self.everywhere or why_not(person, self.right, None) is None


PUBLIC, ASKED, TALKED, WATCHED, KEPT = (
    N_("主动公开"),
    N_("申请和救济"),
    N_("互动回应"),
    N_("监督和年报"),
    N_("管理"),
)
"""The groups, in the order of the law's chapters; the first room stands before them."""

ROOMS = (
    Room("/work/", N_("今天要办")),
    Room(
        "/work/information/",
        N_("政府信息"),
        Right.INFORMATION_VIEW,
        also=("/work/files/",),
        group=PUBLIC,
    ),
    Room("/work/registers/", N_("清单与登记"), Right.REGISTER_VIEW, group=PUBLIC),
    Room("/work/channels/", N_("发布渠道"), Right.CHANNEL_DELIVER, group=PUBLIC),
    Room("/work/reading/", N_("查阅服务"), Right.READING_VIEW, group=PUBLIC),
    Room("/work/applications/", N_("依申请公开"), Right.APPLICATION_VIEW, group=ASKED),
    Room("/work/remedies/", N_("复议诉讼"), Right.REMEDY_VIEW, group=ASKED),
    Room("/work/messages/", N_("市民留言"), Right.MESSAGE_VIEW, group=TALKED),
    Room("/work/topics/", N_("热点与舆情"), Right.OPINION_VIEW, group=TALKED),
    Room(
        "/work/consultations/",
        N_("征集和评议"),
        Right.CONSULTATION_VIEW,
        also=("/work/assessment/",),
        group=TALKED,
    ),
    Room("/work/matters/", N_("督办事项"), Right.MATTER_VIEW, group=WATCHED),
    Room("/work/inspection/", N_("检查与整改"), Right.INSPECTION_VIEW, group=WATCHED),
    Room("/work/crawling/", N_("网页巡查"), Right.INSPECTION_VIEW, group=WATCHED),
    Room("/work/tasks/", N_("整改任务"), Right.UNIT_VIEW, group=WATCHED),
    Room("/work/training/", N_("培训和会议"), Right.UNIT_VIEW, group=WATCHED),
    Room(
        "/work/reports/",
        N_("年度报告"),
        Right.REPORT_VIEW,
        also=("/work/submissions/", "/work/sums/", "/work/history/"),
        group=WATCHED,
    ),
    Room("/work/exchange/", N_("系统间交换"), Right.EXCHANGE_VIEW, group=WATCHED),
    Room("/work/calendar/", N_("工作日历"), group=KEPT),
    Room("/work/ledger/", N_("办理台账"), Right.LEDGER_READ, group=KEPT),
    Room("/work/publishing/", N_("公开网站"), Right.UNIT_MANAGE, everywhere=True, group=KEPT),
    Room(
        "/work/units/",
        N_("单位与人员"),
        Right.UNIT_VIEW,
        also=("/work/tokens/",),
        group=KEPT,
    ),
)


@lru_cache(maxsize=len(ROOMS))
def has_first_page(path: str) -> bool:
    """Whether the room is installed and answers at its address."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation as one person sees it on one page."""

    path: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Rooms under one heading."""

    label: str
    entries: tuple[Entry, ...]


def groups(person: Person | AnonymousUser, path: str) -> list[Group]:
    """The rooms a person may enter, by their headings; the one the page stands in is marked."""
    if isinstance(person, AnonymousUser):
        return []
    held = person.appointments.in_force(localdate()).values_list("role", flat=True)
    roles = set(held) if person.is_active else set()
    open_to = [room for room in ROOMS if has_first_page(room.path) and room.open_to(person, roles)]
    here = max(
        (
            (len(prefix), room.path)
            for room in open_to
            for prefix in (room.path, *room.also)
            if path.startswith(prefix)
        ),
        default=(0, ""),
    )[1]
    return [
        Group(
            gettext(label) if label else "",
            tuple(Entry(room.path, gettext(room.label), room.path == here) for room in rooms),
        )
        for label, rooms in groupby(open_to, key=lambda room: room.group)
    ]
