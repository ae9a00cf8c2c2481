"""Labels broken around their figures."""

from __future__ import annotations

import pytest

from tongming.reports.reading.around import mend_label
from tongming.reports.reading.numbers import value_of
from tongming.reports.reading.tokens import Run, Token


def run(words: list[str], values: str = "") -> Run:
    """Words, then values."""
    return Run(
        [Token(word, n) for n, word in enumerate(words)],
        [Token(value, 9, value_of(value)) for value in values.split()],
    )


FIGURES = "0 1 0 0 0 0 1"


@pytest.mark.parametrize(
    ("before", "behind", "label", "left"),
    [
        (["3.危及“三安全"], ["一稳定”", "4.保护"], "3.危及“三安全一稳定”", ["4.保护"]),
        (["②没有现"], ["成信息需", "要另行制", "作", "③"], "②没有现成信息需要另行制作", ["③"]),
        (
            ["4.保护第三", "（三）不"],
            ["予公开", "方合法权益", "5."],
            "4.保护第三方合法权益",
            ["予公开", "5."],
        ),
    ],
)
def test_the_end_of_a_label_behind_its_figures_is_put_back(
    before: list[str], behind: list[str], label: str, left: list[str]
) -> None:
    this, following = run(before, FIGURES), run(behind, FIGURES)
    mend_label(this, following, "requests")
    assert this.words[-1].text == label
    assert [token.text for token in following.words] == left


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (["1.属于国家秘密"], ["2.其他法律行政法规禁止公开"]),
        (["1.属于国"], ["保密", "2.其他法律行政法规禁止公开"]),
        (["有关情况"], ["1.属于国家秘密"]),
        (["（三）不"], ["予公开"]),
    ],
)
def test_words_that_do_not_make_a_label_whole_stay_where_they_are(
    before: list[str], behind: list[str]
) -> None:
    this, following = run(before, FIGURES), run(behind, FIGURES)
    assert mend_label(this, following, "requests") == set()
    assert [token.text for token in this.words] == before
    assert [token.text for token in following.words] == behind


def test_the_unit_of_the_older_form_stands_between_a_label_and_its_number() -> None:
    this, following = run(["其中：", "条"], "2"), run(["主动公开规范性文件数", "制发"])
    mend_label(this, following, "legacy")
    assert [token.text for token in this.words[-2:]] == ["其中：主动公开规范性文件数", "条"]
