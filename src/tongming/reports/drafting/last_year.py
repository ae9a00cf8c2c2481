"""What became of last year's problems: from what was confirmed, word for word, and nothing else."""

from __future__ import annotations

from tongming.law.figures import Cell
from tongming.reports.drafting.clauses import Figures, of
from tongming.reports.drafting.facts import Facts, SetRight
from tongming.reports.drafting.markers import open_point

_RESULTS = (("已完成", "tasks_done"), ("部分完成", "tasks_partly"), ("没有完成", "tasks_not_done"))
_PLAIN = str.maketrans("{}【】", "（）（）")
"""What a marker or an open point is made of: words of others never become one."""


def set_right(figures: Figures, facts: Facts) -> list[str]:
    """The lines: the numbers first, then each sentence with its result."""
    if not facts.last_year:
        return [open_point("上年度所列问题的整改情况")]
    lines = [f"上年度所列问题的整改情况：{_numbers(figures)}"]
    for number, one in enumerate(facts.last_year, 1):
        lines.append(f"（{number}）{_line(one)}")
    return lines


def _numbers(figures: Figures) -> str:
    listed = _at("tasks_listed")
    if not figures.known(listed):
        return ""
    text = f"列入整改的问题和改进措施{of(listed, '项')}"
    for label, row in _RESULTS:
        if figures.some(_at(row)):
            text += f"，{label}{of(_at(row), '项')}"
    return text + "。"


def _line(one: SetRight) -> str:
    quoted = "、".join(f"“{_stripped(quote)}”" for quote in one.quotes)
    if not one.result:
        return f"针对{quoted}，" + open_point("整改结果（还没有确认）") + "。"
    text = f"针对{quoted}，{_stripped(one.did)}，{one.result}"
    if one.reason:
        text += f"，原因是{_stripped(one.reason)}"
    return text + "。"


def _stripped(words: str) -> str:
    return words.translate(_PLAIN).strip().rstrip("。；;，,")


def _at(row: str) -> Cell:
    return Cell("stated", row, "value")
