"""Whether what was read from a file is what the file says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TRUTH = HERE / "truth"


def truths() -> dict[str, dict[str, Any]]:
    """Every file's truth, by the file's name."""
    return {
        path.name.removesuffix(".json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(TRUTH.glob("*.json"))
    }


def file_of(name: str) -> Path:
    """Where a file of the corpus lies: among the generated or among the written ones."""
    for folder in ("files", "handwritten"):
        if (path := HERE / folder / name).exists():
            return path
    raise FileNotFoundError(name)


def differences(truth: Mapping[str, Any], read: Mapping[str, Any]) -> list[str]:
    """Every way in which a reading (the reader's JSON) departs from the truth, in words."""
    return [
        *_head(truth, read),
        *_figures(truth, read),
        *_violations(truth, read),
        *_unsure(truth, read),
    ]


def _head(truth: Mapping[str, Any], read: Mapping[str, Any]) -> Iterator[str]:
    for key in ("year", "body", "form"):
        wanted = truth[key] if isinstance(truth[key], list) else [truth[key]]
        if read[key] not in wanted:
            yield f"{key}: {read[key]!r}, not {' or '.join(map(repr, wanted))}"


def _flat(value: Any, address: str) -> Iterator[tuple[str, Any]]:
    """The figures below a place, each with its address; unit names are left out."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not key.endswith("_unit"):
                yield from _flat(inner, f"{address}/{key}")
    elif isinstance(value, list):
        for key, inner in enumerate(value):
            yield from _flat(inner, f"{address}/{key}")
    else:
        yield address, value


def _figures(truth: Mapping[str, Any], read: Mapping[str, Any]) -> Iterator[str]:
    """Figures that differ. A figure the truth does not name must not have been read at all.

    `may` names cells whose figure stands in the words only: to leave them empty is right too.
    """
    may = truth.get("may", {})
    for table in ("proactive", "requests", "remedies", "channels", "channel_shares", "legacy"):
        if table not in truth:
            continue
        wanted, found = dict(_flat(truth[table], table)), dict(_flat(read[table], table))
        for address in sorted({*wanted, *found}):
            if found.get(address) not in (
                wanted.get(address),
                may.get(address, wanted.get(address)),
            ):
                yield f"{address}: {found.get(address)}, not {wanted.get(address)}"
    for row, value in truth.get("stated", {}).items():
        if read["stated"].get(row) != value:
            yield f"stated/{row}: {read['stated'].get(row)}, not {value}"
    for table in truth.get("nothing_in", ()):
        for address, value in _flat(read[table], table):
            if value not in (None, may.get(address)):
                yield f"{address}: {value} was invented"


def _violations(truth: Mapping[str, Any], read: Mapping[str, Any]) -> Iterator[str]:
    """Hard violations not found, and those found where there is none."""
    wanted = {(relation, where) for relation, where in truth["violations"]}
    found = {(v["relation"], v["where"]) for v in read["violations"] if v["hard"]}
    for relation, where in sorted(wanted - found):
        yield f"{relation} at {where} was not found"
    for relation, where in sorted(found - wanted):
        yield f"{relation} at {where} was invented"


def _unsure(truth: Mapping[str, Any], read: Mapping[str, Any]) -> Iterator[str]:
    """Rows nobody can know that were not warned of. (That they are null, `_figures` sees.)"""
    warned = [warning["where"] for warning in read["warnings"]]
    for address in truth["unsure"]:
        if not any(where == address or where.startswith(f"{address}/") for where in warned):
            yield f"{address} cannot be known, and nothing warns of it"
