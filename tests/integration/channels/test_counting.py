"""The statistics: an item once in the total, once on each channel."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.conftest import Cast
from tests.integration.channels.conftest import Site
from tests.unit.search.corpus import simple, withdrawn
from tongming.cli import main
from tongming.law.figures import Cell
from tongming.publishing.channels import actions
from tongming.publishing.channels.kinds import Channel, Means
from tongming.publishing.channels.queries import channel_counts, channel_evidence

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def by_hand(cast: Cast, key: str, channel: Channel, on: date, means: Means | None = None) -> None:
    actions.mark_published_by_hand(
        key=key, unit=cast.town, channel=channel, means=means, on=on, today=date(2027, 2, 1),
        link="https://www.huadian.gov.cn/1", by=cast.clerk,
    )  # fmt: skip


def test_an_item_counts_once_in_the_total_and_once_a_channel(cast: Cast, site: Site) -> None:
    for key in ("t-2", "t-3", "t-4"):
        site[key] = simple(key)
    march = date(2026, 3, 14)
    actions.Follower().follow([("t-1", site["t-1"]), ("t-2", site["t-2"])])
    by_hand(cast, "t-1", Channel.WEIBO, march)
    by_hand(cast, "t-1", Channel.OTHER, march, Means.NOTICE_BOARD)
    by_hand(cast, "t-1", Channel.OTHER, march, Means.SCREEN)
    by_hand(cast, "t-3", Channel.WECHAT, date(2026, 12, 31))
    by_hand(cast, "t-4", Channel.GAZETTE, date(2027, 1, 1))
    counts = channel_counts(cast.town, *YEAR)
    assert counts.total == 3
    assert counts.channels == {
        Channel.GAZETTE: 0,
        Channel.WEBSITE: 2,
        Channel.WEIBO: 1,
        Channel.WECHAT: 1,
        Channel.OTHER: 1,
    }
    assert max(counts.channels.values()) <= counts.total <= sum(counts.channels.values())
    assert channel_evidence(cast.town, *YEAR, Channel.OTHER).count() == 2
    assert counts.cells()[Cell("channels", "website", "items")] == 2
    assert counts.cells()[Cell("channels", "total", "items")] == 3
    assert channel_counts(cast.other_town, *YEAR).total == 0


def test_what_was_withdrawn_later_was_published_all_the_same(cast: Cast, site: Site) -> None:
    follower = actions.Follower()
    follower.follow([("t-1", site["t-1"])])
    follower.follow([("t-1", withdrawn(site["t-1"]))])
    assert channel_counts(cast.town, *YEAR).channels[Channel.WEBSITE] == 1


def test_what_only_waits_or_failed_counts_nowhere(cast: Cast, site: Site) -> None:
    actions.ask(key="t-1", unit=cast.town, channels=[Channel.WEIBO], by=cast.clerk)
    counts = channel_counts(cast.town, *YEAR)
    assert counts.total == 0


def test_the_cells_are_those_of_the_seeds_table() -> None:
    from tongming.law.forms import FORM_OWN
    from tongming.publishing.channels.queries import ChannelCounts

    named = {cell.row for cell in ChannelCounts(0, dict.fromkeys(Channel, 0)).cells()}
    rows = {cell.row for cell in FORM_OWN.cells() if cell.table == "channels"}
    assert named == rows


def test_the_command_prints_the_same_figures(
    cast: Cast, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    actions.Follower().follow([("t-1", site["t-1"])])
    assert main(["channels", "counts", "hongshilazi", "--year", "2026", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"total": 1, "gazette": 0, "website": 1, "weibo": 0, "wechat": 0, "other": 0}
    assert main(["channels", "counts", "hongshilazi", "--year", "2026"]) == 0
    assert "主动公开政府信息：1 条" in capsys.readouterr().out
    assert main(["channels", "counts", "nobody", "--year", "2026"]) == 2
    assert main(["channels", "counts", "hongshilazi"]) == 2
    assert main(["channels", "run"]) == 0
