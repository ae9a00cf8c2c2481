"""What came from beneath, for the sums and the checks of this installation."""

from __future__ import annotations

from collections.abc import Sequence

from tongming.law.forms import Form
from tongming.law.words import N_, say
from tongming.reports.exchange.models import (
    Judgement,
    Peer,
    ReceivedReport,
    Verdict,
    name_outside,
)
from tongming.reports.exchange.queries import judgements_of, latest_package, reports_of
from tongming.reports.exchange.stating import outsider, silent
from tongming.reports.sums.gathering import Basis, Named, Taken
from tongming.units.models import Unit

ORIGIN = N_("{name}第{serial}号包，{day}收到")


def received(
    unit: Unit, year: int, form: Form, basis: Basis
) -> tuple[Sequence[Taken], Sequence[Named]]:
    """The latest word of every installation beneath a unit about a year."""
    taken: list[Taken] = []
    missing: list[Named] = []
    peers = Peer.objects.filter(
        direction=Peer.Direction.DOWN, unit__path__startswith=unit.path, ended_at=None
    ).select_related("unit")
    for peer in peers.order_by("code"):
        package = latest_package(peer, year)
        if package is None:
            missing.append(silent(peer))
            continue
        rows = [row for row in reports_of(package) if row.form == form.id]
        judged = judgements_of(rows)
        for row in rows:
            if counts(row, judged.get(row.pk), basis):
                taken.append(taken_of(row))
            else:
                missing.append(outsider(peer, package, _entry(row), row.name))
        for entry in package.missing:
            name = name_outside(entry["unit"]["name"], entry["via"], peer)
            missing.append(outsider(peer, package, entry, name))
    return taken, missing


def taken_of(row: ReceivedReport) -> Taken:
    """A received report as a part of a sum."""
    package = row.package
    origin = say(
        ORIGIN, name=package.peer.name, serial=package.serial, day=package.received_at.date()
    )
    return Taken(row, row, origin, row.get_absolute_url())


def counts(row: ReceivedReport, judgement: Judgement | None, basis: Basis) -> bool:
    """Whether a received report has come so far. Cleared means by us, public by its own office."""
    if basis is Basis.PUBLISHED:
        return "published" in row.states
    if basis is Basis.CLEARED:
        return judgement is not None and judgement.verdict == Verdict.CLEARED
    if basis is Basis.SUBMITTED:
        return judgement is None or judgement.verdict == Verdict.CLEARED
    return True


def _entry(row: ReceivedReport) -> dict[str, object]:
    unit = {
        "code": row.unit_code, "name": row.unit_name, "short_name": row.unit_short,
        "level": row.level,
    }  # fmt: skip
    return {"unit": unit, "via": row.via}
