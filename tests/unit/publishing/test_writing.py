"""Files are written whole and in order; nothing half done is ever seen."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tongming.publishing.site import (
    Busy,
    Fault,
    Finding,
    Fingerprint,
    Kept,
    Known,
    Output,
    Rank,
    UnsafePath,
    Writer,
    checked,
    survey,
)
from tongming.publishing.site.outputs import Damaged


def output(path: str, content: bytes = b"x", rank: Rank = Rank.ITEM, order: int = 0) -> Output:
    return Output(path, content, rank, order)


def known(path: str, content: bytes) -> Known:
    return Known(path, hashlib.sha256(content).hexdigest(), len(content))


@pytest.mark.parametrize(
    "path",
    ["", "/a", "a/", "a//b", "../a", "a/../b", "a/.b", ".lock", "a\\b", "a b", "甲", "A", "a\0"],
)
def test_a_file_of_the_site_has_a_plain_path(path: str) -> None:
    with pytest.raises(UnsafePath):
        checked(path)
    assert checked("hongshilazi/items/2026/a-1/index.html")


def test_what_is_linked_to_is_written_before_what_links_to_it_and_removals_come_last(
    tmp_path: Path,
) -> None:
    writer = Writer(tmp_path)
    writer.apply([output("old.txt")])
    seen: list[str] = []
    written = writer.apply(
        [
            output("index.html", rank=Rank.HOME),
            output("2.html", rank=Rank.PAGE, order=1),
            output("1.html", rank=Rank.PAGE, order=2),
            output("item.html", rank=Rank.ITEM),
            output("item.docx", rank=Rank.FILE),
        ],
        ["old.txt"],
        after=seen.append,
    )
    assert seen == ["item.docx", "item.html", "2.html", "1.html", "index.html", "old.txt"]
    assert written.removed == ("old.txt",)


def test_what_stands_there_already_is_not_written_again(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.apply([output("a/b.html", b"one")])
    before = (tmp_path / "a/b.html").stat().st_mtime_ns
    written = writer.apply([output("a/b.html", b"one"), output("a/c.html", b"two")])
    assert [one.path for one in written.same] == ["a/b.html"]
    assert [one.path for one in written.changed] == ["a/c.html"]
    assert (tmp_path / "a/b.html").stat().st_mtime_ns == before


def test_an_attachment_is_copied_and_compared_with_its_hash(tmp_path: Path) -> None:
    source = tmp_path / "kept"
    source.write_bytes(b"content")
    good = Kept(source, hashlib.sha256(b"content").hexdigest(), 7)
    writer = Writer(tmp_path / "site")
    writer.apply([Output("files/a.pdf", good, Rank.FILE)])
    assert (tmp_path / "site/files/a.pdf").read_bytes() == b"content"
    source.write_bytes(b"changed")
    with pytest.raises(Damaged):
        writer.apply([Output("files/b.pdf", good, Rank.FILE)])
    assert os.listdir(tmp_path / "site/files") == ["a.pdf"]


def test_a_failed_write_leaves_the_file_before_it_whole_and_nothing_unfinished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer(tmp_path)
    writer.apply([output("a.html", b"before")])

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        writer.apply([output("a.html", b"after")])
    assert (tmp_path / "a.html").read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["a.html"]


def test_what_a_killed_writer_left_is_swept_away(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.apply([output("a/b.html")])
    (tmp_path / "a" / ".new-killed").write_bytes(b"half")
    writer.sweep(["a/b.html"])
    assert os.listdir(tmp_path / "a") == ["b.html"]


def test_a_folder_left_empty_goes_with_its_last_file(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.apply([output("a/b/c.html"), output("a/d.html")])
    writer.apply([], ["a/b/c.html"])
    assert os.listdir(tmp_path / "a") == ["d.html"]


def test_a_link_in_place_of_a_folder_is_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "site"
    root.mkdir()
    (root / "a").symlink_to(elsewhere)
    Writer(root).apply([output("a/b.html")])
    assert os.listdir(elsewhere) == []
    assert (root / "a/b.html").is_file()


def test_only_one_writes_at_a_time(tmp_path: Path) -> None:
    with Writer(tmp_path).hold(), pytest.raises(Busy), Writer(tmp_path).hold(wait=False):
        pass
    with Writer(tmp_path).hold(wait=False):
        pass


# --- Verifying ------------------------------------------------------------------------------------


def test_every_changed_missing_and_foreign_file_is_named(tmp_path: Path) -> None:
    site = tmp_path / "site"
    files = {"a.html": b"a", "b/c.html": b"c", "b/d.html": b"d", "e.html": b"e"}
    Writer(site).apply([output(path, content) for path, content in files.items()])
    manifest = [known(path, content) for path, content in files.items()]
    assert list(survey(site, manifest)) == []

    (site / "a.html").write_bytes(b"A")
    (site / "b/c.html").unlink()
    (site / "e.html").unlink()
    (tmp_path / "outside").write_bytes(b"e")
    (site / "e.html").symlink_to(tmp_path / "outside")
    (site / "b/.new-x").write_bytes(b"")
    (site / "shell.php").write_bytes(b"")
    assert sorted(survey(site, manifest)) == [
        Finding("a.html", Fault.CHANGED),
        Finding("b/.new-x", Fault.FOREIGN),
        Finding("b/c.html", Fault.MISSING),
        Finding("e.html", Fault.CHANGED),
        Finding("shell.php", Fault.FOREIGN),
    ]


def test_the_fingerprint_of_a_site_is_that_of_its_files_however_it_came_about() -> None:
    grown = Fingerprint().with_file("a", "1").with_file("b", "2")
    rewritten = Fingerprint().with_file("b", "0").with_file("a", "1").without_file("b", "0")
    assert grown == rewritten.with_file("b", "2")
    assert str(grown) != str(Fingerprint().with_file("a", "2").with_file("b", "1"))
    assert Fingerprint.parse(grown.text) == grown
    assert grown.without_file("a", "1").without_file("b", "2") == Fingerprint()


def test_a_rank_that_fails_half_way_leaves_only_whole_files_and_nothing_unfinished(
    tmp_path: Path,
) -> None:
    writer = Writer(tmp_path / "site")
    writer.apply([output("a.txt", b"old"), output("b.txt", b"old")])
    kept = tmp_path / "kept"
    kept.write_bytes(b"damaged")
    bad = Output("c.txt", Kept(kept, hashlib.sha256(b"whole").hexdigest(), 5), Rank.ITEM)
    with pytest.raises(Damaged):
        writer.apply([output("a.txt", b"new"), output("b.txt", b"new"), bad])
    assert {file.name: file.read_bytes() for file in writer.root.iterdir()} == {
        "a.txt": b"old",
        "b.txt": b"old",
    }
    kept.write_bytes(b"whole")
    told: list[str] = []

    def fail_at_the_second(path: str) -> None:
        told.append(path)
        if len(told) == 2:
            raise OSError

    with pytest.raises(OSError):
        writer.apply([output("a.txt", b"new"), output("b.txt", b"new"), bad],
                     after=fail_at_the_second)  # fmt: skip
    left = {file.name: file.read_bytes() for file in writer.root.iterdir()}
    assert left == {"a.txt": b"new", "b.txt": b"old", "c.txt": b"whole"}
