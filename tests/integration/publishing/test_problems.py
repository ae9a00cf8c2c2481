"""A publication that failed is a duty of whoever looks after the installation, and of no other."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from tests.conftest import Cast, SignIn
from tests.public_items import Room, made_item
from tongming.publishing.actions import publish_pending, request
from tongming.publishing.duties import publishing_duties
from tongming.publishing.models import Pending

TODAY = date(2026, 6, 1)


def test_what_failed_is_shown_with_its_reason_and_can_be_tried_again(
    room: Room, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(publishing_duties(cast.administrator, TODAY)) == []
    room.items["test-1"] = made_item(1)

    def refuse(*_args: object) -> None:
        raise ValueError("缺字")

    with monkeypatch.context() as patch:
        patch.setattr("tongming.portal.site.SectionRenderer.line", refuse)
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
