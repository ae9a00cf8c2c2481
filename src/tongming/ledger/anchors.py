"""The head of the ledger, noted once a day, and looked at whether it still fits.

A ledger cut short or written anew as a whole is a chain that fits (docs/decisions/0403); only a
head that stands elsewhere tells. So each day's head is noted here, published on the public section
(`portal.site`), and goes along with what is handed up.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tongming.ledger import chain
from tongming.ledger.actions import hold, record
from tongming.ledger.chain import BEGINNING, Broken, Head
from tongming.ledger.models import Anchor, Check
from tongming.units.models import Person
from tongming.units.rights import Right, require

FULL_CHECK_DAYS = 7
"""So often the clock reads the whole ledger; between, what the last look has not read."""


def note_daily(now: datetime) -> int:
    """What the clock does: the first time in a day, note the head and look at what is new."""
    day = timezone.localdate(now)
    if Anchor.objects.filter(day=day).exists():
        return 0
    look(by=None, whole=_is_time_for_whole(now), at=now)
    with transaction.atomic():
        hold()
        head = chain.head()
        _anchor, made = Anchor.objects.get_or_create(
            day=day, defaults={"seq": head.seq, "hash": head.hash, "made_at": now}
        )
        if made:
            record("ledger.anchored", unit=None, by=None, on=day, head=str(head))
    return int(made)


@transaction.atomic
def check_whole(*, by: Person) -> Check:
    """Read the whole ledger now, for somebody who asks."""
    require(by, Right.LEDGER_READ, None)
    return look(by=by, whole=True, at=timezone.now())


@transaction.atomic
def look(*, by: Person | None, whole: bool, at: datetime) -> Check:
    """Read the chain, from the beginning or from the last look, beside all heads noted since."""
    after = BEGINNING if whole else _last_seen()
    outcome = chain.survey(_noted(after.seq), after)
    if isinstance(outcome, Broken):
        found: dict[str, Any] = {
            "seq": max(outcome.seq - 1, 0),
            "broken_at": outcome.seq,
            "problem": str(outcome.message),
        }
    else:
        found = {"seq": outcome.head.seq, "hash": outcome.head.hash}
    check = Check.objects.create(at=at, by=by, after=after.seq, **found)
    record(
        "ledger.checked", unit=None, by=by, after=check.after, last=check.seq,
        broken_at=check.broken_at,
    )  # fmt: skip
    return check


def broken() -> Check | None:
    """The fault nobody has answered for: found after the last time the whole ledger held."""
    held = Check.objects.filter(after=0, broken_at=None).order_by("-pk").first()
    faults = Check.objects.exclude(broken_at=None)
    return (faults.filter(pk__gt=held.pk) if held else faults).order_by("pk").first()


def _last_seen() -> Head:
    """Where the next look begins: as far as the chain was read and held."""
    read = Check.objects.filter(broken_at=None).order_by("-seq").first()
    return Head(read.seq, read.hash) if read else BEGINNING


def _noted(after: int) -> dict[int, str]:
    return dict(Anchor.objects.filter(seq__gt=after).values_list("seq", "hash"))


def _is_time_for_whole(now: datetime) -> bool:
    last = Check.objects.filter(after=0).order_by("-pk").values_list("at", flat=True).first()
    return last is None or (now - last).days >= FULL_CHECK_DAYS
