"""The open register over real applications: what was asked in kind, and nothing anybody wrote."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tongming.applications.actions import enter_step, register
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application
from tongming.applications.openness.actions import choose_theme
from tongming.applications.openness.anonymous import Row
from tongming.applications.openness.queries import open_register, open_years
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.rights import NotPermitted

AFTER = date(2026, 1, 5)
SECRET = "张三承包地补偿协议"


def answered(
    cast: Cast,
    on: date,
    *,
    outcome: Outcome = Outcome.GRANTED,
    kind: ApplicantKind = ApplicantKind.NATURAL_PERSON,
    days: int = 5,
    extended: bool = False,
    theme: str = "",
) -> Application:
    """An application received on a day and answered some days later."""
    made = register(
        unit=cast.town, subject=f"{SECRET}{on}", applicant_kind=kind,
        channel=Channel.IN_PERSON, arrived_on=on, by=cast.handler, today=on,
    )  # fmt: skip
    if extended:
        enter_step(
            application=made, kind=Kind.EXTENDED, on=on, details={"days": 20}, by=cast.handler,
            today=on,
        )  # fmt: skip
    closed = on + timedelta(days=days)
    enter_step(
        application=made, kind=Kind.ANSWERED, on=closed, outcome=outcome, by=cast.handler,
        today=closed,
    )  # fmt: skip
    if theme:
        choose_theme(application=made, item=theme, by=cast.handler)
    return made


def test_alike_applications_are_told_in_kind_and_a_lone_one_in_the_total(cast: Cast) -> None:
    for day in (3, 4, 5):
        answered(cast, date(2025, 3, day), theme="20-7")
    answered(
        cast, date(2025, 9, 1), outcome=Outcome.THIRD_PARTY_RIGHTS,
        kind=ApplicantKind.ENTERPRISE, days=30, extended=True,
    )  # fmt: skip
    told = open_register(cast.town, 2025, AFTER)
    assert told is not None
    alike = Row("20-7", "person", "3.1", "3.1", "1-10", False, False, "2025-Q1")
    assert told.records == ((alike, 3),)
    assert (told.total, told.withheld, told.groups) == (4, 1, {"3.1": 3, "3.3": 1})


def test_a_year_is_told_once_it_is_over_and_what_is_open_never(cast: Cast) -> None:
    answered(cast, date(2025, 12, 1))
    register(
        unit=cast.town, subject=SECRET, applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON, arrived_on=date(2024, 3, 4), by=cast.handler,
        today=date(2025, 3, 4),
    )  # fmt: skip
    assert open_years(cast.town, date(2025, 12, 31)) == []
    assert open_register(cast.town, 2025, date(2025, 12, 31)) is None
    assert open_years(cast.town, date(2026, 1, 1)) == [2025]


@pytest.mark.parametrize("seed", range(3))
def test_no_word_name_or_number_of_a_random_year_is_in_page_or_files(
    cast: Cast, client: Client, settings: Settings, seed: int
) -> None:
    dice = random.Random(seed)
    settings.OPEN_REGISTER_K = dice.choice([2, 3, 5])
    made = [
        answered(
            cast,
            date(2025, dice.randint(1, 10), dice.randint(1, 28)),
            outcome=dice.choice([Outcome.GRANTED, Outcome.NOT_HELD, Outcome.PETITION]),
            kind=dice.choice([ApplicantKind.NATURAL_PERSON, ApplicantKind.ENTERPRISE]),
            days=dice.randint(0, 20),
            theme=dice.choice(["", "20-7", "21-township-5"]),
        )
        for _application in range(dice.randint(1, 15))
    ]
    address = "/apply/register/hongshilazi/"
    answers = [client.get(path) for path in (
        address, f"{address}2025.json", f"{address}2025.csv"
    )]  # fmt: skip
    for answer in answers:
        assert answer.status_code == 200
        text = answer.content.decode("utf-8-sig")
        for one in made:
            assert one.subject not in text
            assert one.number not in text
            assert str(one.closed_on) not in text
        assert SECRET[:2] not in text
        assert not any(
            person.full_name in text for person in (cast.handler, cast.clerk, cast.office_head)
        )
    data = json.loads(answers[1].content)
    assert data["k"] == settings.OPEN_REGISTER_K
    assert all(record["count"] >= data["k"] for record in data["records"])
    assert data["total"] == len(made)


def test_a_unit_or_year_that_is_not_there_is_not_found(cast: Cast, client: Client) -> None:
    answered(cast, date(2025, 3, 3))
    address = "/apply/register/hongshilazi/"
    assert client.get(f"{address}2025.json").status_code == 200
    for path in (f"{address}2024.json", f"{address}2025.xml", "/apply/register/nowhere/"):
        assert client.get(path).status_code == 404
    assert "还没有可以公开的年度" in client.get("/apply/register/huadian/").content.decode()
    assert client.get(f"{address}?year=nonsense").context["year"] == 2025


def test_the_handler_chooses_the_theme_and_nobody_else(cast: Cast, sign_in: SignIn) -> None:
    made = answered(cast, date(2025, 3, 3))
    with pytest.raises(NotPermitted):
        choose_theme(application=made, item="20-7", by=cast.clerk)
    with pytest.raises(Refused):
        choose_theme(application=made, item="21-county-1", by=cast.handler)
    address = f"/work/applications/{made.pk}/theme/"
    assert sign_in(cast.stranger).get(address).status_code == 404
    assert sign_in(cast.handler).post(address, {"item": "nothing"}).status_code == 400
    sign_in(cast.handler).post(address, {"item": "21-township-5"})
    made.refresh_from_db()
    assert made.theme.item == "21-township-5"
    last = Event.objects.about(made).last()
    assert last is not None
    assert last.kind == "applications.theme_chosen"
