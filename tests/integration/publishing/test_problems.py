"""A publication that failed is a duty of whoever looks after the installation, and of no other."""

from __future__ import annotations

import errno
from datetime import date

import pytest
from django.conf import settings
from django.db import transaction

from tests.conftest import Cast, SignIn
from tests.public_items import Room, kept_file, made_item
from tongming.files.models import place
from tongming.publishing.actions import publish_pending, request
from tongming.publishing.duties import publishing_duties
from tongming.publishing.item import PublicItem
from tongming.publishing.models import Pending
from tongming.publishing.verifying import verify

TODAY = date(2026, 6, 1)


def test_what_failed_is_shown_with_its_reason_and_can_be_tried_again(
    room: Room, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(publishing_duties(cast.administrator, TODAY)) == []
    room.items["test-1"] = made_item(1)

    def refuse(*_args: object) -> None:
        raise ValueError("缺字")

    with monkeypatch.context() as patch:
        patch.setattr("tongming.portal.site.renderer.SectionRenderer.line", refuse)
        with transaction.atomic():
            request("test-1")
        publish_pending()
        (duty,) = publishing_duties(cast.administrator, TODAY)
        assert str(duty.what) == "1 项信息没有发布成功"
        browser = sign_in(cast.administrator)
        page = browser.get(duty.url).content.decode()
        assert "test-1" in page
        assert "缺字" in page
        answer = browser.post("/work/publishing/again/", follow=True).content.decode()
        assert "还是没有发布成功" in answer
        assert Pending.objects.get().attempts == 2
    answer = browser.post("/work/publishing/again/", follow=True).content.decode()
    assert "都发布了" in answer
    assert not Pending.objects.exists()

    assert list(publishing_duties(cast.clerk, TODAY)) == []
    for person in (cast.clerk, cast.leader, cast.supervisor):
        assert sign_in(person).get("/work/publishing/").status_code == 403
        assert sign_in(person).post("/work/publishing/again/").status_code == 403


def ask(room: Room, item: PublicItem) -> None:
    """Publish an item, whatever comes of it."""
    room.items[item.key] = item
    with transaction.atomic():
        request(item.key)
    publish_pending()


def test_a_disk_that_refuses_is_a_duty_until_everything_is_written(
    room: Room, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lists are changed by then, and the request is answered: the failure must not be lost."""
    room.publish(made_item(1))

    def full(*_args: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "设备上没有空间")

    browser = sign_in(cast.administrator)
    with monkeypatch.context() as patch:
        patch.setattr("tongming.publishing.site.writer.Writer.apply", full)
        ask(room, made_item(2))
        ask(room, made_item(3))
        (duty,) = publishing_duties(cast.administrator, TODAY)
        assert "没有空间" in browser.get(duty.url).content.decode()
        answer = browser.post("/work/publishing/again/", follow=True).content.decode()
        assert "还是没有发布成功" in answer
    answer = browser.post("/work/publishing/again/", follow=True).content.decode()
    assert "都发布了" in answer
    assert list(publishing_duties(cast.administrator, TODAY)) == []
    assert not Pending.objects.exists()
    assert verify().is_clean
    for number in (1, 2, 3):
        assert list(settings.SITE.rglob(f"test-{number}.docx"))


def test_a_follower_that_fails_is_a_duty_and_is_told_again(
    room: Room, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise RuntimeError("索引坏了")

    with monkeypatch.context() as patch:
        patch.setattr("tongming.search.actions.Follower.follow", refuse)
        ask(room, made_item(1))
        assert Pending.objects.get().problem == "索引坏了"
        assert len(list(publishing_duties(cast.administrator, TODAY))) == 1
    assert publish_pending().failed == {}
    assert not Pending.objects.exists()
    assert verify().is_clean


def test_a_damaged_attachment_holds_up_its_own_item_and_no_other(room: Room, cast: Cast) -> None:
    file = kept_file("名单.txt", b"whole")
    place(file.sha256).write_bytes(b"hole!")
    ask(room, made_item(1, files=(file,)))
    ask(room, made_item(2))
    assert Pending.objects.get().key == "test-1"
    assert list(settings.SITE.rglob("test-2.docx"))
    assert not list(settings.SITE.rglob("test-1.docx"))
    place(file.sha256).write_bytes(b"whole")
    assert publish_pending().done == ["test-1"]
    assert verify().is_clean
