"""The open register of a unit's year as JSON and CSV; docs/open-register.md explains it."""

from __future__ import annotations

import csv
import io
import json

from tongming.applications.openness.anonymous import Register
from tongming.units.models import Unit

SCHEMA = "tongming-open-register-1"
FIELDS = (
    "theme", "applicant", "outcome", "group", "days", "extended", "consulted", "period", "count",
)  # fmt: skip


def as_json(unit: Unit, year: int, register: Register) -> bytes:
    """The whole register; the same bytes for the same applications."""
    data = {
        "schema": SCHEMA,
        "unit": {"code": unit.code, "name": unit.name},
        "year": year,
        **register.to_data(),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(unit: Unit, year: int, register: Register) -> bytes:
    """A line a record, then one a heading whose applications stand in no record.

    With the mark that tells spreadsheets it is UTF-8; an empty cell is not told.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, lineterminator="\r\n")
    writer.writeheader()
    for record in register.to_data()["records"]:
        writer.writerow({name: _cell(record[name]) for name in FIELDS})
    for group, count in withheld_by_group(register).items():
        writer.writerow({"group": group, "count": count})
    return text.getvalue().encode("utf-8-sig")


def withheld_by_group(register: Register) -> dict[str, int]:
    """How many applications stand in the totals alone, by heading of table 3."""
    told: dict[str, int] = {}
    for row, count in register.records:
        told[row.group] = told.get(row.group, 0) + count
    return {
        group: count - told.get(group, 0)
        for group, count in register.groups.items()
        if count > told.get(group, 0)
    }


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
