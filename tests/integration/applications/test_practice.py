"""A whole rehearsal leaves no trace but in the session."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tongming.applications.actions import register
from tongming.applications.kinds import Channel
from tongming.applications.practice.scenarios import SCENARIOS
from tongming.law.outcomes import ApplicantKind

PRACTICE = "/work/applications/practice/"


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
    }


def files() -> set[Path]:
    roots = (settings.FILES, settings.SITE, settings.SEARCH, settings.QUARANTINE)
    return {path for root in roots for path in Path(root).rglob("*")}


def play(client: Client, key: str) -> str:
    """Every wrong choice once, the right one then, to the end; answers with the last page."""
    address = f"{PRACTICE}{key}/"
    for _step in range(200):
        page = client.get(address)
        assert page.status_code == 200
        attempt = page.context["attempt"]
        if attempt.finished:
            return page.content.decode()
        if attempt.waiting:
            client.post(f"{address}move/", {"move": "next"})
            continue
        for choice in sorted(attempt.here.choices, key=lambda choice: bool(choice.then)):
            answer = client.post(f"{address}move/", {"choice": choice.key}, follow=True)
            assert answer.status_code == 200
            if choice.then:
                break
            verdict = answer.context["refused"].verdict
            assert verdict.article in answer.content.decode()
    raise AssertionError(f"{key} never ends")


def test_a_whole_rehearsal_writes_nothing_but_the_session(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.handler)
    client.get(PRACTICE)
    before, had = rows(), files()
    for key in SCENARIOS:
        last = play(client, key)
        assert "小结" in last
        client.post(f"{PRACTICE}{key}/move/", {"move": "restart"})
    after = rows()
    assert {name for name in after if after[name] != before[name]} <= {"sessions.Session"}
    assert files() == had
    first = register(
        unit=cast.town, subject="道路养护合同", applicant_kind=ApplicantKind.ENTERPRISE,
        channel=Channel.IN_PERSON, arrived_on=date(2026, 3, 2), by=cast.handler,
        today=date(2026, 3, 2),
    )  # fmt: skip
    assert first.number == "2026-1"


def test_each_learner_has_a_rehearsal_of_their_own_and_it_ends_with_the_session(
    cast: Cast, sign_in: SignIn
) -> None:
    one, other = sign_in(cast.handler), sign_in(cast.clerk)
    address = f"{PRACTICE}compensation/"
    one.post(f"{address}move/", {"choice": "confirm"})
    assert "进行中" in one.get(PRACTICE).content.decode()
    assert "进行中" not in other.get(PRACTICE).content.decode()
    assert one.get(address).context["attempt"].scene == "complete"
    one.post(f"{address}move/", {"move": "restart"})
    assert one.get(address).context["attempt"].scene == "receipt"
    one.post("/accounts/logout/")
    assert one.get(PRACTICE).status_code == 302


@pytest.mark.parametrize("posted", [{}, {"choice": "nothing"}, {"move": "nothing"}])
def test_what_cannot_be_chosen_is_said_and_moves_nothing(
    cast: Cast, sign_in: SignIn, posted: dict[str, str]
) -> None:
    client = sign_in(cast.handler)
    answer = client.post(f"{PRACTICE}compensation/move/", posted, follow=True)
    assert answer.status_code == 200
    assert answer.context["attempt"].log == []
    assert len(answer.context["messages"]) == 1
    assert client.get(f"{PRACTICE}nothing/").status_code == 404


def test_samples_carry_the_learners_own_unit_and_where_one_goes_against_them(
    cast: Cast, sign_in: SignIn
) -> None:
    last = play(sign_in(cast.handler), "compensation")
    assert "红石砬子镇人民政府政府信息部分公开告知书" in last
    assert "先向桦甸市人民政府申请行政复议" in last


def test_the_register_suggests_to_practise_after_a_year_without_applications(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.handler)
    suggestion = "这一年没有收到过申请"
    assert suggestion in client.get("/work/applications/").content.decode()
    # Who handles no applications is not told to.
    assert suggestion not in sign_in(cast.supervisor).get("/work/applications/").content.decode()
    today = localdate()
    register(
        unit=cast.town, subject="道路养护合同", applicant_kind=ApplicantKind.ENTERPRISE,
        channel=Channel.IN_PERSON, arrived_on=today, by=cast.handler, today=today,
    )  # fmt: skip
    assert suggestion not in client.get("/work/applications/").content.decode()
