"""What became of last year's problems, in the words that were confirmed and no others."""

from __future__ import annotations

from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021, FORM_OWN
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import Facts, SetRight, draft, fill, open_points, unbound_numbers

COUNTS = {"tasks_listed": 3, "tasks_done": 1, "tasks_partly": 0, "tasks_not_done": 1}
LAST_YEAR = (
    SetRight(("培训不够。", "逐个岗位培训"), "已完成", "培训两次；"),
    SetRight(("栏目更新慢",), "没有完成", "只换了一个栏目", "没有专人"),
    SetRight(("公开意识不强",)),
)


def problems(year: int = 2026, facts: Facts | None = None) -> str:
    report = AnnualReport("", "红石砬子镇人民政府", year, FORM_2021 if year > 2019 else FORM_OWN)
    report.figures = {Cell("stated", row, "value"): number for row, number in COUNTS.items()}
    return fill(draft(report, facts)["problems"], report)


def test_each_sentence_stands_with_its_result_and_the_numbers_are_bound() -> None:
    text = problems(facts=Facts(last_year=LAST_YEAR))
    assert "列入整改的问题和改进措施3项，已完成1项，没有完成1项。" in text  # nothing partly
    assert "（1）针对“培训不够”、“逐个岗位培训”，培训两次，已完成。" in text
    assert "（2）针对“栏目更新慢”，只换了一个栏目，没有完成，原因是没有专人。" in text
    assert "整改结果（还没有确认）" in open_points(text)
    report = AnnualReport("", "甲", 2026, FORM_2021)
    assert unbound_numbers(draft(report, Facts(last_year=LAST_YEAR))["problems"]) == []
    assert "针对“公开意识不强”" in problems(2019, Facts(last_year=LAST_YEAR))


def test_without_tasks_a_person_is_asked_and_foreign_words_never_become_a_marker() -> None:
    assert "上年度所列问题的整改情况" in open_points(problems())
    odd = SetRight(("写了{{requests/1/sum}}",), "已完成", "做了【请补充：甲】")
    text = problems(facts=Facts(last_year=(odd,)))
    assert "甲" not in " ".join(open_points(text))
    assert "{{" not in text
