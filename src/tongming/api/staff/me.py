"""Who a token is, and what its holder has to do in the unit."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from ninja import Router

from tongming.api.doors import Token, caller
from tongming.api.fields import Told
from tongming.api.problems import staff_answers
from tongming.api.staff.common import work_address
from tongming.api.tokens.scopes import Scope
from tongming.law.words import N_
from tongming.units.duties import Duty, duties_for

router = Router(tags=[N_("令牌和待办")])


class Holder(Told):
    """A token as its program may know it."""

    token: str
    unit: str
    person: str
    scopes: list[str]
    expires_on: date


class DutyLine(Told):
    """Something to do."""

    what: str
    due: date | None
    working_days_left: int | None
    article: str
    turn: str
    """act: the holder's own; waiting: somebody else's."""
    url: str


class DutyList(Told):
    """What is overdue, to do, waited for: in that order, the nearest term first."""

    overdue: list[DutyLine]
    now: list[DutyLine]
    waiting: list[DutyLine]


@router.get(
    "/work/me",
    auth=Token(),
    response=staff_answers(Holder),
    summary=N_("这个令牌是谁的、能做什么"),
    description=N_("令牌所属的单位、持有人、权限范围和有效期。不要求任何权限范围。"),
)
def me(request: HttpRequest) -> Holder:
    who = caller(request)
    return Holder(
        token=who.token.prefix,
        unit=who.unit.code,
        person=who.person.full_name,
        scopes=[scope.value for scope in who.token.scopes_of],
        expires_on=who.token.expires_on,
    )


@router.get(
    "/work/duties",
    auth=Token(Scope.DUTIES_READ),
    response=staff_answers(DutyList),
    summary=N_("本单位的待办事项"),
    description=N_("持有人在本单位要办的、在等的事，和工作台首页相同，各有期限和条文。"),
)
def duties(request: HttpRequest) -> DutyList:
    who = caller(request)
    found = duties_for(who.person, localdate())

    def lines(group: list[Duty]) -> list[DutyLine]:
        mine = (one for one in group if one.unit is not None and one.unit.pk == who.unit.pk)
        return [_line(one) for one in mine]

    return DutyList(
        overdue=lines(found.overdue), now=lines(found.now), waiting=lines(found.waiting)
    )


def _line(duty: Duty) -> DutyLine:
    return DutyLine(
        what=duty.what.render(gettext),
        due=duty.due,
        working_days_left=duty.working_days_left,
        article=duty.article,
        turn=duty.kind.value,
        url=work_address(duty.url),
    )
