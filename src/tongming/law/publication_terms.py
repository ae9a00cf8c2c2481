"""Within what term a piece of information is published: the general rule, and those before it.

《政府信息公开条例》第二十六条: 20 working days from formation or change, unless a law or regulation
sets another term. Each term is {trigger, number, unit, mode} with its citation. What only local
catalogues say is marked unverified: it reminds, it never blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tongming.law.calendar import Calendar, Deadline
from tongming.law.citation import REGULATION, Citation, Instrument
from tongming.law.labelled import Labelled
from tongming.law.terms import PUBLICATION, Mark, TermUnit
from tongming.law.words import N_

BUDGET_LAW = Instrument("《预算法》", "2018年修正", date(2015, 1, 1), articles=101)
STANDARD_CATALOGUES = Instrument("国办发〔2019〕54号", "国办发〔2019〕54号")


class Trigger(Labelled):
    """What the days are counted from."""

    FORMED = "formed", N_("信息形成或者变更之日")
    OBTAINED = "obtained", N_("制定或者获取信息之日")
    APPROVED = "approved", N_("批准或者批复之日")
    DECIDED = "decided", N_("作出决定之日")


class Mode(StrEnum):
    """What has to happen within the days."""

    PUBLISH_WITHIN = "publish_within"
    """Public at the latest on the last day."""
    AT_ONCE = "at_once"
    """及时: no number; the day of the trigger is what is reminded of."""


@dataclass(frozen=True, slots=True)
class PublicationTerm:
    """A term as data."""

    key: str
    label: str
    trigger: Trigger
    number: int
    unit: TermUnit
    mode: Mode
    citation: Citation
    mark: Mark = Mark.VERIFIED

    def due(self, start: date, calendar: Calendar) -> Deadline:
        """The last day to publish what was triggered on `start`, which is not counted."""
        if self.mode is Mode.AT_ONCE or self.number == 0:
            return Deadline(start)
        if self.unit is TermUnit.CALENDAR_DAY:
            # Nothing moves these days off a holiday: the earlier day is the safe one.
            return Deadline(start + timedelta(days=self.number))
        return calendar.after(start, self.number)


_WORKING, _CALENDAR, _WITHIN = TermUnit.WORKING_DAY, TermUnit.CALENDAR_DAY, Mode.PUBLISH_WITHIN
_CATALOGUE = Citation(STANDARD_CATALOGUES)
_GENERAL = PUBLICATION.on(date(2019, 5, 15))

GENERAL = PublicationTerm(
    "general", N_("一般信息：形成或者变更之日起20个工作日"), Trigger.FORMED, _GENERAL.n,
    _GENERAL.unit, _WITHIN, _GENERAL.citation, _GENERAL.mark,
)  # fmt: skip
TERMS: tuple[PublicationTerm, ...] = (
    GENERAL,
    PublicationTerm(
        "budget", N_("预算、决算：批准或者批复后20日"), Trigger.APPROVED, 20, _CALENDAR, _WITHIN,
        Citation(BUDGET_LAW, 14),
    ),
    PublicationTerm(
        "relief", N_("社会救助等目录事项：制定或者获取之日起10个工作日"), Trigger.OBTAINED, 10,
        _WORKING, _WITHIN, _CATALOGUE, Mark.UNVERIFIED,
    ),
    PublicationTerm(
        "enforcement", N_("行政许可、行政处罚决定：作出决定之日起7个工作日"), Trigger.DECIDED, 7,
        _WORKING, _WITHIN, _CATALOGUE, Mark.UNVERIFIED,
    ),
    PublicationTerm(
        "document", N_("政府文件（部分县目录）：形成之日起3个工作日"), Trigger.FORMED, 3,
        _WORKING, _WITHIN, _CATALOGUE, Mark.UNVERIFIED,
    ),
    PublicationTerm(
        "at_once", N_("预警、应对等：及时公开"), Trigger.FORMED, 0, _WORKING, Mode.AT_ONCE,
        Citation(REGULATION, 6),
    ),
)  # fmt: skip
"""General first; a document names the key of the one it falls under."""


def term(key: str) -> PublicationTerm:
    """A term by its key; the general one for a key nobody knows."""
    return next((one for one in TERMS if one.key == key), GENERAL)
