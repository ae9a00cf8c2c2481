"""Many requests at once are answered in few steps, with the bytes of one after the other."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import transaction

from tests.public_items import Room, interpreted, kept_file, made_item
from tongming.files.models import place
from tongming.ledger.models import Event
from tongming.publishing.actions import TOGETHER, publish_pending, request, request_section
from tongming.publishing.models import Entry, Listing, Pending, Published, SiteFile, Unfinished
from tongming.publishing.rebuilding import rebuild
from tongming.publishing.verifying import verify

NUMBER = TOGETHER + 5


def tree() -> dict[str, bytes]:
    """Every file of the site."""
    return {
        str(file.relative_to(settings.SITE)): file.read_bytes()
        for file in settings.SITE.rglob("*")
        if file.is_file() and file.name != ".lock"
    }


@pytest.fixture
def waiting(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Items that are asked for while nobody publishes, a section among them."""
    room.items |= {f"test-{n}": made_item(n) for n in range(1, NUMBER + 1)}
    room.items["test-2"], room.items["test-3"] = interpreted(made_item(2), made_item(3))
    with monkeypatch.context() as patch, transaction.atomic():
        patch.setattr("tongming.publishing.actions._soon", lambda: None)
        for number, key in enumerate(room.items):
            request(key)
            if number == 10:
                request_section("hongshilazi")
    return room


def test_many_take_few_steps_and_come_to_the_same_bytes(waiting: Room) -> None:
    outcome = publish_pending()
    assert outcome.failed == {}
    assert len(outcome.done) == NUMBER + 1
    assert not Pending.objects.exists()
    assert not Unfinished.objects.exists()
    together = tree()
    assert verify().is_clean
    editions = Event.objects.filter(kind="publishing.edition").order_by("seq")
    told = [event.data["keys"] for event in editions]
    assert [key for keys in told for key in keys] == list(waiting.items)
    assert len(told) < 5
    for model in (Entry, Published, Listing, SiteFile):
        model.objects.all().delete()
    for path in together:
        (settings.SITE / path).unlink()
    rebuild()
    assert tree() == together


def test_one_that_fails_among_many_holds_up_no_other(waiting: Room) -> None:
    file = kept_file("名单.txt", b"whole")
    place(file.sha256).write_bytes(b"hole!")
    waiting.items["test-5"] = made_item(5, files=(file,))
    outcome = publish_pending()
    assert set(outcome.failed) == {"test-5"}
    assert set(waiting.items) - {"test-5"} <= set(outcome.done)
    assert Pending.objects.get().key == "test-5"
    assert not list(settings.SITE.rglob("test-5.docx"))
    assert verify().is_clean
    place(file.sha256).write_bytes(b"whole")
    assert publish_pending().done == ["test-5"]
    assert verify().is_clean


def test_many_that_cannot_be_written_are_all_kept_and_written_later(
    waiting: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError("设备上没有空间")

    with monkeypatch.context() as patch:
        patch.setattr("tongming.publishing.site.writer.Writer.apply", full)
        assert set(waiting.items) <= set(publish_pending().failed)
    assert set(waiting.items) <= set(Pending.objects.values_list("key", flat=True))
    assert publish_pending().failed == {}
    assert not Pending.objects.exists()
    assert verify().is_clean
    for key in waiting.items:
        assert list(settings.SITE.rglob(f"{key}.docx"))
