"""Public items that look like what somebody is about to apply for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tongming.law.words import Refused
from tongming.portal.applying.matters import DOCUMENT_NUMBER
from tongming.search.index.folding import fold
from tongming.search.index.query import MAX_CHARACTERS, MAX_WORDS, Query
from tongming.search.index.reading import Hit
from tongming.search.index.words import split
from tongming.search.queries import find

FEW = 5
_ASKING = frozenset(
    {
        *("申请", "公开", "请求", "要求", "希望", "获取", "提供", "查询", "了解", "政府", "信息"),
        *("政府信息", "本人", "我们", "相关", "全部", "所有", "文件", "资料", "材料"),
    }
)
"""What every application says, whatever it asks for."""
_MOST_QUESTIONS = 8


def items_like(*subjects: str) -> list[Hit]:
    """The few items most like these subjects; nothing rather than something far from them."""
    found: dict[str, Hit] = {}
    for subject in subjects:
        for question in islice(_questions(subject), max(2, _MOST_QUESTIONS // len(subjects))):
            for hit in _ask(question):
                if hit.shown.address:
                    found.setdefault(hit.shown.key, hit)
            if found:
                break
    return list(found.values())[:FEW]


def _questions(subject: str) -> Iterator[str]:
    """From the narrowest to the widest: its document numbers, all its words, all but one."""
    for number in DOCUMENT_NUMBER.finditer(subject):
        yield number.group()
    words = [word for word in split(fold(subject)) if word not in _ASKING and len(word) > 1]
    words = list(dict.fromkeys(words))[:MAX_WORDS]
    if words:
        yield " ".join(words)
    if len(words) >= 4:
        for left_out in sorted(words, key=len):
            yield " ".join(word for word in words if word != left_out)


def _ask(question: str) -> tuple[Hit, ...]:
    try:
        return find(Query(text=question[:MAX_CHARACTERS])).hits
    except Refused:
        return ()
