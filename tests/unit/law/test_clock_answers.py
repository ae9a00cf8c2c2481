"""What the clock says besides the date: what runs, why it warns, what it refuses and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tongming.law.clock import ClockState, Code, Ground, State, read_events, run
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused

RECEIVED = {"on": "2026-03-02", "kind": "received", "channel": "in_person"}  # due 30 March


def clock(*events: dict[str, Any], as_of: date) -> ClockState:
    return run(read_events([RECEIVED, *events]), SHIPPED, as_of)


def running(state: ClockState) -> list[tuple[str, date | None]]:
    return [(term.term, term.due) for term in state.running]


def test_in_the_first_seven_days_a_correction_may_still_be_asked() -> None:
    assert running(clock(as_of=date(2026, 3, 11))) == [
        ("D3", date(2026, 3, 30)),
        ("D1", date(2026, 3, 11)),
    ]
    assert running(clock(as_of=date(2026, 3, 12))) == [("D3", date(2026, 3, 30))]


def test_while_a_consultation_runs_both_terms_are_named() -> None:
    asked = {"on": "2026-03-16", "kind": "third_party_asked", "received_on": "2026-03-17"}
    state = clock(asked, as_of=date(2026, 3, 20))
    # used: 3-6 (4), 9-13 (9), 16 March (10); its 15 days: 18-20 (3), 23-27 (8), 30-3 (13),
    # 7, 8 April (15);
    # 10 left from 9 April: 9, 10 (2), 13-17 (7), 20-22 April (10)
    assert running(state) == [("D3", date(2026, 4, 22)), ("D5", date(2026, 4, 8))]
    assert state.suspensions[0].ground is Ground.THIRD_PARTY
    later = clock(asked, as_of=date(2026, 4, 9))
    assert running(later) == [("D3", date(2026, 4, 22))]


def test_silence_becomes_a_step_of_its_own_when_the_term_is_over() -> None:
    asked = {"on": "2026-03-16", "kind": "organ_asked", "received_on": "2026-03-17"}
    before = clock(asked, as_of=date(2026, 4, 8))
    after = clock(asked, as_of=date(2026, 4, 9))
    assert len(after.steps) == len(before.steps) + 1
    silent = after.steps[-1]
    assert (silent.on, silent.due) == (date(2026, 4, 8), date(2026, 4, 22))
    assert str(silent.what) == "其他机关逾期未提出意见，视为同意公开；答复期限自次日起继续计算"
    assert silent.article == "《政府信息公开条例》第三十四条"


@pytest.mark.parametrize(("kind", "term"), [("third_party_asked", "D5"), ("organ_asked", "D6")])
def test_a_letter_of_unknown_receipt_cannot_be_answered_too_late(kind: str, term: str) -> None:
    asked = {"on": "2026-03-16", "kind": kind}
    # had it come the same day: 17-20 (4), 23-27 (9), 30 March-3 April (14), 7 April (15);
    # used 10; 10 left from 8 April: 8-10 (3), 13-17 (8), 20, 21 April (10)
    earliest = date(2026, 4, 21)
    known = clock({**asked, "received_on": "2026-03-16"}, as_of=date(2026, 4, 8))
    assert (known.due, known.state, known.provisional) == (earliest, State.RUNNING, False)
    assert "逾期未提出意见" in str(known.steps[-1].what)

    unknown = clock(asked, as_of=date(2026, 4, 8))
    assert (unknown.due, unknown.state, unknown.provisional) == (earliest, State.SUSPENDED, True)
    assert running(unknown) == [("D3", earliest), (term, None)]
    assert unknown.warned(Code.RECEIPT_ASSUMED)
    assert "逾期" not in str(unknown.steps[-1].what)
    after = clock(asked, as_of=date(2026, 4, 22))
    assert (after.state, after.overdue, after.provisional) == (State.RUNNING, True, True)
    assert after.warned(Code.RECEIPT_ASSUMED)

    traced = clock({**asked, "received_on": "2026-03-20"}, as_of=date(2026, 4, 22))
    assert (traced.due, traced.provisional) == (date(2026, 4, 27), False)
    assert not traced.warned(Code.RECEIPT_ASSUMED)


def test_an_opinion_settles_what_the_unknown_receipt_left_open() -> None:
    asked = {"on": "2026-03-16", "kind": "third_party_asked"}
    came = {"on": "2026-04-07", "kind": "third_party_answered"}
    in_time = clock(asked, came, as_of=date(2026, 4, 8))
    # whatever the day of receipt, 17 March to 7 April are not counted
    assert (in_time.due, in_time.provisional) == (date(2026, 4, 21), False)
    assert not in_time.warned(Code.RECEIPT_ASSUMED)
    later = clock(asked, {**came, "on": "2026-04-08"}, as_of=date(2026, 4, 9))
    assert (later.due, later.provisional) == (date(2026, 4, 21), True)
    assert later.warned(Code.RECEIPT_ASSUMED)
    assert not later.warned(Code.LATE_OPINION)
    # it had come on 18 March: the opinion was in time, and the time up to it is not counted
    known = clock({**asked, "received_on": "2026-03-18"}, {**came, "on": "2026-04-08"},
                  as_of=date(2026, 4, 9))  # fmt: skip
    assert (known.due, known.provisional) == (date(2026, 4, 22), False)


def test_a_reply_within_the_earliest_date_makes_the_receipt_a_matter_of_no_concern() -> None:
    asked = {"on": "2026-03-16", "kind": "third_party_asked"}
    in_time = clock(asked, {"on": "2026-04-21", "kind": "answered"}, as_of=date(2026, 5, 6))
    late = clock(asked, {"on": "2026-04-22", "kind": "answered"}, as_of=date(2026, 5, 6))
    assert (in_time.overdue, in_time.warned(Code.RECEIPT_ASSUMED)) == (False, False)
    assert (late.overdue, late.provisional, late.warned(Code.RECEIPT_ASSUMED)) == (True,) * 3


def test_an_extension_after_an_assumed_date_is_accepted_with_a_warning() -> None:
    asked = {"on": "2026-03-16", "kind": "third_party_asked"}
    extension = {"on": "2026-04-22", "kind": "extended", "days": 5}
    with pytest.raises(Refused, match="已经届满"):
        clock({**asked, "received_on": "2026-03-16"}, extension, as_of=date(2026, 4, 22))
    assert clock(asked, extension, as_of=date(2026, 4, 22)).warned(Code.EXTENSION_UNSURE)


def test_a_fee_notice_of_unknown_receipt_never_lapses() -> None:
    notice = {"on": "2026-03-05", "kind": "fee_notified"}
    for as_of in (date(2026, 3, 6), date(2026, 10, 30)):
        waiting = clock(notice, as_of=as_of)
        assert (waiting.state, waiting.due) == (State.AWAITING_APPLICANT, None)
        assert waiting.warned(Code.RECEIPT_UNKNOWN)
        assert running(waiting) == [("D7", None)]
    traced = clock({**notice, "received_on": "2026-03-06"}, as_of=date(2026, 10, 30))
    assert (traced.state, traced.due) == (State.ABANDONED, date(2026, 4, 3))
    # who pays has the notice; from 1 September: 2-4 (3), 7-11 (8), 14-18 (13), Sun 20 (14),
    # 21-24 (18), 28, 29 September (20)
    paid = clock(notice, {"on": "2026-09-01", "kind": "fee_paid"}, as_of=date(2026, 9, 2))
    assert (paid.state, paid.due) == (State.RUNNING, date(2026, 9, 29))
    assert not paid.warned(Code.RECEIPT_UNKNOWN)
    withdrawn = clock(notice, {"on": "2026-09-01", "kind": "withdrawn"}, as_of=date(2026, 9, 2))
    assert (withdrawn.state, withdrawn.overdue) == (State.CLOSED, False)


def test_after_an_extension_the_extended_term_runs() -> None:
    state = clock({"on": "2026-03-20", "kind": "extended", "days": 20}, as_of=date(2026, 3, 25))
    assert running(state)[0][0] == "D4"


def test_while_the_applicant_must_act_only_that_term_runs() -> None:
    notice = {"on": "2026-03-05", "kind": "correction_notified", "reply_by": "2026-03-20"}
    assert running(clock(notice, as_of=date(2026, 3, 9))) == [("D2", date(2026, 3, 20))]
    fee = {"on": "2026-03-05", "kind": "fee_notified", "received_on": "2026-03-06"}
    # 9-13 (5), 16-20 (10), 23-27 (15), 30 March-3 April (20)
    assert running(clock(fee, as_of=date(2026, 3, 9))) == [("D7", date(2026, 4, 3))]


def test_nothing_runs_once_it_is_closed_or_abandoned() -> None:
    assert clock({"on": "2026-03-10", "kind": "answered"}, as_of=date(2026, 3, 12)).running == ()
    notice = {"on": "2026-03-05", "kind": "correction_notified", "reply_by": "2026-03-20"}
    assert clock(notice, as_of=date(2026, 3, 23)).running == ()


def test_abandonment_is_a_step_on_the_day_after_the_term() -> None:
    notice = {"on": "2026-03-05", "kind": "correction_notified", "reply_by": "2026-03-20"}
    state = clock(notice, as_of=date(2026, 3, 23))
    assert (state.steps[-1].on, state.steps[-1].due) == (date(2026, 3, 21), date(2026, 3, 20))
    assert "视为放弃申请" in str(state.steps[-1].what)
    told = clock(notice, {"on": "2026-03-24", "kind": "answered"}, as_of=date(2026, 3, 25))
    assert [str(step.what) for step in told.steps][-2:] == [
        "申请人无正当理由逾期不补正，视为放弃申请，不再处理",
        "告知申请人不再处理",
    ]
    assert told.state is State.CLOSED


def test_after_abandonment_nothing_else_can_be_entered() -> None:
    fee = {"on": "2026-03-05", "kind": "fee_notified", "received_on": "2026-03-06"}
    asked = {"on": "2026-04-07", "kind": "third_party_asked", "received_on": "2026-04-08"}
    with pytest.raises(Refused, match="视为放弃申请"):
        clock(fee, asked, as_of=date(2026, 4, 10))
    paid = {"on": "2026-04-03", "kind": "fee_paid"}
    assert clock(fee, paid, asked, as_of=date(2026, 4, 10)).state is State.SUSPENDED


def test_a_withdrawal_after_abandonment_still_closes_it() -> None:
    notice = {"on": "2026-03-05", "kind": "correction_notified", "reply_by": "2026-03-20"}
    state = clock(notice, {"on": "2026-03-24", "kind": "withdrawn"}, as_of=date(2026, 3, 25))
    assert (state.state, state.overdue) == (State.CLOSED, False)


def test_a_withdrawal_after_the_term_ran_out_does_not_hide_the_delay() -> None:
    late = clock({"on": "2026-03-31", "kind": "withdrawn"}, as_of=date(2026, 4, 1))
    in_time = clock({"on": "2026-03-30", "kind": "withdrawn"}, as_of=date(2026, 4, 1))
    assert (late.overdue, in_time.overdue) == (True, False)


def test_a_second_fee_notice_is_refused() -> None:
    first = {"on": "2026-03-05", "kind": "fee_notified", "received_on": "2026-03-06"}
    paid = {"on": "2026-03-09", "kind": "fee_paid"}
    second = {"on": "2026-03-10", "kind": "fee_notified", "received_on": "2026-03-11"}
    assert clock(first, paid, as_of=date(2026, 3, 20)).state is State.RUNNING
    with pytest.raises(Refused, match="已经发出过收费通知"):
        clock(first, paid, second, as_of=date(2026, 3, 20))
    with pytest.raises(Refused, match="正在等待申请人缴费"):
        clock(first, {**second, "on": "2026-03-09"}, as_of=date(2026, 3, 20))


def test_nobody_pays_before_having_the_notice() -> None:
    notice = {"on": "2026-03-05", "kind": "fee_notified", "received_on": "2026-03-10"}
    with pytest.raises(Refused, match="才收到收费通知"):
        clock(notice, {"on": "2026-03-09", "kind": "fee_paid"}, as_of=date(2026, 3, 20))
    paid = clock(notice, {"on": "2026-03-10", "kind": "fee_paid"}, as_of=date(2026, 3, 20))
    assert paid.state is State.RUNNING


def test_nobody_gives_an_opinion_before_having_the_letter() -> None:
    asked = {"on": "2026-03-05", "kind": "third_party_asked", "received_on": "2026-03-10"}
    with pytest.raises(Refused, match="才收到征求意见书"):
        clock(asked, {"on": "2026-03-09", "kind": "third_party_answered"}, as_of=date(2026, 3, 20))
    with pytest.raises(Refused, match="没有尚未答复的征求意见函"):
        clock(
            asked,
            {"on": "2026-03-11", "kind": "third_party_answered", "party": "另一家"},
            as_of=date(2026, 3, 20),
        )


def test_an_answer_before_payment_is_valid_but_noted() -> None:
    notice = {"on": "2026-03-05", "kind": "fee_notified", "received_on": "2026-03-06"}
    state = clock(notice, {"on": "2026-03-20", "kind": "answered"}, as_of=date(2026, 3, 23))
    assert state.state is State.CLOSED
    assert state.warned(Code.ANSWERED_BEFORE_PAYMENT)


def test_a_correction_notice_while_payment_is_awaited_is_refused() -> None:
    fee = {"on": "2026-03-05", "kind": "fee_notified", "received_on": "2026-03-06"}
    notice = {"on": "2026-03-09", "kind": "correction_notified", "reply_by": "2026-03-20"}
    with pytest.raises(Refused, match="正在等待申请人缴费"):
        clock(fee, notice, as_of=date(2026, 3, 10))
    assert clock(notice, as_of=date(2026, 3, 10)).state is State.AWAITING_APPLICANT


def test_a_later_day_for_reasons_must_be_later_and_fixed_in_time() -> None:
    asked = {"on": "2026-03-06", "kind": "reasons_asked"}

    def given(on: str, until: str) -> dict[str, str]:
        return {"on": on, "kind": "reasons_given", "delayed_until": until}

    with pytest.raises(Refused, match="不晚于原来的期限"):
        clock(asked, given("2026-03-12", "2026-03-30"), as_of=date(2026, 3, 20))
    moved = clock(asked, given("2026-03-12", "2026-03-31"), as_of=date(2026, 3, 20))
    assert (moved.due, running(moved)[0][0]) == (date(2026, 3, 31), "D10")
    late = clock(asked, given("2026-03-31", "2026-05-15"), as_of=date(2026, 4, 20))
    assert (late.due, late.overdue) == (date(2026, 3, 30), True)
    assert late.warned(Code.LATE_DELAY)
    extension = {"on": "2026-03-13", "kind": "extended", "days": 5}
    with pytest.raises(Refused, match="不能再延长"):
        clock(asked, given("2026-03-12", "2026-05-15"), extension, as_of=date(2026, 3, 20))


def test_an_extension_after_a_provisional_date_is_accepted_with_a_warning() -> None:
    received = {"on": "2026-12-14", "kind": "received"}  # provisionally 11 January 2027
    extension = {"on": "2027-01-12", "kind": "extended", "days": 5}
    state = run(read_events([received, extension]), SHIPPED, date(2027, 1, 13))
    assert state.warned(Code.EXTENSION_UNSURE)
    assert state.provisional


def test_a_term_for_the_third_party_set_by_hand_is_not_used() -> None:
    asked = {"on": "2026-03-16", "kind": "third_party_asked", "received_on": "2026-03-17"}
    shorter = clock({**asked, "reply_by": "2026-03-20"}, as_of=date(2026, 3, 18))
    assert shorter.due == clock(asked, as_of=date(2026, 3, 18)).due
    assert shorter.warned(Code.UNUSED_FIELD)


def test_the_cautious_date_is_not_pressed_on_those_who_kept_it() -> None:
    asked = {"on": "2026-03-16", "kind": "third_party_asked", "received_on": "2026-03-17"}
    opinion = {"on": "2026-03-20", "kind": "third_party_answered"}
    # used 10; 10 left from 23 March: 23-27 (5), 30 March-3 April (10)
    # narrowest: 17 and 20 March count too, so 8 left from 23 March: 1 April
    kept = clock(asked, opinion, {"on": "2026-04-01", "kind": "answered"}, as_of=date(2026, 5, 6))
    risky = clock(asked, opinion, {"on": "2026-04-02", "kind": "answered"}, as_of=date(2026, 5, 6))
    assert kept.cautious_due == risky.cautious_due == date(2026, 4, 1)
    assert kept.due == date(2026, 4, 3)
    assert not kept.warned(Code.CONSULTATION_EDGES)
    assert risky.warned(Code.CONSULTATION_EDGES)
    assert not risky.overdue


def test_the_answer_as_json_has_plain_values_only() -> None:
    import json

    asked = {"on": "2026-03-16", "kind": "third_party_asked", "received_on": "2026-03-17"}
    data = clock(asked, as_of=date(2026, 3, 20)).to_data()
    assert json.loads(json.dumps(data)) == data
    assert data["state"] == "suspended"
    assert set(data["steps"][0]) == {"on", "what", "article", "due"}
    assert set(data["warnings"][0]) == {"code", "message", "article"}


def test_no_events_at_all_are_refused() -> None:
    with pytest.raises(Refused, match="第一个事件"):
        run([], SHIPPED, date(2026, 3, 1))


def test_nothing_happens_to_an_application_before_it_is_received() -> None:
    answered = {"on": "2026-02-27", "kind": "answered"}
    with pytest.raises(Refused, match=r"第一个事件.*这里却是“答复”（2026年2月27日）") as refusal:
        run(read_events([answered, RECEIVED]), SHIPPED, date(2026, 3, 3))
    assert refusal.value.article == "《政府信息公开条例》第三十一条"
    with pytest.raises(Refused, match="按发生的先后排列"):
        clock(answered, as_of=date(2026, 3, 3))


@pytest.mark.parametrize(
    ("received", "article"),
    [
        ("2026-03-02", "《政府信息公开条例》第二十七条"),
        ("2018-03-02", "《政府信息公开条例》（国务院令第492号）第十三条"),
    ],
)
def test_every_step_names_an_article_a_withdrawal_too(received: str, article: str) -> None:
    year = received[:4]
    events = [
        {"on": received, "kind": "received"},
        {"on": f"{year}-03-09", "kind": "withdrawn"},
    ]
    state = run(read_events(events), SHIPPED, date(int(year), 3, 20))
    assert [bool(step.article) for step in state.steps] == [True, True]
    assert state.steps[-1].article == article


def test_a_consultation_still_open_holds_up_the_restarted_term_too() -> None:
    state = clock(
        {"on": "2026-03-09", "kind": "third_party_asked", "received_on": "2026-03-10"},
        {"on": "2026-03-11", "kind": "fee_notified", "received_on": "2026-03-12"},
        {"on": "2026-03-16", "kind": "fee_paid"},
        as_of=date(2026, 3, 17),
    )
    # its 15 days: 11-13 (3), 16-20 (8), 23-27 (13), 30, 31 March (15); from 1 April:
    # 1-3 (3), 7-10 (7), 13-17 (12), 20-24 (17), 27-29 April (20)
    assert (state.state, state.due) == (State.SUSPENDED, date(2026, 4, 29))


def test_the_end_of_one_consultation_resumes_nothing_while_another_lasts() -> None:
    third = {"on": "2026-03-09", "kind": "third_party_asked", "received_on": "2026-03-10"}
    organ = {"on": "2026-03-10", "kind": "organ_asked", "received_on": "2026-03-11"}
    came = {"on": "2026-03-16", "kind": "organ_answered"}
    both = clock(third, organ, came, as_of=date(2026, 4, 1))
    said = [str(step.what) for step in both.steps]
    # the third party's 15 days: 11-13 (3), 16-20 (8), 23-27 (13), 30, 31 March (15)
    assert said[-2:] == [
        "其他机关提出意见；另有征求意见没有结束，答复期限仍不计算",
        "第三方逾期未提出意见，由行政机关决定是否公开；答复期限自次日起继续计算",
    ]
    alone = clock(organ, came, as_of=date(2026, 4, 1))
    assert str(alone.steps[-1].what) == "其他机关提出意见；答复期限自次日起继续计算"


def test_an_opinion_resumes_nothing_on_the_applicants_turn_or_when_no_day_was_left() -> None:
    asked = {"on": "2026-03-04", "kind": "third_party_asked", "received_on": "2026-03-04"}
    notice = {"on": "2026-03-05", "kind": "correction_notified", "reply_by": "2026-03-31"}
    came = {"on": "2026-03-16", "kind": "third_party_answered"}
    assert (
        str(clock(asked, notice, came, as_of=date(2026, 3, 20)).steps[-1].what) == "第三方提出意见"
    )
    silent = clock(asked, notice, as_of=date(2026, 3, 31))
    assert [str(step.what) for step in silent.steps][-1] == (
        "第三方逾期未提出意见，由行政机关决定是否公开"
    )
    late = {"on": "2026-03-30", "kind": "third_party_asked", "received_on": "2026-03-30"}
    answer = {"on": "2026-04-01", "kind": "third_party_answered"}
    told = [str(step.what) for step in clock(late, answer, as_of=date(2026, 4, 2)).steps]
    assert told[-1] == "第三方提出意见"
    assert told[-2].endswith("；答复期限已经用完，不再扣除")
    in_time = clock(asked, as_of=date(2026, 3, 6)).steps[-1]
    assert str(in_time.what) == (
        "征求第三方意见，第三方2026年3月4日收到征求意见书，最迟2026年3月25日提出意见；所需时间不计入"
    )
