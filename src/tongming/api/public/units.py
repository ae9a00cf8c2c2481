"""The units that have a section, and what their guides say of them."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest
from ninja import Router

from tongming.api.fields import Told, UnitCode
from tongming.api.problems import answers
from tongming.law.words import N_
from tongming.portal.pages.model import Section
from tongming.portal.site.reading import codes, section_of
from tongming.units.models import Unit
from tongming.units.queries import with_codes

router = Router(tags=[N_("单位")])


class UnitLine(Told):
    """A unit with a section."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str | None
    """The code of the unit above, where that has a section too."""


class UnitList(Told):
    """Every one of them, by their place in the tree."""

    items: list[UnitLine]


class Duty(Told):
    """Who is on duty on a day, as the guide tells it."""

    day: date
    name: str
    phone: str


class Guide(Told):
    """What 第十二条第二款 asks the guide to say."""

    code: str
    name: str
    short_name: str
    level: str
    office: str
    address: str
    hours: str
    phone: str
    fax: str
    postcode: str
    email: str
    website: str
    is_demo: bool
    roster: list[Duty]


def public_section(code: str) -> Section:
    """A unit's section; 404 where it has published nothing yet."""
    found = section_of(code) if code in codes() else None
    if found is None:
        raise Http404("api.unit")
    return found


@router.get(
    "/units",
    response=answers(UnitList),
    summary=N_("有专栏的单位"),
    description=N_("已经公开过信息或者年度报告的单位，按隶属关系排列。"),
)
def units(request: HttpRequest) -> dict[str, list[UnitLine]]:
    found = list(with_codes(codes()))
    known = {unit.pk: unit.code for unit in found}
    return {"items": [_line(unit, known) for unit in found]}


def _line(unit: Unit, known: dict[int, str]) -> UnitLine:
    return UnitLine(
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        level=unit.level,
        parent=known.get(unit.parent_id) if unit.parent_id else None,
    )


@router.get(
    "/units/{code}",
    response=answers(Guide),
    summary=N_("一个单位的公开指南"),
    description=N_("公开工作机构的名称、地址、电话和值班安排，与专栏里的指南相同。"),
)
def unit(request: HttpRequest, code: UnitCode) -> Guide:
    found = public_section(code)
    return Guide(
        code=found.code,
        name=found.name,
        short_name=found.short_name,
        level=found.level.value,
        office=found.office,
        address=found.address,
        hours=found.hours,
        phone=found.phone,
        fax=found.fax,
        postcode=found.postcode,
        email=found.email,
        website=found.website,
        is_demo=found.is_demo,
        roster=[Duty(day=one.day, name=one.name, phone=one.phone) for one in found.roster],
    )
