"""Responses to public opinion (政务舆情回应): by which hour what has to be said.

国办发〔2016〕61号: an especially serious or major emergency has a press conference within 24 hours,
any other matter of public opinion is answered within 48. 国办发〔2016〕80号 adds authoritative
information within 5 hours. They run in real hours, nights, weekends and holidays among them, so
every moment here is aware; nothing is read from a clock. Marks as in `terms.Mark`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from tongming.law.citation import Citation, Instrument
from tongming.law.dated import Dated
from tongming.law.labelled import Labelled
from tongming.law.terms import Mark
from tongming.law.words import N_, Message, say

OPINION_LETTER = Instrument(
    "《国务院办公厅关于在政务公开工作中进一步做好政务舆情回应的通知》（国办发〔2016〕61号）",
    "国办发〔2016〕61号",
    date(2016, 7, 30),
)
OPENNESS_RULES = Instrument(
    "《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）",
    "国办发〔2016〕80号",
    date(2016, 11, 10),
)


class Gravity(StrEnum):
    """The class of an incident (等级), the gravest first."""

    label: str
    is_emergency: bool

    def __new__(cls, code: str, label: str = "", is_emergency: bool = False) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label, member.is_emergency = code, label, is_emergency
        return member

    EXTREME = "extreme", N_("特别重大突发事件"), True
    MAJOR = "major", N_("重大突发事件"), True
    OTHER = "other", N_("其他政务舆情")


class Form(Labelled):
    """What a statement is."""

    NOTICE = "notice", N_("发布权威信息")
    CONFERENCE = "conference", N_("新闻发布会")
    INTERVIEW = "interview", N_("接受采访、在线访谈")
    ANSWER = "answer", N_("回应文章")


class Demand(StrEnum):
    """What has to be said by an hour, and which statements say it."""

    label: str
    forms: frozenset[Form]

    def __new__(cls, code: str, label: str = "", forms: Sequence[Form] = tuple(Form)) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label, member.forms = code, label, frozenset(forms)
        return member

    FIRST_WORD = "first_word", N_("发布权威信息")
    CONFERENCE = "conference", N_("举行新闻发布会"), (Form.CONFERENCE,)
    RESPONSE = "response", N_("作出回应")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many hours, at the latest."""

    demand: Demand
    hours: int
    citation: Citation
    mark: Mark = Mark.VERIFIED


@dataclass(frozen=True, slots=True)
class Rules:
    """What was asked from a day on."""

    emergency: tuple[Limit, ...]
    other: tuple[Limit, ...]
    citation: Citation

    def of(self, gravity: Gravity) -> tuple[Limit, ...]:
        """The limits of a class, the shortest first."""
        return self.emergency if gravity.is_emergency else self.other


_HERE = ZoneInfo("Asia/Shanghai")
_LETTER = Citation(OPINION_LETTER)
_OPENNESS = Citation(OPENNESS_RULES)
_CONFERENCE = Limit(Demand.CONFERENCE, 24, _LETTER)
_RESPONSE = (Limit(Demand.RESPONSE, 48, _LETTER),)

RULES: Dated[Rules] = Dated(
    say(N_("政务舆情回应的时限")),
    {
        date(2016, 7, 30): Rules((_CONFERENCE,), _RESPONSE, _LETTER),
        date(2016, 11, 10): Rules(
            (Limit(Demand.FIRST_WORD, 5, _OPENNESS), _CONFERENCE), _RESPONSE, _OPENNESS
        ),
    },
    checked_on=date(2026, 11, 25),
)


class Standing(Labelled):
    """How a clock stands."""

    RUNNING = "running", N_("正在计时")
    MISSED = "missed", N_("已超时，还没有")
    MET = "met", N_("按时")
    LATE = "late", N_("超时以后才有")


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that was said to the public."""

    at: datetime
    form: Form


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit, running or stopped."""

    limit: Limit
    started_at: datetime
    due_at: datetime
    met_at: datetime | None
    standing: Standing
    left: timedelta
    """Until the limit, from the moment asked about or from the statement that met it; negative
    where that came after it."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say something."""
        return self.met_at is None

    @property
    def words(self) -> Message:
        """How it stands, as a sentence."""
        return say(_SENTENCES[self.standing], what=say(self.limit.demand.label), span=span(
            abs(self.left)
        ))  # fmt: skip


