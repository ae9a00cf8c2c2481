"""What is set up wrongly is said, with an id and what to do; what is right is not complained of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
import time_machine
from django.core.checks import CheckMessage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tongming import checks, environment
from tongming.law.words import say
from tongming.ledger import triggers

Run = Callable[[], set[str]]


@pytest.fixture
def run(db: None) -> Run:
    """The ids of everything our checks say now; each says what to do."""

    def all_of_them() -> set[str]:
        found: list[CheckMessage] = [
            message
            for check in (*checks.PLAIN, *checks.DATABASE)
            for message in check(databases=["default"])
        ]
        assert all(message.hint for message in found)
        return {str(message.id) for message in found}

    return all_of_them


@pytest.fixture(autouse=True)
def good_installation(settings: Settings) -> None:
    """Reached from elsewhere, as it should be."""
    settings.TLS = True
    settings.ALLOWED_HOSTS = ["gongkai.example.gov.cn"]
    settings.SECOND_FACTOR = "required"


@pytest.fixture(autouse=True)
def october() -> Iterator[time_machine.Traveller]:
    """A day on which the next year's holidays are not yet announced."""
    with time_machine.travel("2026-10-31 12:00:00+08:00", tick=False) as traveller:
        yield traveller


def test_a_good_installation_is_not_complained_of(run: Run) -> None:
    assert run() == set()


def test_a_data_folder_that_cannot_be_written_is_an_error(run: Run, settings: Settings) -> None:
    settings.VAR_PROBLEM = "Permission denied"
    assert run() == {"tongming.E001"}


def test_a_database_older_than_the_code_is_an_error(run: Run) -> None:
    MigrationRecorder(connection).record_unapplied("ledger", "0003_anchors")
    assert "tongming.E002" in run()
    [message] = checks.database_is_as_new_as_the_code(databases=["default"])
    assert "ledger.0003_anchors" in message.msg
    MigrationRecorder(connection).record_applied("ledger", "0003_anchors")
    assert run() == set()


def test_a_setting_that_makes_no_sense_is_an_error_that_says_what_to_write(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = environment.Problem("TONGMING_TLS", "maybe", say("true 或 false"))
    monkeypatch.setattr(environment, "PROBLEMS", [problem])
    assert run() == {"tongming.E003"}
    [message] = checks.environment_makes_sense()
    assert "TONGMING_TLS" in message.msg
    assert message.hint == "应写成：true 或 false。"


def test_a_ledger_without_its_guard_is_an_error_and_can_be_guarded_again(run: Run) -> None:
    triggers.drop(connection)
    assert run() == {"tongming.E004"}
    call_command("guard_ledger", stdout=StringIO())
    assert run() == set()


def test_from_november_on_the_next_year_must_be_loaded(
    run: Run, october: time_machine.Traveller
) -> None:
    october.move_to("2026-11-01 00:00:00+08:00")
    assert run() == {"tongming.W001"}
    [message] = checks.calendar_reaches_far_enough(databases=["default"])
    assert "没有2027年的工作日历" in message.msg


def test_a_year_not_loaded_at_all_is_said_in_any_month(
    run: Run, october: time_machine.Traveller
) -> None:
    october.move_to("2027-01-15 00:00:00+08:00")
    assert run() == {"tongming.W001"}


def test_demonstration_data_are_for_this_machine_only(
    run: Run, cast: Cast, settings: Settings
) -> None:
    cast.town.is_demo = True
    cast.town.save()
    assert run() == {"tongming.W002"}
    settings.TLS = False
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    assert run() == set()


def test_an_open_demonstration_account_counts_and_a_closed_one_does_not(
    run: Run, cast: Cast
) -> None:
    cast.clerk.is_demo = True
    cast.clerk.save()
    assert run() == {"tongming.W002"}
    cast.clerk.is_active = False
    cast.clerk.save()
    assert run() == set()


def test_a_second_factor_that_is_only_reminded_is_said(run: Run, settings: Settings) -> None:
    settings.SECOND_FACTOR = "remind"
    assert run() == {"tongming.W003"}


def test_an_open_installation_without_tls_is_said(run: Run, settings: Settings) -> None:
    settings.TLS = False
    assert run() == {"tongming.W004"}


def test_any_host_at_all_is_said(run: Run, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert run() == {"tongming.W005"}


def test_debug_on_an_open_installation_is_said(run: Run, settings: Settings) -> None:
    settings.DEBUG = True
    assert run() == {"tongming.W006"}


def test_the_checks_are_registered_with_django(settings: Settings, db: None) -> None:
    settings.SECOND_FACTOR = "remind"
    shown = StringIO()
    call_command("check", stdout=shown, stderr=shown)
    assert "tongming.W003" in shown.getvalue()
    settings.VAR_PROBLEM = "Permission denied"
    with pytest.raises(Exception, match=r"tongming\.E001"):
        call_command("check", stdout=shown, stderr=shown)


def test_no_check_asks_a_database_it_was_not_given(settings: Settings) -> None:
    # Without the `db` fixture any question to the database fails this test.
    assert [message for check in checks.DATABASE for message in check(databases=None)] == []
