"""What a rehearsal is made of: scenes one after another, and what can be done in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from tongming.law.calendar import Calendar
from tongming.law.clock import Event, Kind
from tongming.law.letters import LETTERS, Letter
from tongming.law.outcomes import Outcome, Step


@dataclass(frozen=True, slots=True)
class Act:
    """The event a choice enters on the clock."""

    kind: Kind
    days_on: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Dates of the event, as working days after the day it is done."""
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def event(self, on: date, calendar: Calendar) -> Event:
        """The event as it would be entered on a day."""
        dates = {
            name: (calendar.after(on, days).on if days else on).isoformat()
            for name, days in self.days_on.items()
        }
        return Event.from_data({"kind": self.kind.value, "on": on, **self.details, **dates})


@dataclass(frozen=True, slots=True)
class After:
    """When the next scene comes: at once, unless one of these is said."""

    working: int = 0
    """So many working days later."""
    term: str = ""
    """The first working day after that running term (`law.terms`) has ended."""
    before_due: int = 0
    """So many working days before the last day to reply."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A letter to be shown: its number in `law.letters`, and what somebody has to write in it, by
    element. The rest is the words of real letters (`letters.wording`).

    The words are an official paper's and stay Chinese; places in braces are filled in by `letter`.
    """

    id: str
    says: Mapping[str, str]

    @property
    def kind(self) -> Letter:
        """The letter as the law lists it."""
        return LETTERS[self.id]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the learner may decide to do."""

    key: str
    words: str
    then: str = ""
    """The scene it leads to; a choice the law does not allow leads nowhere."""
    why_not: str = ""
    """Why the law does not allow it; empty too where the law is asked (`act`, `law`)."""
    article: str = ""
    """The place that says so."""
    act: Act | None = None
    law: Callable[[], None] | None = None
    """A rule of `tongming.law` that refuses this choice in its own words."""
    outcome: Outcome | None = None
    letters: tuple[Sample, ...] = ()
    after: After = After()
    too_late: str = ""
    """The scene that follows where the law no longer allows what would have been right."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Something has arrived, and a decision is due. Without choices it is the end."""

    key: str
    arrives: str
    choices: tuple[Choice, ...] = ()
    question: Step | None = None
    """Which of the five questions is answered here."""
    term: str = ""
    """By which term it is measured: "reply", D1, or a term of the remedies that starts here."""
    brings: Kind | None = None
    """What comes from outside with it: a correction, an opinion, a payment."""

    def choice(self, key: str) -> Choice | None:
        """The choice of that name."""
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One made-up application."""

    key: str
    title: str
    about: str
    """What one learns from it."""
    applicant: str
    asked: str
    """The words of the application, in Chinese as it came."""
    begins: date
    scenes: tuple[Scene, ...]

    def scene(self, key: str) -> Scene:
        """The scene of that name; KeyError where there is none."""
        return next(scene for scene in self.scenes if scene.key == key)


def wrong(
    key: str,
    words: str,
    why_not: str = "",
    article: str = "",
    *,
    act: Act | None = None,
    law: Callable[[], None] | None = None,
) -> Choice:
    """A choice the law does not allow, and where it says so."""
    return Choice(key, words, why_not=why_not, article=article, act=act, law=law)
