"""Office files of before 2007, and WPS files, which are built the same: text and properties.

They are read for the checker only and never written; who wants them masked saves them as DOCX,
XLSX or PPTX first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tongming.files.extraction.limits import MAX_TEXT
from tongming.files.extraction.model import Layer, Part
from tongming.files.extraction.properties import LABELS
from tongming.guarding import Fault
from tongming.law.words import N_, say

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF


class Container:
    """A compound file ([MS-CFB]): streams by name."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise Fault("damaged")
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 30)[0]
        self._mini_size = 1 << struct.unpack_from("<H", content, 32)[0]
        if self._size not in (512, 4096) or self._mini_size != 64:
            raise Fault("damaged")
        self._cutoff = struct.unpack_from("<I", content, 56)[0]
        self._fat = self._table()
        mini_start, directory_start = (
            struct.unpack_from("<I", content, 60)[0],
            struct.unpack_from("<I", content, 48)[0],
        )
        self._mini_fat = self._numbers(self._chain(mini_start, self._fat))
        self.streams: dict[str, tuple[int, int]] = {}
        self._root = b""
        self._directory(self._chain(directory_start, self._fat))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _table(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        following, count = struct.unpack_from("<II", self._content, 68)
        seen = 0
        while following not in (_END, _FREE) and seen <= count:
            numbers = self._numbers(self._sector(following))
            sectors += numbers[:-1]
            following, seen = (numbers[-1] if numbers else _END), seen + 1
        table: list[int] = []
        for sector in sectors:
            if sector not in (_FREE, _END):
                table += self._numbers(self._sector(sector))
        return table

    @staticmethod
    def _numbers(data: bytes) -> list[int]:
        return list(struct.unpack_from(f"<{len(data) // 4}I", data))

    def _links(self, start: int, table: list[int]) -> Iterator[int]:
        seen = 0
        while start < len(table) and seen <= len(table):
            yield start
            start, seen = table[start], seen + 1

    def _chain(self, start: int, table: list[int]) -> bytes:
        return b"".join(self._sector(number) for number in self._links(start, table))

    def _directory(self, data: bytes) -> None:
        for offset in range(0, len(data) - 127, 128):
            length = struct.unpack_from("<H", data, offset + 64)[0]
            kind = data[offset + 66]
            start, size = struct.unpack_from("<II", data, offset + 116)
            name = data[offset : offset + max(min(length, 64) - 2, 0)].decode("utf-16-le", "ignore")
            if kind == 5:
                self._root = self._chain(start, self._fat)[:size]
            elif kind == 2:
                self.streams.setdefault(name, (start, size))

    def read(self, name: str) -> bytes:
        """The bytes of a stream; none where it is missing."""
        if name not in self.streams:
            return b""
        start, size = self.streams[name]
        if size >= self._cutoff:
            return self._chain(start, self._fat)[:size]
        pieces = (
            self._root[number * 64 : number * 64 + 64]
            for number in self._links(start, self._mini_fat)
        )
        return b"".join(pieces)[:size]


def read_doc(content: bytes) -> list[Part]:
    """All text of a Word 97–2003 file: body, footnotes, headers, comments, deleted text."""
    container = Container(content)
    stream = container.read("WordDocument")
    if len(stream) < 0x200 or struct.unpack_from("<H", stream, 0)[0] not in (0xA5EC, 0xA5DC):
        raise Fault("damaged")
    flags = struct.unpack_from("<H", stream, 0x0A)[0]
    if flags & 0x0100:
        raise Fault("locked")
    table = container.read("1Table" if flags & 0x0200 else "0Table")
    offset, length = struct.unpack_from("<II", stream, 0x01A2)
    text = "".join(_pieces(stream, table[offset : offset + length]))
    if len(text) > MAX_TEXT:
        raise Fault("too_large")
    text = text.translate({7: "\t", 11: "\n", 12: "\n", 13: "\n", 30: "-", 31: None, 1: None,
                           2: None, 5: None, 8: None, 19: " ", 20: " ", 21: " "})  # fmt: skip
    # A row of a table ends with one more mark than it has cells.
    return [Part(say(N_("正文")), text.replace("\t\t", "\n")), *_properties(container)]


def _pieces(stream: bytes, clx: bytes) -> Iterator[str]:
    """The pieces of the text in order ([MS-DOC] 2.4.1)."""
    position = 0
    while position < len(clx) and clx[position] == 1:
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    if position >= len(clx) or clx[position] != 2:
        raise Fault("damaged")
    size = struct.unpack_from("<I", clx, position + 1)[0]
    plc = clx[position + 5 : position + 5 + size]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    for number in range(count):
        start = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        length = ends[number + 1] - ends[number]
        if start & 0x40000000:
            begin = (start & 0x3FFFFFFF) // 2
            yield stream[begin : begin + length].decode("cp1252", "replace")
        else:
            yield stream[start : start + 2 * length].decode("utf-16-le", "replace")


def read_ppt(content: bytes) -> list[Part]:
    """All text of a PowerPoint 97–2003 file, slides and notes together."""
    container = Container(content)
    stream = container.read("PowerPoint Document")
    texts: list[str] = []
    position = 0
    while position + 8 <= len(stream):
        version, kind, length = struct.unpack_from("<HHI", stream, position)
        position += 8
        if version & 0xF == 0xF:
            continue
        body = stream[position : position + length]
        if kind in (0x0FA0, 0x0FBA):
            texts.append(body.decode("utf-16-le", "replace"))
        elif kind == 0x0FA8:
            texts.append(body.decode("cp1252", "replace"))
        position += length
    text = "\n".join(texts).replace("\r", "\n").replace("\x0b", "\n")
    return [Part(say(N_("幻灯片和备注")), text), *_properties(container)]


def read_xls(content: bytes) -> list[Part]:
    """Every sheet of an Excel 97–2003 file, hidden ones marked."""
    import python_calamine

    try:
        book = python_calamine.load_workbook(__import__("io").BytesIO(content))
        parts = []
        for sheet in book.sheets_metadata:
            if sheet.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = sheet.visible is not python_calamine.SheetVisibleEnum.Visible
            rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            text = "\n".join("\t".join(_shown(value) for value in row) for row in rows)
            where = say(
                N_("工作表“{name}”（隐藏）") if hidden else N_("工作表“{name}”"), name=sheet.name
            )
            if text.strip():
                layer = Layer.HIDDEN if hidden else Layer.SHOWN
                parts.append(Part(where, text, layer, key="sheet" if hidden else ""))
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Fault("damaged") from None
    return [*parts, *_properties(Container(content))]


def _shown(value: object) -> str:
    if isinstance(value, float) and value == int(value) and abs(value) < 1e21:
        return str(int(value))
    return str(value).replace("\n", " ").replace("\t", " ")


_SUMMARY = {2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "description", 7: "template",
            8: "last_modified_by"}  # fmt: skip
_DOCUMENT = {14: "manager", 15: "company", 2: "category"}


def _properties(container: Container) -> list[Part]:
    found = []
    for name, table in (("\x05SummaryInformation", _SUMMARY),
                        ("\x05DocumentSummaryInformation", _DOCUMENT)):  # fmt: skip
        for key, value in _property_set(container.read(name), table):
            if key == "template" and "\\" not in value and "/" not in value:
                continue
            where = say(N_("文档属性：{name}"), name=say(LABELS[key]))
            found.append(Part(where, value, Layer.PROPERTY, key=key))
    return found


def _property_set(data: bytes, table: dict[int, str]) -> Iterator[tuple[str, str]]:
    """The texts of a property set ([MS-OLEPS])."""
    if len(data) < 48:
        return
    base = struct.unpack_from("<I", data, 44)[0]
    if base + 8 > len(data):
        return
    count = min(struct.unpack_from("<I", data, base + 4)[0], 500)
    places: dict[int, int] = {}
    for number in range(count):
        if base + 16 + 8 * number > len(data):
            return
        key, offset = struct.unpack_from("<II", data, base + 8 + 8 * number)
        places[key] = base + offset
    codepage = "gb18030"
    if 1 in places and places[1] + 6 <= len(data):
        number = struct.unpack_from("<H", data, places[1] + 4)[0]
        codepage = {65001: "utf-8", 1200: "utf-16-le", 950: "big5", 1252: "cp1252"}.get(
            number, "gb18030"
        )
    for key, place in places.items():
        if key not in table or place + 8 > len(data):
            continue
        kind, length = struct.unpack_from("<II", data, place)
        if kind == 0x1E:
            text = data[place + 8 : place + 8 + length].decode(codepage, "replace")
        elif kind == 0x1F:
            text = data[place + 8 : place + 8 + 2 * length].decode("utf-16-le", "replace")
        else:
            continue
        text = text.split("\0")[0].strip()
        if text:
            yield table[key], text
