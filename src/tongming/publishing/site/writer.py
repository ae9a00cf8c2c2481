"""Write and remove the files of a site so that no reader ever sees half of anything.

Every file is written beside its place under a name of the writer's own, brought to the disk, and
renamed into place. Files go in the order of their ranks, each rank on the disk before the next
begins; removals go last. Whoever is killed on the way leaves only whole files, each link leading
somewhere, and perhaps a file under one of the writer's names, which `sweep` takes away.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from tongming.publishing.site.outputs import Damaged, Kept, Output
from tongming.publishing.site.paths import checked

UNFINISHED = ".new-"
LOCK = ".lock"


class Busy(Exception):
    """Somebody else is writing."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch came to."""

    changed: tuple[Output, ...]
    same: tuple[Output, ...]
    """Stood there already, byte for byte."""
    removed: tuple[str, ...]


Step = Callable[[str], None]


class Writer:
    """The one who writes under a folder; `hold` makes sure it is only one at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextlib.contextmanager
    def hold(self, *, wait: bool = True) -> Iterator[None]:
        """Be the only writer, among all processes. The system lets go of a killed one's hold."""
        self.root.mkdir(mode=0o755, parents=True, exist_ok=True)
        with (self.root / LOCK).open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise Busy from error
            yield

    def apply(
        self,
        outputs: Iterable[Output],
        removals: Iterable[str] = (),
        *,
        durable: bool = True,
        after: Step | None = None,
    ) -> Written:
        """Write a batch in order, then remove. `after` is told each path once it is done.

        With `durable=False` nothing waits for the disk: whoever writes very much calls `os.sync`
        once instead, and writes everything again should it not get there.
        """
        changed: list[Output] = []
        same: list[Output] = []
        self.root.mkdir(mode=0o755, parents=True, exist_ok=True)
        # Within a rank a new file comes before one that is replaced: only the latter may be
        # reached already, and it may link to the former.
        ordered = sorted(
            outputs,
            key=lambda one: (one.rank, self.place(one.path).exists(), one.order, one.path),
        )
        for _rank, group in groupby(ordered, key=lambda one: one.rank):
            wanted: list[Output] = []
            for output in group:
                (same if self._stands(output) else wanted).append(output)
            self._write(wanted, durable, after)
            changed += wanted
        removed = [path for path in sorted(removals) if self._remove(path, durable, after)]
        return Written(tuple(changed), tuple(same), tuple(removed))

    def sweep(self, paths: Iterable[str]) -> None:
        """Take away what a killed writer left unfinished beside these files."""
        for folder in {(self.root / checked(path)).parent for path in paths}:
            for left in folder.glob(f"{UNFINISHED}*"):
                left.unlink(missing_ok=True)

    def place(self, path: str) -> Path:
        """Where a file stands."""
        return self.root / checked(path)

    def _stands(self, output: Output) -> bool:
        place = self.place(output.path)
        try:
            if place.is_symlink() or place.stat().st_size != output.size:
                return False
            if isinstance(output.content, bytes):
                return place.read_bytes() == output.content
            return _hash_of(place) == output.sha256
        except (FileNotFoundError, NotADirectoryError):
            return False

    def _write(self, outputs: Sequence[Output], durable: bool, after: Step | None) -> None:
        """The files of a rank: all beside their places, then all on the disk, then all in place.

        Brought to the disk together they cost it one journey or two, and not one each.
        """
        folders: set[Path] = set()
        with contextlib.ExitStack() as left_over:
            beside: list[Path] = []
            for output in outputs:
                folders |= _make_folders(self.root, self.place(output.path).parent)
                handle, name = tempfile.mkstemp(
                    dir=self.place(output.path).parent, prefix=UNFINISHED
                )
                left_over.callback(Path(name).unlink, missing_ok=True)
                with os.fdopen(handle, "wb") as file:
                    _fill(file, Path(name), output)
                beside.append(Path(name))
            if durable:
                for temporary in beside:
                    _sync(temporary, os.O_RDONLY)
            for output, temporary in zip(outputs, beside, strict=True):
                place = self.place(output.path)
                if place.is_dir() and not place.is_symlink():
                    # Somebody put a folder where a file belongs.
                    shutil.rmtree(place)
                os.replace(temporary, place)
                folders.add(place.parent)
                if after:
                    after(output.path)
            left_over.pop_all()
        if durable:
            for folder in folders:
                _sync_folder(folder)

    def _remove(self, path: str, durable: bool, after: Step | None) -> bool:
        place = self.place(path)
        try:
            place.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        if durable:
            _sync_folder(place.parent)
        folder = place.parent
        while folder != self.root:
            try:
                folder.rmdir()
            except OSError:
                break
            folder = folder.parent
        if after:
            after(path)
        return True


def _fill(file: BinaryIO, place: Path, output: Output) -> None:
    if isinstance(output.content, Kept):
        with output.content.path.open("rb") as source:
            shutil.copyfileobj(source, file, 1 << 20)
        file.flush()
        if _hash_of(place) != output.sha256:
            raise Damaged(str(output.content.path))
    else:
        file.write(output.content)
        file.flush()
    os.fchmod(file.fileno(), 0o644)


def _make_folders(root: Path, folder: Path) -> set[Path]:
    """Make what is missing on the way to a folder; those in which something was made."""
    made: set[Path] = set()
    here = root
    for part in folder.relative_to(root).parts:
        there = here / part
        if there.is_symlink() or (there.exists() and not there.is_dir()):
            there.unlink()
        if not there.is_dir():
            there.mkdir(mode=0o755)
            there.chmod(0o755)
            made.add(here)
        here = there
    return made


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def _sync(place: Path, flags: int) -> None:
    descriptor = os.open(place, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
