"""The JSON Schema of a report, made from the forms so that the two cannot differ.

Published as docs/report.schema.json; a test holds the file to what this module makes.
"""

from __future__ import annotations

from typing import Any

from tongming.law.figures import Gap
from tongming.law.form_model import Block, Table
from tongming.law.forms import FORMS, REMEDY_GROUPS, REMEDY_RESULTS, SIDE_TABLES

SCHEMA_ID = "urn:tongming:annual-report:1"
"""What a report's `$schema` says. The last part changes when an old reader could no longer read."""

_FIGURE: dict[str, Any] = {"type": ["number", "null"]}


def schema() -> dict[str, Any]:
    """The schema of what `to_json` makes and `from_json` takes."""
    channels, stated = SIDE_TABLES
    items = {row.key: _described(row.label) for block in channels.blocks for row in block.rows}
    values = {row.key: _described(row.label) for block in stated.blocks for row in block.rows}
    properties: dict[str, Any] = {
        "title": {"type": "string"},
        "body": {"type": "string", "description": "The organ, as printed."},
        "year": {"type": ["integer", "null"], "description": "The year reported on."},
        "form": {
            "enum": list(FORMS),
            "description": "; ".join(f"{form.id}: {form.document}" for form in FORMS.values()),
        },
        "proactive": _rows("proactive", "二、主动公开政府信息情况"),
        "requests": _rows("requests", "三、收到和处理政府信息公开申请情况"),
        "remedies": _remedies(),
        "channels": {"type": "object", "properties": items, "additionalProperties": False},
        "channel_shares": {
            "type": "object",
            "properties": dict.fromkeys(items, _FIGURE),
            "description": "Percentages of the total, as the report states them.",
        },
        "stated": {"type": "object", "properties": values, "additionalProperties": _FIGURE},
        "legacy": {
            "type": "object",
            "properties": _legacy(),
            "additionalProperties": _FIGURE,
            "description": "政府信息公开情况统计表, by row.",
        },
        "gaps": {
            "type": "object",
            "propertyNames": {"enum": [gap.value for gap in Gap]},
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
            "description": "Why a figure is null, where it is not simply blank: cell addresses.",
        },
        "sections": {"type": "object", "additionalProperties": {"type": "string"}},
        "extra": {"type": "object"},
        "violations": {"type": "array", "items": _finding("relation", "expected", "found", "hard")},
        "warnings": {"type": "array", "items": _finding()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "政府信息公开工作年度报告",
        "description": (
            "One organ's annual report on government information disclosure. A figure is a number"
            " or null; null is a gap, never 0."
        ),
        "type": "object",
        "required": [key for key in properties if key not in ("extra",)],
        "properties": properties,
    }


def _described(label: str) -> dict[str, Any]:
    return {**_FIGURE, "description": label}


def _blocks(key: str) -> list[Block]:
    tables: list[Table] = [form.table(key) for form in FORMS.values() if form.has(key)]
    return [block for table in tables for block in table.blocks]


def _rows(key: str, description: str) -> dict[str, Any]:
    """A table's rows and columns, all forms together; a report has those of its form."""
    rows: dict[str, dict[str, Any]] = {}
    for block in _blocks(key):
        for row in block.rows:
            if row.heading:
                continue
            found = rows.setdefault(
                row.key,
                {
                    "type": "object",
                    "description": row.label,
                    "properties": {},
                    "patternProperties": {"_unit$": {"type": "string"}},
                    "additionalProperties": _FIGURE,
                },
            )
            found["properties"] |= {c.key: _described(c.label) for c in block.columns}
    return {"type": "object", "description": description, "properties": rows}


def _remedies() -> dict[str, Any]:
    five = {
        "type": "array",
        "prefixItems": [_described(label) for _, label in REMEDY_RESULTS],
        "minItems": len(REMEDY_RESULTS),
        "maxItems": len(REMEDY_RESULTS),
    }
    groups = {key: {**five, "description": "／".join(labels)} for key, labels in REMEDY_GROUPS}
    return {
        "type": "object",
        "description": "四、政府信息公开行政复议、行政诉讼情况",
        "properties": groups,
        "required": list(groups),
        "additionalProperties": False,
    }


def _legacy() -> dict[str, Any]:
    return {
        row.key: _described(row.label)
        for block in _blocks("legacy")
        for row in block.rows
        if not row.heading
    }


def _finding(*more: str) -> dict[str, Any]:
    kinds: dict[str, Any] = {
        "where": {"type": "string"},
        "message": {"type": "string"},
        "relation": {"type": "string"},
        "expected": {"type": ["number", "string"]},
        "found": {"type": ["number", "string"]},
        "hard": {"type": "boolean"},
    }
    keys = ("where", "message", *more)
    return {
        "type": "object",
        "properties": {key: kinds[key] for key in keys},
        "required": list(keys),
    }
