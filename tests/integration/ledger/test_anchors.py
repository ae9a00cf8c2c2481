"""The head is noted once a day, what is new is looked at, a fault stays a duty."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.conftest import Cast, SignIn
from tongming.cli import main
from tongming.ledger import anchors, chain, triggers
from tongming.ledger.actions import record
from tongming.ledger.duties import ledger_duties
from tongming.ledger.models import Anchor, Check, Event
from tongming.ledger.standalone import script
from tongming.units.rights import NotPermitted

MORNING = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def events(cast: Cast) -> list[Event]:
    """Some events, one with everything an event may say."""
    return [
        record(
            "tests.noted", unit=cast.town, by=cast.clerk, subject=cast.town,
            on=MORNING.date(), number=number, words=["甲\u3000乙", None, True],
            nested={"z": 1, "a": 2},
        )
        for number in range(6)
    ]  # fmt: skip


def tamper(event: Event, kind: str = "tests.other", *, whole: bool = False) -> None:
    """Change an event past the guard; `whole`: and every hash from it on, so that all fits."""
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_event SET kind = %s WHERE seq = %s", [kind, event.seq])
        previous = event.previous_hash
        for one in Event.objects.filter(seq__gte=event.seq).order_by("seq") if whole else ():
            one.previous_hash = previous
            previous = one.expected_hash()
            cursor.execute(
                "UPDATE ledger_event SET previous_hash = %s, hash = %s WHERE seq = %s",
                [one.previous_hash, previous, one.seq],
            )
    triggers.create(connection)


def test_a_day_has_one_anchor_and_the_clock_may_come_again(events: list[Event]) -> None:
    head = chain.head()
    assert anchors.note_daily(MORNING) == 1
    assert anchors.note_daily(MORNING + timedelta(hours=8)) == 0
    anchor = Anchor.objects.get()
    assert anchor.day == MORNING.date()
    assert anchor.seq >= head.seq
    assert Event.objects.get(seq=anchor.seq).hash == anchor.hash
    assert chain.verify({anchor.seq: anchor.hash}) is None


def test_the_day_is_the_day_in_china(events: list[Event]) -> None:
    anchors.note_daily(datetime(2026, 3, 1, 16, 30, tzinfo=UTC))
    assert Anchor.objects.get().day == MORNING.date()


def test_a_look_reads_on_from_the_last_one_and_the_whole_once_a_week(events: list[Event]) -> None:
    for number in range(9):
        anchors.note_daily(MORNING + number * DAY)
    afters = list(Check.objects.order_by("pk").values_list("after", flat=True))
    assert [after == 0 for after in afters] == [True, *[False] * 6, True, False]
    assert not Check.objects.exclude(broken_at=None).exists()


def test_a_fault_is_a_duty_until_the_whole_ledger_holds_again(
    cast: Cast, events: list[Event]
) -> None:
    anchors.note_daily(MORNING)
    later = record("tests.noted", unit=cast.town, by=cast.clerk, number=99)
    before = later.kind
    tamper(later)
    anchors.note_daily(MORNING + DAY)
    (duty,) = ledger_duties(cast.administrator, MORNING.date())
    assert f"第{later.seq}条" in str(duty.what)
    assert list(ledger_duties(cast.clerk, MORNING.date())) == []
    anchors.note_daily(MORNING + 2 * DAY)
    assert list(ledger_duties(cast.administrator, MORNING.date()))
    tamper(later, before)
    assert anchors.check_whole(by=cast.administrator).broken_at is None
    assert list(ledger_duties(cast.administrator, MORNING.date())) == []


def test_a_ledger_written_anew_as_a_whole_does_not_fit_the_anchors(
    cast: Cast, events: list[Event]
) -> None:
    anchors.note_daily(MORNING)
    tamper(events[2], whole=True)
    assert chain.verify() is None
    found = anchors.check_whole(by=cast.administrator)
    assert found.broken_at == Anchor.objects.get().seq
    assert "台账被整体改写过" in found.problem


def test_only_who_may_read_the_whole_ledger_may_have_it_checked(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        anchors.check_whole(by=cast.clerk)
    assert not Check.objects.exists()


def test_the_screen_shows_anchors_and_checks_again(
    cast: Cast, events: list[Event], sign_in: SignIn
) -> None:
    anchors.note_daily(MORNING)
    client = sign_in(cast.administrator)
    page = client.get("/work/ledger/anchors/").content.decode()
    assert Anchor.objects.get().hash in page
    told = client.post("/work/ledger/check/", follow=True).content.decode()
    assert "台账完整" in told
    assert sign_in(cast.clerk).get("/work/ledger/anchors/").status_code == 403


# --- The script an auditor takes along ------------------------------------------------------------


def audit(tmp_path: Path, *arguments: str) -> tuple[int, str]:
    """Run the script by itself: no site packages, nothing of the product on the path."""
    place = tmp_path / "verify_ledger.py"
    place.write_text(script(), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-I", "-S", str(place), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={"PYTHONUTF8": "1"},
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize("name", ["ledger.jsonl", "ledger.jsonl.gz"])
def test_an_auditor_checks_what_was_exported_without_the_product(
    tmp_path: Path, events: list[Event], name: str
) -> None:
    anchors.note_daily(MORNING)
    anchor = Anchor.objects.get()
    assert main(["ledger", "export", "--out", str(tmp_path / name)]) == 0
    published = {"anchors": [{"day": str(anchor.day), "seq": anchor.seq, "hash": anchor.hash}]}
    (tmp_path / "anchors.json").write_text(json.dumps(published), encoding="utf-8")
    code, said = audit(tmp_path, name, "--anchors", "anchors.json")
    assert code == 0, said
    assert str(chain.head()) in said
    published["anchors"][0]["hash"] = "0" * 64
    (tmp_path / "anchors.json").write_text(json.dumps(published), encoding="utf-8")
    code, said = audit(tmp_path, name, "--anchors", "anchors.json")
    assert code == 1
    assert f"第{anchor.seq}条的指纹与留存的不同" in said


def test_an_auditor_finds_a_line_changed_dropped_or_cut_off(
    tmp_path: Path, events: list[Event]
) -> None:
    place = tmp_path / "ledger.jsonl"
    assert main(["ledger", "export", "--out", str(place)]) == 0
    lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
    at = events[2].seq

    def outcome(changed: list[str], *more: str) -> tuple[int, str]:
        place.write_text("".join(changed), encoding="utf-8")
        return audit(tmp_path, "ledger.jsonl", *more)

    forged = lines[at - 1].replace('"number":2', '"number":3')
    assert outcome([*lines[: at - 1], forged, *lines[at:]])[0] == 1
    code, said = outcome([*lines[: at - 1], *lines[at:]])
    assert (code, f"缺第{at}条" in said) == (1, True)
    code, said = outcome(lines[:-1], "--anchor", str(chain.head()))
    assert (code, "有过留存" in said) == (1, True)
    assert outcome(["{not json\n"])[0] == 2
    assert outcome(lines)[0] == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the database is a file on SQLite alone")
@pytest.mark.django_db(transaction=True)
def test_an_auditor_reads_the_database_of_a_small_installation_itself(
    tmp_path: Path, cast: Cast
) -> None:
    with transaction.atomic():
        record("tests.noted", unit=cast.town, by=cast.clerk, on=MORNING.date(), words=["甲", None])
    place = tmp_path / "copy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(place)])
    code, said = audit(tmp_path, "copy.sqlite3")
    assert code == 0, said
    assert str(chain.head()) in said
