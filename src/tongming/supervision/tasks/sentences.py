"""Where in a text the problems, the improvements and the points of a plan stand.

Plain Python. Each finding is a stretch of the text itself, so that what becomes a task can be shown
where it was said. Cautious: what cannot be told apart is one stretch, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    """What a stretch says."""

    PROBLEM = "problem"
    IMPROVEMENT = "improvement"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where to where in the text, and what it says."""

    start: int
    end: int
    said: Said


_NUMERAL = "一二三四五六七八九十"
_ENUMERATOR = re.compile(
    rf"(?:^|(?<=[\s。；;：:，,、]))(?:"
    rf"(?P<high>[（(][{_NUMERAL}]{{1,3}}[）)]|[{_NUMERAL}]{{1,3}}、)"
    rf"|(?P<low>[{_NUMERAL}]{{1,2}}是(?:要)?|[（(]\d{{1,2}}[）)]|\d{{1,2}}[.．、](?!\d)|[①-⑳]))\s*",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"[^。！？；;\n]*(?:[。！？；;]+|\n|$)")
_LABEL = re.compile(r"[^：:。\n]{2,40}[：:]\s*")

_REVIEW = re.compile(r"上一?年度?[^。；\n]{0,16}(?:整改|改进|问题|不足)")
_AHEAD = re.compile(
    r"下一步|下一?年|改进措施|改进情况|整改措施|工作打算|今后|针对(?:以上|上述|存在|这些)|重点做好|将从以下"
)
_TROUBLE = re.compile(r"(?:主要|存在|一些|不少)[^。；\n]{0,8}(?:问题|不足|差距)|不足之处")
_LEAD_IN = re.compile(r"以下|如下|[几两三四五六]个?方面|[：:]$|(?:问题|不足|差距)[。；;]?$")
_PRAISE = re.compile(r"取得[^。；\n]{0,8}(?:成效|成绩|进展)")
_BLANK = "【请补充"
_SIGNATURE = re.compile(
    r"(?:\n[ \t\u3000]*[^\n，。,；;]{2,40}(?:政府|办公室|办事处|局|委员会)[ \t\u3000]*)?"
    r"\n\s{0,40}[二2][〇○Ｏ零0-9一二三四五六七八九十]{3}年[^\n]{2,8}日\s{0,40}$"
)


def find(text: str) -> list[Stretch]:
    """The problems and improvements a part of a report names; what it tells of the year before's
    is neither."""
    return [
        Stretch(start, end, said)
        for start, end, said in _walk(text, reads_headings=True)
        if said is not None and _BLANK not in text[start:end]
    ]


def points(text: str) -> list[Stretch]:
    """The points of a plan of the year."""
    found = [Stretch(start, end, Said.POINT) for start, end, _ in _walk(text, reads_headings=False)]
    return [one for one in found if _BLANK not in text[one.start : one.end]]


@dataclass(slots=True)
class _Open:
    """A stretch whose end has not come."""

    start: int
    end: int
    said: Said | None
    level: int
    """1 after （一）, 2 after 一是 or 1.; 0 where nothing counts them."""


def _walk(text: str, *, reads_headings: bool) -> Iterator[tuple[int, int, Said | None]]:
    mode: Said | None = Said.PROBLEM
    now: _Open | None = None
    signed = _SIGNATURE.search(text)
    for sentence in _SENTENCE.finditer(text, 0, signed.start() if signed else len(text)):
        start, end = sentence.span()
        if not text[start:end].strip():
            continue
        marks = list(_ENUMERATOR.finditer(text, start, end))
        lead = text[start : marks[0].start()] if marks else ""
        if lead.strip():
            yield from _closed(text, now)
            now = None
            mode = _turned(lead, mode, reads_headings)
        for mark, after in zip(marks, [*marks[1:], None], strict=False):
            level = 1 if mark["high"] else 2
            stop = after.start() if after else end
            heads = now is not None and len(text[now.start : now.end].strip()) <= 30
            if now is not None and level > now.level > 0 and heads and reads_headings:
                mode = _turned(text[now.start : now.end], mode, reads_headings)  # a heading
            elif now is not None and level > now.level > 0:
                now.end = stop  # a paragraph that counts its own points stays one
                continue
            else:
                yield from _closed(text, now)
            label = _LABEL.match(text, mark.end(), stop)
            if label and not text[label.end() : stop].strip():
                mode = _turned(label[0], mode, reads_headings)
            now = _Open(mark.end(), stop, mode, level)
        if marks:
            continue
        begun, mode, is_lead = _plain(text, start, end, mode, reads_headings)
        if begun == start and not is_lead and now is not None and now.level:
            now.end = end  # goes on under the same number
            continue
        yield from _closed(text, now)
        now = None if is_lead else _Open(begun, end, mode, 0)
    yield from _closed(text, now)


def _plain(
    text: str, start: int, end: int, mode: Said | None, reads_headings: bool
) -> tuple[int, Said | None, bool]:
    """A sentence nothing counts: where what it says begins, the mode, whether it only leads in."""
    sentence = text[start:end]
    label = _LABEL.match(text, start, end)
    if label and (cue := _cue(label[0], reads_headings)):
        rest = text[label.end() : end].strip()
        return label.end(), cue[0], not rest
    cue = _cue(sentence, reads_headings)
    leads_in = bool(_LEAD_IN.search(sentence.strip()) or _PRAISE.search(sentence))
    turns = start == 0 or text[start - 1] == "\n" or _AHEAD.match(sentence.strip())
    if cue and (turns or leads_in):
        return start, cue[0], leads_in or not re.search(r"[。！？；;]", sentence)
    return start, mode, leads_in


def _turned(lead: str, mode: Said | None, reads_headings: bool) -> Said | None:
    cue = _cue(lead, reads_headings)
    return cue[0] if cue else mode


def _cue(words: str, reads_headings: bool) -> tuple[Said | None] | None:
    """What the words announce: (PROBLEM,), (IMPROVEMENT,), (None,) for a review; None: nothing."""
    if not reads_headings:
        return None
    if _REVIEW.search(words):
        return (None,)
    if _AHEAD.search(words):
        return (Said.IMPROVEMENT,)
    return (Said.PROBLEM,) if _TROUBLE.search(words) else None


def _closed(text: str, one: _Open | None) -> Iterator[tuple[int, int, Said | None]]:
    """The stretch without the blanks and the stop around it; nothing where nothing is left."""
    if one is None:
        return
    start, end = one.start, one.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。；;，,、："):
        end -= 1
    if end - start >= 4:
        yield start, end, one.said
