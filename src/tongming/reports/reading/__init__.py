"""Reading published annual reports: any common file, however messy, to the figures it prints.

    from tongming.reports.reading import read
    report = read(Path("年报.html"))

What is certain is read; what is not is left empty and said in `report.warnings`. A file that is no
report, or cannot be read, raises `Unreadable` with the reason and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tongming.reports.document import AnnualReport
from tongming.reports.reading.errors import Unreadable

__all__ = ["Unreadable", "read", "read_each"]


def read(source: str | Path | bytes, name: str = "") -> AnnualReport:
    """The report in a file, or in the bytes of one, checked.

    `name` is what messages call it; the kind of file is told from its content. Raises `Unreadable`.
    """
    from tongming.reports.reading.files import read_bytes, read_path

    if isinstance(source, bytes):
        return read_bytes(source, name or "(bytes)")
    return read_path(Path(source), name)


def read_each(path: Path) -> Iterator[tuple[str, AnnualReport | Unreadable]]:
    """Every report of a file, by name, checked, or why there is none: lists of reports included."""
    from tongming.reports.reading.files import read_each

    return read_each(path)
