"""Publish: ask for it in the transaction of the act, and have it done once that is committed.

    with transaction.atomic():
        …                                   # the act: sign, correct, withdraw
        publishing.actions.request(key)     # the same transaction

What was asked for is done as soon as the transaction commits, at the next start, or by
`tongming site publish`, whichever comes first; doing it twice does no harm.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, takewhile

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from tongming.publishing import finishing, renderers, sources
from tongming.publishing.membership import take
from tongming.publishing.models import Pending, Unfinished
from tongming.publishing.site import Busy, Kept, Writer

log = logging.getLogger(__name__)

TOGETHER = 20
"""So many items are published in one step where that many wait, as after a bulk import."""


def request(key: str) -> None:
    """Ask for an item to be published as its source now says: new, corrected, withdrawn, gone."""
    _request(Pending.Kind.ITEM, key)


def request_section(code: str) -> None:
    """Ask for the pages made of what a unit says of itself: guide, columns, reports; or, with a
    name that has a slash in it, for the data of one published report or sum of a unit."""
    _request(Pending.Kind.SECTION, code)


def _request(kind: Pending.Kind, key: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("ask for publication inside the transaction of the act")
    Pending.objects.create(kind=kind, key=key)
    transaction.on_commit(_soon)


def _soon() -> None:
    """After the commit: publish, unless somebody is at it, who then takes this along.

    A failure is no failure of the act: it is kept beside the request and tried again.
    """
    try:
        publish_pending(wait=False)
    except Exception:
        log.exception("publishing failed; it is tried again at the next start")


@dataclass
class Outcome:
    """What a run of publishing came to."""

    done: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    busy: bool = False
    """Another process is publishing; it takes everything along that is committed by now."""


def publish_pending(*, wait: bool = True) -> Outcome:
    """Repair what a killed process left, then publish everything asked for.

    One that fails stays with its reason and holds up nothing else.
    """
    outcome = Outcome()
    renderer = renderers.current()
    if renderer is None:
        return outcome
    writer = Writer(settings.SITE)
    while True:
        try:
            with writer.hold(wait=wait):
                if not _repaired(writer, renderer, outcome):
                    return outcome
                while waiting := _next(outcome):
                    _publish(waiting, writer, renderer, outcome)
        except Busy:
            outcome.busy = True
            return outcome
        # Whoever found the lock held since the last look relies on this one.
        if not _next(outcome):
            return outcome


def recover() -> None:
    """What every start does first."""
    publish_pending()


def _next(outcome: Outcome) -> list[Pending]:
    """The requests to be answered next: a section, or the items that wait up to the next one."""
    waiting = Pending.objects.order_by("pk")
    if outcome.failed:
        waiting = waiting.exclude(key__in=list(outcome.failed))
    found = list(waiting[:TOGETHER])
    return list(takewhile(lambda one: one.kind == Pending.Kind.ITEM, found)) or found[:1]


def _publish(
    waiting: Sequence[Pending], writer: Writer, renderer: renderers.Renderer, outcome: Outcome
) -> None:
    """Answer requests of one kind together: a list all of them stand in is written once."""
    kind, keys = Pending.Kind(waiting[0].kind), list(dict.fromkeys(one.key for one in waiting))
    # What is asked for from here on finds its own request; these are answered by this reading.
    asked = list(Pending.objects.filter(kind=kind, key__in=keys).values_list("pk", flat=True))
    try:
        if kind == Pending.Kind.ITEM:
            batch = _item_batch(keys, renderer, asked)
        else:
            with transaction.atomic():
                batch = finishing.prepare(renderer, renderer.section(keys[0]))
                Pending.objects.filter(pk__in=asked).delete()
    except Exception as error:
        if len(keys) > 1:
            # Nothing has happened. One of them holds up itself, and no other.
            for one in {one.key: one for one in waiting}.values():
                _publish([one], writer, renderer, outcome)
            return
        log.exception("cannot publish %s", keys[0])
        _failed(kind, keys[0], error, outcome)
        return
    try:
        if batch is not None:
            finishing.finish(writer, batch)
    except Exception as error:
        log.exception("cannot publish %s", ", ".join(keys))
        for key in keys:
            _failed(kind, key, error, outcome)
        return
    outcome.done += keys


def _failed(kind: Pending.Kind, key: str, error: Exception, outcome: Outcome) -> None:
    """Keep why, beside the request: where its lists were changed already, the request is renewed,
    and what is unfinished on the disk is written first at the next try."""
    outcome.failed[key] = str(error) or type(error).__name__
    told = Pending.objects.filter(kind=kind, key=key).update(
        attempts=F("attempts") + 1, problem=outcome.failed[key]
    )
    if not told:
        Pending.objects.create(kind=kind, key=key, attempts=1, problem=outcome.failed[key])


def _repaired(writer: Writer, renderer: renderers.Renderer, outcome: Outcome) -> bool:
    """Whether nothing is left unfinished. While something is, nothing else is published: a list
    might lead to a page that is not there."""
    try:
        finishing.repair(writer, renderer)
    except Exception as error:
        log.exception("cannot finish what was left unfinished")
        keys = finishing.unfinished_keys()
        for key in keys:
            _failed(Pending.Kind.ITEM, key, error, outcome)
        if not keys:
            outcome.failed["site"] = str(error) or type(error).__name__
        return False
    return True


def _item_batch(
    keys: Sequence[str], renderer: renderers.Renderer, asked: list[int]
) -> finishing.Batch | None:
    items = {key: sources.get(key) for key in keys}
    for key, item in items.items():
        # The downloads take longest and need no list: they are made before anybody has to wait.
        # A damaged attachment is found before anything is changed, and holds up this item alone.
        for output in renderer.render(f"item/{key}", item) if item else ():
            if isinstance(output.content, Kept):
                output.content.check()
    with transaction.atomic():
        changes = [change for key in keys if (change := take(key, items[key], renderer))]
        batch = None
        if changes:
            names = chain.from_iterable(renderer.touched(change) for change in changes)
            told = [(change.key, change.item) for change in changes]
            batch = finishing.prepare(renderer, names, told)
        Pending.objects.filter(pk__in=asked).delete()
    return batch


def unfinished() -> bool:
    """Whether a killed process left something that the next start repairs."""
    return Unfinished.objects.exists()
