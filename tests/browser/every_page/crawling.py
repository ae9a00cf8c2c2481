"""Sections: one never crawled, one with a crawl under way, one with two crawls to compare."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tongming.law.inspection import Severity
from tongming.law.words import N_, say
from tongming.supervision.crawling import actions
from tongming.supervision.crawling.checks import Fault
from tongming.supervision.crawling.models import Address, Crawl, CrawlFault, Probe, Section
from tongming.supervision.inspection.words import keep_message


def _crawled(section: Section, faults: list[Fault]) -> Crawl:
    crawl = Crawl.objects.create(
        section=section, state=Crawl.State.DONE, complete=True, finished_at=timezone.now(),
        told={"opened": 1, "seen_again": 0, "gone": 0}, left_out={"robots": 2}, seconds=80,
    )  # fmt: skip
    CrawlFault.objects.bulk_create(
        CrawlFault(
            crawl=crawl, kind=one.kind, subject=one.subject, said=keep_message(one.say),
            url=one.url, evidence=dict(one.evidence), suspected=one.suspected,
            severity=one.severity or "",
        )
        for one in faults
    )  # fmt: skip
    return crawl


def crawling(cast: Cast) -> Visits:
    def section(name: str, folder: str) -> Section:
        return actions.set_up(
            unit=cast.town, by=cast.clerk, name=name, is_watched=True,
            address=f"http://www.huadian.gov.cn/{folder}/",
        )  # fmt: skip

    new, going, done = section("新栏目", "new"), section("党务公开", "dw"), section("旧专栏", "old")
    under_way = actions.begin(section=going, by=cast.clerk)
    for number in range(5):
        Address.objects.create(
            crawl=under_way, address=f"{going.address}{number}", kind="page", rank=0,
            done=number < 3,
        )  # fmt: skip
    page = f"{done.address}tzgg/content_3.html"
    personal = Fault(
        "C20", page, say(N_("有{n}处个人信息没有遮盖（{kinds}）。"), n=1, kinds="手机号"), page,
        {"address": page, "http_status": 200, "found": ["139****4321"],
         "text": ["手机139****4321"]},
        Severity.BLOCK,
    )  # fmt: skip
    empty = Fault(
        "C05", f"{done.address}aqsc/", say(N_("栏目“{name}”是空的。"), name="安全生产"),
        f"{done.address}aqsc/", {"column": "安全生产"}, Severity.RED,
    )  # fmt: skip
    dead = Fault(
        "C25", "https://example.gov.cn/gone",
        say(N_("外部链接打不开：{why}。"), why=say(N_("服务器回答{status}"), status=404)), page,
        {"address": "https://example.gov.cn/gone", "chain": ["302 → https://example.gov.cn/gone"]},
        Severity.YELLOW, True,
    )  # fmt: skip
    hint = Fault(
        "duplicate_title", page,
        say(N_("“{title}”与另一条信息标题和日期相同。"), title="关于停水的通告"), page,
    )  # fmt: skip
    _crawled(done, [empty, dead])
    crawl = _crawled(done, [personal, dead, hint])
    for number in range(3):
        Probe.objects.create(
            section=done, at=timezone.now() - timedelta(hours=number), opened=number > 0,
            milliseconds=420,
        )  # fmt: skip
    Section.objects.filter(pk=done.pk).update(
        light={"C28": "found", "C29": "unknown", "C33": "fine"}
    )
    return {
        "crawling:index": [
            Visit("/work/crawling/", who) for who in ("clerk", "supervisor", "leader")
        ],
        **at("crawling:new", "clerk"),
        **at("crawling:edit", "clerk", done.pk),
        "crawling:section": [
            *(Visit(one.get_absolute_url(), "clerk") for one in (new, going, done)),
            Visit(done.get_absolute_url(), "leader"),
        ],
        "crawling:crawl": [
            Visit(under_way.get_absolute_url(), "clerk"),
            Visit(crawl.get_absolute_url(), "clerk"),
            Visit(f"{crawl.get_absolute_url()}?show=gone", "clerk"),
        ],
        "crawling:fault": [
            Visit(f"/work/crawling/faults/{one.pk}/", "clerk") for one in crawl.faults.all()
        ],
    }
