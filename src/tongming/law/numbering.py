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


# --- Letters --------------------------------------------------------------------------------------

LETTER_PATTERN = "{code}〔{year}〕{serial}号"
"""GB/T 9704—2012: 机关代字, year in hexagonal brackets, serial without leading zeros, 号."""
LETTER_FIELDS = frozenset({"code", "year", "serial"})


def letter_number(pattern: str, *, code: str, year: int, serial: int) -> str:
    """The number of an outgoing letter by a unit's pattern: ××公开〔2026〕12号."""
    return pattern.format(code=code, year=year, serial=serial)


def letter_pattern_is_sound(pattern: str) -> bool:
    """Whether a pattern names known parts only, year and serial once each, and can be read back.

    Shapes differ in the field: （2015）××告字第006号 is as good as the standard's.
    """
    try:
        names = [name for _text, name in _parts(pattern) if name is not None]
        if not names.count("year") == names.count("serial") == 1 or set(names) - LETTER_FIELDS:
            return False
        made = {n: letter_number(pattern, code="某公开", year=2026, serial=n) for n in (1, 1001)}
    except (ValueError, KeyError, IndexError, AttributeError):
        return False
    return all(
        letter_serial(pattern, number, code="某公开") == (2026, n) for n, number in made.items()
    )


def letter_serial(pattern: str, number: str, *, code: str) -> tuple[int, int] | None:
    """The year and the serial of a number in that pattern, however it was typed; None of another.

    What reads numbers is tolerant of brackets, spaces and leading zeros (`document_number`).
    """
    parts = [re.escape(_squeezed(text)) + _group(name, code) for text, name in _parts(pattern)]
    match = re.fullmatch("".join(parts), _squeezed(number))
    return (int(match["year"]), int(match["serial"])) if match else None


def _parts(pattern: str) -> list[tuple[str, str | None]]:
    return [(text, name) for text, name, _spec, _conversion in string.Formatter().parse(pattern)]


def _group(name: str | None, code: str) -> str:
    return {
        None: "",
        "code": re.escape(_squeezed(code)),
        "year": r"(?P<year>\d{4})",
        "serial": r"0*(?P<serial>\d+)",
    }[name]


def _squeezed(text: str) -> str:
    """Without spaces and in one kind of bracket."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return plain.translate(_BRACKETS)


_BRACKETS = str.maketrans("[(【［｛{〈《（〔])】］｝}〉》）〕", "〔" * 10 + "〕" * 10)
