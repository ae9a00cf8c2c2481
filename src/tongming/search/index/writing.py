"""Writing the index: single items as they change, and everything anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import tantivy

from tongming.search.index.documents import digest, document
from tongming.search.index.entries import Entry
from tongming.search.index.store import Store

Find = Callable[[str], Entry | None]
"""What is public under a key now; None where nothing is."""

_SMALL_HEAP = 20_000_000
_LARGE_HEAP = 256_000_000
"""Large pieces: small ones would be merged with the first items written after a rebuild, and that
takes seconds."""
_AGAIN = "again"


def update(folder: Path, changes: Mapping[str, Entry | None]) -> None:
    """Bring items up to date in one commit: all of them are found as they are now, or none.

    None takes an item out, and so does a withdrawn one. Repeating an update changes nothing.
    """
    store = Store(folder)
    with store.writing():
        current = store.current()
        if current is None:
            current = store.make()
            store.switch(current)
        _note(store, changes)
        _write(current, changes)


def rebuild(
    folder: Path,
    entries: Iterable[Entry],
    find: Find,
    progress: Callable[[int], object] = lambda written: None,
) -> int:
    """Write everything anew beside the index in force, then switch; gives the number of items.

    Readers go on with the old one till the switch. What changes meanwhile is written to both: to
    the old at once, to the new just before the switch, as `find` gives it then.
    """
    store = Store(folder)
    with store.rebuilding():
        with store.writing():
            generation = store.make()
            (generation / _AGAIN).touch()
        written = 0
        writer = _index(generation).writer(_LARGE_HEAP, 2)
        for entry in entries:
            if entry.is_findable:
                writer.add_document(document(entry))
                written += 1
                if written % 1000 == 0:
                    progress(written)
        writer.commit()
        writer.wait_merging_threads()
        with store.writing():
            changed = (generation / _AGAIN).read_text(encoding="ascii").split()
            _write(generation, {key: find(key) for key in dict.fromkeys(changed)})
            store.switch(generation)
            (generation / _AGAIN).unlink()
        progress(written)
        return written


def repair(folder: Path, keys: Iterable[str], find: Find) -> list[str]:
    """Write what differs from what is public, and only that; gives the keys that differed.

    What was public and is no more, in any way, is among them.
    """
    held = digests(folder)
    changes: dict[str, Entry | None] = {}
    for key in keys:
        entry = find(key)
        wanted = digest(entry) if entry is not None and entry.is_findable else None
        if held.pop(key, None) != wanted:
            changes[key] = entry
    changes.update(dict.fromkeys(held))
    if changes or Store(folder).current() is None:
        update(folder, changes)
    return sorted(changes)


def copy(folder: Path, destination: Path) -> None:
    """The index in force into another folder, for another server: a new generation there, whole
    before it is in force.

    Nothing is written here meanwhile; readers there go on with what they have till the switch.
    """
    source, target = Store(folder), Store(destination)
    with source.writing(), target.writing():
        current = source.current()
        if current is None:
            return
        generation = target.make()
        shutil.copytree(
            current, generation, ignore=shutil.ignore_patterns(".tantivy-*"), dirs_exist_ok=True
        )
        target.switch(generation)


def digests(folder: Path) -> dict[str, str]:
    """Every key in the index with the digest of the state that was written."""
    current = Store(folder).current()
    if current is None:
        return {}
    searcher = tantivy.Index.open(str(current)).searcher()
    if not searcher.num_docs:
        return {}
    found = searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False)
    stored = (searcher.doc(address) for _score, address in found.hits)
    return {str(one.get_first("key")): str(one.get_first("digest")) for one in stored}


def _note(store: Store, changes: Mapping[str, Entry | None]) -> None:
    """Tell a rebuild under way what it must look at again."""
    for generation in store.unfinished():
        if (generation / _AGAIN).exists():
            with (generation / _AGAIN).open("a", encoding="ascii") as file:
                file.writelines(f"{key}\n" for key in changes)


def _write(generation: Path, changes: Mapping[str, Entry | None]) -> None:
    if not changes:
        return
    writer = _index(generation).writer(_SMALL_HEAP, 1)
    # A commit that was killed may have left files of the names this one gives, and the engine
    # would refuse to write over them: for ever, as it would try the same again.
    writer.garbage_collect_files()
    for key, entry in changes.items():
        writer.delete_documents_by_term("key", key)
        if entry is not None and entry.is_findable:
            writer.add_document(document(entry))
    writer.commit()
    writer.wait_merging_threads()


def _index(generation: Path) -> tantivy.Index:
    return tantivy.Index.open(str(generation))
