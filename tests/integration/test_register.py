"""The register: what the law allows is entered, what it does not is refused with the article."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Cast, SignIn
from tongming.applications.actions import (
    close_abandoned,
    correct_registration,
    enter_step,
    register,
    strike_out,
)
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application, ApplicationFact
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.rights import NotPermitted

MONDAY = date(2026, 2, 9)


@pytest.fixture
def application(cast: Cast) -> Application:
    """Handed in at the counter on Monday 9 February 2026, before the Spring Festival."""
    return register(
        unit=cast.town,
        subject="2025年度农村低保对象审核公示材料",
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON,
        arrived_on=MONDAY,
        by=cast.handler,
        today=MONDAY,
    )


def test_registering_sets_number_due_date_fact_and_event(application: Application) -> None:
    assert application.number == "2026-1"
    assert application.due_on == date(2026, 3, 13)  # 第三十三条: 14 and 28 February are workdays
    fact = ApplicationFact.objects.get(application=application)
    assert (fact.received_on, fact.outcome, fact.known_until) == (MONDAY, "", None)
    assert Event.objects.about(application).count() == 1


def test_only_who_may_register_registers(cast: Cast) -> None:
    asked: dict[str, Any] = {
        "unit": cast.town,
        "subject": "村级公益事业项目清单",
        "applicant_kind": ApplicantKind.ENTERPRISE,
        "channel": Channel.IN_PERSON,
        "arrived_on": MONDAY,
        "today": MONDAY,
    }
    for person in (cast.stranger, cast.leader, cast.supervisor):
        with pytest.raises(NotPermitted):
            register(**asked, by=person)
    assert register(**asked, by=cast.clerk).serial == 1


def test_an_internet_application_counts_from_the_day_both_sides_confirmed(cast: Cast) -> None:
    asked: dict[str, Any] = {
        "unit": cast.town,
        "subject": "村级公益事业项目清单",
        "applicant_kind": ApplicantKind.NATURAL_PERSON,
        "channel": Channel.INTERNET,
        "arrived_on": date(2026, 2, 15),
        "by": cast.handler,
        "today": date(2026, 2, 24),
    }
    with pytest.raises(Refused) as refusal:
        register(**asked)
    assert refusal.value.article == "第三十一条"
    confirmed = register(**asked, confirmed_on=date(2026, 2, 24))
    assert (confirmed.received_on, confirmed.due_on) == (date(2026, 2, 24), date(2026, 3, 23))


def test_numbers_are_never_given_twice_nor_reused(cast: Cast, application: Application) -> None:
    second = register(
        unit=cast.town, subject="道路养护合同", applicant_kind=ApplicantKind.ENTERPRISE,
        channel=Channel.MAIL_SIGNED, arrived_on=MONDAY, by=cast.handler, today=MONDAY,
    )  # fmt: skip
    elsewhere = register(
        unit=cast.other_town, subject="道路养护合同", applicant_kind=ApplicantKind.ENTERPRISE,
        channel=Channel.MAIL_SIGNED, arrived_on=MONDAY, by=cast.stranger, today=MONDAY,
    )  # fmt: skip
    assert [application.number, second.number, elsewhere.number] == ["2026-1", "2026-2", "2026-1"]


def test_a_correction_restarts_the_term_in_full(cast: Cast, application: Application) -> None:
    enter_step(
        application=application, kind=Kind.CORRECTION_NOTIFIED, on=date(2026, 2, 12),
        details={"reply_by": "2026-03-06"}, by=cast.handler, today=date(2026, 2, 12),
    )  # fmt: skip
    application.refresh_from_db()
    assert application.state == "awaiting_applicant"
    enter_step(
        application=application, kind=Kind.CORRECTED, on=date(2026, 3, 4),
        by=cast.handler, today=date(2026, 3, 4),
    )  # fmt: skip
    application.refresh_from_db()
    assert application.due_on == date(2026, 4, 1)


def test_a_correction_never_notified_cannot_arrive(cast: Cast, application: Application) -> None:
    with pytest.raises(Refused):
        enter_step(
            application=application, kind=Kind.CORRECTED, on=date(2026, 2, 12),
            by=cast.handler, today=date(2026, 2, 12),
        )  # fmt: skip
    assert application.steps.count() == 1


def test_an_extension_is_at_most_twenty_working_days(cast: Cast, application: Application) -> None:
    def extend(days: int) -> None:
        enter_step(
            application=application, kind=Kind.EXTENDED, on=date(2026, 3, 10),
            details={"days": days}, by=cast.office_head, today=date(2026, 3, 10),
        )  # fmt: skip

    with pytest.raises(Refused):
        extend(21)
    extend(20)
    application.refresh_from_db()
    assert application.due_on == date(2026, 4, 13)
    with pytest.raises(Refused):  # once only
        extend(1)


def test_an_answer_closes_and_is_counted_in_one_row(cast: Cast, application: Application) -> None:
    day = date(2026, 3, 2)
    with pytest.raises(Refused):
        enter_step(application=application, kind=Kind.ANSWERED, on=day, by=cast.handler, today=day)
    enter_step(
        application=application, kind=Kind.ANSWERED, on=day, outcome=Outcome.PARTLY_GRANTED,
        by=cast.handler, today=day,
    )  # fmt: skip
    application.refresh_from_db()
    assert (application.state, application.closed_on) == ("closed", day)
    before, after = ApplicationFact.objects.filter(application=application).order_by("known_from")
    assert before.known_until == after.known_from
    assert (after.outcome, after.closed_on) == ("partly_granted", day)


def test_what_was_not_corrected_in_time_is_closed_by_the_clock_alone(
    cast: Cast, application: Application
) -> None:
    enter_step(
        application=application, kind=Kind.CORRECTION_NOTIFIED, on=date(2026, 2, 12),
        details={"reply_by": "2026-03-06"}, by=cast.handler, today=date(2026, 2, 12),
    )  # fmt: skip
    with pytest.raises(Refused):
        close_abandoned(
            application=application, on=date(2026, 3, 6), by=cast.handler, today=date(2026, 3, 9)
        )
    close_abandoned(
        application=application, on=date(2026, 3, 9), by=cast.handler, today=date(2026, 3, 9)
    )
    application.refresh_from_db()
    assert application.outcome == Outcome.NOT_CORRECTED


def test_a_mistaken_step_is_struck_out_and_stays(cast: Cast, application: Application) -> None:
    step = enter_step(
        application=application, kind=Kind.ANSWERED, on=date(2026, 3, 2),
        outcome=Outcome.GRANTED, by=cast.handler, today=date(2026, 3, 2),
    )  # fmt: skip
    with pytest.raises(Refused):
        strike_out(step=step, reason=" ", by=cast.handler, today=date(2026, 3, 3))
    strike_out(step=step, reason="登错了申请", by=cast.handler, today=date(2026, 3, 3))
    application.refresh_from_db()
    assert (application.is_open, application.due_on) == (True, date(2026, 3, 13))
    assert application.steps.count() == 2
    assert ApplicationFact.objects.filter(application=application).count() == 3


def test_the_screens_show_the_town_to_its_people_and_to_nobody_else(
    cast: Cast, application: Application, client: Client
) -> None:
    address = application.get_absolute_url()
    assert client.get(address).status_code == 302
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(cast.stranger, backend=backend)
    assert client.get(address).status_code == 404
    assert application.subject not in client.get("/work/applications/").content.decode()
    for person in (cast.handler, cast.supervisor):
        client.force_login(person, backend=backend)
        assert application.subject in client.get(address).content.decode()
        assert application.number in client.get("/work/applications/?state=open").content.decode()


def test_a_refused_step_says_why_and_loses_nothing(
    cast: Cast, application: Application, client: Client
) -> None:
    client.force_login(cast.handler, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"{application.get_absolute_url()}steps/extended/"
    answer = client.post(address, {"on": "2026-02-10", "days": "21"})
    assert answer.status_code == 400
    assert "第三十三条" in answer.content.decode()
    assert 'value="21"' in answer.content.decode()
    assert application.steps.count() == 1


def test_registering_through_the_screen(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = {
        "unit": cast.town.pk, "subject": "水利工程招标文件", "applicant_kind": "ent",
        "channel": "in_person", "arrived_on": "2026-03-02", "name": "金沙公司", "phone": "66123456",
    }  # fmt: skip
    assert client.post("/work/applications/new/", {**sent, "subject": ""}).status_code == 400
    assert client.post("/work/applications/new/", sent).status_code == 302
    assert Application.objects.get().subject == "水利工程招标文件"


def test_what_has_one_answer_is_not_asked_and_outcomes_stand_under_their_headings(
    cast: Cast, sign_in: SignIn, application: Application
) -> None:
    page = sign_in(cast.handler).get("/work/applications/new/").content.decode()
    assert f'<input type="hidden" name="unit" value="{cast.town.pk}"' in page
    answered = sign_in(cast.handler).get(f"{application.get_absolute_url()}steps/answered/")
    choices = answered.content.decode()
    assert '<optgroup label="（五）不予处理">' in choices
    assert choices.index("（五）不予处理") < choices.index("1.信访举报投诉类申请")


def test_a_day_that_cannot_be_is_refused_without_a_word_of_the_programs(
    cast: Cast, sign_in: SignIn
) -> None:
    answer = sign_in(cast.handler).post(
        "/work/applications/new/",
        {
            "unit": cast.town.pk,
            "subject": "村级公益事业项目清单",
            "applicant_kind": "nat",
            "channel": "internet",
            "arrived_on": "2026-02-10",
            "confirmed_on": "2026-02-09",
            "name": "王小明",
            "phone": "13912345678",
        },
    )
    assert answer.status_code == 400
    assert "“收到申请”的确认之日2026年2月9日不能早于2026年2月10日。" in answer.content.decode()


def test_a_wrong_registration_is_said_again_and_the_term_follows(
    cast: Cast, application: Application
) -> None:
    enter_step(
        application=application, kind=Kind.EXTENDED, on=date(2026, 2, 11), details={"days": 5},
        by=cast.handler, today=date(2026, 2, 11),
    )  # fmt: skip
    before = application.steps.get(kind="received")
    again: dict[str, Any] = {
        "application": application,
        "subject": application.subject,
        "applicant_kind": ApplicantKind.NATURAL_PERSON,
        "channel": Channel.IN_PERSON,
        "arrived_on": MONDAY,
        "reason": "看错了签收单",
        "by": cast.handler,
        "today": date(2026, 2, 12),
    }
    with pytest.raises(Refused, match="没有改动"):
        correct_registration(**again)
    with pytest.raises(Refused, match="为什么更正"):
        correct_registration(**{**again, "reason": " "})
    with pytest.raises(Refused):  # the extension would come before the receipt
        correct_registration(**{**again, "arrived_on": date(2026, 2, 12)})
    with pytest.raises(NotPermitted):
        correct_registration(**{**again, "by": cast.leader, "subject": "道路养护合同"})

    application.refresh_from_db()
    due = application.due_on
    correct_registration(**{**again, "arrived_on": date(2026, 2, 11)})
    application.refresh_from_db()
    assert application.number == "2026-1"
    assert application.received_on == date(2026, 2, 11)
    assert due is not None
    assert application.due_on is not None
    assert application.due_on > due
    before.refresh_from_db()
    assert before.struck_out_reason == "看错了签收单"
    fact = ApplicationFact.objects.get(application=application, known_until=None)
    assert fact.received_on == date(2026, 2, 11)
    told = Event.objects.about(application).order_by("seq").values_list("kind", flat=True)
    assert list(told)[-1] == "applications.registration_corrected"


def test_the_applicants_kind_is_corrected_on_the_screen_and_the_receipt_stands(
    cast: Cast, sign_in: SignIn, application: Application
) -> None:
    page = f"{application.get_absolute_url()}correct/"
    assert page in sign_in(cast.handler).get(application.get_absolute_url()).content.decode()
    assert sign_in(cast.leader).get(page).status_code == 403
    answer = sign_in(cast.handler).post(
        page,
        {
            "subject": application.subject,
            "applicant_kind": "ent",
            "channel": "in_person",
            "arrived_on": "2026-02-09",
            "reason": "申请人是公司",
        },
    )
    assert answer.status_code == 302
    application.refresh_from_db()
    assert application.applicant_kind == "ent"
    assert application.steps.get().struck_out_at is None
    facts = ApplicationFact.objects.filter(application=application).order_by("pk")
    assert [fact.applicant_kind for fact in facts] == ["nat", "ent"]


@pytest.mark.parametrize("number", ["22028219900101123X", "13812345678"])
def test_an_applicants_numbers_are_kept_out_of_what_everybody_sees(cast: Cast, number: str) -> None:
    asked: dict[str, Any] = {
        "unit": cast.town,
        "applicant_kind": ApplicantKind.NATURAL_PERSON,
        "channel": Channel.IN_PERSON,
        "arrived_on": MONDAY,
        "by": cast.handler,
        "today": MONDAY,
    }
    with pytest.raises(Refused, match="请去掉再登记"):
        register(**asked, subject=f"低保名单，申请人{number}")
    # Numbers of documents and projects are no one's.
    assert register(**asked, subject="项目代码2020-220282-48-03-012345，合同20260101号").pk
