"""The inside of a package, made and checked: who, which, and that every hash is what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Self

from tongming.reports.document import AnnualReport, from_json
from tongming.reports.exchange.packages.canonical import digest, dump
from tongming.reports.exchange.packages.faults import Rejected

FIRST = "0" * 64
"""What stands before the first package."""


@dataclass(frozen=True, slots=True)
class Party:
    """An installation: its administrative code and its names."""

    code: str
    name: str
    short_name: str
    level: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """As a payload writes it."""
        return cls(data["code"], data["name"], data["short_name"], data["level"])


def moment(at: datetime) -> str:
    """A moment in its one spelling."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def read_moment(text: str) -> datetime:
    """The moment; refused where the calendar has none such."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Rejected("schema", where="created") from None


def payload(kind: str, *, sender: Party, created: datetime, **more: Any) -> dict[str, Any]:
    """The inside of a package of some kind; parties are written out."""
    return {
        "kind": kind,
        "sender": asdict(sender),
        "created": moment(created),
        **{key: asdict(value) if isinstance(value, Party) else value
           for key, value in more.items()},
    }  # fmt: skip


def key_of(entry: Mapping[str, Any]) -> str:
    """A report's unit among all units of all installations it came through: 220282/hongshilazi."""
    return "/".join([*(hop["code"] for hop in entry["via"]), entry["unit"]["code"]])


def check_contents(inside: Mapping[str, Any]) -> None:
    """That every report and sum has the hash it names, is of the year, and stands there once."""
    read_moment(inside["created"])
    seen: set[str] = set()
    for entry in inside.get("reports", ()):
        what = f"{entry['unit']['name']} v{entry['version']}"
        if key_of(entry) in seen:
            raise Rejected("report", what=what, why=key_of(entry))
        seen.add(key_of(entry))
        _check_report(entry, inside["year"], what)
    for entry in inside.get("sums", ()):
        if digest(dump(entry["content"])) != entry["sha256"]:
            raise Rejected("hash", what=entry["sha256"][:12])
    for entry in inside.get("judgements", ()):
        read_moment(entry["at"])


def _check_report(entry: Mapping[str, Any], year: int, what: str) -> None:
    content = entry["content"]
    if digest(dump(content)) != entry["sha256"]:
        raise Rejected("hash", what=what)
    report = report_in(content, what)
    told = (content["unit"], content["version"], report.year, report.form.id)
    if told != (entry["unit"]["code"], entry["version"], entry["year"], entry["form"]):
        raise Rejected("report", what=what, why="unit, version, year, form")
    if entry["year"] != year:
        raise Rejected("report", what=what, why=f"{entry['year']} ≠ {year}")


def report_in(content: Mapping[str, Any], what: str) -> AnnualReport:
    """The report a signed content holds; refused where it cannot be read."""
    try:
        return from_json(content["report"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Rejected("report", what=what, why=str(error)[:120]) from None
