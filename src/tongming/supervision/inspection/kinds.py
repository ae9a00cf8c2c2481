"""What orders and accounts come in."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class OrderState(StrEnum):
    """How far an order has come."""

    label: str
    awaits_unit: bool

    def __new__(cls, code: str, label: str = "", awaits_unit: bool = False) -> Self:
        state = str.__new__(cls, code)
        state._value_, state.label, state.awaits_unit = code, label, awaits_unit
        return state

    ISSUED = "issued", N_("待签收"), True
    RECEIVED = "received", N_("整改中"), True
    ANSWERED = "answered", N_("待复查")
    RETURNED = "returned", N_("退回再整改"), True
    CLOSED = "closed", N_("已办结")
    WITHDRAWN = "withdrawn", N_("已撤销")

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self in (OrderState.CLOSED, OrderState.WITHDRAWN)


class StepKind(Labelled):
    """What happens to an order."""

    ISSUED = "issued", N_("发出整改通知")
    RECEIVED = "received", N_("签收")
    ANSWERED = "answered", N_("报送整改情况")
    LOOKED = "looked", N_("复查")
    RETURNED = "returned", N_("退回再整改")
    CRITICISED = "criticised", N_("通报批评")
    CLOSED = "closed", N_("办结")
    WITHDRAWN = "withdrawn", N_("撤销")


class Platform(Labelled):
    """Where an account is; those of publishing.channels by the same names."""

    WECHAT = "wechat", N_("微信公众号")
    WEIBO = "weibo", N_("新浪微博")
    CHANNELS = "channels", N_("微信视频号")
    DOUYIN = "douyin", N_("抖音")
    TOUTIAO = "toutiao", N_("今日头条")
    APP = "app", N_("移动客户端（APP）")
    OTHER = "other", N_("其他平台")
