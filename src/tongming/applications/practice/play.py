"""Playing a scenario: the pretended day, what was decided on it, and what the law says to that.

`Attempt` is all there is to remember. Whether a decision was lawful and in time is worked out from
it each time, by the clock that real applications run on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tongming.applications.practice.scenario import After, Choice, Scenario, Scene
from tongming.applications.practice.scenarios import SCENARIOS
from tongming.law import terms
from tongming.law.calendar import Calendar
from tongming.law.clock import ClockState, Event, State, read_day, read_events, run
from tongming.law.terms import Term
from tongming.law.words import N_, Message, Refused, say

MOST_DECISIONS = 200
"""A session keeps no more: whoever goes on guessing begins again."""
REPLY = "reply"
REMEDIES = ("D12", "D13", "C8")
"""The organ's own terms before the reconsideration organ and the court; they start on arrival."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision, right or wrong."""

    scene: str
    choice: str
    on: date
    arrived: date
    known: int
    """How many events had happened before it."""

    def to_data(self) -> list[Any]:
        """As the session keeps it."""
        return [self.scene, self.choice, str(self.on), str(self.arrived), self.known]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the law says to a decision."""

    objection: Message | None
    """Why it is not allowed; None where it is."""
    article: str
    due: date | None
    """The last day there was for it."""
    late: bool
    moves: bool
    """Whether the rehearsal goes on after it."""

    @property
    def right(self) -> bool:
        """Whether it was lawful."""
        return self.objection is None


@dataclass(slots=True)
class Attempt:
    """How far a learner has come in one scenario."""

    scenario: Scenario
    today: date
    scene: str
    arrives: date
    events: list[Event] = field(default_factory=list)
    log: list[Entry] = field(default_factory=list)

    @classmethod
    def begin(cls, scenario: Scenario) -> Attempt:
        """A fresh start on the scenario's first day."""
        return cls(scenario, scenario.begins, scenario.scenes[0].key, scenario.begins)

    def to_data(self) -> dict[str, Any]:
        """As the session keeps it."""
        return {
            "scenario": self.scenario.key,
            "today": str(self.today),
            "scene": self.scene,
            "arrives": str(self.arrives),
            "events": [event.to_data() for event in self.events],
            "log": [entry.to_data() for entry in self.log],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Attempt | None:
        """What a session kept; None where this version of the product cannot go on with it."""
        try:
            scenario = SCENARIOS[data["scenario"]]
            events = list(read_events(data["events"]))
            log = [
                Entry(scene, choice, read_day("on", on), read_day("on", arrived), int(known))
                for scene, choice, on, arrived, known in data["log"]
            ]
            for entry in log:
                if scenario.scene(entry.scene).choice(entry.choice) is None:
                    return None
            return cls(
                scenario,
                read_day("on", data["today"]),
                scenario.scene(data["scene"]).key,
                read_day("on", data["arrives"]),
                events,
                log,
            )
        except (KeyError, TypeError, ValueError, StopIteration, Refused):
            return None

    # --- Where it stands --------------------------------------------------------------------------

    @property
    def here(self) -> Scene:
        """The scene that is on, or awaited."""
        return self.scenario.scene(self.scene)

    @property
    def waiting(self) -> bool:
        """Whether the next thing has not come yet."""
        return self.today < self.arrives

    @property
    def finished(self) -> bool:
        """Whether the end is reached."""
        return not self.waiting and not self.here.choices

    def clock(self, calendar: Calendar, on: date | None = None) -> ClockState | None:
        """The application's clock on the pretended day; None before it is registered."""
        return _clock(self.events, calendar, on or self.today)

    def due(self, calendar: Calendar) -> date | None:
        """The last day for what is to be decided now."""
        if self.waiting or not self.here.choices:
            return None
        return _due(self.here, self.arrives, self.events, calendar)

    def verdict(self, entry: Entry, calendar: Calendar) -> Verdict:
        """What the law says to a decision, on what was known then."""
        scene = self.scenario.scene(entry.scene)
        choice = scene.choice(entry.choice)
        assert choice is not None
        known = self.events[: entry.known]
        due = _due(scene, entry.arrived, known, calendar)
        objection, article = _objection(choice, known, entry.on, calendar)
        late = due is not None and entry.on > due
        moves = bool(choice.then) and (objection is None or bool(choice.too_late))
        return Verdict(objection, article, due, late and bool(choice.then), moves)

    def next_day_of_note(self, calendar: Calendar) -> date:
        """The next day on which something arrives or a term ends; else the next working day."""
        days = [self.arrives] if self.waiting else []
        if (due := self.due(calendar)) is not None:
            days.append(due)
        state = self.clock(calendar)
        if state is not None:
            days += [running.due for running in state.running if running.due]
        ahead = [day for day in days if day > self.today]
        return min(ahead, default=calendar.after(self.today, 1).on)

    # --- What moves it ----------------------------------------------------------------------------

    def move_to(self, day: date) -> None:
        """The pretended day goes on; never back, and never past the next arrival."""
        if self.waiting:
            day = min(day, self.arrives)
        self.today = max(self.today, day)

    def choose(self, key: str, calendar: Calendar) -> Verdict:
        """Decide. What the law does not allow moves nothing, and is remembered."""
        choice = self.here.choice(key)
        if self.waiting or choice is None:
            raise Refused(say(N_("现在没有要选的。请看这一页上写的下一步。")))
        if len(self.log) >= MOST_DECISIONS:
            raise Refused(say(N_("这次练习已经选了{n}次，请重新开始。"), n=MOST_DECISIONS))
        entry = Entry(self.scene, key, self.today, self.arrives, len(self.events))
        verdict = self.verdict(entry, calendar)
        self.log.append(entry)
        if verdict.right and choice.then:
            if choice.act:
                self.events.append(choice.act.event(self.today, calendar))
            self._go(choice.then, choice.after, calendar)
        elif verdict.moves:
            self._go(choice.too_late, After(), calendar)
        return verdict

    def _go(self, key: str, after: After, calendar: Calendar) -> None:
        self.scene = key
        self.arrives = self._arrival(after, calendar)
        if self.here.brings:
            self.events.append(Event(self.here.brings, self.arrives))

    def _arrival(self, after: After, calendar: Calendar) -> date:
        if after.working:
            return calendar.after(self.today, after.working).on
        state = self.clock(calendar)
        if state is None:
            return self.today
        if after.term:
            ends = [one.due for one in state.running if one.term == after.term and one.due]
            return calendar.after(ends[0], 1).on if ends else self.today
        if after.before_due and state.due:
            day = state.due
            while day > self.today and calendar.count(day, state.due) < after.before_due:
                day -= timedelta(days=1)
            return day
        return self.today


def _clock(events: list[Event], calendar: Calendar, on: date) -> ClockState | None:
    happened = [event for event in events if event.effective <= on]
    return run(happened, calendar, on) if happened else None


def _due(scene: Scene, arrived: date, events: list[Event], calendar: Calendar) -> date | None:
    """The last day for the decision of a scene that arrived on a day."""
    if not scene.term:
        return None
    if scene.term in REMEDIES:
        rule = terms.TERMS[scene.term].on(arrived)
        assert isinstance(rule, Term)
        return rule.end(arrived, calendar).on
    state = _clock(events, calendar, arrived)
    if state is None:
        return None
    if scene.term == REPLY:
        return state.due if state.state in (State.RUNNING, State.SUSPENDED) else None
    return next((one.due for one in state.running if one.term == scene.term), None)


def _objection(
    choice: Choice, events: list[Event], on: date, calendar: Calendar
) -> tuple[Message | None, str]:
    """Why the law does not allow a choice on a day: asked where it can be, else as written."""
    try:
        if choice.law:
            choice.law()
        if choice.act:
            run([*events, choice.act.event(on, calendar)], calendar, on)
    except Refused as refusal:
        return refusal.message, refusal.article
    return (None, "") if choice.then else (say(choice.why_not), choice.article)
