"""What visits come in, and what became of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.words import N_


class Way(StrEnum):
    """How somebody looked something up."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        way = str.__new__(cls, code)
        way._value_, way.label = code, label
        return way

    ASSISTED = "assisted", N_("工作人员协助查阅")
    SELF_SERVICE = "self_service", N_("自助查阅")
    PAPER = "paper", N_("查阅纸质文本")
    TAKEN = "taken", N_("索取资料")


class Satisfaction(StrEnum):
    """What the visitor thought of it; most are not asked."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        found = str.__new__(cls, code)
        found._value_, found.label = code, label
        return found

    SATISFIED = "satisfied", N_("满意")
    FAIRLY = "fairly", N_("基本满意")
    NOT = "not", N_("不满意")


class Wanted(StrEnum):
    """What a kiosk counts of one month: never who."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        wanted = str.__new__(cls, code)
        wanted._value_, wanted.label = code, label
        return wanted

    OPENED = "opened", N_("打开的信息")
    FOUND = "found", N_("查到结果的词")
    NOT_FOUND = "not_found", N_("没有查到的词")


class Why(StrEnum):
    """Why an item stands on a transfer list."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        why = str.__new__(cls, code)
        why._value_, why.label = code, label
        return why

    NEW = "new", N_("新公开")
    CHANGED = "changed", N_("更正后重新移交")
    WITHDRAWN = "withdrawn", N_("已撤回，请停止提供查阅")
