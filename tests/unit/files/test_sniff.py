"""What a file is shows its content, whatever its name says."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.unit.files import made
from tests.unit.files.olewriter import compound
from tongming.files.sniff import Kind, sniff
from tongming.law.words import Refused


def image(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, kind)
    return out.getvalue()


OFD = made.zipped({"OFD.xml": "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>"})

KINDS = [
    ("a.docx", made.docx(["正文"]), Kind.DOCX),
    ("a.xlsx", made.full_xlsx(), Kind.XLSX),
    ("a.pptx", made.full_pptx(), Kind.PPTX),
    ("a.doc", compound({"WordDocument": b"x"}), Kind.DOC),
    ("a.wps", compound({"WordDocument": b"x"}), Kind.DOC),
    ("a.xls", compound({"Workbook": b"x"}), Kind.XLS),
    ("a.et", compound({"Workbook": b"x"}), Kind.XLS),
    ("a.ppt", compound({"PowerPoint Document": b"x"}), Kind.PPT),
    ("a.dps", compound({"PowerPoint Document": b"x"}), Kind.PPT),
    ("a.ofd", OFD, Kind.OFD),
    ("a.pdf", made.pdf("正文"), Kind.PDF),
    ("a.html", "<!DOCTYPE html><html><body>正文".encode(), Kind.HTML),
    ("a.htm", b"\xef\xbb\xbf<p>x</p>", Kind.HTML),
    ("a.txt", "正文".encode("gb18030"), Kind.TXT),
    ("a.TXT", "正文".encode("utf-16"), Kind.TXT),
    ("a.csv", "姓名,金额\n张三,1\n".encode(), Kind.CSV),
    ("a.rtf", rb"{\rtf1\ansi x}", Kind.RTF),
    ("a.doc", rb"{\rtf1\ansi x}", Kind.RTF),
    ("a.jpg", image("JPEG"), Kind.JPEG),
    ("a.png", image("PNG"), Kind.PNG),
    ("a.gif", image("GIF"), Kind.GIF),
    ("a.tif", image("TIFF"), Kind.TIFF),
    ("a.bmp", image("BMP"), Kind.BMP),
    ("a.webp", image("WEBP"), Kind.WEBP),
    ("a.zip", made.zipped({"a.txt": "x"}), Kind.ZIP),
    ("a.rar", b"Rar!\x1a\x07\x01\x00rest", Kind.RAR),
    ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04rest", Kind.SEVEN_ZIP),
    ("a.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0rest", Kind.MP4),
]


@pytest.mark.parametrize(("name", "content", "kind"), KINDS)
def test_a_common_file_is_known_and_under_another_name_refused(
    name: str, content: bytes, kind: Kind
) -> None:
    assert sniff(content, name) is kind
    wrong = "报告.png" if kind is not Kind.PNG else "报告.pdf"
    with pytest.raises(Refused, match=r"与文件名不符|认不出"):
        sniff(content, wrong)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ" + b"\0" * 58 + b"\x40\0\0\0PE\0\0"),
        ("a.docx", b"MZ" + b"\0" * 58 + b"\x40\0\0\0PE\0\0"),
        ("a.txt", b"#!/bin/sh\nrm -rf /\n"),
        ("a.pdf", b"\x7fELF\x02\x01\x01"),
        ("a.html", b"<?php system($_GET['x']); ?>"),
        ("a.txt", b"@echo off\r\ndel *.*"),
        ("a.js", b"alert(1)"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("名单.docx.exe", b"x"),
    ],
)
def test_programs_and_scripts_are_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused, match="是程序或脚本，不能上传"):
        sniff(content, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docm", made.docx(["x"])),
        ("a.docx", made.zipped({"[Content_Types].xml": "<a/>", "word/vbaProject.bin": "x"})),
        ("a.xls", compound({"Workbook": b"x", "_VBA_PROJECT": b"x"})),
        ("a.xlsx", made.zipped({"[Content_Types].xml": "<a/>", "xl/macrosheets/s.xml": "x"})),
    ],
)
def test_macros_are_refused_with_what_to_do_instead(name: str, content: bytes) -> None:
    with pytest.raises(Refused, match=r"带有宏.*另存为不带宏的"):
        sniff(content, name)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "是空的"),
        ("a.txt", b" \r\n\0", "是空的"),
        ("a.bin", bytes(range(256)) * 9, "认不出"),
        ("a.docx", b"PK\x03\x04broken", "认不出"),
        ("a.xlsx", made.zipped({"mimetype": "application/vnd.oasis"}), "与文件名不符"),
        ("a.docx", compound({"EncryptedPackage": b"x"}), "打开密码"),
    ],
)
def test_what_cannot_be_used_is_refused_plainly(name: str, content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        sniff(content, name)
