"""When the term of keeping is over, who applied is gone for good and every figure is as before."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.conf import settings
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.applications.test_who_applied import MONDAY, WANG, entered
from tongming.applications import intake
from tongming.applications.actions import enter_step
from tongming.applications.applicants import erasing
from tongming.applications.applicants.actions import identity_of, submit
from tongming.applications.applicants.models import Applicant, Paper
from tongming.applications.applicants.queries import masked, same_applicant
from tongming.applications.kinds import Kind
from tongming.applications.models import Application
from tongming.law.figures import Cell, Figure
from tongming.law.forms import FORM_2021
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.reports.compiling.year import compile_year
from tongming.sealing.keeping import years_before

LAST_DAY = date(2036, 2, 9)
"""Ten years after Monday 9 February 2026."""

pytestmark = pytest.mark.django_db(transaction=True)


def answered(cast: Cast, on: date = MONDAY) -> Application:
    """An application with a scan, answered on the day it came."""
    application = entered(
        cast, arrived_on=on, features="红政发〔2025〕3号", scans=[("申请表.pdf", b"%PDF-1.4\n")]
    )
    enter_step(
        application=application, kind=Kind.ANSWERED, on=on, outcome=Outcome.GRANTED,
        by=cast.handler, today=on,
    )  # fmt: skip
    return application


def figures(cast: Cast) -> dict[Cell, Figure]:
    report = compile_year(cast.town, 2026, FORM_2021).report
    return {cell: report.figure(cell) for cell in FORM_2021.cells()}


def test_the_day_after_nothing_personal_is_left_and_the_figures_are_the_same(cast: Cast) -> None:
    application = answered(cast)
    open_one = entered(cast)
    file = Paper.objects.get().file
    where, before = file.path, figures(cast)
    assert erasing.erase_due(LAST_DAY) == 1
    application.refresh_from_db()
    applicant = Applicant.objects.get(application=application)
    assert (bytes(applicant.sealed), applicant.identity_mark, applicant.contact_mark) == (
        b"", "", "",
    )  # fmt: skip
    assert (masked(application), identity_of(application)) == (None, None)
    assert application.features == ""
    assert not where.exists()
    file.refresh_from_db()
    assert (file.name, file.erased_at is not None) == ("", True)
    assert not same_applicant(open_one, seen_by=cast.handler).exists()
    assert figures(cast) == before
    event = Event.objects.latest("seq")
    assert (event.kind, event.data) == (
        "applications.erased", {"number": application.number, "years": 10}
    )  # fmt: skip
    assert verify() is None


def test_until_the_term_is_over_and_while_it_is_open_everything_is_kept(cast: Cast) -> None:
    application, open_one = answered(cast), entered(cast)
    assert erasing.erase_due(date(2036, 2, 8)) == 0
    assert identity_of(application) == WANG
    assert erasing.erase_due(date(2056, 1, 1)) == 1
    assert identity_of(open_one) == WANG


def test_it_is_done_once(cast: Cast) -> None:
    answered(cast)
    assert [erasing.erase_due(LAST_DAY) for _ in range(2)] == [1, 0]
    assert Event.objects.filter(kind="applications.erased").count() == 1


def test_the_office_sets_the_term(cast: Cast, settings: Settings) -> None:
    settings.RETENTION_YEARS = 30
    answered(cast)
    assert erasing.erase_due(LAST_DAY) == 0
    assert erasing.erase_due(date(2056, 2, 9)) == 1


def test_what_was_set_aside_unconfirmed_is_erased_too(cast: Cast) -> None:
    with time_machine.travel(f"{MONDAY} 10:00+08:00", tick=False):
        application, code = submit(
            unit=cast.town, subject="村级公益事业项目清单", features="",
            applicant_kind=ApplicantKind.NATURAL_PERSON, identity=WANG,
            form_wanted="electronic", way_wanted="online", proofs=[], today=MONDAY,
        )  # fmt: skip
    intake.dismiss(application=application, reason="测试提交", by=cast.clerk, today=MONDAY)
    assert erasing.erase_due(LAST_DAY) == 1
    application.refresh_from_db()
    assert identity_of(application) is None
    assert not Application.objects.filter(query_mark=intake.query_mark(code)).exists()


def test_a_room_that_still_needs_it_holds_it_and_one_that_keeps_letters_erases_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, free = answered(cast), answered(cast)
    told: list[Application] = []
    monkeypatch.setattr(erasing, "_holds", [lambda one: one.pk == held.pk])
    monkeypatch.setattr(erasing, "_erasers", [told.append])
    assert erasing.erase_due(LAST_DAY) == 1
    assert told == [free]
    assert identity_of(held) == WANG


def test_when_a_room_cannot_erase_its_part_nothing_of_that_application_is_erased(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    application, other = answered(cast), answered(cast)

    def fails(one: Application) -> None:
        if one == application:
            raise OSError

    monkeypatch.setattr(erasing, "_erasers", [fails])
    with pytest.raises(OSError):
        erasing.erase_due(LAST_DAY)
    assert identity_of(application) == WANG
    assert Paper.objects.get(application=application).file.read() == b"%PDF-1.4\n"
    assert identity_of(other) is None


def test_a_leap_day_counts_to_the_28th() -> None:
    assert years_before(date(2036, 2, 29), 10) == date(2026, 2, 28)
    assert settings.RETENTION_YEARS == 10
