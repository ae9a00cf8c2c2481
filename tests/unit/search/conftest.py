"""An index in a folder of its own, and the questions put to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.search.corpus import entry
from tongming.publishing.item import PublicItem
from tongming.search.index.query import Query
from tongming.search.index.reading import Reader
from tongming.search.index.writing import update

Keys = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search"


@pytest.fixture
def put(folder: Path) -> Callable[..., None]:
    """`put(item, …)` writes items as they are."""

    def write(*items: PublicItem) -> None:
        update(folder, {item.key: entry(item) for item in items})

    return write


@pytest.fixture
def keys(folder: Path) -> Keys:
    """`keys("words", unit=…)`: the keys of the first page found."""

    def found(text: str = "", **asked: object) -> list[str]:
        results = Reader(folder).find(Query(text, **asked))  # type: ignore[arg-type]
        return [hit.shown.key for hit in results.hits]

    return found
