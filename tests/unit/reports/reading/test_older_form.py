"""政府信息公开情况统计表, as provinces print it."""

from __future__ import annotations

import pytest

from tests.unit.reports.reading.made import html_table, one, reading
from tongming.law.figures import Cell, Gap
from tongming.law.forms import FORM_LEGACY

ROWS = FORM_LEGACY.table("legacy").blocks[0].rows
NUMBERS = {row.key: place for place, row in enumerate(ROWS) if not row.heading}
HEAD = "青川市石桥镇2016年政府信息公开工作年度报告"


def page(rows: list[list[str]]) -> str:
    """A page with the older form."""
    table = html_table([[one(text) for text in row] for row in rows])
    return f"<h1>{HEAD}</h1><p>一、概述</p><p>平稳。</p><p>二、附表</p>{table}"


def plain(extra: tuple[int, list[str]] | None = None) -> list[list[str]]:
    """The rows: indicator, unit, number."""
    rows = [["统计指标", "单位", "统计数"]]
    rows += [
        [row.label, row.unit or "——", "——" if row.heading else str(NUMBERS[row.key])]
        for row in ROWS
    ]
    if extra:
        rows.insert(extra[0], extra[1])
    return rows


def figures(text: str) -> dict[str, object]:
    """What is read, by row."""
    report = reading(text)
    assert report.form is FORM_LEGACY
    assert report.year == 2016
    return {key: report.figure(Cell("legacy", key, "value")) for key in NUMBERS}


def test_every_indicator_is_read_those_of_the_same_name_too() -> None:
    assert figures(page(plain())) == NUMBERS


@pytest.mark.parametrize("between", ["\t", "    ", "|"])
def test_the_same_as_text(between: str) -> None:
    lines = [between.join(row) for row in plain()]
    text = "\n".join([HEAD, "一、概述", "平稳。", "政府信息公开情况统计表", *lines])
    assert figures(text) == NUMBERS


def test_a_row_a_province_added_is_kept_as_printed() -> None:
    text = page(plain((6, ["其中：农村集体土地征收信息数", "条", "77"])))
    assert figures(text) == NUMBERS
    assert reading(text).extra["unknown_rows"] == {"其中：农村集体土地征收信息数": "77"}


def test_of_numbers_split_by_level_the_whole_is_read() -> None:
    rows = plain()
    split = [["统计指标", "单位", "合计", "县直", "乡镇"]]
    split += [[label, unit, number, "1", "2"] for label, unit, number in rows[1:]]
    assert figures(page(split)) == NUMBERS


def test_without_a_column_of_the_whole_none_is_chosen() -> None:
    rows = [["统计指标", "单位", "县直", "乡镇"]]
    rows += [[label, unit, "901", "902"] for label, unit, _ in plain()[1:]]
    report = reading(page(rows))
    assert {report.figure(Cell("legacy", key, "value")) for key in NUMBERS} == {Gap.BLANK}
    assert len([r for r in report.warnings if r.where.startswith("legacy/")]) == len(NUMBERS)


def test_two_halves_side_by_side() -> None:
    rows = plain()
    half = len(rows) // 2 + 1
    left, right = rows[:half], [rows[0], *rows[half:]]
    right += [["", "", ""]] * (len(left) - len(right))
    beside = [[*one_row, *two] for one_row, two in zip(left, right, strict=True)]
    # Rows are met across, so what stands on the left is not always before what is on the right.
    read = figures(page(beside))
    unique = {key for key in NUMBERS if key not in ("4.2", "4.3", "5.2", "5.3")}
    assert {key: read[key] for key in unique} == {key: NUMBERS[key] for key in unique}


def test_two_halves_side_by_side_are_read_one_after_the_other() -> None:
    head, *rows = plain()
    half = (len(rows) + 1) // 2
    beside = [*rows[half:], ["", "", ""]][:half]
    pairs = [head * 2, *(a + b for a, b in zip(rows[:half], beside, strict=True))]
    assert figures(page(pairs)) == NUMBERS


def test_what_is_no_number_in_a_numbers_place_is_said() -> None:
    rows = plain()
    place = next(n for n, row in enumerate(rows) if row[0].startswith("1.当面"))
    rows[place][2] = "约5"
    report = reading(page(rows))
    cell = Cell("legacy", "3.1.1", "value")
    assert report.figure(cell) is Gap.BLANK
    assert str(cell) in [remark.where for remark in report.warnings]
