"""R1–R5 of table 3 for every unit and year, over thousands of random lawful histories.

`HISTORIES=100000 pytest …` looks longer; `make fuzz` does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import Cast
from tests.integration.reports.random_histories import (
    FIRST_DAY,
    LAST_DAY,
    REPLIES,
    YEARS,
    History,
    Version,
    example,
    histories,
    table,
)
from tongming.applications.actions import (
    close_abandoned,
    correct_registration,
    enter_step,
    register,
    strike_out,
)
from tongming.applications.amending import complete_receipt, reopen
from tongming.applications.kinds import ENTRIES, Channel, Kind
from tongming.applications.models import Application, ApplicationFact
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021, REQUEST_COLUMNS
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.ledger.actions import record
from tongming.ledger.models import Event
from tongming.reports.compiling.year import compile_year
from tongming.units.actions import appoint
from tongming.units.models import Person, Unit
from tongming.units.roles import Role

EACH = 200
EXAMPLES = max(1, int(os.environ.get("HISTORIES", "2400")) // EACH)
KINDS = [kind.value for kind in ApplicantKind]
ENDS = [outcome.row for outcome in Outcome]
ROWS = ["1", "2", *ENDS, "3.7", "4"]
QUIET = settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a seed has nothing simpler
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

Figures = Mapping[tuple[str, str], int]


@contextmanager
def undone() -> Iterator[None]:
    """What one example writes is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def figures_of(unit: Unit, year: int, at: datetime | None = None) -> Figures:
    """Table 3 as the annual report has it, every cell a number."""
    report = compile_year(unit, year, FORM_2021, as_of=at).report
    assert [v for v in report.violations if v.hard] == []
    found = {}
    for row in ROWS:
        for column in REQUEST_COLUMNS:
            figure = report.figure(Cell("requests", row, column.key))
            assert isinstance(figure, int)
            assert figure >= 0  # R4
            found[row, column.key] = figure
    return found


def the_relations_hold(years: Mapping[int, Figures]) -> None:
    """R1–R3 within each year, R5 from each to the next."""
    for figures in years.values():
        for row in ROWS:  # R3
            assert figures[row, "sum"] == sum(figures[row, kind] for kind in KINDS)
        for column in [*KINDS, "sum"]:
            came = figures["1", column] + figures["2", column]
            assert came == figures["3.7", column] + figures["4", column]  # R1
            assert figures["3.7", column] == sum(figures[row, column] for row in ENDS)  # R2
    for year, figures in years.items():
        for column in [*KINDS, "sum"] if year + 1 in years else ():  # R5
            assert years[year + 1]["2", column] == figures["4", column]


def each_stands_in_one_row_and_column(unit: Unit, year: int) -> None:
    """The records behind the cells: every application once as it came and once as it stands."""
    compiled = compile_year(unit, year, FORM_2021)

    def behind(rows: list[str]) -> list[int]:
        cells = [Cell("requests", row, kind) for row in rows for kind in KINDS]
        return sorted(
            application
            for cell in cells
            for application in compiled.records(cell).values_list("application", flat=True)
        )

    came, stand = behind(["1", "2"]), behind([*ENDS, "4"])
    assert came == stand
    assert len(set(came)) == len(came)


class Desk:
    """Writes the facts of histories as the register's actions do, up to a moment and then on."""

    def __init__(self, units: list[Unit], told: list[History]) -> None:
        self.told = told
        self.event = record("tests.histories", unit=None, by=None)
        self.applications = Application.objects.bulk_create(
            Application(
                unit=units[history.unit],
                year=history.versions[0].received_on.year,
                serial=10_000 + number,
                subject="村级公益事业项目清单",
                channel="in_person",
                applicant_kind=history.versions[-1].kind.value,
                received_on=history.versions[-1].received_on,
                outcome=history.versions[-1].outcome or "",
                closed_on=history.versions[-1].closed_on,
                state="running",
            )
            for number, history in enumerate(told)
        )
        self.written = [0] * len(told)

    def write(self, until: datetime) -> None:
        """Everything that became known by then; what it replaces is closed, not changed."""
        made: list[ApplicationFact] = []
        ended: list[ApplicationFact] = []
        current = {
            fact.application_id: fact for fact in ApplicationFact.objects.filter(known_until=None)
        }
        for number, (history, application) in enumerate(
            zip(self.told, self.applications, strict=True)
        ):
            due = [v for v in history.versions[self.written[number] :] if v.known_from <= until]
            if not due:
                continue
            self.written[number] += len(due)
            if application.pk in current:
                before = current[application.pk]
                before.known_until = due[0].known_from
                ended.append(before)
            ends = [version.known_from for version in due[1:]]
            for version, known_until in zip(due, [*ends, None], strict=True):
                made.append(self._fact(application, version, known_until))
        ApplicationFact.objects.bulk_update(ended, ["known_until"])
        ApplicationFact.objects.bulk_create(made)

    def _fact(
        self, application: Application, version: Version, known_until: datetime | None
    ) -> ApplicationFact:
        return ApplicationFact(
            unit=application.unit,
            application=application,
            applicant_kind=version.kind.value,
            received_on=version.received_on,
            outcome=version.outcome or "",
            closed_on=version.closed_on,
            known_from=version.known_from,
            known_until=known_until,
            event=self.event,
        )


