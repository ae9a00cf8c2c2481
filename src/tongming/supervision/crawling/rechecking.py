"""One finding is looked at again at once: its page is visited, the rest stands as last seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tongming.supervision.crawling.checks import CHECKED, check
from tongming.supervision.crawling.fetching.addresses import normal
from tongming.supervision.crawling.finishing import found_of
from tongming.supervision.crawling.models import Crawl, CrawlFault
from tongming.supervision.crawling.running import fetcher
from tongming.supervision.crawling.standing import reader_of, scope_of, site_of
from tongming.supervision.crawling.visiting import Visitor
from tongming.supervision.inspection.facts import Found
from tongming.supervision.inspection.models import Finding


def look_again(finding: Finding, day: date) -> Iterable[Found] | None:
    """What is wrong with a finding's subject now; None where only another look can tell.

    That is so for what the small looks find, and while the host is away or asks not to be visited.
    """
    if finding.indicator not in CHECKED:
        return None
    fault = (
        CrawlFault.objects.filter(
            crawl__section__unit=finding.unit, crawl__state=Crawl.State.DONE,
            kind=finding.indicator, subject=finding.subject,
        )
        .select_related("crawl__section__unit")
        .order_by("-crawl").first()
    )  # fmt: skip
    if fault is None:
        return None
    site = site_of(fault.crawl, day)
    if not site.pages:
        return None  # a later crawl went all the way, and no longer found it
    address = next(
        (one for one in (normal(fault.subject), normal(fault.url)) if one in site.visits), None
    )
    if address is None:
        return None
    section, before = fault.crawl.section, site.visits[address]
    with fetcher() as out:
        now = Visitor(scope_of(section), reader_of(section), out).visit(address, before.kind)
    if now.status in (429, 503) or (now.fault and finding.indicator != "C25"):
        return None
    again = replace(site, visits={**site.visits, address: now})
    return [
        found_of(one)
        for one in check(again)
        if one.kind == finding.indicator and one.subject == finding.subject
    ]
