"""The project's own JSON form, read back."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from tongming.law.figures import Cell
from tongming.law.forms import FORMS, SIDE_TABLES
from tongming.law.words import N_, say
from tongming.reports.document import AnnualReport, Remark, from_json
from tongming.reports.reading.blocks import TooLarge
from tongming.reports.reading.errors import Unreadable
from tongming.reports.reading.limits import MAX_JSON, MAX_LINE

_WANTED = {"form", "requests"}


def looks_like_json(text: str) -> bool:
    """Whether a text can only be JSON."""
    return text.lstrip()[:1] in ("{", "[")


def read_json(text: str, name: str) -> AnnualReport:
    """The report in a JSON file as `tongming report read --json` writes it."""
    if len(text) > MAX_JSON:
        raise TooLarge
    try:
        data = _loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(name, say(N_("JSON文件不完整或格式有误，请重新导出"))) from None
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    return report_of(data, name)


def _loads(text: str) -> Any:
    data = json.loads(text)
    if "\\u" in text:
        # Half of a pair of surrogates can be written in JSON and nowhere else.
        whole = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
        data = json.loads(whole)
    return data


def entries_in(text: str) -> list[Any] | None:
    """What stands in a list, or one a line (JSONL); None where the text is neither.

    `tongming report read` writes such files for a folder.
    """
    lines = [text] if text.lstrip().startswith("[") else text.strip().split("\n")
    try:
        found = [_loads(line) for line in lines if line.strip()]
    except (ValueError, RecursionError):
        return None  # an object over many lines, or damaged
    return found[0] if len(lines) == 1 and isinstance(found[0], list) else found


def entry_in_line(line: bytes, name: str) -> AnnualReport:
    """The report in one line of a file with many; not checked yet."""
    if len(line) > MAX_LINE:
        raise Unreadable(name, say(N_("文件过大，不是一份年度报告")))
    try:
        entry = _loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise Unreadable(name, say(N_("JSON文件不完整或格式有误，请重新导出"))) from None
    return listed_report(entry, name)


def listed_report(entry: Any, name: str) -> AnnualReport:
    """The report in an entry of a list; one that could not be read then is still missing."""
    if isinstance(entry, dict) and "error" in entry and "form" not in entry:
        text = N_("当初没有读出{file}：{reason}")
        raise Unreadable(name, say(text, file=entry.get("file", ""), reason=entry["error"]))
    return report_of(entry, name)


def report_of(data: object, name: str) -> AnnualReport:
    """The report in what was read from JSON."""
    if not isinstance(data, dict) or not data.keys() >= _WANTED:
        raise Unreadable(
            name,
            say(N_("不是年度报告的JSON文件；一个文件应只有一份报告，由tongming report read导出")),
        )
    try:
        report = from_json(data)
    except (ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise Unreadable(
            name, say(N_("JSON内容不符合年度报告的格式：{fault}"), fault=str(error)[:200])
        ) from None
    strangers = [cell for cell in report.figures if cell not in _known_cells()]
    text = N_("任何格式都没有这一栏，其中的数字没有核对")
    report.warnings += [Remark(str(cell), say(text)) for cell in strangers[:_MOST_STRANGERS]]
    return report


_MOST_STRANGERS = 20


@cache
def _known_cells() -> frozenset[Cell]:
    """Every cell of every form, and of what a report says beside its tables."""
    tables = (*SIDE_TABLES, *(table for form in FORMS.values() for table in form.tables))
    return frozenset(cell for table in tables for cell in table.cells())
