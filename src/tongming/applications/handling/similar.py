"""Which applications ask for something like this one, to answer alike.

Subjects are short: they are compared by their characters, without the words every one of them has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from tongming.applications.models import Application

LIKE = 55.0
"""From which likeness (0 to 100) an earlier answer is worth a look."""
NEWEST = 5000
"""So many applications are compared at most, the newest first."""
_EMPTY = re.compile(r"[\W_]+|相关|有关|申请|公开|信息|政府|我镇|本镇|关于|请求|获取|提供|的")


def core(subject: str) -> str:
    """The characters that carry a subject."""
    bare = _EMPTY.sub("", subject)
    return bare or re.sub(r"[\W_]+", "", subject)


def like(
    subject: str, others: Iterable[Application], *, least: float, most: int
) -> list[tuple[Application, float]]:
    """The applications whose subject is like this one, the likest first."""
    pool: Sequence[Application] = list(others)
    found = process.extract(
        core(subject),
        [core(other.subject) for other in pool],
        scorer=fuzz.ratio,
        score_cutoff=least,
        limit=most,
    )
    return [(pool[place], score) for _text, score, place in found]
