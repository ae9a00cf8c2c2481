"""The verbs over transfers: name a receiver, prepare, hand over, have it signed, drop."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from tongming.engagement.reading.models import Receiver, Transfer, TransferItem
from tongming.engagement.reading.queries import Proposal, proposed
from tongming.files.actions import keep
from tongming.law.reading import TRANSFER, ReceiverKind
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

MOST = 2000
"""So many lines are one binder; what is left comes with the next batch."""


@transaction.atomic
def name_receiver(
    *, unit: Unit, kind: ReceiverKind, name: str, every_months: int, since: date, by: Person,
    contact: str = "",
) -> Receiver:  # fmt: skip
    """An archive or a library the unit gives what it publishes (第二十五条第三款)."""
    require(by, Right.READING_KEEP, unit)
    if Receiver.objects.filter(unit=unit, name=name, until=None).exists():
        raise Refused(say(N_("已经登记过“{name}”。"), name=name))
    receiver = Receiver(
        unit=unit, kind=kind.value, name=name, contact=contact, every_months=every_months,
        since=since,
    )  # fmt: skip
    receiver.full_clean()
    receiver.save()
    record(
        "reading.receiver_named", unit=unit, by=by, subject=receiver, on=since, name=name,
        every_months=every_months,
    )  # fmt: skip
    return receiver


@transaction.atomic
def end_receiver(*, receiver: Receiver, until: date, reason: str, by: Person) -> None:
    """It is given nothing more from a day on; what it has stays recorded."""
    receiver = _receiver(receiver, by)
    if receiver.transfers.filter(state=Transfer.State.PREPARED).exists():
        raise Refused(say(N_("还有待移交的批次。请先移交或者作废。")))
    receiver.until = until
    receiver.save()
    record(
        "reading.receiver_ended", unit=receiver.unit, by=by, subject=receiver, on=until,
        name=receiver.name, reason=reason,
    )  # fmt: skip


@transaction.atomic
def prepare(*, receiver: Receiver, by: Person, today: date) -> Transfer:
    """A batch of everything the receiver lacks: what is newly public, what was changed since, and
    what was withdrawn and may no longer be shown."""
    receiver = _receiver(receiver, by)
    if receiver.transfers.filter(state=Transfer.State.PREPARED).exists():
        raise Refused(
            say(N_("“{receiver}”已经有待移交的批次，请先办完它。"), receiver=receiver.name)
        )
    lines = proposed(receiver, most=MOST)
    if not lines:
        raise Refused(say(N_("上次移交以后没有新公开、更正或者撤回的信息，不用移交。")), TRANSFER)
    Unit.objects.select_for_update(no_key=True).get(pk=receiver.unit_id)
    last = Transfer.objects.filter(unit=receiver.unit, year=today.year).aggregate(n=Max("serial"))
    transfer = Transfer.objects.create(
        unit=receiver.unit, receiver=receiver, year=today.year, serial=(last["n"] or 0) + 1,
        prepared_on=today, by=by,
    )  # fmt: skip
    TransferItem.objects.bulk_create(_item(transfer, line) for line in lines)
    _told(transfer, "reading.transfer_prepared", by, on=today, items=len(lines))
    return transfer


@transaction.atomic
def take_out(*, item: TransferItem, by: Person) -> None:
    """Not in this batch; it is proposed again for the next."""
    transfer = _locked(item.transfer, by, Transfer.State.PREPARED)
    if transfer.items.count() == 1:
        raise Refused(say(N_("清单里只剩这一条。不移交就作废这一批。")))
    if not transfer.items.filter(pk=item.pk).exists():
        raise Refused(say(N_("清单里没有这一条了。")))
    title = item.title
    item.delete()
    _told(transfer, "reading.transfer_line_out", by, title=title)


@transaction.atomic
def hand_over(*, transfer: Transfer, on: date, by: Person, today: date) -> None:
    """The batch went to the receiver."""
    transfer = _locked(transfer, by, Transfer.State.PREPARED)
    if not transfer.prepared_on <= on <= today:
        raise Refused(say(N_("移交日期要在编制日期和今天之间。")))
    transfer.state, transfer.handed_on = Transfer.State.HANDED, on
    transfer.save()
    _told(transfer, "reading.transfer_handed", by, on=on, items=transfer.items.count())


def receive(
    *, transfer: Transfer, on: date, received_by: str, content: bytes, name: str, by: Person,
    today: date,
) -> None:  # fmt: skip
    """The receiver signed: by whom, when, and the paper that shows it."""
    require(by, Right.READING_KEEP, transfer.unit)
    if not received_by.strip():
        raise Refused(say(N_("请填签收人。")))
    # Looking for viruses may take long: before the rows are locked.
    receipt = keep(content, name, unit=transfer.unit, by=by, right=Right.READING_VIEW)
    with transaction.atomic():
        transfer = _locked(transfer, by, Transfer.State.HANDED)
        assert transfer.handed_on is not None
        if not transfer.handed_on <= on <= today:
            raise Refused(say(N_("签收日期要在移交日期和今天之间。")))
        transfer.state, transfer.received_on = Transfer.State.RECEIVED, on
        transfer.received_by, transfer.receipt = received_by.strip(), receipt
        transfer.save()
        _told(transfer, "reading.transfer_received", by, on=on, items=transfer.items.count())


@transaction.atomic
def drop(*, transfer: Transfer, reason: str, by: Person) -> None:
    """It is not handed over after all; its lines are proposed again."""
    transfer = _locked(transfer, by, Transfer.State.PREPARED, Transfer.State.HANDED)
    transfer.state, transfer.end_reason = Transfer.State.DROPPED, reason
    transfer.save()
    _told(transfer, "reading.transfer_dropped", by, reason=reason)


_NOT_NOW = {
    Transfer.State.PREPARED: N_("这一批还没有移交。"),
    Transfer.State.HANDED: N_("这一批已经移交，不能再改。"),
    Transfer.State.RECEIVED: N_("这一批已经签收，不能再改。"),
    Transfer.State.DROPPED: N_("这一批已经作废。"),
}


def _locked(transfer: Transfer, by: Person, *states: Transfer.State) -> Transfer:
    found = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("unit", "receiver")
        .get(pk=transfer.pk)
    )
    require(by, Right.READING_KEEP, found.unit)
    if found.state not in states:
        raise Refused(say(_NOT_NOW[Transfer.State(found.state)]))
    return found


def _receiver(receiver: Receiver, by: Person) -> Receiver:
    found = (
        Receiver.objects.select_for_update(of=("self",)).select_related("unit").get(pk=receiver.pk)
    )
    require(by, Right.READING_KEEP, found.unit)
    if found.until is not None:
        raise Refused(say(N_("已经停止向“{receiver}”移交。"), receiver=found.name))
    return found


def _item(transfer: Transfer, line: Proposal) -> TransferItem:
    return TransferItem(
        transfer=transfer, key=line.key, why=line.why.value, changed_at=line.changed_at,
        index_number=line.index_number, title=line.title, document_number=line.document_number,
        formed_on=line.formed_on,
    )  # fmt: skip


def _told(
    transfer: Transfer, kind: str, by: Person, on: date | None = None, **data: object
) -> None:
    record(
        kind, unit=transfer.unit, by=by, subject=transfer, on=on, batch=transfer.number,
        receiver=transfer.receiver.name, **data,
    )  # fmt: skip
