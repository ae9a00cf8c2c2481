"""Files made to hang, to crash or to fill the memory: each ends in a sentence, or is read."""

from __future__ import annotations

import zlib

import pytest
import xlsxwriter

from tests.unit.reports.reading.made import reading
from tests.unit.reports.reading.test_office import workbook
from tests.unit.reports.reading.test_unreadable import replaced
from tongming.reports.reading import Unreadable

HEAD = "<title>青川市石桥镇2020年政府信息公开工作年度报告</title><p>一、总体情况<p>平稳。"


def book(*places: tuple[int, int]) -> bytes:
    """A workbook with a figure in some places, told by row and column."""

    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet()
        for place in places:
            sheet.write(*place, 1)

    return workbook(fill)


def word(body: bytes) -> bytes:
    """A Word document with a body."""
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return replaced(
        "word/document.xml",
        b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (space, body),
    )


def pdf(*objects: bytes) -> bytes:
    """A PDF of numbered objects, the first of them its root."""
    out, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(out))
    )


def drawn(content: bytes) -> bytes:
    """A PDF of one page that draws something."""
    packed_content = zlib.compress(content, 1)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
        % (len(packed_content), packed_content),
    )


TALL = "<table><tr><td colspan=1000 rowspan=5000>1" + "<tr>" * 118 + "</table>"
REFUSED: dict[str, tuple[bytes, str]] = {
    "tables that fill the memory together": (TALL.encode() * 150, "过大"),
    "a row of fifty thousand wide cells": (b"<table><tr>" + b"<td colspan=9>1" * 50_000, "过大"),
    "steps of cells": (b"<table>" + b"<tr><td rowspan=5000>1" * 9_000, "过大"),
    "lines without end": ("报告\n".encode() * 40_000, "过大"),
    "lines without end in a page": (b"<html><pre>" + b"\n" * 1_000_000, "过大"),
    "JSON without end": (b'{"a": "' + b"x" * 2_100_000 + b'"}', "过大"),
    "a number of thousands of digits": (
        b'{"form": "2021-30", "requests": {"1": {"nat": %s}}}' % (b"9" * 4200),
        "JSON",
    ),
    "a number that is none": (b'{"form": "2021-30", "requests": {"1": {"nat": 1e999}}}', "JSON"),
    "a workbook as large as can be": (
        book((0, 0), (1_048_575, 16_383)),
        "异常",
    ),
    "a workbook as tall as can be": (
        book((0, 0), (1_048_575, 0)),
        "过大",
    ),
    "a document of table cells": (
        word(b"<w:tbl>" + b"<w:tr><w:tc/></w:tr>" * 310_000 + b"</w:tbl>"),
        "",
    ),
    "a document nested without end": (word(b"<w:sdt>" * 90_000 + b"</w:sdt>" * 90_000), ""),
    "pages within themselves": (
        pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999>>"),
        "损坏",
    ),
    "a PDF without pages": (
        pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"),
        "损坏",
    ),
    "a page that saves its state without end": (drawn(b"q " * 3_000_000), ""),
    "a page of lists in lists": (drawn(b"[" * 1_000_000), ""),
    "a saved page of boundaries": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\n" * 90_000,
        "",
    ),
    "a saved page with an odd boundary": (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="((.*)*)*"\n\n--x\n\n<p>x',
        "没有正文",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_no_report_is_like_is_refused_by_name(kind: str) -> None:
    data, words = REFUSED[kind]
    with pytest.raises(Unreadable) as refusal:
        reading(data, "某镇年报.doc")
    assert str(refusal.value).startswith("某镇年报.doc：")
    assert words in str(refusal.value)


READ: dict[str, bytes] = {
    "nested deeply": (HEAD + "<div>" * 15_000).encode(),
    "tables nested deeply": (HEAD + "<table><tr><td>" * 3_000).encode(),
    "a page of attributes": f"{HEAD}<p {' '.join(f'a{i}' for i in range(12_000))}>".encode(),
    "a page of classes": f"{HEAD}<style>.x{{display:none}}</style><p class='{'a ' * 90_000}'>x"
    .encode(),
    "entities": (HEAD + "&amp;&#65;&none;&#xD800;&#x110000;" * 2_000).encode(),
    "a span beyond all numbers": (HEAD + f"<table><td colspan={'9' * 50} rowspan=-1>1").encode(),
    "half a character at the end": HEAD.encode("utf-16") + b"\x41",
    "half pairs of surrogates": HEAD.encode("utf-16") + b"\0\xd8" * 50,
    "NULs": HEAD.replace("。", "\0。\0").encode(),
    "a comment without end": (HEAD + "<!--" * 90_000).encode(),
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
def test_what_is_odd_and_harmless_is_read(kind: str) -> None:
    report = reading(READ[kind])
    assert (report.year, report.body) == (2020, "青川市石桥镇")
    assert str(report.sections).encode()


def test_formatting_left_open_in_headings_is_not_unfolded_in_this_process() -> None:
    from tongming.reports.reading.files import is_ordinary

    formatting = "<h1>" + "".join(f"<b c{i}>" for i in range(2_000)) + "</h1>"
    assert is_ordinary(formatting + "<h1>x</h1>" * 100)
    assert not is_ordinary(formatting + "<h1>x</h1>" * 1_000)
    assert not is_ordinary("<p " + " ".join(f"a{i}" for i in range(30_000)) + ">")
