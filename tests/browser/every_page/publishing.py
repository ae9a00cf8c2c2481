"""The staff's pages about the public site and the channels."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tongming.publishing.channels import actions
from tongming.publishing.channels.elsewhere import Posted, note_elsewhere
from tongming.publishing.channels.kinds import Channel
from tongming.publishing.models import Pending


def publishing(cast: Cast) -> Visits:
    """Something that could not be published."""
    Pending.objects.create(
        kind=Pending.Kind.ITEM, key="test-99", attempts=2, problem="ValueError: 缺字"
    )
    return at("publishing:index", "administrator")


def channels(cast: Cast) -> Visits:
    """An item that waits for a person on a channel, and stands by hand on another."""
    key = "test-1"
    waiting = actions.ask(
        key=key, unit=cast.town, channels=[Channel.WEIBO, Channel.WECHAT], by=cast.clerk
    )
    alone = note_elsewhere(
        unit=cast.town, channel=Channel.WEIBO, by=cast.clerk, today=date(2026, 12, 31),
        posts=[Posted(date(2026, 3, 1), "春耕备耕提示", "https://weibo.com/1/a")],
    )  # fmt: skip
    return {
        **at("channels:list", "clerk"),
        **at("channels:elsewhere", "clerk", cast.town.pk),
        "channels:delivery": [
            Visit(reverse("channels:delivery", args=(one.pk,)), "clerk")
            for one in (*waiting, *alone)
        ],
        "channels:item": [
            Visit(reverse("channels:item", args=(one,)), "clerk") for one in (key, "test-5")
        ],
        **at("channels:by_hand", "clerk", key),
    }
