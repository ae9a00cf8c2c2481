"""Dates of items: missing, still to come, in the wrong order, too late (C08, C09)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.law.dated import NotInForce
from tongming.law.terms import PUBLICATION
from tongming.law.words import N_, say
from tongming.supervision.crawling.checks.model import Fault, Site
from tongming.supervision.crawling.pages.model import Page


def check(site: Site) -> Iterator[Fault]:
    """Every item once, with the worst that is wrong with its dates."""
    for address, page in site.items():
        published, written = _published(site, address, page), page.written_on
        evidence = site.seen(
            address, name=page.heading, published=published.isoformat() if published else "",
            written=page.written, text=_line(site, address),
        )  # fmt: skip
        if published is None:
            if not _has_some_date(site, address):
                words = say(N_("“{title}”没有注明发布日期。"), title=_name(site, address, page))
                yield Fault("C09", address, words, address, evidence)
        elif published > site.today:
            words = say(N_("“{title}”的发布日期是将来的{day}。"), title=page.heading, day=published)
            yield Fault("C09", address, words, address, evidence)
        elif written and written > published:
            words = say(
                N_("“{title}”的成文日期{written}晚于发布日期{day}。"),
                title=page.heading, written=written, day=published,
            )  # fmt: skip
            yield Fault("C09", address, words, address, evidence)
        elif written:
            yield from _late(site, address, page, written, published, evidence)


def _late(
    site: Site, address: str, page: Page, written: date, published: date,
    evidence: dict[str, object],
) -> Iterator[Fault]:  # fmt: skip
    """第二十六条: within 20 working days of being made or changed."""
    try:
        term = PUBLICATION.on(written)
    except NotInForce:
        return
    due = site.calendar.after(written, term.n)
    if not due.provisional and published > due.on:
        words = say(
            N_("“{title}”{written}成文，应当在{due}以前公开，{day}才发布。"),
            title=page.heading, written=written, due=due.on, day=published,
        )  # fmt: skip
        yield Fault("C08", address, words, address, {**evidence, "until": due.on.isoformat()})


def _published(site: Site, address: str, page: Page) -> date | None:
    if page.published_on:
        return page.published_on
    days = [one.day for one in site.listed.get(address, ()) if one.day]
    return date.fromisoformat(days[0]) if days else None


def _has_some_date(site: Site, address: str) -> bool:
    return any(one.dated for one in site.listed.get(address, ()))


def _line(site: Site, address: str) -> str:
    return next((one.line for one in site.listed.get(address, ())), "")


def _name(site: Site, address: str, page: Page) -> str:
    listed = next((one.title for one in site.listed.get(address, ())), "")
    return page.heading or listed or page.title
