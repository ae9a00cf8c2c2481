"""Dates as pages write them, and the words that say which date it is."""

from __future__ import annotations

import re
from datetime import date

DATE = r"(?<!\d)((?:19|20)\d\d)\s?(?:年|[-./])\s?(\d{1,2})\s?(?:月|[-./])\s?(\d{1,2})(?!\d)\s?日?"
_DATE = re.compile(DATE)
_SHORT = re.compile(r"(?<![\d-])(\d{1,2})[-/](\d{1,2})(?![\d-])")
_TIME = re.compile(r"\s*T?\s*(\d{1,2}:\d{2})")


def _label(*words: str) -> str:
    """Words as pages space them out: 成 文 日 期."""
    return "|".join(r"[\s\u3000]{0,4}".join(word) for word in words)


_PUBLISHED = _label(
    "发布日期", "发布时间", "公开日期", "公开时间", "发表时间", "更新时间", "更新日期", "信息时间",
    "发布于", "日期", "时间",
)  # fmt: skip
_WRITTEN = _label("成文日期", "生成日期", "发文日期", "印发日期", "签发日期", "成文时间")
_SOURCE = _label("信息来源", "文章来源", "来源", "稿源")
_NEXT = r"\s{0,3}[:：]?\s{0,4}"
_BEFORE = r"(?<![\u4e00-\u9fa5])"
PUBLISHED = re.compile(f"{_BEFORE}(?:{_PUBLISHED}){_NEXT}{DATE}")
WRITTEN = re.compile(f"{_BEFORE}(?:{_WRITTEN}){_NEXT}{DATE}")
SOURCE = re.compile(rf"{_BEFORE}(?:{_SOURCE})\s{{0,3}}[:：\s]\s{{0,3}}([^\s:：|【】]{{2,40}})")


def day_of(found: re.Match[str], first: int = 1) -> date | None:
    """The day three groups spell, where there is such a day."""
    try:
        return date(*(int(found[first + n]) for n in range(3)))
    except ValueError:
        return None


def days_in(text: str) -> list[date]:
    """Every full date of a text, in order."""
    return [day for found in _DATE.finditer(text) if (day := day_of(found))]


def first_date(text: str, limit: int) -> tuple[date, str] | None:
    """The first full date within so many characters, and as it is written, with its time."""
    for found in _DATE.finditer(text[: limit + 20]):
        day = day_of(found)
        if day and found.start() <= limit:
            return day, written_at(text, found)
    return None


def labelled(pattern: re.Pattern[str], text: str) -> tuple[date, str] | None:
    """The first date behind a label."""
    for found in pattern.finditer(text):
        day = day_of(found)
        if day:
            return day, written_at(text, found)
    return None


def written_at(text: str, found: re.Match[str]) -> str:
    """The date, and the time behind it where one stands: 2026-03-01 09:30."""
    day = day_of(found)
    time = _TIME.match(text, found.end())
    said = day.isoformat() if day else ""
    return f"{said} {time[1].zfill(5)}" if time else said


def has_short_date(text: str) -> bool:
    """Whether a month and a day stand there without a year: 03-12."""
    return any(1 <= int(one[1]) <= 12 and 1 <= int(one[2]) <= 31 for one in _SHORT.finditer(text))


def without_dates(text: str) -> str:
    """A text with its dates taken out, and the brackets that held them."""
    bare = _SHORT.sub(" ", _DATE.sub(" ", text))
    return " ".join(re.sub(r"[\[（(【]\s*[\])）】]", " ", bare).split())
