"""Reads: whose sections one sees, how far a crawl is, what is new since the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet
from django.http import Http404
from django.utils import timezone

from tongming.law.inspection import CHECKS
from tongming.supervision.crawling.checks.model import HINTS
from tongming.supervision.crawling.light import share_failed
from tongming.supervision.crawling.models import LEFT_OUT, Crawl, CrawlFault, Section
from tongming.supervision.inspection.rules import rules_of
from tongming.units.models import Person
from tongming.units.rights import Right, require, units_for


def sections_for(person: Person) -> QuerySet[Section]:
    """The sections of the units whose inspection a person may see."""
    return Section.objects.filter(unit__in=units_for(person, Right.INSPECTION_VIEW)).select_related(
        "unit"
    )


def last_crawls(sections: Iterable[Section]) -> dict[int, tuple[Crawl, int]]:
    """The newest crawl of each section, by the section, with how much it found."""
    newest = (
        Crawl.objects.filter(section__in=[one.pk for one in sections])
        .order_by().values("section").annotate(newest=Max("pk")).values("newest")
    )  # fmt: skip
    found = Crawl.objects.filter(pk__in=newest).annotate(found=Count("faults"))
    return {one.section_id: (one, one.found) for one in found}


def get_section(person: Person, pk: int, *, running: bool = False) -> Section:
    """A section somebody sees; with `running`, one they may crawl."""
    found = sections_for(person).filter(pk=pk).first()
    if found is None:
        raise Http404("crawling.section")
    if running:
        require(person, Right.CRAWL_RUN, found.unit)
    return found


def get_crawl(person: Person, pk: int) -> Crawl:
    """A crawl of a section somebody sees."""
    units = units_for(person, Right.INSPECTION_VIEW)
    found = (
        Crawl.objects.filter(section__unit__in=units, pk=pk)
        .select_related("section__unit", "by")
        .first()
    )
    if found is None:
        raise Http404("crawling.crawl")
    return found


def get_fault(person: Person, pk: int) -> CrawlFault:
    """A fault of such a crawl."""
    units = units_for(person, Right.INSPECTION_VIEW)
    found = (
        CrawlFault.objects.filter(crawl__section__unit__in=units, pk=pk)
        .select_related("crawl__section__unit")
        .first()
    )
    if found is None:
        raise Http404("crawling.fault")
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a crawl is."""

    pages: int
    others: int
    waiting: int
    megabytes: float
    minutes: float
    left_out: list[tuple[str, int]]

    @property
    def done(self) -> int:
        return self.pages + self.others

    @property
    def known(self) -> int:
        """Of what is known so far; more is found on the way."""
        return self.done + self.waiting


def progress(crawl: Crawl) -> Progress:
    """The counts of a crawl as it stands."""
    counts: dict[tuple[bool, bool], int] = {}
    for row in crawl.addresses.values("kind", "done").annotate(n=Count("pk")).order_by():
        key = (row["kind"] == "page", row["done"])
        counts[key] = counts.get(key, 0) + row["n"]
    return Progress(
        counts.get((True, True), 0),
        counts.get((False, True), 0),
        counts.get((True, False), 0) + counts.get((False, False), 0) if crawl.is_going else 0,
        round(crawl.bytes / 1024 / 1024, 1),
        round(crawl.seconds / 60, 1),
        [(LEFT_OUT.get(why, why), n) for why, n in crawl.left_out.items() if n],
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """A fault, and whether the crawl before had it too."""

    fault: CrawlFault
    since: str
    """new, still or gone; nothing where there is no crawl before."""


def compared(crawl: Crawl) -> list[Compared]:
    """The faults of a crawl, and those of the one before that are gone."""
    now = list(crawl.faults.select_related("crawl__section"))
    before = earlier(crawl)
    if before is None:
        return [Compared(one, "") for one in now]
    then = {(one.kind, one.subject): one for one in before.faults.select_related("crawl__section")}
    made = [Compared(one, "still" if (one.kind, one.subject) in then else "new") for one in now]
    here = {(one.kind, one.subject) for one in now}
    if crawl.complete:
        made += [Compared(one, "gone") for key, one in then.items() if key not in here]
    return made


def earlier(crawl: Crawl) -> Crawl | None:
    """The crawl before that went all the way."""
    return (
        Crawl.objects.filter(section=crawl.section, state=Crawl.State.DONE, pk__lt=crawl.pk)
        .order_by("-pk")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Group:
    """The faults of one kind."""

    kind: str
    label: str
    lines: list[Compared]


def grouped(lines: Iterable[Compared]) -> list[Group]:
    """By kind: indicators first, in order, then hints."""
    made: dict[str, list[Compared]] = {}
    for one in lines:
        made.setdefault(one.fault.kind, []).append(one)
    order = [*CHECKS, *HINTS]
    return [
        Group(kind, found[0].fault.label, found)
        for kind, found in sorted(made.items(), key=lambda pair: order.index(pair[0]))
    ]


@dataclass(frozen=True, slots=True)
class Opening:
    """How a section opened lately."""

    visits: int
    failed: int
    days: int
    last: datetime | None


def opening(section: Section) -> Opening:
    """The visits of the last days, as C27 counts them."""
    days = rules_of(section.unit).settings.value("probe_days")
    failed, visits = share_failed(section, timezone.now(), days)
    newest = section.probes.first()
    return Opening(visits, failed, days, newest.at if newest else None)
