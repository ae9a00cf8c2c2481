"""Make the whole site again from what the rooms keep. Page numbers stay what they were."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from tongming.ledger.actions import record
from tongming.publishing import followers, queries, renderers, sources
from tongming.publishing.actions import publish_pending
from tongming.publishing.finishing import EVERYTHING, enter_rows
from tongming.publishing.membership import take
from tongming.publishing.models import Pending, Published, SiteFile, Unfinished
from tongming.publishing.renderers import Renderer
from tongming.publishing.site import Fingerprint, Output, Writer
from tongming.publishing.site.writer import UNFINISHED

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Told the name of the step, how many of it are done, and of how many."""

CHUNK = 200


def rebuild(progress: Progress | None = None) -> int:
    """Render everything and write what differs; how many files changed. Waits for its turn."""
    renderer = renderers.current()
    if renderer is None:
        return 0
    writer = Writer(settings.SITE)
    with writer.hold():
        changed = rebuild_held(writer, renderer, progress)
    publish_pending(wait=False)
    return changed


def rebuild_held(writer: Writer, renderer: Renderer, progress: Progress | None = None) -> int:
    """The same for whoever holds the site already."""
    tell = progress or (lambda _step, _done, _total: None)
    answered = list(Pending.objects.values_list("pk", flat=True))
    Unfinished.objects.get_or_create(artefact=EVERYTHING)
    for left in writer.root.rglob(f"{UNFINISHED}*"):
        left.unlink(missing_ok=True)
    _lists(renderer, tell)
    changed = 0
    seen: set[str] = set()
    stale: dict[str, str] = {}
    done = 0
    total = sum(1 for _name in renderer.everything())
    for named in _chunks(renderer.everything(), CHUNK):
        # Sections share parts; each is made once.
        names = [name for name in dict.fromkeys(named) if name not in seen]
        seen.update(names)
        changed += _write(writer, renderer, names, stale)
        done += len(named)
        tell("pages", done, total)
    owned_by_none = SiteFile.objects.values_list("artefact", "path")
    stale |= {path: name for name, path in owned_by_none.iterator() if name not in seen}
    removed = writer.apply((), stale, durable=False).removed
    # Nothing waited for the disk on the way; now everything does.
    os.sync()
    with transaction.atomic():
        for paths in _chunks(iter(stale), CHUNK):
            SiteFile.objects.filter(path__in=paths).delete()
        _close(renderer, changed, len(removed))
        for pks in _chunks(iter(answered), CHUNK):
            Pending.objects.filter(pk__in=pks).delete()
        Unfinished.objects.all().delete()
    return changed + len(removed)


def _lists(renderer: Renderer, tell: Progress) -> None:
    """Every item into its lists, in the order of first publication; what is gone out of them."""
    seen: set[str] = set()
    done, total = 0, sum(1 for _key in sources.every_key())
    for keys in _chunks(sources.every_key(), CHUNK):
        items = [(key, sources.get(key)) for key in keys]
        with transaction.atomic():
            for key, item in items:
                take(key, item, renderer)
        for follower in followers.every():
            follower.follow(items)
        seen.update(keys)
        done += len(keys)
        tell("items", done, total)
    held = Published.objects.exclude(state=Published.State.GONE).values_list("key", flat=True)
    gone = [key for key in held.iterator() if key not in seen]
    with transaction.atomic():
        for key in gone:
            take(key, None, renderer)
    for follower in followers.every():
        if gone:
            follower.follow([(key, None) for key in gone])


def _write(writer: Writer, renderer: Renderer, names: list[str], stale: dict[str, str]) -> int:
    """Write a chunk of artefacts; files they no longer have are noted as stale, and go last."""
    outputs: list[Output] = []
    owners: dict[str, str] = {}
    for name in names:
        for output in renderer.render(name):
            outputs.append(output)
            owners[output.path] = name
    before = {row.path: row for row in SiteFile.objects.filter(artefact__in=names)}
    stale |= {path: row.artefact for path, row in before.items() if path not in owners}
    written = writer.apply(outputs, durable=False)
    rows = [
        SiteFile(path=one.path, artefact=owners[one.path], sha256=one.sha256, size=one.size)
        for one in outputs
        if one.path not in before or before[one.path].sha256 != one.sha256
    ]
    with transaction.atomic():
        enter_rows(rows)
    return len(written.changed)


def _close(renderer: Renderer, changed: int, removed: int) -> None:
    """The fingerprint of what the manifest now says, counted anew, into the ledger."""
    fingerprint, files = manifest_fingerprint()
    state = queries.state()
    made_with = renderer.made_with()
    if state.total == fingerprint.text and state.made_with == made_with and not changed:
        return
    state.edition += 1
    state.total, state.files, state.made_with = fingerprint.text, files, made_with
    state.save()
    record(
        "publishing.edition",
        unit=None,
        by=None,
        edition=state.edition,
        fingerprint=str(fingerprint),
        keys=[],
        written=changed,
        removed=removed,
        files=files,
    )


def manifest_fingerprint() -> tuple[Fingerprint, int]:
    """What the rows of the manifest come to, and how many they are."""
    fingerprint, files = Fingerprint(), 0
    for path, sha256 in SiteFile.objects.values_list("path", "sha256").iterator():
        fingerprint, files = fingerprint.with_file(path, sha256), files + 1
    return fingerprint, files


def _chunks(things: Iterable[T] | Iterator[T], size: int) -> Iterator[list[T]]:
    iterator = iter(things)
    while chunk := list(islice(iterator, size)):
        yield chunk
