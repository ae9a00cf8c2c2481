"""docs/outcomes.md: how an application can end, written from the lists so that it cannot age."""

from __future__ import annotations

from collections.abc import Iterator

from tongming.law.citation import REGULATION
from tongming.law.letters import LETTERS, letters_for
from tongming.law.outcomes import OUTSIDE_THE_STEPS, Group, Outcome, ReviewFirst, Step

_REVIEW = {
    ReviewFirst.YES: "是",
    ReviewFirst.NO: "否",
    ReviewFirst.WITHHELD_PART: "不予公开的部分：是",
    ReviewFirst.CONTESTED: "有争议，由单位设定",
}


def outcomes_page() -> str:
    """The page in Markdown."""
    return "\n".join([*_head(), *_table(), "", *_steps(), "", *_letters(), ""])


def _head() -> Iterator[str]:
    yield "# 办理结果"
    yield ""
    yield "<!-- Written by tools/documents.py from the lists in law/: change those. -->"
    yield ""
    yield (
        "One outcome a row of table 3 「三、本年度办理结果」, in the order of the form. Labels are"
        " those of 国办公开办函〔2021〕30号; articles without a name are those of"
        " 《政府信息公开条例》 (国务院令第711号). 复议前置 is the rule for letters signed since"
        " 2025-06-01."
    )
    yield ""


def _table() -> Iterator[str]:
    yield "| 行 | 办理结果 | 依据 | 文书 | 复议前置 | 代码 |"
    yield "|---|---|---|---|---|---|"
    group: Group | None = None
    for outcome in Outcome:
        if outcome.group is not None and outcome.group is not group:
            group = outcome.group
            yield f"| {group.code} | **{group.value}** | | | | |"
        letters = "、".join(f"{letter.id} {letter.title}" for letter in letters_for(outcome))
        yield (
            f"| {outcome.row} | {outcome.label} | {outcome.article or '没有条文写明'} "
            f"| {letters or '—'} | {_REVIEW[outcome.review_first]} | `{outcome.value}` |"
        )


def _steps() -> Iterator[str]:
    yield "## 五步"
    yield ""
    for number, step in enumerate(Step, start=1):
        ends = "、".join(f"{outcome.row}" for outcome in step.outcomes)
        yield f"{number}. **{step.label}** {step.question}" + (f" → {ends}" if ends else "")
    yield ""
    outside = "、".join(f"{outcome.row} {outcome.label}" for outcome in OUTSIDE_THE_STEPS)
    yield f"不经五步而来：{outside}"


def _letters() -> Iterator[str]:
    yield "## 文书"
    yield ""
    yield "| 编号 | 名称 | 何时用 | 依据 | 救济 | 表三行 |"
    yield "|---|---|---|---|---|---|"
    for letter in LETTERS.values():
        basis = "；".join(str(c).replace(REGULATION.name, "《条例》") for c in letter.basis)
        yield (
            f"| {letter.id} | {letter.title} | {letter.when} | {basis or '没有条文写明'} "
            f"| {letter.remedy.value} | {letter.row or '—'} |"
        )
