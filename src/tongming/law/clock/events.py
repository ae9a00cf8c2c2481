"""What can happen to an application, as a list the clock reads.

An event has its day (`on`) and the few facts the law asks about. An event that lacks one, or
names a day that cannot be, cannot be made: whoever has an `Event` may rely on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from tongming.law.citation import REGULATION, Citation
from tongming.law.clock.channels import Channel, channel_named
from tongming.law.words import N_, Message, Refused, say


class Kind(StrEnum):
    """The kinds of event, each with its Chinese name, the article it acts under, and its fields."""

    label: str
    article: str
    required: tuple[str, ...]
    optional: tuple[str, ...]

    def __new__(
        cls,
        code: str,
        label: str = "",
        article: int = 0,
        required: tuple[str, ...] = (),
        optional: tuple[str, ...] = (),
    ) -> Self:
        kind = str.__new__(cls, code)
        kind._value_, kind.label = code, label
        kind.article = str(Citation(REGULATION, article))
        kind.required, kind.optional = required, optional
        return kind

    # fmt: off
    RECEIVED = "received", N_("收到申请"), 31, (), ("channel", "confirmed_on", "signed_on")
    CORRECTION_NOTIFIED = "correction_notified", N_("告知补正"), 30, ("reply_by",)
    CORRECTED = (
        "corrected", N_("收到补正"), 30, (), ("channel", "confirmed_on", "signed_on", "good_reason")
    )
    THIRD_PARTY_ASKED = (
        "third_party_asked", N_("征求第三方意见"), 32, (), ("received_on", "party", "reply_by")
    )
    THIRD_PARTY_ANSWERED = "third_party_answered", N_("第三方提出意见"), 32, (), ("party",)
    ORGAN_ASKED = "organ_asked", N_("征求其他机关意见"), 34, (), ("received_on", "party")
    ORGAN_ANSWERED = "organ_answered", N_("其他机关提出意见"), 34, (), ("party",)
    EXTENDED = "extended", N_("延长答复期限"), 33, ("days",)
    FEE_NOTIFIED = "fee_notified", N_("发出收费通知"), 42, (), ("received_on",)
    FEE_PAID = "fee_paid", N_("申请人缴费"), 42
    REASONS_ASKED = "reasons_asked", N_("要求申请人说明理由"), 35, (), ("reply_by",)
    REASONS_GIVEN = "reasons_given", N_("申请人说明理由"), 35, (), ("delayed_until",)
    ANSWERED = "answered", N_("答复"), 36, (), ("posted_on", "signed_on")
    WITHDRAWN = "withdrawn", N_("申请人撤回申请"), 27
    # fmt: on


_DATES = (
    "received_on", "confirmed_on", "signed_on", "posted_on", "reply_by", "delayed_until",
)  # fmt: skip
_KINDS = {kind.value: kind for kind in Kind}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)
MOST_EVENTS = 500
"""One application; the clock looks again at all earlier events for each of them."""
_NOT_BEFORE = ("received_on", "confirmed_on", "posted_on", "reply_by", "delayed_until")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day."""

    kind: Kind
    on: date
    channel: Channel | None = None
    received_on: date | None = None
    """The day the third party, the other organ or the applicant got the letter.

    None where nobody knows it yet: a letter posted and not yet traced.
    """
    confirmed_on: date | None = None
    signed_on: date | None = None
    posted_on: date | None = None
    reply_by: date | None = None
    """The last day the letter gives its reader."""
    days: int | None = None
    """Working days by which the term to reply is extended."""
    party: str = ""
    """Which third party or organ, where there are several."""
    delayed_until: date | None = None
    """The later day fixed and told to the applicant under 第三十五条."""
    good_reason: bool = False
    """A correction that comes late, with a good reason (第三十条)."""
    ignored: tuple[str, ...] = ()
    """Fields of the source that say nothing to the clock."""
    effective: date = field(init=False, compare=False, repr=False)
    """The day that counts in law: of receipt, of posting or serving a reply; else `on`."""

    def __post_init__(self) -> None:
        for name in self.kind.required:
            if getattr(self, name) is None:
                raise _missing(self.kind, name)
        object.__setattr__(self, "effective", self._effective())
        if self.kind.required or self.kind.optional:
            self._check()

    def _effective(self) -> date:
        if self.kind is Kind.RECEIVED or self.kind is Kind.CORRECTED:
            return self.confirmed_on or self.signed_on or self.on
        if self.kind is Kind.ANSWERED:
            return self.posted_on or self.signed_on or self.on
        return self.on

    def _check(self) -> None:
        """Days and numbers that cannot be."""
        channel, kind = self.channel, self.kind
        if self.confirmed_on and channel and not channel.confirmed:
            raise _does_not_fit(kind, "confirmed_on", channel)
        if kind is not Kind.ANSWERED and self.signed_on:
            if channel and channel is not Channel.MAIL_SIGNED:
                raise _does_not_fit(kind, "signed_on", channel)
        elif self.signed_on and self.signed_on < self.on:
            raise _too_early(kind, "signed_on", self.signed_on, self.on)
        for name in _NOT_BEFORE:
            day = getattr(self, name)
            if day is not None and (day < self.on or (name == "reply_by" and day == self.on)):
                raise _too_early(kind, name, day, self.on)
        if self.days is not None and self.days < 1:
            raise Refused(say(N_("延长的天数（days）应当是1以上的整数。")), kind.article)

    @classmethod
    def from_data(cls, data: object) -> Event:
        """An event from its JSON: `{"on": "2026-02-09", "kind": "received"}`.

        `Refused` where a field is missing or impossible. Fields the kind does not have, and a
        channel nobody knows, are kept by name in `ignored`, so that the clock can say that it did
        not use them; `note` is free for remarks.
        """
        if not isinstance(data, Mapping):
            raise Refused(say(N_("每个事件应当是一对花括号，里面有on和kind。")))
        kind = _kind(data.get("kind"))
        known = {*kind.required, *kind.optional}
        values: dict[str, Any] = {}
        for name in known:
            if (value := data.get(name)) is not None:
                values[name] = _value(name, value, kind)
        if data.get("on") is None:
            raise _missing(kind, "on")
        strangers = tuple(str(key) for key in data if key not in {*known, "on", "kind", "note"})
        if isinstance(said := values.get("channel"), str):
            values["channel"] = channel_named(said, confirmed="confirmed_on" in values)
        if "channel" in values and values["channel"] is None:
            strangers += (f"channel: {str(data['channel'])[:40]}",)
        return cls(kind, _day("on", data["on"], kind), **values, ignored=strangers)

    def to_data(self) -> dict[str, Any]:
        """The event as its JSON; fields without a value are left out."""
        data: dict[str, Any] = {"on": self.on.isoformat(), "kind": self.kind.value}
        for name in (*self.kind.required, *self.kind.optional):
            value = getattr(self, name)
            if value:
                data[name] = value.isoformat() if isinstance(value, date) else value
        return data


