"""Stating figures: entering them by hand, correcting and withdrawing them.

A figure that is changed is not overwritten: the old one ends, a new one begins, and the reason
stands in the ledger and beside the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from tongming.files.models import StoredFile
from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.form_model import Column, Row
from tongming.law.forms import FORMS, Form, Kind
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.ledger.models import Event
from tongming.remedies.counting import is_kept
from tongming.reports.compiling.combine import TOLD_BESIDE
from tongming.reports.freezing import same
from tongming.reports.models import HistoricalFigure, store_figure
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

NEEDS_REASON = N_("请写明数字的依据或更正的理由，这句话会和数字一起保存。")
NO_CHANGE = N_("没有改动任何数字。")
WHOLE_NUMBER = N_("“{what}”应当是不小于0的整数，不能是{figure}。")
WHOLE_SIGNED = N_("“{what}”应当是整数（减少写负数），不能是{figure}。")
NOT_NEGATIVE = N_("“{what}”应当是不小于0的数，不能是{figure}。")
NO_SUCH_CELL = N_("{form}没有“{cell}”这一格。")
COUNTED = N_("{what}由申请登记簿统计，不手工填报。数字不对时，请更正登记簿里的申请。")
COUNTED_CASES = N_("{what}由复议诉讼登记簿统计，不手工填报。数字不对时，请更正登记簿里的案件。")
ALREADY_ENDED = N_("这个数字已经更正过了，请刷新页面后再看。")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is stated about one cell."""

    figure: Figure
    unit_text: str = ""
    quote: str = ""
    where: str = ""


@transaction.atomic
def enter_figures(
    *,
    unit: Unit,
    year: int,
    form: Form,
    entries: Mapping[Cell, Entry],
    reason: str,
    by: Person | None,
) -> list[HistoricalFigure]:
    """Enter figures by hand; those that are already so are left alone.

    Refused without a reason, without a change, or where a figure is not of its column's kind (R9).
    """
    if by is not None:
        require(by, Right.REPORT_ENTER, unit)
    for cell, entry in entries.items():
        if cell.table not in TOLD_BESIDE and not form.has(cell.table):
            raise Refused(say(NO_SUCH_CELL, form=form.document, cell=str(cell)))
        check_kind(form, cell, entry.figure)
        if is_counted(unit, year, cell):
            words = COUNTED_CASES if cell.table == "remedies" else COUNTED
            raise Refused(say(words, what=_label(form, cell)))
    changed = _changed(unit, year, form, entries)
    if not changed:
        raise Refused(say(NO_CHANGE))
    return state_figures(
        "reports.figures_entered",
        unit=unit,
        year=year,
        form=form,
        entries=changed,
        by=by,
        reason=_needed(reason),
    )


@transaction.atomic
def correct_figure(
    *, old: HistoricalFigure, figure: Figure, reason: str, by: Person | None
) -> HistoricalFigure:
    """State another figure in the place of one; the old one stays visible with its end.

    The new figure rests on the reason given, not on the document the old one was read from.
    """
    if by is not None:
        require(by, Right.REPORT_ENTER, old.unit)
    old = _in_force(old)
    check_kind(old_form := FORMS[old.form], old.cell, figure)
    if same(old.figure, figure):
        raise Refused(say(NO_CHANGE))
    (new,) = state_figures(
        "reports.figure_corrected",
        unit=old.unit,
        year=old.year,
        form=old_form,
        entries={old.cell: Entry(figure, old.unit_text)},
        by=by,
        reason=_needed(reason),
    )
    return new


@transaction.atomic
def withdraw_figure(*, old: HistoricalFigure, reason: str, by: Person | None) -> None:
    """A figure should never have been stated: it ends, and nothing takes its place."""
    if by is not None:
        require(by, Right.REPORT_ENTER, old.unit)
    old = _in_force(old)
    event = record(
        "reports.figure_withdrawn",
        unit=old.unit,
        by=by,
        subject=old,
        year=old.year,
        form=old.form,
        figures=[_line(old.cell, old.figure, None)],
        reason=_needed(reason),
    )
    old.end(event)


