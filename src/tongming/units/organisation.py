"""组织领导: who answers for what in a unit, and which of these places nobody holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongming.law.citation import REGULATION, Citation
from tongming.law.words import N_
from tongming.units.models import Appointment, Unit
from tongming.units.roles import Role


@dataclass(frozen=True, slots=True)
class Position:
    """A place somebody has to hold."""

    role: Role
    without: str
    """What does not happen while nobody holds it."""
    article: Citation
    governments_only: bool = False
    also: Role | None = None
    """A role whose holder does this work too, where nobody is named for it."""


POSITIONS = (
    Position(Role.LEADER, N_("没有人签发文件和年度报告"), Citation(REGULATION, 4)),
    Position(
        Role.OFFICE_HEAD,
        N_("没有人审核，延期答复也没有人同意"),
        # 第三十三条第二款: an extension needs the consent of the head of the disclosure office.
        Citation(REGULATION, 33, 2),
    ),
    Position(Role.CLERK, N_("没有人起草和发布"), Citation(REGULATION, 4)),
    # 第十七条 asks for a mechanism of review with procedures and responsibility.
    Position(Role.SECRECY_REVIEWER, N_("公开前没有人做保密审查"), Citation(REGULATION, 17)),
    Position(
        Role.APPLICATION_HANDLER,
        N_("收到申请没有人办理"),
        Citation(REGULATION, 4),
        also=Role.OFFICE_HEAD,
    ),
    # 第二十五条 has every level of government set up places to read; a department need not.
    Position(
        Role.READING_ROOM_KEEPER,
        N_("查阅点没有人管理"),
        Citation(REGULATION, 25),
        governments_only=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A position in one unit on one day."""

    position: Position
    holders: list[Appointment]
    is_gap: bool


def places_of(unit: Unit, today: date) -> list[Place]:
    """Every position a unit should have filled, with who holds it."""
    held = list(
        Appointment.objects.in_force(today)
        .filter(unit=unit, person__is_active=True)
        .select_related("person")
        .order_by("since", "pk")
    )
    gaps = {one.role for one in _gaps(unit, {one.role_kind for one in held})}
    return [
        Place(
            position,
            [one for one in held if one.role_kind is position.role],
            position.role in gaps,
        )
        for position in POSITIONS
        if unit.level_kind.is_government or not position.governments_only
    ]


def gaps_in(units: Iterable[Unit], today: date) -> list[tuple[Unit, list[Position]]]:
    """The units that take part and lack somebody, with what they lack."""
    present = [unit for unit in units if unit.left_on is None]
    held: dict[int, set[Role]] = {unit.pk: set() for unit in present}
    in_force = Appointment.objects.in_force(today).filter(unit__in=held, person__is_active=True)
    for unit_id, role in in_force.values_list("unit_id", "role"):
        held[unit_id].add(Role(role))
    found = [(unit, _gaps(unit, held[unit.pk])) for unit in present]
    return [(unit, gaps) for unit, gaps in found if gaps]


def _gaps(unit: Unit, held: set[Role]) -> list[Position]:
    return [
        position
        for position in POSITIONS
        if position.role not in held
        and position.also not in held
        and (unit.level_kind.is_government or not position.governments_only)
    ]
