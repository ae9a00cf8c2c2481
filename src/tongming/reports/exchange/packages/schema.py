"""The JSON Schema of a package: published as docs/exchange.schema.json, and what is enforced here.

`find_fault` knows the few words of JSON Schema that stand below, and no others; a test holds it to
a full validator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tongming.law.forms import FORMS
from tongming.law.organs import Level

SCHEMA_ID = "urn:tongming:exchange:1"
ROOT = "$"
"""How a place in a package begins: $.payload.reports[2].sha256"""

Schema = Mapping[str, Any]

_NO_CONTROLS = r"^[^\u0000-\u001f\u007f]+$"


def _text(most: int, pattern: str = _NO_CONTROLS) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": most, "pattern": pattern}


def _words(most: int) -> Schema:
    return {"type": "string", "maxLength": most}


def _number(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _object(description: str, **properties: Schema) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _list(items: Schema, most: int, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}


_SHA256 = _text(64, r"^[0-9a-f]{64}$")
_CODE = _text(60, r"^[0-9A-Za-z][0-9A-Za-z_-]*$")
_MOMENT = _text(32, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}\+00:00$")
_SERIAL = _number(1, 1_000_000_000)
_YEAR = _number(2008, 2200)
_FORM: Schema = {"enum": list(FORMS)}
_VERSION = _number(1, 32767)

_LEVEL: Schema = {"enum": [one.value for one in Level]}

PARTY = _object(
    "An installation: the unit in whose name it speaks, under its administrative code.",
    code=_CODE, name=_text(120), short_name=_text(40), level=_LEVEL,
)  # fmt: skip
UNIT = _object(
    "A unit, as its own installation knows it.",
    code=_CODE, name=_text(120), short_name=_text(40), level=_LEVEL,
)  # fmt: skip
HOP = _object(
    "A package a report came in, on its way to the sender: by whom, its number, its SHA-256 and the"
    " public key that signed it.",
    code=_CODE, name=_text(120), short_name=_text(40), serial=_SERIAL, sha256=_SHA256,
    public=_SHA256,
)  # fmt: skip
VIA = _list(HOP, 8)
LEDGER = _object(
    "The head of the sender's ledger: number and hash of its last event.",
    seq=_number(0, 1_000_000_000_000), hash=_SHA256,
)  # fmt: skip
REPORT = _object(
    "A signed report, whole.",
    unit=UNIT, via=VIA, year=_YEAR, form=_FORM, version=_VERSION, sha256=_SHA256,
    states={
        **_list({"enum": ["signed", "submitted", "cleared", "sent_back", "published"]}, 5, 1),
        "description": "How far it has come in its own installation.",
    },
    content=_object(
        "What was signed: its canonical JSON has the SHA-256.",
        schema={"enum": ["tongming/frozen-report/1"]}, unit=_CODE, version=_VERSION,
        known_at=_MOMENT,
        report={
            "type": "object",
            "description": "As docs/report.schema.json, without violations and warnings.",
        },
    ),
)  # fmt: skip
MISSING = _object(
    "A unit that should have reported the year, and is not in it.", unit=UNIT, via=VIA
)
SUM = _object(
    "A sum the sender kept: scope, basis, parts, missing, report.",
    sha256=_SHA256, content={"type": "object"},
)  # fmt: skip
MARK = _object("What is wrong at a cell or in a section.", where=_text(80), words=_text(300))
JUDGEMENT = _object(
    "What the receiver of a report decided about it.",
    unit=UNIT, via=VIA, year=_YEAR, form=_FORM, version=_VERSION, sha256=_SHA256,
    verdict={"enum": ["sent_back", "cleared"]}, words=_words(500), marks=_list(MARK, 500),
    by=_text(60), at=_MOMENT,
)  # fmt: skip


def _payload(kind: str, description: str, **more: Schema) -> dict[str, Any]:
    return _object(description, kind={"enum": [kind]}, sender=PARTY, created=_MOMENT, **more)


_CHAIN: dict[str, Schema] = {
    "receiver": PARTY,
    "serial": _SERIAL,
    "previous": _SHA256,
    "ledger": LEDGER,
}

PAYLOADS: Mapping[str, dict[str, Any]] = {
    "reports": _payload(
        "reports", "A year as the sender has it: every report, every unit without one.",
        **_CHAIN, year=_YEAR, reports=_list(REPORT, 50_000), missing=_list(MISSING, 50_000),
        sums=_list(SUM, 100),
    ),
    "judgements": _payload(
        "judgements", "What the office above decided about reports it received.",
        **_CHAIN, judgements=_list(JUDGEMENT, 50_000, 1),
    ),
    "receipt": _payload(
        "receipt", "That a package came whole: signed by who received it.",
        receiver=PARTY, package=_SHA256, serial=_SERIAL, ledger=LEDGER,
    ),
    "card": _payload(
        "card", "Who an installation is: name, keys (those that signed), address.",
        address=_words(200),
    ),
}  # fmt: skip

ENVELOPE: dict[str, Any] = _object(
    "A package of any kind.",
    schema={"enum": ["tongming/exchange/1"]},
    payload={"oneOf": list(PAYLOADS.values())},
    signatures=_list(
        _object(
            "Ed25519 over the word tongming/exchange/1, a newline, and the payload's bytes.",
            public=_SHA256, signature=_text(128, r"^[0-9a-f]{128}$"),
        ), 8, 1,
    ),
)  # fmt: skip


def schema() -> dict[str, Any]:
    """The published schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Exchange package of Tongming",
        **ENVELOPE,
    }


_TYPES: Mapping[str, type] = {"object": dict, "array": list, "string": str, "integer": int}


def find_fault(data: Any, rule: Schema, where: str = ROOT) -> str:
    """The first place that is not as the schema says; empty where all is."""
    if "oneOf" in rule:
        kind = data.get("kind") if isinstance(data, dict) else None
        chosen = PAYLOADS.get(kind) if isinstance(kind, str) else None
        return find_fault(data, chosen, where) if chosen else f"{where}.kind"
    if "enum" in rule:
        return "" if isinstance(data, str) and data in rule["enum"] else where
    wanted = _TYPES[rule["type"]]
    if not isinstance(data, wanted) or isinstance(data, bool):
        return where
    if isinstance(data, dict):
        return _object_fault(data, rule, where)
    if isinstance(data, list):
        if not rule["minItems"] <= len(data) <= rule["maxItems"]:
            return where
        faults = (find_fault(one, rule["items"], f"{where}[{n}]") for n, one in enumerate(data))
        return next((fault for fault in faults if fault), "")
    if isinstance(data, str):
        fits = rule.get("minLength", 0) <= len(data) <= rule["maxLength"]
        fits = fits and ("pattern" not in rule or re.fullmatch(rule["pattern"], data) is not None)
        return "" if fits else where
    return "" if rule["minimum"] <= data <= rule["maximum"] else where


def _object_fault(data: dict[str, Any], rule: Schema, where: str) -> str:
    properties = rule.get("properties")
    if properties is None:
        return ""
    if set(data) != set(properties):
        odd = min(set(data) ^ set(properties))
        return f"{where}.{odd}"[:120]
    faults = (
        find_fault(data[name], inner, f"{where}.{name}") for name, inner in properties.items()
    )
    return next((fault for fault in faults if fault), "")
