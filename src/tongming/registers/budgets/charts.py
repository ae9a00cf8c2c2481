"""The charts on a budget's page: spending by function, and 三公经费 beside the year before."""

from __future__ import annotations

import hashlib
from html import escape

from tongming.information.models import Document
from tongming.law.budget_tables import THREE
from tongming.publishing.charts import Bar, bars
from tongming.registers.budgets.models import Account, Comparison
from tongming.registers.budgets.tables import Table, shown, tables_of

UNIT = "万元"
_MOST = 12


def pictures_of(document: Document) -> str:
    """The charts of a document made from an account, while its text is what was made."""
    account = Account.objects.filter(document=document).first()
    if account is None or document.live is None:
        return ""
    text = document.live.content.body
    if hashlib.sha256(text.encode()).hexdigest() != account.page_digest:
        return ""  # the figures in the text were corrected by hand: the chart would say others
    return drawn(account)


def drawn(account: Account) -> str:
    """Every chart an account has figures for."""
    charts = []
    tables = tables_of(account.kind_of, account.tables)
    spending = next((one for one in tables if one.form.key == "expenditure"), None)
    if spending is not None and (rows := _by_function(spending)):
        charts.append(("spending", "支出按功能分类", rows))
    if rows := _three(account):
        charts.append(("three", "“三公”经费", rows))
    return "".join(
        f'<section class="after-report" aria-labelledby="chart-{key}">'
        f'<h2 id="chart-{key}">{escape(title)}</h2>{bars(key, title, UNIT, rows)}'
        f"<p>数字见正文里的表。</p></section>"
        for key, title, rows in charts
    )


def _by_function(table: Table) -> list[Bar]:
    """The coarsest codes, the largest first."""
    codes = [line.code for line in table.lines if line.code]
    coarse = [
        line
        for line in table.lines
        if line.code and not any(line.code != code and line.code.startswith(code) for code in codes)
    ]
    found = [(line.name, line.amounts_wan[0]) for line in coarse]
    rows = sorted(((name, amount) for name, amount in found if amount), key=lambda one: -one[1])
    return [Bar(name, amount, shown(amount)) for name, amount in rows[:_MOST]]


def _three(account: Account) -> list[Bar]:
    wanted = ("abroad", "vehicle_purchase", "vehicle_running", "reception")
    labels = {one.key: one.label for one, _line in THREE}
    held = {
        one.figure: one for one in account.comparisons.filter(basis=Comparison.Basis.YEAR_BEFORE)
    }
    rows = []
    for key in wanted:
        one = held.get(key)
        if one is None:
            continue
        rows.append(Bar(f"{labels[key]}", one.amount_wan, f"{shown(one.amount_wan)}（本年）"))
        if one.before_wan is not None:
            rows.append(Bar("", one.before_wan, f"{shown(one.before_wan)}（上年）", True))
    return rows
