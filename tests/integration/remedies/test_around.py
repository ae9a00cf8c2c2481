"""What a case does around it: duties of the day, the application's page, a change of calendar."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.integration.letters import kit
from tests.integration.remedies.conftest import TODAY, Hands
from tongming.applications.actions import enter_step, register
from tongming.applications.applicants.erasing import erase_due
from tongming.applications.beside import notes_beside
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application
from tongming.calendars.actions import accept_year, propose_change
from tongming.calendars.queries import calendar_with, current_calendar
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.remedy_results import Instance, Procedure, Result, Way
from tongming.remedies.actions import record_acting, void_case
from tongming.remedies.duties import remedy_duties
from tongming.remedies.recomputing import OpenTerms
from tongming.units.models import Person

COPY = date(2026, 11, 16)


def _due(person: Person, today: date = TODAY) -> list[tuple[str, date | None, str]]:
    return [(str(duty.button), duty.due, duty.article) for duty in remedy_duties(person, today)]


def test_the_answer_is_a_duty_of_who_handles_cases_until_it_is_given(
    cast: Cast, hands: Hands
) -> None:
    case = hands.open(COPY)
    # 17-20, 23-27 November and Monday the 30th
    expected = [("登记答复", date(2026, 11, 30), "《行政复议法》第四十八条、第八十八条第二款")]
    assert _due(cast.handler) == _due(cast.office_head) == expected
    assert [_due(who) for who in (cast.clerk, cast.stranger, cast.supervisor)] == [[], [], []]
    hands.answer(case, date(2026, 11, 20))
    assert _due(cast.handler) == []


def test_under_the_simplified_procedure_it_is_due_earlier_and_overdue_after_it(
    cast: Cast, hands: Hands
) -> None:
    hands.open(COPY, procedure=Procedure.SIMPLIFIED)
    (duty,) = remedy_duties(cast.handler, TODAY)
    assert str(duty.told) == "案件2026-1", "mail names a number and nothing anybody wrote"
    assert (duty.due, duty.working_days_left) == (date(2026, 11, 23), -1)
    assert duty.is_overdue(TODAY)


def test_a_case_taken_out_asks_for_nothing(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY)
    assert len(_due(cast.handler)) == 1
    void_case(case=case, reason="误登", by=cast.handler)
    assert _due(cast.handler) == []


def test_an_order_to_reply_again_is_a_duty_on_the_application_until_it_is_done(
    cast: Cast, hands: Hands, refused: Application, sign_in: SignIn
) -> None:
    case = hands.open(date(2026, 4, 13), application=refused)
    hands.decide(
        case, Result.REVIEW_REVOKED, date(2026, 10, 8), acts_again=True, act_by=date(2026, 12, 1)
    )
    (duty,) = remedy_duties(cast.handler, TODAY)
    assert str(duty.what).startswith("重新答复申请2026-1：")
    assert (duty.due, str(duty.button)) == (date(2026, 12, 1), "登记履行")
    page = sign_in(cast.handler).get(refused.get_absolute_url()).content.decode()
    assert "责令重新答复，限2026年12月1日前" in page
    record_acting(
        stage=hands.last(case), on=TODAY, letter_number="红公开〔2026〕9号", by=cast.handler,
        today=TODAY,
    )  # fmt: skip
    assert _due(cast.handler) == []
    page = sign_in(cast.handler).get(refused.get_absolute_url()).content.decode()
    assert "重新答复：红公开〔2026〕9号。本申请仍按原答复计入表三。" in page
    assert "责令重新答复" not in page


def test_an_order_about_no_application_is_a_duty_of_the_case(cast: Cast, hands: Hands) -> None:
    case = hands.open(date(2026, 4, 13))
    hands.decide(case, Result.REVIEW_ORDERED, date(2026, 10, 8), acts_again=True)
    (duty,) = remedy_duties(cast.handler, TODAY)
    assert str(duty.what).startswith("履行行政复议决定：案件2026-1")
    assert duty.due is None


def test_the_appeal_is_a_reminder_that_ends_with_its_day(cast: Cast, hands: Hands) -> None:
    case = hands.open(date(2026, 4, 13), way=Way.DIRECT)
    hands.decide(case, Result.SUIT_REVOKED, date(2026, 11, 10), received_on=date(2026, 11, 16))
    assert _due(cast.handler) == [("登记上诉", date(2026, 12, 1), "《行政诉讼法》第八十五条")]
    assert len(_due(cast.handler, date(2026, 12, 1))) == 1
    assert _due(cast.handler, date(2026, 12, 2)) == []
    hands.go_on(case, Instance.SECOND, date(2026, 11, 23))
    assert _due(cast.handler) == [("登记答辩", None, "")]


def _answered(cast: Cast, outcome: Outcome, days_ago: int) -> Application:
    today = localdate()
    application = register(
        unit=cast.town, subject="道路养护合同", applicant_kind=ApplicantKind.ENTERPRISE,
        channel=Channel.IN_PERSON, arrived_on=today - timedelta(days=days_ago + 1),
        by=cast.handler, today=today,
    )  # fmt: skip
    enter_step(
        application=application, kind=Kind.ANSWERED, on=today - timedelta(days=days_ago),
        by=cast.handler, today=today, outcome=outcome,
    )  # fmt: skip
    application.refresh_from_db()
    return application


def test_what_the_applicant_may_still_do_is_told_by_the_kind_of_reply(cast: Cast) -> None:
    today = localdate()

    def told(outcome: Outcome, days_ago: int) -> str:
        application = _answered(cast, outcome, days_ago)
        return "".join(str(one.text) for one in notes_beside(application, cast.leader, today))

    refused = told(Outcome.STATE_SECRET, 3)
    assert "申请行政复议" in refused
    assert "不能直接起诉" in refused
    elsewhere = told(Outcome.PETITION, 3)
    assert "申请行政复议" in elsewhere
    assert "直接起诉（" in elsewhere
    assert told(Outcome.PETITION, 220) == ""


def test_once_the_reply_is_known_to_have_come_the_term_runs_from_that_day(
    cast: Cast, sign_in: SignIn
) -> None:
    on = date(2026, 3, 5)
    reply = kit.sent(cast, kit.application(cast), "R8", on)
    told = [str(one.text) for one in notes_beside(reply.application, cast.leader, on)]
    # Sixty days end on 4 May, a holiday (1 to 5 May).
    assert told[0] == "申请人2026年3月5日收到答复，可以在2026年5月6日前申请行政复议。"
    page = sign_in(cast.handler).get(f"/work/remedies/new/?application={reply.application.pk}")
    assert reply.number in page.content.decode()


def test_nothing_is_said_of_an_open_application_or_to_who_may_not_see_cases(
    cast: Cast, hands: Hands, refused: Application
) -> None:
    hands.open(date(2026, 4, 13), application=refused)
    assert notes_beside(refused, cast.secrecy_reviewer, TODAY) == []
    lines = [str(one.text) for one in notes_beside(refused, cast.clerk, TODAY)]
    assert lines == ["行政复议案件2026-1：尚未审结"]
    offered = [one.is_offer for one in notes_beside(refused, cast.handler, TODAY)]
    assert offered == [False, True]


def test_a_change_of_calendar_shows_the_terms_it_moves(cast: Cast, hands: Hands) -> None:
    case = hands.open(COPY)
    loaded = propose_change(
        year=2026, notice="应急放假一天", off=["2026-11-26"], work=[], by=cast.administrator
    )
    old, new = current_calendar(), calendar_with(loaded)
    (effect,) = OpenTerms().effects(old, new, TODAY)
    assert (effect.url, effect.before, effect.after) == (
        case.get_absolute_url(), date(2026, 11, 30), date(2026, 12, 1),
    )  # fmt: skip
    accept_year(loaded=loaded, by=cast.administrator, today=TODAY)
    assert [due for _button, due, _article in _due(cast.handler)] == [date(2026, 12, 1)]


def test_who_applied_is_kept_while_a_court_still_has_the_case(
    cast: Cast, hands: Hands, refused: Application
) -> None:
    case = hands.open(COPY, application=refused)
    long_after = date(2037, 1, 4)
    assert erase_due(long_after) == 0
    hands.decide(case, Result.REVIEW_UPHELD, date(2026, 11, 20))
    assert erase_due(long_after) == 1
