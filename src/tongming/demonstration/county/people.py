"""Who works there: three people an office, and the county's supervisor and administrator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from tongming.demonstration.county.units import HERO, OFFICES, Office
from tongming.demonstration.people import PASSWORD
from tongming.units.actions import appoint, create_person, create_unit
from tongming.units.models import Person, Unit
from tongming.units.newcomers import actions as newcomers
from tongming.units.roles import Role

DESKS = (
    ("ganshi", "干事", (Role.CLERK, Role.APPLICATION_HANDLER)),
    ("zhuren", "主任", (Role.OFFICE_HEAD, Role.SECRECY_REVIEWER)),
    ("lingdao", "分管领导", (Role.LEADER,)),
)
"""Small offices: whoever drafts also answers applications; whoever looks over also reviews."""
ABOVE = (
    ("jiandu", "公开办监督员", Role.SUPERVISOR),
    ("guanli", "系统管理员", Role.ADMINISTRATOR),
)


@dataclass(frozen=True, slots=True)
class Staff:
    """An office and its three people."""

    office: Office
    unit: Unit
    clerk: Person
    head: Person
    leader: Person


@dataclass(frozen=True, slots=True)
class County:
    """Everybody."""

    offices: tuple[Staff, ...]
    supervisor: Person
    administrator: Person

    def of(self, code: str) -> Staff:
        """The office with a code."""
        return next(one for one in self.offices if one.unit.code == code)

    @property
    def unit(self) -> Unit:
        return self.offices[0].unit


def settle_in(since: date, password: str = PASSWORD, these: Sequence[Office] = OFFICES) -> County:
    """The county, then what stands beneath it, each with its people."""
    # Ninety people, one password: it is hashed once, since that is made to take long.
    hashed = make_password(password)
    offices: list[Staff] = []
    parent: Unit | None = None
    for office in these:
        unit = _unit(office, parent, since)
        parent = parent or unit
        people = [
            _person(_username(office, desk), f"{office.member.short_name}{title}", unit, roles,
                    since, hashed)
            for desk, title, roles in DESKS
        ]  # fmt: skip
        offices.append(Staff(office, unit, *people))
    assert parent is not None
    above = [
        _person(username, title, parent, (role,), since, hashed) for username, title, role in ABOVE
    ]
    return County(tuple(offices), *above)


def _username(office: Office, desk: str) -> str:
    """The town everybody visits has the short names of the smaller demonstration."""
    return desk if office is HERO else f"{office.code}-{desk}"


def _unit(office: Office, parent: Unit | None, since: date) -> Unit:
    member = office.member
    return create_unit(
        name=member.name, short_name=member.short_name, level=member.level, code=member.code,
        joined_on=since, parent=parent, office=member.office, phone=member.phone,
        address=member.address, reason="演示", is_demo=True,
    )  # fmt: skip


def _person(
    username: str, name: str, unit: Unit, roles: Iterable[Role], since: date, hashed: str
) -> Person:
    person = create_person(
        username=username, full_name=name, unit=unit, hashed=hashed, is_demo=True
    )
    for role in roles:
        appoint(person=person, unit=unit, role=role, since=since, reason="演示")
    newcomers.dismiss(person=person)  # whoever is met here has long been at work
    return person
