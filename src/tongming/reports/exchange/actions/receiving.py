"""Taking a package in: who signed it, for whom, in which order; then all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tongming.law.words import N_, say
from tongming.ledger.actions import hold, record
from tongming.reports.exchange.actions.receipts import take_receipt
from tongming.reports.exchange.identity import own_party, ring
from tongming.reports.exchange.models import (
    FromAbove,
    Incoming,
    Outgoing,
    Peer,
    PeerKey,
    ReceivedReport,
)
from tongming.reports.exchange.packages.canonical import dump
from tongming.reports.exchange.packages.contents import (
    FIRST,
    check_contents,
    key_of,
    payload,
    read_moment,
)
from tongming.reports.exchange.packages.envelope import Envelope, seal, unseal
from tongming.reports.exchange.packages.faults import Rejected
from tongming.reports.exchange.packages.keys import fingerprint, spoken
from tongming.reports.models import FrozenReport
from tongming.units.models import Person
from tongming.units.rights import Right, require

CARD = N_("名片")
RECEIPT = N_("回执")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a package in."""

    package: Incoming
    is_new: bool
    """Whether it had not come before; the receipt is the same either way."""


def take(raw: bytes, *, by: Person | None) -> Taken | Outgoing:
    """Take in a file somebody carried here: a package, or the receipt for one of ours."""
    envelope = unseal(raw, most=settings.EXCHANGE_BYTES)
    if envelope.kind == "receipt":
        return take_receipt(envelope, by=by)
    return receive(envelope, way=Incoming.Way.FILE, by=by)


@transaction.atomic
def receive(envelope: Envelope, *, way: str, by: Person | None) -> Taken:
    """Take a package in, whole, with its receipt and the ledger's event; or refuse it."""
    inside = envelope.payload
    if envelope.kind not in ("reports", "judgements"):
        kind = CARD if envelope.kind == "card" else RECEIPT
        raise Rejected("not_package", kind=say(kind))
    hold()
    peer = _peer(inside["sender"])
    if by is not None:
        require(by, Right.REPORT_EXCHANGE, peer.unit)
    key = trusted_key(peer, envelope.keys)
    own = own_party(peer.unit)
    if inside["receiver"]["code"] != own.code:
        to = inside["receiver"]
        raise Rejected(
            "wrong_receiver",
            receiver=f"{to['name']}（{to['code']}）",
            own=f"{own.name}（{own.code}）",
        )
    if peer.is_above != (envelope.kind == "judgements"):
        raise Rejected("wrong_direction", name=peer.name, direction=peer.get_direction_display())
    if known := Incoming.objects.filter(sha256=envelope.sha256).select_related("peer").first():
        return Taken(known, False)
    _in_order(peer, inside)
    check_contents(inside)
    return Taken(_keep(envelope, peer, key, way, by), True)


def _peer(sender: Mapping[str, Any]) -> Peer:
    found = (
        Peer.objects.select_for_update(of=("self",))
        .select_related("unit")
        .filter(code=sender["code"], ended_at=None)
        .first()
    )
    if found is None:
        raise Rejected("unknown_sender", name=sender["name"], code=sender["code"])
    return found


def trusted_key(peer: Peer, signed: tuple[str, ...]) -> PeerKey:
    """The key the package is taken on; refused where no trusted one signed."""
    known = {key.public: key for key in peer.keys.filter(public__in=signed)}
    trusted = [
        known[one] for one in signed if one in known and known[one].state == PeerKey.State.TRUSTED
    ]
    if trusted:
        return trusted[0]
    for state, fault in (("pending", "pending_key"), ("revoked", "revoked_key")):
        for key in known.values():
            if key.state == state:
                raise Rejected(fault, name=peer.name, fingerprint=key.spoken)
    raise Rejected("unknown_key", name=peer.name, fingerprint=spoken(fingerprint(signed[0])))


def _in_order(peer: Peer, inside: Mapping[str, Any]) -> None:
    """The next of its chain, and no other; after a restoration, one made later than the last."""
    last = Incoming.objects.filter(peer=peer).order_by("-pk").first()
    serial = inside["serial"]
    if peer.begins_anew:
        if last is not None and read_moment(inside["created"]) <= last.created:
            raise Rejected("older_serial", name=peer.name, serial=serial)
        peer.begins_anew = False
        peer.save(update_fields=["begins_anew"])
        return
    at, previous = (last.serial, last.sha256) if last else (0, FIRST)
    if serial <= at:
        raise Rejected("older_serial", name=peer.name, serial=serial)
    if serial > at + 1:
        raise Rejected("gap", name=peer.name, expected=at + 1)
    if inside["previous"] != previous:
        raise Rejected("broken_chain", serial=serial)


