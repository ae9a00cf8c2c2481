"""What an organ must do in a case and until when, and what others may still do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tongming.law.holidays import SHIPPED
from tongming.law.remedy_chances import Chance, chances
from tongming.law.remedy_course import Proceeding, check_course, why_not_next
from tongming.law.remedy_duties import Obligation, ObligationKind, obligations
from tongming.law.remedy_results import Instance, Procedure, Result
from tongming.law.terms import Mark
from tongming.law.words import Refused

# The Friday before National Day 2025: 1-8 October off, Sun 28 September and Sat 11 October worked.
COPY = date(2025, 9, 26)
REVIEW = Proceeding(Instance.REVIEW, COPY, accepted_on=date(2025, 9, 24))
SUIT = Proceeding(Instance.FIRST, date(2025, 9, 22))


def _all(*course: Proceeding) -> list[Obligation]:
    return [one for those in obligations(course, SHIPPED) for one in those]


def _one(*course: Proceeding) -> Obligation:
    (found,) = _all(*course)
    return found


def _due(one: Obligation | Chance) -> date | None:
    return one.due.on if one.due else None


def test_the_answer_to_a_reconsideration_is_due_in_ten_working_days() -> None:
    answer = _one(REVIEW)
    # 28 (Sun), 29, 30 September, 9, 10, 11 (Sat), 13, 14, 15, 16 October
    assert _due(answer) == date(2025, 10, 16)
    assert answer.article == "《行政复议法》第四十八条、第八十八条第二款"
    assert "第七十条" in str(answer.consequence)


def test_under_the_simplified_procedure_in_five() -> None:
    answer = _one(replace(REVIEW, procedure=Procedure.SIMPLIFIED))
    assert _due(answer) == date(2025, 10, 10)
    assert answer.article == "《行政复议法》第五十四条、第八十八条第二款"


def test_the_defence_is_due_in_fifteen_days_and_never_on_a_holiday() -> None:
    defence = _one(SUIT)
    # day 15 is 7 October, a holiday: the first day after them
    assert _due(defence) == date(2025, 10, 9)
    assert defence.due is not None
    assert defence.due.nominal == date(2025, 10, 7)
    assert defence.article == "《行政诉讼法》第六十七条第一款"


def test_an_answer_in_time_is_done_and_one_too_late_stays_late() -> None:
    today = date(2025, 12, 1)
    assert not _one(replace(REVIEW, answered_on=date(2025, 10, 16))).is_late(today)
    assert _one(replace(REVIEW, answered_on=date(2025, 10, 17))).is_late(today)
    assert _one(REVIEW).is_late(today)
    assert not _one(REVIEW).is_late(date(2025, 10, 16))


def test_a_decision_without_an_answer_ends_the_duty_to_answer() -> None:
    decided = replace(REVIEW, decided_on=date(2025, 11, 3), result=Result.REVIEW_WITHDRAWN)
    assert _all(decided) == []


def test_before_the_law_known_here_no_term_is_made_up() -> None:
    assert _all(replace(REVIEW, notified_on=date(2022, 5, 9), accepted_on=None)) == []


def test_an_order_to_act_again_is_due_on_the_day_the_decision_sets() -> None:
    decided = replace(
        REVIEW, answered_on=date(2025, 10, 9), decided_on=date(2025, 11, 20),
        received_on=date(2025, 11, 24), result=Result.REVIEW_REVOKED, acts_again=True,
        act_by=date(2025, 12, 15),
    )  # fmt: skip
    answer, acting = _all(decided)
    assert answer.done_on == date(2025, 10, 9)
    assert (acting.kind, _due(acting)) == (ObligationKind.CARRY_OUT, date(2025, 12, 15))
    assert acting.is_late(date(2025, 12, 16))
    assert not acting.is_late(date(2025, 12, 15))
    without_day = _all(replace(decided, act_by=None))[1]
    assert _due(without_day) is None
    assert not without_day.is_late(date(2030, 1, 1))


@pytest.mark.parametrize(
    ("appeal", "stands"),
    [
        (None, False),  # under appeal, not in force yet
        (Result.STANDS, True),
        (Result.APPEAL_WITHDRAWN, True),
        (Result.REMANDED, False),
        (Result.SUIT_DISMISSED, False),
    ],
)
def test_an_order_is_carried_out_once_no_appeal_stands_in_its_way(
    appeal: Result | None, stands: bool
) -> None:
    ordered = replace(
        SUIT, answered_on=date(2025, 9, 29), decided_on=date(2025, 12, 1),
        result=Result.SUIT_ORDERED, acts_again=True,
    )  # fmt: skip
    second = Proceeding(
        Instance.SECOND, date(2026, 1, 9), result=appeal,
        decided_on=date(2026, 4, 1) if appeal else None,
    )  # fmt: skip
    kinds = [one.kind for one in obligations([ordered, second], SHIPPED)[0]]
    assert (ObligationKind.CARRY_OUT in kinds) is stands
    # A retrial alone stops nothing.
    retrial = Proceeding(Instance.RETRIAL, date(2026, 6, 1))
    kinds = [one.kind for one in obligations([ordered, retrial], SHIPPED)[0]]
    assert ObligationKind.CARRY_OUT in kinds


def test_a_lost_judgment_reminds_of_the_appeal_and_never_becomes_overdue() -> None:
    lost = replace(
        SUIT, decided_on=date(2025, 12, 1), received_on=date(2025, 12, 5),
        result=Result.SUIT_REVOKED,
    )  # fmt: skip
    appeal = _one(lost)
    assert (appeal.kind, _due(appeal), appeal.mark) == (
        ObligationKind.APPEAL, date(2025, 12, 22), Mark.KNOWN,
    )  # fmt: skip
    assert not appeal.is_late(date(2026, 5, 1))
    won = replace(lost, result=Result.SUIT_DISMISSED)
    assert _all(won) == []
    assert [_due(one) for one in chances([won], SHIPPED)] == [date(2025, 12, 22)]
    # day 10 of a ruling is 15 December
    rejected = replace(lost, result=Result.SUIT_REJECTED)
    assert [_due(one) for one in chances([rejected], SHIPPED)] == [date(2025, 12, 15)]


def test_once_appealed_only_the_second_court_asks_for_anything_and_by_its_own_day() -> None:
    lost = replace(
        SUIT, answered_on=date(2025, 9, 29), decided_on=date(2025, 12, 1),
        received_on=date(2025, 12, 5), result=Result.SUIT_REVOKED,
    )  # fmt: skip
    second = Proceeding(Instance.SECOND, date(2026, 1, 9), answer_by=date(2026, 1, 20))
    first, then = obligations([lost, second], SHIPPED)
    assert [one.kind for one in first] == [ObligationKind.DEFENCE]
    assert [(one.kind, _due(one), one.mark) for one in then] == [
        (ObligationKind.DEFENCE, date(2026, 1, 20), Mark.UNVERIFIED)
    ]
    assert [_due(one) for one in _all(replace(second, answer_by=None))] == [None]


def test_while_a_reconsideration_runs_its_decision_and_the_suit_after_it_are_told() -> None:
    decision, suit = chances([REVIEW], SHIPPED)
    # 60 days from acceptance on 24 September: 23 November 2025, a Sunday
    assert _due(decision) == date(2025, 11, 24)
    assert _due(suit) == date(2025, 12, 9)
    simplified, _suit = chances([replace(REVIEW, procedure=Procedure.SIMPLIFIED)], SHIPPED)
    assert _due(simplified) == date(2025, 10, 24)


def test_after_the_decision_the_applicant_has_fifteen_days_to_sue() -> None:
    decided = replace(
        REVIEW, decided_on=date(2025, 11, 3), received_on=date(2025, 11, 5),
        result=Result.REVIEW_UPHELD,
    )  # fmt: skip
    (suit,) = chances([decided], SHIPPED)
    assert _due(suit) == date(2025, 11, 20)
    assert suit.article == "《行政诉讼法》第四十五条、《行政复议法》第三十四条"
    assert chances([replace(decided, received_on=None)], SHIPPED) == ()
    assert chances([], SHIPPED) == ()


FIRST_DONE = replace(SUIT, decided_on=date(2025, 12, 1), result=Result.SUIT_DISMISSED)
SECOND = Proceeding(Instance.SECOND, date(2026, 1, 5))


@pytest.mark.parametrize(
    ("course", "following", "allowed"),
    [
        ((SUIT,), Instance.SECOND, False),
        ((FIRST_DONE,), Instance.SECOND, True),
        ((FIRST_DONE,), Instance.RETRIAL, True),
        ((FIRST_DONE,), Instance.FIRST, False),
        ((FIRST_DONE,), Instance.REVIEW, False),
        ((FIRST_DONE, SECOND), Instance.RETRIAL, False),
        (
            (FIRST_DONE, replace(SECOND, decided_on=date(2026, 3, 2), result=Result.STANDS)),
            Instance.SECOND,
            False,
        ),
        (
            (FIRST_DONE, replace(SECOND, decided_on=date(2026, 3, 2), result=Result.REMANDED)),
            Instance.FIRST,
            True,
        ),
        (
            (FIRST_DONE, replace(SECOND, decided_on=date(2026, 3, 2), result=Result.REMANDED)),
            Instance.RETRIAL,
            False,
        ),
        (
            (replace(REVIEW, decided_on=date(2025, 11, 3), result=Result.REVIEW_UPHELD),),
            Instance.SECOND,
            False,
        ),
    ],
)
def test_a_suit_goes_from_court_to_court_in_order(
    course: tuple[Proceeding, ...], following: Instance, allowed: bool
) -> None:
    assert (why_not_next(course, following) is None) is allowed


def test_a_history_that_cannot_be_is_refused() -> None:
    check_course([FIRST_DONE, SECOND])
    with pytest.raises(Refused, match="从一审开始"):
        check_course([SECOND])
    with pytest.raises(Refused, match="早于前一个结果"):
        check_course([FIRST_DONE, replace(SECOND, notified_on=date(2025, 11, 30))])
    with pytest.raises(Refused, match="还没有结果"):
        check_course([SUIT, SECOND])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"decided_on": date(2025, 11, 3)}, "一起填"),
        ({"decided_on": date(2025, 9, 23), "result": Result.REVIEW_UPHELD}, "早于受理"),
        ({"decided_on": date(2025, 11, 3), "result": Result.SUIT_REVOKED}, "没有“判决撤销”"),
        ({"answered_on": date(2025, 9, 25)}, "早于收到副本"),
        ({"received_on": date(2025, 11, 3)}, "不能早于作出"),
        (
            {
                "decided_on": date(2025, 11, 3),
                "result": Result.REVIEW_UPHELD,
                "acts_again": True,
            },
            "没有要履行",
        ),
        (
            {
                "decided_on": date(2025, 11, 3),
                "result": Result.REVIEW_REVOKED,
                "acts_again": True,
                "acted_on": date(2025, 11, 2),
            },
            "履行的日期",
        ),
    ],
)
def test_days_and_results_that_do_not_fit_are_refused(
    changes: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        replace(REVIEW, **changes)  # type: ignore[arg-type]


def test_there_is_no_simplified_procedure_before_a_court_here() -> None:
    with pytest.raises(Refused, match="行政复议"):
        replace(SUIT, procedure=Procedure.SIMPLIFIED)
