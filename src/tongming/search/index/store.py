"""The folder of the index: generations, the one in force, and who may write.

    current            the name of the generation in force; replaced in one step
    g-<number>/        a generation: a tantivy index; `again` lists keys changed while it was built
    write.lock         held while documents are written or generations switched
    rebuild.lock       held while a generation is built beside the one in force

A kill at any moment leaves `current` naming a whole generation: tantivy puts its own list of
segments in place last, and this folder puts `current` in place last. Locks end with their process.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from tongming.search.index.schema import VERSION, schema


class Busy(Exception):
    """Somebody else is rebuilding the index."""


class Store:
    """The folder the index lives in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path | None:
        """The generation in force; None before the first, and where another version wrote it."""
        try:
            name = (self.folder / "current").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        generation = self.folder / name
        if not name.startswith(f"g-{VERSION}-") or not (generation / "meta.json").exists():
            return None
        return generation

    def make(self) -> Path:
        """A new, empty generation, not yet in force."""
        numbers = [int(path.name.rsplit("-", 1)[1]) for path in self._generations()]
        generation = self.folder / f"g-{VERSION}-{max(numbers, default=0) + 1}"
        generation.mkdir(parents=True)
        tantivy.Index(schema(), str(generation))
        return generation

    def switch(self, generation: Path) -> None:
        """Put a generation in force. The one before stays until the next switch: somebody may be
        opening it at this moment."""
        before = self.current()
        put = self.folder / "current.new"
        with put.open("w", encoding="ascii") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        put.replace(self.folder / "current")
        _sync(self.folder)
        for other in self._generations():
            if other not in (generation, before):
                shutil.rmtree(other, ignore_errors=True)

    def unfinished(self) -> list[Path]:
        """Generations newer than the one in force: being built now, or left by a kill."""
        current = self.current()
        return [one for one in self._generations() if current is None or _newer(one, current)]

    def _generations(self) -> list[Path]:
        return [path for path in self.folder.glob("g-*-*") if path.name.rsplit("-", 1)[1].isdigit()]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Alone among all processes; whoever else wants to write waits."""
        with self._locked("write.lock", wait=True):
            yield

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Alone in rebuilding; a second one is told so."""
        with self._locked("rebuild.lock", wait=False):
            yield

    @contextmanager
    def _locked(self, name: str, *, wait: bool) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / name).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise Busy(str(self.folder)) from error
            yield


def _newer(one: Path, other: Path) -> bool:
    return int(one.name.rsplit("-", 1)[1]) > int(other.name.rsplit("-", 1)[1])


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
