"""What meetings and accountability come in."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.citation import REGULATION, Citation
from tongming.law.labelled import Labelled
from tongming.law.words import N_


class MeetingKind(Labelled):
    """A meeting about disclosure work."""

    WORK = "work", N_("政府信息公开工作会议")
    SPECIAL = "special", N_("专题会议")


class Fault(StrEnum):
    """What somebody answers for, in the order of 第五十二条 and 第五十三条."""

    label: str
    article: str

    def __new__(cls, code: str, label: str = "", article: str = "") -> Self:
        fault = str.__new__(cls, code)
        fault._value_, fault.label, fault.article = code, label, article
        return fault

    NO_MECHANISM = (
        "no_mechanism",
        N_("没有建立健全有关制度、机制"),
        str(Citation(REGULATION, 52)),
    )
    DUTY_NOT_DONE = (
        "duty_not_done",
        N_("不依法履行政府信息公开职能"),
        str(Citation(REGULATION, 53, None, 1)),
    )
    NOT_UPDATED = (
        "not_updated",
        N_("不及时更新公开的信息内容、公开指南和公开目录"),
        str(Citation(REGULATION, 53, None, 2)),
    )
    OTHER = "other", N_("违反条例规定的其他情形"), str(Citation(REGULATION, 53, None, 3))


class Measure(Labelled):
    """What came of it."""

    CORRECTION = "correction", N_("责令改正")
    CRITICISM = "criticism", N_("通报批评")
    SANCTION = "sanction", N_("处分")
    CRIMINAL = "criminal", N_("移送追究刑事责任")
