"""Nothing of a hidden document is to be found anywhere: every address, file, feed and answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.integration.visibility import surfaces
from tests.integration.visibility.hidden import STATES, Hidden, Maker, Marks
from tongming.api.tokens.actions import create
from tongming.api.tokens.scopes import Scope
from tongming.files.models import place
from tongming.information import actions
from tongming.information.models import Document
from tongming.information.states import State
from tongming.portal.pages.model import item_folder
from tongming.publishing.actions import request
from tongming.publishing.models import Pending
from tongming.publishing.rebuilding import rebuild
from tongming.search import actions as search

pytestmark = pytest.mark.django_db(transaction=True)

EVERYTHING = (
    {"unit": "hongshilazi"}, {"unit": "badaohezi"}, {"q": "通知"}, {"q": "附件"}, {"q": "tongzhi"},
    {"year": "2024"}, {"year": "2026"}, {"item": "20-10"},
)  # fmt: skip
"""Questions that every hidden document would answer to if the index knew it."""


@dataclass(frozen=True)
class World:
    """A public document, and one for every way of not being public."""

    maker: Maker
    marks: Marks
    shown: Document
    hidden: Mapping[str, Hidden]

    @property
    def secrets(self) -> dict[str, str]:
        """Every marked word nobody outside may read, with the state it belongs to."""
        return {word: state for state, one in self.hidden.items() for word in one.secret}


@pytest.fixture
def maker(cast: Cast, settings: Settings) -> Maker:
    cache.clear()
    settings.SEARCH_PER_MINUTE = settings.API_PER_MINUTE = 10_000
    return Maker(cast)


def leaks(text: str, secrets: Mapping[str, str]) -> set[str]:
    """The states of which a text gives something away."""
    return {state for word, state in secrets.items() if word in text}


def site() -> dict[str, str]:
    return dict(surfaces.files(Path(configured.SITE)))


def index() -> dict[str, str]:
    return dict(surfaces.files(Path(configured.SEARCH)))


def holding(word: str, texts: Mapping[str, str]) -> set[str]:
    return {name for name, text in texts.items() if word in text}


def found(client: Client, query: dict[str, str]) -> str:
    """What the page and the JSON answer to a question."""
    answers = [surfaces.answer(client, path, query)
               for path in ("/search/", "/search/results.json")]  # fmt: skip
    assert [status for status, _text in answers] == [200, 200]
    return "\n".join(text for _status, text in answers)


def test_nothing_of_a_hidden_document_is_found_at_any_address_in_any_file_by_any_search(
    maker: Maker, client: Client, sign_in: SignIn
) -> None:
    marks = Marks.made()
    shown = maker.published(marks)
    world = World(maker, marks, shown, {state: make(maker) for state, make in STATES.items()})
    assert not Pending.objects.exists()
    reached = {Document.objects.get(pk=one.document.pk).state for one in world.hidden.values()}
    assert reached | {State.ASSESS, State.PUBLISHED} == set(State)
    # All written anew: what stands there is what the rule shows now, and no page of before.
    rebuild()
    search.rebuild()
    what_is_public_is_found(world, client)
    no_file_tells(world, client)
    no_address_tells(world, client)
    no_guess_leads_anywhere(world, client)
    no_search_tells(world, client)
    no_answer_of_the_api_tells(world, client)
    no_page_of_another_town_tells(world, sign_in(maker.cast.stranger))


def what_is_public_is_found(world: World, client: Client) -> None:
    """Without this the others would prove nothing."""
    texts, marks, shown = site(), world.marks, world.shown
    assert shown.published_at is not None
    folder = item_folder(shown.unit.code, shown.key, shown.published_at).removesuffix("/")
    for word in (marks.title, marks.summary, marks.body, marks.number, marks.word):
        pages = {f"{folder}/index.html", f"{folder}/{shown.key}.docx", f"{folder}/{shown.key}.pdf"}
        assert pages <= holding(word, texts)
    listed = holding(marks.title, texts)
    for name in ("feed.xml", "feed.json", "catalogue/1.csv", "catalogue/1.json", "index.html"):
        assert f"hongshilazi/{name}" in listed
    assert any(name.startswith(f"{folder}/files/") for name in holding(marks.file_text, texts))
    assert f"{folder}/index.html" in holding(marks.file_name, texts)
    assert holding(marks.title, index())
    for word in set(marks) - {marks.reason}:
        assert shown.key in found(client, {"q": word[:3]}), word


def no_file_tells(world: World, client: Client) -> None:
    """On the disk, in the index, as it is served."""
    for name, text in {**site(), **index()}.items():
        assert leaks(text, world.secrets) == set(), name
    served = 0
    for name in site():
        status, text = surfaces.answer(client, configured.SITE_PREFIX + name)
        assert leaks(text, world.secrets) == set(), name
        served += status == 200
    assert served >= 40
    contents = {path.read_bytes() for path in Path(configured.SITE).rglob("*") if path.is_file()}
    assert world.marks.attachment in contents
    for state, one in world.hidden.items():
        for content in attachments(one.document):
            if leaks(content.decode(), dict.fromkeys(one.secret, state)):
                assert content not in contents, state


def attachments(document: Document) -> Iterator[bytes]:
    for revision in document.revisions.all():
        yield from (place(file.sha256).read_bytes() for file in revision.content.files)


def no_address_tells(world: World, client: Client) -> None:
    """Every address there is, with the number of every document and attachment in it."""
    opened = set()
    documents = [world.shown, *(one.document for one in world.hidden.values())]
    for path in surfaces.paths(documents):
        status, text = surfaces.answer(client, path)
        assert status < 500, path
        assert leaks(text, world.secrets) == set(), path
        if status == 200:
            opened.add(path)
    assert {"/", "/reports/", "/search/", "/guide/", configured.SITE_PREFIX} <= opened
    assert not [path for path in opened if path.startswith("/work/")]


def no_guess_leads_anywhere(world: World, client: Client) -> None:
    """The page, the downloads, the code and the attachments, under the names they would have."""
    has_a_page = {"correction", "replaced", "withdrawn"}
    for state, one in world.hidden.items():
        for path in surfaces.would_be(one.document):
            status, text = surfaces.answer(client, path)
            assert leaks(text, world.secrets) == set(), path
            assert status in (302, 404) or state in has_a_page, path


def no_search_tells(world: World, client: Client) -> None:
    # Three of the four characters: the page repeats the question, the fourth would be the leak.
    for word in world.secrets:
        assert leaks(found(client, {"q": word[:3]}), world.secrets) == set()
        answer = client.get("/search/results.json", {"q": word[:3]}).json()
        assert answer["items"] == []
        assert answer["suggestions"] == []
    public = {world.shown.key, world.hidden["correction"].document.key}
    for query in EVERYTHING:
        text = found(client, query)
        assert leaks(text, world.secrets) == set(), query
        public -= {key for key in public if key in text}
    assert not public


def no_answer_of_the_api_tells(world: World, client: Client) -> None:
    """Every list, every item under the key it would have; with the token of another town, too."""
    status, text = surfaces.answer(client, f"/api/v1/items/{world.shown.key}")
    assert status == 200
    assert leaks(text, dict.fromkeys(set(world.marks) - {world.marks.reason}, "shown"))
    lists = ["/api/v1/items", *(f"/api/v1/units/{code}/{what}"
             for code in ("hongshilazi", "badaohezi")
             for what in ("items", "columns", "institutions", "messages"))]  # fmt: skip
    texts = [surfaces.answer(client, path)[1] for path in lists]
    assert world.shown.key in texts[0]
    texts += [surfaces.answer(client, "/api/v1/search", query)[1] for query in EVERYTHING]
    for state, one in world.hidden.items():
        status, text = surfaces.answer(client, f"/api/v1/items/{one.document.key}")
        has_a_face = {"correction": 200, "replaced": 200, "withdrawn": 410}
        assert status == has_a_face.get(state, 404), state
        texts.append(text)
    for text in texts:
        assert leaks(text, world.secrets) == set(), text[:200]
    others = {state: one for state, one in world.hidden.items() if one.owner == "town"}
    secrets = {word: state for word, state in world.secrets.items() if state in others}
    _token, whole = create(
        unit=world.maker.cast.other_town, name="别的镇", scopes=[Scope.INFORMATION_READ],
        expires_on=localdate(), by=world.maker.cast.stranger, today=localdate(),
    )  # fmt: skip
    program = Client(headers={"Authorization": f"Bearer {whole}"})
    assert surfaces.answer(program, "/api/v1/work/information")[0] == 200
    for path in ["/api/v1/work/information", *(
        f"/api/v1/work/information/{one.document.pk}" for one in others.values()
    )]:  # fmt: skip
        assert leaks(surfaces.answer(program, path)[1], secrets) == set(), path


def no_page_of_another_town_tells(world: World, browser: Client) -> None:
    """Its clerk is signed in, and tries every address of the workbench."""
    others = {state: one for state, one in world.hidden.items() if one.owner == "town"}
    secrets = {word: state for word, state in world.secrets.items() if state in others}
    for path in surfaces.paths(one.document for one in others.values()):
        if path == "/accounts/logout/":
            continue
        status, text = surfaces.answer(browser, path)
        assert status < 500, path
        assert leaks(text, secrets) == set(), path


def test_what_another_town_publishes_stands_in_its_own_section_alone(
    maker: Maker, client: Client
) -> None:
    marks = Marks.made()
    maker.published(Marks.made())
    maker.published(marks, maker.foreign_road)
    for word in set(marks) - {marks.reason}:
        assert {name.split("/")[0] for name in holding(word, site())} <= {"badaohezi"}
    assert marks.title in found(client, {"q": marks.title[:3]})
    assert marks.title not in found(client, {"q": marks.title[:3], "unit": "hongshilazi"})


def test_a_withdrawal_takes_every_word_and_every_file_away(maker: Maker, client: Client) -> None:
    marks = Marks.made()
    shown = maker.published(marks)
    root = Path(configured.SITE)
    lists = {name for name in holding(marks.title, site()) if "/content/" in name}
    assert len(lists) >= 4
    assert marks.attachment in {path.read_bytes() for path in root.rglob("*") if path.is_file()}
    actions.withdraw(document=shown, reason="附件里有不应公开的内容", by=maker.cast.leader)
    gone = dict.fromkeys(set(marks) - {marks.title}, "shown")
    texts = site()
    for name, text in {**texts, **index()}.items():
        assert leaks(text, gone) == set(), name
    assert marks.attachment not in {path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for word in marks:
        assert client.get("/search/results.json", {"q": word[:3]}).json()["items"] == []
        assert leaks(found(client, {"q": word[:3]}), gone) == set()
    for path in surfaces.would_be(shown):
        status, text = surfaces.answer(client, path)
        assert leaks(text, gone) == set(), path
        page = path.endswith((f"{shown.key}/", "index.html", "code.svg"))
        assert status == 200 if page else status in (302, 404), path
    # Its name stays in every list it stood in.
    assert lists <= holding(marks.title, texts)


def test_a_version_that_is_not_for_everybody_is_gone_everywhere(
    maker: Maker, client: Client
) -> None:
    """Whoever put it there: the one rule is asked each time the site is written."""
    marks = Marks.made()
    shown = maker.published(marks)
    assert shown.live is not None
    kept = replace(shown.live.content, attribute="on_request", reason="只与少数人有关")
    live = shown.revisions.create(number=9, data=kept.to_data(), digest=kept.digest)
    Document.objects.filter(pk=shown.pk).update(live=live)
    with transaction.atomic():
        request(shown.key)
    for name, text in {**site(), **index()}.items():
        assert leaks(text, dict.fromkeys(marks, "shown")) == set(), name
    for path in surfaces.would_be(shown):
        assert surfaces.answer(client, path)[0] in (302, 404), path
