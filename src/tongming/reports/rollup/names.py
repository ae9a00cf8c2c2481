"""Organs by name: who is on a list, who is not, and which two names may mean one organ.

「红石砬子镇」 and 「桦甸市红石砬子镇人民政府」 are the same organ: without what an organ's name
ends in, one name is the tail of the other. Lists of a country are compared by looking tails up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_SUFFIXES = re.compile(r"(?:人民政府|办事处|政府|[\s（）()])")


def plain(name: str) -> str:
    """A name without what every organ's name ends in."""
    return _SUFFIXES.sub("", name)


class Known:
    """Names that others are looked up in, by their tails."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self._exact = frozenset(self.names)
        self._equal: dict[str, list[int]] = {}
        self._tail: dict[str, list[int]] = {}
        for place, name in enumerate(self.names):
            short = plain(name)
            self._equal.setdefault(short, []).append(place)
            for tail in _tails(short):
                self._tail.setdefault(tail, []).append(place)

    def same(self, name: str) -> list[int]:
        """The places of the names that may mean this organ, in order."""
        short = plain(name)
        if not short:
            return []
        found = set(self._tail.get(short, ()))
        for tail in _tails(short):
            found.update(self._equal.get(tail, ()))
        return sorted(found)

    def only(self, name: str) -> str | None:
        """The one name that means this organ; None where none does, or several may."""
        if name in self._exact:
            return name
        equal = self._equal.get(plain(name), ())
        found = equal if len(equal) == 1 else self.same(name)
        return self.names[found[0]] if len(found) == 1 else None


def _tails(short: str) -> Iterator[str]:
    return (short[start:] for start in range(len(short)))


def compare_names(bodies: Sequence[str], expected: Sequence[str]) -> tuple[list[str], list[str]]:
    """The expected organs that are not there, and those that are there and not expected."""
    known = Known(bodies)
    taken: set[int] = set()
    missing = []
    for name in expected:
        found = next((place for place in known.same(name) if place not in taken), None)
        if found is None:
            missing.append(name)
        else:
            taken.add(found)
    return missing, [body for place, body in enumerate(bodies) if place not in taken]


def perhaps_twice(bodies: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of names that may mean one organ: 「甲镇」 and 「某县甲镇人民政府」."""
    shorter = {plain(body): body for body in bodies}
    pairs = []
    for body in bodies:
        short = plain(body)
        tails = (short[start:] for start in range(len(short) - 1))
        other = next((shorter[t] for t in tails if t in shorter and shorter[t] != body), None)
        if other is not None:
            pairs.append((other, body))
    return pairs


def names_in(text: str) -> list[str]:
    """The organs in a list: one a line, or the first field of each line; # begins a remark."""
    names = dict.fromkeys(fields[0] for fields in rows_in(text) if fields[0])
    return list(names)


def rows_in(text: str) -> Iterator[list[str]]:
    """The fields of every line of a list that has any; # begins a remark."""
    for line in text.splitlines():
        fields = [
            field.strip().strip('"') for field in re.split(r"[,，\t;；]", line.partition("#")[0])
        ]
        if any(fields):
            yield fields
