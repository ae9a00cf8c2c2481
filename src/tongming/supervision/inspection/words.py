"""Sentences of findings as they are kept: the Chinese and its values, not the words of one reader.

Evidence is plain data; its fields have names that whoever adds evidence registers here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from tongming.law.words import N_, Message, chinese_date, say

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_fields: dict[str, str] = {
    "address": N_("地址"),
    "age_days": N_("距今天数"),
    "column": N_("栏目"),
    "count": N_("数量"),
    "day": N_("日期"),
    "document": N_("文件"),
    "found": N_("发现"),
    "last_on": N_("最近日期"),
    "limit": N_("期限或者标准"),
    "limit_unit": N_("计量单位"),
    "missing": N_("缺少"),
    "name": N_("名称"),
    "number": N_("编号"),
    "page": N_("所在页面"),
    "person": N_("人员"),
    "place": N_("位置"),
    "reason": N_("事由"),
    "status": N_("状态"),
    "text": N_("内容"),
    "until": N_("截止"),
}


def name_evidence(fields: Mapping[str, str]) -> None:
    """Say what fields of evidence are called, as marked Chinese. Again the same is once."""
    _fields.update(fields)


def evidence_name(field: str) -> str:
    """What a field is called, in Chinese; a field nobody named by itself."""
    return _fields.get(field, field)


def keep_message(message: Message) -> list[Any]:
    """A message as JSON; dates come back as dates."""
    return [message.text, {name: _kept(value) for name, value in message.values.items()}]


def _kept(value: Any) -> Any:
    if isinstance(value, Message):
        return keep_message(value)
    if isinstance(value, date):
        return {"date": value.isoformat()[:10]}
    return value if isinstance(value, int) else str(value)


def kept_message(data: list[Any]) -> Message:
    """A message from JSON."""
    return say(data[0], **{name: _given(value) for name, value in data[1].items()})


def _given(value: Any) -> Any:
    if isinstance(value, list):
        return kept_message(value)
    if isinstance(value, dict):
        return date.fromisoformat(value["date"])
    return value


def shown(value: Any) -> str:
    """A value of evidence as a person reads it."""
    if isinstance(value, list):
        return "、".join(shown(one) for one in value)
    if isinstance(value, dict):
        return "；".join(f"{evidence_name(key)}：{shown(one)}" for key, one in value.items())
    if isinstance(value, str) and _DAY.fullmatch(value):
        return chinese_date(date.fromisoformat(value))
    return gettext(value) if isinstance(value, str) and value else str(value)


def enumerated(words: Sequence[str]) -> Message:
    """Marked words one after another, each in the reader's language."""
    names = [f"w{place}" for place in range(len(words))]
    return say(
        "、".join(f"{{{name}}}" for name in names),
        **{name: say(word) for name, word in zip(names, words, strict=True)},
    )
