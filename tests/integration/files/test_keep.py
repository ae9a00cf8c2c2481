"""A document is kept once, whole, under its hash."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tongming.files.actions import clean_name, keep, write_once
from tongming.files.models import StoredFile
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.rights import Right

CONTENT = "红石砬子镇2019年政府信息公开工作年度报告".encode()


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_kept_is_read_back(cast: Cast) -> None:
    file = keep(CONTENT, "年报.txt", unit=cast.town, by=cast.clerk)
    assert file.read() == CONTENT
    assert (file.sha256, file.size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    event = Event.objects.about(file).get()
    assert (event.kind, event.by, event.data["sha256"]) == ("files.kept", cast.clerk, file.sha256)


def test_the_same_content_stands_on_the_disk_once(cast: Cast, settings: Settings) -> None:
    first = keep(CONTENT, "年报.txt", unit=cast.town, by=cast.clerk)
    assert keep(CONTENT, "年报.txt", unit=cast.town, by=cast.leader) == first
    assert keep(CONTENT, "年报.txt", unit=cast.other_town, by=cast.stranger) != first
    assert keep(CONTENT, "同一份.txt", unit=cast.town, by=cast.clerk) != first
    assert StoredFile.objects.count() == 3
    assert len(on_disk(settings.FILES)) == 1


def test_a_kept_file_is_nobodys_program(cast: Cast) -> None:
    file = keep(b"#!/bin/sh\n", "x.sh", unit=cast.town, by=cast.clerk, any_kind=True)
    mode = stat.S_IMODE(file.path.stat().st_mode)
    assert mode == 0o600


def test_a_file_too_large_is_refused_and_leaves_nothing(cast: Cast, settings: Settings) -> None:
    settings.MAX_FILE_BYTES = 1_048_576
    with pytest.raises(Refused, match=r"“年报\.pdf”有 2 MB，超过每个文件 1 MB 的上限"):
        keep(b"x" * 1_048_577, "年报.pdf", unit=cast.town, by=cast.clerk)
    assert not settings.FILES.exists()
    assert keep(b"x" * 1_048_576, "年报.txt", unit=cast.town, by=cast.clerk).size == 1_048_576


def test_a_file_that_was_changed_or_lost_is_not_handed_out(cast: Cast) -> None:
    file = keep(CONTENT, "年报.txt", unit=cast.town, by=cast.clerk)
    file.path.write_bytes(CONTENT + b" ")
    with pytest.raises(Refused, match="内容与存入时不同"):
        file.read()
    file.path.unlink()
    with pytest.raises(Refused, match="已不在存放处"):
        file.read()
    # Kept again, the content is there again.
    assert keep(CONTENT, "年报.txt", unit=cast.town, by=cast.clerk).read() == CONTENT


def test_a_content_that_was_damaged_is_mended_by_keeping_it_again(cast: Cast) -> None:
    file = keep(CONTENT, "年报.txt", unit=cast.town, by=cast.clerk)
    file.path.write_bytes(b"damaged")
    assert keep(CONTENT, "年报.txt", unit=cast.town, by=cast.clerk).read() == CONTENT


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "ab" / "cd" / "abcd"
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_once(target, CONTENT)
    assert on_disk(tmp_path) == []
    monkeypatch.undo()
    write_once(target, CONTENT)
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("年报.txt", "年报.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\公文\\年报.doc", "年报.doc"),
        ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie: x.txt"),
        ("\u202e\u200bfdp.exe", "fdp.exe"),
        ("", "文件"),
        ("...", "文件"),
        ("长" * 300 + ".docx", "长" * 195 + ".docx"),
        ("长" * 300, "长" * 200),
    ],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_file_is_kept_under_the_right_that_opens_it(cast: Cast) -> None:
    file = keep(CONTENT, "申请.txt", unit=cast.town, by=cast.clerk, right=Right.APPLICATION_HANDLE)
    assert Right(file.right) is Right.APPLICATION_HANDLE
