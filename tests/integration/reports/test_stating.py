"""Figures entered by hand, corrected, withdrawn: nothing said before is ever lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.conftest import Cast
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.reports.actions import (
    Entry,
    correct_figure,
    enter_figures,
    withdraw_figure,
)
from tongming.reports.compiling.year import compile_year
from tongming.reports.models import HistoricalFigure, Unchangeable
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted

LICENCES = Cell("proactive", "licences", "decisions")
AMOUNT = Cell("proactive", "procurement", "amount")


def _enter(
    unit: Unit, by: Person, entries: dict[Cell, Figure], reason: str = "行政许可台账"
) -> list[HistoricalFigure]:
    return enter_figures(
        unit=unit,
        year=2019,
        form=FORM_2019,
        entries={cell: Entry(figure) for cell, figure in entries.items()},
        reason=reason,
        by=by,
    )


def test_a_figure_entered_by_hand_needs_its_reason(cast: Cast, newcomer: Unit) -> None:
    with pytest.raises(Refused):
        _enter(newcomer, cast.clerk, {LICENCES: 12}, reason="  ")
    (row,) = _enter(newcomer, cast.clerk, {LICENCES: 12})
    assert (row.figure, row.reason, row.source) == (12, "行政许可台账", None)


def test_the_four_states_are_stored_and_come_back_as_they_were(cast: Cast, newcomer: Unit) -> None:
    cells = [
        Cell("proactive", "licences", key) for key in ("previous_items", "change", "decisions")
    ]
    states: dict[Cell, Figure] = {
        cells[0]: 0,
        cells[1]: Gap.NOT_APPLICABLE,
        cells[2]: Gap.NOT_REPORTED,
        AMOUNT: Decimal("12.5"),
    }
    _enter(newcomer, cast.clerk, states)
    report = compile_year(newcomer, 2019, FORM_2019).report
    assert {cell: report.figure(cell) for cell in states} == states
    row = HistoricalFigure.objects.get(address=str(cells[2]))
    correct_figure(old=row, figure=Gap.BLANK, reason="原表空着", by=cast.clerk)
    assert compile_year(newcomer, 2019, FORM_2019).report.figure(cells[2]) is Gap.BLANK


@pytest.mark.parametrize(
    ("cell", "figure"),
    [(LICENCES, -1), (LICENCES, Decimal("1.5")), (AMOUNT, Decimal("-0.01"))],
)
def test_a_figure_its_column_cannot_hold_is_refused_with_the_relation(
    cast: Cast, newcomer: Unit, cell: Cell, figure: Figure
) -> None:
    with pytest.raises(Refused) as refusal:
        _enter(newcomer, cast.clerk, {cell: figure})
    assert refusal.value.article == "R9"
    assert _enter(newcomer, cast.clerk, {Cell("proactive", "licences", "change"): -1})


def test_a_cell_the_form_does_not_have_is_refused(cast: Cast, newcomer: Unit) -> None:
    with pytest.raises(Refused):
        _enter(newcomer, cast.clerk, {Cell("proactive", "licences", "issued"): 1})


def test_a_correction_ends_the_old_figure_and_both_stay(cast: Cast, newcomer: Unit) -> None:
    (old,) = _enter(newcomer, cast.clerk, {LICENCES: 12})
    then = timezone.now()
    new = correct_figure(old=old, figure=13, reason="漏记一件", by=cast.office_head)
    old.refresh_from_db()
    assert (old.figure, old.known_until, old.ended_by) == (12, new.known_from, new.event)
    assert new.event.data["figures"] == [{"cell": str(LICENCES), "before": "12", "after": "13"}]
    assert new.event.data["reason"] == "漏记一件"
    assert compile_year(newcomer, 2019, FORM_2019).report.figure(LICENCES) == 13
    assert compile_year(newcomer, 2019, FORM_2019, then).report.figure(LICENCES) == 12


def test_a_correction_needs_a_reason_a_change_and_a_figure_still_in_force(
    cast: Cast, newcomer: Unit
) -> None:
    (old,) = _enter(newcomer, cast.clerk, {LICENCES: 12})
    with pytest.raises(Refused):
        correct_figure(old=old, figure=13, reason="", by=cast.clerk)
    with pytest.raises(Refused):
        correct_figure(old=old, figure=12, reason="没有变", by=cast.clerk)
    correct_figure(old=old, figure=13, reason="漏记一件", by=cast.clerk)
    with pytest.raises(Refused):
        correct_figure(old=old, figure=14, reason="又漏一件", by=cast.clerk)


def test_a_withdrawn_figure_leaves_silence_behind(cast: Cast, newcomer: Unit) -> None:
    (old,) = _enter(newcomer, cast.clerk, {LICENCES: 12})
    with pytest.raises(Refused):
        withdraw_figure(old=old, reason="", by=cast.clerk)
    withdraw_figure(old=old, reason="是邻镇的数字", by=cast.clerk)
    assert compile_year(newcomer, 2019, FORM_2019).report.figure(LICENCES) is Gap.NOT_REPORTED
    old.refresh_from_db()
    assert old.ended_by is not None
    assert old.ended_by.kind == "reports.figure_withdrawn"


def test_entering_the_same_again_is_no_change(cast: Cast, newcomer: Unit) -> None:
    _enter(newcomer, cast.clerk, {LICENCES: 12})
    events = Event.objects.count()
    with pytest.raises(Refused):
        _enter(newcomer, cast.clerk, {LICENCES: 12, AMOUNT: Gap.BLANK})
    assert Event.objects.count() == events


def test_only_who_may_enter_enters(cast: Cast, newcomer: Unit) -> None:
    for person in (cast.leader, cast.stranger, cast.supervisor, cast.handler):
        with pytest.raises(NotPermitted):
            _enter(newcomer, person, {LICENCES: 12})
    (row,) = _enter(newcomer, cast.clerk, {LICENCES: 12})
    with pytest.raises(NotPermitted):
        correct_figure(old=row, figure=13, reason="漏记", by=cast.leader)
    with pytest.raises(NotPermitted):
        withdraw_figure(old=row, reason="漏记", by=cast.stranger)


def test_what_is_not_a_table_of_the_form_but_told_in_words_may_be_stated(
    cast: Cast, newcomer: Unit
) -> None:
    fee = Cell("stated", "processing_fee_yuan", "value")
    enter_figures(
        unit=newcomer,
        year=2022,
        form=FORM_2021,
        entries={fee: Entry(Decimal("55.5"))},
        reason="收费台账",
        by=cast.clerk,
    )
    compiled = compile_year(newcomer, 2022, FORM_2021)
    assert compiled.report.figure(fee) == Decimal("55.5")
    assert "55.5元" in compiled.report.sections["other"]


def test_neither_a_model_nor_the_database_changes_a_stated_figure(
    cast: Cast, newcomer: Unit
) -> None:
    (row,) = _enter(newcomer, cast.clerk, {LICENCES: 12})
    row.number = "99"
    for change in (
        row.save,
        row.delete,
        HistoricalFigure.objects.all().delete,
        lambda: HistoricalFigure.objects.update(number="99"),
    ):
        with pytest.raises(Unchangeable):
            change()
    for statement in (
        "UPDATE reports_historicalfigure SET number = '99'",
        "DELETE FROM reports_historicalfigure",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert HistoricalFigure.objects.get(pk=row.pk).figure == 12
