"""The five steps lead to exactly one outcome, and the law's shortcuts are shut."""

from __future__ import annotations

from typing import Any

import pytest

from tongming.law.exemptions import Exemption
from tongming.law.letters import LETTERS, REPLIES
from tongming.law.outcomes import OUTSIDE_THE_STEPS, Outcome, Step
from tongming.law.path import (
    QUESTIONS,
    Given,
    Record,
    Way,
    answered,
    letters_of_paths,
    question_named,
    walk,
)
from tongming.law.words import Refused

PROPER = ("clear=clear", "proper=ours")
HELD = (*PROPER, "exists=held")
NOT_PUBLIC = (*HELD, "public=not_yet")
LIMBS = tuple(ground.value for ground in Exemption)
SILENT = Record(third_party_asked=True)
"""The third party got the letter, and its fifteen working days went by (第三十二条)."""


def checked(**found: str) -> tuple[str, ...]:
    """All seven limbs in their order, `no` but for those named (with _ for -, and a letter l)."""
    told = {key[1:].replace("_", "-"): value for key, value in found.items()}
    return tuple(f"{limb}={told.get(limb, 'no')}" for limb in LIMBS)


def follow(steps: tuple[str, ...], record: Record) -> Way:
    """Give the answers one after the other, writing whatever is asked for."""
    given: dict[str, Given] = {}
    for step in steps:
        key, _equals, answer = step.partition("=")
        question = question_named(key)
        assert question is not None
        chosen = question.answer(answer)
        assert chosen is not None
        notes = {ask.key: ask.choices[0] if ask.choices else ask.label for ask in chosen.asks}
        given = answered(given, record, key, Given(answer, notes))
    return walk(given, record)


WAYS: tuple[tuple[str, str, tuple[str, ...], Record], ...] = (
    ("3.1", "R2", (*HELD, "public=already"), Record()),
    ("3.1", "R1", (*NOT_PUBLIC, *checked(), "apart=all", "review=reviewed"), Record()),
    ("3.1", "R1", (*NOT_PUBLIC, *checked(l15="agrees"), "apart=all", "review=reviewed"),
     Record(third_party_asked=True, third_party_answered=True)),
    ("3.1", "R1", (*NOT_PUBLIC, *checked(l15="public_interest"), "apart=all", "review=reviewed"),
     SILENT),
    ("3.1", "R1", (*NOT_PUBLIC, *checked(l16_2a="demanded"), "apart=all", "review=reviewed"),
     Record()),
    ("3.2", "R3", (*NOT_PUBLIC, *checked(l15="holds"), "apart=parts", "review=reviewed"), SILENT),
    # Content that is not government information is separated too (第三十七条).
    ("3.2", "R3", (*NOT_PUBLIC, *checked(), "apart=parts", "review=reviewed"), Record()),
    ("3.3.1", "R4", (*NOT_PUBLIC, *checked(l14_a="holds"), "apart=whole"), Record()),
    ("3.3.2", "R5", (*NOT_PUBLIC, *checked(l14_b="holds"), "apart=whole"), Record()),
    ("3.3.3", "R6", (*NOT_PUBLIC, *checked(l14_c="holds"), "apart=whole"), Record()),
    ("3.3.4", "R7", (*NOT_PUBLIC, *checked(l15="holds"), "apart=whole"), SILENT),
    ("3.3.5", "R8", (*NOT_PUBLIC, *checked(l16_1="holds"), "apart=whole"), Record()),
    ("3.3.6", "R9", (*NOT_PUBLIC, *checked(l16_2a="holds"), "apart=whole"), Record()),
    ("3.3.7", "R10", (*NOT_PUBLIC, *checked(l16_2b="holds"), "apart=whole"), Record()),
    # Two grounds: counted by the first in the order of the articles.
    ("3.3.4", "R7", (*NOT_PUBLIC, *checked(l15="holds", l16_2b="holds"), "apart=whole"), SILENT),
    ("3.3.8", "R11", ("clear=clear", "proper=query"), Record()),
    ("3.4.1", "R12", (*PROPER, "exists=not_found"), Record(searched=True)),
    ("3.4.1", "R13", (*PROPER, "exists=not_ours"), Record()),
    ("3.4.2", "R14", (*PROPER, "exists=needs_making"), Record()),
    ("3.4.3", "R15", ("clear=still_unclear",), Record(correction_notified=True, corrected=True)),
    ("3.5.1", "R16", ("clear=clear", "proper=petition"), Record()),
    ("3.5.2", "R17", ("clear=clear", "proper=repeated"), Record(answered_before=True)),
    ("3.5.3", "R18", ("clear=clear", "proper=publication"), Record()),
    ("3.5.4", "R19", ("clear=clear", "proper=excessive"),
     Record(reasons_asked=True, reasons_given=True)),
    ("3.5.4", "R19", ("clear=clear", "proper=excessive"),
     Record(reasons_asked=True, reasons_overdue=True)),
    ("3.5.5", "R20", ("clear=clear", "proper=confirmation"), Record()),
    ("3.6.1", "R21", (), Record(correction_notified=True, lapsed=Outcome.NOT_CORRECTED)),
    ("3.6.2", "R22", (), Record(lapsed=Outcome.UNPAID)),
    ("3.6.3", "", (), Record(withdrawn=True)),
)  # fmt: skip


