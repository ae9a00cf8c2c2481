"""A further year is loaded by a person who has seen what it changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Cast
from tongming.applications.actions import enter_step, register
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application
from tongming.calendars.actions import (
    accept_year,
    effects_of,
    propose_change,
    propose_year,
    withdraw_year,
)
from tongming.calendars.models import LoadedYear
from tongming.calendars.queries import current_calendar
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.rights import NotPermitted

TODAY = date(2026, 12, 21)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def notice_2027() -> dict[str, Any]:
    """A made-up notice: no notice for 2027 was out when this was written."""
    return {
        "year": 2027,
        "notice": "测试通知〔2026〕1号",
        "off": ["01-01/01-03", "02-06/02-12", "04-05/04-05", "05-01/05-05", "06-09/06-09",
                "09-15/09-15", "10-01/10-07"],
        "work": ["02-14"],
    }  # fmt: skip


@pytest.fixture
def late(cast: Cast) -> Application:
    """Received so late in 2026 that its term runs into a year without a calendar."""
    return register(
        unit=cast.town,
        subject="冬季清雪服务采购合同",
        applicant_kind=ApplicantKind.ENTERPRISE,
        channel=Channel.IN_PERSON,
        arrived_on=TODAY,
        by=cast.handler,
        today=TODAY,
    )


def test_a_term_into_an_unknown_year_is_provisional(late: Application) -> None:
    assert late.provisional
    assert not current_calendar().covers(2027)


def test_nothing_moves_until_a_person_accepts(
    cast: Cast, late: Application, notice_2027: dict[str, Any]
) -> None:
    before = late.due_on
    with pytest.raises(NotPermitted):
        propose_year(data=notice_2027, by=cast.clerk)
    proposal = propose_year(data=notice_2027, by=cast.administrator)
    late.refresh_from_db()
    assert (late.due_on, late.provisional) == (before, True)

    [effect] = effects_of(proposal, TODAY)
    assert (effect.before, effect.provisional_before, effect.provisional_after) == (
        before, True, False,
    )  # fmt: skip

    assert accept_year(loaded=proposal, by=cast.administrator, today=TODAY) == 1
    late.refresh_from_db()
    assert (late.due_on, late.provisional) == (effect.after, False)
    assert Event.objects.about(late).filter(kind="applications.recomputed").count() == 1
    with pytest.raises(Refused):
        accept_year(loaded=proposal, by=cast.administrator, today=TODAY)


def test_a_withdrawn_year_never_counts(cast: Cast, notice_2027: dict[str, Any]) -> None:
    proposal = propose_year(data=notice_2027, by=cast.administrator)
    with pytest.raises(Refused):
        propose_year(data=notice_2027, by=cast.administrator)
    withdraw_year(loaded=proposal, by=cast.administrator)
    assert not current_calendar().covers(2027)
    propose_year(data=notice_2027, by=cast.administrator)


def test_an_emergency_change_replaces_a_year_already_loaded(cast: Cast) -> None:
    """As in 2020, when the Spring Festival was prolonged while it lasted."""
    assert current_calendar().is_working(date(2026, 11, 30))
    with pytest.raises(Refused):  # a year nobody has loaded cannot be changed
        propose_change(
            year=2027, notice="测试紧急通知", off=["11-30"], work=[], by=cast.administrator
        )
    proposal = propose_change(
        year=2026, notice="测试紧急通知〔2026〕2号", off=["11-30"], work=[], by=cast.administrator
    )
    accept_year(loaded=proposal, by=cast.administrator, today=date(2026, 11, 23))
    assert not current_calendar().is_working(date(2026, 11, 30))


def test_a_year_that_cannot_be_is_refused_in_words(
    cast: Cast, client: Client, notice_2027: dict[str, Any]
) -> None:
    client.force_login(cast.administrator, backend=BACKEND)
    typed = {"year": "2027", "notice": "测试通知〔2026〕1号", "off": "13月1日", "work": ""}
    answer = client.post("/work/calendar/load/", typed)
    assert answer.status_code == 400
    assert "13月1日" in answer.content.decode()
    typed["off"] = "1月1日至1月3日\n2月6日至2月12日；4月5日"
    answer = client.post("/work/calendar/load/", typed)
    assert answer.status_code == 302
    loaded = LoadedYear.objects.get()
    assert loaded.data["off"] == ["01-01/01-03", "02-06/02-12", "04-05/04-05"]
    page = client.get(answer["Location"])
    assert "确认启用" in page.content.decode()


def test_the_calendar_pages_open_for_staff_and_only_some_may_load(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.clerk, backend=BACKEND)
    assert client.get("/work/calendar/").status_code == 200
    assert client.get("/work/calendar/2026/").status_code == 200
    assert client.get("/work/calendar/2027/").status_code == 404
    typed = {"year": "2027", "notice": "n", "off": "1月1日", "work": ""}
    assert client.post("/work/calendar/load/", typed).status_code in (400, 403)
    assert not LoadedYear.objects.exists()


def test_a_step_the_new_calendar_makes_unlawful_is_shown_and_moves_nothing(
    cast: Cast, client: Client
) -> None:
    """An extension on the last day, in a year whose days off then turn out otherwise."""
    application = register(
        unit=cast.town,
        subject="养老机构补贴发放名册",
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON,
        arrived_on=date(2026, 10, 26),
        by=cast.handler,
        today=date(2026, 10, 26),
    )
    last_day = date(2026, 11, 23)
    assert application.due_on == last_day
    enter_step(
        application=application, kind=Kind.EXTENDED, on=last_day, details={"days": 5},
        by=cast.office_head, today=last_day,
    )  # fmt: skip
    application.refresh_from_db()
    due = application.due_on
    proposal = propose_change(
        year=2026, notice="测试紧急通知〔2026〕3号", off=[], work=["11-21"], by=cast.administrator
    )
    [effect] = effects_of(proposal, last_day)
    assert effect.refusal is not None
    client.force_login(cast.administrator, backend=BACKEND)
    assert "需要核对" in client.get(f"/work/calendar/proposals/{proposal.pk}/").content.decode()

    assert accept_year(loaded=proposal, by=cast.administrator, today=last_day) == 0
    application.refresh_from_db()
    assert application.due_on == due
    client.force_login(cast.handler, backend=BACKEND)
    page = client.get(application.get_absolute_url())
    assert page.status_code == 200
    assert "有一步不成立" in page.content.decode()
