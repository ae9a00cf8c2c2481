"""From an act to files: asked for in its transaction, written whole, the same every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import TestCase
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import Cast
from tests.public_items import Room, fill, interpreted, kept_file, made_item
from tongming.ledger.models import Event
from tongming.portal.site.parts import PER_CATALOGUE_PAGE, PER_PAGE
from tongming.portal.site.renderer import SectionRenderer
from tongming.publishing import finishing, followers, renderers, sources
from tongming.publishing.actions import publish_pending, request, request_section
from tongming.publishing.models import Entry, Listing, Pending, Published, SiteFile, Unfinished
from tongming.publishing.rebuilding import rebuild
from tongming.publishing.site import Output, Writer, Written
from tongming.publishing.verifying import _verify, heal, verify

TOWN = "hongshilazi"
BOUND = 40
"""Files that publishing one item without attachments, in a section that stands, may write."""


def site() -> Path:
    return Path(settings.SITE)


def tree() -> dict[str, bytes]:
    """Every file of the site."""
    return {
        str(file.relative_to(site())): file.read_bytes()
        for file in site().rglob("*")
        if file.is_file() and file.name != ".lock"
    }


def text(path: str) -> str:
    return (site() / path).read_text(encoding="utf-8")


def titles(path: str) -> list[str]:
    page = LexborHTMLParser(text(path))
    return [node.text() for node in page.css("ul.report-list li > a")]


# --- Asking ---------------------------------------------------------------------------------------


def test_what_is_asked_for_is_published_once_the_act_is_committed(room: Room) -> None:
    item = made_item(1)
    room.items[item.key] = item
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        request(item.key)
        assert not (site() / item.key).exists()
    assert item.title in text(f"{TOWN}/items/2026/{item.key}/index.html")
    assert not Pending.objects.exists()


def test_an_act_that_fails_publishes_nothing(room: Room) -> None:
    item = made_item(1)
    room.items[item.key] = item

    def act() -> None:
        with transaction.atomic():
            request(item.key)
            raise RuntimeError("the act failed")

    with pytest.raises(RuntimeError, match="the act failed"):
        act()
    assert not Pending.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_asking_outside_a_transaction_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        request("test-1")


def test_one_that_cannot_be_made_keeps_its_reason_and_holds_up_nothing_else(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = made_item(1), made_item(2)
    room.items |= {bad.key: bad, good.key: good}
    line = SectionRenderer.line

    def refuse(self: SectionRenderer, item: object) -> dict[str, object]:
        if item is bad:
            raise ValueError("cannot be made")
        return line(self, item)  # type: ignore[arg-type]

    monkeypatch.setattr(SectionRenderer, "line", refuse)
    with transaction.atomic():
        request(bad.key)
        request(good.key)
    outcome = publish_pending()
    assert outcome.done == [good.key]
    assert outcome.failed == {bad.key: "cannot be made"}
    waiting = Pending.objects.get()
    assert (waiting.key, waiting.attempts, waiting.problem) == (bad.key, 1, "cannot be made")
    assert not Unfinished.objects.exists()
    assert verify().is_clean

    monkeypatch.undo()
    assert publish_pending().done == [bad.key]
    assert not Pending.objects.exists()


def test_without_anybody_to_make_pages_everything_waits(room: Room) -> None:
    made_by = renderers.current()
    renderers.register(None)
    try:
        room.items["test-1"] = made_item(1)
        with transaction.atomic():
            request("test-1")
        assert publish_pending().done == []
        assert Pending.objects.count() == 1
    finally:
        renderers.register(made_by)


def test_whoever_finds_the_site_held_leaves_it_to_its_holder(room: Room) -> None:
    room.items["test-1"] = made_item(1)
    with transaction.atomic():
        request("test-1")
    with Writer(settings.SITE).hold():
        assert publish_pending(wait=False).busy
    assert publish_pending(wait=False).done == ["test-1"]


# --- How much is written --------------------------------------------------------------------------


def written_by(act: Callable[[], None]) -> set[str]:
    """The files an act changes."""
    before = tree()
    act()
    after = tree()
    return {path for path in before | after if before.get(path) != after.get(path)}


@pytest.mark.parametrize("number", [10, 5000])
def test_publishing_one_item_writes_so_many_files_and_no_more_at_any_size(
    room: Room, number: int
) -> None:
    fill(number, TOWN)
    with transaction.atomic():
        request_section(TOWN)
    publish_pending()
    new = made_item(number + 1)
    assert len(written_by(lambda: room.publish(new))) <= BOUND
    changed = written_by(lambda: room.correct(new.key, title="改过的标题"))
    assert len(changed) <= BOUND
    assert len(written_by(lambda: room.withdraw(new.key))) <= BOUND


def test_a_full_page_of_a_list_never_changes_when_an_item_is_added(room: Room) -> None:
    for n in range(1, PER_PAGE + 1):
        room.publish(made_item(n))
    first = text(f"{TOWN}/content/1.html")
    assert titles(f"{TOWN}/content/1.html")[-1] == made_item(1).title
    assert 'href="2.html"' in first
    assert (site() / TOWN / "content/2.html").exists()
    for n in range(PER_PAGE + 1, PER_PAGE + 4):
        room.publish(made_item(n))
        assert text(f"{TOWN}/content/1.html") == first
    assert len(titles(f"{TOWN}/content/2.html")) == 3
    newest = titles(f"{TOWN}/content/index.html")
    assert newest[0] == made_item(PER_PAGE + 3).title
    assert len(newest) == PER_PAGE


def test_catalogue_pages_and_their_csv_and_json_say_the_same(room: Room) -> None:
    fill(PER_CATALOGUE_PAGE - 1, TOWN)
    room.publish(made_item(PER_CATALOGUE_PAGE))
    room.publish(made_item(PER_CATALOGUE_PAGE + 1))
    assert text(f"{TOWN}/catalogue/1.csv").count("\n") == PER_CATALOGUE_PAGE + 1
    assert text(f"{TOWN}/catalogue/2.json").count('"key"') == 1


# --- What is written ------------------------------------------------------------------------------


def test_a_withdrawn_item_keeps_its_page_and_its_line_and_loses_the_rest(room: Room) -> None:
    attachment = kept_file("名单.xlsx", b"workbook")
    room.publish(made_item(1, files=(attachment,)), made_item(2))
    folder = f"{TOWN}/items/2026/test-1"
    assert len(list((site() / folder / "files").iterdir())) == 1
    room.withdraw("test-1", "附件含有个人信息")
    page = text(f"{folder}/index.html")
    assert "这条信息已于2026-06-01撤回" in page
    assert "附件含有个人信息" in page
    assert "每亩" not in page
    assert sorted(one.name for one in (site() / folder).iterdir()) == ["code.svg", "index.html"]
    assert titles(f"{TOWN}/content/index.html") == [made_item(2).title, made_item(1).title]
    assert "已撤回" in text(f"{TOWN}/content/index.html")
    for machine in ("feed.xml", "feed.json", "../sitemap/1.xml"):
        assert "test-1/" not in text(f"{TOWN}/{machine}")
    assert "每亩" not in "".join(
        content.decode("utf-8", "ignore")
        for path, content in tree().items()
        if "test-2" not in path
    )
    assert verify().is_clean


def test_what_is_no_longer_public_at_all_leaves_nothing_behind(room: Room) -> None:
    room.publish(made_item(1), made_item(2))
    room.hide("test-1")
    assert not [path for path in tree() if "test-1" in path]
    assert not [path for path, content in tree().items() if made_item(1).title.encode() in content]
    assert verify().is_clean


def test_policy_and_interpretation_link_to_each_other_once_both_are_public(room: Room) -> None:
    policy, reading = interpreted(made_item(1), made_item(2, title="《通知》政策解读"))
    room.publish(policy)
    page = f"{TOWN}/items/2026/test-1/index.html"
    assert "政策解读" not in text(page)
    room.publish(reading)
    assert 'href="../../../../hongshilazi/items/2026/test-2/"' in text(page)
    assert "解读的文件" in text(f"{TOWN}/items/2026/test-2/index.html")
    room.withdraw("test-2")
    assert "政策解读" not in text(page)


def test_an_item_that_changes_its_theme_moves_and_no_other_item_does(room: Room) -> None:
    room.publish(*(made_item(n) for n in (1, 2, 4)))
    before = {entry.pk: entry.position for entry in Entry.objects.all()}
    room.correct("test-2", theme="民政、扶贫、救灾\\社会福利")
    after = {entry.pk: entry.position for entry in Entry.objects.all()}
    assert {pk: after[pk] for pk in before} == before
    themes = titles(f"{TOWN}/content/by-theme.html")
    assert themes == ["农业、林业、水利 / 农业、畜牧业、渔业", "民政、扶贫、救灾 / 社会福利"]


def test_a_unit_that_changes_its_telephone_has_it_in_its_guide(room: Room, cast: Cast) -> None:
    room.publish(made_item(1))
    cast.town.phone = "0432-66110001"
    cast.town.save()
    publish_pending()
    assert "0432-66110001" in text(f"{TOWN}/guide/index.html")


def test_the_same_items_give_the_same_bytes_grown_or_rebuilt(room: Room) -> None:
    policy, reading = interpreted(made_item(1), made_item(2))
    room.publish(policy, reading, *(made_item(n) for n in range(3, 25)))
    room.correct("test-3", title="改过的标题")
    room.withdraw("test-4")
    grown = tree()
    assert rebuild() == 0
    assert tree() == grown
    for model in (Published, Listing, SiteFile):
        model.objects.all().delete()
    for path in grown:
        (site() / path).unlink()
    rebuild()
    assert tree() == grown
    assert verify().is_clean


def test_every_edition_is_told_to_the_ledger_with_its_fingerprint(room: Room) -> None:
    room.publish(made_item(1))
    room.publish(made_item(2))
    events = Event.objects.filter(kind="publishing.edition").order_by("seq")
    assert [event.data["edition"] for event in events] == [1, 2]
    assert [event.data["keys"] for event in events] == [["test-1"], ["test-2"]]
    assert events[1].data["fingerprint"] == verify().fingerprint
    room.publish(made_item(2))
    assert events.count() == 2, "nothing changed, so there is no edition"


# --- Followers ------------------------------------------------------------------------------------


class Heard:
    """A follower that remembers, and may fail."""

    name = "heard"

    def __init__(self) -> None:
        self.changes: list[tuple[str, bool]] = []
        self.fails = False

    def follow(self, changes: Sequence[followers.Change]) -> None:
        if self.fails:
            raise OSError("the index is gone")
        self.changes += [(key, item is not None) for key, item in changes]


@pytest.fixture
def heard() -> Iterator[Heard]:
    follower = Heard()
    followers.register(follower)
    yield follower
    followers.unregister(follower.name)


def test_a_follower_hears_of_every_change_and_again_of_one_it_did_not_take(
    room: Room, heard: Heard
) -> None:
    room.publish(made_item(1))
    room.withdraw("test-1")
    assert heard.changes == [("test-1", True), ("test-1", True)]
    heard.fails = True
    room.items["test-2"] = made_item(2)
    with transaction.atomic():
        request("test-2")
    assert publish_pending().failed == {"test-2": "the index is gone"}
    heard.fails = False
    publish_pending()
    assert set(heard.changes[2:]) == {("test-2", True)}
    assert not Unfinished.objects.exists()


# --- Links ----------------------------------------------------------------------------------------


def broken_links() -> list[str]:
    """What a reader who begins at the first page can click and not find."""
    if not (site() / "index.html").exists():
        return []
    queue, seen, broken = ["index.html"], {"index.html"}, []
    while queue:
        here = queue.pop()
        page = LexborHTMLParser(text(here))
        found = [node.attributes.get("href") for node in page.css("a, link")]
        found += [node.attributes.get("src") for node in page.css("img, script")]
        for address in found:
            if not address or address.startswith(("#", "/", "http", "mailto:")):
                continue
            there = urlsplit(urljoin(f"http://site/{here}", urldefrag(address)[0])).path[1:]
            there += "index.html" if there == "" or there.endswith("/") else ""
            if there in seen:
                continue
            seen.add(there)
            if not (site() / there).exists():
                broken.append(f"{here} -> {there}")
            elif there.endswith(".html"):
                queue.append(there)
    return broken


def test_at_no_moment_does_a_link_lead_nowhere(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tongming.portal.site.parts.PER_PAGE", 3)
    apply = Writer.apply
    moments = 0

    def step_by_step(
        self: Writer, outputs: Iterable[Output], removals: Iterable[str] = ()
    ) -> Written:
        def look(path: str) -> None:
            nonlocal moments
            moments += 1
            assert broken_links() == [], path

        return apply(self, outputs, removals, after=look)

    monkeypatch.setattr(Writer, "apply", step_by_step)
    attachment = kept_file("附件.pdf", b"%PDF-1.7")
    room.publish(made_item(1, files=(attachment,)))
    for n in range(2, 5):
        room.publish(made_item(n))
    policy, reading = interpreted(made_item(30), made_item(31))
    room.publish(policy, reading)
    room.correct("test-1", title="另一个标题", files=(), theme="其他", statutory_items=("20-3",))
    room.withdraw("test-30")
    room.hide("test-31")
    assert moments > 100


# --- Verify and heal ------------------------------------------------------------------------------


def test_what_was_tampered_with_is_named_and_healed(room: Room) -> None:
    room.publish(*(made_item(n) for n in range(1, 4)))
    before = tree()
    page = site() / TOWN / "items/2026/test-1/index.html"
    page.write_text("挂马", encoding="utf-8")
    (site() / TOWN / "content/1.html").unlink()
    (site() / TOWN / "shell.php").write_text("<?php", encoding="utf-8")
    verdict = verify()
    assert not verdict.is_clean
    assert [(one.fault.value, one.path) for one in verdict.findings] == [
        ("missing", f"{TOWN}/content/1.html"),
        ("changed", f"{TOWN}/items/2026/test-1/index.html"),
        ("foreign", f"{TOWN}/shell.php"),
    ]
    after, healed = heal()
    assert after.is_clean
    assert tree() == before
    assert healed.quarantined == [f"{TOWN}/shell.php"]
    assert healed.quarantine
    assert (healed.quarantine / TOWN / "shell.php").read_text(encoding="utf-8") == "<?php"


def test_a_manifest_changed_behind_the_ledgers_back_is_seen(room: Room) -> None:
    room.publish(made_item(1))
    row = SiteFile.objects.get(path=f"{TOWN}/items/2026/test-1/index.html")
    place = site() / row.path
    place.write_bytes(b"forged")
    SiteFile.objects.filter(pk=row.pk).update(
        sha256="bf90b06cef54c3d0ab6b0ef0d3ad4b2ffaf7e3a1e5d5f2a8d6b6c7f6e1b1a111", size=6
    )
    assert not verify().manifest_is_recorded


def test_a_folder_replaced_by_a_link_is_put_back(room: Room, tmp_path: Path) -> None:
    room.publish(made_item(1))
    before = tree()
    folder = site() / TOWN / "content"
    folder.rename(tmp_path / "content")
    folder.symlink_to(tmp_path / "content")
    verdict, healed = heal()
    assert verdict.is_clean
    assert healed.quarantined == [f"{TOWN}/content"]
    assert tree() == before


# --- Killed ---------------------------------------------------------------------------------------


class Killed(BaseException):
    """Stands for SIGKILL: no handler of errors may take it."""


def test_killed_after_any_file_the_next_start_repairs_and_loses_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.publish(*(made_item(n) for n in range(1, 4)))
    apply = Writer.apply
    step, killed = 0, True
    while killed:
        step += 3
        left = step

        def until(path: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Killed

        monkeypatch.setattr(
            Writer,
            "apply",
            lambda self, outputs, removals=(), **kw: apply(self, outputs, removals, after=until),
        )
        key = f"test-{10 + step}"
        room.items[key] = made_item(10 + step)
        room.items["test-1"] = replace(room.items["test-1"], title=f"第{step}次更正")
        with transaction.atomic():
            request(key)
            request("test-1")
        try:
            publish_pending()
            killed = False
        except Killed:
            assert Unfinished.objects.exists()
            assert not _verify().is_clean
        monkeypatch.setattr(Writer, "apply", apply)
        publish_pending()
        assert verify().is_clean
        assert room.items[key].title in text(f"{TOWN}/content/index.html")
        assert f"第{step}次更正" in text(f"{TOWN}/items/2026/test-1/index.html")
    assert step > 20


def test_a_rebuild_that_was_killed_is_done_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.publish(made_item(1), made_item(2))
    (site() / TOWN / "content/1.html").unlink()

    def killed(*_args: object, **_kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("tongming.publishing.rebuilding._close", killed)
        with pytest.raises(Killed):
            rebuild()
    assert list(Unfinished.objects.values_list("artefact", flat=True)) == [finishing.EVERYTHING]
    publish_pending()
    assert verify().is_clean


def test_a_source_answers_for_its_own_keys_alone(room: Room) -> None:
    room.items |= {"other-1": made_item(1), "test-1": made_item(1)}
    assert sources.get("other-1") is None
    assert sources.get("test-1") is not None


# --- 互动回应 ------------------------------------------------------------------------------------


def test_an_answer_stands_in_its_list_the_feed_and_the_map_but_not_in_the_catalogue(
    room: Room,
) -> None:
    answer = made_item(1, title="村口路灯什么时候修", columns=("interaction/messages",))
    room.publish(answer)
    assert titles(f"{TOWN}/interaction/messages/index.html") == [answer.title]
    assert "这一页还没有内容" in text(f"{TOWN}/interaction/matters/index.html")
    assert "还没有公开的信息" in text(f"{TOWN}/index.html"), "it is no government information"
    assert not Listing.objects.filter(name=f"{TOWN}/catalogue").exists()
    folder = f"{TOWN}/items/2026/{answer.key}/"
    assert folder in text(f"{TOWN}/feed.xml")
    assert folder in text("sitemap/1.xml")
    assert f"{TOWN}/interaction/messages/" in text("sitemap/columns.xml")
    assert f'href="{TOWN}/"' in text("index.html"), "a section begins with it as with any item"


def test_the_column_counts_what_is_public_and_the_feed_takes_the_newest_of_all(room: Room) -> None:
    room.publish(made_item(1), made_item(3))
    answers = [made_item(n, columns=("interaction/messages",)) for n in (2, 4)]
    room.publish(*answers)

    def counts() -> list[str]:
        page = LexborHTMLParser(text(f"{TOWN}/interaction/index.html"))
        return [node.text() for node in page.css("ul.interaction-lists .date")]

    assert counts() == ["2 条", "暂无", "暂无", "暂无", "暂无"]
    feed = text(f"{TOWN}/feed.xml")
    assert sorted(range(1, 5), key=lambda n: feed.index(f"/test-{n}/")) == [4, 3, 2, 1]
    assert titles(f"{TOWN}/content/index.html") == [made_item(3).title, made_item(1).title]
    room.withdraw("test-4")
    assert counts()[0] == "1 条"
    before = tree()
    rebuild()
    assert tree() == before
