"""With whom packages are exchanged, and by which keys: a person compares, the ledger remembers."""

from __future__ import annotations

import re

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import hold, record
from tongming.reports.exchange.identity import own_party, ring
from tongming.reports.exchange.models import Peer, PeerKey
from tongming.reports.exchange.packages.contents import Party
from tongming.reports.exchange.packages.envelope import unseal
from tongming.reports.exchange.packages.faults import Rejected
from tongming.reports.exchange.packages.keys import fingerprint, is_public_key
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

KNOWN = N_("代码 {code} 已经登记为{name}。")
OURSELVES = N_("这是本系统自己的名片。请用对方发来的名片。")
BAD_CODE = N_("代码只用数字、字母、短横线，例如行政区划代码 220282。")
BAD_KEY = N_("公钥是 64 位十六进制数字。请从对方的名片文件读入，不要手抄。")
KEY_TAKEN = N_("这把公钥已经登记在{name}名下。")
NEEDS_HOW = N_("请写明怎样核对的、与谁核对的，例如：电话 0432-6221234，与张三核对。")
OTHER_FINGERPRINT = N_(
    "输入的指纹与这把公钥的不同。请停下来：让对方在自己的系统里再读一遍；仍然不同的，不要信任这把公钥。"
)
NOT_PENDING = N_("这把公钥{state}，不能再核对。")
NEEDS_REASON = N_("请写明理由。")
ENDED = N_("已经停用。")
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,59}")


@transaction.atomic
def add_peer(
    *, unit: Unit, direction: str, party: Party, public: tuple[str, ...], address: str,
    by: Person | None,
) -> Peer:  # fmt: skip
    """Name an installation above or beneath. Its keys are trusted once a person compared them."""
    _may(by, unit)
    if not _CODE.fullmatch(party.code):
        raise Refused(say(BAD_CODE))
    if party.code == own_party(unit).code or set(public) & {k.public for k in ring().signing}:
        raise Refused(say(OURSELVES))
    if known := Peer.objects.filter(code=party.code).first():
        raise Refused(say(KNOWN, code=party.code, name=known.name))
    for one in public:
        if not is_public_key(one):
            raise Refused(say(BAD_KEY))
        if key := PeerKey.objects.filter(public=one).select_related("peer").first():
            raise Refused(say(KEY_TAKEN, name=key.peer.name))
    now = timezone.now()
    peer = Peer(
        unit=unit, direction=direction, code=party.code, name=party.name,
        short_name=party.short_name, level=party.level, address=address, made_by=by, made_at=now,
    )  # fmt: skip
    peer.full_clean(exclude=["made_by", "unit", "ended_at"])
    peer.save()
    for one in public:
        PeerKey.objects.create(peer=peer, public=one, added_at=now)
    record(
        "exchange.peer_added", unit=unit, by=by, subject=peer, code=party.code, name=party.name,
        direction=direction, public_keys=[fingerprint(one) for one in public],
    )  # fmt: skip
    return peer


def add_peer_by_card(
    *, unit: Unit, direction: str, raw: bytes, address: str = "", by: Person | None
) -> Peer:
    """Name an installation by the file it gave us."""
    envelope = unseal(raw, most=settings.EXCHANGE_BYTES)
    if envelope.kind != "card":
        raise Rejected("not_package", kind=say(N_("交换包或回执")))
    return add_peer(
        unit=unit,
        direction=direction,
        party=Party.of(envelope.payload["sender"]),
        public=envelope.keys,
        address=address or envelope.payload["address"],
        by=by,
    )


@transaction.atomic
def compare(*, key: PeerKey, digits: str, how: str, by: Person | None) -> None:
    """Trust a key: its fingerprint, as the other side read it out, was typed here."""
    key = PeerKey.objects.select_for_update(of=("self",)).select_related("peer__unit").get(
        pk=key.pk
    )  # fmt: skip
    _may(by, key.peer.unit)
    if key.state != PeerKey.State.PENDING:
        raise Refused(say(NOT_PENDING, state=key.get_state_display()))
    if re.sub(r"[\s:-]", "", digits).lower() != fingerprint(key.public):
        raise Refused(say(OTHER_FINGERPRINT))
    if not how.strip():
        raise Refused(say(NEEDS_HOW))
    event = record(
        "exchange.key_compared", unit=key.peer.unit, by=by, subject=key.peer,
        code=key.peer.code, key_fingerprint=fingerprint(key.public), compared_how=how.strip(),
    )  # fmt: skip
    key.state, key.how, key.compared_by, key.compared_at = (
        PeerKey.State.TRUSTED, how.strip()[:200], by, event.at,
    )  # fmt: skip
    key.save()


@transaction.atomic
def revoke(*, key: PeerKey, reason: str, by: Person | None) -> None:
    """Trust a key no more. What came signed with it stays."""
    key = PeerKey.objects.select_for_update(of=("self",)).select_related("peer__unit").get(
        pk=key.pk
    )  # fmt: skip
    _may(by, key.peer.unit)
    if key.state == PeerKey.State.REVOKED:
        raise Refused(say(NOT_PENDING, state=key.get_state_display()))
    if not reason.strip():
        raise Refused(say(NEEDS_REASON))
    event = record(
        "exchange.key_revoked", unit=key.peer.unit, by=by, subject=key.peer,
        code=key.peer.code, key_fingerprint=fingerprint(key.public), reason=reason.strip(),
    )  # fmt: skip
    key.state, key.reason, key.revoked_by, key.revoked_at = (
        PeerKey.State.REVOKED, reason.strip()[:200], by, event.at,
    )  # fmt: skip
    key.save()


@transaction.atomic
def change_address(*, peer: Peer, address: str, by: Person | None) -> None:
    """Send to another address from now on; an empty one means files."""
    peer = _locked(peer, by)
    peer.address = address
    peer.full_clean(exclude=["made_by", "unit", "ended_at"])
    peer.save(update_fields=["address"])
    record(
        "exchange.address_changed", unit=peer.unit, by=by, subject=peer, code=peer.code,
        peer_address=address,
    )  # fmt: skip


@transaction.atomic
def begin_anew(*, peer: Peer, reason: str, by: Person | None) -> None:
    """Let their next package begin a new chain: they were restored from a backup, and said so."""
    peer = _locked(peer, by)
    if not reason.strip():
        raise Refused(say(NEEDS_REASON))
    peer.begins_anew = True
    peer.save(update_fields=["begins_anew"])
    record(
        "exchange.begun_anew", unit=peer.unit, by=by, subject=peer, code=peer.code,
        reason=reason.strip(),
    )  # fmt: skip


@transaction.atomic
def end_peer(*, peer: Peer, reason: str, by: Person | None) -> None:
    """Exchange no more with an installation. What came stays, and counts in no sum from now on."""
    peer = _locked(peer, by)
    if not reason.strip():
        raise Refused(say(NEEDS_REASON))
    event = record(
        "exchange.peer_ended", unit=peer.unit, by=by, subject=peer, code=peer.code,
        reason=reason.strip(),
    )  # fmt: skip
    peer.ended_at = event.at
    peer.save(update_fields=["ended_at"])


def _may(by: Person | None, unit: Unit) -> None:
    """Who runs commands on the machine needs no right in it."""
    if by is not None:
        require(by, Right.PEER_MANAGE, unit)


def _locked(peer: Peer, by: Person | None) -> Peer:
    hold()
    locked = Peer.objects.select_for_update(of=("self",)).select_related("unit").get(pk=peer.pk)
    _may(by, locked.unit)
    if locked.ended_at is not None:
        raise Refused(say(ENDED))
    return locked
