"""The judge of what was typed again finds each kind of it, and lets own words pass."""

from __future__ import annotations

import pytest

from tests.browser.retyping import Known, Typed, retyped

KNOWN = Known(
    figures=frozenset({"43", "72.1"}),
    names=frozenset({"红石砬子镇", "党政办公室"}),
    passages=("上年度所列问题的整改情况：逐个栏目核对更新，已完成。",),
)
WORDS = "/work/reports/hongshilazi/2025/2021-30/words/overview/"


def _found(page: str, before: str, now: str) -> str:
    found = retyped([Typed(page, "text", before, now)], KNOWN)
    return found[0][1] if found else ""


@pytest.mark.parametrize(
    ("before", "now", "piece"),
    [
        ("公开信息。", "公开信息43件。", "43"),
        ("", "微信占72.1%", "72.1"),
        ("", "由党政办公室负责", "党政办公室"),
        ("一、总体情况。", "一、总体情况。逐个栏目核对更新已完成了。", "逐个栏目核对更新已完成"),
        ("", "请村组长逢集日念给大家听。", ""),
        ("红石砬子镇公开信息43件。", "红石砬子镇公开信息43件，请老人听广播。", ""),
    ],
)
def test_what_the_system_knew_is_found_in_what_was_added(before: str, now: str, piece: str) -> None:
    assert _found(WORDS, before, now) == piece


def test_any_figure_typed_into_a_report_is_one_too_many() -> None:
    assert _found("/work/reports/hongshilazi/2025/2021-30/figures/", "", "5") == "5"
    assert _found("/work/reports/hongshilazi/figures/7/correct/", "4", "5") == "5"
    assert _found("/work/registers/tallies/2/2025/12/enter/", "3", "5") == ""
