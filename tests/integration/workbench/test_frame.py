"""The frame of the workbench: who sees which rooms, in which language, and what stands around."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

import tongming
from tests.conftest import Cast, SignIn
from tongming.units.models import Person

HOME, REPORTS, APPLICATIONS = "/work/", "/work/reports/", "/work/applications/"
CHANNELS = "/work/channels/"
INFORMATION, REMEDIES = "/work/information/", "/work/remedies/"
REGISTERS = "/work/registers/"
CALENDAR, LEDGER, UNITS = "/work/calendar/", "/work/ledger/", "/work/units/"
SITE, TRAINING = "/work/publishing/", "/work/training/"
READING = "/work/reading/"
MESSAGES = "/work/messages/"
TOPICS = "/work/topics/"
ASKING = "/work/consultations/"
MATTERS = "/work/matters/"
INSPECTION = "/work/inspection/"
CRAWLING = "/work/crawling/"
TASKS = "/work/tasks/"
EXCHANGE = "/work/exchange/"


def rooms(page: str) -> list[str]:
    """The addresses in the navigation beside the page."""
    navigation = page.split('<nav class="rooms"')[1].split("</nav>")[0]
    return re.findall(r'<a href="([^"]+)"', navigation)


TALKED = [MESSAGES, TOPICS, ASKING]
WATCHED = [MATTERS, INSPECTION, CRAWLING, TASKS, TRAINING, REPORTS]
KEPT = [CALENDAR, LEDGER, UNITS]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (
            "clerk",
            [
                HOME,
                INFORMATION,
                REGISTERS,
                CHANNELS,
                READING,
                APPLICATIONS,
                REMEDIES,
                *TALKED,
                *WATCHED,
                CALENDAR,
                UNITS,
            ],
        ),
        (
            "office_head",
            [
                HOME,
                INFORMATION,
                REGISTERS,
                CHANNELS,
                READING,
                APPLICATIONS,
                REMEDIES,
                *TALKED,
                *WATCHED,
                *KEPT,
            ],
        ),
        (
            "supervisor",
            [
                HOME,
                INFORMATION,
                REGISTERS,
                READING,
                APPLICATIONS,
                REMEDIES,
                *TALKED,
                *WATCHED,
                EXCHANGE,
                *KEPT,
            ],
        ),
        ("administrator", [HOME, TASKS, TRAINING, EXCHANGE, CALENDAR, LEDGER, SITE, UNITS]),
    ],
)
def test_the_navigation_shows_the_rooms_a_person_may_enter(
    cast: Cast, sign_in: SignIn, who: str, sees: list[str]
) -> None:
    client = sign_in(getattr(cast, who))
    shown = rooms(client.get("/work/").content.decode())
    assert shown == sees
    for address in shown:
        assert client.get(address, follow=True).status_code == 200, address


def test_the_room_one_is_in_is_marked(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.clerk).get(CALENDAR).content.decode()
    navigation = page.split('<nav class="rooms"')[1].split("</nav>")[0]
    assert navigation.count("aria-current") == 1
    assert f'href="{CALENDAR}" aria-current="page"' in navigation


def test_somebody_who_is_not_signed_in_is_led_to_sign_in_and_back(db: None, client: Client) -> None:
    response = client.get("/work/keys/")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/work/keys/"


def test_the_frame_names_unit_person_and_version(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.clerk).get("/work/").content.decode()
    assert '<span class="brand-unit">红石砬子镇</span>' in page
    assert '<span class="menu-person-name">王敏</span>' in page
    assert f"通明 {tongming.__version__} 版" in page


def test_the_chosen_language_stays_with_the_person(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    assert '<html lang="zh-CN" class="workbench">' in client.get("/work/").content.decode()
    response = client.post("/accounts/language/", {"language": "en", "next": "/work/keys/"})
    assert response["Location"] == "/work/keys/"
    for browser in (client, sign_in(Person.objects.get(pk=cast.clerk.pk))):
        page = browser.get("/work/").content.decode()
        assert '<html lang="en" class="workbench">' in page
        assert '<button name="language" value="zh-hans" lang="zh-CN">中文</button>' in page


def test_one_main_one_h1_and_a_way_to_skip_the_frame(cast: Cast, sign_in: SignIn) -> None:
    for path in ("/work/", "/work/keys/"):
        page = sign_in(cast.clerk).get(path).content.decode()
        assert page.count("<h1") == 1
        assert page.count("<main") == 1
        assert '<a class="skip" href="#main">' in page


def test_the_style_guide_draws_every_component_and_only_for_developers(
    cast: Cast, sign_in: SignIn, settings: Settings
) -> None:
    client = sign_in(cast.clerk)
    assert client.get("/work/styleguide/").status_code == 404
    settings.DEBUG = True
    page = client.get("/work/styleguide/").content.decode()
    for component in (
        "button-danger", "badge-draft", "notice-overdue", "error-summary", "duty-list", "strip-due",
        "timeline-now", "equation-holds", "tip-text", "gap-not_reported", "figure-broken", "empty",
        "pagination", "files", "facts", "steps", "progress", "tabs", "letter", "not-now",
    ):  # fmt: skip
        assert re.search(rf'class="[^"]*\b{component}\b', page), component
