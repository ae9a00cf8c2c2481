"""Answering: hits, true totals, choices for the filters."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tantivy

from tongming.search.index.documents import Shown, shown_of
from tongming.search.index.numbers import spellings
from tongming.search.index.query import MAX_PAGE, PER_PAGE, Engine, Query, Sort
from tongming.search.index.snippets import Segment, Snippet, marked, snippet
from tongming.search.index.store import Store

BY_DATE_FROM = 5000
"""So many results are a listing, not an answer: the newest first serves better than a rank."""
_MANY = 10_000
_CHOICES = ("unit", "item", "theme", "validity", "year")


@dataclass(frozen=True, slots=True)
class Hit:
    """An item found."""

    shown: Shown
    title: tuple[Segment, ...]
    snippet: Snippet | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found."""

    query: Query
    hits: tuple[Hit, ...]
    total: int
    """How many items there are in all; never an estimate."""
    sorted_by: Sort
    pieces: tuple[str, ...] = ()
    """What was looked for instead, where nothing had the words as they stood."""

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return min(MAX_PAGE, -(-self.total // PER_PAGE))


class Reader:
    """The index in force, opened anew by itself whenever it has changed. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self._lock = threading.Lock()
        self._seen: tuple[object, ...] = ()
        self._searcher: tantivy.Searcher | None = None
        self._engine: Engine | None = None
        self._kept: dict[str, Any] = {}

    def find(self, query: Query) -> Results:
        """The page asked for."""
        searcher, engine = self._open()
        if searcher is None or engine is None:
            return Results(query, (), 0, query.sort)
        words = query.words
        many: set[Query] = self.kept("many", lambda searcher: set())
        found = _Found(searcher, engine, query, words, many)
        pieces: tuple[str, ...] = ()
        if not found.total and (apart := query.pieces()) != words:
            loosened = _Found(searcher, engine, query, apart, many)
            if loosened.total:
                found, words, pieces = loosened, apart, apart
        needles = (*words, *spellings(query.text))
        hits = tuple(_hit(searcher.doc(address), needles) for address in found.addresses)
        return Results(query, hits, found.total, found.sorted_by, pieces)

    def count(self, folded: str) -> int:
        """How many items have a folded word."""
        searcher, engine = self._open()
        if searcher is None or engine is None or not folded:
            return 0
        return _count(searcher, engine.has(folded))

    def choices(self) -> dict[str, dict[str, int]]:
        """For each filter the values there are, with how many items each has."""
        found: dict[str, dict[str, int]] = self.kept("choices", self._choices)
        return found

    def _choices(self, searcher: tantivy.Searcher | None) -> dict[str, dict[str, int]]:
        if searcher is None:
            return {name: {} for name in _CHOICES}
        asked = {name: {"terms": {"field": name, "size": 10_000}} for name in _CHOICES}
        answer = searcher.aggregate(tantivy.Query.all_query(), asked)
        return {
            name: {
                _plain(bucket["key"]): int(bucket["doc_count"])
                for bucket in answer[name]["buckets"]
            }
            for name in _CHOICES
        }

    def state(self) -> object:
        """Another one whenever the index has changed."""
        self._open()
        return self._seen

    def kept(self, name: str, make: Callable[[tantivy.Searcher | None], Any]) -> Any:
        """Something made of the whole index, kept till the index changes: nothing that was taken
        out is told of any longer."""
        searcher, _engine = self._open()
        with self._lock:
            kept = self._kept
        if name not in kept:
            kept[name] = make(searcher)
        return kept[name]

    def _open(self) -> tuple[tantivy.Searcher | None, Engine | None]:
        """The searcher of the index as it stands now; looking costs two reads of metadata."""
        with self._lock:
            current = self._store.current()
            seen = (current, _stamp(current) if current else None)
            if seen != self._seen:
                self._searcher = self._engine = None
                if current is not None:
                    index = tantivy.Index.open(str(current))
                    self._searcher = index.searcher()
                    self._engine = Engine(index.schema)
                self._seen, self._kept = seen, {}
            return self._searcher, self._engine


class _Found:
    """The addresses of a page of results, and their number."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        engine: Engine,
        query: Query,
        words: tuple[str, ...],
        many: set[Query],
    ) -> None:
        asked = engine.asked(query, words)
        offset = (query.page - 1) * PER_PAGE
        question = replace(query, page=1)
        self.sorted_by = query.sort if words and question not in many else Sort.DATE
        if self.sorted_by is Sort.RELEVANCE:
            result = searcher.search(asked, PER_PAGE, offset=offset)
            if count_of(result) > BY_DATE_FROM:
                self.sorted_by = Sort.DATE
                if len(many) < _MANY:
                    # Asked again, or for the next page, it is not ranked for nothing.
                    many.add(question)
        if self.sorted_by is Sort.DATE:
            result = searcher.search(asked, PER_PAGE, offset=offset, order_by_field="published")
        self.total = count_of(result)
        self.addresses = [address for _score, address in result.hits]


def _count(searcher: tantivy.Searcher, asked: tantivy.Query) -> int:
    return count_of(searcher.search(asked, 1, order_by_field="published"))


def count_of(result: tantivy.SearchResult) -> int:
    """How many there are in all; the package's stubs leave the attribute out."""
    return int(result.count)  # type: ignore[attr-defined]


def _hit(stored: tantivy.Document, needles: tuple[str, ...]) -> Hit:
    shown = shown_of(stored)
    return Hit(shown, marked(shown.title, needles), snippet(shown.parts, needles))


def _stamp(generation: Path) -> tuple[int, int] | None:
    try:
        meta = (generation / "meta.json").stat()
    except FileNotFoundError:
        return None
    return meta.st_ino, meta.st_mtime_ns


def _plain(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
