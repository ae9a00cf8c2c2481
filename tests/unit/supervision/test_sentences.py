"""Where a report names its problems and improvements: stretches of its own text."""

from __future__ import annotations

from tongming.supervision.tasks.sentences import Said, find, points


def said(text: str) -> list[tuple[str, str]]:
    return [(one.said.value, text[one.start : one.end]) for one in find(text)]


PROBLEM, IMPROVEMENT = Said.PROBLEM.value, Said.IMPROVEMENT.value


def test_counted_problems_and_headed_measures_are_told_apart_and_the_signature_is_neither() -> None:
    text = (
        "今年工作取得了一定成效,但也存在着一些不足:一是各单位开展不平衡;"
        "二是公开意识不强。部分部门不够重视。三是人员多为兼职。\n\n"
        "针对以上情况,我镇将重点做好以下三方面工作:\n\n(一)强化信息发布\n\n及时公布重大决策。"
        "对热点及时回应。\n\n(二)强化业务培训\n\n采取个别培训的方式。\n\n"
        "示例镇人民政府\n\n二〇二〇年一月三日"
    )
    assert said(text) == [
        (PROBLEM, "各单位开展不平衡"),
        (PROBLEM, "公开意识不强。部分部门不够重视"),
        (PROBLEM, "人员多为兼职"),
        (IMPROVEMENT, "强化信息发布\n\n及时公布重大决策。对热点及时回应"),
        (IMPROVEMENT, "强化业务培训\n\n采取个别培训的方式"),
    ]


def test_what_is_told_of_the_year_before_is_no_task_and_the_draft_of_the_house_is_read() -> None:
    text = (
        "本年度存在的主要问题：培训不够。\n"
        "上年度所列问题的整改情况：列入整改的问题和改进措施2项，已完成2项。\n"
        "（1）针对“网站栏目更新慢”，栏目已由专人维护，已完成。\n"
        "（2）针对“公开意识不强”，培训两次，已完成。\n"
        "下一步改进措施：逐个岗位培训，每季度自查一次。"
    )
    assert said(text) == [
        (PROBLEM, "培训不够"),
        (IMPROVEMENT, "逐个岗位培训，每季度自查一次"),
    ]


def test_headings_with_counted_points_beneath_them_turn_the_page() -> None:
    text = (
        "（一）存在的主要问题：一是培训不够；二是栏目更新慢。\n"
        "（二）改进措施：1.开展培训。2.每季自查。"
    )
    assert said(text) == [
        (PROBLEM, "培训不够"),
        (PROBLEM, "栏目更新慢"),
        (IMPROVEMENT, "开展培训"),
        (IMPROVEMENT, "每季自查"),
    ]


def test_plain_sentences_are_proposed_one_by_one_and_blanks_never() -> None:
    text = "虽然取得了一定成绩，但仍存在一些问题。公开不够及时。下一步，我镇将加强培训。"
    assert said(text) == [(PROBLEM, "公开不够及时"), (IMPROVEMENT, "下一步，我镇将加强培训")]
    assert said("【请补充：本年度存在的主要问题】\n【请补充：下一步改进措施】") == []
    assert said("") == []


def test_a_point_of_a_plan_stays_whole_with_what_it_counts() -> None:
    text = (
        "一、深化重点领域信息公开。围绕乡村振兴做好公开。\n"
        "二、提升解读质量。一是多形式解读；二是及时回应。"
    )
    assert [text[one.start : one.end] for one in points(text)] == [
        "深化重点领域信息公开。围绕乡村振兴做好公开",
        "提升解读质量。一是多形式解读；二是及时回应",
    ]
