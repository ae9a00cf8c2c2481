"""The files a command is given: paths, folders, and what to say about those that cannot be read."""

from __future__ import annotations

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
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                parts = inner.relative_to(path).parts
                if inner.is_file() and not any(part.startswith(".") for part in parts):
                    yield inner
        else:
            yield path


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
