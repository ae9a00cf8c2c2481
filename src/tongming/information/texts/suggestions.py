"""A summary and subject words proposed from the text; a person accepts or changes them."""

from __future__ import annotations

import re
from collections import Counter

import rjieba

SUMMARY_LENGTH = 100
"""内容概述: about a hundred characters, as city rules ask."""
SUBJECTS = 5
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_SALUTATION = re.compile(r"^.{2,60}[：:]$|^附件|^（.*）$|^\d{4}年\d{1,2}月\d{1,2}日$")
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百]+条|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)\s*"
)
_NOUNS = frozenset({"n", "nr", "ns", "nt", "nz", "vn", "an", "j", "l", "i"})
_EMPTY_WORDS = frozenset(
    [
        "通知",
        "意见",
        "方案",
        "办法",
        "单位",
        "部门",
        "人民政府",
        "政府",
        "工作",
        "情况",
        "问题",
        "要求",
        "事项",
        "内容",
        "有关",
        "以上",
        "以下",
        "时间",
        "年度",
        "附件",
        "文件",
        "规定",
        "进行",
        "组织",
        "实施",
        "加强",
        "落实",
        "全镇",
        "各村",
        "村民",
        "人员",
        "负责",
        "责任",
        "方面",
        "原则",
        "发展",
        "管理",
        "项目",
        "公布",
        "印发",
        "我镇",
        "本镇",
        "镇政府",
        "现将",
        "具体",
        "相关",
    ]
)


def summary(text: str) -> str:
    """The first sentences that say something, up to the length of a summary."""
    chosen = ""
    for line in text.split("\n"):
        if _SALUTATION.search(line.strip()) or len(line) < 8:
            continue
        for sentence in _SENTENCE.findall(_NUMBERED.sub("", line.strip())):
            words = sentence.strip()
            if chosen and len(chosen) + len(words) > SUMMARY_LENGTH:
                return chosen
            chosen += words
        if len(chosen) >= SUMMARY_LENGTH // 2:
            break
    if len(chosen) <= SUMMARY_LENGTH:
        return chosen
    return chosen[: SUMMARY_LENGTH - 1].rstrip("，、：") + "…"


def subject_words(title: str, text: str, unit: str = "") -> tuple[str, ...]:
    """The nouns that carry the document: those of the title weigh more than those of the text.

    The unit's own name says nothing of the document, so its words are left out.
    """
    weights: Counter[str] = Counter()
    for words, weight in ((title, 6), (text, 1)):
        for word, kind in rjieba.tag(words):
            if len(word) >= 2 and kind in _NOUNS and word not in _EMPTY_WORDS and word not in unit:
                weights[word] += weight
    # Equal weights keep the order of the text, so that the same text gives the same words.
    return tuple(word for word, weight in weights.most_common(SUBJECTS) if weight > 1)
