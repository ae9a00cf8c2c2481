"""The files a command is given: paths, folders, and what to say about those that cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tongming.cli.language import _
from tongming.reports.document import AnnualReport
from tongming.reports.reading import Unreadable, read

FOUND, UNREADABLE = 1, 2


def files_in(paths: Iterable[str]) -> Iterator[Path]:
    """The files named, and for a folder every file in it in order, hidden ones left out."""
    for text in paths:
        path = Path(text)
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                parts = inner.relative_to(path).parts
                hidden = any(part.startswith(".") for part in parts)
                if inner.is_file() and not hidden and not _belongs_to_a_page(inner, path):
                    yield inner
        else:
            yield path


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


def reports(paths: Iterable[str]) -> Iterator[tuple[Path, AnnualReport | Unreadable]]:
    """Each file with its report, or with why there is none."""
    for path in files_in(paths):
        try:
            yield path, read(path)
        except Unreadable as error:
            yield path, error


def complain(error: Unreadable) -> None:
    """Say on the error stream why a file gave no report."""
    print(error.message.render(_), file=sys.stderr)
