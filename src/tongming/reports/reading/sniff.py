"""What a file is, by its content; its name may say anything."""

from __future__ import annotations

import re
from enum import StrEnum

_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|tbody|tr|td|div|p|span|meta|font|center|title)[\s/>]",
    re.I,
)
_BREAK = re.compile(rb"<br[\s/>]", re.I)
_MAIL = re.compile(
    rb"^(?:from|mime-version|content-type|subject|date|snapshot-content-location):", re.I
)


class Kind(StrEnum):
    """A kind of file, told apart as far as they are read differently."""

    HTML = "html"
    TEXT = "text"
    MAIL = "mhtml"
    PDF = "pdf"
    ZIP = "zip"
    OLE = "ole"
    RTF = "rtf"
    GZIP = "gzip"
    IMAGE = "image"
    BINARY = "binary"
    EMPTY = "empty"


_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")


def kind_of(data: bytes) -> Kind:
    """The kind of a file's bytes."""
    head = data[:1024]
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return Kind.EMPTY
    if b"%PDF-" in head:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith(_IMAGES):
        return Kind.IMAGE
    if _MAIL.match(head.lstrip()) and b"multipart/" in data[:8192].lower():
        return Kind.MAIL
    return Kind.HTML if is_markup(data) else _text_or_binary(data)


def is_markup(data: bytes) -> bool:
    """Whether there are tags of a web page near the beginning, in any encoding."""
    sample = data[:65536]
    if sample.count(b"\0") * 8 > len(sample):
        sample = sample.replace(b"\0", b"")
    if _MARKUP.search(sample) is not None:
        return True
    # Breaks alone are a page's where every line ends in one, and else a text's with broken cells.
    return len(_BREAK.findall(sample)) * 2 > sample.count(b"\n")


def _text_or_binary(data: bytes) -> Kind:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return Kind.TEXT
    sample = data[:4096]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    control = sum(1 for byte in sample if byte < 9 or (13 < byte < 32 and byte != 27))
    wide = (odd or even) and min(odd, even) * 8 < max(odd, even)
    if control - (odd + even if wide else 0) > len(sample) // 20:
        return Kind.BINARY
    return Kind.TEXT
