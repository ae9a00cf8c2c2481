"""A person's due dates in their own calendar, behind an address only they know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate
from icalendar import Calendar, Component

from tests.conftest import Cast, SignIn
from tongming.applications.actions import register
from tongming.applications.clocks import correction_told_by
from tongming.applications.kinds import Channel
from tongming.applications.models import Application
from tongming.applications.notices.actions import close_feed, hash_of, open_feed
from tongming.applications.notices.models import Wishes
from tongming.law.outcomes import ApplicantKind
from tongming.units.models import Person

SECRET = "张三承包地补偿协议"


@pytest.fixture
def application(cast: Cast) -> Application:
    today = localdate()
    return register(
        unit=cast.town, subject=SECRET, applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON, arrived_on=today - timedelta(days=3), by=cast.handler,
        today=today,
    )  # fmt: skip


def events(client: Client, secret: str) -> dict[str, Component]:
    """What a calendar program reads, by its summary."""
    answer = client.get(f"/work/notices/calendar/{secret}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert SECRET not in answer.content.decode()
    read = Calendar.from_ical(answer.content)
    return {str(event["SUMMARY"]): event for event in read.walk("VEVENT")}


def test_each_duty_with_a_last_day_is_an_all_day_event_with_its_number(
    cast: Cast, application: Application, client: Client
) -> None:
    found = events(client, open_feed(person=cast.handler))
    event = found["红石砬子镇 办理：申请2026-1（第三十条）".replace("2026", str(application.year))]
    assert application.received_on is not None
    last_look = correction_told_by(application.received_on, application.received_on)
    assert last_look is not None
    assert event.decoded("DTSTART") == last_look
    assert event.decoded("DTEND") == last_look + timedelta(days=1)
    assert str(event["URL"]).endswith(f"/work/applications/{application.pk}/")
    uids = [str(one["UID"]) for one in found.values()]
    assert len(set(uids)) == len(uids)
    again = events(client, open_feed(person=cast.handler))
    assert [str(one["UID"]) for one in again.values()] == uids


def test_others_see_their_own_duties_alone(
    cast: Cast, application: Application, client: Client
) -> None:
    assert events(client, open_feed(person=cast.handler))
    assert not any("申请" in words for words in events(client, open_feed(person=cast.stranger)))


def test_an_address_is_known_by_its_hash_and_ends_when_renewed_closed_or_the_account_is(
    cast: Cast, client: Client
) -> None:
    first = open_feed(person=cast.handler)
    kept = Wishes.objects.get(person=cast.handler)
    assert kept.feed_hash == hash_of(first)
    assert first not in str(vars(kept))

    def status(secret: str) -> int:
        return client.get(f"/work/notices/calendar/{secret}.ics").status_code

    assert status(first) == 200
    second = open_feed(person=cast.handler)
    assert (status(first), status(second)) == (404, 200)
    assert status(second[:-1] + ("A" if second[-1] != "A" else "B")) == 404
    Person.objects.filter(pk=cast.handler.pk).update(is_active=False)
    assert status(second) == 404
    Person.objects.filter(pk=cast.handler.pk).update(is_active=True)
    close_feed(person=cast.handler)
    assert status(second) == 404


def test_the_page_shows_a_new_address_once(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.handler)
    shown = browser.post("/work/notices/change/", {"deed": "open"}, follow=True)
    secret = shown.context["feed"].rpartition("/")[2].removesuffix(".ics")
    assert events(Client(), secret) is not None
    assert secret in shown.content.decode()
    assert secret not in browser.get("/work/notices/").content.decode()
    browser.post("/work/notices/change/", {"deed": "close"})
    assert Client().get(f"/work/notices/calendar/{secret}.ics").status_code == 404
