"""A department budget as a town fills it in: most tables empty, the others small and right."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl

from tests.conftest import Cast
from tongming.law.budget_tables import AccountKind
from tongming.registers.budgets import actions, tables
from tongming.registers.budgets.models import Account

TODAY = date(2026, 3, 2)
EMPTY = "本单位没有相关收支，本表为空表。"
CODED = [
    ["", "合计", 320, 200, 120], ["201", "一般公共服务支出", 200, 200, ""],
    ["20103", "政府办公厅（室）及相关机构事务", 200, 200, ""],
    ["2010301", "行政运行", 200, 200, ""], ["213", "农林水支出", 120, "", 120],
]  # fmt: skip
ROWS: dict[str, list[list[Any]]] = {
    "部门收支总体情况表": [
        ["一般公共预算拨款收入", 300], ["单位资金收入", 20], ["本年收入合计", 320],
        ["上年结转结余", 5], ["收入总计", 325], ["一般公共服务支出", 200], ["农林水支出", 120],
        ["本年支出合计", 320], ["年终结转结余", 5], ["支出总计", 325],
    ],
    "部门支出总体情况表": CODED,
    "一般公共预算“三公”经费支出情况表": [
        ["合计", 8], ["因公出国（境）费", 0], ["公务用车购置及运行费", 5],
        ["公务用车购置费", ""], ["公务用车运行费", 5], ["公务接待费", 3],
    ],
}  # fmt: skip


def filled(kind: AccountKind, rows: dict[str, list[list[Any]]] | None = None) -> bytes:
    """The template with these rows; other tables told empty."""
    book = openpyxl.load_workbook(io.BytesIO(tables.template(kind, "模板")))
    for sheet in book.worksheets:
        given = (ROWS if rows is None else rows).get(sheet.title)
        for row in sheet.iter_rows(min_row=4):
            for cell in row:
                cell.value = None
        if given is None:
            sheet["B2"] = EMPTY
        for number, row in enumerate(given or (), start=4):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(
    cast: Cast, year: int = 2026, kind: AccountKind = AccountKind.DEPARTMENT_BUDGET
) -> Account:
    return actions.open_account(
        unit=cast.town, year=year, kind=kind, approved_on=date(year, 2, 10),
        approver="桦甸市财政局", paper="桦财预〔2026〕3号", by=cast.clerk, today=TODAY,
    )  # fmt: skip


def imported(cast: Cast, account: Account, content: bytes | None = None) -> Account:
    return actions.import_tables(
        account=account, content=content or filled(account.kind_of), name="预算.xlsx",
        by=cast.clerk,
    )  # fmt: skip
