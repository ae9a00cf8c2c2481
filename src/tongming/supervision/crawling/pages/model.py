"""A page as plain data: small enough to keep, and nothing personal in it unmasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere a page leads, or a picture it shows."""

    address: str
    text: str = ""
    place: str = "main"
    """head, nav, side, foot, crumb, pager, filter or main."""
    kind: str = "link"
    """link or picture."""
    line: str = ""
    """The words around it."""
    about: str = ""
    """The heading it stands under."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list."""

    address: str
    title: str
    day: str = ""
    """ISO, or nothing."""
    dated: bool = True
    """Whether any date stands beside it, be it without a year."""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something in the words: the kind, masked, with the line around, masked."""

    kind: str
    shown: str
    line: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A citizen's question with what is shown about it."""

    has: tuple[str, ...] = ()
    """Of asked, answered, unit, answer: those shown."""
    asked_on: str = ""
    answered_on: str = ""
    waiting: bool = False
    """It says that there is no answer yet."""


@dataclass(frozen=True, slots=True)
class Account:
    """A WeChat or Weibo account a page tells of, and the day of its newest post."""

    name: str
    day: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says."""

    kind: str = "plain"
    """item, list or plain."""
    title: str = ""
    heading: str = ""
    column: str = ""
    metas: Mapping[str, list[str]] = field(default_factory=dict)
    published: str = ""
    published_shown: str = ""
    written: str = ""
    source: str = ""
    number: str = ""
    entries: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()
    length: int = 0
    """Characters of the page's own text."""
    blank: str = ""
    """Nothing, or why it counts as empty: the words it says, or `nothing`."""
    scripted: bool = False
    """Its content is put in by a script and cannot be seen from here."""
    has_own_form: bool = False
    footer: Mapping[str, str] = field(default_factory=dict)
    """The items of the foot that are there: what stands there."""
    hits: tuple[Hit, ...] = ()
    asked: Asked | None = None
    accounts: tuple[Account, ...] = ()
    search: Mapping[str, Any] = field(default_factory=dict)
    """The site's search, where a link can ask it: action, field, and what goes with it."""

    @property
    def published_on(self) -> date | None:
        return date.fromisoformat(self.published) if self.published else None

    @property
    def written_on(self) -> date | None:
        return date.fromisoformat(self.written) if self.written else None

    def as_data(self) -> dict[str, Any]:
        """For a JSON column."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From a JSON column."""
        given = dict(data)
        given["entries"] = tuple(Entry(**one) for one in given["entries"])
        given["links"] = tuple(Link(**one) for one in given["links"])
        given["hits"] = tuple(Hit(**one) for one in given["hits"])
        given["accounts"] = tuple(Account(**one) for one in given["accounts"])
        asked = given["asked"]
        given["asked"] = Asked(**{**asked, "has": tuple(asked["has"])}) if asked else None
        return cls(**given)
