"""The files a command is given: paths, folders, and what to say about those that cannot be read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tongming.cli.language import _
from tongming.law.words import N_, say
from tongming.reports.document import AnnualReport
from tongming.reports.reading import Unreadable, read_each

FOUND, UNREADABLE = 1, 2


def files_in(paths: Iterable[str]) -> Iterator[Path]:
    """The files named, and for a folder every file in it in order, hidden ones left out."""
    for text in paths:
        path = Path(text)
        if os.path.isdir(path):
            for inner in sorted(path.rglob("*")):
                parts = inner.relative_to(path).parts
                hidden = any(part.startswith(".") for part in parts)
                if _is_file(inner) and not hidden and not _belongs_to_a_page(inner, path):
                    yield inner
        else:
            yield path


def _is_file(path: Path) -> bool:
    """Whether it is a file, or may be one: what cannot be told is said when it is opened."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _belongs_to_a_page(file: Path, top: Path) -> bool:
    """Whether a file lies in the folder that a browser keeps beside a saved page."""
    for folder in file.parents:
        if folder == top:
            return False
        stem = folder.name.removesuffix("_files").removesuffix(".files")
        if stem != folder.name and any(
            (folder.parent / f"{stem}{end}").exists() for end in (".html", ".htm")
        ):
            return True
    return False


def reports(paths: Iterable[str]) -> Iterator[tuple[str, AnnualReport | Unreadable]]:
    """Each report by the name of its file, or why there is none."""
    for given in paths:
        found = False
        for path in files_in([given]):
            found = True
            yield from read_each(path)
        if not found:
            yield given, Unreadable(given, say(N_("文件夹中没有可以读取的文件")))


def complain(error: Unreadable) -> None:
    """Say on the error stream why a file gave no report."""
    print(error.message.render(_), file=sys.stderr)
