"""What a file is, by its content: the kinds an office may attach, and a refusal for the rest."""

from __future__ import annotations

import re
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath
from typing import Self
from zipfile import BadZipFile, ZipFile

from tongming.files.wordset import words
from tongming.law.words import N_, Message, Refused, say


class Kind(StrEnum):
    """A kind of file: its code, what people call it, the endings it goes by, its media type."""

    label: str
    endings: frozenset[str]
    media: str

    def __new__(cls, code: str, label: str = "", endings: str = "", media: str = "") -> Self:
        kind = str.__new__(cls, code)
        kind._value_, kind.label, kind.media = code, label, media
        kind.endings = frozenset(endings.split())
        return kind

    DOCX = (
        "docx",
        N_("Word 文档"),
        "docx dotx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    XLSX = (
        "xlsx",
        N_("Excel 表格"),
        "xlsx xltx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    PPTX = (
        "pptx",
        N_("演示文稿"),
        "pptx ppsx potx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    )
    DOC = "doc", N_("旧版 Word 文档"), "doc wps wpt dot", "application/msword"
    XLS = "xls", N_("旧版 Excel 表格"), "xls et ett xlt", "application/vnd.ms-excel"
    PPT = "ppt", N_("旧版演示文稿"), "ppt dps dpt pps", "application/vnd.ms-powerpoint"
    OFD = "ofd", N_("OFD 版式文件"), "ofd", "application/ofd"
    PDF = "pdf", N_("PDF 文件"), "pdf", "application/pdf"
    HTML = "html", N_("网页"), "html htm xhtml shtml", "text/html"
    TXT = "txt", N_("文本"), "txt text md log", "text/plain"
    CSV = "csv", N_("CSV 表格"), "csv tsv", "text/csv"
    RTF = "rtf", N_("RTF 文档"), "rtf doc", "application/rtf"
    JPEG = "jpeg", N_("JPEG 图片"), "jpg jpeg jpe jfif", "image/jpeg"
    PNG = "png", N_("PNG 图片"), "png", "image/png"
    GIF = "gif", N_("GIF 图片"), "gif", "image/gif"
    TIFF = "tiff", N_("TIFF 图片"), "tif tiff", "image/tiff"
    BMP = "bmp", N_("BMP 图片"), "bmp", "image/bmp"
    WEBP = "webp", N_("WebP 图片"), "webp", "image/webp"
    ZIP = "zip", N_("ZIP 压缩包"), "zip", "application/zip"
    RAR = "rar", N_("RAR 压缩包"), "rar", "application/vnd.rar"
    SEVEN_ZIP = "7z", N_("7z 压缩包"), "7z", "application/x-7z-compressed"
    MP4 = "mp4", N_("MP4 视频"), "mp4 m4v mov", "video/mp4"

    @property
    def is_image(self) -> bool:
        return self.media.startswith("image/")


OFFICE = frozenset({Kind.DOCX, Kind.XLSX, Kind.PPTX})
"""Files that can be rewritten with what they hide taken out."""

_ALLOWED = "、".join(("DOCX", "XLSX", "PPTX", "DOC", "XLS", "PPT", "WPS", "ET", "DPS", "OFD",
                     "PDF", "HTML", "TXT", "CSV", "RTF", "JPG", "PNG", "GIF", "TIFF", "BMP",
                     "WebP", "ZIP", "RAR", "7z", "MP4"))  # fmt: skip
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind.RTF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"Rar!\x1a\x07", Kind.RAR),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
)
_PROGRAMS: tuple[bytes, ...] = (
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"L\0\0\0\x01\x14\x02\0",
    b"!<arch>\n",
    b"\0asm",
)
_SCRIPT_ENDINGS = words(
    """
    exe com dll scr msi bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta jar sh bash py pyc
    rb pl php asp aspx jsp lnk reg inf cpl apk app dmg iso img chm svg swf
    """
)
_MACRO_ENDINGS = words(
    """
    docm dotm xlsm xltm xlsb xlam pptm potm ppsm ppam
    """
)
_TAG = re.compile(rb"<[a-zA-Z][a-zA-Z0-9]*[\s/>]")
_OPENS_A_PAGE = re.compile(
    rb"[\s\0]*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|table)",
    re.I | re.S,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ending_of(name: str) -> str:
    """The ending of a name, small letters, no dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")


def sniff(content: bytes, name: str, *, allowed: Message | str = _ALLOWED) -> Kind:
    """The kind of an attachment; refused where the kind is not allowed or the name says another.

    `allowed` names what may be uploaded where fewer kinds are taken.
    """
    ending = ending_of(name)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused(say(N_("文件“{name}”是空的。请换一个有内容的文件。"), name=name))
    if ending in _MACRO_ENDINGS or _has_macros(content):
        raise Refused(
            say(
                N_("文件“{name}”带有宏（可以自动运行的程序），不能上传。请另存为不带宏的 "
                   "DOCX、XLSX 或 PPTX 再上传。"),
                name=name,
            )
        )  # fmt: skip
    if ending in _SCRIPT_ENDINGS or _is_program(content):
        raise Refused(
            say(
                N_("文件“{name}”是程序或脚本，不能上传。可以上传：{allowed}。"),
                name=name,
                allowed=allowed,
            )
        )
    kind = kind_of(content, ending)
    if kind is None:
        raise Refused(
            say(
                N_("认不出文件“{name}”的格式，不能上传。可以上传：{allowed}。"),
                name=name,
                allowed=allowed,
            )
        )
    if ending not in kind.endings:
        raise Refused(
            say(
                N_("文件“{name}”的内容是{kind}，与文件名不符。请用对应的软件打开，另存后再上传。"),
                name=name,
                kind=say(kind.label),
            )
        )
    return kind


def kind_of(content: bytes, ending: str = "") -> Kind | None:
    """The kind of a content; the ending only tells apart what the content cannot (TXT and CSV)."""
    head = content[:1024]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content)
    if head.startswith(_OLE):
        return _ole(content)
    if head.startswith(b"BM") and len(content) > 26 and content[6:10] == b"\0\0\0\0":
        return Kind.BMP
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp":
        return Kind.MP4
    return _text(content, ending)


def _zipped(content: bytes) -> Kind | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if "OFD.xml" in names:
        return Kind.OFD
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.XLSX), ("ppt/", Kind.PPTX)):
            if any(part.startswith(folder) for part in names):
                return kind
        return None
    return Kind.ZIP


def _ole(content: bytes) -> Kind | None:
    def has(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if has("WordDocument"):
        return Kind.DOC
    if has("Workbook") or has("Book"):
        return Kind.XLS
    if has("PowerPoint Document"):
        return Kind.PPT
    if has("EncryptedPackage"):
        raise Refused(say(N_("这份文件设了打开密码，系统无法检查。请取消密码后再上传。")))
    return None


def _has_macros(content: bytes) -> bool:
    if content.startswith(_OLE):
        return "_VBA_PROJECT".encode("utf-16-le") in content
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            return any(
                part.rpartition("/")[2].lower() in ("vbaproject.bin", "vbadata.xml")
                or part.startswith("xl/macrosheets/")
                for part in archive.namelist()
            )
    except (BadZipFile, ValueError, NotImplementedError):
        return False


def _is_program(content: bytes) -> bool:
    if content.startswith(_PROGRAMS):
        return True
    if content.startswith(b"MZ"):
        # Where the header says the real one begins, a program has it; a text has not.
        offset = int.from_bytes(content[60:64], "little")
        return content[offset : offset + 2] in (b"PE", b"NE", b"LE", b"LX") or b"\0" in content[:64]
    return bool(re.match(rb"\s*(?:<\?php|<%@|@echo off)", content[:200], re.I))


def _text(content: bytes, ending: str) -> Kind | None:
    sample = content[:65536]
    # Named a page and with a tag in it, or beginning as only pages do.
    named = ending in Kind.HTML.endings and _TAG.search(sample.replace(b"\0", b""))
    if named or _OPENS_A_PAGE.match(sample):
        return Kind.HTML
    wide = sample.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide:
        if b"\0" in sample and sample.count(b"\0") < len(sample) // 4:
            return None
        controls = sum(byte < 32 and byte not in (0, 9, 10, 12, 13, 26, 27) for byte in sample)
        if controls > len(sample) // 200:
            return None
    from tongming.files.decoding import decode

    text, _ = decode(sample)
    if text.count("\ufffd") > 2 + len(text) // 50 or text.count("\0") > 2:
        return None
    return Kind.CSV if ending in Kind.CSV.endings else Kind.TXT
