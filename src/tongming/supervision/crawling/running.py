"""A crawl goes on: the next address, a pause, the next; at the end what was found is told.

Everything is in the database after every visit. Whoever is killed leaves the crawl to the next
process, which goes on where it stood.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

import tongming
from tongming.law.words import N_, Message, say
from tongming.supervision.crawling.fetching.addresses import (
    Scope,
    endless,
    host_of,
    normal,
    shape_of,
)
from tongming.supervision.crawling.fetching.client import Fetcher
from tongming.supervision.crawling.fetching.network import Guarded
from tongming.supervision.crawling.fetching.robots import Robots
from tongming.supervision.crawling.finishing import finish
from tongming.supervision.crawling.models import Address, Crawl, Section
from tongming.supervision.crawling.standing import reader_of, scope_of
from tongming.supervision.crawling.visiting import RANKS, Visitor, as_data
from tongming.supervision.inspection.words import keep_message

HOLD = timedelta(minutes=5)
"""A process that says nothing for so long is taken for dead."""
_SAME_SHAPE = 120
_AGAIN = ("timeout", "unreachable", "damaged")
_TRIES, _PAUSES, _WAIT = 2, 6, 600
_LONGEST_WAIT = 6 * 3600
_IN_MEMORY = 40_000
_OUT_OF_BOUNDS = {
    "pages": N_("页数到了上限，没有走完。"),
    "bytes": N_("下载量到了上限，没有走完。"),
    "time": N_("时间到了上限，没有走完。"),
}


def agent() -> str:
    """Who we say we are: the product, and where the office that runs it can be found."""
    return settings.CRAWL_AGENT or f"Tongming/{tongming.__version__} (+{settings.SITE_ADDRESS})"


def fetcher(seconds: int = 15) -> Fetcher:
    """The one way out of this machine."""
    return Fetcher(agent=agent(), guard=Guarded(settings.CRAWL_PRIVATE), seconds=seconds)


def claim(now: datetime | None = None, only: int | None = None) -> tuple[Crawl, str] | None:
    """Take hold of a crawl that waits, or whose process is gone; of one alone where it is named."""
    moment, holder = now or timezone.now(), uuid4().hex
    free = (Q(held_until=None) | Q(held_until__lt=moment)) & (
        Q(not_before=None) | Q(not_before__lte=moment)
    )
    going = Q(state__in=(Crawl.State.WAITING, Crawl.State.RUNNING, Crawl.State.PAUSED))
    named = Q() if only is None else Q(pk=only)
    for pk in (
        Crawl.objects.filter(free & going & named).order_by("pk").values_list("pk", flat=True)
    ):
        taken = Crawl.objects.filter(free & going, pk=pk).update(
            holder=holder, held_until=moment + HOLD, state=Crawl.State.RUNNING
        )
        if taken:
            return Crawl.objects.select_related("section__unit").get(pk=pk), holder
    return None


def work(sleep: Callable[[float], None] = time.sleep) -> int:
    """Do every crawl that waits, one after the other; how many were worked on."""
    done = 0
    while (held := claim()) is not None:
        crawl, holder = held
        with fetcher() as out:
            Runner(crawl, holder, out, sleep).run()
        done += 1
    return done


def work_on(pk: int, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Work on one crawl; whether it could be taken hold of."""
    held = claim(only=pk)
    if held is None:
        return False
    with fetcher() as out:
        Runner(*held, out, sleep).run()
    return True


