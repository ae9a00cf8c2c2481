"""How a broken relation is told to the person who has to mend it: both sides, in plain words.

Labels of rows and columns stay as the form prints them; sentences, short names and units pass
through the catalogue.
"""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from tongming.law.form_model import Column, Row
from tongming.law.organs import Level
from tongming.law.words import N_, Message, say

Number = int | Decimal

NOT_FILLED = N_("各项未填")
A_NUMBER = N_("一个数")
A_WHOLE_NUMBER = N_("整数")
NOT_NEGATIVE = N_("不小于0")
UNITS = (
    N_("件"),
    N_("条"),
    N_("次"),
    N_("篇"),
    N_("个"),
    N_("人"),
    N_("人次"),
    N_("项"),
    N_("元"),
    N_("万元"),
    N_("%"),
)
"""The units of the forms, marked for the catalogue."""


class Term(NamedTuple):
    """One row on a side of an equation."""

    row: Row
    amount: Number | None
    unknown: bool


class Side(NamedTuple):
    """One side of an equation between rows."""

    terms: tuple[Term, ...]

    @property
    def judged(self) -> bool:
        """Whether there is a number, and nothing that could change the sum."""
        return not any(term.unknown for term in self.terms) and any(
            term.amount is not None for term in self.terms
        )

    @property
    def amount(self) -> Number:
        """The sum of the numbers."""
        return sum(term.amount for term in self.terms if term.amount is not None)


def _name(row: Row) -> Message | str:
    return say(row.short) if row.short else row.label


def _unit(row: Row, column: Column) -> Message | str:
    unit = row.unit or column.unit
    return say(unit) if unit else ""


def _amount(number: Number, row: Row, column: Column) -> Message:
    return say(N_("{n}{unit}"), n=_plain(number), unit=_unit(row, column))


def _plain(number: Number) -> str:
    return str(number) if isinstance(number, int) else f"{number:f}"


def _term(term: Term, column: Column) -> Message:
    if term.amount is None:
        return say(N_("{row}未填"), row=_name(term.row))
    return say(
        N_("{row}{amount}"), row=_name(term.row), amount=_amount(term.amount, term.row, column)
    )


def _side(side: Side, column: Column) -> Message:
    terms = reduce(
        lambda a, b: say(N_("{a}＋{b}"), a=a, b=b), (_term(t, column) for t in side.terms)
    )
    return say(
        N_("{terms}＝{sum}"), terms=terms, sum=_amount(side.amount, side.terms[0].row, column)
    )


def unbalanced(column: Column, left: Side, right: Side, rule: str) -> Message:
    """R1."""
    return say(
        N_("「{column}」一列：{left}，{right}，两边应当相等（{rule}）"),
        column=column.label,
        left=_side(left, column),
        right=_side(right, column),
        rule=say(rule),
    )


def total_row(row: Row, column: Column, added: Number, printed: Number) -> Message:
    """R2: a total row, in one of several columns."""
    return say(
        N_("「{column}」一列：各项相加是{added}，「{row}」填的是{printed}，应当相等"),
        column=column.label,
        row=row.label,
        added=_amount(added, row, column),
        printed=_amount(printed, row, column),
    )


def total_row_alone(row: Row, column: Column, added: Number, printed: Number) -> Message:
    """L1–L7: a total row where there is one column only."""
    return say(
        N_("「{row}」填的是{printed}，其下各项相加是{added}，应当相等"),
        row=row.label,
        added=_amount(added, row, column),
        printed=_amount(printed, row, column),
    )


def total_column(
    row: Row, column: Column, parts: tuple[str, ...], added: Number, printed: Number
) -> Message:
    """R3, R4."""
    return say(
        N_("「{row}」一行：{parts}相加是{added}，「{column}」填的是{printed}，应当相等"),
        row="·".join(column.groups) if row.label in column.groups else row.label,
        parts="、".join(parts),
        added=_amount(added, row, column),
        column=column.label,
        printed=_amount(printed, row, column),
    )


