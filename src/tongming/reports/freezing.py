"""A signed report as bytes that never change, their hash, and what differs between two versions.

Plain Python. What is frozen are the figures, the words and the moment whose knowledge they hold.
Violations and warnings are left out: they are worked out from the figures by whoever looks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.reports.document import AnnualReport, from_json, to_json

SCHEMA = "tongming/frozen-report/1"
_WORKED_OUT = ("violations", "warnings")


def canonical(report: AnnualReport, *, unit: str, version: int, known_at: datetime) -> str:
    """The frozen content: JSON with sorted keys, no spaces, Chinese as it stands.

    `unit` is the unit's code; `known_at` the moment (aware) whose knowledge the figures hold.
    """
    data = {name: value for name, value in to_json(report).items() if name not in _WORKED_OUT}
    frozen = {
        "schema": SCHEMA,
        "unit": unit,
        "version": version,
        "known_at": known_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "report": data,
    }
    return json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: str) -> str:
    """The SHA-256 of the content's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def thaw(content: str) -> AnnualReport:
    """The report that was frozen."""
    data: Mapping[str, Any] = json.loads(content)
    return from_json(data["report"])


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A cell that holds something else than before."""

    cell: Cell
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class Differences:
    """What changed from one version to another: figures cell by cell, and the sections reworded."""

    figures: tuple[FigureDifference, ...]
    sections: tuple[str, ...]
    """The keys of the sections whose words differ."""

    def __bool__(self) -> bool:
        return bool(self.figures or self.sections)


def differences(before: AnnualReport, after: AnnualReport) -> Differences:
    """What `after` says otherwise than `before`, in the order of the form."""
    order = [*after.form.cells()]
    beside = (set(before.figures) | set(after.figures)) - set(order)
    figures = tuple(
        FigureDifference(cell, before.figure(cell), after.figure(cell))
        for cell in [*order, *sorted(beside)]
        if not same(before.figure(cell), after.figure(cell))
    )
    keys = [section.key for section in after.form.sections]
    keys += sorted((set(before.sections) | set(after.sections)) - set(keys))
    reworded = tuple(
        key
        for key in keys
        if before.sections.get(key, "").strip() != after.sections.get(key, "").strip()
    )
    return Differences(figures, reworded)


def same(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same: equal numbers, or the same gap."""
    if isinstance(one, Gap) or isinstance(other, Gap):
        return one is other
    return is_number(one) and is_number(other) and one == other
