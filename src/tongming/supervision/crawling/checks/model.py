"""A section as it was seen, and a fault of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from tongming.law.calendar import Calendar
from tongming.law.inspection import CHECKS, Settings, Severity, settings
from tongming.law.words import N_, Message, say
from tongming.supervision.crawling.fetching.addresses import Scope
from tongming.supervision.crawling.pages.model import Entry, Hit, Link, Page
from tongming.supervision.crawling.pages.profile import Profile

_SHANGHAI = ZoneInfo("Asia/Shanghai")

HINTS = {
    "duplicate_title": N_("两条信息标题和日期相同"),
    "hidden_part": N_("附件里有看不见的内容"),
    "unread_file": N_("附件没有读到"),
    "scripted": N_("页面内容由脚本生成，没有检查到"),
}
"""What is told beside the indicators: no rule counts it, somebody should look."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with what was seen."""

    kind: str
    """An indicator, "C25", or a key of HINTS."""
    subject: str
    say: Message
    url: str
    evidence: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity | None = None
    suspected: bool = False
    """Seen once and to be looked at again on another day before it counts."""

    @property
    def indicator(self) -> str:
        """The indicator it counts for; nothing for a hint."""
        return self.kind if self.kind in CHECKS else ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of visiting one address."""

    address: str
    kind: str = "page"
    """page, file, picture; near for the rest of the same host, outside for other hosts."""
    final: str = ""
    status: int | None = 200
    fault: str = ""
    chain: tuple[tuple[int, str], ...] = ()
    media: str = "text/html"
    size: int = 1
    sha256: str = ""
    at: datetime | None = None
    page: Page | None = None
    hits: tuple[Hit, ...] = ()
    """Of a file."""
    empty: bool = False
    """A file in which nothing is."""
    note: str = ""
    """Why a file could not be read, in Chinese."""
    retry_after: int | None = None

    @property
    def works(self) -> bool:
        """Whether a visitor gets to see something."""
        return not self.fault and self.status is not None and self.status < 400


@dataclass(frozen=True)
class Site:
    """Everything a crawl saw, and what it is judged by."""

    scope: Scope
    visits: Mapping[str, Visit]
    today: date
    limits: Settings = field(default_factory=settings)
    calendar: Calendar = field(default_factory=Calendar)
    profile: Profile = field(default_factory=Profile)
    allowed_domains: tuple[str, ...] = ()
    failed_before: Mapping[str, date] = field(default_factory=dict)
    """Addresses on other hosts that failed on an earlier day, and when first."""

    @cached_property
    def pages(self) -> dict[str, Page]:
        """The pages of the section that were read; one that several addresses lead to once."""
        made: dict[str, Page] = {}
        taken: set[str] = set()
        for address, visit in self.visits.items():
            final = visit.final or address
            if visit.page is None or not visit.works or is_lost(visit.page):
                continue
            if final in taken or (final != address and final in self.visits):
                continue
            taken.add(final)
            made[address] = visit.page
        return made

    def place_of(self, address: str) -> str:
        """The address a page is kept under, whichever of its addresses is given."""
        visit = self.visits.get(address)
        final = (visit.final if visit else "") or address
        return self._kept_under.get(final, final)

    @cached_property
    def _kept_under(self) -> dict[str, str]:
        return {self.visits[one].final or one: one for one in self.pages}

    def page_at(self, address: str) -> Page | None:
        """The page an address leads to."""
        return self.pages.get(self.place_of(address))

    @cached_property
    def home(self) -> str:
        """The address of the section's first page as it was visited."""
        return next((one for one in self.visits if self.scope.is_root(one)), self.scope.root)

    @cached_property
    def linked(self) -> dict[str, list[tuple[str, Link]]]:
        """For every address who leads there, and by which link."""
        made: dict[str, list[tuple[str, Link]]] = {}
        for address, page in self.pages.items():
            for link in page.links:
                made.setdefault(link.address, []).append((address, link))
        return made

    @cached_property
    def listed(self) -> dict[str, list[Entry]]:
        """For every address the lines of lists that lead there."""
        made: dict[str, list[Entry]] = {}
        for page in self.pages.values():
            for entry in page.entries:
                made.setdefault(self.place_of(entry.address), []).append(entry)
        return made

    def items(self) -> Iterator[tuple[str, Page]]:
        """The pages with one piece of information each."""
        for address, page in self.pages.items():
            is_listed = address in self.listed and page.kind == "plain" and page.length >= 30
            if not self.scope.is_root(address) and (page.kind == "item" or is_listed):
                yield address, page

    def seen(self, address: str, **more: Any) -> dict[str, Any]:
        """The evidence every fault carries: when, by which way, what answered."""
        visit = self.visits.get(address)
        made: dict[str, Any] = {"address": address}
        if visit is not None:
            made |= {
                "http_status": visit.status if visit.status is not None else "",
                "seen_at": _local(visit.at) if visit.at else "",
                "sha256": visit.sha256,
                "chain": [f"{status} → {there}" for status, there in visit.chain],
            }
        made |= more
        return {key: value for key, value in made.items() if value not in ("", [], None)}

    def leading_there(self, address: str, most: int = 5) -> list[str]:
        """Pages that link to an address."""
        return list(dict.fromkeys(page for page, _ in self.linked.get(address, ())))[:most]

    def line_of(self, address: str) -> str:
        """The words around the first link to an address."""
        return next((link.line or link.text for _, link in self.linked.get(address, ())), "")


def listed(messages: Sequence[Message]) -> Message:
    """Several sentences or words in a row, each in the reader's language."""
    first, *rest = messages
    return say(N_("{first}、{rest}"), first=first, rest=listed(rest)) if rest else first


def _local(at: datetime) -> str:
    return at.astimezone(_SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def is_lost(page: Page) -> bool:
    """A page that says it is not there, with a status that says it is."""
    said = f"{page.heading} {page.title}"
    return (
        page.length < 200
        and page.kind != "item"
        and any(
            words in said
            for words in (
                "404",
                "页面不存在",
                "找不到页面",
                "页面没有找到",
                "Not Found",
                "无法找到",
            )
        )
    )
