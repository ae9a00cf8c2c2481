#!/usr/bin/env python3
"""核验办理台账：不需要安装通明。Check a ledger of Tongming without Tongming.

    python3 verify_ledger.py ledger.jsonl  [--anchors anchors.json …] [--anchor N:HASH …]
    python3 verify_ledger.py tongming.sqlite3 …

Python 3.9 or newer, nothing else. The first is what `tongming ledger export` writes (also with
.gz); the second is the database of an installation on SQLite, opened to be read only. Anchors are
the heads an installation has published day by day, or that somebody noted: a ledger cut short or
written anew as a whole fits together, and only they tell.

What is checked, event by event: the numbers run 1, 2, 3 … without a gap; each remembers the hash
of the one before; its own hash is the SHA-256 of everything else it says, as JSON with sorted keys,
no spaces, Chinese as it stands, in UTF-8.

Exit: 0 the ledger holds, 1 it does not, 2 it cannot be read.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Optional

FIRST = "0" * 64
COLUMNS = (
    *("seq", "at", "kind", "unit_id", "by_id", "subject_type", "subject_id", '"on"', "data"),
    *("previous_hash", "hash"),
)
FIELDS = tuple(name.removesuffix("_id") if name in ("unit_id", "by_id") else name.strip('"')
               for name in COLUMNS)  # fmt: skip


class Unreadable(Exception):
    """The file is none of the two kinds, or damaged."""


class Anchor(NamedTuple):
    """A head noted earlier, and where it stands."""

    seq: int
    hash: str
    where: str


class Outcome(NamedTuple):
    """How far the ledger was read, and the first fault in two languages; None: it holds."""

    seq: int
    hash: str
    fault: Optional[tuple[str, str]]  # noqa: UP045 (Python 3.9 evaluates this)


def events(path: str) -> Iterator[dict[str, Any]]:
    """The events of a file, oldest first."""
    with open(path, "rb") as file:
        head = file.read(16)
    if head == b"SQLite format 3\x00":
        return _from_database(path)
    return _from_lines(path, is_packed=head[:2] == b"\x1f\x8b")


def _from_lines(path: str, *, is_packed: bool) -> Iterator[dict[str, Any]]:
    opened = gzip.open if is_packed else open
    with opened(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                event = json.loads(line)
                yield {name: event[name] for name in FIELDS}
            except (ValueError, KeyError, TypeError) as error:
                raise Unreadable(f"{path}:{number}: {error!r}") from error


def _from_database(path: str) -> Iterator[dict[str, Any]]:
    place = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    connection = sqlite3.connect(f"file:{place}?mode=ro", uri=True)
    try:
        names = ", ".join(COLUMNS)
        for row in connection.execute(f"SELECT {names} FROM ledger_event ORDER BY seq"):
            event = dict(zip(FIELDS, row))  # noqa: B905 (Python 3.9 has no strict)
            event["at"] = _moment(event["at"])
            event["data"] = json.loads(event["data"])
            yield event
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise Unreadable(f"{path}: {error!r}") from error
    finally:
        connection.close()


def _moment(text: str) -> str:
    """A time as the hash was taken over it; the database keeps UTC."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def content_hash(event: dict[str, Any]) -> str:
    """The hash that follows from what an event says."""
    said = {name: event[name] for name in FIELDS if name != "hash"}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def anchors_of(paths: Sequence[str], noted: Sequence[str]) -> list[Anchor]:
    """The heads in files of the public section, and those typed as N:HASH."""
    found = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            said = json.load(file)
        found += [
            Anchor(int(one["seq"]), one["hash"], f"{path} {one['day']}") for one in said["anchors"]
        ]
    for text in noted:
        seq, colon, digest = text.strip().partition(":")
        if not colon or not seq.isdecimal() or len(digest) != 64:
            raise Unreadable(f"{text}: N:HASH")
        found.append(Anchor(int(seq), digest, text))
    return found


def survey(path: str, anchors: Sequence[Anchor]) -> Outcome:
    """Read every event once, and stop at the first fault."""
    wanted: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        wanted.setdefault(anchor.seq, []).append(anchor)
    seq, previous = 0, FIRST
    for event in events(path):
        if event["seq"] != seq + 1:
            found = event["seq"]
            fault = f"缺第{seq + 1}条：其后是第{found}条", f"event {seq + 1} is missing"
            return Outcome(seq, previous, fault)
        seq += 1
        if fault_of := _fault(event, previous):
            return Outcome(seq, previous, fault_of)
        previous = event["hash"]
        for anchor in wanted.pop(seq, ()):
            if anchor.hash != previous:
                fault = (
                    f"第{seq}条的指纹与留存的不同（{anchor.where}）",
                    f"event {seq} has another hash than was noted ({anchor.where})",
                )
                return Outcome(seq, previous, fault)
    for beyond in sorted(wanted):
        where = wanted[beyond][0].where
        fault = (
            f"台账只到第{seq}条，而第{beyond}条有过留存（{where}）",
            f"the ledger ends at event {seq}, and event {beyond} was noted ({where})",
        )
        return Outcome(seq, previous, fault)
    return Outcome(seq, previous, None)


def _fault(event: dict[str, Any], previous: str) -> tuple[str, str] | None:
    seq = event["seq"]
    if event["previous_hash"] != previous:
        return (
            f"第{seq}条记下的前一条指纹与前一条不同",
            f"event {seq} does not remember the hash of the one before",
        )
    if event["hash"] != content_hash(event):
        return (
            f"第{seq}条的内容与它的指纹不符",
            f"event {seq} does not say what its hash was taken over",
        )
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("ledger", help="ledger.jsonl | ledger.jsonl.gz | tongming.sqlite3")
    parser.add_argument("--anchors", action="append", default=[], metavar="JSON")
    parser.add_argument("--anchor", action="append", default=[], metavar="N:HASH")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    try:
        anchors = anchors_of(args.anchors, args.anchor)
        outcome = survey(args.ledger, anchors)
    except (OSError, EOFError, ValueError, KeyError, TypeError, Unreadable) as error:
        print(f"无法读取 / cannot read: {error}", file=sys.stderr)
        return 2
    intact = outcome.fault is None
    if args.json:
        said: dict[str, Any] = {"intact": intact, "seq": outcome.seq, "anchors": len(anchors)}
        said |= {"head": outcome.hash} if outcome.fault is None else {"problem": outcome.fault[1]}
        print(json.dumps(said))
    elif outcome.fault is None:
        print(f"台账完整：共{outcome.seq}条，与{len(anchors)}个留存一致。")
        print(f"The ledger holds: {outcome.seq} events; anchors that agree: {len(anchors)}.")
        print(f"{outcome.seq}:{outcome.hash}")
    else:
        chinese, english = outcome.fault
        print(f"{chinese}。")
        print(f"{english[0].upper()}{english[1:]}.")
    return 0 if intact else 1


if __name__ == "__main__":
    sys.exit(main())