def everywhere(units: list[Unit], at: datetime | None = None) -> list[dict[int, Figures]]:
    """Table 3 of every unit and year, each adding up within itself and with the next."""
    found = [{year: figures_of(unit, year, at) for year in YEARS} for unit in units]
    for years in found:
        the_relations_hold(years)
    return found


def as_kept_by_hand(found: list[dict[int, Figures]], told: list[History], at: datetime) -> None:
    for number, years in enumerate(found):
        mine = [history.known(at) for history in told if history.unit == number]
        known = [version for version in mine if version is not None]
        for year, figures in years.items():
            kept = table(known, year)
            assert figures == {cell: kept[cell] for cell in figures}


def test_every_unit_and_year_adds_up_now_and_as_known_at_any_moment(cast: Cast) -> None:
    units = [cast.county, cast.town, cast.other_town]

    @QUIET
    @given(st.integers(0, 2**32), st.integers(0, (LAST_DAY - FIRST_DAY).days))
    def holds(seed: int, after: int) -> None:
        random = Random(seed)
        told = histories(random, EACH, len(units))
        first = min(history.versions[0].known_from for history in told)
        then = first + timedelta(days=after, minutes=random.randrange(1440))
        ever = max(history.versions[-1].known_from for history in told)
        with undone():
            desk = Desk(units, told)
            desk.write(then)
            seen = everywhere(units)
            as_kept_by_hand(seen, told, then)
            desk.write(ever)
            as_kept_by_hand(everywhere(units), told, ever)
            assert everywhere(units, at=then) == seen
            each_stands_in_one_row_and_column(random.choice(units), random.choice(YEARS))

    holds()


class Walk:
    """A clerk who tries any act on any day, through the real actions; refused, nothing happened."""

    def __init__(self, random: Random, unit: Unit, by: Person) -> None:
        self.random, self.by = random, by
        self.day = FIRST_DAY + timedelta(days=random.randrange((LAST_DAY - FIRST_DAY).days))
        self.application = register(
            unit=unit,
            subject="村级公益事业项目清单",
            applicant_kind=random.choice(list(ApplicantKind)),
            channel=Channel.IN_PERSON,
            arrived_on=self.day,
            by=by,
            today=self.day,
        )
        self.refused = 0

    def act(self) -> None:
        self.day = min(LAST_DAY, self.day + timedelta(days=self.random.randint(0, 14)))
        before = self._kept()
        try:
            self.random.choice(
                [self._enter, self._enter, self._enter, self._give_up, self._strike_out,
                 self._correct, self._trace, self._reopen]
            )()  # fmt: skip
        except Refused:
            self.refused += 1
            assert self._kept() == before

    def _kept(self) -> tuple[Any, ...]:
        application = Application.objects.get(pk=self.application.pk)
        return (
            application.outcome, application.closed_on, application.due_on,
            application.steps.count(), Event.objects.count(), application.facts.count(),
        )  # fmt: skip

    def _enter(self) -> None:
        kind = self.random.choice(list(ENTRIES))
        details = example(self.random, kind, self.day).to_data()
        enter_step(
            application=self.application, kind=kind, on=self.day,
            details={name: value for name, value in details.items() if name not in ("on", "kind")},
            outcome=self.random.choice(REPLIES) if kind is Kind.ANSWERED else None,
            by=self.by, today=self.day,
        )  # fmt: skip

    def _give_up(self) -> None:
        close_abandoned(application=self.application, on=self.day, by=self.by, today=self.day)

    def _step(self) -> Any:
        return self.random.choice(list(self.application.steps.all()))

    def _strike_out(self) -> None:
        strike_out(step=self._step(), reason="登错了申请", by=self.by, today=self.day)

    def _trace(self) -> None:
        complete_receipt(step=self._step(), received_on=self.day, by=self.by, today=self.day)

    def _reopen(self) -> None:
        reopen(application=self.application, reason="补正在途", by=self.by, today=self.day)

    def _correct(self) -> None:
        correct_registration(
            application=self.application, subject="村级公益事业项目清单",
            applicant_kind=self.random.choice(list(ApplicantKind)), channel=Channel.IN_PERSON,
            arrived_on=self.day - timedelta(days=self.random.choice((0, 3, 30))),
            reason="看错了登记表", by=self.by, today=self.day,
        )  # fmt: skip


def test_the_same_holds_for_what_the_real_actions_write(cast: Cast) -> None:
    appoint(
        person=cast.stranger, unit=cast.other_town, role=Role.APPLICATION_HANDLER,
        since=date(2015, 1, 1),
    )  # fmt: skip
    desks = [(cast.town, cast.handler), (cast.other_town, cast.stranger)]
    units = [unit for unit, _by in desks]

    @settings(QUIET, max_examples=max(2, EXAMPLES // 6))
    @given(st.integers(0, 2**32))
    def holds(seed: int) -> None:
        random = Random(seed)
        with undone():
            walks = [Walk(random, *random.choice(desks)) for _ in range(20)]
            rounds = 10
            for count in range(rounds):
                for walk in walks:
                    walk.act()
                if count == rounds // 2:
                    then, seen = timezone.now(), everywhere(units)
            everywhere(units)
            assert everywhere(units, at=then) == seen
            assert 0 < sum(walk.refused for walk in walks) < rounds * len(walks)
            for unit in units:
                each_stands_in_one_row_and_column(unit, random.choice(YEARS))

    holds()
