"""What came held against the law, the year before, its own words, and its own sums."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongming.law.relations import Violation, check, compare_stated
from tongming.law.words import Refused
from tongming.reports.document import AnnualReport, from_json
from tongming.reports.drafting import PREFACE
from tongming.reports.exchange.models import Incoming, ReceivedReport
from tongming.reports.exchange.packages.contents import key_of
from tongming.reports.exchange.queries import year_before
from tongming.reports.freezing import FigureDifference, differences, thaw
from tongming.reports.reading.prose import read_prose
from tongming.reports.rollup import Part, roll_up


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one report."""

    report: AnnualReport
    violations: list[Violation]
    said: list[Violation]

    @property
    def hard(self) -> int:
        """How many relations are broken that must hold."""
        return sum(1 for one in self.violations if one.hard)


def check_received(row: ReceivedReport) -> Checked:
    """R1–R9 within the report and against last year's as it came, R8 against its words."""
    report = thaw(row.content)
    earlier = year_before(row)
    violations = check(
        report.form,
        report.figures,
        level=row.level_kind,
        previous=thaw(earlier.content).figures if earlier else None,
    )
    words = {key: text for key, text in report.sections.items() if key != PREFACE}
    stated = read_prose(words, report.year).figures
    return Checked(
        report,
        [one for one in violations if one.judged],
        compare_stated({**stated, **report.figures}),
    )


@dataclass(frozen=True, slots=True)
class SumChecked:
    """A sum the sender kept, worked out again from the reports that came with it."""

    title: str
    scope: tuple[str, ...]
    parts: int
    absent: tuple[str, ...]
    """Parts that did not come in the package in this version."""
    differing: tuple[FigureDifference, ...]
    """Where our sum of the same parts says otherwise."""


def check_sums(package: Incoming) -> list[SumChecked]:
    """Every sum in a package against its reports."""
    inside = json.loads(package.text)["payload"]
    came = {(key_of(one), one["sha256"]): one for one in inside["reports"]}
    return [found for one in inside["sums"] if (found := _check_sum(one["content"], came))]


def _check_sum(
    content: Mapping[str, Any], came: Mapping[tuple[str, str], Mapping[str, Any]]
) -> SumChecked | None:
    try:
        told = from_json(content["report"])
        wanted = [
            (str(one["unit"]), str(one["sha256"]), str(one["name"])) for one in content["parts"]
        ]
        scope = tuple(map(str, content["scope"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    absent = tuple(name for key, sha, name in wanted if (key, sha) not in came)
    parts = []
    for key, sha, _name in wanted:
        if (key, sha) in came:
            report = from_json(came[key, sha]["content"]["report"])
            report.body = key
            parts.append(Part(key, report))
    found: tuple[FigureDifference, ...] = ()
    if parts and not absent:
        try:
            (again,) = roll_up(parts, told.body)
        except (Refused, ValueError):
            return None
        found = differences(told, again).figures
    return SumChecked(told.title, scope, len(wanted), absent, found)
