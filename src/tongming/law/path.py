"""The way of an application to its one outcome: 补不补 → 该不该 → 有没有 → 给不给 → 当不当.

    way = walk({"clear": Given("clear"), "proper": Given("petition", {"reason": "…"})}, Record())
    way.ending.outcome     # Outcome.PETITION
    way.ending.letter      # "R16"

A pure function of the answers and of what the record shows. An answer the record does not bear is
not open, and says why; an answer given earlier that the record no longer bears is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongming.law.letters import LETTERS
from tongming.law.outcomes import Outcome, Step
from tongming.law.path_model import Answer, Ask, Question, Record, grounds_found
from tongming.law.path_questions import LIMBS, QUESTIONS
from tongming.law.words import N_, Message, Refused, say

__all__ = [
    "LIMBS", "QUESTIONS", "Answer", "Ask", "Choice", "Ending", "Given", "Passed", "Question",
    "Record", "Way", "answered", "question_named", "walk",
]  # fmt: skip

_ORDER = {question.key: place for place, question in enumerate(QUESTIONS)}


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as somebody gave it, with what they wrote."""

    answer: str
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer, and where the law does not allow it now, why."""

    answer: Answer
    bar: Message | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A question answered for good."""

    question: Question
    answer: Answer
    notes: Mapping[str, str]
    by_record: bool = False
    """Nobody was asked: the record left one answer."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The one outcome, the letter it is told with, and what the answers say in it."""

    outcome: Outcome
    letter: str
    """Empty for a withdrawal: it is recorded, not answered."""
    article: str
    """Empty where no text states the ground."""
    elements: Mapping[str, str]
    also: tuple[str, ...] = ()
    """Letters that go out besides: to a third party whose objection was overridden (第三十二条)."""


@dataclass(frozen=True, slots=True)
class Way:
    """How far the answers lead: to a question, to something to be done first, or to the end."""

    passed: tuple[Passed, ...]
    question: Question | None = None
    choices: tuple[Choice, ...] = ()
    again: Message | None = None
    """Why a question answered before is asked again."""
    waits_for: Answer | None = None
    """The answer that has to be acted on first: a correction asked for, a third party consulted."""
    ending: Ending | None = None

    @property
    def step(self) -> Step:
        """Where of the five steps the application stands; at its end, at the last."""
        if self.question is not None:
            return self.question.step
        return Step.SOUND

    def open_choices(self) -> tuple[Choice, ...]:
        """The answers the law allows now."""
        return tuple(choice for choice in self.choices if choice.bar is None)

    def shut_choices(self) -> tuple[Choice, ...]:
        """Those it does not, each with the reason."""
        return tuple(choice for choice in self.choices if choice.bar is not None)


def question_named(key: str) -> Question | None:
    """The question of that name."""
    return next((question for question in QUESTIONS if question.key == key), None)


def walk(given: Mapping[str, Given], record: Record) -> Way:
    """Follow the answers as far as they lead."""
    passed: list[Passed] = []
    said: dict[str, str] = {}
    for question in QUESTIONS:
        choices = tuple(Choice(one, one.barred(record, said)) for one in question.answers)
        if question.key == "stands":
            # The record answers it; nobody chooses whether an application was given up.
            answer, notes, by_record = _only(choices), {}, True
        else:
            own = given.get(question.key)
            if own is None:
                return Way(tuple(passed), question, choices)
            found = question.answer(own.answer)
            again = _no_longer(found, own, choices)
            if found is None or again is not None:
                return Way(tuple(passed), question, choices, again)
            answer, notes, by_record = found, dict(own.notes), False
        if answer.act or answer.act_words:
            return Way(tuple(passed), question, choices, waits_for=answer)
        passed.append(Passed(question, answer, notes, by_record))
        said[question.key] = answer.key
        if ending := _ending(passed, said):
            return Way(tuple(passed), ending=ending)
    raise AssertionError("the last question ends every way")  # pragma: no cover


def _only(choices: tuple[Choice, ...]) -> Answer:
    return next(choice.answer for choice in choices if choice.bar is None)


def _no_longer(answer: Answer | None, given: Given, choices: tuple[Choice, ...]) -> Message | None:
    """Why an answer given before does not stand any more."""
    if answer is None:
        return say(N_("这个问题的答案有变化，请再回答一次。"))
    bar = next(choice.bar for choice in choices if choice.answer is answer)
    if bar is not None:
        return bar
    return next(iter(_wanting(answer, given.notes)), None)


