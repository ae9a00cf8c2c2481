"""What visits come in, and what became of them."""

from __future__ import annotations

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class Way(Labelled):
    """How somebody looked something up."""

    ASSISTED = "assisted", N_("工作人员协助查阅")
    SELF_SERVICE = "self_service", N_("自助查阅")
    PAPER = "paper", N_("查阅纸质文本")
    TAKEN = "taken", N_("索取资料")


class Satisfaction(Labelled):
    """What the visitor thought of it; most are not asked."""

    SATISFIED = "satisfied", N_("满意")
    FAIRLY = "fairly", N_("基本满意")
    NOT = "not", N_("不满意")


class Wanted(Labelled):
    """What a kiosk counts of one month: never who."""

    OPENED = "opened", N_("打开的信息")
    FOUND = "found", N_("查到结果的词")
    NOT_FOUND = "not_found", N_("没有查到的词")


class Why(Labelled):
    """Why an item stands on a transfer list."""

    NEW = "new", N_("新公开")
    CHANGED = "changed", N_("更正后重新移交")
    WITHDRAWN = "withdrawn", N_("已撤回，请停止提供查阅")
