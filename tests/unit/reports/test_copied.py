"""Passages two reports have in common, whatever numbers and marks stand between the words."""

from __future__ import annotations

from tongming.reports.copied import LEAST, Text, passages

COPIED = (
    "部分站所负责人对政务公开工作重视不够，信息员多为兼职且更换频繁，"
    "业务培训没有跟上，导致公开的信息不够及时，内容不够规范。"
)
OWN = "本镇二月起每周三核对网站栏目，发现过期信息当天更换，四月以后再没有出现空白栏目。"


def test_a_passage_in_two_reports_is_found_where_it_stands_in_each() -> None:
    one, other = f"一是{COPIED}", f"{OWN}二是{COPIED}{OWN}"
    (found,) = passages([Text("a/problems", one), Text("b/problems", other)])
    assert (found.one, found.other) == ("b/problems", "a/problems") or (
        found.one,
        found.other,
    ) == ("a/problems", "b/problems")
    spans = {found.one: found.in_one, found.other: found.in_other}
    assert one[slice(*spans["a/problems"])].endswith("内容不够规范")
    assert COPIED.rstrip("。") in other[slice(*spans["b/problems"])]
    assert found.length >= LEAST


def test_numbers_and_marks_between_do_not_hide_it() -> None:
    first = COPIED.replace("重视不够", "重视不够（2024年有3个）")
    second = COPIED.replace("，", "；").replace("重视不够", "重视不够（2023年有11个）")
    second = second.replace("有11个", "有1个")
    assert len(passages([Text("a/problems", first), Text("b/problems", second)])) == 1


def test_words_of_ones_own_and_a_sentence_in_common_are_no_copy() -> None:
    short = "以上是全部情况，请予监督。"
    assert passages([Text("a/problems", OWN + short), Text("b/problems", COPIED + short)]) == []


def test_two_sections_of_one_report_are_not_compared() -> None:
    assert passages([Text("a/overview", COPIED), Text("a/problems", COPIED)]) == []


def test_what_is_everybodys_is_no_copy() -> None:
    texts = [Text("a/fees", COPIED), Text("b/fees", COPIED)]
    assert passages(texts, common=[COPIED]) == []


def test_a_few_words_of_ones_own_between_everybodys_are_no_copy() -> None:
    few = "承办人多为兼职而且更换得很快"
    told = f"{OWN}{few}。{COPIED}"
    texts = [Text("a/problems", told), Text("b/problems", told)]
    assert passages(texts, common=[OWN, COPIED]) == []
    (whole,) = passages(texts, common=[OWN])
    assert whole.length > LEAST


def test_last_years_report_is_compared_with_and_not_with_another_of_last_year() -> None:
    found = passages(
        [Text("now/problems", COPIED)],
        [Text("before/problems", COPIED), Text("elsewhere/problems", COPIED)],
    )
    assert {one.other for one in found} == {"before/problems", "elsewhere/problems"}
    assert {one.one for one in found} == {"now/problems"}


def test_two_passages_apart_are_two() -> None:
    other = (
        "要求各站所每月五日前报送上月信息，由党政办公室统一审核，逐条登记来源和责任人，按季度通报。"
    )
    one = Text("a/problems", f"{COPIED}{OWN}{other}")
    two = Text("b/problems", f"{COPIED}另外，今年新设两个查阅点，各有电脑一台。{other}")
    assert len(passages([one, two])) == 2
