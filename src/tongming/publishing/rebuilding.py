"""Make the whole site again from what the rooms keep. Page numbers stay what they were."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from tongming.ledger.actions import record
from tongming.publishing import followers, queries, renderers, sources
from tongming.publishing.actions import publish_pending
from tongming.publishing.finishing import (
    EVERYTHING,
    enter_rows,
    row_of,
    says_the_same,
    standing,
)
from tongming.publishing.followers import Change
from tongming.publishing.makers import Made, Makers
from tongming.publishing.membership import Lists
from tongming.publishing.models import Pending, Published, SiteFile, Unfinished
from tongming.publishing.renderers import Renderer
from tongming.publishing.site import Fingerprint, Output, Writer
from tongming.publishing.site.writer import UNFINISHED

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Told the name of the step, how many of it are done, and of how many."""

CHUNK = 200
FEW = 500
"""So many parts are made in this process: starting others would take longer."""


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
    changed, seen, stale = _pages(writer, renderer, tell)
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
        _take(items, renderer)
        for follower in followers.every():
            follower.follow(items)
        seen.update(keys)
        done += len(keys)
        tell("items", done, total)
    held = Published.objects.exclude(state=Published.State.GONE).values_list("key", flat=True)
    gone = [key for key in held.iterator() if key not in seen]
    for keys in _chunks(iter(gone), CHUNK):
        nothing: list[Change] = [(key, None) for key in keys]
        _take(nothing, renderer)
        for follower in followers.every():
            follower.follow(nothing)


def _take(items: Sequence[Change], renderer: Renderer) -> None:
    with transaction.atomic():
        lists = Lists([key for key, _item in items], renderer)
        for key, item in items:
            lists.take(key, item)
        lists.save()


def _pages(
    writer: Writer, renderer: Renderer, tell: Progress
) -> tuple[int, set[str], dict[str, str]]:
    """Every artefact, chunk by chunk: how many files changed, the artefacts there are, the files
    that are none of theirs any more.

    While one chunk is written here the next is being made, here or by processes. What is linked to
    is still written before what links to it: chunks are written in their order, each in its ranks.
    """
    changed, done = 0, 0
    seen: set[str] = set()
    stale: dict[str, str] = {}
    total = sum(1 for _name in renderer.everything())
    steady = renderer.steady()
    with Makers(settings.SITE_PROCESSES if total > FEW else 1) as makers:

        def started() -> Iterator[tuple[int, list[str], Callable[[], Made]]]:
            for named in _chunks(renderer.everything(), CHUNK):
                # Sections share parts; each is made once.
                names = [name for name in dict.fromkeys(named) if name not in seen]
                seen.update(names)
                there = standing(writer.root, names)
                makings = [steady.making(name, standing=there) for name in names]
                yield len(named), names, makers.start(makings)

        for number, names, made in _one_ahead(started()):
            changed += _write(writer, names, made(), stale)
            done += number
            tell("pages", done, total)
    return changed, seen, stale


def _one_ahead(things: Iterator[T]) -> Iterator[T]:
    """The same things, each once the next is under way."""
    before = list(islice(things, 1))
    for thing in things:
        yield from before
        before = [thing]
    yield from before


def _write(writer: Writer, names: list[str], made: Made, stale: dict[str, str]) -> int:
    """Write a chunk of artefacts; files they no longer have are noted as stale, and go last."""
    outputs: list[Output] = []
    owners: dict[str, str] = {}
    for name, of_it in zip(names, made, strict=True):
        for output in of_it:
            outputs.append(output)
            owners[output.path] = name
    before = {row.path: row for row in SiteFile.objects.filter(artefact__in=names)}
    stale |= {path: row.artefact for path, row in before.items() if path not in owners}
    written = writer.apply(outputs, durable=False)
    rows = [
        row
        for row in (row_of(one, owners[one.path]) for one in outputs)
        if row.path not in before or not says_the_same(before[row.path], row)
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
