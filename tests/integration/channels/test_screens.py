"""The pages about channels."""

from __future__ import annotations

from datetime import date

from tests.conftest import Cast, SignIn
from tests.integration.channels.conftest import TITLE, Site
from tests.standins.platform import Platform, Trouble
from tongming.publishing.channels import actions
from tongming.publishing.channels.kinds import Channel, State
from tongming.publishing.channels.models import Delivery


def test_an_item_is_published_on_the_platforms_that_are_ticked(
    cast: Cast, site: Site, platform: Platform, sign_in: SignIn
) -> None:
    clerk = sign_in(cast.clerk)
    page = clerk.get("/work/channels/item/t-1/").content.decode()
    assert TITLE in page
    assert 'value="weibo" checked' in page
    response = clerk.post("/work/channels/item/t-1/ask/", {"channel": ["weibo"]}, follow=True)
    assert "已发布" in response.content.decode()
    assert [one.channel for one in Delivery.objects.all()] == ["weibo"]
    assert len(platform.posts) == 1


def test_strangers_see_nothing_and_change_nothing(
    cast: Cast, site: Site, platform: Platform, sign_in: SignIn
) -> None:
    [delivery] = actions.ask(key="t-1", unit=cast.town, channels=[Channel.WEIBO], by=cast.clerk)
    stranger = sign_in(cast.stranger)
    for path in ("item/t-1/", "item/t-1/by-hand/", "item/t-1/sheet-a4.pdf", f"{delivery.pk}/"):
        assert stranger.get(f"/work/channels/{path}").status_code == 404
    for path in ("item/t-1/ask/", f"{delivery.pk}/again/", f"{delivery.pk}/withdraw/"):
        assert stranger.post(f"/work/channels/{path}", {"channel": "wechat"}).status_code == 404
    assert TITLE not in stranger.get("/work/channels/").content.decode()
    assert platform.calls == []
    leader = sign_in(cast.leader)
    assert leader.get(f"/work/channels/{delivery.pk}/").status_code == 403


def test_a_failure_is_told_with_what_to_do_and_done_by_hand(
    cast: Cast, site: Site, platform: Platform, sign_in: SignIn
) -> None:
    platform.trouble(
        "/cgi-bin/draft/add", Trouble(answer={"errcode": 48001, "errmsg": "api unauthorized"})
    )
    clerk = sign_in(cast.clerk)
    clerk.post("/work/channels/item/t-1/ask/", {"channel": ["wechat"]})
    delivery = Delivery.objects.get()
    for path in ("/work/channels/", f"/work/channels/{delivery.pk}/", "/work/"):
        page = clerk.get(path).content.decode()
        assert delivery.get_absolute_url() in page or "没有发布权限" in page
    page = clerk.get(f"/work/channels/{delivery.pk}/").content.decode()
    assert "没有发布权限" in page
    assert "请在平台上人工发布，再回来填上链接。" in page
    form = {"where": "wechat", "on": "2026-03-14", "link": "", "note": ""}
    response = clerk.post("/work/channels/item/t-1/by-hand/", form)
    assert response.status_code == 422
    assert "请填上在“政务微信”上发布后的链接" in response.content.decode()
    form["link"] = "https://mp.weixin.qq.com/s/x"
    assert clerk.post("/work/channels/item/t-1/by-hand/", form).status_code == 302
    delivery.refresh_from_db()
    assert delivery.state == State.PUBLISHED
    assert delivery.published_on == date(2026, 3, 14)


def test_a_board_is_registered_with_its_place(cast: Cast, site: Site, sign_in: SignIn) -> None:
    form = {"where": "other:notice_board", "on": "2026-03-14", "note": "镇政府门口"}
    clerk = sign_in(cast.clerk)
    assert clerk.post("/work/channels/item/t-1/by-hand/", form).status_code == 302
    page = clerk.get("/work/channels/item/t-1/").content.decode()
    assert "政务公开栏" in page
    assert "镇政府门口" in page


def test_a_post_is_taken_off_the_platform(
    cast: Cast, site: Site, platform: Platform, sign_in: SignIn
) -> None:
    clerk = sign_in(cast.clerk)
    clerk.post("/work/channels/item/t-1/ask/", {"channel": ["weibo"]})
    delivery = Delivery.objects.get()
    clerk.post(f"/work/channels/{delivery.pk}/withdraw/")
    delivery.refresh_from_db()
    assert delivery.state == State.WITHDRAWN
    assert platform.posts == []


def test_what_stands_on_the_site_itself_is_withdrawn_there_and_not_by_hand(
    cast: Cast, site: Site, sign_in: SignIn
) -> None:
    actions.Follower().follow([("t-1", site["t-1"])])
    delivery = Delivery.objects.get()
    clerk = sign_in(cast.clerk)
    assert "已人工撤下" not in clerk.get(delivery.get_absolute_url()).content.decode()
    refused = clerk.post(f"{delivery.get_absolute_url()}withdraw/", {"by_hand": "1"})
    assert refused.status_code == 409
    assert "请在“政府信息”里撤回这条信息" in refused.content.decode()
    delivery.refresh_from_db()
    assert delivery.state == State.PUBLISHED


def test_the_sheet_comes_as_pdf_in_both_sizes_and_no_other(
    cast: Cast, site: Site, sign_in: SignIn
) -> None:
    clerk = sign_in(cast.clerk)
    for size in ("a4", "a3"):
        response = clerk.get(f"/work/channels/item/t-1/sheet-{size}.pdf")
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
    assert clerk.get("/work/channels/item/t-1/sheet-a9.pdf").status_code == 404
