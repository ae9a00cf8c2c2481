"""Reads over peers and packages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from tongming.reports.exchange.models import (
    FromAbove,
    Incoming,
    Judgement,
    Outgoing,
    Peer,
    ReceivedMark,
    ReceivedReport,
    Verdict,
)
from tongming.units.models import Person
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def peers_for(person: Person) -> QuerySet[Peer]:
    """The installations a person sees."""
    units = units_for(person, Right.EXCHANGE_VIEW)
    return Peer.objects.filter(unit__in=units).select_related("unit")


def get_peer(person: Person, right: Right, pk: int) -> Peer:
    """An installation, for who means to do something about it."""
    found = Peer.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("reports_exchange.peer")
    guard(person, right, found.unit, seen_with=Right.EXCHANGE_VIEW, subject=Peer)
    return found


def get_outgoing(person: Person, right: Right, pk: int) -> Outgoing:
    """A package that went."""
    found = Outgoing.objects.select_related("peer__unit", "made_by").filter(pk=pk).first()
    if found is None:
        raise Http404("reports_exchange.outgoing")
    guard(person, right, found.peer.unit, seen_with=Right.EXCHANGE_VIEW, subject=Outgoing)
    return found


def get_incoming(person: Person, pk: int) -> Incoming:
    """A package that came."""
    found = (
        Incoming.objects.select_related("peer__unit", "key", "received_by").filter(pk=pk).first()
    )
    if found is None:
        raise Http404("reports_exchange.incoming")
    right = Right.EXCHANGE_VIEW
    guard(person, right, found.peer.unit, seen_with=right, subject=Incoming)
    return found


def get_received(person: Person, pk: int) -> ReceivedReport:
    """A report that came, for who may judge it."""
    found = (
        ReceivedReport.objects.select_related("peer__unit", "package__peer", "package__key")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("reports_exchange.receivedreport")
    right = Right.REPORT_EXCHANGE
    guard(person, right, found.peer.unit, seen_with=right, subject=ReceivedReport)
    return found


def get_from_above(person: Person, pk: int) -> FromAbove:
    """What the office above said, for who sees the report it is about."""
    found = (
        FromAbove.objects.select_related(
            "peer__unit", "package__peer", "frozen__report__unit", "received__peer__unit"
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("reports_exchange.fromabove")
    unit = found.frozen.report.unit if found.frozen else found.peer.unit
    right = Right.REPORT_VIEW
    guard(person, right, unit, seen_with=right, subject=FromAbove)
    return found


def latest_package(peer: Peer, year: int) -> Incoming | None:
    """What a peer last said of a year: it says the whole of it."""
    return (
        Incoming.objects.filter(peer=peer, kind="reports", year=year)
        .select_related("peer", "key")
        .order_by("-serial", "-pk")
        .first()
    )


def reports_of(package: Incoming) -> list[ReceivedReport]:
    """Its reports, each knowing its package."""
    rows = package.reports.select_related("peer", "package__peer", "package__key")
    return list(rows.order_by("key"))


def before(row: ReceivedReport) -> ReceivedReport | None:
    """The version of the same report that came before this one."""
    return (
        _same(row)
        .exclude(sha256=row.sha256)
        .filter(package_id__lt=row.package_id)
        .order_by("-package_id")
        .first()
    )


def year_before(row: ReceivedReport) -> ReceivedReport | None:
    """The same unit's report of the year before, as it last came."""
    rows = ReceivedReport.objects.filter(peer_id=row.peer_id, key=row.key, year=row.year - 1)
    return rows.order_by("-package_id").first()


def _same(row: ReceivedReport) -> QuerySet[ReceivedReport]:
    return ReceivedReport.objects.filter(peer_id=row.peer_id, key=row.key, year=row.year)


def judgements_of(rows: Iterable[ReceivedReport]) -> dict[int, Judgement]:
    """What we decided about each, by its primary key; also where the same version came before."""
    given = list(rows)
    found = Judgement.objects.filter(
        report__peer__in={row.peer_id for row in given},
        report__sha256__in={r.sha256 for r in given},
    ).select_related("report", "by", "outgoing")
    by_version = {
        (one.report.peer_id, one.report.key, one.report.sha256): one for one in found.order_by("pk")
    }
    keys = {row.pk: (row.peer_id, row.key, row.sha256) for row in given}
    return {pk: by_version[key] for pk, key in keys.items() if key in by_version}


def marks_of(row: ReceivedReport) -> QuerySet[ReceivedMark]:
    """Marks in this version, in whichever package it came."""
    return ReceivedMark.objects.filter(
        report__peer_id=row.peer_id, report__key=row.key, report__sha256=row.sha256
    ).select_related("made_by")


def is_latest(row: ReceivedReport) -> bool:
    """Whether the report stands in the latest package of its year."""
    latest = latest_package(row.peer, row.year)
    return latest is not None and latest.pk == row.package_id


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an installation beneath has come with a year."""

    peer: Peer
    package: Incoming | None
    reports: int = 0
    sent_back: int = 0
    cleared: int = 0

    @property
    def missing(self) -> int:
        """Units without a report."""
        return len(self.package.missing) if self.package else 0

    @property
    def open(self) -> int:
        """Reports nobody judged yet."""
        return self.reports - self.sent_back - self.cleared

    @property
    def state(self) -> str:
        """not_received, sent_back, cleared or received."""
        if self.package is None:
            return "not_received"
        if self.sent_back:
            return "sent_back"
        return "received" if self.open else "cleared"


def standing(peer: Peer, year: int) -> Standing:
    """Where a peer beneath stands with a year."""
    package = latest_package(peer, year)
    if package is None:
        return Standing(peer, None)
    rows = list(package.reports.only("pk", "peer_id", "key", "sha256"))
    verdicts = [one.verdict for one in judgements_of(rows).values()]
    return Standing(
        peer,
        package,
        len(rows),
        sum(one == Verdict.SENT_BACK for one in verdicts),
        sum(one == Verdict.CLEARED for one in verdicts),
    )


def unsent_judgements(peer: Peer) -> QuerySet[Judgement]:
    """Decisions the peer has not been told of."""
    return Judgement.objects.filter(report__peer=peer, outgoing=None).select_related("report", "by")


def waiting_above(person: Person) -> QuerySet[FromAbove]:
    """Reports sent back from above, of units whose report the person may correct."""
    units = units_for(person, Right.REPORT_PUBLISH)
    return FromAbove.objects.filter(
        frozen__report__unit__in=units, verdict=Verdict.SENT_BACK
    ).select_related("frozen__report__unit", "peer")


def to_pass_on(person: Person) -> list[FromAbove]:
    """Reports from beneath that were sent back from above, and not yet by us."""
    units = units_for(person, Right.REPORT_EXCHANGE)
    found = FromAbove.objects.filter(
        Q(received__peer__unit__in=units), verdict=Verdict.SENT_BACK
    ).select_related("received__peer", "peer")
    judged = judgements_of([one.received for one in found if one.received])
    return [
        one
        for one in found
        if one.received
        and (one.received.pk not in judged or judged[one.received.pk].at < one.package.received_at)
        and is_latest(one.received)
    ]
