"""One address visited: fetched, read, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from tongming.files.checking import Allowed, check
from tongming.files.checking import Kind as Personal
from tongming.files.checking import Severity as Firmness
from tongming.files.extraction import extract
from tongming.files.sniff import Kind, ending_of
from tongming.law.words import Refused
from tongming.supervision.crawling.checks.model import Visit
from tongming.supervision.crawling.fetching.addresses import Scope
from tongming.supervision.crawling.fetching.client import Fetcher, Got
from tongming.supervision.crawling.pages.model import Hit
from tongming.supervision.crawling.pages.reading import Reader

PAGE_BYTES, FILE_BYTES = 5 * 1024 * 1024, 30 * 1024 * 1024
RANKS = {"page": 0, "file": 1, "picture": 2, "near": 3, "outside": 4}
_FILES = frozenset(
    ending
    for kind in Kind
    if not kind.is_image and kind is not Kind.HTML
    for ending in kind.endings
)
_PICTURES = frozenset(ending for kind in Kind if kind.is_image for ending in kind.endings)
_READ = frozenset(
    (Kind.DOCX, Kind.XLSX, Kind.PPTX, Kind.DOC, Kind.XLS, Kind.PPT, Kind.OFD, Kind.PDF, Kind.TXT,
     Kind.CSV, Kind.RTF)
)  # fmt: skip
_TO_READ = frozenset(ending for kind in _READ for ending in kind.endings)
_PAGES = ("text/html", "application/xhtml+xml", "")
_HIDDEN = ("sheet", "rows", "slide", "leftover", "vanish")
_MOST_HITS = 40


@dataclass(frozen=True, slots=True)
class Onward:
    """An address a page leads to."""

    address: str
    kind: str
    is_entry: bool = False
    """A dated line of a list: no calendar leads there."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Visits the addresses of one section."""

    scope: Scope
    reader: Reader
    fetcher: Fetcher

    def visit(self, address: str, kind: str) -> Visit:
        """What came of visiting one address; nothing is raised."""
        if kind in ("picture", "near", "outside"):
            return _visit(self.fetcher.look(address), kind)
        got = self.fetcher.get(address, most=PAGE_BYTES if kind == "page" else FILE_BYTES)
        visit = _visit(got, kind)
        if not got.works:
            return visit
        if kind == "file":
            return self._file(visit, got)
        if got.media in _PAGES and self.scope.holds(got.final):
            return replace(visit, page=self.reader.read(got.body, got.final))
        if got.media not in _PAGES:
            # A download without an ending in its address.
            return self._file(replace(visit, kind="file"), got)
        return visit

    def onward(self, visit: Visit) -> Iterator[Onward]:
        """Where a page leads, each address once."""
        page = visit.page
        if page is None:
            return
        entries = {one.address for one in page.entries}
        for link in page.links:
            yield Onward(link.address, self._kind(link.address, link.kind), link.address in entries)

    def _kind(self, address: str, link: str) -> str:
        if not self.scope.same_host(address):
            return "outside"
        ending = ending_of(urlsplit(address).path)
        if link == "picture" or ending in _PICTURES:
            return "picture"
        if ending in _FILES:
            return "file"
        return "page" if self.scope.holds(address) else "near"

    def _file(self, visit: Visit, got: Got) -> Visit:
        name = _name_of(got)
        if not got.body or got.media in _PAGES[:2] or ending_of(name) not in _TO_READ:
            return visit
        try:
            extraction = extract(got.body, name)
        except Refused as refusal:
            return replace(visit, note=str(refusal.message))
        if extraction.kind not in _READ:
            return visit
        empty = (
            not extraction.text.strip()
            and not extraction.cautions
            and extraction.kind in (Kind.DOCX, Kind.XLSX, Kind.TXT, Kind.CSV)
        )
        hits = [
            Hit(one.kind.value, one.masked, one.context, one.subkind)
            for one in check(extraction, self.reader.allowed)
            if one.severity is Firmness.MUST
            or (one.kind is Personal.HIDDEN_CONTENT and one.subkind in _HIDDEN)
        ]
        hits += [one for one in self.reader.hits(extraction.text) if one.kind in _WRONG]
        return replace(visit, empty=empty, hits=tuple(hits[:_MOST_HITS]))


_WRONG = ("wording", "severe")


def _visit(got: Got, kind: str) -> Visit:
    return Visit(
        got.address, kind, got.final, got.status, got.fault, got.chain, got.media,
        # Of what was only looked at the size is not known.
        got.size if kind in ("page", "file") else 1, got.sha256, got.at,
        retry_after=got.retry_after,
    )  # fmt: skip


def _name_of(got: Got) -> str:
    """A file's name, by its address; by its content type where that says nothing."""
    name = unquote(PurePosixPath(urlsplit(got.final).path).name) or "file"
    if ending_of(name) in _FILES:
        return name
    ending = next((min(kind.endings) for kind in Kind if kind.media == got.media), "")
    return f"{name}.{ending}" if ending else name


def as_data(visit: Visit) -> dict[str, Any]:
    """A visit for a JSON column; its page is kept beside."""
    return {
        "final": visit.final, "status": visit.status, "fault": visit.fault,
        "chain": [list(one) for one in visit.chain], "media": visit.media, "size": visit.size,
        "sha256": visit.sha256, "at": visit.at.isoformat() if visit.at else "",
        "hits": [[one.kind, one.shown, one.line, one.more] for one in visit.hits],
        "empty": visit.empty, "note": visit.note, "kind": visit.kind,
    }  # fmt: skip


def allowed_by(phones: tuple[str, ...], base: Allowed) -> Allowed:
    """What is public by law, and further telephones a person named."""
    return Allowed(base.phones | Allowed.of(phones).phones, base.addresses, base.masking)
