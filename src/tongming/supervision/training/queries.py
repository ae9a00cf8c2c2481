"""Reads over training: whose sessions one sees, who was there, hours of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.http import Http404

from tongming.supervision.training.models import Attendance, Session
from tongming.units.models import Appointment, Person, Unit
from tongming.units.rights import Right, require, units_for


def sessions_for(person: Person, today: date) -> QuerySet[Session]:
    """Those of the units where a person may see, and of every unit above one they work in: the
    county trains its towns."""
    above: set[int] = set()
    for path in person.appointments.in_force(today).values_list("unit__path", flat=True):
        above |= {int(pk) for pk in path.strip("/").split("/")}
    seen = Q(unit__in=units_for(person, Right.TRAINING_RUN)) | Q(unit__in=above)
    seen |= Q(unit__in=units_for(person, Right.UNIT_VIEW))
    return Session.objects.filter(seen).select_related("unit")


def get_session(person: Person, pk: int, today: date, *, running: bool = False) -> Session:
    """A session somebody sees; with `running`, one they may arrange."""
    found = sessions_for(person, today).filter(pk=pk).first()
    if found is None:
        raise Http404("training.session")
    if running:
        require(person, Right.TRAINING_RUN, found.unit)
    return found


def present(session: Session) -> QuerySet[Attendance]:
    """Who was there, as far as anybody knows now."""
    return session.attendances.filter(known_until=None).select_related("person", "person__unit")


def was_there(person: Person, session: Session) -> bool:
    """Whether a person's account is among those who attended."""
    return present(session).filter(person=person).exists()


def quizzes_due(person: Person) -> list[Session]:
    """Open quizzes of sessions a person attended and has not passed."""
    passed = person.quiz_attempts.filter(passed=True).values("session")
    return list(
        Session.objects.filter(
            quiz_open=True,
            attendances__person=person,
            attendances__known_until=None,
        )
        .exclude(pk__in=passed)
        .select_related("unit")
        .distinct()
        .order_by("quiz_due", "pk")
    )


@dataclass(frozen=True, slots=True)
class Hours:
    """A person's training in a year."""

    person: Person
    sessions: int
    hours: Decimal
    passed: int
    """Quizzes passed, of those sessions."""


def hours_of(people: QuerySet[Person], year: int) -> list[Hours]:
    """Every person's sessions and hours of a year, those without any too."""
    rows = Attendance.objects.filter(
        person__in=people,
        known_until=None,
        session__state=Session.State.HELD,
        session__held_on__year=year,
    ).values_list("person", "session", "session__hours")
    held: dict[int, dict[int, Decimal]] = {}
    for person, session, hours in rows:
        held.setdefault(person, {})[session] = hours
    found = []
    for one in people.order_by("full_name", "username"):
        mine = held.get(one.pk, {})
        passed = one.quiz_attempts.filter(passed=True, session__in=mine)
        found.append(
            Hours(
                one,
                len(mine),
                sum(mine.values(), Decimal(0)),
                passed.values("session").distinct().count(),
            )
        )
    return found


def staff_in(units: QuerySet[Unit], today: date) -> QuerySet[Person]:
    """Everybody with a role in some units."""
    held = Appointment.objects.in_force(today).filter(unit__in=units)
    return Person.objects.filter(pk__in=held.values("person"), is_active=True)
