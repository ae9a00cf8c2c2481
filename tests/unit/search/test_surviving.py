"""A kill at any moment, readers beside writers, and a rebuild beside updates."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.search.corpus import entry, items, simple
from tongming.search.index.entries import Entry
from tongming.search.index.query import Query
from tongming.search.index.reading import Reader
from tongming.search.index.store import Busy, Store
from tongming.search.index.writing import copy, digests, rebuild, repair, update

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from pathlib import Path
from tests.unit.search.corpus import entry, simple
from tongming.search.index.writing import rebuild, update
folder = Path(sys.argv[1])
print("ready", flush=True)
for round in range(1, 10_000):
    made = {f"k{n}": entry(simple(f"k{n}", f"公示第{round}轮")) for n in range(20)}
    if sys.argv[2] == "rebuild":
        rebuild(folder, made.values(), made.get)
    else:
        update(folder, made)
"""


@pytest.mark.parametrize("how", ["update", "rebuild"])
def test_a_kill_leaves_a_whole_index_that_can_be_written_again(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "search"
    update(folder, {f"k{n}": entry(simple(f"k{n}", "公示第0轮")) for n in range(20)})
    chance = random.Random(how)
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), how],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
            stdout=subprocess.PIPE,
        )
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0.0, 0.15))
            child.send_signal(signal.SIGKILL)
        found = Reader(folder).find(Query("公示"))
        assert found.total == 20
        # All of one round, or all of another: never some of each.
        assert len({hit.shown.title for hit in found.hits}) == 1
    update(folder, {"k0": None})
    assert Reader(folder).find(Query("公示")).total == 19


def test_a_kill_between_the_files_of_a_commit_and_its_list_does_not_stop_the_next(
    tmp_path: Path,
) -> None:
    """The engine writes which items of a piece are gone before it says so in meta.json, and refuses
    to write a file that is there already: what a killed commit left must be taken away first."""
    folder = tmp_path / "search"
    update(folder, {f"k{n}": entry(simple(f"k{n}", "公示第0轮")) for n in range(20)})
    current = Store(folder).current()
    assert current is not None
    before = (current / "meta.json").read_bytes()
    update(folder, {"k1": entry(simple("k1", "公示第1轮"))})
    assert list(current.glob("*.del"))
    (current / "meta.json").write_bytes(before)
    assert Reader(folder).find(Query("第1轮")).total == 0
    update(folder, {"k1": entry(simple("k1", "公示第1轮"))})
    assert Reader(folder).find(Query("第1轮")).total == 1
    assert Reader(folder).find(Query("公示")).total == 20


def test_readers_see_whole_commits_while_somebody_writes(tmp_path: Path) -> None:
    folder = tmp_path / "search"

    def made(round: int) -> dict[str, Entry | None]:
        return {f"k{n}": entry(simple(f"k{n}", f"公示第{round}轮")) for n in range(10)}

    update(folder, made(0))
    reader, stop, seen, wrong = Reader(folder), threading.Event(), set[str](), list[object]()

    def read() -> None:
        while not stop.is_set():
            found = reader.find(Query("公示"))
            titles = {hit.shown.title for hit in found.hits}
            seen.update(titles)
            if found.total != 10 or len(titles) != 1:
                wrong.append((found.total, titles))

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for round in range(1, 16):
        update(folder, made(round))
        if round == 8:
            rebuild(folder, [one for one in made(8).values() if one], made(8).get)
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(seen) > 1
    assert {hit.shown.title for hit in reader.find(Query("公示")).hits} == {"公示第15轮"}


def test_what_changes_during_a_rebuild_is_in_the_new_index_too(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    public = {item.key: entry(item) for item in items(30)}
    update(folder, dict(public))
    before = Store(folder).current()

    def slowly() -> Iterator[Entry]:
        for number, key in enumerate(list(public)):
            if number == 15:
                late, gone = entry(simple("late", "迟到的公示")), next(iter(public))
                public.pop(gone)
                public["late"] = late
                update(folder, {"late": late, gone: None})
                # The index in force has it at once.
                assert Reader(folder).find(Query("迟到")).total == 1
                with pytest.raises(Busy):
                    rebuild(folder, [], public.get)
            if key in public:
                yield public[key]

    rebuild(folder, slowly(), public.get)
    assert Store(folder).current() != before
    assert set(digests(folder)) == set(public)
    assert Reader(folder).find(Query("迟到")).total == 1


def test_what_a_killed_rebuild_left_is_swept_away_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    update(folder, {"a": entry(simple("a"))})
    left = Store(folder).make()
    (left / "again").touch()
    assert Reader(folder).find(Query("通知")).total == 1
    rebuild(folder, [entry(simple("b"))], lambda key: None)
    rebuild(folder, [entry(simple("b"))], lambda key: None)
    assert not left.exists()
    assert len(list(folder.glob("g-*"))) == 2


def test_repair_writes_what_differs_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    public = {item.key: entry(item) for item in items(12)}
    assert repair(folder, public, public.get) == sorted(public)
    assert repair(folder, public, public.get) == []
    public["item-3"] = entry(simple("item-3", "改过的标题"))
    public["new"] = entry(simple("new"))
    public.pop("item-7")
    update(folder, {"foreign": entry(simple("foreign"))})
    assert repair(folder, public, public.get) == ["foreign", "item-3", "item-7", "new"]
    assert set(digests(folder)) == set(public)
    assert Reader(folder).find(Query("改过的标题")).total == 1


def _write_some(folder: Path, name: str) -> None:
    for number in range(5):
        key = f"{name}-{number}"
        update(folder, {key: entry(simple(key))})


def test_processes_that_write_at_once_wait_for_one_another(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn").Process
    writers = [spawn(target=_write_some, args=(tmp_path, name)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(digests(tmp_path)) == 10


def test_a_copy_answers_like_the_original_and_follows_when_copied_again(tmp_path: Path) -> None:
    folder, other = tmp_path / "search", tmp_path / "other"
    copy(folder, other)
    assert not (other / "current").exists()
    update(folder, {item.key: entry(item) for item in items(10)})
    reader = Reader(other)
    for _ in range(3):
        copy(folder, other)
        assert digests(other) == digests(folder)
        found, copied = Reader(folder).find(Query("的")), reader.find(Query("的"))
        assert copied.total == found.total > 0
        assert [hit.shown for hit in copied.hits] == [hit.shown for hit in found.hits]
        update(folder, {found.hits[0].shown.key: None})
        assert reader.find(Query("的")).total == found.total
    # A copy can be written by itself: the original is not touched.
    before = digests(folder)
    update(other, {"new": entry(simple("new"))})
    assert digests(folder) == before


def test_an_index_of_another_version_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(tmp_path, {"a": entry(simple("a"))})
    monkeypatch.setattr("tongming.search.index.store.VERSION", 99)
    assert Reader(tmp_path).find(Query("通知")).total == 0
    update(tmp_path, {"b": entry(simple("b"))})
    assert [hit.shown.key for hit in Reader(tmp_path).find(Query("通知")).hits] == ["b"]
