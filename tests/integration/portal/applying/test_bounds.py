"""Abuse is bounded, and nobody who means well is kept out."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.portal.applying.conftest import Applicant, upload
from tongming.applications.models import Application
from tongming.portal.applying.models import HeldFile
from tongming.portal.visitors import bounds, puzzle

pytestmark = pytest.mark.django_db
NUMERALS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


def solved(page: str) -> Mapping[str, str]:
    """The answer a person would give."""
    question = re.search(r"「([一二三四五六七八九])」加「([一二三四五六七八九])」等于几", page)
    token = re.search(r'name="question" value="([^"]+)"', page)
    assert question
    assert token
    total = NUMERALS[question[1]] + NUMERALS[question[2]]
    return {"question": token[1], "answer": f" {total} "}


def test_a_question_is_asked_only_where_much_comes_from_one_address(
    cast: Cast, applicant: Applicant, settings: Settings
) -> None:
    settings.APPLY_PUZZLE_FROM = 2
    for _time in range(2):
        applicant.apply()
    applicant.client.post("/apply/clear/")
    applicant.fill_in()
    page = applicant.page("/apply/check/")
    assert "等于几" in page
    refused = applicant.client.post("/apply/check/", {"answer": "100"})
    assert refused.status_code == 400
    assert "请先回答下面的小问题" in refused.content.decode()
    answer = solved(refused.content.decode())
    assert applicant.client.post("/apply/check/", answer)["Location"] == "/apply/receipt/"
    # The same answer does not serve twice.
    other = Applicant(Client())
    other.fill_in()
    assert other.client.post("/apply/check/", answer).status_code == 400
    assert Application.objects.count() == 3


def test_from_another_address_nothing_is_asked(
    cast: Cast, applicant: Applicant, settings: Settings
) -> None:
    settings.APPLY_PUZZLE_FROM = 1
    applicant.apply()
    neighbour = Applicant(Client(REMOTE_ADDR="10.9.8.7"))
    neighbour.apply()
    assert Application.objects.count() == 2


def test_beyond_the_bound_it_waits_and_says_how_long_and_loses_nothing(
    cast: Cast, applicant: Applicant, settings: Settings
) -> None:
    settings.APPLY_PER_HOUR = 1
    applicant.apply()
    applicant.client.post("/apply/clear/")
    applicant.fill_in(name="李大山")
    response = applicant.client.post("/apply/check/")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "填好的内容都还在" in response.content.decode()
    assert "李大山" in applicant.page("/apply/check/")


def test_a_field_no_person_sees_asks_a_question_of_who_fills_it_in(
    cast: Cast, applicant: Applicant
) -> None:
    applicant.fill_in()
    caught = applicant.client.post("/apply/check/", {bounds.TRAP: "https://example.com"})
    assert caught.status_code == 400
    assert not Application.objects.exists()
    # A browser that filled it in by itself keeps nobody out.
    solution = solved(caught.content.decode())
    applicant.client.post("/apply/check/", {bounds.TRAP: "x", **solution})
    assert Application.objects.count() == 1


def test_guessing_codes_meets_a_question_whether_there_is_such_a_number_or_not(
    cast: Cast, applicant: Applicant
) -> None:
    applicant.apply()
    real, pages = applicant.number, []
    for number in (real, "2031-77"):
        cache.clear()
        for _guess in range(bounds.MISSES_BEFORE_A_QUESTION):
            response = Client().post("/apply/query/", {"number": number, "code": "AAAABBBBCCCC"})
            assert response.status_code == 400
        # From anywhere else too, since the number is being guessed at.
        other = Client(REMOTE_ADDR="10.1.2.3")
        response = other.post("/apply/query/", {"number": number, "code": applicant.code})
        assert response.status_code == 400
        page = response.content.decode()
        assert "请先回答下面的小问题" in page
        pages.append(re.sub(r'value="[^"]*"|「.」加「.」', "", page.partition("<main")[2]))
    assert pages[0] == pages[1]


def test_the_applicant_gets_through_while_others_guess(cast: Cast, applicant: Applicant) -> None:
    applicant.apply()
    for _guess in range(20):
        Client(REMOTE_ADDR="10.6.6.6").post(
            "/apply/query/", {"number": applicant.number, "code": "AAAABBBBCCCC"}
        )
    asked = applicant.ask()
    assert asked.status_code == 400
    assert applicant.ask(**solved(asked.content.decode())).url == "/apply/status/"


def test_one_address_may_not_try_for_ever(
    cast: Cast, applicant: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_TRIES", 3)
    applicant.apply()
    for _time in range(3):
        assert applicant.ask().status_code == 302
    assert applicant.ask().status_code == 429


def test_uploads_of_an_address_are_bounded(
    cast: Cast, applicant: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_MEGABYTES", 2)
    for _time in range(2):
        applicant.fill_in(name="", proofs=upload())
    assert HeldFile.objects.count() == 2
    assert applicant.fill_in(proofs=upload()).status_code == 429
    assert HeldFile.objects.count() == 2


def test_one_application_takes_so_many_acts_a_day(
    cast: Cast, applicant: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_ACTS", 2)
    application = applicant.apply()
    applicant.ask()
    for _time in range(2):
        assert applicant.client.post("/apply/status/add/", {"words": "x"}).status_code == 302
    assert applicant.client.post("/apply/status/add/", {"words": "x"}).status_code == 429
    assert application.papers.count() == 2


def test_a_question_knows_its_answer_and_does_not_tell_it() -> None:
    cache.clear()
    made = puzzle.make()
    total = sum(NUMERALS[one] for one in str(made.question) if one in NUMERALS)
    with translation.override("en"):
        assert not puzzle.is_answered(made.token, str(total + 1))
        assert not puzzle.is_answered(made.token + "x", str(total))
        assert puzzle.is_answered(made.token, str(total))
        assert not puzzle.is_answered(made.token, str(total))
