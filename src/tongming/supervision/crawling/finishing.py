"""A crawl ends: what was found is written down and given to the inspection."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from tongming.law.words import Message
from tongming.ledger.actions import record
from tongming.supervision.crawling.checks import CHECKED, Fault, check
from tongming.supervision.crawling.checks.model import Site
from tongming.supervision.crawling.models import Address, Crawl, CrawlFault, Outside
from tongming.supervision.crawling.standing import site_of
from tongming.supervision.inspection.actions import Found, report_findings
from tongming.supervision.inspection.rules import rules_of
from tongming.supervision.inspection.words import keep_message


def finish(crawl: Crawl, state: str, reason: Message | None) -> None:
    """Check what was seen, keep the faults, tell the inspection, end the crawl."""
    # Judged before the transaction: over thousands of pages it takes seconds, and holds up nobody.
    today = localdate()
    site, rules = site_of(crawl, today), rules_of(crawl.section.unit)
    faults = check(site) if site.visits else []
    with transaction.atomic():
        _remember_outsiders(crawl, site)
        crawl.faults.all().delete()
        CrawlFault.objects.bulk_create(
            CrawlFault(
                crawl=crawl, kind=one.kind, subject=one.subject[:1100], url=one.url[:1000],
                said=keep_message(one.say), evidence=dict(one.evidence), suspected=one.suspected,
                severity=rules.severity(one.indicator, one.severity).value
                if one.indicator else "",
            )
            for one in faults
        )  # fmt: skip
        if state == Crawl.State.DONE:
            crawl.told = _tell(crawl, site, faults)
        crawl.state, crawl.finished_at = state, timezone.now()
        crawl.holder, crawl.held_until, crawl.not_before = "", None, None
        crawl.reason = keep_message(reason) if reason else None
        crawl.save()
        if crawl.complete:
            # What older crawls read is not needed any more; what they found stays.
            Address.objects.filter(
                crawl__section=crawl.section, crawl__lt=crawl.pk, page__isnull=False
            ).update(page=None)
        record(
            "crawling.finished", unit=crawl.section.unit, by=None, subject=crawl, state=state,
            section_address=crawl.section.address, pages_seen=len(site.pages),
            faults=len(faults), complete=crawl.complete,
        )  # fmt: skip


def found_of(fault: Fault) -> Found:
    """A fault as the inspection takes it."""
    return Found(
        fault.indicator, fault.subject, fault.say, fault.evidence, fault.url, fault.severity
    )


def _tell(crawl: Crawl, site: Site, faults: list[Fault]) -> dict[str, int]:
    """Report what counts. Closed is only what this section's crawls had found and this one looked
    at again: one that ended at a limit says nothing about what it never reached."""
    earlier = CrawlFault.objects.filter(crawl__section=crawl.section).exclude(crawl=crawl)
    about = {
        fault.subject
        for fault in earlier.only("subject", "url")
        if crawl.complete or fault.subject in site.visits or fault.url in site.visits
    }
    reported = report_findings(
        unit=crawl.section.unit,
        source="crawl",
        indicators=CHECKED,
        found=[found_of(one) for one in faults if one.indicator and not one.suspected],
        at=timezone.now(),
        about=about,
    )
    return {
        "opened": reported.opened, "seen_again": reported.seen_again, "gone": reported.gone,
    }  # fmt: skip


def _remember_outsiders(crawl: Crawl, site: Site) -> None:
    """Which addresses of other hosts failed, since when; those that open again are forgotten."""
    looked = [one for one in site.visits.values() if one.kind == "outside"]
    failed = [one.address for one in looked if not one.works and one.status not in (429, 503)]
    section, today = crawl.section, site.today
    section.outsiders.filter(address__in=[one.address for one in looked if one.works]).delete()
    known = set(section.outsiders.filter(address__in=failed).values_list("address", flat=True))
    section.outsiders.filter(address__in=failed).update(last_looked_on=today)
    Outside.objects.bulk_create(
        Outside(section=section, address=one, first_failed_on=today, last_looked_on=today)
        for one in failed
        if one not in known
    )