def state_figures(
    kind: str,
    *,
    unit: Unit,
    year: int,
    form: Form,
    entries: Mapping[Cell, Entry],
    by: Person | None,
    source: StoredFile | None = None,
    subject: Model | None = None,
    reason: str = "",
) -> list[HistoricalFigure]:
    """Add figures, ending those they replace, with one event. Inside the caller's transaction."""
    in_force = {
        row.address: row
        for row in HistoricalFigure.objects.known(None).filter(
            unit=unit, year=year, form=form.id, address__in=[str(cell) for cell in entries]
        )
    }
    event = record(
        kind,
        unit=unit,
        by=by,
        subject=subject,
        year=year,
        form=form.id,
        source=source.sha256 if source else None,
        figures=[
            _line(cell, old.figure if (old := in_force.get(str(cell))) else None, entry.figure)
            for cell, entry in entries.items()
        ],
        reason=reason,
    )
    for row in in_force.values():
        row.end(event)
    rows = [
        _row(unit, year, form, cell, entry, by, source, reason, event)
        for cell, entry in entries.items()
    ]
    return HistoricalFigure.objects.bulk_create(rows)


def _row(
    unit: Unit,
    year: int,
    form: Form,
    cell: Cell,
    entry: Entry,
    by: Person | None,
    source: StoredFile | None,
    reason: str,
    event: Event,
) -> HistoricalFigure:
    number, gap = store_figure(entry.figure)
    return HistoricalFigure(
        unit=unit,
        year=year,
        form=form.id,
        address=str(cell),
        number=number,
        gap=gap,
        unit_text=entry.unit_text,
        source=source,
        quote=entry.quote,
        where=entry.where,
        reason=reason,
        by=by,
        known_from=event.at,
        event=event,
    )


def check_kind(form: Form, cell: Cell, figure: Figure) -> None:
    """Refuse a figure its column cannot hold (R9); a gap is held by any."""
    try:
        row, column = place(form, cell)
    except KeyError as error:
        raise Refused(say(NO_SUCH_CELL, form=form.document, cell=str(cell))) from error
    if not is_number(figure):
        return
    kind = row.kind or column.kind
    what = _label(form, cell)
    if kind is Kind.COUNT and (figure != int(figure) or figure < 0):
        raise Refused(say(WHOLE_NUMBER, what=what, figure=figure), "R9")
    if kind is Kind.SIGNED and figure != int(figure):
        raise Refused(say(WHOLE_SIGNED, what=what, figure=figure), "R9")
    if kind in (Kind.MONEY, Kind.SHARE) and figure < 0:
        raise Refused(say(NOT_NEGATIVE, what=what, figure=figure), "R9")


def is_counted(unit: Unit, year: int, cell: Cell) -> bool:
    """Whether the register of applications, or that of cases, counts a cell of that year."""
    if year < unit.joined_on.year:
        return False
    return cell.table == "requests" or (cell.table == "remedies" and is_kept(unit, year))


def place(form: Form, cell: Cell) -> tuple[Row, Column]:
    """The row and column of a cell: as the form has it, or any that does.

    A report may tell in words what a table of another form has. `KeyError` where none does.
    """
    for known in (form, *FORMS.values()):
        with suppress(KeyError):
            return known.place(cell)
    raise KeyError(str(cell))


def _label(form: Form, cell: Cell) -> str:
    row, column = place(form, cell)
    return f"{row.label}（{column.label}）"


def _changed(unit: Unit, year: int, form: Form, entries: Mapping[Cell, Entry]) -> dict[Cell, Entry]:
    held = {
        row.cell: (row.figure, row.unit_text)
        for row in HistoricalFigure.objects.known(None).filter(unit=unit, year=year, form=form.id)
    }
    return {cell: entry for cell, entry in entries.items() if not _is_held(held.get(cell), entry)}


def _is_held(held: tuple[Figure, str] | None, entry: Entry) -> bool:
    """Whether a cell says this already; a blank where nothing was stated is no statement."""
    if held is None:
        return entry.figure is Gap.BLANK
    return same(held[0], entry.figure) and held[1] == entry.unit_text


def _in_force(figure: HistoricalFigure) -> HistoricalFigure:
    """The row as it is in the database now, locked; refused when somebody ended it meanwhile."""
    current = HistoricalFigure.objects.select_for_update().get(pk=figure.pk)
    if current.known_until is not None:
        raise Refused(say(ALREADY_ENDED))
    return current


def _needed(reason: str) -> str:
    if not reason.strip():
        raise Refused(say(NEEDS_REASON))
    return reason.strip()


def _line(cell: Cell, before: Figure | None, after: Figure | None) -> dict[str, Any]:
    """One figure as the ledger tells it: before and after, numbers as text, gaps by name."""
    return {
        "cell": str(cell),
        "before": None if before is None else str(before),
        "after": None if after is None else str(after),
    }
