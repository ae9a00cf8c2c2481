"""Two installations in one database: the county's and, above it, the city's.

Which of them acts is a setting: its code and its keys. Nothing else is shared but the tables, and
each has peers of its own there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.conftest import PASSWORD, Cast
from tests.integration.reports import conftest as reports
from tests.integration.reports.conftest import stated
from tests.integration.reports.test_signing import NOTHING, finish_words, ready, sign
from tongming.law.forms import FORM_2021
from tongming.law.organs import Level
from tongming.reports.actions import open_report, submit_report
from tongming.reports.exchange import actions
from tongming.reports.exchange.identity import own_party, ring
from tongming.reports.exchange.models import Outgoing, Peer, PeerKey
from tongming.reports.exchange.packages.keys import fingerprint
from tongming.reports.models import FrozenReport
from tongming.reports.sums.gathering import Basis
from tongming.units.actions import appoint, create_person, create_unit
from tongming.units.models import Person, Unit
from tongming.units.roles import Role

ISSUED = "proactive/normative_documents/issued"
YEAR = 2022
newcomer = reports.newcomer
"""松花湖镇, which joined in 2021."""

HOW = "拨打办公电话，与对方管理员核对"


@dataclass
class House:
    """An installation: its code, its keys, the unit in whose name it speaks."""

    code: str
    unit: Unit
    keys: Path
    settings: Settings

    @contextmanager
    def at_work(self) -> Iterator[House]:
        """Everything inside is done by this installation."""
        before = self.settings.EXCHANGE_CODE, self.settings.EXCHANGE_KEYS
        self.settings.EXCHANGE_CODE, self.settings.EXCHANGE_KEYS = self.code, self.keys
        try:
            yield self
        finally:
            self.settings.EXCHANGE_CODE, self.settings.EXCHANGE_KEYS = before

    @property
    def publics(self) -> tuple[str, ...]:
        """Its public keys."""
        with self.at_work():
            return tuple(key.public for key in ring().signing)

    def know(self, other: House, direction: str, by: Person, address: str = "") -> Peer:
        """Name another installation, without trusting its key yet."""
        with other.at_work():
            party = own_party(other.unit)
        with self.at_work():
            return actions.add_peer(
                unit=self.unit, direction=direction, party=party, public=other.publics,
                address=address, by=by,
            )  # fmt: skip


def trust(peer: Peer, by: Person) -> PeerKey:
    """Compare the fingerprint of a peer's one waiting key."""
    key = peer.keys.get(state=PeerKey.State.PENDING)
    actions.compare(key=key, digits=fingerprint(key.public), how=HOW, by=by)
    key.refresh_from_db()
    return key


@dataclass
class Two:
    """The two, who works in them, and how each knows the other."""

    county: House
    city: House
    above: Peer
    """The city, as the county knows it."""
    beneath: Peer
    """The county, as the city knows it."""
    officer: Person
    """Of the city's office."""
    keeper: Person
    """The city's administrator."""
    reports: tuple[FrozenReport, FrozenReport]
    cast: Cast

    def send(self, basis: Basis = Basis.SIGNED) -> Outgoing:
        """The county packs its year."""
        with self.county.at_work():
            return actions.send_reports(
                peer=self.above, year=YEAR, basis=basis, by=self.cast.supervisor
            )

    def take(self, outgoing: Outgoing | bytes) -> actions.Taken:
        """The city takes a file in."""
        raw = outgoing if isinstance(outgoing, bytes) else outgoing.text.encode()
        with self.city.at_work():
            came = actions.take(raw, by=self.officer)
        assert isinstance(came, actions.Taken)
        return came


@pytest.fixture
def two(
    cast: Cast,
    newcomer: Unit,
    tmp_path: Path,
    settings: Settings,
) -> Two:
    """Both installations trusting one another; two of the county's towns have signed."""
    appoint(person=cast.stranger, unit=newcomer, role=Role.CLERK, since=date(2021, 4, 1))
    first = sign(ready(newcomer, YEAR, cast, more={ISSUED: 3}), cast.leader)
    stated({**NOTHING, ISSUED: 4}, unit=cast.town, year=YEAR, form=FORM_2021, by=cast.clerk)
    report = open_report(unit=cast.town, year=YEAR, form=FORM_2021, by=cast.clerk)
    finish_words(report, cast.clerk)
    submit_report(report=report, by=cast.clerk)
    report.refresh_from_db()
    second = sign(report, cast.leader, accepted="以台账为准")
    city = create_unit(
        name="吉林市人民政府", short_name="吉林市", level=Level.CITY, code="jilin",
        joined_on=date(2015, 1, 1),
    )  # fmt: skip

    def person(username: str, full_name: str, role: Role) -> Person:
        made = create_person(username=username, full_name=full_name, unit=city, password=PASSWORD)
        appoint(person=made, unit=city, role=role, since=date(2015, 1, 1))
        return made

    officer = person("hanmei", "韩梅", Role.SUPERVISOR)
    keeper = person("lilei", "李雷", Role.ADMINISTRATOR)
    here = House("220282", cast.county, tmp_path / "county.txt", settings)
    there = House("220200", city, tmp_path / "city.txt", settings)
    above = here.know(there, "up", cast.administrator)
    beneath = there.know(here, "down", keeper)
    trust(above, cast.administrator)
    trust(beneath, keeper)
    return Two(here, there, above, beneath, officer, keeper, (first, second), cast)
