"""The words of each section, by the section's key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tongming.law.forms import FORM_2021, FORMS
from tongming.reports.reading.blocks import Line
from tongming.reports.reading.labels import bare
from tongming.reports.reading.numbers import INVISIBLE, RADICALS

_HEADING = re.compile(
    r"^(?:第([一二三四五六七八九十]{1,2})部分|([一二三四五六七八九十]{1,2})\s*[、.．,，:：])\s*(.*)$"
)
# A heading and its words on one line: 「二、主动公开情况。2015年，……」.
_BEGUN = re.compile(r"^([^。：:，,]{2,20})[。：:]\s*(.+)$")
_NUMERALS = "一二三四五六七八九十"
_KEYS = (
    ("remedies", re.compile("复议|诉讼")),
    ("proactive", re.compile("主动公开")),
    ("requests", re.compile("依申请|申请")),
    ("fees", re.compile("收费|费用")),
    ("problems", re.compile("问题|改进|不足")),
    ("other", re.compile("其他需要报告|需要报告的其他|其他事项|需要说明")),
    ("overview", re.compile("总体情况|概况|概述|基本情况|总体概况")),
)
_OFFICIAL = tuple((section.key, bare(section.heading)[1:]) for section in FORM_2021.sections)
FURNITURE = re.compile(
    r"^(?:上一篇|下一篇|上一条|下一条|打印|【?打印本页|【?关闭|关闭窗口|分享|扫一扫|主办|承办|版权所有|网站标识码|"
    r"责任编辑|返回顶部|相关链接|相关阅读|相关文章|附件下载|联系我们|网站地图|[\w.]*ICP备)"
)


_DATE = re.compile(r"^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$")


def without_signature(sections: dict[str, str], body: str) -> dict[str, str]:
    """The sections, the last without the organ and the date that stand under a report."""
    if not sections:
        return sections
    last = list(sections)[-1]
    words = sections[last].split("\n")
    kept = len(words)
    if kept and _DATE.match(words[kept - 1].strip()):
        kept -= 1
        if kept and body and bare(words[kept - 1]) == bare(body):
            kept -= 1
    return {**sections, last: "\n".join(words[:kept])}


@cache
def _of_tables() -> frozenset[str]:
    """What is printed over tables and no sentence: headings of blocks, captions, column names."""
    words = {"政府信息公开情况统计表"}
    for form in FORMS.values():
        for section in form.sections:
            if section.table is not None:
                words.add(section.heading)
                words.add(re.sub(r"^[一二三四五六七八九十]+、", "", section.heading))
        for table in form.tables:
            for block in table.blocks:
                words.update((block.heading, block.corner))
    return frozenset(bare(text) for text in words if text) | {bare("事项单位数量")}


def split_sections(lines: Sequence[Line], tabular: set[int]) -> dict[str, str]:
    """The sections of a report; lines that belong to tables and navigation are left out."""
    sections: dict[str, list[str]] = {}
    current: str | None = None
    last = 0
    for number, line in enumerate(lines):
        if line.link or number in tabular:
            continue
        text = INVISIBLE.sub("", line.text).translate(RADICALS).strip()
        if not text:
            continue
        # A whole sentence is the report's own, however it begins: 承办的人多为兼职。
        if current is not None and FURNITURE.match(text) and not text.endswith("。"):
            if current in ("problems", "other") or last >= 5:
                break
            continue
        heading = _heading(text, last)
        if heading is not None:
            last, current, rest = heading
            sections.setdefault(current, [])
            if rest:
                sections[current].append(rest)
        elif current is not None and bare(text) not in _of_tables():
            sections[current].append(text)
    return {key: "\n".join(words) for key, words in sections.items()}


def _heading(text: str, last: int) -> tuple[int, str, str] | None:
    """A section's number, key and the words on its line, if a line opens a section."""
    found = _HEADING.match(text)
    if found is None:
        # Numbered by the word processor, the number is not in the text.
        for place, (key, official) in enumerate(_OFFICIAL, 1):
            if len(text) <= 40 and bare(text) == official:
                return place, key, ""
        return None
    number = _NUMERALS.find((found.group(1) or found.group(2))[:1]) + 1
    rest = found.group(3)
    for key, official in _OFFICIAL:
        name, after = _begins(rest, official)
        if name:
            return number, key, after
    begun = _BEGUN.match(rest)
    if begun is not None and _in_order(number, last):
        for key, pattern in _KEYS:
            if pattern.search(bare(begun.group(1))):
                return number, key, begun.group(2)
    if len(rest) > 40 or re.search(r"[。；;]", rest) or not bare(rest):
        return None
    if not _in_order(number, last):
        return None
    flat = bare(rest)
    for key, pattern in _KEYS:
        if pattern.search(flat):
            return number, key, ""
    return number, rest.strip(" :："), ""


def _in_order(number: int, last: int) -> bool:
    return number == last + 1 or (last == 0 and number <= 2)


def _begins(text: str, official: str) -> tuple[bool, str]:
    """Whether a line begins with an official heading, and what follows it on the line."""
    letters = 0
    for place, character in enumerate(text):
        if letters == len(official):
            return True, text[place:].lstrip(" 。.:：，,、")
        if not bare(character):
            continue
        if bare(character) != official[letters]:
            return False, ""
        letters += 1
    return letters == len(official), ""
