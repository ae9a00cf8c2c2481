"""Fifty people apply while the staff answer: no number twice, none lost, nobody waits for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection

from tests.conftest import Cast
from tongming.applications.actions import enter_step, register
from tongming.applications.applicants.actions import identity_of, submit
from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.models import Paper
from tongming.applications.intake import Confirmed, confirm, find
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application, ApplicationFact, Step
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.units.actions import edit_unit
from tongming.units.models import Person, Unit
from tongming.units.people import give_temporary_password

APPLICANTS, WAITING, STAFF = 50, 12, 4
DAY = date(2026, 3, 2)
PATIENCE = 180
"""Seconds after which whoever still waits is held to wait for ever."""


@dataclass(frozen=True)
class Desk:
    """Where applications come in, and who takes them."""

    unit: Unit
    by: Person


def registered(desk: Desk, number: int) -> Application:
    """A clerk enters what somebody hands in at the counter."""
    return register(
        unit=desk.unit,
        subject=f"第{number}号村道硬化工程中标合同",
        applicant_kind=list(ApplicantKind)[number % len(ApplicantKind)],
        channel=Channel.IN_PERSON,
        arrived_on=DAY,
        by=desk.by,
        today=DAY,
    )


def sent_in(desk: Desk, number: int) -> Application:
    """Somebody applies over the Internet with a proof, and the office confirms at once."""
    application, code = submit(
        unit=desk.unit,
        subject=f"第{number}号村道硬化工程中标合同",
        features="",
        applicant_kind=list(ApplicantKind)[number % len(ApplicantKind)],
        identity=Identity(name=f"申请人{number}", phone=f"1390000{number:04}"),
        form_wanted="electronic",
        way_wanted="online",
        proofs=[("身份证明.pdf", b"%PDF-1.4\n% proof\n")],
        today=DAY,
    )
    found = find(number=application.number, code=code)
    assert found == application
    confirm(application=found, on=DAY, how=Confirmed.ONLINE, by=desk.by, today=DAY)
    return found


ARRIVALS: tuple[Callable[[Desk, int], Application], ...] = (registered, sent_in)
"""The ways an application comes in, taken in turn by those who apply."""


def way_of(number: int) -> Callable[[Desk, int], Application]:
    """How the applicant of that number applies; both ways at either desk."""
    return ARRIVALS[number // 2 % len(ARRIVALS)]


def handle(application: Application, by: Person) -> int:
    """Consult, extend and answer, with a colleague at the same; how often one came too late."""
    late = 0
    for kind, details, outcome in (
        (Kind.ORGAN_ASKED, {"received_on": DAY.isoformat()}, None),
        (Kind.ORGAN_ANSWERED, {}, None),
        (Kind.EXTENDED, {"days": 10}, None),
        (Kind.ANSWERED, {}, Outcome.GRANTED),
    ):
        try:
            enter_step(
                application=application, kind=kind, on=DAY, details=details, outcome=outcome,
                by=by, today=DAY,
            )  # fmt: skip
        except Refused:
            late += 1
    return late


def look_after(cast: Cast) -> None:
    """Meanwhile the administrator changes the particulars of the unit and of who works there."""
    for number in range(10):
        edit_unit(cast.town, by=cast.administrator, phone=f"0432-6620{number:04}")
        give_temporary_password(cast.handler, by=cast.administrator)


def together(acts: list[Callable[[], object]]) -> list[Exception]:
    """Everybody at one moment, each over a connection of their own; what went wrong."""
    start, failures = Barrier(len(acts)), list[Exception]()

    def one(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=one, args=(act,), daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody still waits"
    return failures


@pytest.mark.django_db(transaction=True)
@time_machine.travel(f"{DAY} 09:00+08:00")
def test_fifty_apply_while_the_staff_answer(cast: Cast) -> None:
    desks = (Desk(cast.town, cast.handler), Desk(cast.other_town, cast.stranger))
    waiting = [registered(desks[0], number) for number in range(WAITING)]
    came: list[Application] = []
    late: list[int] = []

    def apply(number: int) -> None:
        came.append(way_of(number)(desks[number % len(desks)], number))

    def work(first: int) -> None:
        # Two of the staff walk through each application, from different ends.
        mine = waiting[first // 2 :: 2]
        for application in mine if first % 2 else reversed(mine):
            late.append(handle(application, cast.handler))

    acts: list[Callable[[], object]] = [lambda n=n: apply(n) for n in range(APPLICANTS)]  # type: ignore[misc]
    acts += [lambda n=n: work(n) for n in range(STAFF)]  # type: ignore[misc]
    acts += [lambda: look_after(cast)]
    assert together(acts) == []

    kept = Application.objects.all()
    assert kept.count() == len({application.pk for application in came}) + WAITING
    assert len(came) == APPLICANTS
    for desk in desks:
        serials = kept.filter(unit=desk.unit).order_by("serial").values_list("serial", flat=True)
        assert list(serials) == list(range(1, len(serials) + 1))
    facts = ApplicationFact.objects.filter(known_until=None)
    assert facts.count() == kept.count()
    assert facts.filter(outcome=Outcome.GRANTED).count() == WAITING

    steps = Counter(Step.objects.filter(application__in=waiting).values_list("kind", flat=True))
    once = (Kind.RECEIVED, Kind.EXTENDED, Kind.ANSWERED)
    assert {kind: steps[kind.value] for kind in once} == dict.fromkeys(once, WAITING)
    assert steps[Kind.ORGAN_ANSWERED.value] <= steps[Kind.ORGAN_ASKED.value]
    entered = sum(steps.values()) - WAITING
    assert entered + sum(late) == 4 * 2 * WAITING  # every try is a step, or was refused
    online = [one for one in came if one.channel == Channel.INTERNET.value]
    assert 0 < len(online) < APPLICANTS
    assert {identity.name for one in online if (identity := identity_of(one))} == {
        f"申请人{number}" for number in range(APPLICANTS) if way_of(number) is sent_in
    }
    assert Paper.objects.count() == len(online)
    # What came over the Internet was submitted, then confirmed; the rest registered in one act.
    assert Event.objects.filter(kind__startswith="applications.").count() == (
        APPLICANTS + len(online) + WAITING + entered
    )
    assert verify() is None
