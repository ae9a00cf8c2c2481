"""The standard tables of budgets, final accounts and 三公经费, and the sums that must hold in them.

《预算法》第十四条 (what is published within 20 days, what is explained);
《预算法实施条例》第六条 (spending by function down to 项, basic spending by economic class down
to 款). A township is a level of budget and a unit with one: four rows of the standard catalogue.
Amounts are 万元.

Tables come in two shapes. *Coded* tables have a 科目编码: a code's amount is the sum of the next
finer codes that begin with it, and 合计 the sum of the coarsest. *Lines* have named rows and rules
between them. Where finer codes are not given nothing is summed: the tables show what is asked, not
more. Tables marked unverified are usual and may be left empty like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

from tongming.law.terms import Mark
from tongming.law.words import N_

TOTAL = "合计"


class AccountKind(StrEnum):
    """Whose money, planned or spent."""

    label: str
    word: str
    """What its column is called."""

    def __new__(cls, code: str, label: str = "", word: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label, member.word = code, label, word
        return member

    GOVERNMENT_BUDGET = "government_budget", N_("政府预算"), "预算数"
    GOVERNMENT_FINAL = "government_final", N_("政府决算"), "决算数"
    DEPARTMENT_BUDGET = "department_budget", N_("部门预算"), "预算数"
    DEPARTMENT_FINAL = "department_final", N_("部门决算"), "决算数"

    @property
    def is_government(self) -> bool:
        """第十四条第一款; else its second paragraph."""
        return self in (AccountKind.GOVERNMENT_BUDGET, AccountKind.GOVERNMENT_FINAL)

    @property
    def budget(self) -> AccountKind | None:
        """The budget a final account is held against."""
        if self is AccountKind.GOVERNMENT_FINAL:
            return AccountKind.GOVERNMENT_BUDGET
        return AccountKind.DEPARTMENT_BUDGET if self is AccountKind.DEPARTMENT_FINAL else None

    @property
    def approval(self) -> str:
        """What starts the 20 days."""
        return N_("人民代表大会批准") if self.is_government else N_("财政部门批复")

    @property
    def paragraph(self) -> str:
        """The rule."""
        return f"《预算法》第十四条第{'一' if self.is_government else '二'}款"


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A column that is the sum of others in every row."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineSum:
    """A named row that is the sum of others; without parts, of the rows since the last such row."""

    total: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table: what it is called, its columns, its sums."""

    key: str
    title: str
    columns: tuple[str, ...]
    coded: bool = True
    column_sums: tuple[ColumnSum, ...] = ()
    lines: tuple[str, ...] = ()
    """The rows a template begins with."""
    line_sums: tuple[LineSum, ...] = ()
    mark: Mark = Mark.VERIFIED

    @property
    def sheet(self) -> str:
        """The name of its sheet: no more than 31 characters, none that Excel forbids."""
        return re.sub(r"[\\/*?:\[\]]", "", self.title)[:31]


_SPLIT = ("合计", "基本支出", "项目支出")
_SPLIT_SUM = (ColumnSum("合计", ("基本支出", "项目支出")),)
_THREE_LINES = (
    "合计", "因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行费",
    "公务接待费",
)  # fmt: skip
_THREE_SUMS = (
    LineSum("公务用车购置及运行费", ("公务用车购置费", "公务用车运行费")),
    LineSum("合计", ("因公出国（境）费", "公务用车购置及运行费", "公务接待费")),
)


def _summary(*incomes: str, carried_in: str, carried_out: str) -> tuple[str, ...]:
    return (
        *incomes, "本年收入合计", carried_in, "收入总计",
        "一般公共服务支出", "社会保障和就业支出", "卫生健康支出", "城乡社区支出", "农林水支出",
        "住房保障支出", "其他支出", "本年支出合计", carried_out, "支出总计",
    )  # fmt: skip


