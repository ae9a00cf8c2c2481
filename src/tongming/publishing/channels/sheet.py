"""A sheet for a notice board: one page of A4 or A3 with the beginning of the text and a QR code.

Typst sets the page from `sheet.typ`; what differs goes in as JSON, so that nothing in a text can
be taken for a command.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pylopdf_fonts_zh_cn
import pypdfium2
import segno
import typst

from tongming import environment
from tongming.law.words import N_, Refused, chinese_date, say
from tongming.publishing.item import PublicItem

SIZES = ("a4", "a3")
_TEMPLATE = Path(__file__).with_name("sheet.typ")
_MOST = {"a4": 900, "a3": 2000}
"""Characters to begin with; fewer where the page does not hold them."""
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_FACES = {
    "body": ["FangSong_GB2312", "FangSong", "Noto Serif SC"],
    "title": ["FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif SC"],
    "label": ["SimHei", "Noto Sans SC"],
}


def render(item: PublicItem, address: str, size: str) -> bytes:
    """The sheet as PDF, the same for the same item."""
    paragraphs = [line.strip() for line in item.body_text.splitlines() if line.strip()]
    if not paragraphs and item.summary:
        paragraphs = [item.summary]
    left = _MOST[size]
    while True:
        shown, whole = _beginning(paragraphs, left)
        pdf = _compile(item, address, size, shown, whole)
        with pypdfium2.PdfDocument(pdf) as document:
            if len(document) == 1 or not shown:
                return pdf
        left = left * 3 // 4


def _beginning(paragraphs: list[str], most: int) -> tuple[list[str], bool]:
    """Paragraphs of at most so many characters in all, and whether those are the whole text."""
    shown: list[str] = []
    for paragraph in paragraphs:
        if len(paragraph) <= most:
            shown.append(paragraph)
            most -= len(paragraph)
            continue
        cut = max(paragraph.rfind(mark, 0, most) for mark in "。；！？") + 1
        if cut:
            shown.append(paragraph[:cut])
        elif most > 20:
            shown.append(paragraph[:most] + "……")
        return shown, False
    return shown, True


def _compile(
    item: PublicItem, address: str, size: str, paragraphs: list[str], whole: bool
) -> bytes:
    fonts, families = _fonts(environment.text("TONGMING_FONTS"))
    day = item.published_at.astimezone(_SHANGHAI)
    code = BytesIO()
    segno.make(address, error="m").save(code, kind="svg", border=0, xmldecl=False)
    data = {
        "size": size,
        "title": item.title,
        "publisher": item.publisher,
        "facts": _facts(item, day.date()),
        "paragraphs": paragraphs,
        "code": code.getvalue().decode(),
        "address": address,
        "call": "扫码看原文" if whole else "以上为节选，扫码看全文",
        "demo": item.is_demo,
        "faces": families,
    }
    try:
        pdf: bytes
        pdf, warnings = typst.compile_with_warnings(
            str(_TEMPLATE),
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise Refused(
            say(
                N_("这张纸排不出来：{reason}。请改用别的写法，或者人工排版。"), reason=error.message
            )
        ) from error
    if warnings:
        raise Refused(
            say(
                N_("这张纸排不出来：{reason}。请改用别的写法，或者人工排版。"),
                reason=warnings[0].message,
            )
        )
    return pdf


def _facts(item: PublicItem, published: date) -> list[list[str]]:
    facts = [
        ["发布机构", item.publisher],
        ["发文字号", item.document_number],
        ["成文日期", chinese_date(item.formed_on) if item.formed_on else ""],
        ["发布日期", chinese_date(published)],
        ["索引号", item.index_number],
    ]
    return [fact for fact in facts if fact[1]]


@lru_cache(maxsize=2)
def _fonts(own: str) -> tuple[typst.Fonts, dict[str, list[str]]]:
    folders = [str(Path(pylopdf_fonts_zh_cn.__file__).parent), *([own] if own else [])]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    there = set(fonts.families())
    rest = sorted(there - {name for names in _FACES.values() for name in names})
    return fonts, {
        use: [name for name in names if name in there] + rest for use, names in _FACES.items()
    }
