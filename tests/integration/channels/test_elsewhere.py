"""What stands on a channel and nowhere on the section counts like everything else."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Cast, SignIn
from tongming.law.words import Refused
from tongming.publishing.channels import actions
from tongming.publishing.channels.elsewhere import Posted, note_elsewhere, parse
from tongming.publishing.channels.kinds import Channel, Means, State
from tongming.publishing.channels.models import Delivery
from tongming.publishing.channels.queries import channel_counts
from tongming.units.rights import NotPermitted

TODAY = date(2026, 6, 1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def noted(
    cast: Cast, text: str, channel: Channel = Channel.WEIBO, **more: object
) -> list[Delivery]:
    return note_elsewhere(
        unit=cast.town, channel=channel, posts=parse(text), by=cast.clerk, today=TODAY,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_list_is_read_a_line_each_and_a_wrong_line_is_named() -> None:
    assert parse("2026-03-01 春耕提示 https://weibo.com/1/a\n\n2026年4月5日，防火通告") == [
        Posted(date(2026, 3, 1), "春耕提示", "https://weibo.com/1/a"),
        Posted(date(2026, 4, 5), "防火通告"),
    ]
    for text, why in (
        ("2026-03-01 甲\n没有日子", "第2条：没有日期"),
        ("2026-02-30 甲", "第1条：没有这一天"),
        ("2026-03-01 https://weibo.com/1/a", "第1条：没有标题"),
        ("2026-03-01 甲\n" * 501, "最多登记500条"),
    ):
        with pytest.raises(Refused, match=why):
            parse(text)


def test_a_list_is_written_whole_counts_once_and_is_taken_off_again(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        note_elsewhere(
            unit=cast.town, channel=Channel.WEIBO, posts=parse("2026-03-01 甲 https://w.cn/1"),
            by=cast.stranger, today=TODAY,
        )  # fmt: skip
    good = "2026-03-01 春耕提示 https://weibo.com/1/a\n"
    for text, more, why in (
        ("", {}, "至少登记一条"),
        (good + "2026-06-02 明天的 https://weibo.com/1/b", {}, "第2条：发布日期"),
        (good + "2026-03-02 没有链接", {}, "第2条：没有链接"),
        (good + good, {}, "第2条：这个链接已经登记过"),
        (good, {"channel": Channel.OTHER}, "哪一种其他方式"),
        (good, {"means": Means.SCREEN}, "哪一种其他方式"),
        ("2026-03-01 公示", {"channel": Channel.OTHER, "means": Means.SCREEN}, "张贴地点"),
    ):
        with pytest.raises(Refused, match=why):
            noted(cast, text, **more)
    assert not Delivery.objects.exists()
    (post,) = noted(cast, good)
    with pytest.raises(Refused, match="已经登记过"):
        noted(cast, good)
    board = {"channel": Channel.OTHER, "means": Means.NOTICE_BOARD, "note": "镇政府一楼"}
    noted(cast, "2026-03-01 公示", **board)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="已经登记过"):
        noted(cast, "2026-03-01 公示", **board)  # type: ignore[arg-type]
    counts = channel_counts(cast.town, *YEAR)
    assert (counts.total, counts.channels[Channel.WEIBO], counts.channels[Channel.OTHER]) == (
        2,
        1,
        1,
    )
    assert counts.channels[Channel.WEBSITE] == 0
    actions.mark_withdrawn_by_hand(post, by=cast.clerk)
    post.refresh_from_db()
    assert post.state_kind is State.WITHDRAWN
    assert channel_counts(cast.town, *YEAR).total == 2  # it was published all the same


def test_the_screen_takes_a_pasted_list_and_keeps_what_it_refuses(
    cast: Cast, sign_in: SignIn
) -> None:
    clerk = sign_in(cast.clerk)
    page = f"/work/channels/elsewhere/{cast.town.pk}/"
    text = "2020-03-01 春耕提示 https://weibo.com/1/a\n没有日子"
    refused = clerk.post(page, {"where": "weibo", "posts": text})
    assert refused.status_code == 422
    assert text in refused.content.decode()
    assert clerk.post(page, {"where": "weibo", "posts": text.splitlines()[0]}).status_code == 302
    made = Delivery.objects.get()
    shown = clerk.get(made.get_absolute_url()).content.decode()
    assert "只在这个渠道上发布" in shown
    assert "看所有渠道" not in shown
    assert sign_in(cast.stranger).get(page).status_code == 404
