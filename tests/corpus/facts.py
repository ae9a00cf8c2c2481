"""What a report of the corpus says: figures drawn at random that satisfy every relation.

`broken` re-computes the relations here, apart from the product's own code, so that a truth file
never lists a violation its figures do not have, nor keeps one secret.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.corpus.labels import (
    COLUMNS,
    LEGACY,
    LEGACY_PARTS,
    LEGACY_SUMS,
    PROACTIVE,
    data_rows,
    leaf_rows,
)

Number = int | float | None
REMEDY_GROUPS = ("review", "direct", "after")
CHANNELS = ("gazette", "website", "weibo", "wechat", "other")


@dataclass
class Facts:
    """One report as it ought to be read."""

    body: str
    year: int
    form: str
    proactive: dict[str, dict[str, Number]] = field(default_factory=dict)
    requests: dict[str, dict[str, int | None]] = field(default_factory=dict)
    remedies: dict[str, list[int | None]] = field(default_factory=dict)
    channels: dict[str, int] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    legacy: dict[str, Number] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)
    """Addresses of cells or whole rows that nobody can read with certainty from the file."""

    def copy(self) -> Facts:
        """An independent copy, to be bent into another report."""
        return deepcopy(self)

    def forget(self, row: str) -> None:
        """Table 3's row cannot be known: every figure of it is null."""
        self.requests[row] = dict.fromkeys(COLUMNS)
        self.unsure.append(f"requests/{row}")

    def truth(self, note: str, **more: Any) -> dict[str, Any]:
        """The truth file's content."""
        return {
            "note": note,
            "body": self.body,
            "year": self.year,
            "form": self.form,
            "proactive": self.proactive,
            "requests": self.requests,
            "remedies": self.remedies,
            "channels": {key: self.channels.get(key) for key in ("total", *CHANNELS)},
            "channel_shares": self.shares,
            "legacy": self.legacy,
            "violations": [list(pair) for pair in broken(self)],
            "unsure": self.unsure,
            **more,
        }


def draw(
    rng: Random,
    body: str,
    year: int,
    form: str,
    *,
    applications: int = 12,
    scale: int = 40,
) -> Facts:
    """Figures of the three tables, with about so many applications, that fit together."""
    facts = Facts(body, year, form)
    facts.proactive = _proactive(rng, form, scale)
    counts = {row: dict.fromkeys(COLUMNS, 0) for row in data_rows(form)}
    leaves = leaf_rows(form)
    for _ in range(applications):
        row = rng.choice(["3.1", "3.1", "3.1", "3.4.1", "3.4.1", *leaves])
        counts[row][rng.choices(COLUMNS[:6], (12, 3, 1, 1, 2, 1))[0]] += 1
    for column in COLUMNS[:6]:
        done = sum([counts[row][column] for row in leaves])
        pending = rng.choice((0, 0, 0, 1, 2)) if column in ("nat", "ent") else 0
        before = min(rng.choice((0, 0, 1)), done + pending)
        counts["3.7"][column] = done
        counts["4"][column] = pending
        counts["2"][column] = before
        counts["1"][column] = done + pending - before
    for values in counts.values():
        values["sum"] = sum(values[column] for column in COLUMNS[:6])
    facts.requests = {row: dict(columns) for row, columns in counts.items()}
    for group in REMEDY_GROUPS:
        parts = [rng.choice((0, 0, 0, 1, 2)) for _ in range(4)]
        facts.remedies[group] = [*parts, sum(parts)]
    return facts


