"""The open register of applications, and what opinions are asked on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from ninja import Router

from tongming.api.fields import PastYear, Told, UnitCode
from tongming.api.problems import answers
from tongming.applications.openness.files import SCHEMA
from tongming.applications.openness.queries import open_register, open_years
from tongming.engagement.consultations.models import Consultation
from tongming.engagement.consultations.queries import taking
from tongming.law.words import N_
from tongming.units.models import Unit
from tongming.units.queries import with_codes

router = Router(tags=[N_("申请和意见征集")])


class Years(Told):
    """The years that are told, newest first."""

    years: list[int]


class UnitName(Told):
    """A unit."""

    code: str
    name: str


class Group(Told):
    """How many applications ended so."""

    group: str
    count: int


class Record(Told):
    """Applications alike in all that is told; what is not told is null."""

    theme: str | None
    applicant: str | None
    outcome: str | None
    group: str
    days: str | None
    extended: bool | None
    consulted: bool | None
    period: str | None
    count: int


class OpenRegister(Told):
    """A year of the open register (docs/open-register.md)."""

    schema_name: str
    unit: UnitName
    year: int
    k: int
    total: int
    groups: list[Group]
    records: list[Record]
    withheld: int


class Asked(Told):
    """A draft on which opinions can be given now."""

    key: str
    unit: str
    title: str
    opened_on: date
    ends_on: date
    url: str


class AskedList(Told):
    """Them all, the one that ends first before the others."""

    items: list[Asked]


def _unit(code: str) -> Unit:
    found = with_codes([code]).first()
    if found is None:
        raise Http404("api.unit")
    return found


@router.get(
    "/units/{code}/applications",
    response=answers(Years),
    summary=N_("办理情况公开的年度"),
    description=N_("只有已经过完的年度，才公开当年办结的申请。"),
)
def application_years(request: HttpRequest, code: UnitCode) -> Years:
    return Years(years=open_years(_unit(code), localdate()))


@router.get(
    "/units/{code}/applications/{year}",
    response=answers(OpenRegister),
    summary=N_("一个年度的申请办理情况"),
    description=N_("认不出申请人：公开的每一种情况至少有规定件数的申请，其余只计入合计。"),
)
def application_year(request: HttpRequest, code: UnitCode, year: PastYear) -> OpenRegister:
    unit = _unit(code)
    found = open_register(unit, year, localdate())
    if found is None:
        raise Http404("api.year")
    data: dict[str, Any] = found.to_data()
    return OpenRegister(
        schema_name=SCHEMA, unit=UnitName(code=unit.code, name=unit.name), year=year, **data
    )


@router.get(
    "/consultations",
    response=answers(AskedList),
    summary=N_("正在征求意见的草案"),
    description=N_("先截止的在前；全文见 items，用 key 取。"),
)
def consultations(request: HttpRequest) -> AskedList:
    return AskedList(items=[_asked(one) for one in taking(localdate())])


def _asked(one: Consultation) -> Asked:
    assert one.opened_on is not None
    assert one.ends_on is not None
    comment = reverse("consulting:comment", args=[one.pk])
    return Asked(
        key=one.key,
        unit=one.unit.code,
        title=one.title,
        opened_on=one.opened_on,
        ends_on=one.ends_on,
        url=f"{settings.SITE_ADDRESS}{comment}",
    )
