"""What people type while a year closes, and whether the system held it already.

docs/decisions/1501 says what a re-typed field is. Every field of every form is watched from inside
the browser: what the product had put there is not typed, what a person adds to it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from playwright.sync_api import BrowserContext

LONGEST_OWN = 10
"""Characters in a row that words may share by chance. More of them were copied."""
CREDENTIALS = re.compile(r"^/accounts/")
"""Who somebody is has to be proved by what only they know."""
FIGURE_PAGES = re.compile(r"^/work/reports/[^/]+/(?:\d+/[^/]+/figures/|figures/\d+/)")
"""Where a figure is entered or corrected by hand: the report's own cells."""

_WATCH = """
document.addEventListener("input", event => {
  const field = event.target;
  if (!field.name || ["checkbox", "radio", "file"].includes(field.type)) return;
  if (field.tagName === "SELECT") return;
  window.typed(JSON.stringify({
    page: location.pathname, name: field.name, type: field.type,
    before: field.defaultValue, now: field.value,
  }));
}, true);
"""


@dataclass(frozen=True, slots=True)
class Typed:
    """One field a person filled in, as they left it."""

    page: str
    name: str
    before: str
    now: str

    @property
    def added(self) -> list[str]:
        """The stretches that were not there."""
        matcher = SequenceMatcher(None, self.before, self.now, autojunk=False)
        return [
            self.now[begin:end]
            for what, _a, _b, begin, end in matcher.get_opcodes()
            if what in ("insert", "replace")
        ]


@dataclass(slots=True)
class Watched:
    """Every field typed into, by page and name: the last state of each."""

    fields: dict[tuple[str, str], Typed] = field(default_factory=dict)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a browser."""
        context.expose_binding("typed", lambda _source, told: self._told(json.loads(told)))
        context.add_init_script(_WATCH)

    def _told(self, told: Mapping[str, str]) -> None:
        if not CREDENTIALS.match(told["page"]):
            self.fields[told["page"], told["name"]] = Typed(
                told["page"], told["name"], told["before"], told["now"]
            )


@dataclass(frozen=True, slots=True)
class Known:
    """What the system held when the closing began."""

    figures: frozenset[str]
    """Every number of the tables of this year and the last, and beside them."""
    names: frozenset[str]
    """Units, people, offices, telephones, addresses, days on record."""
    passages: tuple[str, ...]
    """Last year's report, this year's draft, tasks, documents, what the county wrote."""


def retyped(typed: Iterable[Typed], known: Known) -> list[tuple[Typed, str]]:
    """The fields with what the system knew, and the piece that it knew."""
    return [(one, piece) for one in typed if (piece := _piece(one, known))]


def _piece(one: Typed, known: Known) -> str:
    if FIGURE_PAGES.match(one.page):
        return one.now
    for added in one.added:
        if one.now.strip().replace(".", "").isdigit():
            continue  # a register's own number, stated anew: the field says of what
        numbers: list[str] = re.findall(r"\d[\d,.]*", added)
        for number in numbers:
            if number in known.figures:
                return number
        for name in known.names:
            if name in added:
                return name
        for passage in known.passages:
            # What is typed here becomes known by it.
            if passage != one.now and (shared := _shared(added, passage)):
                return shared
    return ""


def _shared(added: str, passage: str) -> str:
    """A stretch longer than chance allows that stands in both."""
    plain = re.sub(r"[^\u3400-\u9fff]", "", added)
    other = re.sub(r"[^\u3400-\u9fff]", "", passage)
    for at in range(len(plain) - LONGEST_OWN):
        stretch = plain[at : at + LONGEST_OWN + 1]
        if stretch in other:
            return stretch
    return ""