@pytest.mark.parametrize(("row", "letter", "steps", "record"), WAYS)
def test_the_answers_end_in_the_row_and_the_letter(
    row: str, letter: str, steps: tuple[str, ...], record: Record
) -> None:
    way = follow(steps, record)
    assert way.ending is not None
    assert (way.ending.outcome.row, way.ending.letter) == (row, letter)
    assert way.step is Step.SOUND


def test_every_row_of_the_table_is_reached_and_every_reply_is_used() -> None:
    assert {row for row, _letter, _steps, _record in WAYS} == {one.row for one in Outcome}
    told = {letter for _row, letter, _steps, _record in WAYS} - {""}
    # R24 corrects a record about the applicant (第四十一条); it answers no application.
    assert told == {letter.id for letter in REPLIES} - {"R24"} == letters_of_paths()


@pytest.mark.parametrize(("row", "letter", "steps", "record"), WAYS)
def test_an_outcome_is_reached_at_its_own_step(
    row: str, letter: str, steps: tuple[str, ...], record: Record
) -> None:
    way = follow(steps, record)
    assert way.ending is not None
    if way.ending.outcome in OUTSIDE_THE_STEPS:
        return
    last = way.passed[-1].question.step
    assert way.ending.outcome in last.outcomes


SHORTCUTS: tuple[tuple[str, tuple[str, ...], Record, str], ...] = (
    ("unclear without a correction asked for", ("clear=still_unclear",), Record(), "先一次性告知"),
    ("unclear before the correction came", ("clear=still_unclear",),
     Record(correction_notified=True), "还没有补正"),
    ("clear while the correction is awaited", ("clear=clear",),
     Record(correction_notified=True), "正在等申请人补正"),
    ("a second correction", ("clear=to_correct",),
     Record(correction_notified=True, corrected=True), "一次性告知"),
    ("repeated without an earlier answer", ("clear=clear", "proper=repeated"), Record(),
     "没有查到"),
    ("excessive without asking for reasons", ("clear=clear", "proper=excessive"), Record(),
     "先要求说明理由"),
    ("excessive while the reasons may still come", ("clear=clear", "proper=excessive"),
     Record(reasons_asked=True), "期限还没有过"),
    ("reasons asked for twice", ("clear=clear", "proper=ask_reasons"),
     Record(reasons_asked=True), "已经要求"),
    ("a delay without reasons", ("clear=clear", "proper=delay"), Record(reasons_asked=True),
     "还没有说明理由"),
    ("not found without a search", (*PROPER, "exists=not_found"), Record(), "检索记录"),
    ("the third party's right while it is asked", (*NOT_PUBLIC, *checked()[:3], "15=holds"),
     Record(third_party_asked=True, third_party_open=True), "正在征求"),
    ("silence taken for consent", (*NOT_PUBLIC, *checked()[:3], "15=agrees"), SILENT,
     "不等于同意"),
    ("overridden unheard", (*NOT_PUBLIC, *checked()[:3], "15=public_interest"), Record(),
     "书面征求"),
    ("asked twice", (*NOT_PUBLIC, *checked()[:3], "15=consult"), SILENT, "已经征求"),
    ("refused without a ground", (*NOT_PUBLIC, *checked(), "apart=whole"), Record(), "应当公开"),
    ("all given in spite of a ground", (*NOT_PUBLIC, *checked(l14_a="holds"), "apart=all"),
     Record(), "国家秘密"),
    ("searching before it is known to be proper", ("clear=clear", "exists=held"), Record(),
     "先回答前面的问题"),
    ("refusing before searching", ("clear=clear", "proper=ours", "14-a=holds"), Record(),
     "先回答前面的问题"),
    ("an Article skipped", (*NOT_PUBLIC, "14-a=no", "15=no"), Record(), "先回答前面的问题"),
    ("on with what has ended", ("clear=clear", "proper=petition", "exists=held"), Record(),
     "已经有了结果"),
    ("on while a correction has to be asked for", ("clear=to_correct", "proper=ours"), Record(),
     "先办完前一步"),
    ("anything once given up", ("clear=clear",),
     Record(correction_notified=True, lapsed=Outcome.NOT_CORRECTED), "已经有了结果"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "steps", "record", "why"), SHORTCUTS)
