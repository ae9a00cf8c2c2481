"""The outside of a package: the payload, and every signature over it.

Signed is a word of our own, a newline, and the payload in its one spelling: a signature given here
can never be taken for one over something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongming.reports.exchange.packages.canonical import digest, dump, load
from tongming.reports.exchange.packages.faults import Rejected
from tongming.reports.exchange.packages.keys import SigningKey, verifies
from tongming.reports.exchange.packages.schema import ENVELOPE, find_fault

DOMAIN = b"tongming/exchange/1\n"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A package whose bytes are whole and whose signatures all hold; whose they are is not known
    yet."""

    raw: bytes
    payload: Mapping[str, Any]
    keys: tuple[str, ...]
    """The public keys that signed, the newest of the sender first."""

    @property
    def sha256(self) -> str:
        """Of the whole file: what the next package and the receipt name."""
        return digest(self.raw)

    @property
    def kind(self) -> str:
        """reports, judgements, receipt or card."""
        return str(self.payload["kind"])


def seal(payload: Mapping[str, Any], keys: Sequence[SigningKey]) -> bytes:
    """The file: the same payload and keys, the same bytes."""
    message = DOMAIN + dump(payload)
    signatures = [{"public": key.public, "signature": key.sign(message)} for key in keys]
    data = {"payload": payload, "schema": "tongming/exchange/1", "signatures": signatures}
    if fault := find_fault(data, ENVELOPE):
        raise ValueError(fault)
    return dump(data)


def unseal(raw: bytes, *, most: int) -> Envelope:
    """Read a file; refused where a byte of it is not as it was signed."""
    data = load(raw, most=most)
    if where := find_fault(data, ENVELOPE):
        raise Rejected("schema", where=where)
    message = DOMAIN + dump(data["payload"])
    for one in data["signatures"]:
        if not verifies(one["public"], message, one["signature"]):
            raise Rejected("signature")
    return Envelope(raw, data["payload"], tuple(one["public"] for one in data["signatures"]))
