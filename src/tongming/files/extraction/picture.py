"""Pictures: what the camera and the programs wrote beside the image."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import Any

from tongming.files.extraction.model import Layer, Part
from tongming.files.extraction.properties import LABELS
from tongming.files.extraction.recognising import Recogniser
from tongming.files.wordset import words
from tongming.guarding import Fault
from tongming.law.words import N_, Message, say

_TAGS = {
    0x013B: "author",
    0x9C9D: "author",
    0x8298: "author",
    0x010E: "description",
    0x9C9B: "title",
    0x9C9C: "description",
    0x9C9E: "keywords",
    0x9286: "description",
    0x013C: "device",
    0xA430: "author",
    0xA431: "device",
}
_TEXTS = words("author artist comment description title copyright source")
_LONGEST = 4000
"""Pixels of a picture's longer side, for recognising: A4 at 340 dots an inch."""
_GPS, _EXIF = 0x8825, 0x8769


def read_picture(content: bytes) -> tuple[list[Part], list[Message]]:
    """Properties of a picture, and the words it shows where they can be recognised; a person must
    look all the same."""
    from PIL import Image, UnidentifiedImageError

    parts: list[Part] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content)) as image:
                exif = image.getexif()
                tags = {**exif, **exif.get_ifd(_EXIF)}
                gps = exif.get_ifd(_GPS)
                info = dict(image.info)
                png = as_png(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Fault("damaged") from None
    for tag, value in tags.items():
        key = _TAGS.get(tag)
        text = _text(value)
        if key and text:
            parts.append(_property(key, text))
    place = _place(gps)
    if place:
        parts.append(_property("location", place))
    for name, value in info.items():
        if isinstance(value, (str, bytes)) and str(name).lower() in _TEXTS:
            text = _text(value)
            if text:
                known = str(name).lower()
                parts.append(_property(known if known in LABELS else "description", text))
    xmp = info.get("xmp") or info.get("XML:com.adobe.xmp")
    if xmp:
        xml = xmp.decode("utf-8", "replace") if isinstance(xmp, bytes) else str(xmp)
        for match in re.finditer(r"<dc:creator>(.*?)</dc:creator>", xml, re.S):
            text = " ".join(re.sub(r"<[^>]*>", " ", match[1]).split())
            if text:
                parts.append(_property("author", text))
    if text := Recogniser().words_in(png):
        parts.insert(0, Part(say(N_("图片里识别出的文字")), text))
        return parts, [say(N_("图片里的文字由系统识别，可能有错漏，请人工查看。"))]
    return parts, [say(N_("图片里的文字系统读不出，请人工查看。"))]


def as_png(image: Any) -> bytes:
    """A picture as the recogniser takes it: plain, no larger than a page."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image).convert("L")
    upright.thumbnail((_LONGEST, _LONGEST))
    held = BytesIO()
    upright.save(held, "PNG")
    return held.getvalue()


def _property(key: str, text: str) -> Part:
    return Part(say(N_("图片属性：{name}"), name=say(LABELS[key])), text, Layer.PROPERTY, key=key)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        if value.startswith((b"UNICODE\0", b"ASCII\0\0\0", b"JIS\0\0\0\0\0")):
            value = value[8:]
        wide = value.count(b"\0") * 3 > len(value)
        value = value.decode("utf-16-le" if wide else "utf-8", "ignore")
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "").strip()


def _place(gps: dict[int, Any]) -> str:
    """Latitude and longitude, where the camera knew them."""

    def degrees(key: int) -> float | None:
        try:
            whole, minutes, seconds = (float(value) for value in gps[key])
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            return None
        return whole + minutes / 60 + seconds / 3600

    north, east = degrees(2), degrees(4)
    if north is None or east is None:
        return ""
    return f"{gps.get(1, 'N')} {north:.5f}, {gps.get(3, 'E')} {east:.5f}"