def _proactive(rng: Random, form: str, scale: int) -> dict[str, dict[str, Number]]:
    table: dict[str, dict[str, Number]] = {}
    for _, columns, rows in PROACTIVE[form]:
        for row, _label in rows:
            table[row] = {key: 0 for key, _ in columns}
    if form == "2021-30":
        made = rng.randrange(0, 5)
        table["normative_documents"] = {
            "issued": made,
            "repealed": rng.randrange(0, 3),
            "in_force": made + rng.randrange(0, 12),
        }
        for row in ("licences", "penalties", "coercion"):
            table[row]["decisions"] = rng.randrange(0, scale)
        table["fees"]["amount_wan"] = rng.choice((0, 0, 1.25, 3.6, 12))
        return table
    made = rng.randrange(0, 5)
    table["normative_documents"] = {
        "made": made,
        "newly_public": made,
        "public_total": made + rng.randrange(0, 12),
    }
    for row in ("licences", "other_services", "penalties", "coercion"):
        table[row] = {
            "previous_items": rng.randrange(5, scale + 6),
            "change": rng.choice((0, 0, 2, -1, -3)),
            "decisions": rng.randrange(0, scale * 3),
        }
    table["fees"] = {"previous_items": rng.randrange(0, 4), "change": 0}
    table["procurement"] = {"items": rng.randrange(0, 7), "amount": rng.randrange(0, 900) * 1000}
    return table


