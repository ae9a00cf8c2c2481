"""Files that stand already, and need not be made again.

Making a PDF takes ten times as long as writing it. A download is therefore told apart by what it
is made from: a hash of its input and of all that makes it (templates, code, fonts, versions).
Where the manifest says that a file was made from the same, and the file still has the hash it had
then, making it again would give the same bytes.

The manifest is a table, and whoever can write into the table could pass off a file of theirs as
ours. So a row says it under a seal: a keyed hash of path, input and content that only this
installation can make. A forged row has none, and its file is made again.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tongming.publishing.site.outputs import Damaged, Kept


def seal(key: bytes, path: str, made_from: str, sha256: str) -> str:
    """That the content with this hash was made here from this input, for this path."""
    said = "\0".join(("tongming.publishing.made", path, made_from, sha256))
    return hmac.digest(key, said.encode(), "sha256").hex()


class Sealed(NamedTuple):
    """What the manifest says of a file that need not be made again."""

    sha256: str
    size: int
    seal: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The files of some parts, as the manifest says."""

    root: Path = Path()
    key: bytes = field(default=b"", repr=False)
    files: Mapping[str, Sealed] = field(default_factory=dict)

    def get(self, path: str, made_from: str) -> Kept | None:
        """The file, where it stands as it was made from the same; None: it is to be made."""
        known = self.files.get(path)
        if known is None:
            return None
        expected = seal(self.key, path, made_from, known.sha256)
        if not hmac.compare_digest(expected, known.seal):
            return None
        place = self.root / path
        kept = Kept(place, known.sha256, known.size)
        try:
            if place.is_symlink():
                return None
            kept.check()
        except Damaged:
            return None
        return kept


NOTHING = Standing()
"""Everything is to be made."""
