"""An annual report as data: what reading yields, compiling produces, rendering prints.

The JSON form is published (`docs/report.schema.json`) and is what `tongming report read --json`
prints and `tongming report rollup` takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite
from typing import Any

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORMS, REMEDY_GROUPS, REMEDY_RESULTS, Form
from tongming.law.relations import Violation
from tongming.law.words import Message

_ENDLESS = 10**1000
"""Numbers from here on are no counts and no amounts; of longer ones not even a sum is printed."""


@dataclass(slots=True)
class Remark:
    """Something a reader of the report should look at: where, and what."""

    where: str
    message: Message


@dataclass(slots=True)
class AnnualReport:
    """One organ's report for one year."""

    title: str
    body: str
    """The organ's name as printed."""
    year: int | None
    """The year reported on, not the year of publication."""
    form: Form
    figures: dict[Cell, Figure] = field(default_factory=dict)
    """Every figure the report has; a cell of the form that is missing here counts as `BLANK`."""
    units: dict[Cell, str] = field(default_factory=dict)
    """The unit printed with an amount whose column names none (采购总金额)."""
    sections: dict[str, str] = field(default_factory=dict)
    """The words of each section, by the section's key; paragraphs are separated by newlines."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What else the source says: publication date, document cited, rows that no form has."""
    violations: list[Violation] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def figure(self, cell: Cell) -> Figure:
        """What stands in a cell; `BLANK` where nothing does."""
        return self.figures.get(cell, Gap.BLANK)

    def take_check(self, found: Iterable[Violation]) -> None:
        """Keep what a check found: broken relations apart from what could not be checked."""
        found = list(found)
        self.violations = [one for one in found if one.judged]
        said = {(remark.where, str(remark.message)) for remark in self.warnings}
        self.warnings += [
            Remark(one.where, one.message)
            for one in found
            if not one.judged and (one.where, str(one.message)) not in said
        ]


def _number(figure: Figure | None) -> int | float | None:
    """JSON has one kind of number: whole amounts are printed without a fraction."""
    if figure is None or isinstance(figure, Gap):
        return None
    if isinstance(figure, Decimal):
        return int(figure) if figure == figure.to_integral_value() else float(figure)
    return figure


def _side(value: int | Decimal | str) -> int | float | str:
    return value if isinstance(value, str) else _number(value) or 0


def to_json(report: AnnualReport, translate: Any = str) -> dict[str, Any]:
    """The published JSON form. `null` is a gap; `gaps` names those that are not simply blank."""
    form = report.form
    seen = set(report.figures) | set(form.cells())
    at = report.figure

    def grid(table: str, cells: Iterable[Cell]) -> dict[str, dict[str, int | float | None]]:
        rows: dict[str, dict[str, int | float | None]] = {}
        for cell in cells:
            if cell.table == table:
                rows.setdefault(cell.row, {})[cell.column] = _number(at(cell))
        return rows

    order = [*form.cells(), *sorted(seen - set(form.cells()))]
    proactive: dict[str, dict[str, Any]] = {
        row: dict(columns) for row, columns in grid("proactive", order).items()
    }
    for cell, unit in report.units.items():
        if cell.table == "proactive" and cell.row in proactive:
            proactive[cell.row][f"{cell.column}_unit"] = unit
    channels = grid("channels", order)
    gaps: dict[str, list[str]] = {}
    for cell in order:
        figure = at(cell)
        if isinstance(figure, Gap) and figure is not Gap.BLANK:
            gaps.setdefault(figure.value, []).append(str(cell))
    return {
        "title": report.title,
        "body": report.body,
        "year": report.year,
        "form": form.id,
        "proactive": proactive,
        "requests": grid("requests", order),
        "remedies": {
            group: [_number(at(Cell("remedies", group, key))) for key, _ in REMEDY_RESULTS]
            for group, _ in REMEDY_GROUPS
        },
        "channels": {
            key: channels.get(key, {}).get("items")
            for key in ("total", "gazette", "website", "weibo", "wechat", "other")
        },
        "channel_shares": {
            key: columns["share"]
            for key, columns in channels.items()
            if columns.get("share") is not None
        },
        "stated": {row: columns["value"] for row, columns in grid("stated", order).items()},
        "legacy": {row: columns["value"] for row, columns in grid("legacy", order).items()},
        "gaps": gaps,
        "sections": dict(report.sections),
        "extra": report.extra,
        "violations": [violation_data(violation, translate) for violation in report.violations],
        "warnings": [
            {"where": w.where, "message": w.message.render(translate)} for w in report.warnings
        ],
    }


def violation_data(violation: Violation, translate: Any = str) -> dict[str, Any]:
    """A broken relation in the published JSON form."""
    return {
        "relation": violation.relation,
        "where": violation.where,
        "expected": _side(violation.expected),
        "found": _side(violation.found),
        "message": violation.message.render(translate),
        "hard": violation.hard,
    }


def from_json(data: Mapping[str, Any]) -> AnnualReport:
    """A report from its JSON form. Violations and warnings are not taken over: check again.

    `ValueError` names what is missing or of the wrong kind.
    """
    form = FORMS.get(str(data.get("form")))
    if form is None:
        raise ValueError(f"unknown form {data.get('form')!r}; one of {', '.join(FORMS)}")
    year = data.get("year")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise ValueError(f"year must be a whole number, not {year!r}")
    if year is not None and not 1 <= year <= 9999:
        raise ValueError("year must be a year")
    report = AnnualReport(str(data.get("title", "")), str(data.get("body", "")), year, form)

    def put(cell: Cell, value: Any) -> None:
        if value is None:
            return
        endless = isinstance(value, float) and not isfinite(value)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or endless:
            raise ValueError(f"{cell}: a number or null is expected, not {value!r}")
        if abs(value) >= _ENDLESS:
            raise ValueError(f"{cell}: no report counts as much as that")
        report.figures[cell] = value if isinstance(value, int) else Decimal(str(value))

    for table in ("proactive", "requests"):
        for row, columns in _mapping(data, table).items():
            for column, value in _mapping(columns, None).items():
                if column.endswith("_unit"):
                    report.units[Cell(table, row, column.removesuffix("_unit"))] = str(value)
                else:
                    put(Cell(table, row, column), value)
    for group, values in _mapping(data, "remedies").items():
        if not isinstance(values, list) or len(values) != len(REMEDY_RESULTS):
            raise ValueError(f"remedies.{group}: a list of {len(REMEDY_RESULTS)} is expected")
        for (key, _), value in zip(REMEDY_RESULTS, values, strict=True):
            put(Cell("remedies", group, key), value)
    for name, table, column in (
        ("channels", "channels", "items"),
        ("channel_shares", "channels", "share"),
        ("stated", "stated", "value"),
        ("legacy", "legacy", "value"),
    ):
        for row, value in _mapping(data, name).items():
            put(Cell(table, row, column), value)
    for gap, addresses in _mapping(data, "gaps").items():
        if not isinstance(addresses, list):
            raise ValueError(f"gaps.{gap}: a list of cell addresses is expected")
        for address in addresses:
            report.figures[Cell.parse(str(address))] = Gap(gap)
    report.sections = {k: str(v) for k, v in _mapping(data, "sections").items()}
    report.extra = dict(_mapping(data, "extra"))
    return report


def _mapping(data: Any, key: str | None) -> Mapping[str, Any]:
    value = data if key is None else data.get(key, {})
    if not isinstance(value, Mapping):
        raise ValueError(f"{key or 'row'}: an object is expected, not {value!r}")
    return value
