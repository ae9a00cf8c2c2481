"""The rooms of the workbench that a person may enter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from tongming.law.words import N_
from tongming.units.models import Person
from tongming.units.rights import Right, units_for, why_not


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

    def open_to(self, person: Person) -> bool:
        """Whether a person may enter."""
        if self.right is None:
            return True
        if self.everywhere:
            return why_not(person, self.right, None) is None
        return units_for(person, self.right).exists()


ROOMS = (
    Room("/work/", N_("今天要办")),
    Room("/work/information/", N_("政府信息"), Right.INFORMATION_VIEW, also=("/work/files/",)),
    Room("/work/registers/", N_("清单与登记"), Right.REGISTER_VIEW),
    Room("/work/channels/", N_("发布渠道"), Right.CHANNEL_DELIVER),
    Room("/work/applications/", N_("依申请公开"), Right.APPLICATION_VIEW),
    Room("/work/remedies/", N_("复议诉讼"), Right.REMEDY_VIEW),
    Room("/work/training/", N_("培训和会议"), Right.UNIT_VIEW),
    Room("/work/tasks/", N_("整改任务"), Right.UNIT_VIEW),
    Room("/work/reports/", N_("年度报告"), Right.REPORT_VIEW),
    Room("/work/calendar/", N_("工作日历")),
    Room("/work/ledger/", N_("办理台账"), Right.LEDGER_READ),
    Room("/work/publishing/", N_("公开网站"), Right.UNIT_MANAGE, everywhere=True),
    Room("/work/units/", N_("单位与人员"), Right.UNIT_VIEW),
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


def entries(person: Person | AnonymousUser, path: str) -> list[Entry]:
    """The rooms a person may enter; the one the page stands in is marked."""
    if isinstance(person, AnonymousUser):
        return []
    open_to = [room for room in ROOMS if has_first_page(room.path) and room.open_to(person)]
    here = max(
        (
            (len(prefix), room.path)
            for room in open_to
            for prefix in (room.path, *room.also)
            if path.startswith(prefix)
        ),
        default=(0, ""),
    )[1]
    return [Entry(room.path, gettext(room.label), room.path == here) for room in open_to]
