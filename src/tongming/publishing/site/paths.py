"""Where a file of the site may stand."""

from __future__ import annotations

import re

# Small and plain, so that a path means the same to every file system, server and address bar. A
# part never begins with a dot: such names are the writer's own, and no server hands them out.
_PART = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,99}")
MAX_PATH = 240


class UnsafePath(ValueError):
    """A path that no file of the site may have."""


def checked(path: str) -> str:
    """The path as it is; `UnsafePath` unless each part is plain and it stays inside the site."""
    if len(path) > MAX_PATH or not all(_PART.fullmatch(part) for part in path.split("/")):
        raise UnsafePath(path)
    return path
