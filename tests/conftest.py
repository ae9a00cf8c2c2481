"""The cast everybody knows.

桦甸市人民政府 (county level) stands over 红石砬子镇 and 八道河子镇. In 红石砬子镇 work the clerk
王敏, the office head 李建国, the secrecy reviewer 赵宁, the leader 孙立群 and the application
handler 周芳; in the county's disclosure office the supervisor 吴军; 郑凯 administers the
installation. 冯磊 is the clerk of the other town and must never see what is 红石砬子镇's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation
from pytest_django.fixtures import Settings

from tongming.law.organs import Level
from tongming.ledger import triggers as ledger_triggers
from tongming.reports import triggers as report_triggers
from tongming.units.actions import appoint, create_person, create_unit
from tongming.units.models import Person, Unit
from tongming.units.roles import Role

pytest_plugins = ["tests.kept_tables"]

PASSWORD = "shan-gao-shui-chang-2026"


@dataclass(frozen=True)
class Cast:
    """Everybody, by what they are."""

    county: Unit
    town: Unit
    other_town: Unit
    clerk: Person
    office_head: Person
    secrecy_reviewer: Person
    leader: Person
    handler: Person
    supervisor: Person
    administrator: Person
    stranger: Person
    """The clerk of the other town."""


@pytest.fixture
def cast(db: None) -> Cast:
    """The units and people most tests are about."""
    joined = date(2015, 1, 1)
    county = create_unit(
        name="桦甸市人民政府",
        short_name="桦甸市",
        level=Level.COUNTY,
        code="huadian",
        joined_on=joined,
    )
    town = create_unit(
        name="红石砬子镇人民政府",
        short_name="红石砬子镇",
        level=Level.TOWNSHIP,
        code="hongshilazi",
        joined_on=joined,
        parent=county,
    )
    other_town = create_unit(
        name="八道河子镇人民政府",
        short_name="八道河子镇",
        level=Level.TOWNSHIP,
        code="badaohezi",
        joined_on=joined,
        parent=county,
    )

    def person(username: str, full_name: str, unit: Unit, role: Role) -> Person:
        someone = create_person(
            username=username, full_name=full_name, unit=unit, password=PASSWORD
        )
        appoint(person=someone, unit=unit, role=role, since=joined)
        return someone

    return Cast(
        county=county,
        town=town,
        other_town=other_town,
        clerk=person("wangmin", "王敏", town, Role.CLERK),
        office_head=person("lijianguo", "李建国", town, Role.OFFICE_HEAD),
        secrecy_reviewer=person("zhaoning", "赵宁", town, Role.SECRECY_REVIEWER),
        leader=person("sunliqun", "孙立群", town, Role.LEADER),
        handler=person("zhoufang", "周芳", town, Role.APPLICATION_HANDLER),
        supervisor=person("wujun", "吴军", county, Role.SUPERVISOR),
        administrator=person("zhengkai", "郑凯", county, Role.ADMINISTRATOR),
        stranger=person("fenglei", "冯磊", other_town, Role.CLERK),
    )


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Settings) -> None:
    """Each test keeps files in a folder of its own, reads Chinese, and needs no second factor."""
    settings.FILES = tmp_path / "files"
    settings.SEALED = tmp_path / "sealed"
    settings.SITE = tmp_path / "site"
    settings.QUARANTINE = tmp_path / "quarantine"
    settings.SEARCH = tmp_path / "search"
    settings.SECOND_FACTOR = "remind"
    translation.activate(settings.LANGUAGE_CODE)


SignIn = Callable[[Person], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """`sign_in(person)` gives a browser of its own in which that person is signed in."""

    def browser(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser


@pytest.fixture(scope="session", autouse=True)
def emptying_test_tables() -> Iterator[None]:
    """What tests commit is emptied after them: triggers over what is kept step aside for that."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def empty_the_ledger_too(self: TransactionTestCase) -> None:
        for triggers in (ledger_triggers, report_triggers):
            triggers.drop(connection)
        empty(self)
        for triggers in (ledger_triggers, report_triggers):
            triggers.create(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_the_ledger_too)
        yield