_SENTENCES = {
    Standing.RUNNING: N_("{what}，还剩{span}"),
    Standing.MISSED: N_("{what}，已超时{span}"),
    Standing.MET: N_("已{what}，提前{span}"),
    Standing.LATE: N_("已{what}，晚了{span}"),
}


def span(time: timedelta) -> Message:
    """A length of time in hours and minutes; a part of a minute is not told."""
    hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
    if hours and minutes:
        return say(N_("{hours}小时{minutes}分钟"), hours=hours, minutes=minutes)
    if hours:
        return say(N_("{hours}小时"), hours=hours)
    return say(N_("{minutes}分钟"), minutes=minutes)


def clocks(
    gravity: Gravity, found_at: datetime, statements: Sequence[Statement], now: datetime
) -> tuple[Clock, ...]:
    """Every limit of an incident found at a moment, as it stands at another.

    The hours count from the moment of finding to the minute, whatever day or night it is. What was
    said after `now` has not been said yet. A statement exactly at the limit is in time.
    """
    for moment in (found_at, now, *(one.at for one in statements)):
        if moment.utcoffset() is None:
            raise ValueError(f"a moment without its time zone: {moment}")
    rules = RULES.on(found_at.astimezone(_HERE).date())
    return tuple(_clock(limit, found_at, statements, now) for limit in rules.of(gravity))


def _clock(
    limit: Limit, found_at: datetime, statements: Sequence[Statement], now: datetime
) -> Clock:
    due_at = found_at + timedelta(hours=limit.hours)
    said = [
        one.at for one in statements if one.form in limit.demand.forms and found_at <= one.at <= now
    ]
    if said:
        first = min(said)
        standing = Standing.MET if first <= due_at else Standing.LATE
        return Clock(limit, found_at, due_at, first, standing, due_at - first)
    standing = Standing.RUNNING if now <= due_at else Standing.MISSED
    return Clock(limit, found_at, due_at, None, standing, due_at - now)


class Spent(StrEnum):
    """What became of an hour of a clock."""

    USED = "used"
    NOW = "now"
    """The hour that runs."""
    MET = "met"
    """The hour in which it was said."""
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of a clock, for a picture of it."""

    starts_at: datetime
    spent: Spent


def hours(clock: Clock) -> tuple[Hour, ...]:
    """A clock hour by hour, up to its limit."""
    reached = clock.due_at - clock.left
    # The hour it was reached in; the last one where it was reached at the limit itself.
    at = int((reached - clock.started_at) / timedelta(hours=1))
    at = min(at, clock.limit.hours - 1) if reached <= clock.due_at else clock.limit.hours
    here = Spent.NOW if clock.is_open else Spent.MET
    return tuple(
        Hour(
            clock.started_at + timedelta(hours=number),
            Spent.USED if number < at else here if number == at else Spent.LEFT,
        )
        for number in range(clock.limit.hours)
    )


class Stage(Labelled):
    """Where an incident stands (状态)."""

    ASSESS = "assess", N_("待研判")
    RESPOND = "respond", N_("待回应")
    RESPONDED = "responded", N_("已回应")
    FOLLOWED = "followed", N_("持续跟踪")
    CLOSED = "closed", N_("已办结")


def stage(
    gravity: Gravity | None, found_at: datetime, statements: Sequence[Statement], *, closed: bool
) -> Stage:
    """Where it stands. Every limit met once is 已回应; said again after that, it is followed up."""
    if closed:
        return Stage.CLOSED
    if gravity is None:
        return Stage.ASSESS
    if not statements:
        return Stage.RESPOND
    last = max(one.at for one in statements)
    running = clocks(gravity, found_at, statements, last)
    if any(one.is_open for one in running):
        return Stage.RESPOND
    answered = max(one.met_at for one in running if one.met_at is not None)
    return Stage.FOLLOWED if last > answered else Stage.RESPONDED


def unanswered(
    gravity: Gravity, found_at: datetime, statements: Sequence[Statement], now: datetime
) -> tuple[Demand, ...]:
    """What has not been said yet: closing with one of these needs a reason on record."""
    return tuple(
        one.limit.demand for one in clocks(gravity, found_at, statements, now) if one.is_open
    )


RESPONSIBLE = Citation(OPENNESS_RULES)
"""属地管理、分级负责、谁主管谁负责: the department concerned answers first, places that share an
incident leave it to the organ above them, and its main leader speaks first."""
