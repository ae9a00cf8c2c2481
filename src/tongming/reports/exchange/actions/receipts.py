"""The receipt that came back for a package of ours."""

from __future__ import annotations

from django.db import transaction

from tongming.ledger.actions import hold, record
from tongming.reports.exchange.models import Outgoing, PeerKey
from tongming.reports.exchange.packages.contents import read_moment
from tongming.reports.exchange.packages.envelope import Envelope
from tongming.reports.exchange.packages.faults import Rejected
from tongming.reports.exchange.packages.keys import fingerprint, spoken
from tongming.units.models import Person
from tongming.units.rights import Right, require


@transaction.atomic
def take_receipt(envelope: Envelope, *, by: Person | None) -> Outgoing:
    """Keep the receipt for a package of ours. The same again is once."""
    inside = envelope.payload
    hold()
    outgoing = (
        Outgoing.objects.select_for_update(of=("self",))
        .select_related("peer__unit")
        .filter(sha256=inside["package"], serial=inside["serial"])
        .first()
    )
    if outgoing is None or outgoing.peer.code != inside["sender"]["code"]:
        raise Rejected("unknown_package")
    peer = outgoing.peer
    if by is not None:
        require(by, Right.REPORT_EXCHANGE, peer.unit)
    signed = peer.keys.filter(public__in=envelope.keys, state=PeerKey.State.TRUSTED).first()
    if signed is None:
        raise Rejected(
            "unknown_key", name=peer.name, fingerprint=spoken(fingerprint(envelope.keys[0]))
        )
    if outgoing.state == Outgoing.State.RECEIVED:
        return outgoing
    record(
        "exchange.receipted", unit=peer.unit, by=by, subject=peer, code=peer.code,
        serial=outgoing.serial, sha256=outgoing.sha256, key_fingerprint=fingerprint(signed.public),
        anchor=f"{inside['ledger']['seq']}:{inside['ledger']['hash']}",
    )  # fmt: skip
    outgoing.state, outgoing.receipt = Outgoing.State.RECEIVED, envelope.raw.decode()
    outgoing.received_at, outgoing.next_try_at = read_moment(inside["created"]), None
    outgoing.problem = ""
    outgoing.save(update_fields=["state", "receipt", "received_at", "next_try_at", "problem"])
    return outgoing
