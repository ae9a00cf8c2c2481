"""Tokens: whose act a call is, how far it reaches, and when it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.integration.api.office import Office, Program, program_of
from tongming.api import doors
from tongming.api.models import ApiToken
from tongming.api.tokens.actions import create, revoke, sweep
from tongming.api.tokens.scopes import Scope, open_to
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.actions import end_appointment
from tongming.units.belongings import belongings_of
from tongming.units.models import Appointment, Person
from tongming.units.people import set_active
from tongming.units.rights import NotPermitted


def held(cast: Cast, *scopes: Scope) -> Program:
    return program_of(cast, cast.clerk, *(scopes or (Scope.INFORMATION_READ,)))


def status(program: Program, path: str = "/work/information") -> int:
    return int(program.get(path).status_code)


def test_only_the_hash_of_a_token_is_kept_and_nothing_of_it_stands_in_the_ledger(
    cast: Cast,
) -> None:
    program = held(cast)
    secret = program.whole.rpartition("_")[2]
    kept = ApiToken.objects.values().get()
    assert secret not in str(kept)
    event = Event.objects.get(kind="api.token_created")
    assert event.by == cast.clerk
    assert event.data["token"] == program.token.prefix
    assert secret not in str(event.data)
    assert program.token.name not in str(event.data)
    revoke(token=program.token, by=cast.clerk)
    assert Event.objects.filter(kind="api.token_revoked", by=cast.clerk).count() == 1


def test_a_token_never_has_a_right_its_holder_has_not(cast: Cast) -> None:
    today = localdate()
    with pytest.raises(NotPermitted):
        program_of(cast, cast.clerk, Scope.APPLICATIONS_WRITE)
    assert Scope.APPLICATIONS_WRITE not in open_to(cast.clerk, cast.town)
    with pytest.raises(NotPermitted):
        create(
            unit=cast.other_town, name="别处", scopes=[Scope.INFORMATION_READ], expires_on=today,
            by=cast.clerk, today=today,
        )  # fmt: skip
    with pytest.raises(NotPermitted):
        program_of(cast, cast.leader, Scope.INFORMATION_READ)
    with pytest.raises(Refused):
        program_of(cast, cast.clerk)
    for days in (-1, 366):
        with pytest.raises(Refused):
            create(
                unit=cast.town, name="太长或者已过", scopes=[Scope.INFORMATION_READ],
                expires_on=today + timedelta(days=days), by=cast.clerk, today=today,
            )  # fmt: skip


def test_a_call_needs_a_token_that_works_and_its_scope(cast: Cast) -> None:
    program = held(cast)
    assert status(program) == 200
    missing = Client().get("/api/v1/work/information")
    assert (missing.status_code, missing.json()["code"]) == (401, "unauthorized")
    assert missing["WWW-Authenticate"] == "Bearer"
    narrow = program.get("/work/applications")
    assert narrow.status_code == 403
    assert "applications.read" in narrow.json()["message"]
    for wrong in (program.whole[:-1] + "?", program.whole[:-1], "tm_", "x" * 5000, "tm_\u00e9"):
        answer = Client().get(
            "/api/v1/work/me",
            headers={"Authorization": f"Bearer {wrong}".encode().decode("latin1")},
        )
        assert answer.status_code == 401, wrong


def test_a_session_of_a_browser_opens_no_operation_of_the_staff(
    cast: Cast, sign_in: SignIn
) -> None:
    assert sign_in(cast.clerk).get("/api/v1/work/me").status_code == 401


def test_a_token_is_over_on_the_day_after_its_last_and_once_it_was_ended(cast: Cast) -> None:
    program, other = held(cast), held(cast)
    assert status(program) == status(other) == 200
    ApiToken.objects.filter(pk=program.token.pk).update(expires_on=localdate() - timedelta(days=1))
    revoke(token=other.token, by=cast.office_head)
    assert status(program) == status(other) == 401
    with pytest.raises(Refused):
        revoke(token=other.token, by=cast.clerk)


def test_whoever_looks_after_the_unit_may_end_a_token_and_nobody_else(cast: Cast) -> None:
    for person in (cast.stranger, cast.handler, cast.supervisor):
        with pytest.raises(NotPermitted):
            revoke(token=held(cast).token, by=person)
    for person in (cast.clerk, cast.office_head, cast.administrator):
        revoke(token=held(cast).token, by=person)


def test_a_suspended_account_loses_its_tokens_for_good(cast: Cast) -> None:
    program = held(cast)
    set_active(cast.clerk, False, by=None)
    assert status(program) == 401
    person = Person.objects.get(pk=cast.clerk.pk)
    set_active(person, True, by=None)
    assert status(program) == 401


def test_a_token_ends_with_its_holders_place_and_a_handover_names_it(cast: Cast) -> None:
    program = held(cast)
    today = localdate()
    (told,) = [one for one in belongings_of(cast.clerk, today) if one.key.startswith("token:")]
    assert not told.may_be_handed
    place = Appointment.objects.get(person=cast.clerk, until=None)
    end_appointment(place, on=today, reason="调离", by=None)
    assert status(program) == 401
    assert ApiToken.objects.get().revoked_at is not None


def test_a_place_that_ends_by_the_clock_takes_the_token_with_it(cast: Cast) -> None:
    program = held(cast)
    Appointment.objects.filter(person=cast.clerk).update(until=localdate())
    assert status(program) == 401
    assert sweep(now()) == 1
    assert ApiToken.objects.get().revoked_at is not None
    assert sweep(now()) == 0


def test_whoever_asks_too_often_is_told_how_long_to_wait(cast: Cast, settings: Settings) -> None:
    settings.API_PER_MINUTE = settings.API_TOKEN_PER_MINUTE = 2
    program = held(cast)
    for ask in (lambda: Client().get("/api/v1/units"), lambda: program.get("/work/me")):
        assert [ask().status_code for _n in range(2)] == [200, 200]
        answer = ask()
        assert (answer.status_code, answer.json()["code"]) == (429, "too_often")
        assert 1 <= int(answer["Retry-After"]) <= 61


def test_tokens_cannot_be_tried_one_after_the_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "MOST_WRONG", 3)
    program = held(cast)
    wrong = {"Authorization": f"Bearer tm_{program.token.prefix}_{'x' * 43}"}
    tried = [Client().get("/api/v1/work/me", headers=wrong).status_code for _n in range(4)]
    assert tried == [401, 401, 401, 429]
    assert status(program, "/work/me") == 429


# --- Screens --------------------------------------------------------------------------------------


def test_a_clerk_makes_a_token_on_the_screen_sees_it_once_and_ends_it(
    office: Office, sign_in: SignIn
) -> None:
    browser, cast = sign_in(office.cast.clerk), office.cast
    page = f"/work/tokens/{cast.town.pk}/new/"
    until = localdate() + timedelta(days=10)
    told = {"name": "政务大厅", "scopes": ["applications.read"], "expires_on": until.isoformat()}
    assert browser.post(page, {**told, "scopes": []}).status_code == 422
    made = browser.post(page, told)
    assert made["Cache-Control"] == "no-store"
    token = ApiToken.objects.get(name="政务大厅")
    whole = next(word for word in made.content.decode().replace("<", ">").split(">")
                 if word.startswith("tm_"))  # fmt: skip
    listed = browser.get("/work/tokens/").content.decode()
    assert token.prefix in listed
    assert whole not in listed
    assert status(Program(token, whole), "/work/applications") == 200
    browser.post(f"/work/tokens/{token.pk}/revoke/")
    assert status(Program(token, whole), "/work/applications") == 401


def test_nobody_sees_or_ends_the_tokens_of_another_town(cast: Cast, sign_in: SignIn) -> None:
    token = held(cast).token
    browser = sign_in(cast.stranger)
    assert token.prefix not in browser.get("/work/tokens/").content.decode()
    assert browser.post(f"/work/tokens/{token.pk}/revoke/").status_code == 404
    assert browser.get(f"/work/tokens/{cast.town.pk}/new/").status_code == 404
    assert token.prefix in sign_in(cast.office_head).get("/work/tokens/").content.decode()
