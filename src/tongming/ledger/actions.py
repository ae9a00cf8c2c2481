"""The one verb of the ledger: record."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from tongming.ledger.canonical import FIRST, plain
from tongming.ledger.models import Event
from tongming.units.models import Person, Unit

_LOCK = 711_2019
"""The number of the lock that lets one transaction append at a time on PostgreSQL."""


def record(
    kind: str,
    *,
    unit: Unit | None,
    by: Person | None,
    subject: Model | None = None,
    on: date | None = None,
    **data: Any,
) -> Event:
    """Append an event, inside the transaction of the act it tells of.

    Call it last in the transaction: on PostgreSQL other writers of events wait from here to the
    commit. On SQLite they wait from the start of the transaction anyway. An act that first locks a
    row events refer to, a unit or a person, locks it with `no_key=True`: a writer that holds this
    lock refers to the row, and the two would wait for each other.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record an event inside the transaction of its act")
    hold()
    last = Event.objects.order_by("-seq").values_list("seq", "hash").first()
    seq, previous_hash = (last[0] + 1, last[1]) if last else (1, FIRST)
    event = Event(
        seq=seq,
        at=timezone.now(),
        kind=kind,
        unit=unit,
        by=by,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        on=on,
        data=plain(data),
        previous_hash=previous_hash,
    )
    event.hash = event.expected_hash()
    event.save()
    return event


def hold() -> None:
    """From here to the commit nobody else records: what is recorded is all there is to know.

    For an act that must see every act before it and none beside it, such as a signature over
    figures. Inside a transaction; SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
