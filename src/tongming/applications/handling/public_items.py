"""What is public already, found by words, and how the reply tells the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongming.law.words import Refused
from tongming.publishing.channels.content import current
from tongming.search.index.query import MAX_CHARACTERS, MAX_WORDS, Query
from tongming.search.queries import find as search


@dataclass(frozen=True, slots=True)
class Found:
    """A public item."""

    key: str
    title: str
    address: str
    publisher: str
    document_number: str
    published_on: date


def find(words: str, *, most: int = 10) -> list[Found]:
    """The public items that answer to these words best."""
    text = " ".join(words.split()[:MAX_WORDS])[:MAX_CHARACTERS]
    try:
        hits = search(Query(text=text)).hits
    except Refused:
        return []
    site = current()
    found = []
    for hit in hits[:most]:
        item = site.get(hit.shown.key)
        if item is not None and item.tombstone is None:
            found.append(
                Found(
                    item.key, item.title, site.address(item), item.publisher,
                    item.document_number, hit.shown.published_on,
                )
            )  # fmt: skip
    return found


def route(key: str) -> str:
    """The way to a public item in the words of the reply; empty where it is not public.

    Letters are Chinese in every interface language.
    """
    site = current()
    item = site.get(key) if key else None
    if item is None or item.tombstone is not None:
        return ""
    number = f"（{item.document_number}）" if item.document_number else ""
    return f"《{item.title}》{number}，请在{item.publisher}网站查看，网址：{site.address(item)}"
