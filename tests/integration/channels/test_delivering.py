"""From asking to standing there: who may, what is kept, and never twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from tests.conftest import Cast
from tests.integration.channels.conftest import TITLE, Site
from tests.standins.platform import Platform, Trouble
from tests.unit.search.corpus import simple, withdrawn
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.publishing.channels import actions
from tongming.publishing.channels.calls import Calls
from tongming.publishing.channels.kinds import Channel, Means, Next, State
from tongming.publishing.channels.models import Delivery
from tongming.publishing.channels.queries import waiting_for_a_person
from tongming.units.rights import NotPermitted

BOTH = [Channel.WEIBO, Channel.WECHAT]
SUBMIT = "/cgi-bin/freepublish/submit"


def asked(cast: Cast, channel: Channel) -> Delivery:
    [delivery] = actions.ask(key="t-1", unit=cast.town, channels=[channel], by=cast.clerk)
    return delivery


def kinds() -> list[str]:
    found = Event.objects.filter(kind__startswith="channels.").order_by("seq")
    return list(found.values_list("kind", flat=True))


def test_a_clerk_has_an_item_published_on_both_platforms(
    cast: Cast, site: Site, platform: Platform
) -> None:
    with pytest.raises(NotPermitted):
        actions.ask(key="t-1", unit=cast.town, channels=BOTH, by=cast.stranger)
    with pytest.raises(NotPermitted):
        actions.ask(key="t-1", unit=cast.town, channels=BOTH, by=cast.leader)
    made = actions.ask(key="t-1", unit=cast.town, channels=BOTH, by=cast.clerk)
    done = {one.channel: actions.deliver(one, by=cast.clerk) for one in made}
    assert done["weibo"].state == State.PUBLISHED
    assert done["weibo"].external_id == "5000"
    assert done["wechat"].state == State.ACCEPTED
    later = now() + timedelta(minutes=1)
    [wechat] = actions.run(later)
    assert wechat.state == State.PUBLISHED
    assert wechat.link == "http://mp.weixin.qq.com/s/1000"
    assert wechat.published_on is not None
    assert kinds() == ["channels.asked", "channels.published", "channels.published"]
    assert actions.run(later + timedelta(days=1)) == []
    assert actions.ask(key="t-1", unit=cast.town, channels=BOTH, by=cast.clerk) == []
    for one in Delivery.objects.all():
        actions.deliver(one, by=cast.clerk)
    assert (len(platform.posts), len(platform.articles)) == (1, 1)


def test_what_is_not_public_reaches_no_platform(cast: Cast, site: Site, platform: Platform) -> None:
    delivery = asked(cast, Channel.WEIBO)
    other = simple("o-1", unit="badaohezi")
    site["o-1"] = other
    for key in ("nothing", "o-1"):
        with pytest.raises(Refused, match="没有公开"):
            actions.ask(key=key, unit=cast.town, channels=BOTH, by=cast.clerk)
    site["t-1"] = withdrawn(site["t-1"])
    with pytest.raises(Refused, match="没有公开"):
        actions.deliver(delivery, by=cast.clerk)
    del site["t-1"]
    with pytest.raises(Refused, match="没有公开"):
        actions.mark_published_by_hand(
            key="t-1", unit=cast.town, channel=Channel.WEIBO, on=date(2026, 3, 14),
            link="https://weibo.com/1", by=cast.clerk,
        )  # fmt: skip
    assert platform.calls == []


def test_a_lost_answer_is_kept_looked_up_and_never_published_twice(
    cast: Cast, site: Site, platform: Platform
) -> None:
    platform.trouble(SUBMIT, Trouble(after=True))
    delivery = actions.deliver(asked(cast, Channel.WECHAT), by=cast.clerk)
    assert delivery.state == State.SENDING
    assert "submitting_at" in delivery.progress
    assert delivery.problem is not None
    [done] = actions.run(now() + timedelta(minutes=5))
    assert done.state == State.PUBLISHED
    assert done.problem is None
    assert len(platform.articles) == 1
    assert platform.calls.count(SUBMIT) == 1


def test_a_process_that_dies_before_the_answer_leaves_what_the_next_must_know(
    cast: Cast, site: Site, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = asked(cast, Channel.WECHAT)
    post = Calls.post

    def die_after_the_submission(self: Calls, path: str, *args: Any, **query: Any) -> Any:
        answer = post(self, path, *args, **query)
        if path == SUBMIT:
            raise SystemExit
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(Calls, "post", die_after_the_submission)
        with pytest.raises(SystemExit):
            actions.deliver(delivery, by=cast.clerk)
    delivery.refresh_from_db()
    assert "submitting_at" in delivery.progress
    assert delivery.state == State.WAITING
    assert actions.deliver(delivery, by=cast.clerk).state == State.PUBLISHED
    assert len(platform.articles) == 1
    assert platform.calls.count(SUBMIT) == 1


def test_one_delivery_is_never_in_two_hands(cast: Cast, site: Site, platform: Platform) -> None:
    delivery = asked(cast, Channel.WEIBO)
    Delivery.objects.update(claimed_until=now() + timedelta(minutes=1))
    with pytest.raises(Refused, match="正在发布"):
        actions.deliver(delivery, by=cast.clerk)
    assert actions.deliver(delivery, by=None).state == State.WAITING
    assert platform.calls == []
    # Whoever died holding it does not hold it for ever.
    assert actions.deliver(delivery, by=None, at=now() + timedelta(minutes=2)).state == (
        State.PUBLISHED
    )


def test_a_refusal_waits_for_a_person_and_is_recorded_once(
    cast: Cast, site: Site, platform: Platform
) -> None:
    refusal = Trouble(answer={"errcode": 48001, "errmsg": "api unauthorized rid: 9"})
    platform.trouble(SUBMIT, refusal, refusal)
    delivery = asked(cast, Channel.WECHAT)
    for _ in range(2):
        delivery = actions.deliver(delivery, by=cast.clerk)
    assert delivery.problem is not None
    assert delivery.problem.next is Next.BY_HAND
    assert "没有认证" in str(delivery.problem.message)
    assert delivery.problem_detail == "api unauthorized rid: 9"
    assert kinds().count("channels.failed") == 1
    assert waiting_for_a_person([cast.town]) == [delivery]
    done = actions.mark_published_by_hand(
        key="t-1", unit=cast.town, channel=Channel.WECHAT, on=date(2026, 3, 14),
        link="https://mp.weixin.qq.com/s/x", by=cast.clerk,
    )  # fmt: skip
    assert done.pk == delivery.pk
    assert (done.state, done.by_hand, done.problem) == (State.PUBLISHED, True, None)
    assert waiting_for_a_person([cast.town]) == []


def test_without_an_account_it_is_done_by_hand(cast: Cast, site: Site) -> None:
    delivery = actions.deliver(asked(cast, Channel.WEIBO), by=cast.clerk)
    assert delivery.state == State.WAITING
    assert delivery.problem is not None
    assert delivery.problem.next is Next.BY_HAND


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"channel": Channel.WECHAT}, "链接"),
        ({"channel": Channel.WECHAT, "link": "javascript:alert(1)"}, "http"),
        ({"channel": Channel.GAZETTE}, "期号"),
        ({"channel": Channel.OTHER, "note": "镇政府门口"}, "其他方式"),
        ({"channel": Channel.GAZETTE, "note": "第3期", "on": date(2026, 3, 16)}, "还没有到"),
        ({"channel": Channel.WEIBO, "means": Means.SCREEN, "link": "https://a.cn"}, "其他方式"),
    ],
)
def test_by_hand_what_is_missing_is_said(
    cast: Cast, site: Site, wrong: dict[str, object], told: str
) -> None:
    given = {"on": date(2026, 3, 14), "today": date(2026, 3, 15), **wrong}
    with pytest.raises(Refused, match=told):
        actions.mark_published_by_hand(
            key="t-1",
            unit=cast.town,
            by=cast.clerk,
            **given,  # type: ignore[arg-type]
        )
    assert not Delivery.objects.exists()
    with pytest.raises(NotPermitted):
        actions.mark_published_by_hand(
            key="t-1", unit=cast.town, by=cast.stranger, channel=Channel.GAZETTE, note="第3期",
            on=date(2026, 3, 14),
        )  # fmt: skip


def test_every_channel_takes_what_was_published_by_hand(cast: Cast, site: Site) -> None:
    for channel in Channel:
        done = actions.mark_published_by_hand(
            key="t-1", unit=cast.town, channel=channel, on=date(2026, 3, 14), by=cast.office_head,
            link="https://www.huadian.gov.cn/1", note="",
            means=Means.VILLAGE_BOARD if channel is Channel.OTHER else None,
        )  # fmt: skip
        assert done.published_on == date(2026, 3, 14)
        assert done.title == TITLE
    assert kinds() == ["channels.by_hand"] * 5


def test_a_withdrawal_is_asked_of_every_channel_it_stands_on(
    cast: Cast, site: Site, platform: Platform
) -> None:
    follower = actions.Follower()
    follower.follow([("t-1", site["t-1"])])
    weibo = actions.deliver(asked(cast, Channel.WEIBO), by=cast.clerk)
    board = actions.mark_published_by_hand(
        key="t-1", unit=cast.town, channel=Channel.OTHER, means=Means.NOTICE_BOARD,
        on=date(2026, 3, 14), note="镇政府门口", by=cast.clerk,
    )  # fmt: skip
    waiting = asked(cast, Channel.WECHAT)
    gone = withdrawn(site["t-1"])
    site["t-1"] = gone
    for _ in range(2):
        follower.follow([("t-1", gone)])
    website = Delivery.objects.get(channel="website")
    assert website.state == State.WITHDRAWN
    assert not Delivery.objects.filter(pk=waiting.pk).exists()
    assert {one.pk for one in waiting_for_a_person([cast.town])} == {weibo.pk, board.pk}
    platform.trouble("/2/statuses/destroy.json", Trouble(before=True))
    with pytest.raises(Refused, match="人工撤下"):
        actions.withdraw(weibo, by=cast.clerk)
    weibo.refresh_from_db()
    assert weibo.state == State.PUBLISHED
    with pytest.raises(NotPermitted):
        actions.withdraw(weibo, by=cast.stranger)
    assert actions.withdraw(weibo, by=cast.clerk).state == State.WITHDRAWN
    assert platform.posts == []
    assert actions.mark_withdrawn_by_hand(board, by=cast.clerk).state == State.WITHDRAWN
    assert waiting_for_a_person([cast.town]) == []


def test_withdrawn_while_its_answer_was_lost_it_is_found_and_taken_away(
    cast: Cast, site: Site, platform: Platform
) -> None:
    platform.trouble(SUBMIT, Trouble(after=True))
    delivery = actions.deliver(asked(cast, Channel.WECHAT), by=cast.clerk)
    assert delivery.state == State.SENDING
    gone = withdrawn(site["t-1"])
    site["t-1"] = gone
    actions.Follower().follow([("t-1", gone)])
    [found] = actions.run(now() + timedelta(minutes=5))
    assert found.state == State.PUBLISHED
    assert found.to_withdraw
    assert actions.withdraw(found, by=cast.clerk).state == State.WITHDRAWN
    assert platform.articles == []


def test_what_was_withdrawn_before_it_got_there_is_never_sent_after_all(
    cast: Cast, site: Site, platform: Platform
) -> None:
    platform.trouble(SUBMIT, Trouble(before=True))
    delivery = actions.deliver(asked(cast, Channel.WECHAT), by=cast.clerk)
    site["t-1"] = withdrawn(site["t-1"])
    actions.Follower().follow([("t-1", site["t-1"])])
    for hours in (1, 2, 30):
        actions.run(now() + timedelta(hours=hours))
    assert platform.articles == []
    assert platform.calls.count(SUBMIT) == 1
    delivery.refresh_from_db()
    assert waiting_for_a_person([cast.town]) == [delivery]
    actions.mark_withdrawn_by_hand(delivery, by=cast.clerk)
    assert not Delivery.objects.exists()


def test_no_secret_stands_in_the_database_or_the_ledger(
    cast: Cast, site: Site, platform: Platform
) -> None:
    platform.trouble(SUBMIT, Trouble(before=True))
    for one in actions.ask(key="t-1", unit=cast.town, channels=BOTH, by=cast.clerk):
        actions.deliver(one, by=cast.clerk)
    kept = repr(list(Delivery.objects.values())) + repr(list(Event.objects.values()))
    for secret in (platform.secret, "weibo-token", *platform.tokens):
        assert secret not in kept
