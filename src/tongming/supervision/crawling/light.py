"""Small looks between two crawls: does it open, is the search any good, IPv6, is it untouched.

C27 by the hour, C28, C29 and C33 once a day, and with them the second look at links of other hosts
that failed on an earlier day. A process of its own does it: a server that does not answer takes
fifteen seconds each time.
"""

from __future__ import annotations

import errno
import hashlib
import socket
import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from tongming.files.decoding import decode
from tongming.law.inspection import Severity
from tongming.law.words import N_, say
from tongming.publishing.models import SiteFile
from tongming.supervision.crawling.fetching.addresses import name_of, normal
from tongming.supervision.crawling.fetching.client import FAULTS, Fetcher
from tongming.supervision.crawling.fetching.network import Guarded, has_ipv6
from tongming.supervision.crawling.models import Crawl, CrawlFault, Probe, Section
from tongming.supervision.crawling.pages.tree import parsed, plain_text
from tongming.supervision.crawling.running import fetcher
from tongming.supervision.crawling.standing import site_of
from tongming.supervision.inspection.actions import Found, report_findings
from tongming.supervision.inspection.rules import rules_of

EVERY = timedelta(hours=1)
"""24 visits a day; the notice asks for 20 and more."""
_KEPT = timedelta(days=60)
_PAGE = 2 * 1024 * 1024
_SAMPLE = 20
_SITTING = (errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
_AFTER_HOUR = 5


def due(now: datetime) -> QuerySet[Section]:
    """The sections of which something small is due."""
    watched = Section.objects.filter(is_watched=True).annotate(last=Max("probes__at"))
    wanted = Q(last=None) | Q(last__lte=now - EVERY)
    if timezone.localtime(now).hour >= _AFTER_HOUR:
        wanted |= Q(looked_on=None) | Q(looked_on__lt=timezone.localtime(now).date())
    return watched.filter(wanted).select_related("unit")


def look_lightly(now: datetime | None = None) -> int:
    """Do every small look that is due; at how many sections."""
    moment, done = now or timezone.now(), 0
    here = timezone.localtime(moment)
    for section in due(moment):
        if not section.probes.filter(at__gt=moment - EVERY).exists():
            probe(section, moment)
        if here.hour >= _AFTER_HOUR and (section.looked_on or date.min) < here.date():
            with fetcher() as out:
                look_daily(section, out, here.date())
        done += 1
    return done


# --- C27 ------------------------------------------------------------------------------------------


def probe(section: Section, now: datetime) -> Probe:
    """One visit to the first page; what a week of them comes to is reported."""
    limits = rules_of(section.unit).settings
    seconds = limits.value("probe_seconds")
    started = time.monotonic()
    with fetcher(seconds) as out:
        got = out.get(section.address, most=_PAGE)
    spent = time.monotonic() - started
    made = Probe.objects.create(
        section=section, at=now, opened=(got.works or got.fault == "too_large")
        and spent <= seconds, milliseconds=int(spent * 1000), status=got.status, fault=got.fault,
    )  # fmt: skip
    section.probes.filter(at__lt=now - _KEPT).delete()
    failed, all_visits = share_failed(section, now, limits.value("probe_days"))
    found = []
    enough = all_visits >= limits.value("probe_visits")
    if enough and failed * 100 >= all_visits * limits.value("probe_percent"):
        words = say(
            N_("{days}天里访问{n}次，{failed}次没有打开。"),
            days=limits.value("probe_days"), n=all_visits, failed=failed,
        )  # fmt: skip
        found.append(
            Found("C27", section.address, words, {"address": section.address, "count": failed,
                  "limit": limits.value("probe_percent")}, section.address, Severity.VETO)
        )  # fmt: skip
    _report(section, ["C27"], found, now)
    return made


def share_failed(section: Section, now: datetime, days: int) -> tuple[int, int]:
    """How many visits of the last days failed, and how many there were."""
    counted = section.probes.filter(at__gt=now - timedelta(days=days)).aggregate(
        failed=Count("pk", filter=Q(opened=False)), every=Count("pk")
    )
    return counted["failed"], counted["every"]


# --- Once a day -----------------------------------------------------------------------------------


def look_daily(section: Section, out: Fetcher, today: date) -> None:
    """Search, IPv6, untouched pages, second looks."""
    # Noted first: a section that makes this fail is tried again tomorrow, not at once and for ever.
    section.looked_on = today
    section.save(update_fields=["looked_on"])
    told: dict[str, str] = {}
    for indicator, look in (("C28", _search), ("C29", _ipv6), ("C33", _untouched)):
        answer = look(section, out, today)
        told[indicator] = "unknown" if answer is None else "found" if answer else "fine"
        if answer is not None:
            _report(section, [indicator], answer, timezone.now())
    second_looks(section, out, today)
    section.light = told
    section.save(update_fields=["light"])


def _search(section: Section, out: Fetcher, today: date) -> list[Found] | None:
    """C28: titles of last year, asked of the search the section offers; found on its first page?

    None where there is no crawl to take titles from, or no search that a link could ask.
    """
    crawl = section.crawls.filter(state=Crawl.State.DONE).select_related("section__unit").first()
    if crawl is None:
        return None
    site = site_of(crawl, today)
    home = site.pages.get(site.home)
    recent = sorted(
        (page.published, address, page.heading)
        for address, page in site.items()
        if page.heading and page.published_on and 0 <= (today - page.published_on).days <= 365
    )
    if home is None or not home.search or not recent:
        return None
    wanted = rules_of(section.unit).settings.value("search_titles")
    step = max(len(recent) // wanted, 1)
    missed = []
    chosen = recent[::step][:wanted]
    for _, address, title in chosen:
        words_asked = urlencode({**home.search["with"], home.search["field"]: title})
        asked = normal(f"{home.search['action']}?{words_asked}")
        got = out.get(asked, most=_PAGE) if asked else None
        if got is None or not got.works:
            return None
        if not _is_among(got.body, asked or "", address, title):
            missed.append(title)
        time.sleep(float(section.pause))
    if not missed:
        return []
    words = say(N_("抽查{n}个标题，{missed}个在搜索结果第一页没有。"), n=len(chosen),
                missed=len(missed))  # fmt: skip
    evidence = {"address": home.search["action"], "missing": missed, "count": len(missed)}
    return [Found("C28", section.address, words, evidence, section.address)]


def _is_among(body: bytes, base: str, address: str, title: str) -> bool:
    """Whether a page of results has a line for an item. That it repeats the question is not one."""
    start = "".join(title.split())[:18]
    path = urlsplit(address).path
    return any(
        urlsplit(normal(link.attributes.get("href") or "", base) or "").path == path
        or start in "".join(plain_text(link).split())
        for link in parsed(decode(body)[0]).css("a[href]")
    )


def _ipv6(section: Section, out: Fetcher, today: date) -> list[Found] | None:
    """C29; None where this machine has no IPv6 itself to try with."""
    name = name_of(section.address)
    addresses = [one for one in has_ipv6(name) if Guarded(settings.CRAWL_PRIVATE).allows(one)]
    if not addresses:
        words = say(N_("域名“{name}”没有IPv6地址。"), name=name)
        return [Found("C29", section.address, words, {"name": name}, section.address)]
    port = urlsplit(section.address).port or (443 if section.address.startswith("https") else 80)
    try:
        socket.create_connection((addresses[0], port), timeout=10).close()
    except OSError as error:
        if error.errno in _SITTING:
            return None
        words = say(N_("域名“{name}”的IPv6地址连不上。"), name=name)
        evidence = {"name": name, "found": addresses[0]}
        return [Found("C29", section.address, words, evidence, section.address)]
    return []


def own_files(section: Section) -> QuerySet[SiteFile] | None:
    """The files we published that stand at a section's address; None for somebody else's site."""
    root = f"{settings.SITE_ADDRESS}{settings.SITE_PREFIX}"
    if not section.address.startswith(root):
        return None
    folder = section.address.removeprefix(root).rpartition("/")[0]
    return SiteFile.objects.filter(path__startswith=f"{folder}/" if folder else "")


def _untouched(section: Section, out: Fetcher, today: date) -> list[Found] | None:
    """C33: pages as they are served, against what was published; others every day."""
    files = own_files(section)
    if files is None:
        return None
    pages = sorted(files.filter(path__endswith=".html").values_list("path", flat=True),
                   key=lambda one: hashlib.sha256(f"{today}{one}".encode()).digest())  # fmt: skip
    root = f"{settings.SITE_ADDRESS}{settings.SITE_PREFIX}"
    found = []
    for path in pages[:_SAMPLE]:
        address = f"{root}{path}".removesuffix("index.html")
        for _ in range(2):
            # Asked anew each time: it may have been published between the two.
            wanted = files.filter(path=path).values_list("sha256", flat=True).first()
            got = out.get(address, most=30 * 1024 * 1024)
            if wanted is None or got.sha256 == wanted or got.status in (429, 503):
                break
        else:
            why = str(say(FAULTS[got.fault])) if got.fault else str(got.status)
            words = say(N_("页面与发布的内容不一致：{path}。"), path=path)
            evidence = {
                "address": address,
                "sha256": got.sha256,
                "limit": wanted,
                "http_status": why,
            }
            found.append(Found("C33", address, words, evidence, address, Severity.VETO))
    return found


# --- Links of other hosts -------------------------------------------------------------------------


def second_looks(section: Section, out: Fetcher, today: date) -> int:
    """Look again at what failed on an earlier day; what fails again counts (C25)."""
    tries = rules_of(section.unit).settings.value("link_retries")
    confirmed = 0
    waiting = section.outsiders.filter(first_failed_on__lt=today, last_looked_on__lt=today)
    for one in waiting:
        for number in range(tries):
            if number:
                time.sleep(float(section.pause))
            got = out.look(one.address)
            if got.works or got.asks_to_wait:
                break
        if got.works:
            one.delete()
            continue
        one.last_looked_on = today
        one.save(update_fields=["last_looked_on"])
        fault = (
            CrawlFault.objects.filter(
                crawl__section=section, crawl__state=Crawl.State.DONE, kind="C25",
                subject=one.address, suspected=True,
            ).order_by("-crawl").first()
        )  # fmt: skip
        if fault is not None and not got.asks_to_wait:
            evidence = {**fault.evidence, "first_failed": one.first_failed_on.isoformat()}
            found = Found("C25", one.address, fault.message, evidence, fault.url,
                          Severity(fault.severity) if fault.severity else None)  # fmt: skip
            _report(section, ["C25"], [found], timezone.now())
            confirmed += 1
    return confirmed


def _report(section: Section, indicators: list[str], found: Iterable[Found], at: datetime) -> None:
    """Tell the inspection; what is gone can only be what was found here before."""
    found = list(found)
    about = {section.address, *(one.subject for one in found)}
    if indicators == ["C33"]:
        about |= set(_told_before(section))
    report_findings(
        unit=section.unit, source="crawl", indicators=indicators, found=found, at=at,
        about=about if indicators != ["C25"] else [one.subject for one in found],
    )  # fmt: skip


def _told_before(section: Section) -> Iterable[str]:
    from tongming.supervision.inspection.models import Finding

    folder = section.address.rpartition("/")[0]
    return Finding.objects.filter(
        unit=section.unit, source="crawl", indicator="C33", subject__startswith=folder
    ).values_list("subject", flat=True)
