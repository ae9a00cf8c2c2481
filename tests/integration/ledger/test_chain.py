"""Verification names the first broken link, whoever broke it and however."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.conftest import Cast
from tongming.cli import main
from tongming.ledger import triggers
from tongming.ledger.actions import record
from tongming.ledger.chain import Broken, Head, head, verify, walk
from tongming.ledger.models import Event


@pytest.fixture
def events(cast: Cast) -> list[Event]:
    """Ten events about nothing in particular, the last of the ledger."""
    return [
        record("tests.noted", unit=cast.town, by=cast.clerk, subject=cast.town, number=number)
        for number in range(10)
    ]


@contextmanager
def somebody_at_the_database() -> Iterator[None]:
    """A person who can take the triggers away and put them back."""
    triggers.drop(connection)
    yield
    triggers.create(connection)


def sql(statement: str, *values: str | int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_untouched_ledger_holds(events: list[Event]) -> None:
    assert verify() is None


def test_an_empty_ledger_holds(db: None) -> None:
    assert verify() is None
    assert head().seq == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("data", '{"number": 99}'),
        ("kind", "tests.other"),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("by_id", None),
        ("unit_id", None),
        ("subject_id", "999"),
        ('"on"', "2020-01-01"),
    ],
)
def test_an_event_changed_afterwards_is_named(
    events: list[Event], column: str, value: str | None
) -> None:
    changed = events[3].seq
    with somebody_at_the_database():
        sql(f"UPDATE ledger_event SET {column} = %s WHERE seq = %s", value, changed)
    broken = verify()
    assert broken is not None
    assert (broken.seq, broken.what, broken.found) == (changed, "content", events[3].hash)
    assert f"第{changed}条的内容与它的指纹不符" in str(broken.message)


def test_an_event_changed_together_with_its_hash_breaks_the_next_link(events: list[Event]) -> None:
    with somebody_at_the_database():
        sql("UPDATE ledger_event SET kind = 'tests.other' WHERE seq = %s", events[3].seq)
        forged = Event.objects.get(seq=events[3].seq).expected_hash()
        sql("UPDATE ledger_event SET hash = %s WHERE seq = %s", forged, events[3].seq)
    broken = verify()
    assert broken is not None
    assert (broken.seq, broken.what) == (events[4].seq, "previous")
    assert (broken.expected, broken.found) == (forged, events[3].hash)


def test_an_event_taken_out_leaves_a_gap(events: list[Event]) -> None:
    with somebody_at_the_database():
        sql("DELETE FROM ledger_event WHERE seq = %s", events[5].seq)
    broken = verify()
    assert broken is not None
    assert (broken.seq, broken.what) == (events[5].seq, "missing")


def test_of_several_breaks_the_first_is_named(events: list[Event]) -> None:
    with somebody_at_the_database():
        sql("DELETE FROM ledger_event WHERE seq = %s", events[7].seq)
        sql("UPDATE ledger_event SET kind = 'tests.other' WHERE seq = %s", events[2].seq)
    broken = verify()
    assert broken is not None
    assert (broken.seq, broken.what) == (events[2].seq, "content")


def test_a_tail_cut_off_shows_only_against_a_head_noted_before(events: list[Event]) -> None:
    noted = head()
    with somebody_at_the_database():
        sql("DELETE FROM ledger_event WHERE seq > %s", events[6].seq)
    assert verify() is None
    broken = verify({noted.seq: noted.hash})
    assert broken is not None
    assert (broken.seq, broken.what) == (noted.seq, "anchor")


def test_a_ledger_written_anew_shows_against_a_head_noted_before(
    events: list[Event], cast: Cast
) -> None:
    noted = head()
    with somebody_at_the_database():
        sql("DELETE FROM ledger_event WHERE seq >= %s", events[8].seq)
    for _ in range(4):
        record("tests.invented", unit=None, by=None)
    assert verify() is None
    broken = verify({noted.seq: noted.hash})
    assert broken is not None
    assert (broken.seq, broken.what, broken.expected) == (noted.seq, "anchor", noted.hash)


def test_the_command_counts_and_gives_the_head(
    events: list[Event], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "verify"]) == 0
    shown = capsys.readouterr().out
    assert f"共 {events[-1].seq} 条" in shown
    assert events[-1].hash in shown


def test_the_command_names_the_broken_link_and_exits_with_1(
    events: list[Event], capsys: pytest.CaptureFixture[str]
) -> None:
    with somebody_at_the_database():
        sql("UPDATE ledger_event SET kind = 'tests.other' WHERE seq = %s", events[3].seq)
    assert main(["ledger", "verify"]) == 1
    assert f"台账在第{events[3].seq}条处断开" in capsys.readouterr().out
    assert main(["ledger", "verify", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["intact"], answer["seq"], answer["what"]) == (False, events[3].seq, "content")


def test_a_head_noted_by_one_command_is_checked_by_the_other(
    events: list[Event], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "head"]) == 0
    noted = capsys.readouterr().out.strip()
    assert Head.parse(noted) == head()
    assert main(["ledger", "verify", "--anchor", noted]) == 0
    capsys.readouterr()
    forged = f"{noted.partition(':')[0]}:{'0' * 64}"
    assert main(["ledger", "verify", "--anchor", forged]) == 1
    assert "指纹与当时留存的不同" in capsys.readouterr().out
    assert main(["ledger", "verify", "--anchor", "nonsense"]) == 2
    assert "看不懂“nonsense”" in capsys.readouterr().err


def test_verification_reads_no_further_than_the_first_break() -> None:
    def rows() -> Iterator[dict[str, object]]:
        yield {"seq": 2}
        raise AssertionError("read on")

    outcome = walk(rows(), {})
    assert isinstance(outcome, Broken)
    assert (outcome.seq, outcome.what) == (1, "missing")