def parts_missing(row: Row, column: Column, parts: tuple[str, ...], printed: Number) -> Message:
    """A total without anything to add up."""
    return say(
        N_(
            "「{row}」的「{column}」填的是{printed}，而相加得出它的各项（{first}等）都未填，无法核对"
        ),
        row=row.label,
        column=column.label,
        printed=_amount(printed, row, column),
        first=parts[0] if parts else "",
    )


def not_carried_forward(column: Column, before: Number, now: Number) -> Message:
    """R5."""
    return say(
        N_(
            "「{column}」一列：上年报告结转下年度继续办理{before}件，本年报告上年结转填的是{now}件，通常相等，请核对"
        ),
        column=column.label,
        before=_plain(before),
        now=_plain(now),
    )


def cannot_make_rules(level: Level, column: Column, number: Number) -> Message:
    """R6."""
    return say(
        N_(
            "规章「{column}」填的是{n}件：规章只能由省、设区的市、自治州的人民政府制定"
            "（《立法法》第九十三条），{level}应当填0；规范性文件请填在下一行"
        ),
        column=column.label,
        n=_plain(number),
        level=say(level.label),
    )


def stock_moved(
    row: Row,
    column: Column,
    before: Number,
    added: Number,
    removed: Number,
    expected: Number,
    now: Number,
) -> Message:
    """R7."""
    return say(
        N_(
            "「{row}」：上年现行有效{before}件＋本年制发{added}件－本年废止{removed}件＝{expected}件，"
            "「{column}」填的是{now}件；失效、移交也会使两者不等，请核对"
        ),
        row=row.label,
        column=column.label,
        before=_plain(before),
        added=_plain(added),
        removed=_plain(removed),
        expected=_plain(expected),
        now=_plain(now),
    )


def fewer_than_one_part(row: Row, column: Column, least: Number, total: Number) -> Message:
    """C1, L8: below what one channel alone published."""
    return say(
        N_("「{row}」是{total}，少于其中一个渠道的{least}；总数不能少于任何一个渠道"),
        row=row.label,
        total=_amount(total, row, column),
        least=_amount(least, row, column),
    )


def more_than_all_parts(row: Row, column: Column, most: Number, total: Number) -> Message:
    """C1, L8: above what all channels published together."""
    return say(
        N_(
            "「{row}」是{total}，多于各渠道之和{most}；不同渠道公开同一信息计1条，总数不能多于各渠道之和"
        ),
        row=row.label,
        total=_amount(total, row, column),
        most=_amount(most, row, column),
    )


def part_beyond_whole(
    part: Row, whole: Row, column: Column, some: Number, every: Number
) -> Message:
    """L9–L12."""
    return say(
        N_("「{part}」是{some}，多于「{whole}」的{every}"),
        part=part.label,
        some=_amount(some, part, column),
        whole=whole.label,
        every=_amount(every, whole, column),
    )


def share_wrong(row: Row, count: Number, total: Number, exact: Number, printed: Number) -> Message:
    """C2."""
    return say(
        N_("「{row}」{count}条，占总数{total}条的{exact}%，文中写的是{printed}%"),
        row=row.label,
        count=_plain(count),
        total=_plain(total),
        exact=_plain(exact),
        printed=_plain(printed),
    )


def said_otherwise(row: Row, column: Column, said: Number, counted: Number) -> Message:
    """R8."""
    return say(
        N_("文字写“{row}”{said}，表格中是{counted}，应当一致"),
        row=row.label,
        said=_amount(said, row, column),
        counted=_amount(counted, row, column),
    )


def not_of_its_kind(row: Row, column: Column, figure: Number, fault: str) -> Message:
    """R9."""
    return say(
        N_("「{row}」的「{column}」填的是{figure}，应当是{fault}"),
        row=row.label,
        column=column.label,
        figure=_plain(figure),
        fault=say(fault),
    )
