"""robots.txt, by RFC 9309: the group of our name or of everybody, the longest rule decides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

_LONGEST = 512 * 1024


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host asks of crawlers."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Path patterns and whether they allow."""
    delay: float | None = None
    """Seconds between two visits, where it says."""
    shut: bool = False
    """The host did not answer about it: nothing is visited."""

    @classmethod
    def read(cls, text: str, name: str) -> Self:
        """The rules for a crawler of this name, small letters."""
        groups = _groups(text[:_LONGEST])
        mine = [one for one in groups if any(agent in name for agent in one.agents - {"*"})]
        chosen = mine or [one for one in groups if "*" in one.agents]
        rules = tuple(rule for one in chosen for rule in one.rules)
        delays = [one.delay for one in chosen if one.delay is not None]
        return cls(rules, max(delays, default=None))

    def allow(self, address: str) -> bool:
        """Whether an address may be visited. Of two rules as long, the one that allows wins."""
        if self.shut:
            return False
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if path == "/robots.txt":
            return True
        best = max(
            ((len(pattern), allows) for pattern, allows in self.rules if _matches(pattern, path)),
            default=(0, True),
        )
        return best[1]


@dataclass(slots=True)
class _Group:
    agents: set[str] = field(default_factory=set)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float | None = None


def _groups(text: str) -> list[_Group]:
    found: list[_Group] = []
    naming = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not naming:
                found.append(_Group())
            found[-1].agents.add(value.lower())
            naming = True
            continue
        naming = False
        if not found:
            continue
        if key in ("allow", "disallow") and value:
            found[-1].rules.append((value, key == "allow"))
        elif key == "crawl-delay" and re.fullmatch(r"\d{1,4}(\.\d{1,3})?", value):
            found[-1].delay = float(value)
    return found


def _matches(pattern: str, path: str) -> bool:
    """`*` stands for anything, `$` at the end for the end; matched without going back and forth."""
    ends = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    place = len(pieces[0])
    for number, piece in enumerate(pieces[1:], 1):
        if ends and number == len(pieces) - 1:
            return len(path) - len(piece) >= place and path.endswith(piece)
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not ends or place == len(path)
