"""An event that lacks a fact, or names a day that cannot be, cannot be made."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tongming.law.clock import Channel, Event, Kind, read_day, read_events, run
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

DAY = "2026-03-05"

IMPOSSIBLE: dict[str, tuple[Any, str]] = {
    "not an object": ("received", "花括号"),
    "no kind": ({"on": DAY}, "缺少kind"),
    "unknown kind": ({"on": DAY, "kind": "recieved"}, "不认识的事件种类“recieved”"),
    "a list for a kind": ({"on": DAY, "kind": ["received"]}, "不认识的事件种类"),
    "no day": ({"kind": "received"}, "缺少on"),
    "a day that does not exist": ({"on": "2026-02-30", "kind": "received"}, "不是存在的日期"),
    "a day in words": ({"on": "三月五日", "kind": "received"}, "不是日期"),
    "a day in short": ({"on": "2026-3-5", "kind": "received"}, "不是日期"),
    "a day without hyphens": ({"on": "20260305", "kind": "received"}, "不是日期"),
    "a week date": ({"on": "2026-W10-4", "kind": "received"}, "不是日期"),
    "a number for a day": ({"on": 20260305, "kind": "received"}, "不是日期"),
    "a moment for a day": ({"on": datetime(2026, 3, 5, 9), "kind": "received"}, "不是日期"),  # noqa: DTZ001
    "a year out of reach": ({"on": "0001-01-01", "kind": "received"}, "合理的年份"),
    "confirmed though handed in": (
        {"on": DAY, "kind": "received", "channel": "in_person", "confirmed_on": DAY},
        "不用填确认之日",
    ),
    "signed for on the internet": (
        {"on": DAY, "kind": "received", "channel": "internet", "signed_on": DAY},
        "不用填签收之日",
    ),
    "confirmed before it came": (
        {"on": DAY, "kind": "received", "channel": "internet", "confirmed_on": "2026-03-04"},
        "不能早于",
    ),
    "correction without a day": ({"on": DAY, "kind": "correction_notified"}, "缺少reply_by"),
    "correction by the same day": (
        {"on": DAY, "kind": "correction_notified", "reply_by": DAY},
        "应当晚于",
    ),
    "third party got it before it was sent": (
        {"on": DAY, "kind": "third_party_asked", "received_on": "2026-03-04"},
        "不能早于",
    ),
    "fee notice received before it was sent": (
        {"on": DAY, "kind": "fee_notified", "received_on": "2026-03-04"},
        "不能早于",
    ),
    "extension without days": ({"on": DAY, "kind": "extended"}, "缺少days"),
    "extension by no days": ({"on": DAY, "kind": "extended", "days": 0}, "1以上的整数"),
    "extension by minus days": ({"on": DAY, "kind": "extended", "days": -5}, "1以上的整数"),
    "extension by half a day": ({"on": DAY, "kind": "extended", "days": 0.5}, "1以上的整数"),
    "extension by true": ({"on": DAY, "kind": "extended", "days": True}, "1以上的整数"),
    "extension in words": ({"on": DAY, "kind": "extended", "days": "20"}, "1以上的整数"),
    "reason not true or false": (
        {"on": DAY, "kind": "corrected", "good_reason": "住院"},
        "true或者false",
    ),
    "party not words": ({"on": DAY, "kind": "third_party_answered", "party": 3}, "应当是文字"),
    "posted before written": (
        {"on": DAY, "kind": "answered", "posted_on": "2026-03-04"},
        "不能早于",
    ),
    "signed for before written": (
        {"on": DAY, "kind": "answered", "signed_on": "2026-03-04"},
        "不能早于",
    ),
}


@pytest.mark.parametrize(("data", "words"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_an_event_that_cannot_be_is_refused_in_plain_words(data: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        Event.from_data(data)


def test_a_list_of_events_says_which_of_them_is_wrong() -> None:
    good = {"on": "2026-03-02", "kind": "received"}
    with pytest.raises(Refused, match=r"第2个事件.*缺少days") as refusal:
        read_events([good, {"on": "2026-03-03", "kind": "extended"}])
    assert refusal.value.article == "《政府信息公开条例》第三十三条"
    assert len(read_events([good])) == 1


@pytest.mark.parametrize("data", [None, {}, "received", 7])
def test_events_that_are_not_a_list_are_refused(data: object) -> None:
    with pytest.raises(Refused, match="方括号"):
        read_events(data)


def test_an_event_written_out_and_read_again_is_the_same() -> None:
    for data in (
        {"on": "2026-02-15", "kind": "received", "channel": "fax", "confirmed_on": "2026-02-24"},
        {"on": "2026-03-05", "kind": "third_party_asked", "received_on": "2026-03-06"},
        {"on": "2026-03-05", "kind": "third_party_asked"},
        {"on": "2026-03-05", "kind": "fee_notified"},
        {"on": "2026-03-05", "kind": "third_party_answered", "party": "甲公司"},
        {"on": "2026-03-05", "kind": "extended", "days": 20},
        {"on": "2026-03-05", "kind": "corrected", "good_reason": True},
        {"on": "2026-03-05", "kind": "withdrawn"},
    ):  # fmt: skip
        event = Event.from_data(data)
        assert event.to_data() == data
        assert Event.from_data(event.to_data()) == event


def test_the_day_that_counts_follows_the_channel() -> None:
    def effective(**data: str) -> date:
        return Event.from_data({"on": "2026-03-05", **data}).effective

    assert effective(kind="received") == date(2026, 3, 5)
    confirmed = effective(kind="received", channel="internet", confirmed_on="2026-03-09")
    assert confirmed == date(2026, 3, 9)
    signed = effective(kind="received", channel="mail_signed", signed_on="2026-03-04")
    assert signed == date(2026, 3, 4)
    assert effective(kind="answered", posted_on="2026-03-06") == date(2026, 3, 6)
    both = effective(kind="answered", posted_on="2026-03-06", signed_on="2026-03-10")
    assert both == date(2026, 3, 6)
    assert effective(kind="answered", signed_on="2026-03-10") == date(2026, 3, 10)


def test_a_field_nobody_knows_is_named_in_a_warning_and_a_note_is_not() -> None:
    events = read_events(
        [{"on": "2026-03-02", "kind": "received", "note": "加急", "chanel": "in_person"}]
    )
    state = run(events, SHIPPED, date(2026, 3, 5))
    assert [warning.code for warning in state.warnings] == ["unknown_field"]
    assert "chanel" in str(state.warnings[0].message)
    assert state.due == date(2026, 3, 30)


@pytest.mark.parametrize("channel", ["pigeon", 1, ["fax"]])
def test_a_channel_nobody_knows_is_named_in_a_warning_and_not_used(channel: object) -> None:
    known = {"on": "2026-03-02", "kind": "received", "channel": "in_person"}
    state = run(read_events([{**known, "channel": channel}]), SHIPPED, date(2026, 3, 5))
    assert [warning.code for warning in state.warnings] == ["unknown_field"]
    assert str(channel) in str(state.warnings[0].message)
    usual = run(read_events([known]), SHIPPED, date(2026, 3, 5))
    assert (state.due, usual.warnings) == (usual.due, ())


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        *((channel.value, channel) for channel in Channel),
        ("In Person", Channel.IN_PERSON),
        ("in-person", Channel.IN_PERSON),
        ("当面提交", Channel.IN_PERSON),
        ("mail", Channel.MAIL_SIGNED),
        ("EMS", Channel.MAIL_SIGNED),
        ("邮寄（需签收）", Channel.MAIL_SIGNED),
        ("平常信函", Channel.MAIL_PLAIN),
        ("ordinary mail", Channel.MAIL_PLAIN),
        ("e-mail", Channel.INTERNET),
        ("电子邮件", Channel.INTERNET),
        ("online", Channel.INTERNET),
        ("互联网渠道", Channel.INTERNET),
        ("工作机构的传真", Channel.FAX),
        ("口头", Channel.ORAL),
    ],
)
def test_a_channel_is_known_by_the_names_people_give_it(name: str, channel: Channel) -> None:
    event = Event.from_data({"on": "2026-03-02", "kind": "received", "channel": name})
    assert (event.channel, event.ignored) == (channel, ())


def test_mail_of_which_nothing_more_is_told_was_signed_for_or_confirmed() -> None:
    data = {"on": "2026-03-02", "kind": "received", "channel": "mail"}
    signed = Event.from_data({**data, "signed_on": "2026-03-03"})
    confirmed = Event.from_data({**data, "confirmed_on": "2026-03-03"})
    assert (signed.channel, confirmed.channel) == (Channel.MAIL_SIGNED, Channel.MAIL_PLAIN)
    with pytest.raises(Refused, match="不用填确认之日"):
        Event.from_data({**data, "channel": "mail_signed", "confirmed_on": "2026-03-03"})


def test_every_kind_and_channel_has_a_name_and_an_article() -> None:
    assert all(kind.label and kind.article.startswith("《") for kind in Kind)
    assert all(channel.label for channel in Channel)
    assert [kind.value for kind in Kind] == [
        "received", "correction_notified", "corrected", "third_party_asked",
        "third_party_answered", "organ_asked", "organ_answered", "extended", "fee_notified",
        "fee_paid", "reasons_asked", "reasons_given", "answered", "withdrawn",
    ]  # fmt: skip


def test_a_day_may_come_as_a_date_or_as_text() -> None:
    assert read_day("on", date(2026, 3, 5)) == read_day("on", "2026-03-05")
