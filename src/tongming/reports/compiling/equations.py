"""The equations that hold between a report's figures, ready to be worked in either direction.

`law.relations` says where a report breaks them. Here they say what a figure must be when the others
are known: no applications at all means none from enterprises either. Each equation names the
relation it is, so that a derived figure can show the rule that made it.

The older statistics form (until 2018) has none here: provinces added rows to it, so its sums are
checked, and nothing is derived from them.

Sources: 国办公开办函〔2021〕30号 and 〔2019〕60号 (R1 is printed on the form itself); R8 is the rule that
the words of a report and its tables say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tongming.law.figures import Cell
from tongming.law.forms import REMEDY_GROUPS, REMEDY_RESULTS, REQUEST_COLUMNS
from tongming.law.outcomes import ApplicantKind, Group, Outcome
from tongming.law.words import N_, Message, say


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum of the cells on the left is the sum of those on the right; all are counts."""

    relation: str
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    rule: Message
    """The rule in words, as the page of a derived figure shows it."""


OTHERWISE = Group.OTHERWISE.code
LEAVES = (
    *(o.row for o in Outcome if o.group is not Group.OTHERWISE),
    OTHERWISE,
)
"""The rows that make up （七）总计, with （六）其他处理 as the one row it was until 2020."""
REQUEST_ROWS = (
    "1",
    "2",
    *(o.row for o in Outcome),
    OTHERWISE,
    "3.7",
    "4",
)

R1 = N_("第一项加第二项之和，等于第三项加第四项之和（表格所印的勾稽关系）")
R2 = N_("（七）总计等于各项办理结果之和")
R3 = N_("总计等于自然人与五类法人或其他组织之和")
R4 = N_("总计等于结果维持、结果纠正、其他结果、尚未审结之和")
R8 = N_("文字所述数量与表格数量一致")
SIX = N_("（六）其他处理等于其下三项之和（2021年起分三项填写，此前为一项）")


def _requests(row: str, column: str) -> Cell:
    return Cell("requests", row, column)


def _remedies(group: str, column: str) -> Cell:
    return Cell("remedies", group, column)


def _stated(row: str) -> Cell:
    return Cell("stated", row, "value")


def _of_requests() -> Iterator[Equation]:
    for row in REQUEST_ROWS:
        parts = tuple(_requests(row, kind.value) for kind in ApplicantKind)
        yield Equation("R3", (_requests(row, "sum"),), parts, say(R3))
    sixes = tuple(o.row for o in Outcome if o.group is Group.OTHERWISE)
    for column in (c.key for c in REQUEST_COLUMNS):

        def cells(*rows: str, column: str = column) -> tuple[Cell, ...]:
            return tuple(_requests(row, column) for row in rows)

        yield Equation("R2", cells(OTHERWISE), cells(*sixes), say(SIX))
        yield Equation("R2", cells("3.7"), cells(*LEAVES), say(R2))
        yield Equation("R1", cells("1", "2"), cells("3.7", "4"), say(R1))


def _of_remedies() -> Iterator[Equation]:
    parts = tuple(key for key, _ in REMEDY_RESULTS if key != "total")
    for group, _ in REMEDY_GROUPS:
        yield Equation(
            "R4",
            (_remedies(group, "total"),),
            tuple(_remedies(group, key) for key in parts),
            say(R4),
        )


def _of_words() -> Iterator[Equation]:
    """What a report says in words and in its tables is the same thing said twice (R8)."""
    for stated, counted in (
        ("applications_received", (_requests("1", "sum"),)),
        ("applications_answered", (_requests("3.7", "sum"),)),
        ("reviews", (_remedies("review", "total"),)),
        ("litigations", (_remedies("direct", "total"), _remedies("after", "total"))),
    ):
        yield Equation("R8", (_stated(stated),), counted, say(R8))


@cache
def equations() -> tuple[Equation, ...]:
    """Every equation between counts, for all forms at once: a cell a form lacks is simply unknown."""
    return (*_of_requests(), *_of_remedies(), *_of_words())


@cache
def equations_at() -> dict[Cell, tuple[Equation, ...]]:
    """The equations each cell stands in."""
    found: dict[Cell, list[Equation]] = {}
    for equation in equations():
        for cell in (*equation.left, *equation.right):
            found.setdefault(cell, []).append(equation)
    return {cell: tuple(those) for cell, those in found.items()}
