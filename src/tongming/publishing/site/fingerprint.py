"""One short value for everything a site holds, kept up at the cost of what changes.

Each file stands for a number of 2,048 bits drawn from its path and the hash of its content; the
site is the sum of its files' numbers, and its fingerprint the SHA-256 of that sum. To change a file
is to subtract one number and add another, however many files there are; the order of changes does
not matter, so a site rebuilt from nothing has the fingerprint of the same site grown file by file.
(AdHash, Bellare and Micciancio 1997; at 2,048 bits finding other files of the same sum is out of
reach.)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Self

_BITS = 2048
_MODULUS = 1 << _BITS


def _number(path: str, sha256: str) -> int:
    drawn = hashlib.shake_256(f"{path}\0{sha256}".encode()).digest(_BITS // 8)
    return int.from_bytes(drawn, "big")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The sum over the files of a site."""

    total: int = 0

    def with_file(self, path: str, sha256: str) -> Self:
        """After a file has come."""
        return type(self)((self.total + _number(path, sha256)) % _MODULUS)

    def without_file(self, path: str, sha256: str) -> Self:
        """After a file has gone."""
        return type(self)((self.total - _number(path, sha256)) % _MODULUS)

    def __str__(self) -> str:
        return hashlib.sha256(self.total.to_bytes(_BITS // 8, "big")).hexdigest()

    @property
    def text(self) -> str:
        """The sum, to be stored."""
        return f"{self.total:x}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """A stored sum."""
        return cls(int(text or "0", 16))