def _ending(passed: list[Passed], said: Mapping[str, str]) -> Ending | None:
    last = passed[-1]
    also = tuple(one.answer.also for one in passed if one.answer.also)
    if last.answer.ends is not None:
        return Ending(
            last.answer.ends, last.answer.letter, last.answer.article, dict(last.notes), also
        )
    if said.get("apart") == "whole":
        # Of several grounds the first in the order of the articles is the one it is counted by.
        ground = grounds_found(said)[0]
        notes = next(one.notes for one in passed if one.answer.ground is ground)
        letter = ground.outcome.letters[0]
        return Ending(ground.outcome, letter, ground.outcome.article, _told(letter, notes), also)
    if said.get("review") == "reviewed":
        if said["apart"] == "parts":
            return Ending(Outcome.PARTLY_GRANTED, "R3", "第三十七条", {}, also)
        return Ending(Outcome.GRANTED, "R1", "第三十六条第二项", {}, also)
    return None


def _told(letter: str, notes: Mapping[str, str]) -> dict[str, str]:
    """A refusal gives its reason (第三十六条第三项), in a letter without a place for it too."""
    told = dict(notes)
    if letter in _CARRIES and "reason" in told:
        carrier = _CARRIES[letter]
        # Letters are Chinese in every interface language.
        told[carrier] = f"{told[carrier].rstrip('。')}。不予公开的理由：{told.pop('reason')}"
    return told


_CARRIES = {"R5": "forbidding_law", "R7": "consultation"}
"""Which element says the reason where the letter has none of its own for it."""


def answered(
    given: Mapping[str, Given], record: Record, question: str, said: Given
) -> dict[str, Given]:
    """The answers with one more, or with one said anew: what followed an old one falls away.

    Refused: a question the way does not come by yet, an answer the law does not allow, and one
    that lacks what has to be written with it.
    """
    asked = question_named(question)
    if asked is None or question == "stands":
        raise Refused(say(N_("没有这个问题。")))
    earlier = {
        key: one for key, one in given.items() if _ORDER.get(key, len(_ORDER)) < _ORDER[question]
    }
    way = walk(earlier, record)
    if way.question is None or way.question.key != question:
        if way.waits_for is not None:
            raise Refused(say(N_("先办完前一步：{what}。"), what=say(way.waits_for.label)))
        if way.ending is not None:
            raise Refused(
                say(N_("前面的回答已经有了结果：{outcome}。要改，请从前面改起。"),
                    outcome=say(way.ending.outcome.label))
            )  # fmt: skip
        assert way.question is not None
        raise Refused(
            say(N_("先回答前面的问题：{question}"), question=say(way.question.text)),
            way.question.article,
        )
    choice = next((one for one in way.choices if one.answer.key == said.answer), None)
    if choice is None:
        raise Refused(say(N_("请从列出的答案里选一项。")))
    if choice.bar is not None:
        raise Refused(choice.bar, choice.answer.article)
    if wanting := _wanting(choice.answer, said.notes):
        raise Refused(wanting[0], choice.answer.article)
    kept = {ask.key: said.notes.get(ask.key, "").strip() for ask in choice.answer.asks}
    earlier[question] = Given(said.answer, {key: text for key, text in kept.items() if text})
    return earlier


def _wanting(answer: Answer, notes: Mapping[str, str]) -> tuple[Message, ...]:
    """What an answer still lacks: every refusal gives its reasons (第三十六条第三项)."""
    wanting = []
    for ask in answer.asks:
        text = notes.get(ask.key, "").strip()
        if ask.optional and not text:
            continue
        if not text:
            wanting.append(say(N_("请写明：{what}"), what=say(ask.label)))
        elif ask.choices and text not in ask.choices:
            wanting.append(say(N_("写明属于哪一种：{kinds}"), kinds="、".join(ask.choices)))
    return tuple(wanting)


def letters_of_paths() -> frozenset[str]:
    """Every letter that some answer leads to; for the test that none is forgotten."""
    ends = {answer.letter for question in QUESTIONS for answer in question.answers}
    grounds = {
        answer.ground.outcome.letters[0]
        for question in QUESTIONS
        for answer in question.answers
        if answer.ground is not None
    }
    return frozenset((ends | grounds | {"R1", "R3"}) & set(LETTERS))
