"""From artefacts to files on the disk and rows of the manifest, in steps a kill cannot harm.

1. In the transaction that changes the lists: render, and note which artefacts change.
2. Write the files in order (`publishing.site`), tell the followers.
3. In one transaction: the manifest, the new fingerprint in the ledger, the notes deleted.

Killed before 1 commits, nothing happened and the request still waits. Killed later, the notes stay,
and `repair` renders the same artefacts again from the same database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tongming.ledger.actions import record
from tongming.publishing import followers, queries, renderers, sources
from tongming.publishing.followers import Change as Followed
from tongming.publishing.models import SiteFile, Unfinished
from tongming.publishing.renderers import Renderer
from tongming.publishing.site import Fingerprint, Output, Sealed, Standing, Writer, seal
from tongming.units.models import Unit

FOLLOW = "follow/"
"""Before a key: followers have yet to hear of it."""
EVERYTHING = "everything"
"""A rebuild was under way."""


@dataclass(frozen=True)
class Batch:
    """Artefacts with their files, ready to be written."""

    artefacts: dict[str, Sequence[Output]]
    changes: tuple[Followed, ...] = ()
    unit: str = ""
    also_remove: frozenset[str] = field(default_factory=frozenset)


def prepare(
    renderer: Renderer, artefacts: Iterable[str], changes: Sequence[Followed] = ()
) -> Batch:
    """Render artefacts and note them as unfinished, inside the transaction of the changes."""
    names = list(dict.fromkeys(artefacts))
    own = {f"item/{key}": item for key, item in changes}
    steady = renderer.steady()
    rendered = {name: steady.render(name, own.get(name)) for name in names}
    notes = [*names, *(f"{FOLLOW}{key}" for key, _item in changes)]
    Unfinished.objects.bulk_create(
        [Unfinished(artefact=name) for name in notes], ignore_conflicts=True
    )
    units = {item.unit for _key, item in changes if item is not None}
    return Batch(rendered, tuple(changes), units.pop() if len(units) == 1 else "")


def finish(writer: Writer, batch: Batch, *, sweep: bool = False) -> int:
    """Write a prepared batch and enter it into the manifest; how many files changed."""
    before = {row.path: row for row in SiteFile.objects.filter(artefact__in=list(batch.artefacts))}
    owners: dict[str, str] = {}
    outputs: list[Output] = []
    for artefact, made in batch.artefacts.items():
        for output in made:
            if output.path in owners:
                raise RuntimeError(f"{output.path}: {owners[output.path]} and {artefact}")
            owners[output.path] = artefact
            outputs.append(output)
    removals = set(before) - set(owners)
    if sweep:
        writer.sweep({*before, *owners})
    writer.apply(outputs, removals)
    for follower in followers.every():
        if batch.changes:
            follower.follow(batch.changes)
    with transaction.atomic():
        return _enter(outputs, owners, before, removals, batch)


def _enter(
    outputs: list[Output],
    owners: dict[str, str],
    before: dict[str, SiteFile],
    removals: set[str],
    batch: Batch,
) -> int:
    """The manifest, the fingerprint, the event; the notes go."""
    state = queries.state()
    fingerprint = Fingerprint.parse(state.total)
    written = 0
    rows = []
    for output in outputs:
        row, made = before.get(output.path), row_of(output, owners[output.path])
        if row is not None and says_the_same(row, made):
            continue
        rows.append(made)
        if row is not None and row.sha256 == made.sha256:
            continue
        if row is not None:
            fingerprint = fingerprint.without_file(row.path, row.sha256)
        else:
            state.files += 1
        fingerprint = fingerprint.with_file(made.path, made.sha256)
        written += 1
    for path in removals:
        fingerprint = fingerprint.without_file(path, before[path].sha256)
        state.files -= 1
    enter_rows(rows)
    SiteFile.objects.filter(path__in=removals).delete()
    notes = [*batch.artefacts, *(f"{FOLLOW}{key}" for key, _item in batch.changes)]
    Unfinished.objects.filter(artefact__in=notes).delete()
    if written or removals:
        state.edition += 1
        state.total = fingerprint.text
        renderer = renderers.current()
        if not state.made_with and renderer is not None:
            state.made_with = renderer.made_with()
        state.save()
        record(
            "publishing.edition",
            unit=Unit.objects.filter(code=batch.unit).first() if batch.unit else None,
            by=None,
            edition=state.edition,
            fingerprint=str(fingerprint),
            keys=[key for key, _item in batch.changes],
            written=written,
            removed=len(removals),
            files=state.files,
        )
    return written + len(removals)


def row_of(output: Output, artefact: str) -> SiteFile:
    """What the manifest says of a file."""
    sha256 = output.sha256
    sealed = ""
    if output.made_from:
        key = settings.SECRET_KEY.encode()
        sealed = seal(key, output.path, output.made_from, sha256)
    return SiteFile(
        path=output.path, artefact=artefact, sha256=sha256, size=output.size, seal=sealed
    )


def says_the_same(row: SiteFile, other: SiteFile) -> bool:
    """Whether a row need not be written again."""
    return (row.sha256, row.seal) == (other.sha256, other.seal)


def standing(root: Path, artefacts: Iterable[str]) -> Standing:
    """Which files of these artefacts need not be made again, made from the same."""
    rows = SiteFile.objects.filter(artefact__in=list(artefacts)).exclude(seal="")
    files = {
        path: Sealed(sha256, size, sealed)
        for path, sha256, size, sealed in rows.values_list("path", "sha256", "size", "seal")
    }
    return Standing(root, settings.SECRET_KEY.encode(), files)


def enter_rows(rows: Sequence[SiteFile]) -> None:
    """Rows of the manifest, new or replacing those of the same path."""
    SiteFile.objects.bulk_create(
        rows,
        batch_size=400,
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["artefact", "sha256", "size", "seal"],
    )


def unfinished_keys() -> list[str]:
    """The items whose change is not on the disk yet."""
    notes = Unfinished.objects.filter(artefact__startswith=FOLLOW).order_by("pk")
    return [note.removeprefix(FOLLOW) for note in notes.values_list("artefact", flat=True)]


def repair(writer: Writer, renderer: Renderer) -> bool:
    """Finish what a killed process left; whether there was anything."""
    notes = list(Unfinished.objects.order_by("pk").values_list("artefact", flat=True))
    if not notes:
        return False
    if EVERYTHING in notes:
        from tongming.publishing.rebuilding import rebuild_held

        rebuild_held(writer, renderer)
        return True
    keys = [note.removeprefix(FOLLOW) for note in notes if note.startswith(FOLLOW)]
    artefacts = [note for note in notes if not note.startswith(FOLLOW)]
    batch = Batch(
        {name: renderer.render(name) for name in artefacts},
        tuple((key, sources.get(key)) for key in keys),
    )
    finish(writer, batch, sweep=True)
    return True
