"""Where a roll-up keeps its reports: one SQLite file beside the sums, which every sum opens onto.

While it is being filled it is called `NAME.part`; a run that was stopped goes on with it, and only
a finished one gets its name. One file's reports go in whole or not at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tongming.law.words import N_, Refused, say
from tongming.reports.rollup.kept import Kept

NAME = "rollup.sqlite"
FORMAT = "tongming/rollup/1"
_SHIFT = 32
"""A report's key is its year and its unit's number, so that a year's reports lie together."""
_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER, changed INTEGER) WITHOUT ROWID;
CREATE TABLE units (
    id INTEGER PRIMARY KEY, unit TEXT NOT NULL UNIQUE, body TEXT NOT NULL, node TEXT NOT NULL,
    counts INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX units_of_a_sum ON units (node);
CREATE TABLE reports (
    key INTEGER PRIMARY KEY, file TEXT NOT NULL, body TEXT NOT NULL, form TEXT NOT NULL,
    lanes BLOB NOT NULL, rest TEXT NOT NULL, plain INTEGER NOT NULL, filled INTEGER NOT NULL,
    hard INTEGER NOT NULL, unsure INTEGER NOT NULL, violations TEXT NOT NULL
);
CREATE TABLE conflicts (key INTEGER NOT NULL, file TEXT NOT NULL);
CREATE TABLE troubles (file TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE findings (
    key INTEGER NOT NULL, unit TEXT NOT NULL, year INTEGER NOT NULL, file TEXT NOT NULL,
    violations TEXT NOT NULL
);
CREATE TABLE missing (year INTEGER NOT NULL, unit TEXT NOT NULL, node TEXT NOT NULL);
CREATE TABLE sums (
    node TEXT NOT NULL, year INTEGER NOT NULL, form TEXT NOT NULL, parent TEXT, name TEXT NOT NULL,
    reports INTEGER NOT NULL, file TEXT NOT NULL, lanes BLOB NOT NULL, rest TEXT NOT NULL,
    PRIMARY KEY (node, year, form)
);
CREATE INDEX sums_of_a_sum ON sums (parent, year);
"""
_COLUMNS = "file, body, form, lanes, rest, plain, filled, hard, unsure, violations"


class Row(NamedTuple):
    """A kept report as it is added up."""

    key: int
    file: str
    form: str
    lanes: bytes
    rest: str
    plain: int
    hard: int
    unsure: int
    violations: str

    @property
    def unit(self) -> int:
        return self.key & ((1 << _SHIFT) - 1)


class Unit(NamedTuple):
    """A unit by its number."""

    unit: str
    body: str
    node: str


def key_of(year: int, unit: int) -> int:
    """A report's key."""
    return (year << _SHIFT) | unit


def year_of(key: int) -> int:
    """The year of a report by its key; 0 where it says none."""
    return key >> _SHIFT


class Store:
    """The reports of one roll-up."""

    def __init__(self, path: Path | None, *, options: str, version: str) -> None:
        """`path` is the finished file, None a store that vanishes with the process. What an
        earlier run with the same `options` left unfinished is taken up again."""
        self.path = path
        self._part = path.with_name(f"{path.name}.part") if path is not None else None
        about = {"format": FORMAT, "version": version, "options": options}
        if self._part is not None and self._part.exists() and self._is_of(about) is False:
            self._part.unlink()
        self.db = self._open(self._part)
        if not self.db.execute("SELECT 1 FROM sqlite_master").fetchone():
            self.db.executescript(_TABLES)
            self.db.executemany("INSERT INTO about VALUES (?, ?)", about.items())
            self.db.commit()
        self.units: list[Unit] = [Unit("", "", "")]
        self._numbers: dict[str, int] = {}
        for _number, unit, body, node in self.db.execute(
            "SELECT id, unit, body, node FROM units ORDER BY id"
        ):
            self._numbers[unit] = len(self.units)
            self.units.append(Unit(unit, body, node))

    @staticmethod
    def _open(path: Path | None) -> sqlite3.Connection:
        db = sqlite3.connect(":memory:" if path is None else path, timeout=0.5)
        try:
            db.executescript(
                "PRAGMA page_size = 8192; PRAGMA cache_size = -65536;"
                "PRAGMA synchronous = NORMAL; PRAGMA temp_store = FILE;"
                "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;"
            )
        except sqlite3.OperationalError:
            db.close()
            raise Refused(say(N_("另一个汇总正在写{file}，请等它结束"), file=path)) from None
        return db

    def _is_of(self, about: dict[str, str]) -> bool:
        """Whether what was left unfinished is this very roll-up."""
        assert self._part is not None
        db = None
        try:
            db = self._open(self._part)
            return dict(db.execute("SELECT key, value FROM about")) == about
        except sqlite3.DatabaseError:
            return False
        finally:
            if db is not None:
                db.close()

    # --- Filling ----------------------------------------------------------------------------------

    def has(self, path: str, size: int, changed: int) -> bool:
        """Whether a file is in already, and is still the one it was."""
        row = self.db.execute("SELECT size, changed FROM files WHERE path = ?", (path,)).fetchone()
        return row is not None and tuple(row) == (size, changed)

    def has_changed(self, files: Sequence[tuple[str, int, int]]) -> bool:
        """Whether a file that is in is no longer among those given, or is another now."""
        given = {path: (size, changed) for path, size, changed in files}
        return any(
            given.get(path) != (size, changed)
            for path, size, changed in self.db.execute("SELECT path, size, changed FROM files")
        )

    def start_again(self) -> None:
        """Forget every report."""
        for table in ("files", "units", "reports", "conflicts", "troubles"):
            self.db.execute(f"DELETE FROM {table}")
        self.db.commit()
        del self.units[1:]
        self._numbers.clear()

    def number_of(self, unit: str, body: str, node: str) -> int:
        """A unit's number, given at its first report."""
        number = self._numbers.get(unit)
        if number is None:
            number = self._numbers[unit] = len(self.units)
            self.units.append(Unit(unit, body, node))
            self.db.execute("INSERT INTO units VALUES (?, ?, ?, ?, 1)", (number, unit, body, node))
        return number

    def find(self, key: int) -> Kept | None:
        """The report kept under a key."""
        row = self.db.execute(f"SELECT {_COLUMNS} FROM reports WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        file, body, form, lanes, rest, plain, *numbers = row
        return Kept(file, body, year_of(key), form, lanes, rest, bool(plain), *numbers)

    def put(self, key: int, kept: Kept) -> bool:
        """Keep a report; False where there is one under the key already."""
        values = (key, kept.file, kept.body, kept.form, kept.lanes, kept.rest, kept.plain,
                  kept.filled, kept.hard, kept.unsure, kept.violations)  # fmt: skip
        cursor = self.db.execute(
            "INSERT OR IGNORE INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values
        )
        return cursor.rowcount == 1

    def replace(self, key: int, kept: Kept) -> None:
        """Keep another report under a key."""
        self.db.execute("DELETE FROM reports WHERE key = ?", (key,))
        self.put(key, kept)

    def conflict(self, key: int, files: Sequence[str]) -> None:
        """Two files hold different reports of a unit for a year."""
        self.db.executemany("INSERT INTO conflicts VALUES (?, ?)", [(key, f) for f in files])

    def trouble(self, file: str, kind: str, text: str) -> None:
        """Something that does not count, and why."""
        self.db.execute("INSERT INTO troubles VALUES (?, ?, ?)", (file, kind, text))

    def file_is_in(self, path: str, size: int, changed: int) -> None:
        """All of a file's reports are in."""
        self.db.execute("INSERT INTO files VALUES (?, ?, ?)", (path, size, changed))

    # --- Adding up --------------------------------------------------------------------------------

    def count(self) -> int:
        """How many reports there are."""
        return int(self.db.execute("SELECT COUNT(*) FROM reports").fetchone()[0])

    def years(self) -> list[int]:
        """The years there are reports of, the earliest first."""
        rows = self.db.execute(f"SELECT DISTINCT key >> {_SHIFT} FROM reports ORDER BY 1")
        return [int(year) for (year,) in rows]

    def of_year(self, year: int) -> Iterator[Row]:
        """A year's reports that count, by unit."""
        disputed = self.disputed()
        rows = self.db.execute(
            "SELECT key, file, form, lanes, rest, plain, hard, unsure, violations FROM reports"
            " WHERE key BETWEEN ? AND ? ORDER BY key",
            (key_of(year, 0), key_of(year + 1, 0) - 1),
        )
        return (Row(*row) for row in rows if row[0] not in disputed)

    def disputed(self) -> dict[int, list[str]]:
        """The reports of which there are two that differ, with their files: neither counts."""
        found: dict[int, list[str]] = {}
        for key, file in self.db.execute("SELECT key, file FROM conflicts ORDER BY rowid"):
            if file not in found.setdefault(key, []):
                found[key].append(file)
        return found

    def troubles(self) -> list[tuple[str, str, str]]:
        """What does not count, by file."""
        return list(self.db.execute("SELECT file, kind, text FROM troubles ORDER BY rowid"))

    def clear_sums(self) -> None:
        """Forget what an unfinished run added up."""
        for table in ("sums", "findings", "missing"):
            self.db.execute(f"DELETE FROM {table}")

    def finish(self) -> None:
        """Give the file its name: from now on the sums open onto it."""
        self.db.commit()
        if self.path is None or self._part is None:
            return
        self.db.execute("PRAGMA locking_mode = NORMAL")
        self.db.close()
        self._part.replace(self.path)

    def close(self) -> None:
        """Leave it as it is: an unfinished one is taken up by the next run."""
        with suppress(sqlite3.Error):
            self.db.close()


def shown_conflict(key: int, units: Sequence[Unit], files: Sequence[str]) -> dict[str, object]:
    """Two reports that differ, as JSON tells of them."""
    one = units[key & ((1 << _SHIFT) - 1)]
    return {"unit": one.body, "year": year_of(key) or None, "files": list(files)}


def in_json(value: object) -> str:
    """Text for a column that holds JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