def draw_legacy(rng: Random, body: str, year: int, *, applications: int = 6) -> Facts:
    """Figures of the older 统计表; the channels add up to more than the total, as they may."""
    facts = Facts(body, year, "legacy")
    value: dict[str, int] = {row: 0 for row, _, unit in LEGACY if unit}
    for key, low, high in (
        ("1.2.1", 0, 6), ("1.2.2", 90, 260), ("1.2.3", 10, 90), ("1.2.4", 15, 90), ("1.2.5", 3, 40),
        ("2.1", 0, 5), ("2.2.1", 1, 4), ("2.2.2", 0, 3), ("2.2.3", 0, 9), ("2.2.4", 0, 12),
        ("2.2.5", 0, 7), ("8.1", 1, 2), ("8.2", 1, 5), ("8.3.1", 0, 3), ("8.3.2", 1, 9),
        ("9.1", 1, 6), ("9.2", 1, 4), ("9.3", 12, 80),
    ):  # fmt: skip
        value[key] = rng.randrange(low, high)
    channels = [value[f"1.2.{n}"] for n in range(1, 6)]
    value["1.1"] = rng.randrange(max(channels), sum(channels))
    value["1.1.a"] = rng.randrange(0, 4)
    value["1.1.b"] = value["1.1.a"] + rng.randrange(0, 3)
    for _ in range(applications):
        value[rng.choice(("3.1.1", "3.1.3", "3.1.3", "3.1.4"))] += 1
        answer = rng.choice(("3.3.1", "3.3.2", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6"))
        value[answer] += 1
        if answer == "3.3.4":
            value[rng.choice(("3.3.4.2", "3.3.4.3", "3.3.4.6"))] += 1
        value[rng.choice(("3.2.1", "3.2.1", "3.2.2"))] += 1
    for total, parts in LEGACY_SUMS.items():
        value[total] = sum(value[part] for part in parts)
    facts.legacy = {row: value[row] for row, _, unit in LEGACY if unit}
    facts.legacy["8.4"] = rng.choice((0, 0.5, 1.2))
    return facts


def say_channels(facts: Facts, counts: dict[str, int]) -> None:
    """Channel counts and their shares, to be told in prose."""
    facts.channels = {"total": sum(counts.values()), **counts}
    total = facts.channels["total"]
    facts.shares = {key: round(100 * count / total, 1) for key, count in counts.items()}


# --- The relations, once more -------------------------------------------------------------------

Pair = tuple[str, str]
RESULTS = ("upheld", "corrected", "other", "pending")


def broken(facts: Facts) -> list[Pair]:
    """Every hard relation the figures break, as (relation, where).

    Gaps are taken as docs/decisions/0201 says: an empty part adds nothing to a sum that has other
    numbers, a missing total is not judged, and what cannot be known may only make a sum greater.
    """
    found = [*_requests(facts), *_remedies(facts), *_legacy(facts), *_channels(facts)]
    if not facts.body.endswith(("省人民政府", "州人民政府")):
        rules = facts.proactive.get("rules", {})
        found += [("R6", f"proactive/rules/{key}") for key, value in rules.items() if value]
    for row, columns in facts.proactive.items():
        for key, number in columns.items():
            if key != "change" and number is not None and number < 0:
                found.append(("R9", f"proactive/{row}/{key}"))
    return sorted(found)


def _unequal(total: Number, parts: list[Number], *, unknown: bool = False) -> bool:
    """Whether a total cannot be the sum of its parts."""
    numbers = [part for part in parts if part is not None]
    if total is None or not numbers:
        return False
    return sum(numbers) > total if unknown else sum(numbers) != total


def _requests(facts: Facts) -> Iterator[Pair]:
    table = facts.requests
    if not table:
        return
    leaves = leaf_rows(facts.form)
    for column in COLUMNS:

        def unknown(row: str, column: str = column) -> bool:
            return not {f"requests/{row}", f"requests/{row}/{column}"}.isdisjoint(facts.unsure)

        parts: list[Number] = [table[row][column] for row in leaves]
        doubt = any(map(unknown, leaves))
        done = table["3.7"][column]
        if _unequal(done, parts, unknown=doubt):
            yield ("R2", f"requests/3.7/{column}")
        known = [part for part in parts if part is not None]
        if done is None and not unknown("3.7") and known and not doubt:
            done = int(sum(known))
        came = [number for row in "12" if (number := table[row][column]) is not None]
        went = [number for number in (done, table["4"][column]) if number is not None]
        if (
            came
            and went
            and not any(map(unknown, ("1", "2", "3.7", "4")))
            and sum(came) != sum(went)
        ):
            yield ("R1", f"requests/*/{column}")
    for row, columns in table.items():
        cells = {f"requests/{row}", *(f"requests/{row}/{column}" for column in COLUMNS[:6])}
        doubt = not cells.isdisjoint(facts.unsure)
        if _unequal(columns["sum"], [columns[c] for c in COLUMNS[:6]], unknown=doubt):
            yield ("R3", f"requests/{row}/sum")
        for column, number in columns.items():
            if number is not None and number < 0:
                yield ("R9", f"requests/{row}/{column}")


def _remedies(facts: Facts) -> Iterator[Pair]:
    for group, values in facts.remedies.items():
        if _unequal(values[4], [*values[:4]]):
            yield ("R4", f"remedies/{group}/total")
        for number, name in zip(values, (*RESULTS, "total"), strict=True):
            if number is not None and number < 0:
                yield ("R9", f"remedies/{group}/{name}")


def _counted_once(total: Number, channels: list[Number]) -> bool:
    """Whether a total lies below a channel, or above all of them though 其他方式 is told."""
    counts = [count for count in channels if count is not None]
    if total is None or not counts:
        return False
    return max(counts) > total or (channels[-1] is not None and sum(counts) < total)


def _legacy(facts: Facts) -> Iterator[Pair]:
    table = facts.legacy
    for number, (total, parts) in enumerate(LEGACY_SUMS.items(), 1):
        if _unequal(table.get(total), [table.get(part) for part in parts]):
            yield (f"L{number}", f"legacy/{total}/value")
    if _counted_once(table.get("1.1"), [table.get(f"1.2.{n}") for n in range(1, 6)]):
        yield ("L8", "legacy/1.1/value")
    for relation, part, whole in LEGACY_PARTS:
        inner, outer = table.get(part), table.get(whole)
        if inner is not None and outer is not None and inner > outer:
            yield (relation, f"legacy/{part}/value")


def _channels(facts: Facts) -> Iterator[Pair]:
    total = facts.channels.get("total")
    if _counted_once(total, [facts.channels.get(key) for key in CHANNELS]):
        yield ("C1", "channels/total/items")
    for key, share in facts.shares.items():
        places = len(str(share).partition(".")[2].rstrip("0"))
        if total and abs(100 * facts.channels[key] / total - share) >= 10**-places:
            yield ("C2", f"channels/{key}/share")
