"""Whether two texts are the same piece of information, however its number or layout was typed.

Near-same texts are found without comparing each with each: the text's shingles give a sketch of
eight bands, and texts that share a band are compared by rapidfuzz (MinHash, Broder 1997).
"""

from __future__ import annotations

import re
from hashlib import blake2b

from rapidfuzz import fuzz

NEAR = 92.0
"""From which likeness (0 to 100) two texts count as one."""
LEAST = 60
"""Shorter texts say too little to be called the same."""
_SHINGLE, _BANDS, _ROWS = 4, 8, 3
_MASK = (1 << 61) - 1
_NOT_WORDS = re.compile(r"[\W_]+")


def skeleton(text: str) -> str:
    """The characters that carry the text: no spaces, no punctuation, no markup."""
    return _NOT_WORDS.sub("", text)


def sketch(text: str) -> tuple[str, ...]:
    """Eight short words; near-same texts share at least one of them. None for a short text."""
    bare = skeleton(text)
    if len(bare) < LEAST:
        return ()
    hashes = {
        int.from_bytes(blake2b(bare[n : n + _SHINGLE].encode(), digest_size=7).digest())
        for n in range(len(bare) - _SHINGLE + 1)
    }
    rows = [
        min(
            (value * (2 * n + 0x9E3779B97F4A7C15) + n * 0xBF58476D1CE4E5B9) & _MASK
            for value in hashes
        )
        for n in range(1, _BANDS * _ROWS + 1)
    ]
    return tuple(
        f"{band}:"
        + blake2b(repr(rows[band * _ROWS : (band + 1) * _ROWS]).encode(), digest_size=6).hexdigest()
        for band in range(_BANDS)
    )


def near_same(one: str, other: str) -> bool:
    """Whether two texts are nearly the same."""
    left, right = skeleton(one), skeleton(other)
    if min(len(left), len(right)) < LEAST:
        return False
    return fuzz.ratio(left, right, score_cutoff=NEAR) >= NEAR
