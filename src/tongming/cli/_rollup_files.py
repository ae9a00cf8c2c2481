"""The files of a roll-up: a JSON and a workbook a sum, what was found, and the store beside them.

Each is written under another name and moved into place, so that a file is whole or not there.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tongming.cli.language import _
from tongming.reports.document import to_json
from tongming.reports.rollup.country import Made
from tongming.reports.rollup.store import Store

FINDINGS, MISSING = "findings.jsonl", "missing.jsonl"
_MOST_SHOWN = 20
"""Written files named on the error stream; of more it is said how many."""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]|^\.+$')


def rollup_file(path: tuple[str, ...], year: int, form: str, kind: str) -> str:
    """The name of a sum's file in the folder of the roll-up: a folder for each level."""
    folders = [_UNFIT.sub("_", name)[:80] or "_" for name in path]
    return "/".join((*folders, f"rollup-{year or 'year'}-{form}.{kind}"))


class Folder:
    """Where a roll-up is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._written = 0

    def prepare(self) -> None:
        """Make it, where it is not there; `OSError` where it cannot be."""
        self.path.mkdir(parents=True, exist_ok=True)

    def write(self, one: Made, *, small: bool) -> None:
        """A sum's files; a small roll-up's are made for people to look into."""
        year, form = one.report.year or 0, one.report.form.id
        content = json.dumps(
            to_json(one.report, _), ensure_ascii=False, indent=1 if small else None
        )
        self._write(rollup_file(one.path, year, form, "json"), content.encode())
        if small or not one.path:
            from tongming.reports.rendering import FileKind, render

            self._write(
                rollup_file(one.path, year, form, "xlsx"), render(one.report, FileKind.XLSX)
            )

    def _write(self, name: str, content: bytes) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with _whole(path) as stream:
            stream.write(content)
        self._written += 1
        if self._written <= _MOST_SHOWN:
            print(path, file=sys.stderr)

    def finish(self, store: Store) -> None:
        """What was found and who is missing, a line each; then the store gets its name."""
        for name, table, columns in (
            (FINDINGS, "findings", ("unit", "year", "file", "violations")),
            (MISSING, "missing", ("year", "unit", "node")),
        ):
            path = self.path / name
            rows = store.db.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid")
            lines = (dict(zip(columns, row, strict=True)) for row in rows)
            count = 0
            with _whole(path) as stream:
                for line in lines:
                    if "violations" in line:
                        line["violations"] = json.loads(line["violations"])
                    if "node" in line:
                        line["sum"] = line.pop("node")
                    stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
                    count += 1
            if not count:
                path.unlink()
        store.finish()


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when everything is in it."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
