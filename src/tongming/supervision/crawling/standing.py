"""What a section is judged by, put together from its unit, its own words and the settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings

from tongming.calendars.queries import current_calendar
from tongming.files.queries import allowed
from tongming.supervision.crawling.checks.model import Site, Visit
from tongming.supervision.crawling.fetching.addresses import Scope
from tongming.supervision.crawling.models import Address, Crawl, Section
from tongming.supervision.crawling.pages.model import Hit, Page
from tongming.supervision.crawling.pages.profile import Profile
from tongming.supervision.crawling.pages.reading import Reader
from tongming.supervision.crawling.wording import NAMED, Wording, parsed
from tongming.supervision.inspection.rules import rules_of

DOMAINS = (
    "gov.cn", "conac.cn", "edu.cn", "12377.cn", "12388.gov.cn", "people.com.cn", "xinhuanet.com",
    "news.cn", "cctv.com", "cctv.cn", "gmw.cn", "ce.cn", "chinanews.com.cn", "xuexi.cn",
    "weixin.qq.com", "weibo.com", "12309.gov.cn",
)  # fmt: skip
"""Whom a government page may link to by default: government, central media, and the platforms on
which its own accounts stand. An office adds to it; no rule has such a list."""


def scope_of(section: Section) -> Scope:
    """What belongs to a section."""
    return Scope.of(section.address, tuple(section.also.split()))


def reader_of(section: Section) -> Reader:
    """What reads its pages."""
    words = Wording((*NAMED, *parsed(section.wording)))
    return Reader(Profile.of(section.profile), allowed(), words)


def domains_of(section: Section) -> tuple[str, ...]:
    """Whom its pages may link to: our own site's domain too."""
    own = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0]
    return (*DOMAINS, *(one.lower().strip(".") for one in section.domains.split()), own)


def site_of(crawl: Crawl, today: date) -> Site:
    """All a crawl saw."""
    section = crawl.section
    rows = crawl.addresses.filter(done=True, result__isnull=False).order_by("rank", "pk")
    return Site(
        scope_of(section),
        {one.address: visit_of(one) for one in rows.iterator()},
        today,
        rules_of(section.unit).settings,
        current_calendar(),
        Profile.of(section.profile),
        domains_of(section),
        dict(
            section.outsiders.filter(first_failed_on__lt=today).values_list(
                "address", "first_failed_on"
            )
        ),
    )


def visit_of(row: Address) -> Visit:
    """A visit from what was kept of it."""
    kept = row.result or {}
    if kept.get("fault") == "robots":
        return Visit(row.address, row.kind, row.address, None, "robots")
    return Visit(
        row.address, kept["kind"], kept["final"], kept["status"], kept["fault"],
        tuple((status, there) for status, there in kept["chain"]), kept["media"], kept["size"],
        kept["sha256"], datetime.fromisoformat(kept["at"]) if kept["at"] else None,
        Page.of(row.page) if row.page else None, tuple(_hits(kept["hits"])), kept["empty"],
        kept["note"],
    )  # fmt: skip


def _hits(kept: list[list[str]]) -> Iterator[Hit]:
    return (Hit(*one) for one in kept)
