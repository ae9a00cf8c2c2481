"""A draft kept sealed between two pages, the files in it, and its sending.

Whoever never sends is forgotten: what was filled in and uploaded is removed for good.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils import timezone

from tongming.applications.applicants.actions import Upload, submit
from tongming.applications.models import Application
from tongming.law.words import N_, Refused, say
from tongming.portal.applying.models import Draft, HeldFile
from tongming.sealing.actions import erase, keep_sealed
from tongming.sealing.seals import seal_data, unseal_data
from tongming.units.models import Unit

KEPT = timedelta(hours=2)
"""How long a draft stays after it was last touched."""
SHOWN = timedelta(minutes=30)
"""How long a receipt can be shown again."""
MOST_FILES = 5
APPLYING = "new"
"""What a draft is for: a new application, or else an answer to a letter."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """An application just sent in, with its query code in the clear."""

    application: Application
    code: str


def _named(purpose: str) -> str:
    return f"applying_{purpose}"


def draft_of(session: SessionBase, purpose: str = APPLYING) -> Draft | None:
    """The visitor's draft, as long as it is kept."""
    key = session.get(_named(purpose), "")
    found = Draft.objects.filter(key=key).first() if key else None
    return None if found is None or _is_over(found, timezone.now()) else found


def begin(session: SessionBase, purpose: str = APPLYING) -> Draft:
    """A new draft for the visitor; the one before is forgotten."""
    leave(session, purpose)
    draft = Draft.objects.create(key=secrets.token_urlsafe(32))
    session[_named(purpose)] = draft.key
    return draft


def leave(session: SessionBase, purpose: str = APPLYING) -> None:
    """The visitor is done, or goes away: nothing stays."""
    if draft := draft_of(session, purpose):
        forget(draft)
    session.pop(_named(purpose), None)


def filled_in(draft: Draft) -> dict[str, Any]:
    """What was filled in, by the names of the fields."""
    return dict(unseal_data(draft.sealed)) if draft.sealed else {}


def keep(draft: Draft, data: dict[str, Any]) -> None:
    """Keep what was filled in, right or wrong."""
    draft.sealed, draft.touched_at = seal_data(data), timezone.now()
    draft.save(update_fields=["sealed", "touched_at"])


def hold_file(draft: Draft, name: str, content: bytes, *, unit: Unit) -> None:
    """Keep an admitted file sealed till the application is sent."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        if locked.files.count() >= MOST_FILES:
            raise Refused(say(N_("最多上传{n}个文件。请先去掉一个再传。"), n=MOST_FILES))
        file = keep_sealed(content, name, unit=unit, by=None, admitted=True)
        HeldFile.objects.create(draft=locked, file=file)


def drop_file(draft: Draft, pk: int) -> None:
    """Take a file out again."""
    with transaction.atomic():
        for held in draft.files.select_for_update().filter(pk=pk):
            _remove(held)


def send(draft: Draft, subjects: Sequence[str], *, today: date, **application: Any) -> bool:
    """Send the draft in, an application for each subject, all or none.

    Pressed twice it is sent once: the second finds it sent and answers False.
    """

    def act(proofs: list[Upload]) -> list[tuple[int, str]]:
        sent = (
            submit(subject=subject, proofs=proofs, today=today, **application)
            for subject in subjects
        )
        return [(one.pk, code) for one, code in sent]

    return send_in(draft, act)


def send_in(draft: Draft, act: Callable[[list[Upload]], list[tuple[int, str]]]) -> bool:
    """Send what a draft and its files hold, once; each record it came to and its query code can be
    shown till the draft is forgotten."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        if locked.sent_at is not None:
            return False
        sent = act([(held.file.name, held.file.read()) for held in locked.files.all()])
        locked.receipts = seal_data([list(one) for one in sent])
        locked.sent_at, locked.sealed = timezone.now(), b""
        locked.save(update_fields=["receipts", "sent_at", "sealed"])
        for held in locked.files.select_related("file"):
            _remove(held)
    return True


def hand_in(draft: Draft, act: Callable[[list[Upload]], None]) -> bool:
    """Do an act with the files of a draft, once; the draft is used up."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if locked is None:
            return False
        act([(held.file.name, held.file.read()) for held in locked.files.all()])
        forget(locked)
    return True


def codes_of(draft: Draft) -> list[tuple[int, str]]:
    """The records sent with a draft and their query codes."""
    return [(pk, code) for pk, code in unseal_data(draft.receipts)] if draft.receipts else []


def receipts(draft: Draft) -> list[Receipt]:
    """The applications sent with a draft."""
    told = codes_of(draft)
    found = Application.objects.select_related("unit").in_bulk([pk for pk, _code in told])
    return [Receipt(found[pk], code) for pk, code in told]


def forget(draft: Draft) -> None:
    """Remove a draft and its files for good."""
    with transaction.atomic():
        for held in draft.files.select_related("file"):
            _remove(held)
        draft.delete()


def sweep(moment: datetime) -> int:
    """Forget every draft whose time is over; how many."""
    over = [
        one for one in Draft.objects.filter(touched_at__lt=moment - SHOWN) if _is_over(one, moment)
    ]
    for draft in over:
        forget(draft)
    return len(over)


def _is_over(draft: Draft, moment: datetime) -> bool:
    if draft.sent_at is not None:
        return moment > draft.sent_at + SHOWN
    return moment > draft.touched_at + KEPT


def _remove(held: HeldFile) -> None:
    file = held.file
    held.delete()
    erase(file)
    file.delete()
