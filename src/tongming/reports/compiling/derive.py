"""What the known figures force the unknown ones to be.

Only what follows with certainty is derived, from equations between counts that cannot be negative
(R9), and from 《立法法》第九十三条 for 规章. Every derived figure keeps the rule and the cells it
rests on. A figure somebody stated is never changed here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.organs import Level
from tongming.law.words import N_, Message, say
from tongming.reports.compiling.equations import Equation, equations_at

NO_RULES = N_("规章只能由省、设区的市、自治州的人民政府制定，{level}没有规章制定权，数量为0")
ALL_NONE = N_("{rule}；和为0，各项又不能为负数，所以各项都是0")
REMAINDER_NONE = N_("{rule}；其余各项已经合计{total}，剩下的各项都是0")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure that follows from others."""

    figure: int
    relation: str
    """R1 … R9 of the form, in the order they are used: `R3+R9`."""
    rule: Message
    article: str
    rests_on: tuple[Cell, ...]


LEGISLATION_LAW = "《立法法》第九十三条"


def derive(
    known: Mapping[Cell, Figure], *, level: Level | None, wanted: Iterable[Cell]
) -> dict[Cell, Derivation]:
    """The figures that follow from the known ones.

    Gaps that say nothing (`BLANK`, `NOT_REPORTED`) may be filled; `NOT_APPLICABLE` is a statement
    and adds nothing to a sum. `wanted` are the cells of the form, for the rules that start from
    nothing (规章).
    """
    found: dict[Cell, Derivation] = {}
    if level is not None and not level.makes_rules:
        for cell in wanted:
            if cell.table == "proactive" and cell.row == "rules" and _open(known.get(cell)):
                found[cell] = Derivation(
                    0, "R6", say(NO_RULES, level=say(level.label)), LEGISLATION_LAW, ()
                )
    values: dict[Cell, Figure] = {
        **known,
        **{cell: d.figure for cell, d in found.items()},
    }
    waiting = deque(equation for cell in list(values) for equation in equations_at().get(cell, ()))
    queued = set(map(id, waiting))
    while waiting:
        equation = waiting.popleft()
        queued.discard(id(equation))
        for cell, derivation in _solve(equation, values):
            found[cell] = derivation
            values[cell] = derivation.figure
            for other in equations_at().get(cell, ()):
                if id(other) not in queued:
                    waiting.append(other)
                    queued.add(id(other))
    return found


def _open(figure: Figure | None) -> bool:
    return figure is None or figure in (Gap.BLANK, Gap.NOT_REPORTED)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an equation: what its numbers add up to, and the cells without one."""

    known: int
    unknown: tuple[Cell, ...]


def _side(cells: Iterable[Cell], values: Mapping[Cell, Figure]) -> _Side | None:
    known = 0
    unknown: list[Cell] = []
    for cell in cells:
        figure = values.get(cell)
        if is_number(figure):
            if figure != int(figure):
                return None  # not a count: the relation check says so, nothing follows from it
            known += int(figure)
        elif _open(figure):
            unknown.append(cell)
    return _Side(known, tuple(unknown))


def _solve(equation: Equation, values: Mapping[Cell, Figure]) -> list[tuple[Cell, Derivation]]:
    """The cells an equation settles now; none where it leaves room or is already broken."""
    left, right = _side(equation.left, values), _side(equation.right, values)
    if left is None or right is None or bool(left.unknown) == bool(right.unknown):
        return []
    whole, open_side = (right.known, left) if left.unknown else (left.known, right)
    remainder = whole - open_side.known
    rests_on = tuple(
        cell
        for cell in (*equation.left, *equation.right)
        if cell not in open_side.unknown and is_number(values.get(cell))
    )
    a_total = len(equation.left) == 1 and open_side is left
    if len(open_side.unknown) == 1 and (remainder > 0 or a_total):
        made = Derivation(remainder, equation.relation, equation.rule, "", rests_on)
        return [(open_side.unknown[0], made)]
    if remainder == 0:
        rule = (
            say(ALL_NONE, rule=equation.rule)
            if whole == 0
            else say(REMAINDER_NONE, rule=equation.rule, total=whole)
        )
        none = Derivation(0, f"{equation.relation}+R9", rule, "", rests_on)
        return [(cell, none) for cell in open_side.unknown]
    return []
