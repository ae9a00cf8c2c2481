"""Files that give no report: each is refused by name, with what to do, in time."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tests.unit.reports.reading.made import figures_of, reading, whole_page
from tests.unit.reports.reading.test_office import plain_word, printed
from tongming.law.forms import FORM_2021
from tongming.reports.document import to_json
from tongming.reports.reading import Unreadable, read
from tongming.reports.reading.limits import SECONDS

FOR_OTHERS = 25
"""Seconds that a machine busy with other work may take on top of the guard's own."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def packed(parts: dict[str, bytes], *, stored: bool = False) -> bytes:
    """A zip of some parts."""
    stream = io.BytesIO()
    kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(stream, "w", kind) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def replaced(part: str, content: bytes) -> bytes:
    """The Word document with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(plain_word())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({**parts, part: content})


def blank_pdf() -> bytes:
    """A PDF with a page and no text: what a scanner makes."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(printed())).pages:
        writer.add_page(page)
    writer.encrypt("geheim", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, (b"&%c;" % (97 + i)) * 10) for i in range(9))
    + b']><w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body>'
    + b"</w:document>"
)

FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "空的"),
    "only blanks": (b" \n\t \r\n", "空的"),
    "only a byte-order mark": (b"\xef\xbb\xbf", "空的"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "图片"),
    "rich text": (rb"{\rtf1\ansi some words}", "RTF"),
    "gzip": (gzip.compress(b"<html>"), "解压"),
    "random bytes": (bytes(range(256)) * 40, "无法识别"),
    "an old Word file": (OLE + "WordDocument".encode("utf-16-le"), "另存为DOCX"),
    "a locked Word file": (OLE + "EncryptedPackage".encode("utf-16-le"), "加密"),
    "a damaged old workbook": (OLE + "Workbook".encode("utf-16-le"), "损坏"),
    "another old file": (OLE, "旧版"),
    "an archive": (packed({"年报.docx": plain_word()}), "压缩包"),
    "an OpenDocument file": (packed({"mimetype": b"x", "content.xml": b"<a/>"}), "ODF"),
    "a zip cut off": (plain_word()[:3000], "损坏"),
    "a Word file without its text": (packed({"word/other.xml": b"<a/>"}), "损坏"),
    "a Word file with broken XML": (replaced("word/document.xml", b"<w:document><w:body>"), "损坏"),
    "entities that unfold": (replaced("word/document.xml", LAUGHS), "损坏"),
    "a workbook that is none": (packed({"xl/workbook.xml": b"<a/>"}), "损坏"),
    "a bomb": (packed({"word/document.xml": b"<a>" + b" " * 50_000_000}), "展开"),
    "a bomb of many parts": (packed({f"word/{i}": b"" for i in range(3000)}), "展开"),
    "a PDF cut off": (printed()[:2000], "损坏"),
    "a PDF that is none": (b"%PDF-1.7\nnothing", "损坏"),
    "a scan": (blank_pdf(), "扫描件"),
    "a locked PDF": (locked_pdf(), "加密"),
    "a page about something else": ("<html><p>今日天气</p></html>".encode(), "没有找到"),
    "a text about something else": ("今日天气晴，气温12度。".encode(), "没有找到"),
    "a saved page without its page": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: image/png\n\nabc\n--x--\n",
        "没有正文",
    ),
    "JSON cut off": (b'{"form": "2021-30", "requests": {', "JSON"),
    "JSON of something else": (b'{"a": 1}', "JSON"),
    "JSON of another form": (b'{"form": "2030", "requests": {}}', "2030"),
    "JSON nested without end": (b"[" * 200_000, "JSON"),
    "a text too long": ("报告".encode() * 2_000_000, "过大"),
    "a table too wide": (
        b"<table>" + b"<tr><td colspan=1000 rowspan=60000>1</td></tr>" * 300 + b"</table>",
        "过大",
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_it_is_refused_by_name_with_what_to_do(kind: str) -> None:
    data, words = FILES[kind]
    started = time.monotonic()
    with pytest.raises(Unreadable) as refusal:
        reading(data, "某镇年报.doc")
    assert time.monotonic() - started < SECONDS + FOR_OTHERS
    assert str(refusal.value).startswith("某镇年报.doc：")
    assert words in str(refusal.value)


def test_after_a_file_that_killed_the_guard_the_next_one_is_read() -> None:
    with pytest.raises(Unreadable):
        reading(FILES["a bomb"][0])
    deep = replaced("word/document.xml", b"<a>" * 3_000_000)
    with pytest.raises(Unreadable):
        reading(deep)
    assert reading(plain_word()).year == 2023


UNFOLDING: dict[str, str] = {
    "formatting left open": "".join(f"<b c{i}><i d{i}>" for i in range(4000)) + "<p>x" * 4000,
    "nested without end": "<div><table><tr><td>" * 20_000 + "1",
    "a million tags": "<br>" * 1_000_000,
    "unclosed style": "<style>" + "a{b" * 300_000,
    "attributes without end": "<p " + "a=1 " * 300_000,
}


@pytest.mark.parametrize("kind", UNFOLDING)
def test_a_page_made_to_unfold_is_read_or_refused_in_time(kind: str) -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable):
        reading("<html>" + UNFOLDING[kind])
    assert time.monotonic() - started < SECONDS + FOR_OTHERS


def test_a_large_page_is_read_in_the_guard_with_the_same_figures() -> None:
    figures = figures_of(FORM_2021, 4)
    page = whole_page(FORM_2021, figures)
    large = page.replace("</body>", "<p><b>x</b></p>" * 20_000 + "</body>")
    assert to_json(reading(large))["requests"] == to_json(reading(page))["requests"]


def test_files_on_disk_are_named_by_their_path(tmp_path: Path) -> None:
    missing = tmp_path / "无.html"
    with pytest.raises(Unreadable, match="找不到文件") as refusal:
        read(missing)
    assert str(missing) in str(refusal.value)
    with pytest.raises(Unreadable, match="文件夹"):
        read(tmp_path)
    if os.geteuid() != 0:
        closed = tmp_path / "closed.html"
        closed.write_text("x")
        closed.chmod(0)
        with pytest.raises(Unreadable, match="无法打开"):
            read(closed)
    page = tmp_path / "年报.html"
    page.write_text(whole_page(FORM_2021, figures_of(FORM_2021, 1)))
    assert read(page).year == read(str(page)).year == 2021


def test_json_of_the_project_is_read_back_and_checked_again() -> None:
    figures = figures_of(FORM_2021, 5)
    data = to_json(reading(whole_page(FORM_2021, figures)))
    again = reading(json.dumps(data, ensure_ascii=False), "x.json")
    assert to_json(again)["requests"] == data["requests"]
    assert again.violations == []
    data["requests"]["3.7"]["sum"] += 1
    broken = reading(json.dumps([data]), "x.json")
    assert {v.relation for v in broken.violations} == {"R1", "R2", "R3"}
