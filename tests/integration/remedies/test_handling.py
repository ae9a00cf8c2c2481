"""A case from its notice to what was done about it; what the law does not allow is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import Cast
from tests.integration.remedies.conftest import TODAY, Hands
from tongming.applications.models import Application, ApplicationFact
from tongming.law.remedy_results import Instance, Procedure, Result, Standing, Way
from tongming.law.words import Refused
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.remedies.actions import (
    Decision,
    Opening,
    attach,
    correct_result,
    correct_stage,
    note_lesson,
    record_acting,
    reopen,
    void_case,
)
from tongming.remedies.models import Case, CaseFact, Keeping
from tongming.units.rights import NotPermitted, Right

COPY = date(2026, 4, 13)


def current(case: Case) -> list[tuple[date, date | None, str]]:
    facts = CaseFact.objects.filter(case=case, known_until=None).order_by("episode")
    return [(fact.entered_on, fact.concluded_on, fact.standing) for fact in facts]


def test_opening_writes_stage_number_fact_and_event(
    cast: Cast, hands: Hands, refused: Application
) -> None:
    case = hands.open(
        COPY, application=refused, accepted_on=date(2026, 4, 9), letter_number="红公开〔2026〕3号"
    )
    assert (case.number, case.standing) == ("2026-1", "pending")
    assert current(case) == [(date(2026, 4, 9), None, "pending")]
    event = Event.objects.about(case).get()
    assert (event.kind, event.on, event.data["application"]) == ("remedies.opened", COPY, "2026-1")
    # The first case says since when cases are kept here.
    assert Keeping.objects.get().since_year == 2026
    assert hands.open(COPY).number == "2026-2"
    assert Keeping.objects.count() == 1


def test_only_who_may_handle_cases_does(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY)
    stage = hands.last(case)
    decision = Decision(Result.REVIEW_UPHELD, date(2026, 6, 1))
    for person in (cast.clerk, cast.leader, cast.supervisor, cast.stranger, cast.administrator):
        with pytest.raises(NotPermitted):
            void_case(case=case, reason="误登", by=person)
        with pytest.raises(NotPermitted):
            note_lesson(case=case, text="先征求意见", by=person)
        with pytest.raises(NotPermitted):
            attach(case=case, content=b"x", name="a.txt", kind="other", by=person)
        with pytest.raises(NotPermitted):
            correct_result(stage=stage, decision=decision, reason="误登", by=person, today=TODAY)
    note_lesson(case=case, text="先征求意见", by=cast.office_head)
    assert case.lessons.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": TODAY + timedelta(days=1)}, "不能晚于今天"),
        ({"on": COPY, "accepted_on": TODAY + timedelta(days=1)}, "不能晚于今天"),
        ({"on": COPY, "case_number": "张某11010519491231002X"}, "身份证号"),
        (
            {"on": COPY, "way": Way.DIRECT, "procedure": Procedure.SIMPLIFIED},
            "只用于行政复议",
        ),
    ],
)
def test_a_case_that_cannot_be_is_not_opened(
    cast: Cast, hands: Hands, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        hands.open(**changes)
    assert (Case.objects.count(), Keeping.objects.count()) == (0, 0)
    assert hands.open(COPY).serial == 1


def test_a_case_is_about_an_application_of_its_own_unit_only(
    cast: Cast, hands: Hands, refused: Application
) -> None:
    with pytest.raises(NotPermitted):
        hands.open(COPY, unit=cast.other_town)
    Application.objects.filter(pk=refused.pk).update(unit=cast.other_town)
    refused.refresh_from_db()
    with pytest.raises(Refused, match="不是本单位的"):
        hands.open(COPY, application=refused)


def test_a_suit_after_a_reconsideration_names_it_and_it_is_followed_once(hands: Hands) -> None:
    review = hands.open(COPY)
    with pytest.raises(Refused, match="复议后起诉"):
        hands.open(COPY, way=Way.DIRECT, earlier=review)
    suit = hands.open(date(2026, 7, 6), way=Way.AFTER, earlier=review)
    assert suit.earlier == review
    with pytest.raises(Refused, match="已经有后续"):
        hands.open(date(2026, 7, 7), way=Way.AFTER, earlier=review)
    with pytest.raises(Refused, match="一件行政复议案件"):
        hands.open(date(2026, 7, 7), way=Way.AFTER, earlier=suit)


def test_an_answer_is_written_down_once_late_or_not(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY)
    hands.answer(case, date(2026, 5, 29))
    with pytest.raises(Refused, match="已经登记过"):
        hands.answer(case, date(2026, 5, 29))
    assert hands.last(case).answered_on == date(2026, 5, 29)


def test_a_result_goes_to_its_column_unless_somebody_says_why_not(hands: Hands) -> None:
    case = hands.open(COPY)
    on = date(2026, 6, 1)
    with pytest.raises(Refused, match="写明理由"):
        hands.decide(case, Result.REVIEW_MEDIATED, on, counted_as=Standing.CORRECTED)
    with pytest.raises(Refused, match="尚未审结"):
        hands.decide(
            case, Result.REVIEW_MEDIATED, on, counted_as=Standing.PENDING, counted_reason="理由"
        )
    assert hands.fresh(case).is_open
    case = hands.decide(
        case, Result.REVIEW_MEDIATED, on, counted_as=Standing.CORRECTED,
        counted_reason="调解书确认原答复不当",
    )  # fmt: skip
    assert (case.standing, case.concluded_on) == ("corrected", on)
    assert current(case) == [(COPY, on, "corrected")]
    with pytest.raises(Refused, match="已经有结果"):
        hands.decide(case, Result.REVIEW_UPHELD, on)


def test_a_result_is_corrected_and_what_was_known_before_stays_known(
    cast: Cast, hands: Hands
) -> None:
    case = hands.open(COPY)
    on = date(2026, 6, 1)
    stage = hands.last(case)
    right = Decision(Result.REVIEW_REVOKED, on)
    with pytest.raises(Refused, match="还没有结果"):
        correct_result(stage=stage, decision=right, reason="误登", by=cast.handler, today=TODAY)
    hands.decide(case, Result.REVIEW_UPHELD, on)
    with pytest.raises(Refused, match="写明原因"):
        correct_result(stage=stage, decision=right, reason=" ", by=cast.handler, today=TODAY)
    correct_result(stage=stage, decision=right, reason="看错", by=cast.handler, today=TODAY)
    assert current(case) == [(COPY, on, "corrected")]
    opened, upheld, corrected = CaseFact.objects.filter(case=case).order_by("pk")
    assert opened.known_until == upheld.known_from
    assert upheld.known_until == corrected.known_from
    assert (upheld.standing, corrected.known_until) == ("upheld", None)


def test_a_result_taken_back_makes_the_case_pending_again(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY)
    hands.decide(case, Result.REVIEW_ENDED, date(2026, 6, 1))
    reopen(stage=hands.last(case), reason="恢复审理", by=cast.handler)
    case = hands.fresh(case)
    assert case.is_open
    assert current(case) == [(COPY, None, "pending")]
    case = hands.decide(case, Result.REVIEW_UPHELD, date(2026, 8, 3))
    assert case.stands is Standing.UPHELD


def test_a_suit_is_one_case_through_its_courts(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY, way=Way.DIRECT)
    with pytest.raises(Refused, match="还没有结果"):
        hands.go_on(case, Instance.SECOND, date(2026, 6, 1))
    case = hands.decide(case, Result.SUIT_REVOKED, date(2026, 6, 1))
    assert case.stands is Standing.CORRECTED
    case = hands.go_on(case, Instance.SECOND, date(2026, 6, 20))
    assert case.is_open
    assert current(case) == [(COPY, None, "pending")]
    # The first judgment can no longer be taken away from under the appeal.
    with pytest.raises(Refused):
        reopen(stage=case.stages.get(number=1), reason="误登", by=cast.handler)
    case = hands.decide(case, Result.STANDS, date(2026, 9, 1))
    assert current(case) == [(COPY, date(2026, 9, 1), "corrected")]
    case = hands.go_on(case, Instance.RETRIAL, date(2026, 10, 12))
    assert current(case) == [
        (COPY, date(2026, 9, 1), "corrected"), (date(2026, 10, 12), None, "pending"),
    ]  # fmt: skip


def test_a_wrong_registration_is_said_again_and_the_history_must_still_hold(
    cast: Cast, hands: Hands
) -> None:
    case = hands.decide(hands.open(COPY), Result.REVIEW_UPHELD, date(2026, 6, 1))
    stage = hands.last(case)

    def put_right(**changes: Any) -> None:
        correct_stage(
            stage=stage, opening=Opening(body=stage.body, notified_on=COPY, **changes),
            reason="抄错", by=cast.handler, today=TODAY,
        )  # fmt: skip

    with pytest.raises(Refused, match="没有改动"):
        put_right()
    with pytest.raises(Refused, match="早于受理"):
        put_right(accepted_on=date(2026, 6, 2))
    put_right(accepted_on=date(2025, 12, 30), case_number="桦政复〔2026〕4号")
    assert current(case) == [(date(2025, 12, 30), date(2026, 6, 1), "upheld")]
    assert Event.objects.about(case).last().data["before"] == {  # type: ignore[union-attr]
        "accepted_on": None, "case_number": "",
    }  # fmt: skip


def test_a_case_taken_out_is_counted_nowhere_and_handled_no_more(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY)
    with pytest.raises(Refused, match="写明原因"):
        void_case(case=case, reason="", by=cast.handler)
    void_case(case=case, reason="登在了别的单位", by=cast.handler)
    assert current(case) == []
    with pytest.raises(Refused, match="已经作废"):
        hands.answer(case, COPY)
    followed = hands.open(COPY)
    hands.open(date(2026, 7, 6), way=Way.AFTER, earlier=followed)
    with pytest.raises(Refused, match="以它为前提"):
        void_case(case=followed, reason="误登", by=cast.handler)


def test_carrying_out_links_the_new_reply_and_the_application_stays_counted_as_it_was(
    cast: Cast, hands: Hands, refused: Application
) -> None:
    case = hands.open(COPY, application=refused)
    with pytest.raises(Refused, match="没有要履行"):
        hands.decide(case, Result.REVIEW_UPHELD, date(2026, 6, 1), acts_again=True)
    with pytest.raises(Refused, match="不填履行期限"):
        hands.decide(case, Result.REVIEW_REVOKED, date(2026, 6, 1), act_by=date(2026, 6, 30))
    with pytest.raises(Refused, match="不能早于作出"):
        hands.decide(
            case, Result.REVIEW_REVOKED, date(2026, 6, 1), acts_again=True,
            act_by=date(2026, 5, 30),
        )  # fmt: skip
    before = ApplicationFact.objects.get(application=refused, known_until=None)
    case = hands.decide(
        case, Result.REVIEW_REVOKED, date(2026, 6, 1), acts_again=True, act_by=date(2026, 6, 30)
    )
    acting: dict[str, Any] = {
        "stage": hands.last(case), "by": cast.handler, "today": TODAY,
        "letter_number": "红公开〔2026〕9号",
    }  # fmt: skip
    with pytest.raises(Refused, match="不能早于决定"):
        record_acting(on=date(2026, 5, 30), **acting)
    record_acting(on=date(2026, 6, 20), **acting)
    with pytest.raises(Refused, match="已经登记过"):
        record_acting(on=date(2026, 6, 20), **acting)
    with pytest.raises(Refused, match="已经登记了履行"):
        reopen(stage=hands.last(case), reason="误登", by=cast.handler)
    assert ApplicationFact.objects.get(application=refused, known_until=None) == before
    assert hands.last(case).new_letter_number == "红公开〔2026〕9号"
    assert verify() is None


def test_what_is_under_appeal_is_not_carried_out(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY, way=Way.DIRECT)
    case = hands.decide(case, Result.SUIT_ORDERED, date(2026, 6, 1), acts_again=True)
    first = hands.last(case)
    case = hands.go_on(case, Instance.SECOND, date(2026, 6, 20))
    with pytest.raises(Refused, match="不发生效力"):
        record_acting(stage=first, on=date(2026, 7, 1), by=cast.handler, today=TODAY)
    hands.decide(case, Result.STANDS, date(2026, 9, 1))
    record_acting(stage=first, on=date(2026, 9, 20), by=cast.handler, today=TODAY)


def test_a_paper_is_opened_by_those_who_see_cases_only(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY)
    with pytest.raises(Refused, match="材料种类"):
        attach(case=case, content=b"x", name="a.txt", kind="secret", by=cast.handler)
    paper = attach(
        case=case, content="申请人张某".encode(), name="复议申请书.txt", kind="request",
        by=cast.handler,
    )  # fmt: skip
    assert paper.file.right == Right.REMEDY_VIEW
    with pytest.raises(Refused, match="已经在这件案件里"):
        attach(
            case=case, content="申请人张某".encode(), name="复议申请书.txt", kind="request",
            by=cast.handler,
        )  # fmt: skip


def test_a_lesson_names_nobody(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY)
    with pytest.raises(Refused, match="手机号"):
        note_lesson(case=case, text="联系13800138000核实", by=cast.handler)
    with pytest.raises(Refused, match="写明经验教训"):
        note_lesson(case=case, text=" ", by=cast.handler)
    note_lesson(case=case, text="部分公开要逐处写明理由", by=cast.handler)
    assert Event.objects.about(case).last().data == {}  # type: ignore[union-attr]
