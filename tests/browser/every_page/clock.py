"""The working calendar, and the applications whose time it counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tongming.applications.actions import close_abandoned, enter_step, register
from tongming.applications.amending import enter_correction
from tongming.applications.applicants.actions import register as take_down
from tongming.applications.applicants.actions import submit
from tongming.applications.applicants.identity import Identity
from tongming.applications.intake import dismiss
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application
from tongming.applications.notices.models import Notice, Way
from tongming.applications.outgoing import State
from tongming.calendars.actions import propose_change
from tongming.law.outcomes import ApplicantKind


def calendar(cast: Cast) -> Visits:
    # A rest day more, so that the page has open terms to show before and after.
    loaded = propose_change(
        year=2026, notice="应急放假一天", off=["2026-12-31"], work=[], by=cast.administrator
    )
    return {
        "calendars:overview": [Visit("/work/calendar/", who) for who in ("clerk", "administrator")],
        **at("calendars:load", "administrator"),
        **at("calendars:proposal", "administrator", loaded.pk),
        **at("calendars:year", "clerk", 2026),
    }


def applications(cast: Cast) -> Visits:
    today = localdate()

    def received(days_ago: int, subject: str) -> Application:
        return register(
            unit=cast.town,
            subject=subject,
            applicant_kind=ApplicantKind.NATURAL_PERSON,
            channel=Channel.IN_PERSON,
            arrived_on=today - timedelta(days=days_ago),
            by=cast.handler,
            today=today,
        )

    def asked(application: Application, on: date, **details: Any) -> None:
        enter_step(
            application=application, kind=Kind.CORRECTION_NOTIFIED, on=on, details=details,
            by=cast.handler, today=today,
        )  # fmt: skip

    received(80, "河道采砂许可档案")  # overdue
    waiting, given_up = received(20, "2025年度农村低保名册"), received(60, "道路养护合同")
    asked(waiting, today - timedelta(days=18), reply_by=(today + timedelta(days=9)).isoformat())
    asked(given_up, today - timedelta(days=58), reply_by=(today - timedelta(days=30)).isoformat())
    step = waiting.steps.latest("pk")
    applicant = Identity(name="王小明", document="居民身份证", phone="13912345678")
    asked_for: dict[str, Any] = {
        "unit": cast.town, "subject": "河道采砂许可档案", "features": "2024年以来",
        "applicant_kind": ApplicantKind.NATURAL_PERSON, "identity": applicant,
        "form_wanted": "electronic", "way_wanted": "email", "today": today,
    }  # fmt: skip
    scan = [("申请表.pdf", b"%PDF-1.4\n")]
    came = take_down(
        **asked_for, channel=Channel.IN_PERSON, arrived_on=today, confirmed_on=None, scans=scan,
        by=cast.handler,
    )  # fmt: skip
    online, _code = submit(**asked_for, proofs=scan)
    aside, _code = submit(**asked_for, proofs=[])
    dismiss(application=aside, reason="测试提交", by=cast.handler, today=today)
    Notice.objects.create(
        application=waiting, threshold=3, due_on=today, person=cast.handler, way=Way.EMAIL,
        state=State.FAILED, problem="SMTP 550: recipient refused",
    )  # fmt: skip
    posted = received(15, "村道硬化工程中标合同")
    letter = enter_step(
        application=posted, kind=Kind.THIRD_PARTY_ASKED, on=today - timedelta(days=9),
        details={"party": "甲公司"}, by=cast.handler, today=today,
    )  # fmt: skip
    closed = received(70, "土地征收补偿方案")
    asked(closed, today - timedelta(days=68), reply_by=(today - timedelta(days=40)).isoformat())
    close_abandoned(application=closed, on=today, by=cast.handler, today=today)
    restated = received(15, "村道硬化工程")
    asked(restated, today - timedelta(days=14), reply_by=today.isoformat())
    enter_correction(
        application=restated, on=today - timedelta(days=9), subject="二标段的招标公告",
        by=cast.handler, today=today,
    )  # fmt: skip
    return {
        "applications:list": [
            Visit("/work/applications/", who) for who in ("handler", "supervisor")
        ]
        + [Visit("/work/applications/?words=nothing", "handler")],
        **at("applications:new", "handler"),
        "applications:detail": [
            Visit(one.get_absolute_url(), "handler") for one in Application.objects.all()
        ],
        "applications:step": [
            Visit(f"{waiting.get_absolute_url()}steps/{kind}/", "handler")
            for kind in ("corrected", "answered", "third_party_asked")
        ]
        + [Visit(f"{given_up.get_absolute_url()}steps/corrected/", "handler")],
        **at("applications:confirm", "handler", online.pk),
        **at("applications:dismiss", "handler", online.pk),
        **at("applications:who", "handler", came.pk),
        **at("applications:correct_identity", "handler", came.pk),
        **at("applications:add_paper", "handler", came.pk),
        **at("applications:practice", "handler"),
        **at("applications:practice_scenario", "handler", "compensation"),
        **at("applications:theme", "handler", waiting.pk),
        **at("openness:register", "", cast.town.code),
        **at("notices:settings", "handler"),
        **at("notices:failures", "administrator"),
        **at("applications:receipt", "handler", posted.pk, letter.pk),
        **at("applications:restate", "handler", restated.pk),
        **at("applications:reopen", "handler", closed.pk),
        **at("applications:correct", "handler", waiting.pk),
        **at("applications:abandoned", "handler", given_up.pk),
        **at("applications:strike_out", "handler", waiting.pk, step.pk),
    }
