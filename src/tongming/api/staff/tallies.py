"""Figures of administration: a department's month, as its own system counts it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from ninja import Router
from pydantic import ConfigDict, Field

from tongming.api.doors import Caller, Token, caller
from tongming.api.fields import Count, Given, Money, Text, Told, Year, upto
from tongming.api.problems import staff_answers
from tongming.api.tokens.scopes import Scope
from tongming.api.writing import Key, once
from tongming.law.administrative import Tallied
from tongming.law.words import N_
from tongming.registers.tallies.actions import enter
from tongming.registers.tallies.models import Entry
from tongming.registers.tallies.queries import of_year
from tongming.units.rights import Right, require

router = Router(tags=[N_("执法数据（工作）")])


class Month(Given):
    """A department's numbers of a month; what is absent was not counted."""

    department: Annotated[Text, upto(60, 1)]
    month: Annotated[str, Field(pattern=r"^(199[0-9]|20[0-9]{2}|21[0-9]{2})-(0[1-9]|1[0-2])$")]
    licences: Count | None = None
    penalties: Count | None = None
    coercion: Count | None = None
    fees: Money | None = None
    procurements: Count | None = None
    procurement: Money | None = None
    note: Annotated[Text, upto(200)] = ""
    """Why a number entered before is another now."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "department": "综合执法大队",
                    "month": "2026-02",
                    "licences": 12,
                    "penalties": 3,
                    "coercion": 0,
                    "fees": "1280.50",
                }
            ]
        },
    )


class TallyLine(Told):
    """A number that holds."""

    department: str
    month: str
    kind: str
    value: str
    unit: str


class TallyList(Told):
    """The numbers of a year that hold, the oldest month first."""

    items: list[TallyLine]


@router.get(
    "/work/tallies/{year}",
    auth=Token(Scope.REGISTERS_READ),
    response=staff_answers(TallyList),
    summary=N_("一年的执法数据"),
    description=N_("许可、处罚、强制、收费和采购，按月、按部门。更正过的只给现在的数。"),
)
def tallies(request: HttpRequest, year: Year) -> TallyList:
    who = caller(request)
    require(who.person, Right.REGISTER_VIEW, who.unit)
    return TallyList(items=[_line(one) for one in of_year(who.unit, year)])


@router.post(
    "/work/tallies",
    auth=Token(Scope.REGISTERS_WRITE),
    response=staff_answers(TallyList, 201),
    summary=N_("登记一个部门一个月的执法数据"),
    description=N_(
        "没有的填0，没有统计的不填。改动以前登记的数要写更正理由。答复是这个月现在的数。"
    ),
)
def enter_tallies(request: HttpRequest, body: Month, idempotency_key: Key = None) -> HttpResponse:
    def act(who: Caller) -> TallyList:
        month = date.fromisoformat(f"{body.month}-01")
        given = {kind: getattr(body, kind.value) for kind in Tallied}
        enter(
            unit=who.unit,
            department=body.department,
            month=month,
            values={k: Decimal(v) for k, v in given.items() if v is not None},
            by=who.person,
            today=localdate(),
            note=body.note,
        )
        held = of_year(who.unit, month.year)
        return TallyList(items=[_line(one) for one in held if one.month == month])

    return once(request, idempotency_key, act)


def _line(one: Entry) -> TallyLine:
    kind = one.kind_of
    return TallyLine(
        department=one.department,
        month=f"{one.month:%Y-%m}",
        kind=kind.value,
        value=f"{one.value:.2f}" if kind.is_money else str(int(one.value)),
        unit=kind.unit,
    )
