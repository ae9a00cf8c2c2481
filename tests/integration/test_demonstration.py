"""The demonstration: prepared by the actions people use, and preparing twice changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine
from pytest_django.fixtures import Settings

from tongming.applications.handling.queries import answers_of
from tongming.applications.letters.models import Letter
from tongming.applications.models import Application
from tongming.cli.demo import STEPS
from tongming.demonstration.past_year import source_text
from tongming.demonstration.people import ACCOUNTS, PASSWORD
from tongming.demonstration.prepare import Prepared, prepare
from tongming.engagement.assessment.models import Assessment
from tongming.engagement.consultations.models import Consultation
from tongming.engagement.matters.models import Matter
from tongming.engagement.messages import models as messages
from tongming.engagement.reading.models import Point, Transfer, Visit
from tongming.engagement.topics.models import Opinion, Topic
from tongming.law.budget_tables import AccountKind
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021, FORM_OWN
from tongming.law.words import Message
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.publishing.actions import publish_pending
from tongming.publishing.models import Listing
from tongming.publishing.verifying import verify as verify_site
from tongming.registers.budgets.models import Account
from tongming.registers.catalogue.queries import coverage
from tongming.registers.normative.models import Cleanup
from tongming.registers.powers.models import Version as PowerVersion
from tongming.registers.villages.models import Check
from tongming.reports.compiling.year import compile_year
from tongming.reports.models import FrozenReport
from tongming.reports.queries import published_report
from tongming.reports.reading import read
from tongming.reports.reproducing import reproduce
from tongming.reports.submissions.models import Submission
from tongming.supervision.inspection.models import Finding, Order
from tongming.supervision.tasks.models import Evidence, Task
from tongming.supervision.training.models import Attempt
from tongming.units.duties import duties_for
from tongming.units.handover.models import Handover
from tongming.units.institutions.models import Acknowledgement
from tongming.units.models import Person, Unit
from tongming.units.roles import Role

SEED = Path(__file__).parents[3] / "shared" / "seed" / "hongshilazi-2019.txt"
TODAY = date(2026, 11, 23)
FIRST_SCREENS = {
    Role.CLERK: {"messages", "matters", "inspection"},
    Role.OFFICE_HEAD: {"messages", "matters", "inspection"},
    Role.LEADER: {"messages"},
    Role.APPLICATION_HANDLER: {"messages", "matters"},
    Role.SUPERVISOR: {"inspection"},
}
"""Whose first screen leads into which of the rooms of what people say and of inspection."""


def _prepare(told: list[str] | None = None) -> Prepared:
    def tell(what: Message) -> None:
        if told is not None:
            told.append(str(what))

    return prepare(tell, TODAY)


@pytest.fixture
def own_var(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A data folder of the test's own, on the day of the demonstration."""
    settings.VAR = tmp_path
    with time_machine.travel(f"{TODAY}T10:00:00+08:00"):
        yield tmp_path


@pytest.mark.django_db
def test_everything_is_there_and_twice_is_once(own_var: Path) -> None:
    told: list[str] = []
    prepared = _prepare(told)
    assert len(told) == STEPS
    assert len(prepared.files) == 10
    assert all(path.stat().st_size > 1000 for path in prepared.files)
    assert prepared.applications >= 5
    assert prepared.documents == 8
    assert prepared.cases == 1
    before = (Event.objects.count(), {path: path.stat().st_mtime_ns for path in prepared.files})
    again = _prepare()
    after = (Event.objects.count(), {path: path.stat().st_mtime_ns for path in again.files})
    assert after == before
    assert verify() is None


@pytest.mark.django_db
def test_applications_stand_in_every_state_a_visitor_should_see(own_var: Path) -> None:
    prepared = _prepare()
    town = Application.objects.filter(unit=prepared.cast.town)
    assert set(town.values_list("state", flat=True)) == {
        "unconfirmed", "running", "awaiting_applicant", "suspended", "closed",
    }  # fmt: skip
    letters = Letter.objects.filter(unit=prepared.cast.town).order_by("kind")
    assert [(one.kind, one.state) for one in letters] == [
        ("P2", "received"), ("P4", "submitted"), ("P5", "received"), ("R1", "received"),
    ]  # fmt: skip
    asked = town.get(state="suspended")
    assert [one.question for one in answers_of(asked)][-1] == "15"
    duties = duties_for(prepared.cast.by_role[Role.OFFICE_HEAD], TODAY)
    assert any("签发延期答复告知书" in str(one.what) for one in duties.now)


@pytest.mark.django_db
def test_the_towns_2019_is_published_in_both_forms_and_proved(own_var: Path) -> None:
    _prepare()
    for frozen in FrozenReport.objects.all():
        assert reproduce(frozen).holds
        report = published_report("hongshilazi", 2019, frozen.report.form)
        assert report is not None
        assert report.report.figure(Cell("channels", "total", "items")) == 146
    official = published_report("hongshilazi", 2019)
    assert official is not None
    assert official.form.id == "2019-60"
    assert official.report.figure(Cell("requests", "1", "ent")) == 0
    assert FrozenReport.objects.count() == 2


@pytest.mark.django_db
def test_there_is_somebody_for_every_role_and_all_are_marked(own_var: Path) -> None:
    _prepare()
    assert {account.role for account in ACCOUNTS} == set(Role)
    for account in ACCOUNTS:
        person = Person.objects.get(username=account.username)
        assert person.is_demo
        assert person.check_password(PASSWORD)
    for application in Application.objects.all():
        assert application.unit.is_demo


