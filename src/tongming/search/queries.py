"""What the public may ask the index."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from tongming.search.index.query import Query
from tongming.search.index.reading import Reader, Results
from tongming.search.index.suggesting import Suggester, Suggestion

FEW = 3
"""With no more results than this, latin letters may be the pinyin of something else."""


def find(query: Query) -> Results:
    """The page of results asked for."""
    return _reader(settings.SEARCH).find(query)


def choices() -> dict[str, dict[str, int]]:
    """The values of each filter, with how many items each has."""
    return _reader(settings.SEARCH).choices()


def suggestions(results: Results) -> list[Suggestion]:
    """What may have been meant, where little or nothing was found."""
    text = results.query.text
    if results.total > (FEW if text.isascii() else 0):
        return []
    return _suggester(settings.SEARCH).suggest(text)


@cache
def _reader(folder: Path) -> Reader:
    return Reader(folder)


@cache
def _suggester(folder: Path) -> Suggester:
    return Suggester(_reader(folder))
