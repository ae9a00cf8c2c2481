"""Numbers of documents: 发文字号 in one spelling, 索引号 by a template."""

from __future__ import annotations

import re
import string
import unicodedata

_BRACKETED = re.compile(r"[\[(（【〔［｛{〈《]\s*(\d{4})\s*[\])）】〕］｝}〉》]")
_NUMBER = re.compile(r"^(?P<code>.*?)〔(?P<year>\d{4})〕第?0*(?P<serial>\d+)号?$")


def document_number(text: str) -> str:
    """A 发文字号 as GB/T 9704—2012 writes it: 红政发〔2026〕5号.

    Square, round and full-width brackets, full-width digits, spaces, leading zeros and 第 all come
    to the same spelling. What is no such number stays as it was written, without outer spaces.
    """
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if squeezed in ("", "无", "-", "—"):
        return ""
    match = _NUMBER.match(_BRACKETED.sub(r"〔\1〕", squeezed))
    if match is None or not match["code"]:
        return text.strip()
    return f"{match['code']}〔{match['year']}〕{int(match['serial'])}号"


FIELDS = frozenset({"credit_code", "unit_code", "year", "month", "serial"})


def index_number(
    template: str, *, credit_code: str, unit_code: str, year: int, month: int, serial: int
) -> str:
    """An 索引号 by the installation's template: {credit_code}/{year}-{serial:05}."""
    return template.format(
        credit_code=credit_code or unit_code.upper(),
        unit_code=unit_code,
        year=year,
        month=f"{month:02}",
        serial=serial,
    )


def template_is_sound(template: str) -> bool:
    """Whether a template names known parts only, and a serial and a year among them.

    Without the serial numbers would repeat; without the year they would repeat next year, when the
    serial begins again.
    """
    try:
        names = {name for _text, name, _spec, _conversion in string.Formatter().parse(template)}
        index_number(template, credit_code="A", unit_code="a", year=2026, month=1, serial=1)
    except (ValueError, KeyError, IndexError, AttributeError):
        return False
    return {"serial", "year"} <= names and names - {None} <= FIELDS
