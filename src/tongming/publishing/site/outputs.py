"""A finished file before it is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from tongming.publishing.site.paths import checked


class Rank(IntEnum):
    """When a file is written within a batch: what is linked to comes before what links to it.

    Removals come after everything: by then nothing links to what goes.
    """

    ASSET = 0
    """Styles, scripts, pictures."""
    FILE = 1
    """Attachments and downloads."""
    ITEM = 2
    """The page of an item."""
    PAGE = 3
    """A numbered page of a list; later pages first, since a full page links to the one after."""
    INDEX = 4
    """The first page of a list or a column."""
    BROWSE = 5
    """What leads to lists."""
    HOME = 6
    """What leads to everything, feeds and maps for machines included."""


class Damaged(Exception):
    """A kept content is not, or no longer, what its hash says."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A content that stands on the disk already and is copied: an attachment."""

    path: Path
    sha256: str
    size: int

    def check(self) -> None:
        """`Damaged` unless the content is what its hash says."""
        try:
            with self.path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise Damaged(f"{self.path}: {error.strerror}") from error
        if found != self.sha256:
            raise Damaged(str(self.path))


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: where, what, and when within a batch."""

    path: str
    content: bytes | Kept
    rank: Rank
    order: int = 0
    """Within a rank, smaller first."""
    made_from: str = ""
    """A hash of all that decides the content, where that is known without making it."""

    def __post_init__(self) -> None:
        checked(self.path)

    @property
    def sha256(self) -> str:
        """The hash of the content."""
        if isinstance(self.content, Kept):
            return self.content.sha256
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """Bytes."""
        return self.content.size if isinstance(self.content, Kept) else len(self.content)
