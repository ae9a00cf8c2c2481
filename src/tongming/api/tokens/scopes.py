"""What a token may be used for, and the right its holder needs for each.

A token never gives a right: an act wants the scope, and the right of the person in the unit.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.words import N_
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, why_not


class Scope(StrEnum):
    """One kind of use: its label, and the right without which it is not offered."""

    label: str
    right: Right

    def __new__(cls, code: str, label: str = "", right: Right = Right.UNIT_VIEW) -> Self:
        made = str.__new__(cls, code)
        made._value_, made.label, made.right = code, label, right
        return made

    DUTIES_READ = "duties.read", N_("读取待办事项"), Right.UNIT_VIEW
    INFORMATION_READ = "information.read", N_("读取政府信息"), Right.INFORMATION_VIEW
    INFORMATION_WRITE = (
        "information.write",
        N_("起草政府信息、提交审核"),
        Right.INFORMATION_DRAFT,
    )
    REGISTERS_READ = "registers.read", N_("读取执法数据"), Right.REGISTER_VIEW
    REGISTERS_WRITE = "registers.write", N_("登记执法数据"), Right.REGISTER_KEEP
    APPLICATIONS_READ = "applications.read", N_("读取申请和期限"), Right.APPLICATION_VIEW
    APPLICATIONS_REGISTER = (
        "applications.register",
        N_("登记申请"),
        Right.APPLICATION_REGISTER,
    )
    APPLICATIONS_WRITE = "applications.write", N_("登记办理步骤"), Right.APPLICATION_HANDLE
    MESSAGES_READ = "messages.read", N_("读取留言"), Right.MESSAGE_VIEW
    MESSAGES_WRITE = "messages.write", N_("登记留言、拟写答复"), Right.MESSAGE_HANDLE
    REPORTS_READ = "reports.read", N_("读取年度报告数据"), Right.REPORT_VIEW
    REPORTS_WRITE = "reports.write", N_("填报年度数据"), Right.REPORT_ENTER


def open_to(person: Person, unit: Unit) -> list[Scope]:
    """What a token of this person in this unit can be used for."""
    return [scope for scope in Scope if why_not(person, scope.right, unit) is None]