@pytest.mark.django_db
def test_registers_office_and_tasks_stand_where_a_visitor_should_see_them(own_var: Path) -> None:
    town = _prepare().cast.town
    first, second = PowerVersion.objects.filter(power_list__unit=town).order_by("number")
    assert (first.is_public, second.is_public, second.stage) == (True, True, "approved")
    assert first.items.count() < second.items.count()
    accounts = Account.objects.filter(unit=town)
    assert {one.kind_of for one in accounts} == {
        AccountKind.DEPARTMENT_BUDGET, AccountKind.DEPARTMENT_FINAL,
    }  # fmt: skip
    assert all(one.document is not None and one.document.is_demo for one in accounts)
    stands = {one.standing for one in coverage(town, TODAY)}
    assert len(stands) > 1  # covered, due, overdue
    licences = compile_year(town, 2026, FORM_2021).report.figure(
        Cell("proactive", "licences", "decisions")
    )
    assert licences == 209  # ten months of the service centre
    assert {one.is_open for one in Check.objects.filter(village__unit=town)} == {True, False}
    assert Cleanup.objects.get(unit=town).finished_on == TODAY
    assert Acknowledgement.objects.filter(version__institution__unit=town).count() == 9
    assert town.shifts.count() == 14
    assert Attempt.objects.filter(session__unit=town, passed=True).count() == 1
    assert Handover.objects.get(unit=town).state == "open"
    states = set(Task.objects.filter(unit=town, year=2026).values_list("state", flat=True))
    assert states == {"proposed", "open", "concluded", "settled", "merged"}
    assert Task.objects.get(unit=town, kind="key_point").set_by == town.parent
    words = compile_year(town, 2026, FORM_2021).report.sections["problems"]
    assert "列入整改的问题和改进措施3项，已完成1项。" in words
    assert Evidence.objects.filter(progress__task__unit=town).count() >= 2


@pytest.mark.django_db
def test_what_people_ask_stands_in_every_state_and_the_town_answers(own_var: Path) -> None:
    cast = _prepare().cast
    town = cast.town
    letters = messages.Message.objects
    assert set(letters.values_list("state", flat=True)) == {
        "new", "handling", "approval", "answered", "redirected",
    }  # fmt: skip
    assert letters.exclude(unit=town).get().forwards.get().from_unit == town
    assert letters.filter(published_at__isnull=False, satisfaction="satisfied").exists()
    month = messages.PublishedMonth.objects.get(unit=town)
    counts = month.figures["counts"]
    assert (month.month, counts["received"], counts["on_time"]) == (date(2026, 10, 1), 2, 2)
    topic = Topic.objects.get(unit=town)
    assert (topic.members.count(), topic.response.is_public) == (3, True)
    assert Opinion.objects.get(unit=town).closed_at is not None
    assert {(one.state, one.handler) for one in Matter.objects.all()} == {
        ("closed", town), ("working", town),
    }  # fmt: skip
    told, taking = Consultation.objects.filter(unit=town).order_by("opened_on")
    assert told.uptake.published_at is not None
    assert taking.is_taking(TODAY)
    assert taking.comments.count() == 2
    assert Assessment.objects.get(unit=town).state == "published"
    assert Visit.objects.filter(point=Point.objects.get(unit=town)).count() == 4
    _the_county_has_looked_ordered_and_cleared(town)
    _the_first_screens_lead_there(cast.by_role)


def _the_county_has_looked_ordered_and_cleared(town: Unit) -> None:
    assert set(Order.objects.filter(unit=town).values_list("state", flat=True)) == {
        "closed", "received",
    }  # fmt: skip
    assert Finding.objects.standing().filter(unit=town, source="own").exists()
    assert Finding.objects.standing().filter(unit=town, source="site_visit").count() == 2
    submission = Submission.objects.get(frozen__report__unit=town)
    assert (submission.state, submission.marks.count()) == ("cleared", 1)


def _the_first_screens_lead_there(by_role: dict[Role, Person]) -> None:
    for role, rooms in FIRST_SCREENS.items():
        rooms_of_duties = {one.url.split("/")[2] for one in duties_for(by_role[role], TODAY).now}
        assert rooms <= rooms_of_duties, role


@pytest.mark.django_db(transaction=True)
def test_the_section_shows_it_the_archive_has_signed_and_every_file_verifies(
    own_var: Path,
) -> None:
    prepared = _prepare()
    assert not publish_pending().failed
    columns = ("messages", "responses", "matters", "consultations", "assessment")
    for column in columns:
        assert Listing.objects.get(name=f"hongshilazi/interaction/{column}").public > 0, column
    states = Transfer.objects.filter(unit=prepared.cast.town).values_list("state", flat=True)
    assert set(states) == {"received", "prepared"}
    keeper = prepared.cast.by_role[Role.READING_ROOM_KEEPER]
    assert any("/work/reading/" in one.url for one in duties_for(keeper, TODAY).now)
    assert verify_site().is_clean


@pytest.mark.skipif(not SEED.exists(), reason=f"the published report is not at {SEED}")
def test_the_source_has_the_towns_figures_and_not_its_sentences() -> None:
    seed, own = read(SEED), read(source_text().encode(), "演示.txt")
    for cell in FORM_OWN.cells():
        assert own.figure(cell) == seed.figure(cell)
    theirs = _plain(SEED.read_text(encoding="utf-8"))
    ours = {part for part in re.split(r"[，。；：\n]", source_text()) if len(_plain(part)) > 14}
    shared = {part for part in ours if _plain(part) in theirs}
    assert shared <= {own.title, *(section.heading for section in FORM_OWN.sections)}


def _plain(text: str) -> str:
    return re.sub(r"[^\w%]", "", text)
