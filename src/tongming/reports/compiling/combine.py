"""One figure a cell, from everything that is said about it.

The order: what the register of applications counted; what a report or a person stated; what the
rooms of published information tally; what follows from these; what last year's report carried
forward; nothing. A weaker source never changes a stronger
one, and where two differ the difference is listed. See docs/decisions/0601 and 0605.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.forms import Form
from tongming.law.organs import Level
from tongming.law.words import N_, Message, say
from tongming.reports.compiling.derive import Derivation, derive
from tongming.reports.compiling.evidence import (
    Basis,
    Combined,
    Conflict,
    Evidence,
    Statement,
)
from tongming.reports.compiling.shares import shares

TOLD_BESIDE = ("channels", "stated")
"""Tables of figures a report gives in its words whatever its form; they are kept when stated."""

READ = N_("读自《{source}》的数字")
READ_GAP = N_("来源中这一格是“{gap}”")
ENTERED = N_("人工填报：{reason}")
CARRIED = N_("上年年度报告“四、结转下年度继续办理”的数字，即本年的上年结转")
NOT_FILLED = N_("系统内没有记录，也没有人填报")
NEVER_SAID = N_("系统启用前的年份，没有任何来源说到这个数字")
COUNT_DIFFERS = N_("系统统计为{used}，{other_from}为{other}；以系统记录为准")
TALLY_DIFFERS = N_("采用{used}；系统内的记录统计为{other}")
STATEMENTS_DIFFER = N_("两个来源不一致：采用{used}，另一来源为{other}")


def combine(
    form: Form,
    *,
    level: Level | None,
    in_system: bool,
    counted: Mapping[Cell, tuple[int, Message]],
    statements: Iterable[Statement],
    carried: Mapping[Cell, Figure],
    source_names: Mapping[int, str],
    tallied: Mapping[Cell, tuple[int | Decimal, Message]] = MappingProxyType({}),
) -> Combined:
    """The year's figures in `form`.

    `in_system`: whether the system was in use that year, which decides what silence means:
    nobody filled it (`BLANK`), or it was never reported (`NOT_REPORTED`).
    `tallied`: counts of rooms that may know a part only; a stated number governs over them.
    `carried`: last year's row 4, keyed by the cells of this year's row 2.
    """
    stated = _by_cell(statements, form)
    evidence: dict[Cell, Evidence] = {}
    conflicts: list[Conflict] = []
    for cell, (count, words) in counted.items():
        those = tuple(stated.get(cell, ()))
        evidence[cell] = Evidence(Basis.COUNTED, count, words, statements=those)
        conflicts += _against_count(cell, count, those)
    for cell, those in stated.items():
        if cell not in evidence:
            evidence[cell] = _stated(those, source_names)
            conflicts += _among(cell, those)
    conflicts += _add_tallied(evidence, tallied)
    cells = list(form.cells())
    _add_derived(evidence, cells, level)
    _add_carried(evidence, carried)
    _add_derived(evidence, cells, level)
    for cell, share in shares(form, {cell: e.figure for cell, e in evidence.items()}):
        if cell not in evidence or _silent(evidence[cell].figure):
            evidence[cell] = share
    return _fitted(form, evidence, conflicts, in_system)


def _by_cell(statements: Iterable[Statement], form: Form) -> dict[Cell, tuple[Statement, ...]]:
    """Statements by cell; those made in the form being compiled come first, then the latest."""
    grouped: dict[Cell, list[Statement]] = {}
    for statement in statements:
        grouped.setdefault(statement.cell, []).append(statement)
    return {
        cell: tuple(
            sorted(
                those,
                key=lambda s: (
                    not is_number(s.figure),
                    s.form != form.id,
                    -s.known_from.timestamp(),
                ),
            )
        )
        for cell, those in grouped.items()
    }


def _against_count(cell: Cell, count: int, those: Sequence[Statement]) -> Iterable[Conflict]:
    for statement in those:
        if is_number(statement.figure) and statement.figure != count:
            words = say(
                COUNT_DIFFERS,
                used=count,
                other_from=say(statement.basis.label),
                other=statement.figure,
            )
            yield Conflict(cell, count, Basis.COUNTED, statement.figure, statement.basis, words)


def _among(cell: Cell, those: Sequence[Statement]) -> Iterable[Conflict]:
    first, *others = those
    for other in others:
        if is_number(first.figure) and is_number(other.figure) and other.figure != first.figure:
            words = say(STATEMENTS_DIFFER, used=first.figure, other=other.figure)
            yield Conflict(cell, first.figure, first.basis, other.figure, other.basis, words)


def _add_tallied(
    evidence: dict[Cell, Evidence], tallied: Mapping[Cell, tuple[int | Decimal, Message]]
) -> Iterable[Conflict]:
    """Counts where nothing was stated; where another number was, the difference."""
    for cell, (count, words) in tallied.items():
        before = evidence.get(cell)
        if before is None or _silent(before.figure):
            statements = before.statements if before else ()
            evidence[cell] = Evidence(Basis.COUNTED, count, words, statements=statements)
        elif is_number(before.figure) and before.figure != count:
            told = say(TALLY_DIFFERS, used=before.figure, other=count)
            yield Conflict(cell, before.figure, before.basis, count, Basis.COUNTED, told)


def _stated(those: tuple[Statement, ...], source_names: Mapping[int, str]) -> Evidence:
    first = those[0]
    if isinstance(first.figure, Gap):
        words = say(READ_GAP, gap=say(first.figure.label))
    elif first.source is None:
        words = say(ENTERED, reason=first.reason)
    else:
        words = say(READ, source=source_names.get(first.source, ""))
    return Evidence(first.basis, first.figure, words, statements=those)


def _add_derived(
    evidence: dict[Cell, Evidence], cells: Iterable[Cell], level: Level | None
) -> None:
    known = {cell: e.figure for cell, e in evidence.items()}
    for cell, derivation in derive(known, level=level, wanted=cells).items():
        evidence[cell] = _derived(derivation, evidence.get(cell))


def _derived(derivation: Derivation, before: Evidence | None) -> Evidence:
    return Evidence(
        Basis.DERIVED,
        derivation.figure,
        derivation.rule,
        derivation.article,
        derivation.relation,
        derivation.rests_on,
        before.statements if before else (),
    )


def _add_carried(evidence: dict[Cell, Evidence], carried: Mapping[Cell, Figure]) -> None:
    for cell, figure in carried.items():
        before = evidence.get(cell)
        if is_number(figure) and (before is None or _silent(before.figure)):
            statements = before.statements if before else ()
            evidence[cell] = Evidence(
                Basis.CARRIED, figure, say(CARRIED), "", "R5", statements=statements
            )


def _silent(figure: Figure) -> bool:
    return figure in (Gap.BLANK, Gap.NOT_REPORTED)


def _is_told(evidence: Evidence) -> bool:
    """Whether a figure beside the tables was stated: one worked out stands in a table already."""
    return is_number(evidence.figure) and evidence.basis is not Basis.DERIVED


def _fitted(
    form: Form,
    evidence: dict[Cell, Evidence],
    conflicts: list[Conflict],
    in_system: bool,
) -> Combined:
    """What the form shows: its own cells, filled or not, and the known figures told beside it."""
    silence, words = (
        (Gap.BLANK, say(NOT_FILLED)) if in_system else (Gap.NOT_REPORTED, say(NEVER_SAID))
    )
    shown: dict[Cell, Evidence] = {}
    missing: list[Cell] = []
    for cell in form.cells():
        if cell not in evidence:
            missing.append(cell)
        shown[cell] = evidence.get(cell) or Evidence(Basis.SILENT, silence, words)
    for cell in sorted(set(evidence) - set(shown)):
        if cell.table in TOLD_BESIDE and _is_told(evidence[cell]):
            shown[cell] = evidence[cell]
    units = {
        cell: e.statements[0].unit_text
        for cell, e in shown.items()
        if e.statements and e.statements[0].unit_text
    }
    figures = {cell: e.figure for cell, e in shown.items()}
    listed = tuple(c for c in conflicts if c.cell in shown)
    return Combined(figures, shown, listed, tuple(missing), units)
