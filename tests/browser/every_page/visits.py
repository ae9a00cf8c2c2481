"""What a visit is, and the names of all addresses."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

Value = str | int
Visits = dict[str, list["Visit"]]


@dataclass(frozen=True, slots=True)
class Visit:
    """An address, and the person of the cast who opens it; nobody signed in where empty."""

    path: str
    who: str = ""
    is_finished: bool = False
    """A finished file of the public site: the same in whatever language the reader works."""


def names(resolver: URLResolver | None = None, space: str = "") -> set[str]:
    """The name of every address."""
    found: set[str] = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found |= names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            found.add(f"{space}{entry.name}")
    return found


def at(name: str, who: str, *values: Value, query: str = "") -> Visits:
    return {name: [Visit(reverse(name, args=values) + query, who)]}
