"""Archives of reports: taken apart within bounds, under names that lead nowhere."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from tests.unit.reports.random_reports import random_report
from tongming.law.forms import FORM_2021
from tongming.law.words import Message
from tongming.reports.history import unpacking
from tongming.reports.history.unpacking import LEFT_OUT, handle, unpack
from tongming.reports.rendering import FileKind, render


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def taken(content: bytes) -> dict[str, bytes | Message]:
    found = unpack(content)
    assert found is not None
    return dict(found)


def left(content: bytes) -> dict[str, str]:
    return {name: why.text for name, why in taken(content).items() if isinstance(why, Message)}


def test_every_file_comes_out_with_its_folders_in_its_name() -> None:
    files = {"2019年/甲镇.txt": b"one", "2020年/甲镇.txt": b"two"}
    assert taken(packed(files)) == files


def test_a_word_document_and_a_workbook_are_no_archives() -> None:
    report = random_report(FORM_2021.id, 1)
    for kind in (FileKind.DOCX, FileKind.XLSX):
        assert unpack(render(report, kind)) is None
    inside = {"年报.docx": render(report, FileKind.DOCX)}
    assert taken(packed(inside)) == inside
    # A document that was not packed tighter again is still one member.
    assert taken(packed(inside, zipfile.ZIP_STORED)) == inside


def test_a_file_that_is_no_zip_is_no_archive() -> None:
    assert unpack(b"<html>") is None
    assert left(b"PK\x03\x04 nothing") == {"": LEFT_OUT["damaged"]}


def _gbk(name: str, content: bytes) -> bytes:
    """An archive as Chinese systems wrote it: names in GBK, without the mark of UTF-8."""
    raw = name.encode("gb18030")
    crc = zlib.crc32(content)
    about = struct.pack(
        "<HHHHHIIIHH", 20, 0, 0, 0, 33, crc, len(content), len(content), len(raw), 0
    )
    local = b"PK\x03\x04" + about + raw + content
    directory = b"PK\x01\x02\x14\x00" + about + struct.pack("<HHHII", 0, 0, 0, 0, 0) + raw
    return (
        local
        + directory
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), len(local), 0)
    )


def test_names_written_in_gbk_come_out_as_they_were_meant() -> None:
    assert taken(_gbk("青石镇/2015年年报.txt", b"x")) == {"青石镇/2015年年报.txt": b"x"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/绝对/年报.txt", "绝对/年报.txt"),
        ("C:\\年报\\2019.txt", "年报/2019.txt"),
        ("年\u202e报.txt", "年报.txt"),
    ],
)
def test_a_name_leads_out_of_no_folder(name: str, shown: str) -> None:
    assert list(taken(packed({name: b"x"}))) == [shown]


def test_what_systems_and_browsers_leave_beside_is_not_taken() -> None:
    files = dict.fromkeys(
        ("__MACOSX/._年报.txt", ".DS_Store", "Thumbs.db", "年报_files/a.js", "年报.txt"), b"x"
    )
    assert list(taken(packed(files))) == ["年报.txt"]


def test_a_bomb_is_left_and_what_lies_beside_it_is_taken() -> None:
    content = packed({"炸弹.txt": b"\0" * 20_000_000, "年报.txt": b"x"})
    assert taken(content)["年报.txt"] == b"x"
    assert left(content) == {"炸弹.txt": LEFT_OUT["bomb"]}


def test_a_size_that_lies_is_found_out_while_unpacking() -> None:
    honest = packed({"年报.txt": b"\0" * 20_000_000})
    at = honest.index(b"PK\x01\x02") + 24
    lying = honest[:at] + struct.pack("<I", 10) + honest[at + 4 :]
    (found,) = taken(lying).values()
    assert isinstance(found, Message) or len(found) <= 10


def test_an_archive_in_an_archive_is_opened_and_one_deeper_is_not() -> None:
    inner = packed({"内.txt": b"x"})
    assert taken(packed({"中.zip": inner})) == {"中.zip/内.txt": b"x"}
    assert left(packed({"外.zip": packed({"中.zip": inner})})) == {
        "外.zip/中.zip": LEFT_OUT["too_deep"]
    }


def test_too_many_files_stop_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MEMBERS", 3)
    answer, _bodies = handle({}, packed({f"{n}.txt": b"x" for n in range(9)}))
    assert [fault for _name, _length, fault in answer["members"]] == ["", "", "", "too_many"]


def test_a_locked_member_says_so() -> None:
    content = bytearray(packed({"年报.txt": b"x"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert left(bytes(content)) == {"年报.txt": LEFT_OUT["locked"]}