def _summary_sums(carried_in: str, carried_out: str) -> tuple[LineSum, ...]:
    return (
        LineSum("本年收入合计"),
        LineSum("收入总计", ("本年收入合计", carried_in)),
        LineSum("本年支出合计"),
        LineSum("支出总计", ("本年支出合计", carried_out)),
        # What comes in goes out or is carried over.
        LineSum("支出总计", ("收入总计",)),
    )


def _government(word: str) -> tuple[TableForm, ...]:
    one = (word,)
    return (
        TableForm("revenue", "一般公共预算收入表", one),
        TableForm("expenditure", "一般公共预算支出表", one),
        TableForm("own_expenditure", "一般公共预算本级支出表", _SPLIT, column_sums=_SPLIT_SUM),
        TableForm("own_basic", "一般公共预算本级基本支出表", one),
        TableForm("fund_revenue", "政府性基金收入表", one),
        TableForm("fund_expenditure", "政府性基金支出表", one),
        TableForm(
            "transfers", "税收返还和转移支付表", one, coded=False,
            lines=("税收返还", "一般性转移支付", "专项转移支付", TOTAL),
            line_sums=(LineSum(TOTAL),), mark=Mark.UNVERIFIED,
        ),
        TableForm(
            "debt", "政府债务限额和余额情况表", ("限额", "余额"), coded=False,
            lines=("一般债务", "专项债务", TOTAL),
            line_sums=(LineSum(TOTAL, ("一般债务", "专项债务")),), mark=Mark.UNVERIFIED,
        ),
        TableForm("capital_revenue", "国有资本经营收入表", one, mark=Mark.UNVERIFIED),
        TableForm("capital_expenditure", "国有资本经营支出表", one, mark=Mark.UNVERIFIED),
        TableForm(
            "three", "“三公”经费表", one, coded=False, lines=_THREE_LINES, line_sums=_THREE_SUMS
        ),
    )  # fmt: skip


_INCOMES = ("一般公共预算", "政府性基金", "国有资本经营", "财政专户管理资金", "单位资金")
_FINAL_INCOMES = (
    "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
)  # fmt: skip
_FINAL_SPENDING = (
    "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出",
)  # fmt: skip
_FROM_TREASURY = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
_CARRIED = ("上年结转结余", "年终结转结余")
_CARRIED_FINAL = ("年初结转和结余", "年末结转和结余")

