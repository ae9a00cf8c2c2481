"""What there is of messages: kinds, ways, states, what becomes of one.

The days are a default (a local matter, domains.md 11); each unit sets its own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class Kind(StrEnum):
    """What a message is, and how many working days a unit has by default."""

    label: str
    days: int

    def __new__(cls, code: str, label: str = "", days: int = 15) -> Self:
        made = str.__new__(cls, code)
        made._value_, made.label, made.days = code, label, days
        return made

    QUESTION = "question", N_("咨询"), 5
    HELP = "help", N_("求助"), 15
    COMPLAINT = "complaint", N_("投诉"), 15
    SUGGESTION = "suggestion", N_("建议"), 15
    REPORT = "report", N_("举报"), 15
    OTHER = "other", N_("其他"), 15

    @property
    def accuses(self) -> bool:
        """Whether somebody is complained of, who must not get hold of it."""
        return self in (Kind.COMPLAINT, Kind.REPORT)


class Channel(Labelled):
    """How it came."""

    WEB = "web", N_("网页")
    WECHAT = "wechat", N_("微信")
    WEIBO = "weibo", N_("微博")
    PHONE = "phone", N_("电话")
    LETTER = "letter", N_("来信")
    COUNTER = "counter", N_("当面")


class State(Labelled):
    """Where it stands."""

    NEW = "new", N_("待受理")
    HANDLING = "handling", N_("办理中")
    APPROVAL = "approval", N_("待审核")
    ANSWERED = "answered", N_("已答复")
    REDIRECTED = "redirected", N_("已告知途径")
    DISMISSED = "dismissed", N_("不予办理")

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in OPEN


OPEN = (State.NEW, State.HANDLING, State.APPROVAL)


class Move(Labelled):
    """A line of the log of forwarding."""

    FORWARDED = "forwarded", N_("转办")
    RETURNED = "returned", N_("退回")
    RECALLED = "recalled", N_("收回")
    ROUTED = "routed", N_("系统转交")
    """By the rule that nobody handles a complaint about themselves."""


class Redirect(Labelled):
    """What it really was: the lawful way it is pointed to."""

    APPLICATION = "application", N_("政府信息公开申请")
    PETITION = "petition", N_("信访事项")
    REMEDY = "remedy", N_("行政复议、诉讼、仲裁等法定途径")

    @property
    def article(self) -> str:
        """What it rests on."""
        return "第二十七条、第二十九条" if self is Redirect.APPLICATION else "参照第三十九条"


class Satisfaction(Labelled):
    """What the writer says of the answer, once."""

    SATISFIED = "satisfied", N_("满意")
    MOSTLY = "mostly", N_("基本满意")
    DISSATISFIED = "dissatisfied", N_("不满意")
