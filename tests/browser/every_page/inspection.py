"""Findings of every kind, orders in every state, rules, accounts, a quarter's report."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

from django.utils import timezone
from django.utils.timezone import localdate
from PIL import Image

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tongming.law.inspection import Severity
from tongming.law.words import N_, say
from tongming.supervision.inspection import ordering, reporting, visiting
from tongming.supervision.inspection.accounts import enter_account
from tongming.supervision.inspection.actions import Found, report_findings
from tongming.supervision.inspection.changing import change_rules
from tongming.supervision.inspection.looking import run
from tongming.supervision.inspection.models import Finding, Order, QuarterReport
from tongming.supervision.inspection.photographs import cleaned
from tongming.supervision.inspection.quarter import quarter_before
from tongming.units.people import appoint, create_person
from tongming.units.roles import Role

PAGE = "https://www.example.gov.cn/xxgk/hongshilazi/"


def picture() -> bytes:
    """A photograph."""
    made = BytesIO()
    Image.new("RGB", (640, 480), "#8aa4c8").save(made, "JPEG")
    return made.getvalue()


def inspection(cast: Cast) -> Visits:
    today, now = localdate(), timezone.now()
    year, quarter = quarter_before(today)
    in_quarter = now - timedelta(days=(today - date(year, 3 * quarter, 10)).days)

    change_rules(
        unit=cast.county, values={"thresholds": {"news_days": 7}, "off": ["C19"],
        "words": [{"wrong": "红石拉子", "right": "红石砬子", "severe": True}]},
        reason="本市要求一周一更新", by=cast.supervisor,
    )  # fmt: skip
    crawled = [
        Found("C25", f"{PAGE}a", say(N_("“{name}”打不开。"), name="附件一"),
              {"address": f"{PAGE}a", "status": 404}, url=f"{PAGE}a"),
        Found("C24", PAGE, say(N_("“{name}”打不开。"), name="页脚"), {"missing": ["网站标识码"]},
              url=PAGE, severity=Severity.RED),
    ]  # fmt: skip
    report_findings(
        unit=cast.town, source="crawl", indicators=["C24", "C25"], found=crawled, at=in_quarter
    )
    for unit in (cast.town, cast.other_town):
        run(unit, at=now, by=cast.supervisor)

    def seen(note: str, severity: Severity = Severity.YELLOW) -> Finding:
        return visiting.enter(
            unit=cast.town, indicator="D-08", severity=severity, note=note, place="政务公开栏",
            photograph=cleaned(picture(), "现场.jpg"), at=now, by=cast.supervisor,
        )  # fmt: skip

    def ordered(*findings: Finding) -> Order:
        return ordering.issue(
            issuer=cast.county, findings=findings, requirement="逐项整改，查明原因。",
            due_on=today + timedelta(days=15), today=today, by=cast.supervisor,
        )  # fmt: skip

    free, settled = seen("公开栏上的收费标准已经废止"), seen("查阅点没有开门")
    visiting.close_finding(
        finding=settled, how="settled", reason="当天停电", at=now, by=cast.supervisor
    )
    new = ordered(seen("公开栏没有更新", Severity.RED))
    crawl_finding = Finding.objects.filter(unit=cast.town, source="crawl").first()
    own = Finding.objects.standing().filter(unit=cast.town, source="own").first()
    assert crawl_finding is not None
    assert own is not None
    answered = ordered(crawl_finding, own)
    ordering.answer(order=answered, text="已经整改。", materials=[], today=today, by=cast.clerk)
    late = ordered(seen("便民手册不全"))
    Order.objects.filter(pk=late.pk).update(
        issued_on=today - timedelta(days=30), due_on=today - timedelta(days=2)
    )
    done = ordered(seen("公开栏破损"))
    ordering.answer(order=done, text="已经换新。", materials=[], today=today, by=cast.clerk)
    item = done.items.get()
    ordering.judge(
        item=item, mended=True, note="已换新", photograph=cleaned(picture(), "新.jpg"), at=now,
        today=today, by=cast.supervisor,
    )  # fmt: skip
    account = enter_account(
        unit=cast.town, by=cast.clerk, today=today,
        values={"platform": "wechat", "name": "红石砬子发布", "opened_on": date(2020, 1, 8)},
    )  # fmt: skip
    head = create_person(username="heguang", full_name="何光", unit=cast.county, password=None)
    appoint(person=head, unit=cast.county, role=Role.LEADER, since=date(2020, 1, 1))
    praise = visiting.praise(
        issuer=cast.county, unit=cast.town, text="政策解读图文并茂", on=date(year, 3 * quarter, 5),
        today=today, by=cast.supervisor,
    )  # fmt: skip
    report = reporting.draft(
        unit=cast.county, year=year, quarter=quarter, today=today, by=cast.supervisor
    )
    before = (year - 1, 4) if quarter == 1 else (year, quarter - 1)
    signed = reporting.draft(
        unit=cast.county, year=before[0], quarter=before[1], today=today, by=cast.supervisor
    )
    reporting.submit(report=signed, by=cast.supervisor)
    signed = QuarterReport.objects.get(pk=signed.pk)
    reporting.sign(
        report=signed, seen=reporting.digest_of(reporting.figures_of(signed, today), {}),
        today=today, by=head,
    )  # fmt: skip
    first = answered.items.order_by("pk").first()
    assert first is not None
    found = [free, settled, crawl_finding, own]
    return {
        # Whoever looks after one unit alone is led on to its page.
        **at("inspection:index", "supervisor"),
        "inspection:unit": [
            Visit(f"/work/inspection/units/{cast.town.pk}/", who) for who in ("supervisor", "clerk")
        ],
        **at("inspection:issue", "supervisor", cast.town.pk),
        **at(
            "inspection:ranking", "supervisor", cast.county.pk, query=f"?quarter={year}-{quarter}"
        ),
        "inspection:rules": [
            Visit(f"/work/inspection/units/{cast.town.pk}/rules/", "clerk"),
            Visit(f"/work/inspection/units/{cast.county.pk}/rules/?version=1", "supervisor"),
        ],
        **at("inspection:change_rules", "supervisor", cast.county.pk),
        "inspection:accounts": [
            Visit(f"/work/inspection/units/{cast.town.pk}/accounts/", "clerk"),
            Visit(f"/work/inspection/units/{cast.other_town.pk}/accounts/", "supervisor"),
        ],
        **at("inspection:new_account", "clerk", cast.town.pk),
        "inspection:account": [
            Visit(f"/work/inspection/accounts/{account.pk}/", who) for who in ("clerk", "leader")
        ],
        **at("inspection:saw_post", "clerk", account.pk),
        **at("inspection:close_account", "clerk", account.pk),
        **at("inspection:praise", "supervisor", cast.county.pk),
        **at("inspection:strike_out_praise", "supervisor", praise.pk),
        **at("inspection:visit", "supervisor", query=f"?unit={cast.town.pk}&entered={free.pk}"),
        "inspection:findings": [
            Visit("/work/inspection/findings/?state=all", who) for who in ("supervisor", "clerk")
        ],
        "inspection:finding": [
            Visit(one.get_absolute_url(), who) for one in found for who in ("supervisor", "clerk")
        ],
        **at("inspection:close_finding", "supervisor", free.pk, "unfounded"),
        **at("inspection:reopen_finding", "supervisor", settled.pk),
        **at("inspection:orders", "supervisor"),
        "inspection:order": [
            Visit(one.get_absolute_url(), who)
            for one in (new, answered, late, done)
            for who in ("supervisor", "clerk")
        ],
        **at("inspection:answer", "clerk", new.pk),
        **at("inspection:judge", "supervisor", answered.pk, first.pk),
        **at("inspection:settle", "supervisor", answered.pk, first.pk),
        **at("inspection:close_order", "supervisor", done.pk),
        **at("inspection:return_order", "supervisor", answered.pk),
        **at("inspection:criticise", "supervisor", late.pk),
        **at("inspection:withdraw_order", "supervisor", new.pk),
        "inspection:reports": [
            Visit("/work/inspection/reports/", who) for who in ("supervisor", "clerk")
        ],
        "inspection:report": [
            Visit(report.get_absolute_url(), "supervisor"),
            Visit(signed.get_absolute_url(), "clerk"),
        ],
        **at("inspection:edit_report", "supervisor", report.pk),
    }
