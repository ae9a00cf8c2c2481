"""What can bear out a progress: each room says its own, a person picks.

A room registers a function, the rooms beside this one through a room above both:

    register_evidence("training", N_("培训"), trainings_of)

It is given the unit and the year, and answers with the records of that year, the latest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tongming.law.words import N_, Refused, say
from tongming.units.models import Unit

PAGE = "page"
"""The kind of an address typed by hand."""
MOST = 5
"""How many records of a kind are offered: the latest."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the system, as it is offered and kept."""

    title: str
    url: str
    on: date | None = None
    kind: str = PAGE


Finder = Callable[[Unit, int], Iterable[Record]]

_finders: dict[str, tuple[str, Finder]] = {}


def register_evidence(kind: str, label: str, finder: Finder) -> None:
    """Add a room's records; again under the same name replaces."""
    _finders[kind] = (label, finder)


def label_of(kind: str) -> str:
    """What the kind is called, as marked by its room."""
    return _finders[kind][0] if kind in _finders else N_("网页")


def offered(unit: Unit, year: int) -> list[Record]:
    """What a unit's year has to show, by kind."""
    found: list[Record] = []
    for kind, (_label, finder) in _finders.items():
        for number, one in enumerate(finder(unit, year)):
            if number == MOST:
                break
            found.append(Record(one.title[:300], one.url, one.on, kind))
    return found


def typed(address: str) -> Record:
    """A page somebody named by its address: one of the product's own, or any on the web."""
    parts = urlsplit(address.strip())
    if parts.scheme in ("http", "https") and parts.netloc:
        return Record(address.strip(), address.strip())
    try:
        if parts.scheme or parts.netloc:
            raise Resolver404
        resolve(parts.path)
    except Resolver404:
        raise Refused(say(N_("佐证的网址打不开：请从浏览器地址栏复制完整的网址。"))) from None
    return Record(address.strip(), address.strip())
