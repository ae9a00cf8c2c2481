"""What a file costs grows with its length and not with its square, whatever is in it.

Measured in processor time of this process, for a length and for four times that length: a busy
machine stretches the clock on the wall and not these.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from random import Random

import pytest

from tests.unit.reports.reading.made import reading
from tongming.reports.reading.labels import REQUEST_ROWS

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "政府信息公开情况统计表",
)
HEAD = "青川市石桥镇人民政府2020年政府信息公开工作年度报告"
_LETTERS = sorted(set("".join(REQUEST_ROWS.variants())))


def almost_labels(count: int) -> list[str]:
    """Words of the labels' own letters that are no labels, all different."""
    random = Random(count)
    return ["".join(random.choices(_LETTERS, k=6)) for _ in range(count)]


LONG: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "行政复议" + "9" * n,
    "Chinese numerals": lambda n: "行政复议" + "一" * n + "件",
    "blanks after a word": lambda n: "发布日期" + " " * n + "x",
    "wide blanks": lambda n: "发布日期：" + "　" * n + "2",
    "blank lines": lambda n: "发布日期" + "\n" * (n // 4) + "2",
    "commas": lambda n: "收到申请" + "1,234," * (n // 6),
    "bars": lambda n: "|" * n,
    "tabs": lambda n: "\t" * n,
    "dashes": lambda n: "2020年1月1日" + "—" * n,
    "no mark at all": lambda n: "收到政府信息公开申请" * (n // 10),
    "brackets": lambda n: "（" * (n // 2) + "）" * (n // 2),
    "headings on a line": lambda n: "一、" * (n // 2),
    "headings": lambda n: "一、总体\n" * (n // 5),
    "labels on a line": lambda n: "（七）总计 1 2 3 4 5 6 7 " * (n // 20),
    "labels": lambda n: "（七）总计\n1\n2\n3\n4\n5\n6\n7\n" * (n // 40),
    "labels of several tables": lambda n: "总计|5\n" * (n // 5),
    "tables in turn": lambda n: "（七）总计|5|4\n行政许可|3|2\n" * (n // 20),
    "headers without figures": lambda n: "维持|纠正|其他\n" * (n // 10),
    "headers and rows": lambda n: "维持|纠正|总计\n" * (n // 20) + "1|2|3\n" * (n // 12),
    "words like labels": lambda n: "\n".join(f"{word} 1 2" for word in almost_labels(n // 11)),
    "cells like labels": lambda n: "\n".join(f"{word}|1|2" for word in almost_labels(n // 11)),
    "figures, then rows": lambda n: "（七）总计\n" + "1 " * (n // 4) + "\n甲乙 3" * (n // 10),
    "a title": lambda n: "2020年" * (n // 5) + "政府信息公开年报",
    "sentences": lambda n: "收到申请5件，公开信息3条；复议0件。" * (n // 19),
    "clauses": lambda n: "微信公开3条，" * (n // 8),
    "a group over and over": lambda n: "行政诉讼" * (n // 4),
    "quotation marks": lambda n: '"总计,' * (n // 4),
}


def cost(text: str) -> float:
    """Processor time for reading a text, without what looking for garbage among everything a long
    run of tests has left costs."""
    gc.disable()
    try:
        started = time.process_time()
        assert reading(text).year == 2020
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("marked_up", [False, True])
def test_one_thing_endlessly_costs_no_more_than_its_length(kind: str, marked_up: bool) -> None:
    def made(length: int) -> str:
        much = LONG[kind](length)
        text = "\n".join([HEAD, *(f"{heading}\n{much}。" for heading in SECTIONS)])
        if not marked_up:
            return text
        lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
        return f"<title>{HEAD}</title><style>{much}</style>{lines}<p hidden>x</p>"

    once, four_times = cost(made(3_000)), cost(made(12_000))
    # Four times, were it exact; sixteen times would be the square.
    assert four_times < 8 * once + 0.25


def test_words_that_can_be_taken_apart_in_many_ways_are_tried_in_one() -> None:
    text = "\n".join([HEAD, "一、总体情况", "公开政府信息" + "共计" * 400 + "。"])
    assert cost(text.replace("共计" * 400, "共计" * 23)) < 1
    assert cost(text) < 1


def test_a_table_in_a_cell_after_thousands_of_cells() -> None:
    cell = "<td>（七）总计<td>自然人<td><table><tr><td>1</table>"
    row = "<tr>" + "<td>其他" * 20
    few, many = (
        f"<title>{HEAD}</title><p>一、总体情况<p>平稳。<table>"
        f"<tr>{cell}{row * n}{('<tr>' + cell) * n}</table>"
        for n in (100, 400)
    )
    assert cost(many) < 8 * cost(few) + 0.25
