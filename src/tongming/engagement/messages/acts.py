"""Each act on a message as its page has it: the form, what the form is for, the verb behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongming.engagement.messages import actions
from tongming.engagement.messages.forms import (
    AcceptForm,
    AnswerForm,
    AssignForm,
    ComplainedForm,
    ExtendForm,
    ForwardForm,
    MessageForm,
    ReasonForm,
    RedirectForm,
    WordForm,
)
from tongming.engagement.messages.kinds import Kind, Redirect, State
from tongming.engagement.messages.models import Message
from tongming.law.words import N_
from tongming.units.models import Person
from tongming.units.rights import Right

Do = Callable[[Message, dict[str, Any], Person, date], None]


@dataclass(frozen=True, slots=True)
class Act:
    """One page with one form."""

    right: Right
    form: type[MessageForm]
    heading: str
    button: str
    do: Do
    states: tuple[State, ...]
    """In which it is offered; the verb itself decides."""
    done: str = N_("已办理。")
    help: str = ""
    weight: str = "quiet"
    """How its button looks: main, quiet, danger."""


_BEFORE = (State.NEW, State.HANDLING)
_OPEN = (*_BEFORE, State.APPROVAL)

ACTS: dict[str, Act] = {
    "accept": Act(
        Right.MESSAGE_HANDLE, AcceptForm, N_("受理留言"), N_("受理"),
        lambda message, given, by, today: actions.accept(
            message=message, kind=Kind(given["kind"]), handler=given["handler"], by=by, today=today
        ),
        (State.NEW,), N_("已受理。"), weight="main",
    ),
    "answer": Act(
        Right.MESSAGE_HANDLE, AnswerForm, N_("写答复"), N_("送审核"),
        lambda message, given, by, today: actions.draft(
            message=message, answer=given["answer"], by=by, today=today
        ),
        (State.HANDLING, State.APPROVAL), N_("答复已送审核。"),
        N_("由另一个人审核后，留言人才看得到。"), "main",
    ),
    "send_back": Act(
        Right.MESSAGE_APPROVE, ReasonForm, N_("退回修改"), N_("退回修改"),
        lambda message, given, by, today: actions.send_back_draft(
            message=message, reason=given["reason"], by=by, today=today
        ),
        (State.APPROVAL,), N_("已退回修改。"),
    ),
    "forward": Act(
        Right.MESSAGE_HANDLE, ForwardForm, N_("转办"), N_("转办"),
        lambda message, given, by, today: actions.forward(
            message=message, to=given["to"], reason=given["reason"], by=by, today=today
        ),
        _BEFORE, N_("已转办。"), N_("投诉、举报不能转给被投诉的单位。"),
    ),
    "return": Act(
        Right.MESSAGE_HANDLE, ReasonForm, N_("退回转来的单位"), N_("退回"),
        lambda message, given, by, today: actions.return_to_sender(
            message=message, reason=given["reason"], by=by, today=today
        ),
        _BEFORE, N_("已退回。"),
    ),
    "assign": Act(
        Right.MESSAGE_HANDLE, AssignForm, N_("换承办人"), N_("交办"),
        lambda message, given, by, today: actions.assign(
            message=message, handler=given["handler"], by=by
        ),
        (State.HANDLING, State.APPROVAL), N_("已交办。"),
    ),
    "complained": Act(
        Right.MESSAGE_HANDLE, ComplainedForm, N_("写明被投诉的单位或者人"), N_("保存"),
        lambda message, given, by, today: actions.name_complained(
            message=message, unit=given["unit"], person=given["person"], by=by
        ),
        _BEFORE, N_("已写明。"), N_("被投诉的一方看不到留言和留言人。不是下面这些的，留空保存。"),
    ),
    "extend": Act(
        Right.MESSAGE_APPROVE, ExtendForm, N_("延期"), N_("延期"),
        lambda message, given, by, today: actions.extend(
            message=message, days=given["days"], reason=given["reason"], by=by, today=today
        ),
        (State.HANDLING, State.APPROVAL), N_("已延期。"),
    ),
    "redirect": Act(
        Right.MESSAGE_HANDLE, RedirectForm, N_("告知其他途径"), N_("告知并办结"),
        lambda message, given, by, today: actions.redirect(
            message=message, to=Redirect(given["to"]), words=given["words"], by=by, today=today
        ),
        _OPEN, N_("已告知。"), N_("留言实际上是政府信息公开申请、信访或者另有法定途径的。"),
    ),
    "dismiss": Act(
        Right.MESSAGE_APPROVE, ReasonForm, N_("不予办理"), N_("不予办理"),
        lambda message, given, by, today: actions.dismiss(
            message=message, reason=given["reason"], by=by, today=today
        ),
        _OPEN, N_("已按不予办理办结。"), N_("广告、谩骂、重复的留言。原文照样保存。"), "danger",
    ),
    "word": Act(
        Right.MESSAGE_PUBLISH, WordForm, N_("修改公开文本"), N_("保存"),
        lambda message, given, by, today: actions.word(
            message=message, by=by, title=given["title"], text=given["text"],
            answer=given["answer"],
        ),
        (State.ANSWERED,), N_("公开文本已保存，由另一个人核对后公开。"),
        N_("只改网上显示的文字，留言原文和给留言人的答复不变。"),
    ),
    "keep_back": Act(
        Right.MESSAGE_PUBLISH, ReasonForm, N_("不公开"), N_("不公开"),
        lambda message, given, by, today: actions.keep_back(
            message=message, reason=given["reason"], by=by, today=today
        ),
        (State.ANSWERED,), N_("已决定不公开。"),
    ),
    "unpublish": Act(
        Right.MESSAGE_PUBLISH, ReasonForm, N_("撤回公开"), N_("撤回"),
        lambda message, given, by, today: actions.unpublish(
            message=message, reason=given["reason"], by=by, today=today
        ),
        (State.ANSWERED,), N_("已撤回。"), N_("网页会写明撤回的日期和原因。"), "danger",
    ),
}  # fmt: skip
"""By the last part of their address, in the order their buttons stand."""


def offered(message: Message, name: str) -> bool:
    """Whether a button for it makes sense now."""
    if message.state_of not in ACTS[name].states:
        return False
    if name == "return":
        return message.forwards.exists()
    if name == "complained":
        return message.kind_of.accuses
    if name == "extend":
        return message.extended_from is None
    if name == "word":
        return not message.is_public and message.may_publish
    if name == "keep_back":
        return message.published_at is None and message.may_publish and not message.kept_back_reason
    if name == "unpublish":
        return message.is_public
    return True