_DEPARTMENT_BUDGET = (
    TableForm(
        "summary", "部门收支总体情况表", ("预算数",), coded=False,
        lines=_summary(*(f"{one}收入" for one in _FROM_TREASURY), "财政专户管理资金收入",
                       "单位资金收入", carried_in=_CARRIED[0], carried_out=_CARRIED[1]),
        line_sums=_summary_sums(*_CARRIED),
    ),
    TableForm(
        "revenue", "部门收入总体情况表", ("合计", *_INCOMES),
        column_sums=(ColumnSum("合计", _INCOMES),),
    ),
    TableForm("expenditure", "部门支出总体情况表", _SPLIT, column_sums=_SPLIT_SUM),
    TableForm(
        "treasury", "财政拨款收支总体情况表", ("预算数",), coded=False,
        lines=_summary(*_FROM_TREASURY, carried_in=_CARRIED[0], carried_out=_CARRIED[1]),
        line_sums=_summary_sums(*_CARRIED),
    ),
    TableForm("general", "一般公共预算支出情况表", _SPLIT, column_sums=_SPLIT_SUM),
    TableForm(
        "general_basic", "一般公共预算基本支出情况表", ("合计", "人员经费", "公用经费"),
        column_sums=(ColumnSum("合计", ("人员经费", "公用经费")),),
    ),
    TableForm(
        "three", "一般公共预算“三公”经费支出情况表", ("预算数",), coded=False,
        lines=_THREE_LINES, line_sums=_THREE_SUMS,
    ),
    TableForm("fund", "政府性基金预算支出情况表", _SPLIT, column_sums=_SPLIT_SUM),
)  # fmt: skip
_DEPARTMENT_FINAL = (
    TableForm(
        "summary", "收入支出决算总表", ("决算数",), coded=False,
        lines=_summary(*_FINAL_INCOMES, carried_in=_CARRIED_FINAL[0],
                       carried_out=_CARRIED_FINAL[1]),
        line_sums=_summary_sums(*_CARRIED_FINAL),
    ),
    TableForm(
        "revenue", "收入决算表", ("本年收入合计", *_FINAL_INCOMES),
        column_sums=(ColumnSum("本年收入合计", _FINAL_INCOMES),),
    ),
    TableForm(
        "expenditure", "支出决算表", ("本年支出合计", *_FINAL_SPENDING),
        column_sums=(ColumnSum("本年支出合计", _FINAL_SPENDING),),
    ),
    TableForm(
        "treasury", "财政拨款收入支出决算总表", ("决算数",), coded=False,
        lines=_summary(*(f"{one}" for one in _FROM_TREASURY), carried_in=_CARRIED_FINAL[0],
                       carried_out=_CARRIED_FINAL[1]),
        line_sums=_summary_sums(*_CARRIED_FINAL),
    ),
    TableForm("general", "一般公共预算财政拨款支出决算表", _SPLIT, column_sums=_SPLIT_SUM),
    TableForm(
        "general_basic", "一般公共预算财政拨款基本支出决算明细表",
        ("合计", "人员经费", "公用经费"),
        column_sums=(ColumnSum("合计", ("人员经费", "公用经费")),),
    ),
    TableForm(
        "fund", "政府性基金预算财政拨款收入支出决算表",
        ("本年收入", "本年支出合计", "基本支出", "项目支出"),
        column_sums=(ColumnSum("本年支出合计", ("基本支出", "项目支出")),),
    ),
    TableForm("capital", "国有资本经营预算财政拨款支出决算表", _SPLIT, column_sums=_SPLIT_SUM),
    TableForm(
        "three", "财政拨款“三公”经费支出决算表", ("预算数", "决算数"), coded=False,
        lines=_THREE_LINES, line_sums=_THREE_SUMS,
    ),
)  # fmt: skip

FORMS: dict[AccountKind, tuple[TableForm, ...]] = {
    AccountKind.GOVERNMENT_BUDGET: _government("预算数"),
    AccountKind.GOVERNMENT_FINAL: _government("决算数"),
    AccountKind.DEPARTMENT_BUDGET: _DEPARTMENT_BUDGET,
    AccountKind.DEPARTMENT_FINAL: _DEPARTMENT_FINAL,
}

WORDS: dict[bool, tuple[tuple[str, str, bool], ...]] = {
    True: (
        ("transfers", N_("财政转移支付安排、执行的情况"), True),
        ("debt", N_("举借债务的情况"), True),
        ("performance", N_("预算绩效情况"), False),
    ),
    False: (
        ("overview", N_("部门职责和机构设置"), False),
        ("running", N_("机关运行经费的安排、使用情况"), True),
        ("procurement", N_("政府采购情况"), False),
        ("assets", N_("国有资产占用情况"), False),
        ("performance", N_("预算绩效情况"), False),
        ("terms", N_("名词解释"), False),
    ),
}
"""What is explained: key, heading, and whether 第十四条 asks for it. By `is_government`."""


# --- Figures worth comparing ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure compared from year to year."""

    key: str
    label: str


REVENUE = Headline("revenue", N_("收入总计"))
EXPENDITURE = Headline("expenditure", N_("支出总计"))
THREE: tuple[tuple[Headline, str], ...] = (
    (Headline("three", N_("“三公”经费合计")), "合计"),
    (Headline("abroad", N_("因公出国（境）费")), "因公出国（境）费"),
    (Headline("vehicles", N_("公务用车购置及运行费")), "公务用车购置及运行费"),
    (Headline("vehicle_purchase", N_("公务用车购置费")), "公务用车购置费"),
    (Headline("vehicle_running", N_("公务用车运行费")), "公务用车运行费"),
    (Headline("reception", N_("公务接待费")), "公务接待费"),
)
HEADLINES = (REVENUE, EXPENDITURE, *(one for one, _line in THREE))


