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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

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
            folders: set[Path] = set()
            for output in group:
                if self._stands(output):
                    same.append(output)
                    continue
                folders |= self._write(output, durable)
                changed.append(output)
                if after:
                    after(output.path)
            if durable:
                for folder in folders:
                    _sync_folder(folder)
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

    def _write(self, output: Output, durable: bool) -> set[Path]:
        place = self.place(output.path)
        made = _make_folders(self.root, place.parent)
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                if isinstance(output.content, Kept):
                    with output.content.path.open("rb") as source:
                        shutil.copyfileobj(source, file, 1 << 20)
                    file.flush()
                    if _hash_of(Path(temporary)) != output.sha256:
                        raise Damaged(str(output.content.path))
                else:
                    file.write(output.content)
                    file.flush()
                os.fchmod(file.fileno(), 0o644)
                if durable:
                    os.fsync(file.fileno())
            if place.is_dir() and not place.is_symlink():
                # Somebody put a folder where a file belongs.
                shutil.rmtree(place)
            os.replace(temporary, place)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
        return {place.parent, *made}

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
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
