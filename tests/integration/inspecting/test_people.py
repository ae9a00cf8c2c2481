"""C30, C32, C35–C37: accounts on platforms, the guide, leaders, accounts of staff."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.conftest import Cast
from tests.integration.inspecting.records import DAY, found, noon, public, subjects
from tongming.law.inspection import Severity
from tongming.publishing.channels.kinds import Channel, State
from tongming.publishing.channels.models import Delivery
from tongming.supervision.inspection.accounts import close_account, enter_account, saw_post
from tongming.supervision.inspection.confirming import confirm_guide
from tongming.supervision.inspection.models import Account
from tongming.units.actions import appoint, edit_unit, end_appointment
from tongming.units.models import Person
from tongming.units.people import create_person
from tongming.units.roles import Role

FILED = {
    "platform": "wechat", "name": "红石砬子发布", "platform_id": "gh_1", "owner": "王敏",
    "phone": "0432-66789012", "filed_on": date(2024, 1, 8), "opened_on": date(2024, 1, 8),
}  # fmt: skip


def account(cast: Cast, **changes: Any) -> Account:
    return enter_account(
        unit=cast.town, values={**FILED, **changes}, today=DAY, by=cast.clerk
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "severity"),
    [(6, None), (7, Severity.YELLOW), (11, Severity.YELLOW), (12, Severity.RED),
     (14, Severity.RED), (15, Severity.VETO)],
)  # fmt: skip
def test_an_account_is_warned_of_before_it_fails(
    cast: Cast, days: int, severity: Severity | None
) -> None:
    one = account(cast)
    saw_post(account=one, on=DAY - timedelta(days=days), today=DAY, by=cast.clerk)
    assert [it.severity for it in found("C30", cast.town)] == ([severity] if severity else [])


def test_what_this_system_posted_counts_and_a_closed_account_is_left_alone(cast: Cast) -> None:
    one = account(cast)
    assert subjects("C30", cast.town) == [f"account:{one.pk}"]
    Delivery.objects.create(
        key="info-1", title="公告", unit=cast.town, channel=Channel.WECHAT.value,
        state=State.PUBLISHED.value, published_on=DAY - timedelta(days=2),
    )  # fmt: skip
    assert subjects("C30", cast.town) == []
    other = account(cast, platform="douyin", name="红石砬子抖音")
    assert subjects("C30", cast.town) == [f"account:{other.pk}"]
    close_account(account=other, on=DAY, today=DAY, by=cast.clerk)
    assert subjects("C30", cast.town) == []


def test_a_filing_lacks_what_it_lacks_and_one_platform_has_one_account(cast: Cast) -> None:
    account(cast)
    assert subjects("C32", cast.town) == []
    second = account(cast, name="红石砬子微政务", owner="", filed_on=None)
    incomplete, twice = found("C32", cast.town)
    assert incomplete.subject == f"account:{second.pk}"
    assert incomplete.evidence["missing"] == ["责任人", "备案日期"]
    assert (twice.subject, twice.evidence["count"]) == ("platform:wechat", 2)


def complete_guide(cast: Cast) -> None:
    edit_unit(
        cast.town, by=cast.administrator, office="党政办公室", address="红石街1号",
        hours="8:30—17:00", phone="0432-66789012", fax="0432-66789013",
        email="hongshi@example.gov.cn",
    )  # fmt: skip
    cast.town.refresh_from_db()


def test_the_guide_lacks_what_article_12_asks_for(cast: Cast) -> None:
    today = timezone.localdate()
    complete_guide(cast)
    assert found("C35", cast.town, today) == []
    cast.town.fax = ""
    (one,) = found("C35", cast.town, today)
    assert (one.subject, one.evidence["missing"]) == ("guide:missing", ["传真号码"])


def test_a_guide_nobody_confirmed_for_a_year_is_stale_until_somebody_does(cast: Cast) -> None:
    complete_guide(cast)
    today = timezone.localdate()
    assert found("C35", cast.town, today + timedelta(days=364)) == []
    later = today + timedelta(days=370)
    assert subjects("C35", cast.town, later) == ["guide:age"]
    with time_machine.travel(noon(later), tick=False):
        confirm_guide(unit=cast.town, by=cast.clerk)
    assert subjects("C35", cast.town, later) == []


def test_the_page_on_leaders_names_who_leads_and_nobody_who_left(cast: Cast) -> None:
    body = "<p>孙立群，镇长，1975年出生，大学学历，主持镇政府全面工作，分管财政。</p>"
    public(cast.town, cast.clerk, "红石砬子镇领导信息", body=body)
    public(cast.town, cast.clerk, "领导干部学习会召开", body="<p>会议召开。</p>")
    assert found("C36", cast.town) == []
    successor = create_person(username="heyu", full_name="何雨", unit=cast.town, password=None)
    appoint(person=successor, unit=cast.town, role=Role.LEADER, since=DAY)
    held = cast.leader.appointments.get()
    end_appointment(held, on=DAY, reason="调任", by=None)
    left, unnamed = found("C36", cast.town)
    assert left.evidence["person"] == ["孙立群"]
    assert unnamed.evidence["person"] == ["何雨"]


def test_a_page_on_leaders_without_their_work_lacks_something(cast: Cast) -> None:
    document = public(cast.town, cast.clerk, "领导简介", body="<p>孙立群，1975年出生。</p>")
    (one,) = found("C36", cast.town)
    assert (one.subject, one.evidence["missing"]) == (f"{document.key}:missing", ["分工"])


def test_an_editor_who_did_not_sign_in_for_thirty_days_is_told_of(cast: Cast) -> None:
    Person.objects.filter(pk=cast.clerk.pk).update(last_login=noon(DAY - timedelta(days=30)))
    Person.objects.filter(pk=cast.office_head.pk).update(last_login=noon(DAY - timedelta(days=31)))
    assert subjects("C37", cast.town) == [f"person:{cast.office_head.pk}"]
    assert subjects("C37", cast.other_town) == []  # made today: there was no time yet
