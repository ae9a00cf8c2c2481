"""Where a document stands on its way, and in whose hands."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class State(StrEnum):
    """A station of the chain; `tone` is the badge it is shown with."""

    label: str
    tone: str

    def __new__(cls, code: str, label: str = "", tone: str = "waiting") -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label, member.tone = code, label, tone
        return member

    DRAFT = "draft", N_("起草"), "draft"
    OFFICE = "office", N_("待办公室审核"), "running"
    ASSESS = "assess", N_("待公开工作机构审查"), "running"
    SECRECY = "secrecy", N_("待保密和隐私审查"), "running"
    SIGN = "sign", N_("待签发"), "running"
    SIGNED = "signed", N_("已签发，待发布"), "soon"
    SCHEDULED = "scheduled", N_("已定时发布"), "waiting"
    PUBLISHED = "published", N_("已公开"), "done"
    KEPT = "kept", N_("已签发，不主动公开"), "done"
    WITHDRAWN = "withdrawn", N_("已撤回"), "overdue"
    LEDGER = "ledger", N_("台账导入"), "waiting"
    DROPPED = "dropped", N_("已作废"), "draft"


REVIEWED = (State.OFFICE, State.ASSESS, State.SECRECY, State.SIGN)
"""Somebody is asked for an opinion."""
UNDER_WAY = (*REVIEWED, State.SIGNED, State.SCHEDULED)
"""An edit here voids what was passed."""


class StepKind(Labelled):
    """Something a person did to a version."""

    SUBMITTED = "submitted", N_("提交审核")
    OFFICE_PASSED = "office_passed", N_("办公室审核通过")
    OFFICE_SKIPPED = "office_skipped", N_("办公室负责人起草，直接送审")
    ASSESSED = "assessed", N_("公开工作机构审查通过")
    SECRECY_PASSED = "secrecy_passed", N_("保密和隐私审查通过")
    SIGNED = "signed", N_("签发")
    RETURNED = "returned", N_("退回修改")
    REFUSED = "refused", N_("退文")
    VOIDED = "voided", N_("修改后审查作废")
    SCHEDULED = "scheduled", N_("定时发布")
    UNSCHEDULED = "unscheduled", N_("取消定时")
    PUBLISHED = "published", N_("发布")
    CORRECTION_OPENED = "correction_opened", N_("开始更正")
    CORRECTION_DROPPED = "correction_dropped", N_("放弃更正")
    CORRECTED = "corrected", N_("发布更正")
    WITHDRAWN = "withdrawn", N_("撤回")
    REPEALED = "repealed", N_("废止")
    EXPIRED = "expired", N_("期满失效")
    REASSESSED = "reassessed", N_("重新评估")
    DROPPED = "dropped", N_("作废")


APPROVALS = (
    StepKind.OFFICE_PASSED,
    StepKind.ASSESSED,
    StepKind.SECRECY_PASSED,
    StepKind.SIGNED,
)
"""What an edit voids."""
