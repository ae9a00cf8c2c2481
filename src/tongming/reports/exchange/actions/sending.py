"""A year's reports, or judgements about them, made into the next package for somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import hold, record
from tongming.ledger.chain import head
from tongming.reports.exchange.identity import own_party, ring
from tongming.reports.exchange.models import Outgoing, Peer
from tongming.reports.exchange.packages.canonical import digest
from tongming.reports.exchange.packages.contents import FIRST, payload
from tongming.reports.exchange.packages.envelope import seal
from tongming.reports.exchange.stating import statement_of
from tongming.reports.sums.gathering import Basis
from tongming.units.models import Person
from tongming.units.rights import Right, require

NOT_ABOVE = N_("{name}不是上级，年度报告只报送给上级。")
NOT_BENEATH = N_("{name}不是下级，审核意见只发给下级。")
ENDED = N_("{name}已经停用，不能再发送。")
NOTHING = N_("还没有可以报送的报告。请换一种版本，或等各单位签发。")
CHANGED = N_("您打开页面以后，要报送的报告有了变化。请重新查看后再发送。")
RECEIVED_ALREADY = N_("对方已经签收，不用再发。")
RETRIES = (1, 5, 15, 60, 240, 720)
"""Minutes from one failed attempt to the next; then the last again and again."""


@transaction.atomic
def send_reports(
    *, peer: Peer, year: int, basis: Basis, by: Person | None, shown: str = "",
    by_file: bool = False,
) -> Outgoing:  # fmt: skip
    """Put a year's reports into the next package for the installation above.

    `shown` is the fingerprint of what the person saw; with another now, they look again.
    """
    peer = locked(peer, by)
    if not peer.is_above:
        raise Refused(say(NOT_ABOVE, name=peer.name))
    statement = statement_of(peer.unit, year, basis)
    if statement is None or not statement.reports:
        raise Refused(say(NOTHING))
    if shown and shown != statement.fingerprint:
        raise Refused(say(CHANGED))
    return pack(
        peer, "reports", by, by_file=by_file, year=year, reports=statement.reports,
        missing=statement.missing, sums=statement.sums,
    )  # fmt: skip


def pack(
    peer: Peer, kind: str, by: Person | None, *, by_file: bool = False, **inside: Any
) -> Outgoing:
    """Sign the next package of a chain and keep it; inside a transaction, the peer locked."""
    hold()
    last = Outgoing.objects.filter(peer=peer).order_by("-serial").first()
    serial, previous = (last.serial + 1, last.sha256) if last else (1, FIRST)
    now, anchor = timezone.now(), head()
    data = payload(
        kind, sender=own_party(peer.unit), receiver=peer.party, created=now, serial=serial,
        previous=previous, ledger={"seq": anchor.seq, "hash": anchor.hash}, **inside,
    )  # fmt: skip
    raw = seal(data, ring().signing)
    counted = inside.get("reports") or inside.get("judgements") or ()
    event = record(
        f"exchange.{kind}_packed", unit=peer.unit, by=by, subject=peer, code=peer.code,
        serial=serial, sha256=digest(raw), year=inside.get("year"), counted=len(counted),
        missing=[one["unit"]["code"] for one in inside.get("missing", ())],
    )  # fmt: skip
    goes = bool(peer.address) and not by_file
    return Outgoing.objects.create(
        peer=peer,
        kind=kind,
        serial=serial,
        year=inside.get("year"),
        text=raw.decode(),
        sha256=digest(raw),
        counted=len(counted),
        missing=len(inside.get("missing", ())),
        made_by=by,
        made_at=event.at,
        event=event,
        state=Outgoing.State.WAITING if goes else Outgoing.State.BY_FILE,
        next_try_at=event.at if goes else None,
    )


@transaction.atomic
def deliver_again(*, outgoing: Outgoing, by: Person | None) -> None:
    """Try once more now: after a refusal was cleared up, or where the wait is too long."""
    peer = locked(outgoing.peer, by)
    outgoing = Outgoing.objects.select_for_update(of=("self",)).get(pk=outgoing.pk)
    if outgoing.state == Outgoing.State.RECEIVED:
        raise Refused(say(RECEIVED_ALREADY))
    if not peer.address:
        raise Refused(say(N_("{name}没有登记网址。请下载文件交给对方。"), name=peer.name))
    outgoing.state, outgoing.next_try_at = Outgoing.State.WAITING, timezone.now()
    outgoing.problem = ""
    outgoing.save(update_fields=["state", "next_try_at", "problem"])


def locked(peer: Peer, by: Person | None) -> Peer:
    """The peer, whose chain nobody else lengthens until the commit."""
    hold()
    found = Peer.objects.select_for_update(of=("self",)).select_related("unit").get(pk=peer.pk)
    if by is not None:
        require(by, Right.REPORT_EXCHANGE, found.unit)
    if found.ended_at is not None:
        raise Refused(say(ENDED, name=found.name))
    return found


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    return timedelta(minutes=RETRIES[min(attempts, len(RETRIES)) - 1])