def test_a_shortcut_is_refused_with_its_reason(
    name: str, steps: tuple[str, ...], record: Record, why: str
) -> None:
    follow(steps[:-1], record)
    with pytest.raises(Refused, match=why):
        follow(steps, record)


@pytest.mark.parametrize("ground", Exemption)
def test_a_ground_is_given_with_its_reason_and_its_kind(ground: Exemption) -> None:
    question = question_named(ground.value)
    assert question is not None
    before = {key: Given("no") for key in LIMBS[: LIMBS.index(ground.value)]}
    given = {
        "clear": Given("clear"), "proper": Given("ours"), "exists": Given("held"),
        "public": Given("not_yet"), **before,
    }  # fmt: skip
    holds = question.answer("holds")
    assert holds is not None
    notes = {ask.key: ask.choices[0] if ask.choices else "写了" for ask in holds.asks}
    assert answered(given, SILENT, ground.value, Given("holds", notes))[ground.value].notes
    for ask in holds.asks:
        if not ask.optional:
            with pytest.raises(Refused):
                answered(given, SILENT, ground.value, Given("holds", {**notes, ask.key: " "}))
    if ground.kinds:
        wrong: dict[str, Any] = {
            **notes, next(ask.key for ask in holds.asks if ask.choices): "别的"
        }  # fmt: skip
        with pytest.raises(Refused, match="属于哪一种"):
            answered(given, SILENT, ground.value, Given("holds", wrong))


@pytest.mark.parametrize("ground", Exemption)
def test_a_ground_is_lifted_by_what_the_law_knows_and_nothing_else(ground: Exemption) -> None:
    question = question_named(ground.value)
    assert question is not None
    offered = {answer.lift for answer in question.answers if answer.lift}
    assert offered == set(ground.lifts)


def test_the_third_party_is_told_when_its_objection_is_overridden() -> None:
    # 第三十二条: 将决定公开的政府信息内容和理由书面告知第三方
    steps = (*NOT_PUBLIC, *checked(l15="public_interest"), "apart=all", "review=reviewed")
    ending = follow(steps, SILENT).ending
    assert ending is not None
    assert ending.also == ("P9",)


def test_what_was_written_becomes_the_elements_of_the_letter() -> None:
    for row, letter, steps, record in WAYS:
        ending = follow(steps, record).ending
        assert ending is not None, row
        if letter in ("", "R1", "R3", "R12", "R21", "R22"):
            continue  # the record says it: files, withheld parts, searches, letters sent before
        wanted = {element.key for element in LETTERS[letter].elements}
        assert wanted <= set(ending.elements), letter


def test_an_answer_the_record_no_longer_bears_is_asked_again() -> None:
    given = {
        "clear": Given("clear"), "proper": Given("ours"), "exists": Given("not_found"),
    }  # fmt: skip
    assert walk(given, Record(searched=True)).ending is not None
    way = walk(given, Record())
    assert way.question is not None
    assert (way.question.key, way.ending) == ("exists", None)
    assert "检索" in str(way.again)


def test_an_answer_said_anew_lets_fall_what_followed_it() -> None:
    given = {"clear": Given("clear"), "proper": Given("ours"), "exists": Given("held")}
    changed = answered(given, Record(), "proper", Given("petition", {"reason": "投诉"}))
    assert set(changed) == {"clear", "proper"}


def test_a_letter_to_be_sent_first_is_named_and_its_question_comes_back() -> None:
    asked = walk({"clear": Given("to_correct")}, Record())
    assert asked.waits_for is not None
    assert (asked.waits_for.act, asked.ending) == ("P2", None)
    corrected = Record(correction_notified=True, corrected=True)
    again = walk({"clear": Given("to_correct")}, corrected)
    assert again.waits_for is None
    assert {one.answer.key for one in again.open_choices()} == {"clear", "still_unclear"}


def test_every_answer_cites_its_article_but_the_one_no_text_states() -> None:
    without = {
        answer.key for one in QUESTIONS for answer in one.answers if not answer.article
    }  # fmt: skip
    assert without == {"confirmation"}
