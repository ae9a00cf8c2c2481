"""What is known later: when a letter arrived, that a late correction had its reason, that nothing
was given up.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.conftest import Cast, SignIn
from tongming.applications.actions import (
    close_abandoned,
    correct_registration,
    enter_step,
    register,
    strike_out,
)
from tongming.applications.amending import TRACED, complete_receipt, reopen
from tongming.applications.duties import application_duties
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application, ApplicationFact, Step
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.reports.compiling.year import compile_year
from tongming.units.duties import Kind as DutyKind
from tongming.units.rights import NotPermitted

RECEIVED = date(2026, 3, 2)


@pytest.fixture
def application(cast: Cast) -> Application:
    """Handed in at the counter on Monday 2 March 2026."""
    return register(
        unit=cast.town,
        subject="村道硬化工程中标合同",
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON,
        arrived_on=RECEIVED,
        by=cast.handler,
        today=RECEIVED,
    )


def enter(application: Application, kind: Kind, on: date, cast: Cast, **details: Any) -> Step:
    outcome = details.pop("outcome", None)
    step = enter_step(
        application=application, kind=kind, on=on, details=details, outcome=outcome,
        by=cast.handler, today=on,
    )  # fmt: skip
    application.refresh_from_db()
    return step


def test_a_letter_is_entered_when_posted_and_completed_when_traced(
    cast: Cast, application: Application
) -> None:
    posted = enter(application, Kind.THIRD_PARTY_ASKED, date(2026, 3, 16), cast, party="甲公司")
    assert (application.state, application.provisional) == ("suspended", True)
    # had it come the same day, its term would end on 7 April: used 10; 8-10 (3), 13-17 (8), 20, 21
    assert application.due_on == date(2026, 4, 21)

    tracing: dict[str, Any] = {
        "step": posted,
        "received_on": date(2026, 3, 20),
        "by": cast.handler,
        "today": date(2026, 4, 8),
    }
    with pytest.raises(NotPermitted):
        complete_receipt(**{**tracing, "by": cast.stranger})
    with pytest.raises(Refused, match="不能晚于今天"):
        complete_receipt(**{**tracing, "received_on": date(2026, 4, 9)})
    with pytest.raises(Refused, match="不能早于"):
        complete_receipt(**{**tracing, "received_on": date(2026, 3, 13)})
    assert application.steps.filter(struck_out_at=None).count() == 2

    completed = complete_receipt(**tracing)
    application.refresh_from_db()
    # from 20 March: 23-27 (5), 30 March-3 April (10), 7-10 (14), 13 April (15);
    # 10 left: 14-17 (4), 20-24 (9), 27 April (10)
    assert (application.due_on, application.provisional) == (date(2026, 4, 27), False)
    posted.refresh_from_db()
    assert posted.struck_out_reason == TRACED
    assert completed.details["party"] == "甲公司"
    told = Event.objects.about(application).order_by("seq").last()
    assert told is not None
    assert told.kind == "applications.receipt_completed"
    assert (told.data["step"], told.data["received_on"]) == (posted.pk, "2026-03-20")
    with pytest.raises(Refused, match="不用补登"):
        complete_receipt(**{**tracing, "step": completed})


def test_a_completed_step_keeps_its_place_among_those_of_its_day(
    cast: Cast, application: Application
) -> None:
    day = date(2026, 3, 16)
    posted = enter(application, Kind.ORGAN_ASKED, day, cast)
    enter(application, Kind.ORGAN_ANSWERED, day, cast)
    completed = complete_receipt(step=posted, received_on=day, by=cast.handler, today=day)
    application.refresh_from_db()
    assert (application.state, application.provisional) == ("running", False)
    # What stands can be struck out like any other step, as long as the rest is lawful.
    strike_out(
        step=application.steps.get(kind=Kind.ORGAN_ANSWERED.value), reason="另一件的",
        by=cast.handler, today=day,
    )  # fmt: skip
    strike_out(step=completed, reason="没有发出", by=cast.handler, today=day)
    assert application.steps.filter(struck_out_at=None).count() == 1


def test_what_followed_must_be_lawful_with_the_day_known_too(
    cast: Cast, application: Application
) -> None:
    notice = enter(application, Kind.FEE_NOTIFIED, date(2026, 3, 5), cast)
    enter(application, Kind.FEE_PAID, date(2026, 3, 9), cast)
    with pytest.raises(Refused, match="才收到收费通知"):
        complete_receipt(
            step=notice, received_on=date(2026, 3, 10), by=cast.handler, today=date(2026, 3, 12)
        )
    notice.refresh_from_db()
    assert notice.struck_out_at is None
    complete_receipt(
        step=notice, received_on=date(2026, 3, 9), by=cast.handler, today=date(2026, 3, 12)
    )


def test_nothing_is_given_up_before_the_fee_notice_is_known_to_have_come(
    cast: Cast, application: Application
) -> None:
    notice = enter(application, Kind.FEE_NOTIFIED, date(2026, 3, 5), cast)
    assert (application.state, application.due_on) == ("awaiting_applicant", None)
    (duty,) = application_duties(cast.handler, date(2026, 3, 6))
    assert "查明申请人何时收到收费通知" in str(duty.what)
    assert duty.kind is DutyKind.ACT
    closing: dict[str, Any] = {
        "application": application,
        "on": date(2026, 9, 1),
        "by": cast.handler,
        "today": date(2026, 9, 1),
    }
    with pytest.raises(Refused, match="期限还没有过"):
        close_abandoned(**closing)
    complete_receipt(
        step=notice, received_on=date(2026, 3, 6), by=cast.handler, today=date(2026, 9, 1)
    )
    close_abandoned(**closing)
    application.refresh_from_db()
    assert application.outcome == Outcome.UNPAID


def test_the_screen_offers_the_completion_beside_the_step_and_only_there(
    cast: Cast, sign_in: SignIn, application: Application
) -> None:
    posted = enter(application, Kind.THIRD_PARTY_ASKED, date(2026, 3, 16), cast)
    page = application.get_absolute_url()
    address = f"{page}receipt/{posted.pk}/"
    handler = sign_in(cast.handler)
    assert address in handler.get(page).content.decode()
    assert address not in sign_in(cast.supervisor).get(page).content.decode()
    assert sign_in(cast.supervisor).get(address).status_code == 403
    received = application.steps.get(kind="received")
    assert handler.get(f"{page}receipt/{received.pk}/").status_code == 404
    assert handler.post(address, {"received_on": "2026-03-13"}).status_code == 400
    assert handler.post(address, {"received_on": "2026-03-20"}).status_code == 302
    shown = handler.get(page).content.decode()
    assert address not in shown
    assert "（已划去：补登对方收到日期）" in shown
    assert "（对方2026-03-20收到）" in shown


def given_up(application: Application, cast: Cast) -> None:
    enter(application, Kind.CORRECTION_NOTIFIED, date(2026, 3, 5), cast, reply_by="2026-03-20")


def test_a_good_reason_is_asked_for_only_when_the_correction_is_late(
    cast: Cast, sign_in: SignIn, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_up(application, cast)
    handler, address = sign_in(cast.handler), f"{application.get_absolute_url()}steps/corrected/"

    def on(day: date) -> None:
        monkeypatch.setattr("tongming.applications.views.localdate", lambda: day)

    on(date(2026, 3, 20))
    assert "good_reason" not in handler.get(address).content.decode()
    on(date(2026, 3, 25))
    assert "good_reason" in handler.get(address).content.decode()
    late = handler.post(address, {"on": "2026-03-25"})
    assert late.status_code == 400
    assert "没有正当理由的视为放弃申请" in late.content.decode()
    assert handler.post(address, {"on": "2026-03-25", "good_reason": "on"}).status_code == 302
    application.refresh_from_db()
    assert (application.state, application.due_on) == ("running", date(2026, 4, 23))


def test_what_was_closed_as_given_up_by_mistake_is_reopened_and_history_keeps_both(
    cast: Cast, sign_in: SignIn, application: Application
) -> None:
    given_up(application, cast)
    with pytest.raises(Refused, match="不用撤销"):
        reopen(application=application, reason="还没有", by=cast.handler, today=date(2026, 3, 23))
    close_abandoned(
        application=application, on=date(2026, 3, 23), by=cast.handler, today=date(2026, 3, 23)
    )
    closed_at = timezone.now()
    again: dict[str, Any] = {
        "application": application,
        "reason": "补正材料3月19日已经交邮",
        "by": cast.handler,
        "today": date(2026, 3, 25),
    }
    with pytest.raises(NotPermitted):
        reopen(**{**again, "by": cast.leader})
    with pytest.raises(Refused, match="为什么撤销"):
        reopen(**{**again, "reason": " "})
    page = f"{application.get_absolute_url()}reopen/"
    shown = sign_in(cast.handler).get(application.get_absolute_url()).content.decode()
    assert page in shown
    assert "视为放弃申请。请办结。" not in shown
    reopen(**again)
    application.refresh_from_db()
    assert (application.is_open, application.state) == (True, "abandoned")
    assert sign_in(cast.handler).get(page).status_code == 404
    shown = sign_in(cast.handler).get(application.get_absolute_url()).content.decode()
    assert "撤销按放弃办结：补正材料3月19日已经交邮" in shown

    enter(application, Kind.CORRECTED, date(2026, 3, 25), cast, good_reason=True)
    enter(application, Kind.ANSWERED, date(2026, 4, 10), cast, outcome=Outcome.GRANTED)
    facts = ApplicationFact.objects.filter(application=application).order_by("pk")
    assert [fact.outcome for fact in facts] == ["", "not_corrected", "", "granted"]
    assert all(
        before.known_until == after.known_from
        for before, after in zip(facts, list(facts)[1:], strict=False)
    )
    rows = [Cell("requests", row, "sum") for row in ("3.1", "3.6.1")]
    then = compile_year(cast.town, 2026, FORM_2021, as_of=closed_at).report
    now = compile_year(cast.town, 2026, FORM_2021).report
    assert [then.figure(row) for row in rows] == [0, 1]
    assert [now.figure(row) for row in rows] == [1, 0]
    told = Event.objects.about(application).filter(kind="applications.reopened").get()
    assert told.data["reason"] == "补正材料3月19日已经交邮"


def test_while_it_is_closed_as_given_up_its_history_stands_still(
    cast: Cast, application: Application
) -> None:
    given_up(application, cast)
    notice = application.steps.get(kind=Kind.CORRECTION_NOTIFIED.value)
    day = date(2026, 3, 25)
    close_abandoned(application=application, on=day, by=cast.handler, today=day)
    with pytest.raises(Refused, match="先撤销办结"):
        enter(application, Kind.CORRECTED, day, cast, good_reason=True)
    with pytest.raises(Refused, match="先撤销办结"):
        strike_out(step=notice, reason="登错了", by=cast.handler, today=day)
    with pytest.raises(Refused, match="先撤销办结"):
        correct_registration(
            application=application, subject=application.subject, channel=Channel.IN_PERSON,
            applicant_kind=ApplicantKind.NATURAL_PERSON, arrived_on=date(2026, 2, 27),
            reason="看错了", by=cast.handler, today=day,
        )  # fmt: skip
    reopen(application=application, reason="登错了申请", by=cast.handler, today=day)
    strike_out(step=notice, reason="登错了", by=cast.handler, today=day)
    application.refresh_from_db()
    assert application.state == "running"
