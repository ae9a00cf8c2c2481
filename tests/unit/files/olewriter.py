"""Compound files ([MS-CFB]) as Word, Excel and PowerPoint of before 2007 wrote them."""

from __future__ import annotations

import struct

_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR = 512


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams; small ones are padded past the mini stream's limit."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    starts: dict[str, int] = {}
    links: list[int] = []
    for name, data in padded.items():
        starts[name] = len(sectors)
        pieces = [data[i : i + _SECTOR].ljust(_SECTOR, b"\0") for i in range(0, len(data), _SECTOR)]
        links += [len(sectors) + i + 1 for i in range(len(pieces) - 1)] + [_END]
        sectors += pieces
    directory_start = len(sectors)
    entries = [_entry("Root Entry", 5, _END, 0, child=1 if streams else _FREE)]
    names = list(padded)
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, starts[name], len(padded[name]), right=right))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    count = len(directory) // _SECTOR
    links += [directory_start + i + 1 for i in range(count - 1)] + [_END]
    sectors += [directory[i * _SECTOR : (i + 1) * _SECTOR] for i in range(count)]
    fat_start = len(sectors)
    fat_count = 1
    while fat_count * 128 < len(links) + fat_count:
        fat_count += 1
    links += [_FAT] * fat_count
    table = struct.pack(f"<{len(links)}I", *links).ljust(fat_count * _SECTOR, b"\xff")
    sectors += [table[i * _SECTOR : (i + 1) * _SECTOR] for i in range(fat_count)]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_count, directory_start, 0, 4096, _END, 0, _END, 0, 0,
    )[:76]  # fmt: skip
    fats = [fat_start + i for i in range(fat_count)]
    header += struct.pack("<109I", *(fats + [_FREE] * (109 - len(fats))))
    return header + b"".join(sectors)


def _entry(
    name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE
) -> bytes:
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, _FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IIxxxx", start, size)
    )


def properties(values: dict[int, str]) -> bytes:
    """A property set ([MS-OLEPS]) of texts in GBK."""
    body = b""
    table = b""
    offset = 8 + 8 * (len(values) + 1)
    table += struct.pack("<II", 1, offset)
    body += struct.pack("<IHxx", 2, 936)
    for key, value in values.items():
        table += struct.pack("<II", key, offset + len(body))
        encoded = value.encode("gbk") + b"\0"
        body += struct.pack("<II", 0x1E, len(encoded)) + encoded
        body += b"\0" * (-len(body) % 4)
    section = struct.pack("<II", 8 + len(table) + len(body), len(values) + 1) + table + body
    return struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, b"", 1, b"", 48) + section


def doc(text: str, author: str = "") -> bytes:
    """A Word 97 document: one piece of UTF-16 text."""
    start = 0x400
    stream = bytearray(start)
    struct.pack_into("<H", stream, 0, 0xA5EC)
    struct.pack_into("<H", stream, 0x0A, 0x0200)
    encoded = text.replace("\n", "\r").encode("utf-16-le")
    stream += encoded
    plc = struct.pack("<II", 0, len(encoded) // 2) + struct.pack("<HIH", 0, start, 0)
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", stream, 0x01A2, 0, len(clx))
    streams = {"WordDocument": bytes(stream), "1Table": clx}
    if author:
        streams["\x05SummaryInformation"] = properties({4: author, 8: author})
    return compound(streams)


def ppt(text: str) -> bytes:
    """A PowerPoint 97 file: one text atom inside a container."""
    encoded = text.encode("utf-16-le")
    atom = struct.pack("<HHI", 0, 0x0FA0, len(encoded)) + encoded
    return compound({"PowerPoint Document": struct.pack("<HHI", 0x0F, 0x03E8, len(atom)) + atom})
