"""One event as bytes that are the same on every machine, and their hash. No Django.

The bytes are JSON with sorted keys, no spaces and Chinese as it stands, in UTF-8. They hold nothing
that two databases would store differently: no floats, no NUL, no lone surrogates.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

FIRST = "0" * 64
"""What stands before the first event."""


def plain(value: Any) -> Any:
    """A value as JSON keeps it: dates in ISO form, decimals and members of lists as text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(inner) for inner in value)
    raise TypeError(f"the ledger keeps no {type(value).__name__}: {value!r}")


def content_hash(
    *,
    seq: int,
    at: datetime,
    kind: str,
    unit: int | None,
    by: int | None,
    subject_type: str,
    subject_id: str,
    on: date | None,
    data: Mapping[str, Any],
    previous_hash: str,
) -> str:
    """SHA-256 over everything an event says, and the hash of the one before."""
    text = json.dumps(
        plain(
            {
                "seq": seq,
                "at": at,
                "kind": kind,
                "unit": unit,
                "by": by,
                "subject_type": subject_type,
                "subject_id": subject_id,
                "on": on,
                "data": data,
                "previous_hash": previous_hash,
            }
        ),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()
