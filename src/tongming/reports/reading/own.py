"""The project's own JSON form, read back."""

from __future__ import annotations

import json
from typing import Any

from tongming.law.words import N_, say
from tongming.reports.document import AnnualReport, from_json
from tongming.reports.reading.blocks import TooLarge
from tongming.reports.reading.errors import Unreadable
from tongming.reports.reading.limits import MAX_JSON

_WANTED = {"form", "requests"}


def looks_like_json(text: str) -> bool:
    """Whether a text can only be JSON."""
    return text.lstrip()[:1] in ("{", "[")


def read_json(text: str, name: str) -> AnnualReport:
    """The report in a JSON file as `tongming report read --json` writes it."""
    if len(text) > MAX_JSON:
        raise TooLarge
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(name, say(N_("JSON文件不完整或格式有误，请重新导出"))) from None
    if "\\u" in text:
        # Half of a pair of surrogates can be written in JSON and nowhere else.
        whole = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
        data = json.loads(whole)
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if not isinstance(data, dict) or not data.keys() >= _WANTED:
        raise Unreadable(
            name,
            say(N_("不是年度报告的JSON文件；一个文件应只有一份报告，由tongming report read导出")),
        )
    try:
        return from_json(data)
    except (ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise Unreadable(
            name, say(N_("JSON内容不符合年度报告的格式：{fault}"), fault=str(error)[:200])
        ) from None
