"""Random lawful histories of the register, and the table an accountant would make of them.

A history is a walk: an act is tried on a day, and what `law.clock` refuses did not happen. From it
come the facts the register's actions would have written, each with the moment it became known.
Nothing here asks the product how table 3 is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tongming.law.clock import ClockState, Event, Kind, State, run
from tongming.law.holidays import SHIPPED
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused

FIRST_DAY, LAST_DAY = date(2023, 11, 1), date(2026, 10, 31)
YEARS = (2023, 2024, 2025, 2026)
GIVEN_UP = {Kind.CORRECTION_NOTIFIED: Outcome.NOT_CORRECTED, Kind.FEE_NOTIFIED: Outcome.UNPAID}
REPLIES = [one for one in Outcome if one not in (*GIVEN_UP.values(), Outcome.OTHER)]
_CHINA = ZoneInfo("Asia/Shanghai")
_ACTS = [
    Kind.CORRECTION_NOTIFIED, Kind.CORRECTED, Kind.CORRECTED, Kind.THIRD_PARTY_ASKED,
    Kind.THIRD_PARTY_ANSWERED, Kind.ORGAN_ASKED, Kind.ORGAN_ANSWERED, Kind.EXTENDED,
    Kind.FEE_NOTIFIED, Kind.FEE_PAID, Kind.REASONS_ASKED, Kind.REASONS_GIVEN, Kind.ANSWERED,
    Kind.ANSWERED, Kind.WITHDRAWN,
]  # fmt: skip


@dataclass(frozen=True)
class Version:
    """What an application counted as, from a moment on."""

    known_from: datetime
    kind: ApplicantKind
    received_on: date
    outcome: Outcome | None = None
    closed_on: date | None = None


@dataclass
class History:
    """One application: what happened, and what was known of it when."""

    unit: int
    events: list[Event]
    versions: list[Version] = field(default_factory=list)

    def known(self, at: datetime) -> Version | None:
        """What it counted as at a moment; None before it was registered."""
        told = [version for version in self.versions if version.known_from <= at]
        return told[-1] if told else None

    def note(self, version: Version) -> None:
        """Add what became known, never earlier than what was known before."""
        if self.versions and version.known_from <= self.versions[-1].known_from:
            later = self.versions[-1].known_from + timedelta(minutes=1)
            version = replace(version, known_from=later)
        self.versions.append(version)


def histories(random: Random, number: int, units: int) -> list[History]:
    """So many applications, spread over the units and three years."""
    return [_history(random, random.randrange(units)) for _ in range(number)]


def example(random: Random, kind: Kind, on: date) -> Event:
    """The act with whatever details it takes; lawful or not is for the clock to say."""
    soon = on + timedelta(days=random.randint(1, 20))
    return Event(
        kind,
        on,
        reply_by=soon if kind is Kind.CORRECTION_NOTIFIED else None,
        received_on=random.choice((None, soon)) if "received_on" in kind.optional else None,
        days=random.randint(1, 20) if kind is Kind.EXTENDED else None,
        delayed_until=soon + timedelta(days=30) if kind is Kind.REASONS_GIVEN else None,
        good_reason=kind is Kind.CORRECTED and random.random() < 0.5,
    )


def _history(random: Random, unit: int) -> History:
    received = FIRST_DAY + timedelta(days=random.randrange((LAST_DAY - FIRST_DAY).days))
    history = History(unit, [Event(Kind.RECEIVED, received)])
    kind = random.choice(list(ApplicantKind))
    history.note(Version(_moment(random, received), kind, received))
    day = received
    for _ in range(random.randint(0, 7)):
        day += timedelta(days=random.randint(0, 14))
        if day > LAST_DAY:
            break
        if (state := _stands(history.events, day)).state is State.ABANDONED:
            if random.random() < 0.3:
                continue  # left lying; a correction with a good reason may still come
            _close(history, random, day, GIVEN_UP[_asked_last(history.events)])
            if random.random() < 0.7:
                break
            _reopen(history, random, day)
            continue
        event = example(random, random.choice(_ACTS), day)
        try:
            state = run([*history.events, event], SHIPPED, day)
        except Refused:
            continue
        history.events.append(event)
        if state.state is State.CLOSED:
            withdrawn = event.kind is Kind.WITHDRAWN
            _close(history, random, day, Outcome.OTHER if withdrawn else random.choice(REPLIES))
            if random.random() < 0.85:
                break
            history.events.pop()  # entered by mistake, and struck out
            _reopen(history, random, day)
    if random.random() < 0.1:
        _registered_wrongly(history, random)
    return history


def _stands(events: list[Event], day: date) -> ClockState:
    return run(events, SHIPPED, day)


def _asked_last(events: list[Event]) -> Kind:
    return next(event.kind for event in reversed(events) if event.kind in GIVEN_UP)


def _close(history: History, random: Random, day: date, outcome: Outcome) -> None:
    last = history.versions[-1]
    moment = _moment(random, day)
    history.note(replace(last, known_from=moment, outcome=outcome, closed_on=day))


def _reopen(history: History, random: Random, day: date) -> None:
    last = history.versions[-1]
    history.note(replace(last, known_from=_moment(random, day), outcome=None, closed_on=None))


def _registered_wrongly(history: History, random: Random) -> None:
    """Another kind of applicant, or received some days earlier, once somebody noticed."""
    last = history.versions[-1]
    moment = last.known_from + timedelta(days=random.randint(0, 200))
    earlier = last.received_on - timedelta(days=random.choice((0, 0, 5, 40)))
    kind = random.choice(list(ApplicantKind))
    if (kind, earlier) != (last.kind, last.received_on):
        history.note(replace(last, known_from=moment, kind=kind, received_on=earlier))


def _moment(random: Random, day: date) -> datetime:
    """When the register was told of something: that day, or up to weeks after."""
    late = timedelta(days=random.choice((0, 0, 0, 1, 3, 30)), minutes=random.randrange(600))
    return datetime.combine(day, time(8), _CHINA) + late


def table(known: Iterable[Version], year: int) -> Counter[tuple[str, str]]:
    """Table 3 as one would keep it with a pencil: (row, column) and how many, 总计 and 3.7 too."""
    counts: Counter[tuple[str, str]] = Counter()
    for version in known:
        for row in _rows(version, year):
            counts[row, version.kind.value] += 1
            counts[row, "sum"] += 1
    return counts


def _rows(version: Version, year: int) -> Iterator[str]:
    if version.received_on.year > year:
        return
    if version.closed_on is not None and version.closed_on.year < year:
        return
    yield "1" if version.received_on.year == year else "2"
    if version.closed_on is None or version.closed_on.year > year:
        yield "4"
        return
    assert version.outcome is not None
    yield version.outcome.row
    yield "3.7"
