"""An event is recorded with its act, at the end of the chain, and never changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tests.conftest import Cast
from tongming.law.organs import Level
from tongming.ledger import triggers
from tongming.ledger.actions import record
from tongming.ledger.canonical import FIRST
from tongming.ledger.chain import head
from tongming.ledger.models import Event, Unchangeable


def test_each_event_carries_the_hash_of_the_one_before(cast: Cast) -> None:
    before = head()
    first = record("tests.noted", unit=cast.town, by=cast.clerk, subject=cast.town, note="甲")
    second = record("tests.noted", unit=cast.town, by=None, note="乙")
    assert first.previous_hash == before.hash
    assert (second.seq, second.previous_hash) == (first.seq + 1, first.hash)
    assert second.hash == second.expected_hash() != first.hash


def test_the_first_event_of_all_follows_zeros(db: None) -> None:
    event = record("tests.noted", unit=None, by=None)
    assert (event.seq, event.previous_hash) == (1, FIRST)


def test_what_is_read_back_has_the_hash_that_was_written(cast: Cast) -> None:
    written = record(
        "tests.noted",
        unit=cast.town,
        by=cast.clerk,
        subject=cast.town,
        on=date(2026, 11, 23),
        amount=Decimal("12.50"),
        level=Level.TOWNSHIP,
        days=[date(2026, 1, 4), None, True, 7],
        text="“引号”、\u2028换行、\x00空字符、𠮷",
        nested={"乙": 1, "甲": {"z": 0, "a": -3}},
    )
    read = Event.objects.get(seq=written.seq)
    assert read.expected_hash() == written.hash == read.hash
    assert read.data["amount"] == "12.50"
    assert read.data["days"] == ["2026-01-04", None, True, 7]
    assert "\x00" not in read.data["text"]


def test_a_number_that_databases_round_differently_is_not_kept(cast: Cast) -> None:
    record("tests.noted", unit=None, by=None, share=Decimal("0.1"))
    with pytest.raises(TypeError, match="float"):
        record("tests.noted", unit=None, by=None, share=0.1)


@pytest.mark.django_db(transaction=True)
def test_an_event_is_recorded_inside_the_transaction_of_its_act() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record("tests.noted", unit=None, by=None)
    with transaction.atomic():
        record("tests.noted", unit=None, by=None)
    assert head().seq == 1


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_event_and_no_gap() -> None:

    @transaction.atomic
    def act() -> None:
        record("tests.noted", unit=None, by=None)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert head().seq == 0
    with transaction.atomic():
        assert record("tests.noted", unit=None, by=None).seq == 1


def test_the_program_refuses_to_change_or_delete_an_event(cast: Cast) -> None:
    event = record("tests.noted", unit=None, by=None)
    event.kind = "tests.other"
    for attempt in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(kind="tests.other"),
    ):
        with pytest.raises(Unchangeable):
            attempt()


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("UPDATE ledger_event SET kind = 'tests.other'", "never changed"),
        ("DELETE FROM ledger_event", "never"),
        (
            "INSERT INTO ledger_event SELECT seq + 5, at, kind, subject_type, subject_id, "
            "\"on\", data, previous_hash, 'x', by_id, unit_id FROM ledger_event WHERE seq = 1",
            "not the next",
        ),
    ],
)
def test_the_database_refuses_it_too(cast: Cast, statement: str, answer: str) -> None:
    kept = Event.objects.count()
    with (
        pytest.raises(DatabaseError, match=answer),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.count() == kept


def test_replacing_an_event_is_refused_on_sqlite(cast: Cast) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    with (
        pytest.raises(DatabaseError, match="not the next"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT OR REPLACE INTO ledger_event SELECT * FROM ledger_event LIMIT 1")


def test_emptying_the_table_is_refused_on_postgresql(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    connection.check_constraints()  # those of the set-up wait for the end of the transaction
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE ledger_event CASCADE")


def test_a_lost_trigger_is_noticed_and_can_be_set_again(cast: Cast) -> None:
    assert triggers.missing(connection) == []
    triggers.drop(connection)
    assert set(triggers.missing(connection)) == set(triggers.NAMES)
    triggers.create(connection)
    assert triggers.missing(connection) == []