@dataclass
class Runner:
    """One process's work on one crawl."""

    crawl: Crawl
    holder: str
    out: Fetcher
    sleep: Callable[[float], None] = time.sleep
    section: Section = field(init=False)
    scope: Scope = field(init=False)
    visitor: Visitor = field(init=False)
    robots: Robots = field(init=False)
    _last: dict[str, float] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)
    _shapes: Counter[str] = field(default_factory=Counter)
    _left_out: Counter[str] = field(default_factory=Counter)
    _counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.section = self.crawl.section
        self.scope = scope_of(self.section)
        self.visitor = Visitor(self.scope, reader_of(self.section), self.out)

    def run(self) -> None:
        """Until nothing is left, a limit is reached, somebody cancels or the server is busy."""
        self._begin()
        while True:
            started = time.monotonic()
            stop = self._bound()
            one = None if stop else self._next()
            if one is None:
                self._end(stop)
                return
            self._wait_for(one.address)
            if not self._visit(one, started):
                return

    # --- beginning and ending ---------------------------------------------------------------------

    def _begin(self) -> None:
        crawl = self.crawl
        if crawl.started_at is None:
            crawl.started_at = timezone.now()
            crawl.save(update_fields=["started_at"])
        self._left_out = Counter(crawl.left_out)
        for address, kind, done in crawl.addresses.values_list("address", "kind", "done"):
            self._known.add(address)
            self._counts[kind] += 1
            if "?" in address or not done:
                self._shapes[shape_of(address)] += 1
        self.robots = self._ask_robots()
        if not self._known:
            self._add(self.scope.root, "page", 0)

    def _ask_robots(self) -> Robots:
        """RFC 9309: no such file allows everything; no answer allows nothing."""
        kept, shut = self.crawl.robots, False
        if kept is None:
            address = normal("/robots.txt", self.scope.root) or ""
            got = self.out.get(address, most=512 * 1024)
            self._last[host_of(address)] = time.monotonic()
            status = got.status or 0
            answered = bool(status) and not got.fault and status < 500 and status != 429
            text = got.body.decode("utf-8", "replace")[:100_000] if status < 400 else ""
            kept, shut = {"text": text}, not answered
            if answered:
                self.crawl.robots = kept
                self.crawl.save(update_fields=["robots"])
        read = Robots.read(kept["text"], agent().lower())
        return Robots(read.rules, read.delay, shut)

    def _end(self, stop: str) -> None:
        crawl = self.crawl
        if stop:
            waiting = crawl.addresses.filter(done=False).count()
            if waiting:
                self._left_out[stop] += waiting
        crawl.left_out = dict(self._left_out)
        crawl.complete = not self._left_out - Counter(robots=self._left_out["robots"])
        reason: Message | None = None
        if stop in _OUT_OF_BOUNDS:
            reason = say(_OUT_OF_BOUNDS[stop])
        if self.robots.shut:
            reason = say(N_("网站没有回答 robots.txt，按规矩不访问。请确认网站能打开以后再巡查。"))
            crawl.complete = False
        state = Crawl.State.CANCELLED if stop == "cancelled" else Crawl.State.DONE
        if self.robots.shut:
            state = Crawl.State.FAILED
        finish(crawl, state, reason)

    # --- one step ---------------------------------------------------------------------------------

    def _bound(self) -> str:
        """Which limit is reached, or that somebody cancelled; nothing to go on."""
        crawl = self.crawl
        crawl.refresh_from_db(fields=["cancel_asked", "holder"])
        if crawl.cancel_asked:
            return "cancelled"
        if crawl.bytes >= self.section.megabytes * 1024 * 1024:
            return "bytes"
        return "time" if crawl.seconds >= self.section.minutes * 60 else ""

    def _next(self) -> Address | None:
        while True:
            one = (
                self.crawl.addresses.filter(done=False).order_by("rank", "depth", "tries", "pk")
            ).first()
            if one is None:
                return None
            own = self.scope.same_host(one.address)
            if own and not self.robots.allow(one.address):
                self._left_out["robots"] += 1
                one.done, one.result = True, {"fault": "robots"}
                one.save(update_fields=["done", "result"])
                continue
            return one

    def _wait_for(self, address: str) -> None:
        """The pause between two visits to one host; as long as its robots.txt asks for."""
        host = host_of(address)
        pause = float(self.section.pause)
        if host == host_of(self.scope.root):
            pause = max(pause, min(self.robots.delay or 0, 60))
        if host in self._last:
            left = self._last[host] + pause - time.monotonic()
            if left > 0:
                self.sleep(left)

    def _visit(self, one: Address, started: float) -> bool:
        """Visit an address and keep what came; whether to go on."""
        visit = self.visitor.visit(one.address, one.kind)
        self._last[host_of(one.address)] = time.monotonic()
        crawl = self.crawl
        if visit.status in (429, 503) and self.scope.same_host(one.address):
            return self._asked_to_wait(one, visit.retry_after, started)
        again = visit.fault in _AGAIN and one.tries + 1 < _TRIES
        one.tries, one.done = one.tries + 1, not again
        data = as_data(visit)
        one.result, one.page = data, visit.page.as_data() if visit.page else None
        with transaction.atomic():
            one.save(update_fields=["tries", "done", "result", "page"])
            if not again:
                for onward in self.visitor.onward(visit):
                    self._consider(onward.address, onward.kind, one.depth + 1, onward.is_entry)
            held = Crawl.objects.filter(pk=crawl.pk, holder=self.holder).update(
                bytes=F("bytes") + (visit.size if one.kind in ("page", "file") else 0),
                seconds=F("seconds") + (time.monotonic() - started),
                held_until=timezone.now() + HOLD,
                left_out=dict(self._left_out),
            )
            if not held:
                # Another process took over while this one slept: what it did stands.
                transaction.set_rollback(True)
        crawl.refresh_from_db(fields=["bytes", "seconds"])
        return bool(held)

    def _asked_to_wait(self, one: Address, seconds: int | None, started: float) -> bool:
        crawl = self.crawl
        crawl.pauses += 1
        crawl.seconds += time.monotonic() - started
        if crawl.pauses > _PAUSES:
            self._left_out["time"] += crawl.addresses.filter(done=False).count()
            crawl.left_out = dict(self._left_out)
            finish(
                crawl, Crawl.State.FAILED, say(N_("网站一再表示繁忙，没有走完。请过些时候再巡查。"))
            )
            return False
        wait = min(seconds if seconds is not None else _WAIT, _LONGEST_WAIT)
        crawl.state, crawl.not_before = Crawl.State.PAUSED, timezone.now() + timedelta(seconds=wait)
        crawl.holder, crawl.held_until = "", None
        crawl.reason = keep_message(say(N_("网站表示繁忙，{n}秒后继续。"), n=wait))
        crawl.left_out = dict(self._left_out)
        crawl.save()
        return False

    # --- what is still to be visited --------------------------------------------------------------

    def _consider(self, address: str, kind: str, depth: int, is_entry: bool) -> None:
        """Take an address in, or say why not."""
        if address in self._known:
            return
        why = self._why_not(address, kind, depth, is_entry)
        if why:
            self._known.add(address)
            self._left_out[why] += 1
            return
        self._add(address, kind, depth)

    def _why_not(self, address: str, kind: str, depth: int, is_entry: bool) -> str:
        if len(self._known) > _IN_MEMORY:
            return "pages"
        if kind == "page":
            if depth > self.section.depth:
                return "depth"
            if endless(address):
                return "shape"
            if not is_entry:
                self._shapes[shape_of(address)] += 1
                if self._shapes[shape_of(address)] > _SAME_SHAPE:
                    return "shape"
            if self._counts["page"] >= self.section.pages:
                return "pages"
        elif kind == "file" and self._counts["file"] >= self.section.pages:
            return "pages"
        elif kind in ("outside", "near", "picture"):
            limit = self.section.outside if kind == "outside" else self.section.pages
            if self._counts[kind] >= limit:
                return "outside"
        return ""

    def _add(self, address: str, kind: str, depth: int) -> None:
        self._known.add(address)
        self._counts[kind] += 1
        Address.objects.create(
            crawl=self.crawl, address=address, kind=kind, rank=RANKS[kind], depth=depth
        )
