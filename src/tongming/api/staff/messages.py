"""Messages: entered from a hotline or a hall, accepted, answered for somebody to approve."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from ninja import Query, Router
from pydantic import ConfigDict

from tongming.api.doors import Caller, Token, caller
from tongming.api.fields import Day, Given, Limit, Text, Told, Yes, upto
from tongming.api.problems import staff_answers
from tongming.api.staff.common import BeforePk, Number, SecondNumber, work_address
from tongming.api.tokens.scopes import Scope
from tongming.api.writing import Key, once
from tongming.engagement.messages import actions
from tongming.engagement.messages.actions.answering import MOST_ANSWER
from tongming.engagement.messages.actions.writing import (
    MOST_TEXT,
    MOST_TITLE,
    Contact,
    Written,
)
from tongming.engagement.messages.kinds import Channel, Kind
from tongming.engagement.messages.models import Message
from tongming.engagement.messages.queries import get_numbered, messages_for
from tongming.law.words import N_, Refused, say
from tongming.units.models import Unit
from tongming.units.queries import with_codes
from tongming.units.rights import Right

router = Router(tags=[N_("市民留言（工作）")])

State = Literal["new", "handling", "approval", "answered", "redirected", "dismissed"]


class Writer(Given):
    """Who wrote, as far as they say: sealed here, and given out again by no operation."""

    name: Annotated[Text, upto(60)] = ""
    phone: Annotated[Text, upto(40)] = ""
    email: Annotated[Text, upto(120)] = ""
    address: Annotated[Text, upto(200)] = ""


class Came(Given):
    """A message that came by telephone, letter, WeChat, Weibo or at the counter."""

    kind: Kind
    channel: Literal["wechat", "weibo", "phone", "letter", "counter"]
    received_on: Day
    title: Annotated[Text, upto(MOST_TITLE, 1)]
    text: Annotated[Text, upto(MOST_TEXT, 1)]
    writer: Writer = Writer()
    may_publish: Yes = False
    complained_unit: Annotated[Text, upto(60)] = ""
    """The code of the unit complained of: it never gets the message."""
    complained_of: Annotated[Text, upto(200)] = ""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "kind": "question",
                    "channel": "phone",
                    "received_on": "2026-03-10",
                    "title": "农村危房改造怎样申请",
                    "text": "请问今年农村危房改造补助什么时候开始申请，要哪些材料？",
                    "writer": {"phone": "13800000000"},
                    "may_publish": True,
                }
            ]
        },
    )


class Answer(Given):
    """An answer, for another person to approve."""

    answer: Annotated[Text, upto(MOST_ANSWER, 1)]

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"answer": "4月1日起到村委会申请，带身份证和户口簿。"}]},
    )


class Acceptance(Given):
    """A message taken up, and what kind it really is."""

    kind: Kind | None = None

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"kind": "question"}]}
    )


class MessageLine(Told):
    """A message, what is personal in it masked."""

    number: str
    unit: str
    kind: str
    channel: str
    state: str
    title: str
    sent_at: datetime
    due_on: date
    is_late: bool
    url: str


class MessagePage(Told):
    """A page of messages, the newest first."""

    items: list[MessageLine]
    next: int | None


class MessageTold(MessageLine):
    """A message whole, masked, with the answer as it stands."""

    text: str
    answer: str
    sent_back_reason: str


class Registered(MessageLine):
    """A message just entered, with the code its writer follows it by: told this once."""

    code: str


@router.get(
    "/work/messages",
    auth=Token(Scope.MESSAGES_READ),
    response=staff_answers(MessagePage),
    summary=N_("本单位的留言"),
    description=N_("新的在前，个人信息已遮盖。投诉持有人自己的留言看不到。"),
)
def work_messages(
    request: HttpRequest,
    state: Annotated[State | None, Query(description=N_("办理状态"), examples=["new"])] = None,
    before: BeforePk = None,
    limit: Limit = 20,
) -> MessagePage:
    who = caller(request)
    found = messages_for(who.person).filter(unit=who.unit)
    if state is not None:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: limit + 1])
    shown = rows[:limit]
    return MessagePage(
        items=[MessageLine(**_line(one)) for one in shown],
        next=shown[-1].pk if len(rows) > limit else None,
    )


@router.get(
    "/work/messages/{number}",
    auth=Token(Scope.MESSAGES_READ),
    response=staff_answers(MessageTold),
    summary=N_("一条留言"),
    description=N_("内容（已遮盖）、期限和答复。"),
)
def message(request: HttpRequest, number: Number) -> MessageTold:
    who = caller(request)
    return _told(get_numbered(who.person, Right.MESSAGE_VIEW, who.unit, number))


@router.post(
    "/work/messages",
    auth=Token(Scope.MESSAGES_WRITE),
    response=staff_answers(Registered, 201),
    summary=N_("登记一条留言"),
    description=N_("电话、来信、微信、微博、当面的留言。投诉、举报不会交给被投诉的单位。"),
)
def register_message(request: HttpRequest, body: Came, idempotency_key: Key = None) -> HttpResponse:
    def act(who: Caller) -> Registered:
        made, code = actions.register(
            unit=who.unit,
            written=Written(
                kind=body.kind,
                title=body.title,
                text=body.text,
                contact=Contact(**body.writer.model_dump()),
                may_publish=body.may_publish,
                complained_unit=_complained(body.complained_unit),
                complained_of=body.complained_of,
            ),
            channel=Channel(body.channel),
            received_on=body.received_on,
            by=who.person,
            today=localdate(),
        )
        return Registered(**_line(made), code=code)

    return once(request, idempotency_key, act)


@router.post(
    "/work/messages/{number}/accept",
    auth=Token(Scope.MESSAGES_WRITE),
    response=staff_answers(MessageTold),
    summary=N_("受理一条留言"),
    description=N_("由令牌的持有人承办。"),
)
def accept_message(
    request: HttpRequest, number: Number, body: Acceptance, idempotency_key: Key = None
) -> HttpResponse:
    def act(who: Caller) -> MessageTold:
        found = get_numbered(who.person, Right.MESSAGE_HANDLE, who.unit, number)
        actions.accept(
            message=found, kind=body.kind, handler=None, by=who.person, today=localdate()
        )
        return _told(get_numbered(who.person, Right.MESSAGE_VIEW, who.unit, number))

    return once(request, idempotency_key, act, status=200)


@router.post(
    "/work/messages/{number}/answer",
    auth=Token(Scope.MESSAGES_WRITE),
    response=staff_answers(MessageTold),
    summary=N_("拟写答复，送审核"),
    description=N_("由另一个人在工作台审核后，留言人才看得到。"),
)
def answer_message(
    request: HttpRequest, number: SecondNumber, body: Answer, idempotency_key: Key = None
) -> HttpResponse:
    def act(who: Caller) -> MessageTold:
        found = get_numbered(who.person, Right.MESSAGE_HANDLE, who.unit, number)
        actions.draft(message=found, answer=body.answer, by=who.person, today=localdate())
        return _told(get_numbered(who.person, Right.MESSAGE_VIEW, who.unit, number))

    return once(request, idempotency_key, act, status=200)


def _complained(code: str) -> Unit | None:
    if not code:
        return None
    found = with_codes([code]).first()
    if found is None:
        raise Refused(say(N_("没有代码是“{code}”的单位。"), code=code))
    return found


def _line(one: Message) -> dict[str, Any]:
    return {
        "number": one.number,
        "unit": one.unit.code,
        "kind": one.kind,
        "channel": one.channel,
        "state": one.state,
        "title": one.title,
        "sent_at": one.sent_at,
        "due_on": one.due_on,
        "is_late": one.is_late,
        "url": work_address(one.get_absolute_url()),
    }


def _told(one: Message) -> MessageTold:
    return MessageTold(
        **_line(one), text=one.text, answer=one.answer, sent_back_reason=one.sent_back_reason
    )
