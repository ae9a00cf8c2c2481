"""The units and people of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongming.law.organs import Level
from tongming.law.words import N_
from tongming.units.actions import appoint, create_person, create_unit
from tongming.units.models import Appointment, Person, Unit
from tongming.units.roles import Role

JOINED = date(2026, 1, 1)
"""From this day the demonstration's registers are complete; the years before are history."""
PASSWORD = "tongming-yanshi-2026"
"""Everybody's password in the demonstration; the accounts are marked as such."""


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of the demonstration."""

    code: str
    name: str
    short_name: str
    level: Level
    office: str = ""
    phone: str = ""
    address: str = ""


# Letters name where the office is and how to call it; no telephone answers these numbers.
COUNTY = Member(
    "huadian", "桦甸市人民政府", "桦甸市", Level.COUNTY, "市政府政务公开办公室",
    "0432-00000010", "桦甸市（演示地址）",
)  # fmt: skip
TOWN = Member(
    "hongshilazi", "桦甸市红石砬子镇人民政府", "红石砬子镇", Level.TOWNSHIP, "党政办公室",
    "0432-00000020", "桦甸市红石砬子镇（演示地址）",
)  # fmt: skip
OTHERS = (
    Member("shili-zhen", "示例镇人民政府（演示）", "示例镇（演示）", Level.TOWNSHIP),
    Member("shili-jiedao", "示例街道办事处（演示）", "示例街道（演示）", Level.STREET),
    Member("shili-ju", "示例局（演示）", "示例局（演示）", Level.COUNTY_DEPARTMENT),
)


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the demonstration and what to do as them."""

    username: str
    full_name: str
    role: Role
    unit: Member
    shows: str


ACCOUNTS = (
    Account("ganshi", "演示干事", Role.CLERK, TOWN, N_("起草政府信息，填报、编写报告")),
    Account("zhuren", "演示主任", Role.OFFICE_HEAD, TOWN, N_("审核、核对、发布")),
    Account("baomi", "演示保密员", Role.SECRECY_REVIEWER, TOWN, N_("保密和隐私审查")),
    Account("lingdao", "演示领导", Role.LEADER, TOWN, N_("签发文件和报告")),
    Account("chengban", "演示承办人", Role.APPLICATION_HANDLER, TOWN, N_("登记、办理申请")),
    Account("chayue", "演示查阅员", Role.READING_ROOM_KEEPER, TOWN, N_("看公开的信息，管理查阅点")),
    Account("jiandu", "演示监督员", Role.SUPERVISOR, COUNTY, N_("看全市各单位")),
    Account("guanli", "演示管理员", Role.ADMINISTRATOR, COUNTY, N_("管理单位和人员")),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The demonstration's town and its people by role."""

    county: Unit
    town: Unit
    by_role: dict[Role, Person]


def raise_units() -> tuple[Unit, Unit]:
    """The county and the town, with some other units beside it."""
    county = _unit(COUNTY, None)
    town = _unit(TOWN, county)
    for member in OTHERS:
        _unit(member, county)
    return county, town


def appoint_people(county: Unit, town: Unit) -> Cast:
    """One person for every role."""
    by_role = {}
    for account in ACCOUNTS:
        unit = county if account.unit is COUNTY else town
        person = Person.objects.filter(username=account.username).first()
        if person is None:
            person = create_person(
                username=account.username,
                full_name=account.full_name,
                unit=unit,
                password=PASSWORD,
                is_demo=True,
            )
        if not Appointment.objects.filter(
            person=person, unit=unit, role=account.role.value
        ).exists():
            appoint(person=person, unit=unit, role=account.role, since=JOINED, reason="演示")
        by_role[account.role] = person
    return Cast(county, town, by_role)


def _unit(member: Member, parent: Unit | None) -> Unit:
    found = Unit.objects.filter(code=member.code).first()
    if found is not None:
        return found
    return create_unit(
        name=member.name,
        short_name=member.short_name,
        level=member.level,
        code=member.code,
        joined_on=JOINED,
        parent=parent,
        office=member.office,
        phone=member.phone,
        address=member.address,
        reason="演示",
        is_demo=True,
    )
