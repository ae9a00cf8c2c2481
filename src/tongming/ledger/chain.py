"""Is the ledger what it was? Every event is read once, in order, whatever their number."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongming.law.words import N_, Message, say
from tongming.ledger.canonical import FIRST, content_hash, plain
from tongming.ledger.models import Event

_FIELDS = (
    "seq",
    "at",
    "kind",
    "unit",
    "by",
    "subject_type",
    "subject_id",
    "on",
    "data",
    "previous_hash",
    "hash",
)


@dataclass(frozen=True, slots=True)
class Head:
    """The last event: how many there are, and the hash that stands for all of them."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """A head noted earlier as `seq:hash`; ValueError where it is none."""
        seq, colon, digest = text.strip().partition(":")
        if not colon or not seq.isdecimal() or len(digest) != 64:
            raise ValueError(text)
        return cls(int(seq), digest)


BEGINNING = Head(0, FIRST)
"""Before the first event."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first event that does not fit the chain, and how."""

    seq: int
    what: str
    """"missing", "previous", "content" or "anchor"."""
    expected: str
    found: str
    message: Message


@dataclass(frozen=True, slots=True)
class Verified:
    """The whole chain holds."""

    head: Head


def head() -> Head:
    """The last event now; 0 and zeros for an empty ledger."""
    last = Event.objects.order_by("-seq").values_list("seq", "hash").first()
    return Head(*last) if last else BEGINNING


def verify(anchors: Mapping[int, str] | None = None) -> Broken | None:
    """The first broken link, or None where the chain holds.

    `anchors` are hashes noted earlier by their number: cutting events off the end, or writing the
    whole ledger anew, leaves a chain that fits, and only these tell.
    """
    outcome = survey(anchors)
    return outcome if isinstance(outcome, Broken) else None


def survey(anchors: Mapping[int, str] | None = None, after: Head = BEGINNING) -> Broken | Verified:
    """As `verify`, with the head where the chain holds: the head of what was read, not of later.

    Only what comes `after` a head is read, where one is given.
    """
    return walk(_rows(after.seq), anchors or {}, after)


def walk(
    rows: Iterator[Mapping[str, Any]], anchors: Mapping[int, str], after: Head = BEGINNING
) -> Broken | Verified:
    """Follow the chain from its first event to its last or to where it breaks."""
    last = after
    for row in rows:
        if broken := _link(row, last) or _anchor(row["seq"], row["hash"], anchors):
            return broken
        last = Head(row["seq"], row["hash"])
    if beyond := min((seq for seq in anchors if seq > last.seq), default=None):
        return Broken(
            beyond,
            "anchor",
            anchors[beyond],
            "",
            say(
                N_("台账只到第{last}条，而第{seq}条曾经有过记录：末尾的记录被删除了。"),
                last=last.seq,
                seq=beyond,
            ),
        )
    return Verified(last)


def _link(row: Mapping[str, Any], last: Head) -> Broken | None:
    seq = row["seq"]
    if seq != last.seq + 1:
        return Broken(
            last.seq + 1,
            "missing",
            str(last.seq + 1),
            str(seq),
            say(
                N_("缺第{seq}条：第{before}条之后是第{found}条。"),
                seq=last.seq + 1,
                before=last.seq,
                found=seq,
            ),
        )
    if row["previous_hash"] != last.hash:
        return Broken(
            seq,
            "previous",
            last.hash,
            row["previous_hash"],
            say(
                N_(
                    "第{seq}条记下的前一条指纹与第{before}条的指纹不同："
                    "这两条之一在记录之后被改过。"
                ),
                seq=seq,
                before=last.seq,
            ),
        )
    expected = content_hash(**{name: row[name] for name in _FIELDS if name != "hash"})
    if row["hash"] != expected:
        return Broken(
            seq,
            "content",
            expected,
            row["hash"],
            say(N_("第{seq}条的内容与它的指纹不符：记录之后被改过。"), seq=seq),
        )
    return None


def _anchor(seq: int, found: str, anchors: Mapping[int, str]) -> Broken | None:
    if anchors.get(seq, found) == found:
        return None
    return Broken(
        seq,
        "anchor",
        anchors[seq],
        found,
        say(N_("第{seq}条的指纹与当时留存的不同：台账被整体改写过。"), seq=seq),
    )


def _rows(after: int = 0) -> Iterator[Mapping[str, Any]]:
    events = Event.objects.filter(seq__gt=after) if after else Event.objects.all()
    rows: Iterator[Mapping[str, Any]] = (
        events.order_by("seq").values(*_FIELDS).iterator(chunk_size=2000)
    )
    return rows


def lines() -> Iterator[str]:
    """Every event as a line of JSON that says what its hash was taken over, and the hash."""
    for row in _rows():
        yield json.dumps(plain(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
