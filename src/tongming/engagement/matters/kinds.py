"""What the field calls the states of a supervised matter, its term, and what happens in it.

《政府信息公开条例》第四十七条: the supervising department urges rectification (督促整改) and may
criticise in a circular; whoever finds a failure may report it. The record's fields and states, the
reminders (催办) and the yellow and red cards (黄牌、红牌) are usage, not law: see decision 1103.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from tongming.law.calendar import Calendar
from tongming.law.citation import REGULATION, Citation
from tongming.law.labelled import Labelled
from tongming.law.words import N_, Message, Refused, say

ARTICLE = str(Citation(REGULATION, 47, 1))
LONGEST = 366
"""No term is longer, in days of either kind."""


class _Word(Labelled):
    """A code with its name."""


class State(_Word):
    """Where it stands. Overdue is no state: it follows from the term."""

    UNSIGNED = "unsigned", N_("待签收")
    WORKING = "working", N_("办理中")
    REPORTED = "reported", N_("已反馈")
    RETURNED = "returned", N_("退回补办")
    CLOSED = "closed", N_("已办结")

    @property
    def waits_for_handler(self) -> bool:
        """Whether whoever was given it is to do something."""
        return self in (State.UNSIGNED, State.WORKING, State.RETURNED)


AWAITED = tuple(state.value for state in State if state.waits_for_handler)


class Outcome(_Word):
    """How it was closed."""

    DONE = "done", N_("已办结")
    REVOKED = "revoked", N_("已撤销督办")


class Standing(_Word):
    """How it stands by its term, each matter exactly one: what a year is counted by."""

    IN_TERM = "in_term", N_("期限内")
    OVERDUE = "overdue", N_("逾期")
    ON_TIME = "on_time", N_("按期办结")
    LATE = "late", N_("逾期办结")
    REVOKED = "revoked", N_("已撤销督办")


class Move(_Word):
    """Something that happened in a matter."""

    ISSUED = "issued", N_("下达")
    SIGNED = "signed", N_("签收")
    REPORTED = "reported", N_("反馈")
    RETURNED = "returned", N_("退回补办")
    EXTENDED = "extended", N_("变更期限")
    URGED = "urged", N_("催办")
    YELLOW = "yellow", N_("黄牌警示")
    RED = "red", N_("红牌警示")
    CLOSED = "closed", N_("已办结")
    REVOKED = "revoked", N_("已撤销督办")


class Counted(_Word):
    """How a term is given."""

    WORKING = "working", N_("工作日")
    CALENDAR = "calendar", N_("自然日")
    DATE = "date", N_("指定日期")


def choices_of(words: Iterable[_Word]) -> list[tuple[str, str]]:
    """The members in the reader's language."""
    return [(one.value, gettext(one.label)) for one in words]


@dataclass(frozen=True, slots=True)
class Term:
    """A term as somebody gives it: so many days of a kind, or a day."""

    counted: Counted
    days: int | None = None
    on: date | None = None

    def due(self, start: date, calendar: Calendar) -> date:
        """The last day. The day it is given is not counted; an order's calendar days end where
        they end, on a holiday too."""
        if self.counted is Counted.DATE:
            if self.on is None:
                raise Refused(say(N_("请填截止日期。")))
            if self.on < start:
                raise Refused(say(N_("截止日期不能早于{day}。"), day=start))
            if self.on > start + timedelta(days=LONGEST):
                raise Refused(say(N_("办结时限最长{n}日。"), n=LONGEST))
            return self.on
        if not self.days or self.days < 1:
            raise Refused(say(N_("请填办结时限的天数，至少1天。")))
        if self.days > LONGEST:
            raise Refused(say(N_("办结时限最长{n}日。"), n=LONGEST))
        if self.counted is Counted.WORKING:
            return calendar.after(start, self.days).on
        return start + timedelta(days=self.days)

    @property
    def words(self) -> Message:
        """As it is told beside the day it ends on."""
        if self.counted is Counted.WORKING:
            return say(N_("{n}个工作日"), n=self.days)
        if self.counted is Counted.CALENDAR:
            return say(N_("{n}个自然日"), n=self.days)
        return say(N_("指定日期"))
