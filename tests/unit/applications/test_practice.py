"""The rehearsal: each scenario is lawful from end to end, and says why where a choice is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tongming.applications.letters.wording import WORDS
from tongming.applications.practice.letter import Organ
from tongming.applications.practice.picture import CONSEQUENCES, decisions, next_terms, summary
from tongming.applications.practice.play import Attempt
from tongming.applications.practice.scenario import Choice, Scenario
from tongming.applications.practice.scenarios import SCENARIOS
from tongming.law.clock import State
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

ORGAN = Organ(
    "红石砬子镇人民政府", "党政办公室", "0432-1234567", "桦甸市人民政府", "桦甸市人民法院"
)
every_scenario = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=list(SCENARIOS))


def lawful(choices: tuple[Choice, ...], which: int = 0) -> Choice:
    found = [choice for choice in choices if choice.then]
    return found[min(which, len(found) - 1)]


def at_once(attempt: Attempt) -> None:
    """Nothing before deciding."""


def play(
    scenario: Scenario, before_each: Callable[[Attempt], None] = at_once, which: int = 0
) -> Attempt:
    """Play to the end: always the lawful choice, after something else where asked."""
    attempt = Attempt.begin(scenario)
    for _step in range(200):
        if attempt.finished:
            return attempt
        if attempt.waiting:
            attempt.move_to(attempt.next_day_of_note(SHIPPED))
            continue
        before_each(attempt)
        attempt.choose(lawful(attempt.here.choices, which).key, SHIPPED)
    raise AssertionError(f"{scenario.key} never ends")


@every_scenario
@pytest.mark.parametrize("which", [0, 1])
def test_who_decides_lawfully_at_once_is_in_time_with_everything(
    scenario: Scenario, which: int
) -> None:
    attempt = play(scenario, which=which)
    told = summary(decisions(attempt, SHIPPED, ORGAN))
    assert (told.late, told.mistakes) == ([], [])
    assert told.in_time == len(attempt.log) >= 2
    state = attempt.clock(SHIPPED)
    assert state is not None
    assert (state.state, state.overdue) == (State.CLOSED, False)


@every_scenario
def test_every_unlawful_choice_says_why_not_and_where_it_is_written(scenario: Scenario) -> None:
    tried: list[str] = []

    def try_all(attempt: Attempt) -> None:
        for choice in attempt.here.choices:
            if not choice.then:
                at = attempt.scene, attempt.arrives, len(attempt.events)
                verdict = attempt.choose(choice.key, SHIPPED)
                assert verdict.objection is not None, choice.key
                assert str(verdict.objection), choice.key
                assert "第" in verdict.article, choice.key
                assert at == (attempt.scene, attempt.arrives, len(attempt.events))
                tried.append(choice.key)

    attempt = play(scenario, try_all)
    told = summary(decisions(attempt, SHIPPED, ORGAN))
    assert [one.choice.key for one in told.mistakes] == tried
    assert len(tried) >= len(scenario.scenes) - 1


@every_scenario
def test_who_lets_every_term_pass_is_told_so_and_is_never_stuck(scenario: Scenario) -> None:
    def dawdle(attempt: Attempt) -> None:
        if due := attempt.due(SHIPPED):
            attempt.move_to(SHIPPED.after(due, 1).on)

    attempt = play(scenario, dawdle)
    told = summary(decisions(attempt, SHIPPED, ORGAN))
    measured = [entry for entry in attempt.log if scenario.scene(entry.scene).term]
    assert len(told.late) >= min(2, len(measured))


def test_a_late_correction_notice_restarts_nothing() -> None:
    attempt = Attempt.begin(SCENARIOS["compensation"])
    attempt.choose("confirm", SHIPPED)
    assert attempt.due(SHIPPED) == date(2026, 3, 11)  # 第三十条: 7 working days from 2 March
    attempt.move_to(date(2026, 3, 12))
    assert attempt.choose("notify", SHIPPED).late
    attempt.move_to(date(2026, 3, 20))
    state = attempt.clock(SHIPPED)
    assert state is not None
    assert state.due == date(2026, 3, 30)  # still 20 working days from 2 March


def test_an_extension_after_the_term_is_refused_by_the_clock_and_the_work_goes_on() -> None:
    def until_the_extension(attempt: Attempt) -> None:
        if attempt.scene == "extension" and (due := attempt.due(SHIPPED)):
            attempt.move_to(SHIPPED.after(due, 1).on)

    attempt = play(SCENARIOS["compensation"], until_the_extension)
    (refused, *_later) = summary(decisions(attempt, SHIPPED, ORGAN)).late
    assert refused.choice.key == "extend"
    assert refused.verdict.article == "《政府信息公开条例》第三十三条第二款"
    assert refused.letters == ()


@every_scenario
def test_a_sample_letter_has_every_element_the_law_asks_for_and_no_number(
    scenario: Scenario,
) -> None:
    letters = [
        letter
        for which in (0, 1)
        for one in decisions(play(scenario, which=which), SHIPPED, ORGAN)
        for letter in one.letters
    ]
    assert letters
    for letter in letters:
        assert letter.number == "（练习样张，不编文号）"
        assert "{" not in "".join(letter.paragraphs)
        assert len(letter.paragraphs) >= len(WORDS[letter.id].body.splitlines()) - 2
    samples = {sample.id for s in scenario.scenes for c in s.choices for sample in c.letters}
    assert {letter.id for letter in letters} == samples


def test_a_partial_refusal_names_reconsideration_first_and_no_court() -> None:
    done = decisions(play(SCENARIOS["compensation"]), SHIPPED, ORGAN)
    (reply,) = [letter for one in done for letter in one.letters if letter.id == "R3"]
    (remedy,) = (words for words in reply.paragraphs if "行政复议" in words)
    assert "先向桦甸市人民政府申请行政复议" in remedy
    assert ORGAN.court not in remedy


def test_a_sample_reads_as_the_real_letter_does() -> None:
    done = decisions(play(SCENARIOS["compensation"]), SHIPPED, ORGAN)
    (told,) = [letter for one in done for letter in one.letters if letter.id == "P2"]
    assert told.title == f"{ORGAN.name}政府信息公开申请补正告知书"
    said = "\n".join(told.paragraphs)
    assert f"{WORDS['P2'].fixed['consequence']}" in said
    assert "前（含当日）补正。" in said
    assert "。。" not in said


@every_scenario
def test_every_running_term_says_what_follows_where_it_is_missed(scenario: Scenario) -> None:
    seen: set[str] = set()

    def look(attempt: Attempt) -> None:
        for one in next_terms(attempt, SHIPPED):
            assert one.article
            seen.add(one.consequence)

    attempt = Attempt.begin(scenario)
    while not attempt.finished:
        look(attempt)
        state = attempt.clock(SHIPPED)
        assert state is None or {one.term for one in state.running} <= set(CONSEQUENCES)
        if attempt.waiting:
            attempt.move_to(attempt.next_day_of_note(SHIPPED))
        else:
            attempt.choose(lawful(attempt.here.choices).key, SHIPPED)
    assert seen - {""}


@every_scenario
def test_progress_is_taken_up_where_it_was_left(scenario: Scenario) -> None:
    def leave_and_come_back(attempt: Attempt) -> None:
        again = Attempt.from_data(attempt.to_data())
        assert again is not None
        assert again == attempt

    play(scenario, leave_and_come_back)


@pytest.mark.parametrize(
    "damage",
    [
        {"scenario": "nothing"},
        {"scene": "nothing"},
        {"today": "yesterday"},
        {"events": [{"kind": "nothing", "on": "2026-03-02"}]},
        {"log": [["receipt", "nothing", "2026-03-02", "2026-03-02", 0]]},
        {"log": [["receipt"]]},
    ],
)
def test_progress_of_another_version_begins_again(damage: dict[str, object]) -> None:
    attempt = Attempt.begin(SCENARIOS["compensation"])
    attempt.choose("confirm", SHIPPED)
    assert Attempt.from_data(attempt.to_data()) is not None
    assert Attempt.from_data({**attempt.to_data(), **damage}) is None


def test_nothing_is_decided_before_it_has_arrived_and_guessing_has_an_end() -> None:
    attempt = Attempt.begin(SCENARIOS["compensation"])
    for _guess in range(200):
        attempt.choose("sunday", SHIPPED)
    with pytest.raises(Refused):
        attempt.choose("sunday", SHIPPED)
    attempt = Attempt.begin(SCENARIOS["compensation"])
    attempt.choose("confirm", SHIPPED)
    attempt.choose("notify", SHIPPED)
    assert attempt.waiting
    with pytest.raises(Refused):
        attempt.choose("search", SHIPPED)
    attempt.move_to(date(2027, 1, 1))
    assert attempt.today == date(2026, 3, 10)  # no further than the next arrival
