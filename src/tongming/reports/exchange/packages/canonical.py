"""JSON that is the same bytes on every machine.

UTF-8, keys sorted by code point, no spaces, Chinese as it stands, whole numbers without a fraction.
What is read must be written back as the very bytes that came: there is one spelling of a package,
so that no changed byte goes unseen.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NoReturn

from tongming.reports.exchange.packages.faults import Rejected


def dump(data: Any) -> bytes:
    """The one spelling. `ValueError` for what JSON cannot say."""
    text = json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def load(raw: bytes, *, most: int) -> Any:
    """What the bytes say; refused where they are too many or not in the one spelling."""
    if len(raw) > most:
        raise Rejected("too_large", most=most // 1_048_576)
    try:
        data = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
        same = dump(data) == raw and "\\u0000" not in raw.decode("utf-8")
    except (ValueError, RecursionError):
        same, data = False, None
    if not same:
        raise Rejected("not_canonical")
    return data


def digest(raw: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
