"""What is counted of administration: 《政府信息公开条例》第五十条第一项.

The annual report's table 2 asks for 行政许可, 行政处罚, 行政强制 and 行政事业性收费
(国办公开办函〔2021〕30号). Procurement is disclosed by 第二十条第九项 and counted
for whoever asks: no cell of the report holds it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from tongming.law.citation import REGULATION, Citation
from tongming.law.figures import Cell
from tongming.law.words import N_


class Tallied(StrEnum):
    """Something counted each month: its label, its unit, the cell it feeds where it feeds one."""

    label: str
    unit: str
    cell: Cell | None
    citation: Citation

    def __new__(
        cls,
        code: str,
        label: str = "",
        unit: str = "",
        row: str = "",
        item: int = 5,
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label, member.unit = code, label, unit
        column = "amount_wan" if unit == "元" else "decisions"
        member.cell = Cell("proactive", row, column) if row else None
        member.citation = Citation(REGULATION, 20, item=item)
        return member

    LICENCES = "licences", N_("行政许可决定"), "件", "licences", 5
    PENALTIES = "penalties", N_("行政处罚决定"), "件", "penalties", 6
    COERCION = "coercion", N_("行政强制决定"), "件", "coercion", 6
    FEES = "fees", N_("行政事业性收费金额"), "元", "fees", 8
    PROCUREMENTS = "procurements", N_("政府采购项目"), "项", "", 9
    PROCUREMENT = "procurement", N_("政府采购金额"), "元", "", 9

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in 元; else a whole number."""
        return self.unit == "元"

    @property
    def heading(self) -> str:
        """Its column in the workbook."""
        return f"{self.label}（{self.unit}）"
