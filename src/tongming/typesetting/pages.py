"""Pages set by Typst: A4, embedded fonts, tagged for screen readers, fit for the archive.

Everything that differs between papers goes in as JSON, so nothing in a text can be taken for a
command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from tongming import environment
from tongming.law.words import N_, Refused, say
from tongming.typesetting.typefaces import fonts

if TYPE_CHECKING:
    from typst import PDFStandard

_ROOT = Path(__file__).resolve().parent.parent
# An archive may keep it (ISO 19005-3, level A) and a screen reader can read it (ISO 14289-1).
_STANDARDS: list[PDFStandard] = ["a-3a", "ua-1"]
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
_NO_GLYPH = N_(
    "PDF的字体里没有“{letters}”这个字，印出来会是空白。请改用别的写法，"
    "或者由系统管理员把有这个字的字体放进字体文件夹（TONGMING_FONTS）。"
)


class PdfError(Exception):
    """The page could not be set as it should look, through no fault of the text's."""


def pdf(template: Path, data: Mapping[str, Any], *, day: date) -> bytes:
    """A template with its data as PDF bytes, the same every time.

    `day` stands in the file's own data, which PDF/A asks for; never the clock's, or no two files
    would be the same. `Refused` where the text has a character no font has: on paper it would be
    an empty box. `PdfError` for anything else the compiler so much as warns of.
    """
    dated = {**data, "date": {"year": day.year, "month": day.month, "day": day.day}}
    return _set(
        template,
        dated,
        format="pdf",
        pdf_standards=_STANDARDS,
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )


def png(template: Path, data: Mapping[str, Any], *, ppi: int) -> bytes:
    """A template of one page with its data as a picture, so many dots to the inch."""
    return _set(template, data, format="png", ppi=ppi)


def families(use: str) -> list[str]:
    """The families there are for a use (`body`, `title`, `heading`), the best first."""
    return fonts(environment.text("TONGMING_FONTS"))[1][use]


def _set(template: Path, data: Mapping[str, Any], **options: Any) -> bytes:
    own, faces = fonts(environment.text("TONGMING_FONTS"))
    told = {**data, "faces": faces}
    try:
        made: bytes
        made, warnings = typst.compile_with_warnings(
            str(template),
            root=str(_ROOT),
            font_paths=own,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
            **options,
        )
    except typst.TypstError as error:
        if missing := _MISSING.search(error.message):
            raise Refused(say(_NO_GLYPH, letters=missing[1])) from error
        raise PdfError(error.message) from error
    if warnings:
        raise PdfError("; ".join(warning.message for warning in warnings))
    return made
