"""The JSON Schema of what the section gives as open data, made beside the code that makes it.

Served as `data/schema/open-data.json` and kept as docs/open-data.schema.json; a test holds the two
together and the files to it.
"""

from __future__ import annotations

from typing import Any

from tongming.law.figures import Gap
from tongming.law.forms import FORMS
from tongming.reports.rendering.tidy import COLUMNS
from tongming.reports.schema import SCHEMA_ID as REPORT_ID

SCHEMA_ID = "urn:tongming:open-data:1"
PUBLISHED = "urn:tongming:published-report:1"
SUM = "urn:tongming:published-sum:1"
CATALOGUE = "urn:tongming:data-catalogue:1"
YEAR = "urn:tongming:published-year:1"
"""What a file's `schema` says. The last part changes when an old reader could no longer read."""

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 1}
_YEAR: dict[str, Any] = {"type": "integer", "description": "报告年度: the year reported on."}
_MOMENT: dict[str, Any] = {"type": "string", "format": "date-time"}
_URL: dict[str, Any] = {"type": "string", "format": "uri"}
_HASH: dict[str, Any] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_FORM: dict[str, Any] = {"enum": list(FORMS), "description": "格式: the form's id."}
_UNIT = {"$ref": "#/$defs/unit"}
_FILES = {"json": _URL, "csv": _URL}


def schema() -> dict[str, Any]:
    """Every kind of file under `data/`, `<unit>/reports/` and `<unit>/sums/`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "政府信息公开年报开放数据 (open data of annual reports)",
        "description": (
            "A figure is a number or null; null is a gap, never 0. The report itself is described"
            " in report.json beside this file."
        ),
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("report", "sum", "catalogue", "year")],
        "$defs": {
            "unit": _object({"code": _TEXT, "name": {**_TEXT, "description": "单位全称."}}),
            "terms": _object(
                {"text": {**_TEXT, "description": "使用条件 as the owner of the site set them."},
                 "url": _TEXT}
            ),
            "version": _version(),
            "report": _report(),
            "sum": _sum(),
            "year": _year(),
            "catalogue": _catalogue(),
            "row": _row(),
        },
    }  # fmt: skip


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in optional],
        "properties": properties,
    }


def _version() -> dict[str, Any]:
    return _object(
        {
            "version": _NUMBER,
            "published_at": _MOMENT,
            "reason": {**_TEXT, "description": "更正理由; empty for the first."},
            "sha256": {**_HASH, "description": "Of what was signed."},
            **_FILES,
        }
    )


def _report() -> dict[str, Any]:
    """A published report; at the address without a version, with all its versions."""
    return _object(
        {
            "schema": {"const": PUBLISHED},
            "unit": _UNIT,
            "year": _YEAR,
            "form": _FORM,
            "version": _NUMBER,
            "published_at": _MOMENT,
            "reason": _TEXT,
            "sha256": _HASH,
            "is_demo": {"type": "boolean", "description": "Made up for a demonstration."},
            "versions": {
                "type": "array",
                "items": {"$ref": "#/$defs/version"},
                "description": "Every published version, the first one first; only in the file"
                " at the address that always has the latest.",
            },
            "report": {"$ref": REPORT_ID},
        },
        optional=("versions",),
    )


def _sum() -> dict[str, Any]:
    part = {**_UNIT}
    return _object(
        {
            "schema": {"const": SUM},
            "unit": _UNIT,
            "year": _YEAR,
            "form": _FORM,
            "number": _NUMBER,
            "published_at": _MOMENT,
            "reason": {**_TEXT, "description": "Why it replaces an earlier one."},
            "replaced_by": {"type": ["integer", "null"], "description": "The later number."},
            "sha256": _HASH,
            "scope": {"type": "array", "items": _TEXT, "description": "汇总范围."},
            "is_demo": {"type": "boolean"},
            "parts": {
                "type": "array",
                "items": _object(
                    {"unit": _UNIT, "version": _NUMBER, "sha256": _HASH, "json": _URL}
                ),
                "description": "The published report of each unit that was added.",
            },
            "missing": {
                "type": "array",
                "items": part,
                "description": "Units in the scope without a published report; not added.",
            },
            "report": {"$ref": REPORT_ID},
        }
    )


def _year() -> dict[str, Any]:
    return _object(
        {
            "schema": {"const": YEAR},
            "year": _YEAR,
            "csv": _URL,
            "jsonl": _URL,
            "reports": {
                "type": "array",
                "items": _object(
                    {
                        "unit": _UNIT,
                        "form": _FORM,
                        "version": _NUMBER,
                        "published_at": _MOMENT,
                        "sha256": _HASH,
                        **_FILES,
                    }
                ),
            },
        }
    )


def _catalogue() -> dict[str, Any]:
    return _object(
        {
            "schema": {"const": CATALOGUE},
            "title": _TEXT,
            "publisher": _TEXT,
            "language": {"const": "zh-CN"},
            "terms": {"$ref": "#/$defs/terms"},
            "schemas": {"type": "array", "items": _URL},
            "years": {
                "type": "array",
                "items": _object(
                    {
                        "year": _YEAR,
                        "reports": {"type": "integer", "description": "How many."},
                        "changed_at": _MOMENT,
                        "index": _URL,
                        "csv": _URL,
                        "jsonl": _URL,
                    }
                ),
            },
            "sums": {
                "type": "array",
                "items": _object(
                    {
                        "unit": _UNIT,
                        "year": _YEAR,
                        "number": _NUMBER,
                        "scope": {"type": "array", "items": _TEXT},
                        "published_at": _MOMENT,
                        "page": _URL,
                        **_FILES,
                    }
                ),
            },
        }
    )


def _row() -> dict[str, Any]:
    """A line of the CSV files, whose headings are the titles here."""
    kinds: dict[str, dict[str, Any]] = {
        "year": _YEAR,
        "value": {"description": "The number, with a point and without separators; empty: a gap."},
        "gap": {"enum": ["", *(gap.label for gap in Gap)], "description": "Why there is none."},
        "row": {"description": "The row's key in the form, the same in every form that has it."},
        "column": {"description": "The column's key."},
        "label": {"description": "Heading, row and column as the form prints them."},
        "unit_of_measure": {"description": "件, 条, 万元 …"},
        "form": _FORM,
    }
    return {
        "type": "object",
        "properties": {key: {"title": label, **kinds.get(key, _TEXT)} for key, label in COLUMNS},
    }