# --- Checking -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its code where it has one, its name, its amounts by column."""

    number: int
    """As the spreadsheet counts."""
    code: str
    name: str
    amounts_wan: tuple[Decimal | None, ...]
    """None where the cell is empty; it adds nothing."""


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A cell that is not the sum it should be."""

    row: int
    column: str
    name: str
    stands_wan: Decimal
    should_be_wan: Decimal
    of: tuple[str, ...]
    """What was added up."""


def normal(name: str) -> str:
    """A row's name without numbering, blanks and 其中."""
    words = re.sub(r"\s|\u3000", "", name).replace("(", "（").replace(")", "）")
    words = words.removeprefix("其中：").removeprefix("其中:")
    return re.sub(r"^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．])", "", words)


def wrong_sums(form: TableForm, lines: list[Line]) -> list[WrongSum]:
    """Every cell whose sum does not hold, by row."""
    found = [*_across(form, lines)]
    found += _by_code(form, lines) if form.coded else _by_line(form, lines)
    return sorted(found, key=lambda one: (one.row, form.columns.index(one.column)))


def _across(form: TableForm, lines: list[Line]) -> Iterable[WrongSum]:
    for line in lines:
        amounts = dict(zip(form.columns, line.amounts_wan, strict=True))
        for rule in form.column_sums:
            should = sum((amounts[part] or Decimal(0) for part in rule.parts), Decimal(0))
            if (amounts[rule.total] or Decimal(0)) != should:
                yield _wrong(line, rule.total, amounts[rule.total], should, rule.parts)


def _down(form: TableForm, total: Line, parts: list[Line]) -> Iterable[WrongSum]:
    for place, column in enumerate(form.columns):
        stands = total.amounts_wan[place]
        should = sum((one.amounts_wan[place] or Decimal(0) for one in parts), Decimal(0))
        if (stands or Decimal(0)) != should:
            yield _wrong(total, column, stands, should, tuple(one.name for one in parts))


def _wrong(
    line: Line, column: str, stands: Decimal | None, should: Decimal, of: tuple[str, ...]
) -> WrongSum:
    return WrongSum(line.number, column, line.name, stands or Decimal(0), should, of)


def _by_code(form: TableForm, lines: list[Line]) -> Iterable[WrongSum]:
    coded = [line for line in lines if line.code]
    above = {line.code: _parent(line.code, coded) for line in coded}
    for line in coded:
        if finer := [one for one in coded if above[one.code] == line.code]:
            yield from _down(form, line, finer)
    for total in lines:
        if not total.code and normal(total.name) == TOTAL:
            yield from _down(form, total, [one for one in coded if above[one.code] is None])


def _parent(code: str, lines: list[Line]) -> str | None:
    """The longest other code this one begins with."""
    shorter = [one.code for one in lines if code != one.code and code.startswith(one.code)]
    return max(shorter, key=len, default=None)


def _by_line(form: TableForm, lines: list[Line]) -> Iterable[WrongSum]:
    by_name = {normal(line.name): line for line in lines}
    totals = {normal(rule.total) for rule in form.line_sums}
    for rule in form.line_sums:
        total = by_name.get(normal(rule.total))
        if total is None:
            continue
        if rule.parts:
            names = {normal(part) for part in rule.parts}
            yield from _down(form, total, [by_name[name] for name in names if name in by_name])
            continue
        parts: list[Line] = []
        for line in lines:
            if line is total:
                break
            parts = [] if normal(line.name) in totals else [*parts, line]
        yield from _down(form, total, parts)