def read_events(data: object) -> tuple[Event, ...]:
    """Events from a JSON list; `Refused` names which of them is wrong."""
    if not isinstance(data, list):
        raise Refused(say(N_("events应当是方括号里的一串事件。")))
    if len(data) > MOST_EVENTS:
        text = N_("一件申请最多{most}个事件，这里有{n}个。请检查是否把几件申请放在了一起。")
        raise Refused(say(text, most=MOST_EVENTS, n=len(data)))
    events = []
    for number, item in enumerate(data, start=1):
        try:
            events.append(Event.from_data(item))
        except Refused as refused:
            message = say(N_("第{n}个事件：{problem}"), n=number, problem=refused.message)
            raise Refused(message, refused.article) from None
    return tuple(events)


def read_day(name: str, value: object) -> date:
    """A date written 2026-02-09, between 1990 and 2199; `Refused` naming the field."""
    day = value if isinstance(value, date) and not isinstance(value, datetime) else None
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise Refused(
                say(N_("{name}“{value}”不是存在的日期。"), name=name, value=value)
            ) from None
    if day is None:
        shown = str(value)[:40]
        raise Refused(
            say(N_("{name}“{value}”不是日期。请写成2026-02-09的样子。"), name=name, value=shown)
        )
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(say(N_("{name}“{value}”不在合理的年份内。"), name=name, value=str(day)))
    return day


def _kind(value: object) -> Kind:
    if value is None:
        raise Refused(say(N_("缺少kind（事件种类）。")))
    kind = _KINDS.get(value) if isinstance(value, str) else None
    if kind is None:
        raise Refused(
            say(
                N_("不认识的事件种类“{kind}”。可用的种类：{kinds}。"),
                kind=str(value)[:40],
                kinds="、".join(_KINDS),
            )
        )
    return kind


def _value(name: str, value: object, kind: Kind) -> object:
    if name in _DATES:
        return _day(name, value, kind)
    if name == "channel":
        return value if isinstance(value, str) else None
    if name == "days":
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refused(say(N_("延长的天数（days）应当是1以上的整数。")), kind.article)
        return value
    if name == "good_reason":
        if not isinstance(value, bool):
            raise Refused(say(N_("good_reason应当是true或者false。")), kind.article)
        return value
    if not isinstance(value, str):
        raise Refused(say(N_("{name}应当是文字。"), name=name), kind.article)
    return value


def _day(name: str, value: object, kind: Kind) -> date:
    try:
        return read_day(name, value)
    except Refused as refused:
        raise Refused(refused.message, kind.article) from None


_MEANING = {
    "on": N_("日期"),
    "received_on": N_("对方收到之日"),
    "reply_by": N_("限期之日"),
    "days": N_("延长的工作日数"),
    "confirmed_on": N_("确认之日"),
    "signed_on": N_("签收之日"),
    "posted_on": N_("交邮之日"),
    "delayed_until": N_("延迟答复之日"),
}


def _meaning(name: str) -> Message:
    return say(_MEANING[name])


def _missing(kind: Kind, name: str) -> Refused:
    return Refused(
        say(
            N_("“{kind}”缺少{name}（{what}）。"),
            kind=say(kind.label),
            name=name,
            what=_meaning(name),
        ),
        kind.article,
    )


def _does_not_fit(kind: Kind, name: str, channel: Channel) -> Refused:
    message = say(
        N_("“{kind}”：{channel}，不用填{what}。"),
        kind=say(kind.label),
        channel=say(channel.label),
        what=_meaning(name),
    )
    return Refused(message, kind.article)


def _too_early(kind: Kind, name: str, day: date, on: date) -> Refused:
    message = say(
        N_("“{kind}”的{what}{day}应当晚于{on}。")
        if name == "reply_by"
        else N_("“{kind}”的{what}{day}不能早于{on}。"),
        kind=say(kind.label),
        what=_meaning(name),
        day=day,
        on=on,
    )
    return Refused(message, kind.article)
