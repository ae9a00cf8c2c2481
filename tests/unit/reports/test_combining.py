"""Which source a figure comes from where several speak, and what silence means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021, FORM_OWN, Form
from tongming.law.organs import Level
from tongming.law.words import N_, Message, say
from tongming.reports.compiling.combine import combine
from tongming.reports.compiling.evidence import Basis, Combined, Statement

LICENCES = Cell("proactive", "licences", "decisions")
RECEIVED = Cell("requests", "1", "nat")
SOME_DAY = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)


def _statement(
    cell: Cell,
    figure: Figure,
    *,
    form: Form = FORM_2021,
    source: int | None = 1,
    days_later: int = 0,
    unit_text: str = "",
) -> Statement:
    return Statement(
        pk=days_later + 1,
        cell=cell,
        figure=figure,
        form=form.id,
        source=source,
        quote="行政许可 12",
        where="表二",
        reason="" if source else "查阅台账",
        unit_text=unit_text,
        known_from=SOME_DAY + timedelta(days=days_later),
    )


def _combine(
    statements: Sequence[Statement] = (),
    *,
    form: Form = FORM_2021,
    counted: Mapping[Cell, tuple[int, Message]] | None = None,
    carried: Mapping[Cell, Figure] | None = None,
    tallied: Mapping[Cell, tuple[int, Message]] | None = None,
    in_system: bool = False,
) -> Combined:
    return combine(
        form,
        level=Level.TOWNSHIP,
        in_system=in_system,
        counted=counted or {},
        statements=statements,
        carried=carried or {},
        source_names={1: "2021年年报.html"},
        tallied=tallied or {},
    )


COUNTED = {RECEIVED: (5, say(N_("本年收到的申请")))}


def test_what_the_system_counted_stands_above_what_a_report_said_and_the_conflict_is_listed() -> (
    None
):
    combined = _combine([_statement(RECEIVED, 6)], counted=COUNTED, in_system=True)
    assert combined.figures[RECEIVED] == 5
    assert combined.evidence[RECEIVED].basis is Basis.COUNTED
    assert [s.figure for s in combined.evidence[RECEIVED].statements] == [6]
    (conflict,) = combined.conflicts
    assert (conflict.cell, conflict.used, conflict.other) == (RECEIVED, 5, 6)
    assert conflict.other_basis is Basis.READ


def test_a_report_that_says_the_same_as_the_count_is_no_conflict() -> None:
    combined = _combine([_statement(RECEIVED, 5)], counted=COUNTED, in_system=True)
    assert combined.conflicts == ()


def test_a_figure_stated_in_the_form_being_compiled_stands_above_one_from_another_form() -> None:
    older = _statement(LICENCES, 12, form=FORM_2021)
    later = _statement(LICENCES, 13, form=FORM_2019, days_later=3)
    combined = _combine([later, older])
    assert combined.figures[LICENCES] == 12
    assert [(c.used, c.other) for c in combined.conflicts] == [(12, 13)]
    assert _combine([later, older], form=FORM_2019).figures[LICENCES] == 13


def test_a_number_somewhere_stands_above_a_gap_elsewhere() -> None:
    gap = _statement(LICENCES, Gap.BLANK)
    number = _statement(LICENCES, 13, form=FORM_2019)
    combined = _combine([gap, number])
    assert combined.figures[LICENCES] == 13
    assert combined.conflicts == ()


def test_the_four_states_of_a_cell_pass_through_unchanged() -> None:
    issued, repealed, in_force = (
        Cell("proactive", "normative_documents", key) for key in ("issued", "repealed", "in_force")
    )
    combined = _combine(
        [
            _statement(issued, 0),
            _statement(repealed, Gap.BLANK),
            _statement(in_force, Gap.NOT_REPORTED),
            _statement(LICENCES, Gap.NOT_APPLICABLE),
        ]
    )
    assert [combined.figures[cell] for cell in (issued, repealed, in_force, LICENCES)] == [
        0,
        Gap.BLANK,
        Gap.NOT_REPORTED,
        Gap.NOT_APPLICABLE,
    ]


def test_silence_is_not_reported_before_the_system_and_not_filled_in_it() -> None:
    before, within = _combine(), _combine(in_system=True)
    assert before.figures[LICENCES] is Gap.NOT_REPORTED
    assert within.figures[LICENCES] is Gap.BLANK
    assert LICENCES in before.missing
    assert LICENCES in within.missing
    assert before.evidence[LICENCES].basis is Basis.SILENT


def test_rules_of_a_township_are_nought_and_not_missing() -> None:
    rules = Cell("proactive", "rules", "issued")
    combined = _combine()
    assert combined.figures[rules] == 0
    assert combined.evidence[rules].article == "《立法法》第九十三条"
    assert rules not in combined.missing


def test_last_years_carry_over_fills_this_years_and_settles_what_follows() -> None:
    brought = Cell("requests", "2", "nat")
    stated = [
        _statement(Cell("requests", "1", "nat"), 7),
        _statement(Cell("requests", "3.7", "nat"), 9),
    ]
    combined = _combine(stated, carried={brought: 2})
    assert combined.figures[brought] == 2
    assert combined.evidence[brought].basis is Basis.CARRIED
    assert combined.figures[Cell("requests", "4", "nat")] == 0
    assert _combine(stated).figures[brought] is Gap.NOT_REPORTED


def test_last_years_carry_over_does_not_change_what_this_years_report_says() -> None:
    brought = Cell("requests", "2", "nat")
    combined = _combine([_statement(brought, 3)], carried={brought: 2})
    assert combined.figures[brought] == 3


def test_a_derived_figure_keeps_the_blank_its_source_left() -> None:
    total = Cell("requests", "1", "sum")
    part = Cell("requests", "1", "nat")
    combined = _combine([_statement(total, 0), _statement(part, Gap.BLANK)])
    evidence = combined.evidence[part]
    assert combined.figures[part] == 0
    assert (evidence.basis, evidence.relation) == (Basis.DERIVED, "R3+R9")
    assert [s.figure for s in evidence.statements] == [Gap.BLANK]


def test_the_towns_own_words_fill_the_official_form_and_the_channels_stay_beside_it() -> None:
    words = [
        _statement(Cell("stated", "applications_received", "value"), 0, form=FORM_OWN),
        _statement(Cell("stated", "applications_answered", "value"), 0, form=FORM_OWN),
        _statement(Cell("channels", "total", "items"), 146, form=FORM_OWN),
    ]
    official, own = _combine(words, form=FORM_2019), _combine(words, form=FORM_OWN)
    assert official.figures[Cell("requests", "1", "sum")] == 0
    assert official.figures[Cell("requests", "3.6", "nat")] == 0
    assert official.figures[Cell("requests", "2", "sum")] is Gap.NOT_REPORTED
    for combined in (official, own):
        assert combined.figures[Cell("channels", "total", "items")] == 146


def test_the_unit_printed_with_an_amount_stays_with_it() -> None:
    amount = Cell("proactive", "procurement", "amount")
    stated = _statement(amount, Decimal(251000), form=FORM_2019, unit_text="元")
    combined = _combine([stated], form=FORM_2019)
    assert combined.figures[amount] == Decimal(251000)
    assert combined.units == {amount: "元"}


TALLIED = {LICENCES: (5, say(N_("本年收到的申请")))}


def test_a_tally_stands_where_nothing_was_stated_and_beside_what_was() -> None:
    alone = _combine(tallied=TALLIED, in_system=True)
    assert alone.figures[LICENCES] == 5
    assert alone.evidence[LICENCES].basis is Basis.COUNTED
    blank = _combine([_statement(LICENCES, Gap.BLANK)], tallied=TALLIED, in_system=True)
    assert blank.figures[LICENCES] == 5
    agreed = _combine([_statement(LICENCES, 5)], tallied=TALLIED, in_system=True)
    assert (agreed.evidence[LICENCES].basis, agreed.conflicts) == (Basis.READ, ())
    other = _combine([_statement(LICENCES, 6)], tallied=TALLIED, in_system=True)
    assert other.figures[LICENCES] == 6
    (conflict,) = other.conflicts
    assert (conflict.used, conflict.other, conflict.other_basis) == (6, 5, Basis.COUNTED)


def test_what_is_not_applicable_is_no_gap_for_a_tally() -> None:
    combined = _combine([_statement(LICENCES, Gap.NOT_APPLICABLE)], tallied=TALLIED, in_system=True)
    assert combined.figures[LICENCES] is Gap.NOT_APPLICABLE
