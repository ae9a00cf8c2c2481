"""A public item as the index holds it, and what a result shows of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import tantivy

from tongming.search.index.entries import Entry
from tongming.search.index.folding import fold
from tongming.search.index.grams import grams
from tongming.search.index.numbers import canonical
from tongming.search.index.words import words_of

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text of an item; a file's has the file's name."""

    text: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result can show: the item in the words of its page."""

    key: str
    title: str
    address: str
    unit: str
    publisher: str
    document_number: str
    index_number: str
    published_on: date
    formed_on: date | None
    validity: str
    theme: str
    is_demo: bool
    parts: tuple[Part, ...]


def document(entry: Entry) -> tantivy.Document:
    """The document of an item."""
    item = entry.item
    parts = _parts(entry)
    shown = _shown(entry, parts)
    made = tantivy.Document()
    made.add_text("key", item.key)
    made.add_text("title", grams(fold(item.title)))
    number = canonical(item.document_number)
    for text in _searched(entry, parts, number):
        made.add_text("text", grams(text))
    if number:
        made.add_text("number", number)
    for code in entry.units or (item.unit,):
        made.add_text("unit", code)
    for key in item.statutory_items:
        made.add_text("item", key)
    if item.theme:
        made.add_text("theme", item.theme)
    if item.validity:
        made.add_text("validity", item.validity.value)
    made.add_unsigned("year", year_of(entry))
    made.add_unsigned("published", max(0, int(item.published_at.timestamp())))
    for word in words_of(item.title, item.subject_words, item.theme):
        made.add_text("words", word)
    made.add_text("digest", hashlib.sha256(shown + _filters(entry)).hexdigest())
    made.add_bytes("shown", shown)
    return made


def digest(entry: Entry) -> str:
    """Tells two states of an item apart: the one in the index from the one that is public."""
    shown = _shown(entry, _parts(entry))
    return hashlib.sha256(shown + _filters(entry)).hexdigest()


def year_of(entry: Entry) -> int:
    """The year an item is looked for in: of its making, or of its publication."""
    item = entry.item
    return (item.formed_on or item.published_at.astimezone(SHANGHAI).date()).year


def _searched(entry: Entry, parts: tuple[Part, ...], number: str) -> list[str]:
    """Every folded text words are looked for in, but the title; each is matched by itself."""
    item = entry.item
    texts = [
        item.document_number,
        item.index_number,
        item.publisher,
        *item.joint_organs,
        *item.subject_words,
        item.theme,
        *(part.text for part in parts),
        *(file.name for file in item.files),
    ]
    folded = [fold(text) for text in texts]
    if number not in folded:
        folded.append(number)
    return [text for text in folded if text]


def _parts(entry: Entry) -> tuple[Part, ...]:
    item = entry.item
    found = [Part(item.summary), Part(item.body_text)]
    found += [Part(file.text, file.name) for file in item.files]
    return tuple(part for part in found if part.text.strip())


def _filters(entry: Entry) -> bytes:
    item = entry.item
    told = [entry.units, item.statutory_items, item.subject_words, item.joint_organs]
    names = [file.name for file in item.files]
    return json.dumps([*told, names], ensure_ascii=False).encode()


def _shown(entry: Entry, parts: tuple[Part, ...]) -> bytes:
    item = entry.item
    return json.dumps(
        {
            "title": item.title,
            "address": entry.address,
            "unit": item.unit,
            "publisher": item.publisher,
            "document_number": item.document_number,
            "index_number": item.index_number,
            "published_at": item.published_at.isoformat(),
            "formed_on": item.formed_on.isoformat() if item.formed_on else "",
            "validity": item.validity.value if item.validity else "",
            "theme": item.theme,
            "is_demo": item.is_demo,
            "parts": [[part.text, part.file] for part in parts],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8", "replace")


def shown_of(stored: tantivy.Document) -> Shown:
    """What was stored of an item."""
    told = json.loads(stored.get_first("shown") or b"{}")
    return Shown(
        key=str(stored.get_first("key")),
        title=told["title"],
        address=told["address"],
        unit=told["unit"],
        publisher=told["publisher"],
        document_number=told["document_number"],
        index_number=told["index_number"],
        published_on=datetime.fromisoformat(told["published_at"]).astimezone(SHANGHAI).date(),
        formed_on=date.fromisoformat(told["formed_on"]) if told["formed_on"] else None,
        validity=told["validity"],
        theme=told["theme"],
        is_demo=told["is_demo"],
        parts=tuple(Part(text, file) for text, file in told["parts"]),
    )
