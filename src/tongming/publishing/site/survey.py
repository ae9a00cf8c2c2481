"""Is the site on the disk what it should be?"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tongming.publishing.site.writer import LOCK


class Fault(StrEnum):
    """What may be wrong with a file."""

    CHANGED = "changed"
    MISSING = "missing"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A file that is not as it should be."""

    path: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Known:
    """What the manifest says of a file."""

    path: str
    sha256: str
    size: int


def survey(root: Path, manifest: Iterable[Known]) -> Iterator[Finding]:
    """Every changed, missing or foreign file. A link is never followed: it is not what was written.

    First the files of the manifest in its order, then the foreign ones by path.
    """
    expected: set[str] = set()
    for known in manifest:
        expected.add(known.path)
        fault = _fault(root / known.path, known)
        if fault:
            yield Finding(known.path, fault)
    for path in _files(root):
        if path not in expected and path != LOCK:
            yield Finding(path, Fault.FOREIGN)


def _fault(place: Path, known: Known) -> Fault | None:
    try:
        state = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return Fault.MISSING
    if not stat.S_ISREG(state.st_mode) or state.st_size != known.size:
        return Fault.CHANGED
    with place.open("rb") as file:
        same = hashlib.file_digest(file, "sha256").hexdigest() == known.sha256
    return None if same else Fault.CHANGED


def _files(root: Path) -> Iterator[str]:
    """Everything under a folder that is not a plain folder, by path."""
    stack = [""]
    while stack:
        inside = stack.pop()
        try:
            entries = sorted(os.scandir(root / inside), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        for entry in entries:
            path = f"{inside}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                stack.append(f"{path}/")
            else:
                yield path
