"""The seed's year, duty by duty: its screen, its record, and what of the annual report it leads to.

The table is tests/vectors/seed_duties.yaml; docs/seed-duties.md is the same for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.test import Client
from django.utils.translation import override

from tests.browser.every_page import NO_PAGES, Visits, furnish, names
from tests.conftest import PASSWORD, Cast, SignIn
from tests.public_items import Room
from tongming.law.figures import Cell
from tongming.law.forms import BESIDE, FORMS
from tongming.publishing import sources

ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared" / "seed" / "hongshilazi-2019.txt"
TABLE: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests" / "vectors" / "seed_duties.yaml").read_text(encoding="utf-8")
)
DUTIES: dict[str, dict[str, str]] = TABLE["duties"]
EVERY = pytest.mark.parametrize("key", DUTIES)


@EVERY
def test_each_duty_has_a_record(key: str) -> None:
    label, _, model = DUTIES[key]["record"].partition(".")
    assert apps.get_model(label, model)


@EVERY
def test_each_duty_has_a_screen(key: str) -> None:
    assert DUTIES[key]["screen"] in names() - NO_PAGES


@EVERY
def test_each_duty_leads_to_a_figure_or_words_of_the_report(key: str) -> None:
    duty = DUTIES[key]
    assert ("figure" in duty) != ("words" in duty)
    if "figure" in duty:
        cell = Cell.parse(duty["figure"])
        known = {one for form in FORMS.values() for one in form.cells()}
        assert cell in known or (cell.table == "stated" and cell.row in BESIDE)
    else:
        form, section, *part = duty["words"].split("/")
        (found,) = [one for one in FORMS[form].sections if one.key == section]
        assert not part or part[0] in found.parts


@pytest.fixture
def visits(cast: Cast) -> Iterator[Visits]:
    """Every screen with something on it, and who opens it."""
    room = Room()
    sources.register(room)
    yield furnish(cast, room)
    sources.unregister(room.prefix)


def test_each_screen_opens_for_whoever_does_the_duty(
    cast: Cast, visits: Visits, sign_in: SignIn
) -> None:
    clients: dict[str, Client] = {}
    shut = {}
    for key, duty in DUTIES.items():
        for visit in visits.get(duty["screen"], []):
            client = clients.get(visit.who)
            if client is None:
                client = clients[visit.who] = sign_in(getattr(cast, visit.who))
                client.post("/accounts/reauthenticate/", {"password": PASSWORD})
            status = client.get(visit.path).status_code
            if status != 200:
                shut[key] = f"{visit.path} {status}"
        if not visits.get(duty["screen"]):
            shut[key] = f"nobody opens {duty['screen']}"
    assert not shut


def test_each_sentence_tells_a_duty_or_says_why_it_tells_none() -> None:
    for sentence in TABLE["sentences"]:
        assert ("duties" in sentence) != ("none" in sentence), sentence
        assert set(sentence.get("duties", [])) <= set(DUTIES), sentence
    told = {key for sentence in TABLE["sentences"] for key in sentence.get("duties", [])}
    assert told == set(DUTIES)


def test_the_table_for_people_says_the_same() -> None:
    page = (ROOT / "docs" / "seed-duties.md").read_text(encoding="utf-8")
    assert rows() == [line for line in page.splitlines() if line.startswith("| ")][2:]


def rows() -> list[str]:
    """The table of docs/seed-duties.md, a line a duty."""
    said: dict[str, list[str]] = {}
    for number, sentence in enumerate(TABLE["sentences"], 1):
        for key in sentence.get("duties", []):
            said.setdefault(key, []).append(str(number))
    with override("zh-hans"):
        return [
            f"| {duty['what']} | {'、'.join(said[key])} | `{duty['screen']}` "
            f"| `{duty['record']}` | {_leads_to(duty)} |"
            for key, duty in DUTIES.items()
        ]


def _leads_to(duty: dict[str, str]) -> str:
    if "words" in duty:
        form, section, *part = duty["words"].split("/")
        (found,) = [one for one in FORMS[form].sections if one.key == section]
        return "，".join([found.heading, *part])
    cell = Cell.parse(duty["figure"])
    for known in FORMS.values():
        try:
            row, column = known.place(cell)
        except KeyError:
            continue
        return f"{row.label}（{column.label}）"
    return BESIDE[cell.row].label


@pytest.mark.skipif(not SEED.exists(), reason=f"the published report is not at {SEED}")
def test_every_sentence_of_the_published_report_stands_in_the_table() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = [
        part.strip()
        for line in text.splitlines()
        for part in re.findall(r"[^。；]+[。；]?", line)
        if re.search(r"[\u4e00-\u9fff]", part)
    ]
    told = [sentence["said"] for sentence in TABLE["sentences"]]
    assert len(found) == len(told)
    for theirs, ours in zip(found, told, strict=True):
        pattern = ".*".join(re.escape(piece) for piece in ours.split("……"))
        assert re.fullmatch(pattern, theirs), (theirs, ours)
