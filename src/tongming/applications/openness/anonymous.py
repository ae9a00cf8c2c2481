"""Making a year's applications coarse enough that nobody is recognised among them.

Every published record stands for at least `k` applications that are alike in all it says
(k-anonymity). All its fields count as recognisable: a neighbour may know any of them. What is not
alike enough is told ever more coarsely, field by field; what is still alone at the end is counted
in the totals of the year alone, which the annual report gives in any case (table 3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from tongming.law.outcomes import Outcome

K = 3
"""The default. Each installation may ask for more."""
BANDS = ((10, "1-10"), (20, "11-20"), (40, "21-40"))
"""Working days taken, up to and including; the terms of 第三十三条 are their edges."""
LONGER = "41+"


@dataclass(frozen=True, slots=True)
class Row:
    """One application that has ended, in the words of lists; None: too coarse to say."""

    theme: str | None
    """The key of a statutory item; "" where nobody has said."""
    applicant: str | None
    """person or organisation."""
    outcome: str | None
    """A row of table 3."""
    group: str
    """A heading of table 3."""
    days: str | None
    extended: bool | None
    consulted: bool | None
    period: str | None
    """2026-Q1, 2026-H1 or None for the whole year."""


@dataclass(frozen=True, slots=True)
class Register:
    """What may be published of a unit's year."""

    k: int
    total: int
    groups: dict[str, int]
    """How many ended under each heading of table 3."""
    records: tuple[tuple[Row, int], ...]
    """Each with the number of applications it stands for, at least `k`."""
    withheld: int
    """Applications that no record stands for; they are in `total` and `groups`."""

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "k": self.k,
            "total": self.total,
            "groups": [{"group": name, "count": count} for name, count in self.groups.items()],
            "records": [{**asdict(row), "count": count} for row, count in self.records],
            "withheld": self.withheld,
        }


def _half(row: Row) -> Row:
    if row.period is None:
        return row
    year, quarter = row.period.split("-Q")
    return replace(row, period=f"{year}-H{1 if int(quarter) <= 2 else 2}")


COARSER = (
    lambda row: row,
    _half,
    lambda row: replace(row, period=None),
    lambda row: replace(row, period=None, extended=None, consulted=None),
    lambda row: replace(row, period=None, extended=None, consulted=None, days=None),
    lambda row: Row(row.theme, row.applicant, None, row.group, None, None, None, None),
    lambda row: Row(row.theme, None, None, row.group, None, None, None, None),
    lambda row: Row(None, None, None, row.group, None, None, None, None),
)
"""From the finest to the coarsest way of telling a row."""


def anonymise(rows: Iterable[Row], k: int = K) -> Register:
    """The finest records that at least `k` applications share, one level after the other.

    An application told in a record is told in no other, so that no difference of two counts says
    more than the counts do.
    """
    if k < 2:
        raise ValueError(k)
    left = list(rows)
    total, groups = len(left), Counter(row.group for row in left)
    records: list[tuple[Row, int]] = []
    for coarser in COARSER:
        told = [coarser(row) for row in left]
        counts = Counter(told)
        records += [(row, count) for row, count in counts.items() if count >= k]
        left = [row for row, as_told in zip(left, told, strict=True) if counts[as_told] < k]
    return Register(k, total, _ordered(groups), tuple(sorted(records, key=_order)), len(left))


def band(days: int) -> str:
    """The band that a number of working days lies in."""
    return next((name for most, name in BANDS if days <= most), LONGER)


def group_of(outcome: Outcome) -> str:
    """The heading of table 3 a row stands under: its code, as in the form."""
    return outcome.group.code if outcome.group else outcome.row


def _ordered(groups: Counter[str]) -> dict[str, int]:
    return {name: groups[name] for name in sorted(groups)}


def _order(record: tuple[Row, int]) -> list[str]:
    """The file is the same whatever order the database gave: it tells no sequence."""
    return [str(value) for value in asdict(record[0]).values()]
