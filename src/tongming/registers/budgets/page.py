"""A budget's public page: explanations, what changed and why, every table, empty ones as empty."""

from __future__ import annotations

from collections.abc import Sequence

from tongming.law.budget_tables import WORDS
from tongming.law.words import chinese_date
from tongming.registers import markup
from tongming.registers.budgets.models import Account, Comparison
from tongming.registers.budgets.tables import Table, headings, shown, signed

AGAINST = {Comparison.Basis.YEAR_BEFORE: "上年", Comparison.Basis.BUDGET: "本年预算"}


def body(account: Account, tables: Sequence[Table]) -> str:
    """The markup."""
    kind = account.kind_of
    paper = f"（{account.paper}）" if account.paper else ""
    parts = [
        markup.paragraph(
            f"本{kind.label[2:]}于{chinese_date(account.approved_on)}由{account.approver}"
            f"{'批准' if kind.is_government else '批复'}{paper}。单位：万元。"
        )
    ]
    for key, label, _required in WORDS[kind.is_government]:
        if words := account.words.get(key, "").strip():
            parts.append(markup.heading(2, label))
            parts += [markup.paragraph(line) for line in words.splitlines() if line.strip()]
    comparisons = list(account.comparisons.all())
    if comparisons:
        parts += [markup.heading(2, "增减变化"), changes(comparisons)]
    parts.append(markup.heading(2, "公开表格"))
    for number, table in enumerate(tables, start=1):
        parts.append(markup.heading(3, f"表{number} {table.form.title}"))
        if table.is_empty:
            parts.append(markup.table(headings(table.form), []))
            parts.append(markup.paragraph(f"空表说明：{table.note}"))
        else:
            parts.append(markup.table(headings(table.form), _rows(table)))
    return "".join(parts)


def _rows(table: Table) -> list[tuple[str, ...]]:
    return [
        (
            *((line.code,) if table.form.coded else ()),
            line.name,
            *(shown(amount) for amount in line.amounts_wan),
        )
        for line in table.lines
    ]


def changes(comparisons: Sequence[Comparison]) -> str:
    """Each figure beside what it is compared with, by how much it differs, and why."""
    return markup.table(
        ("项目", "本年（万元）", "对比", "对比数（万元）", "增减（万元）", "增减（%）", "原因"),
        [
            (
                one.label,
                shown(one.amount_wan),
                AGAINST[Comparison.Basis(one.basis)],
                shown(one.before_wan) or "没有可比数",
                signed(one.change_wan),
                f"{one.percent:+}" if one.percent else "",
                one.explanation or ("没有变化" if one.change_wan == 0 else ""),
            )
            for one in comparisons
        ],
    )