def _keep(envelope: Envelope, peer: Peer, key: PeerKey, way: str, by: Person | None) -> Incoming:
    inside, now = envelope.payload, timezone.now()
    entries = inside.get("reports") or inside.get("judgements") or []
    for public in envelope.keys:
        # A new key beside a trusted one: a person still compares its fingerprint.
        PeerKey.objects.get_or_create(
            public=public, defaults={"peer": peer, "added_at": now, "vouched": True}
        )
    event = record(
        "exchange.received", unit=peer.unit, by=by, subject=peer, code=peer.code,
        serial=inside["serial"], sha256=envelope.sha256, key_fingerprint=fingerprint(key.public),
        package_kind=envelope.kind, year=inside.get("year"), counted=len(entries),
        missing=[one["unit"]["code"] for one in inside.get("missing", ())],
        anchor=f"{inside['ledger']['seq']}:{inside['ledger']['hash']}", arrived_by=way,
    )  # fmt: skip
    receipt = seal(
        payload(
            "receipt", sender=own_party(peer.unit), receiver=peer.party, created=event.at,
            package=envelope.sha256, serial=inside["serial"],
            ledger={"seq": event.seq, "hash": event.hash},
        ),
        ring().signing,
    )  # fmt: skip
    package = Incoming.objects.create(
        peer=peer,
        key=key,
        kind=envelope.kind,
        serial=inside["serial"],
        year=inside.get("year"),
        text=envelope.raw.decode(),
        sha256=envelope.sha256,
        created=read_moment(inside["created"]),
        counted=len(entries),
        missing=inside.get("missing", []),
        ledger_seq=inside["ledger"]["seq"],
        ledger_hash=inside["ledger"]["hash"],
        way=way,
        received_by=by,
        received_at=event.at,
        receipt=receipt.decode(),
        event=event,
    )
    if envelope.kind == "reports":
        _keep_reports(package, entries)
    else:
        _keep_judgements(package, entries)
    return package


def _keep_reports(package: Incoming, entries: list[Mapping[str, Any]]) -> None:
    ReceivedReport.objects.bulk_create(
        [
            ReceivedReport(
                package=package,
                peer=package.peer,
                key=key_of(entry),
                unit_code=entry["unit"]["code"],
                unit_name=entry["unit"]["name"],
                unit_short=entry["unit"]["short_name"],
                level=entry["unit"]["level"],
                via=entry["via"],
                year=entry["year"],
                form=entry["form"],
                version=entry["version"],
                content=dump(entry["content"]).decode(),
                sha256=entry["sha256"],
                states=entry["states"],
            )
            for entry in entries
        ],
        batch_size=200,
    )


def _keep_judgements(package: Incoming, entries: list[Mapping[str, Any]]) -> None:
    for entry in entries:
        frozen, received = _judged(package.peer, entry)
        if frozen is None and received is None:
            raise Rejected("unknown_report", what=f"{entry['unit']['name']} v{entry['version']}")
        FromAbove.objects.create(
            package=package,
            peer=package.peer,
            frozen=frozen,
            received=received,
            verdict=entry["verdict"],
            words=entry["words"],
            marks=entry["marks"],
            by=entry["by"],
            at=read_moment(entry["at"]),
        )


def _judged(
    peer: Peer, entry: Mapping[str, Any]
) -> tuple[FrozenReport | None, ReceivedReport | None]:
    """The report a judgement is about: of a unit of ours, or one that came from beneath."""
    if not entry["via"]:
        return (
            FrozenReport.objects.filter(
                report__unit__code=entry["unit"]["code"],
                report__unit__path__startswith=peer.unit.path,
                sha256=entry["sha256"],
            ).first(),
            None,
        )
    rows = ReceivedReport.objects.filter(
        peer__code=entry["via"][0]["code"],
        key=key_of({**entry, "via": entry["via"][1:]}),
        sha256=entry["sha256"],
    )
    return None, rows.order_by("-package_id").first()
