"""What goes up of a year: every report, ours and those that came from beneath, and who has none."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from tongming.reports.exchange.models import Incoming, Peer, ReceivedReport
from tongming.reports.exchange.packages.canonical import digest, dump
from tongming.reports.models import FrozenReport, Publication
from tongming.reports.submissions.models import Submission
from tongming.reports.sums.gathering import Basis, Gathered, Named, Scope, Taken, gather
from tongming.reports.sums.models import Sum
from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class Statement:
    """The inside of a package of reports, and the same for a person to look at."""

    gathered: Gathered
    taken: tuple[Taken, ...]
    reports: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    missing_names: list[str]
    sums: list[dict[str, Any]]

    @property
    def fingerprint(self) -> str:
        """Of all of it: whether a person saw what is signed."""
        return digest(dump([self.reports, self.missing, self.sums]))


def statement_of(unit: Unit, year: int, basis: Basis) -> Statement | None:
    """A year of a unit and all beneath it; `None` for a year no report is about."""
    gathered = gather(unit, year, Scope, basis)
    if gathered is None:
        return None
    taken, missing = list(gathered.taken), list(gathered.missing)
    if basis in (Basis.SUBMITTED, Basis.CLEARED) and unit in missing:
        # Who stands at the top hands up to nobody here: this package is its handing up.
        own = gather(unit, year, [Scope.OWN], Basis.SIGNED)
        if own is not None and own.taken:
            taken.insert(0, own.taken[0])
            missing.remove(unit)
    frozen = [one.frozen for one in taken if isinstance(one.frozen, FrozenReport)]
    states = _states(frozen)
    reports = [
        _received(one.frozen) if isinstance(one.frozen, ReceivedReport) else _own(one, states)
        for one in taken
    ]
    return Statement(
        gathered,
        tuple(taken),
        reports,
        [_missing(one) for one in missing],
        [one.name for one in missing],
        _sums(unit, year),
    )


def _unit(unit: Unit) -> dict[str, str]:
    return {
        "code": unit.code, "name": unit.name, "short_name": unit.short_name, "level": unit.level,
    }  # fmt: skip


def _own(taken: Taken, states: dict[int, list[str]]) -> dict[str, Any]:
    frozen = taken.frozen
    assert isinstance(frozen, FrozenReport)
    report = frozen.report
    return {
        "unit": _unit(report.unit),
        "via": [],
        "year": report.year,
        "form": report.form,
        "version": frozen.version,
        "sha256": frozen.sha256,
        "states": states[frozen.pk],
        "content": frozen.data,
    }


def _states(frozen: Iterable[FrozenReport]) -> dict[int, list[str]]:
    found = {one.pk: ["signed"] for one in frozen}
    for pk, state in Submission.objects.filter(frozen__in=list(found)).values_list(
        "frozen_id", "state"
    ):
        if state != Submission.State.REPLACED:
            found[pk].append(str(state))
    for pk in Publication.objects.filter(frozen__in=list(found)).values_list(
        "frozen_id", flat=True
    ):
        found[pk].append("published")
    return found


def hop(package: Incoming) -> dict[str, Any]:
    """A package as a step on a report's way."""
    peer = package.peer
    return {
        "code": peer.code,
        "name": peer.name,
        "short_name": peer.short_name,
        "serial": package.serial,
        "sha256": package.sha256,
        "public": package.key.public,
    }


def _received(row: ReceivedReport) -> dict[str, Any]:
    content = json.loads(row.content)
    return {
        "unit": {
            "code": row.unit_code, "name": row.unit_name,
            "short_name": row.unit_short, "level": row.level,
        },
        "via": [hop(row.package), *row.via],
        "year": row.year,
        "form": row.form,
        "version": row.version,
        "sha256": row.sha256,
        "states": row.states,
        "content": content,
    }  # fmt: skip


def _missing(one: Named) -> dict[str, Any]:
    if isinstance(one, Unit):
        return {"unit": _unit(one), "via": []}
    assert isinstance(one, Outsider)
    return one.entry


@dataclass(frozen=True, slots=True)
class Outsider:
    """A unit of another installation without a report that counts."""

    code: str
    name: str
    entry: dict[str, Any]
    """As a package names it: unit and way."""


def outsider(peer: Peer, package: Incoming, entry: dict[str, Any], name: str) -> Outsider:
    """A unit a package names, as the next package names it."""
    steps = [step["code"] for step in entry["via"]]
    code = "/".join([peer.code, *steps, entry["unit"]["code"]])
    return Outsider(code, name, {"unit": entry["unit"], "via": [hop(package), *entry["via"]]})


def silent(peer: Peer) -> Outsider:
    """An installation from which nothing came."""
    return Outsider(peer.code, peer.name, {"unit": asdict(peer.party), "via": []})


def _sums(unit: Unit, year: int) -> list[dict[str, Any]]:
    """The sums that were kept, the latest of each scope and basis."""
    latest: dict[tuple[str, str], Sum] = {}
    for one in Sum.objects.filter(unit=unit, year=year).order_by("pk"):
        latest[one.scope, one.basis] = one
    return [{"sha256": one.sha256, "content": json.loads(one.content)} for one in latest.values()]
