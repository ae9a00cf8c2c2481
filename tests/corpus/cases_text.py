"""Plain-text files of the corpus."""

from __future__ import annotations

from random import Random

from tests.corpus import grids, texts
from tests.corpus.facts import Facts, draw, draw_legacy
from tests.corpus.kit import Made, break_r1, break_r2, break_r3, break_r4, case, three
from tests.corpus.labels import COLUMNS
from tests.corpus.prose import sections

NEW, OLD = "2021-30", "2019-60"


def _text(facts: Facts, flat: texts.Flat, variant: int = 0, show: grids.Show = grids.plain) -> str:
    tables = [flat(grid) for grid in three(facts, show)]
    return texts.document(facts, sections(facts, variant), tables)


@case("one-cell-a-line.txt", "every cell on its own line, GB18030")
def _(rng: Random) -> Made:
    facts = draw(rng, "长岭县双山镇人民政府", 2022, NEW)
    return Made(_text(facts, texts.one_a_line).encode("gb18030"), facts)


@case(
    "one-cell-a-line-2019.txt",
    "2019 form, every cell on its own line; results do not add up",
    ("R2", "requests/3.7/nat"),
    ("R2", "requests/3.7/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "长岭县前进乡人民政府", 2020, OLD)
    break_r2(facts, "3.6", "nat", 3)
    return Made(_text(facts, texts.one_a_line, 1).replace("\n", "\r\n").encode("utf-8-sig"), facts)


@case("one-cell-a-line-blanks-lost.txt", "empty cells lost, in three rows some figures are left")
def _(rng: Random) -> Made:
    facts = draw(rng, "长岭县流水镇人民政府", 2022, NEW, applications=9)
    busy = ("3.1", "3.4.1", "3.7")
    shown = facts.copy()
    for row in busy:
        values = shown.requests[row]
        for column in COLUMNS:
            values[column] = values[column] or None
        assert None in values.values()
    parts = sections(facts, 2, told=False)
    for row in busy:
        facts.forget(row)
    tables = [texts.one_a_line(grid) for grid in three(shown)]
    return Made(texts.document(facts, parts, tables).encode(), facts)


@case("tabs-with-empty-fields.txt", "tabs, empty fields kept: blank cells are known to be blank")
def _(rng: Random) -> Made:
    facts = draw(rng, "东安县石桥镇人民政府", 2023, NEW, applications=25)
    for row in ("3.3.1", "3.3.2", "3.3.3", "3.5.4"):
        for column, number in facts.requests[row].items():
            facts.requests[row][column] = number or None
    return Made(_text(facts, texts.tabs).encode(), facts)


@case(
    "tabs-of-a-sheet.txt",
    "a spreadsheet saved as text (UTF-16); row totals moved from one row to another",
    ("R3", "requests/2/sum"),
    ("R3", "requests/4/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "东安县铁炉镇人民政府", 2021, NEW, applications=33)
    break_r3(facts, "2", 2)
    return Made(_text(facts, texts.tabs_of_a_sheet, 1).encode("utf-16"), facts)


@case(
    "bars.txt",
    "cells between bars; carry-over of a column wrong",
    ("R1", "requests/*/law"),
    ("R1", "requests/*/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "东安县龙王庙乡人民政府", 2024, NEW)
    break_r1(facts, "law")
    return Made(_text(facts, texts.bars, 2).encode(), facts)


@case("several-blanks.txt", "cells parted by blanks, all filled in")
def _(rng: Random) -> Made:
    facts = draw(rng, "东安县柏树镇人民政府", 2022, NEW, applications=120)
    return Made(_text(facts, texts.blanks).encode("gbk"), facts)


@case("wide-blanks-wide-digits.txt", "ideographic blanks, digits of Chinese width")
def _(rng: Random) -> Made:
    facts = draw(rng, "东安县枣林街道办事处", 2020, OLD, applications=44)
    text = _text(facts, texts.wide_blanks, 1, grids.full_width)
    return Made(text.encode(), facts)


@case(
    "labels-wrapped-over-lines.txt",
    "labels over several lines, figures behind the last; one court total wrong",
    ("R4", "remedies/direct/total"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "东安县黑石镇人民政府", 2023, NEW)
    break_r4(facts, "direct", 2)
    return Made(_text(facts, texts.wrapped, 2).encode(), facts)


@case(
    "several-blanks-cells-lost.txt", "blanks between cells, empty cells lost: rows not to be known"
)
def _(rng: Random) -> Made:
    facts = draw(rng, "东安县三河镇人民政府", 2019, OLD, applications=14)
    shown = facts.copy()
    lost = ("1", "3.1", "3.3.4", "3.7")
    for row in lost:
        if not any(shown.requests[row].values()):
            shown.requests[row]["ent"] = shown.requests[row]["sum"] = 1
        for column in COLUMNS:
            shown.requests[row][column] = shown.requests[row][column] or None
        assert None in shown.requests[row].values()
    parts = sections(facts, 0, told=False)
    for row in lost:
        facts.forget(row)
    tables = [texts.blanks(grid) for grid in three(shown)]
    return Made(texts.document(facts, parts, tables).encode("gb18030"), facts)


# --- Text copies of pages -------------------------------------------------------------------------


@case(
    "bars-padded-behind.txt",
    "text copy of a page: a bar behind every cell, rows padded with empty fields",
    ("R4", "remedies/after/total"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "横山县塔湾镇人民政府", 2022, NEW)
    break_r4(facts, "after")
    return Made(_text(facts, texts.padded_bars).encode(), facts)


@case(
    "bars-padded-behind-2020.txt",
    "the same for 2020, some cells empty; one applicant too many carried over",
    ("R1", "requests/*/nat"),
    ("R1", "requests/*/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "横山县石窑沟乡人民政府", 2020, OLD, applications=18)
    break_r1(facts, "nat")
    for row in ("3.3.2", "3.3.7", "3.4.2", "3.5.3"):
        for column, number in facts.requests[row].items():
            facts.requests[row][column] = number or None
    return Made(_text(facts, texts.padded_bars, 2).encode(), facts)


@case("bars-line-by-line.txt", "a bar behind every cell, each on its own line, padding on others")
def _(rng: Random) -> Made:
    facts = draw(rng, "横山县白界乡人民政府", 2019, OLD, applications=7)
    return Made(_text(facts, texts.bars_line_by_line, 1).encode(), facts)


@case(
    "bars-with-breaks-in-cells.txt",
    "a line break before every cell's text; results do not add up",
    ("R2", "requests/3.7/nat"),
    ("R2", "requests/3.7/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "横山县殿市镇人民政府", 2023, NEW)
    break_r2(facts, "3.4.3", "nat")
    return Made(_text(facts, texts.bars_with_breaks, 2).encode(), facts)


_BREAKS = {
    "商业企业": "商业/企业",
    "社会公益组织": "社会公/益组织",
    "（三）不予公开": "（三）/不予公开",
    "（五）不予处理": "（五）/不予/处理",
    "三、本年度办理结果": "三、本年度办/理结果",
    "结果维持": "结果/维持",
    "未经复议直接起诉": "未经复议/直接起诉",
    "行政事业性收费": "行政事业性/收费",
}


@case("blank-lines-and-broken-labels.txt", "a blank line after every cell, labels broken by them")
def _(rng: Random) -> Made:
    facts = draw(rng, "横山县艾好峁乡人民政府", 2021, NEW, applications=35)
    tables = [texts.blank_lines(grid, _BREAKS) for grid in three(facts)]
    text = texts.document(facts, sections(facts, 0), tables)
    return Made(text.encode("gb18030"), facts)


# --- The older 统计表 -----------------------------------------------------------------------------

_WORDS = [
    ("一、概述", ["{year}年，本机关认真落实《条例》，召开专题会议，完善制度，充实专栏。"]),
    ("二、附表：政府信息公开情况统计表", []),
    ("三、存在的问题及改进措施", ["公开时效有待提高；下一步加强业务培训，细化公开目录。"]),
]


def legacy_text(facts: Facts, table: str) -> str:
    """A report of the older kind as text."""
    parts = [(head, [line.format(year=facts.year) for line in lines]) for head, lines in _WORDS]
    intro = (
        f"根据《中华人民共和国政府信息公开条例》编制{facts.year}年度报告，数据截至当年12月31日。"
    )
    return texts.document(facts, parts, [table], intro=intro)


@case(
    "older-form-channels-beyond-total.txt", "统计表 in tabs; the channels lawfully exceed the total"
)
def _(rng: Random) -> Made:
    facts = draw_legacy(rng, "石泉县汉阴河镇人民政府", 2018)
    return Made(legacy_text(facts, texts.tabs(grids.legacy(facts))).encode("gb18030"), facts)


@case(
    "older-form-one-cell-a-line.txt",
    "统计表 one cell to a line; two sums wrong",
    ("L3", "legacy/3.3/value"),
    ("L7", "legacy/8.3/value"),
)
def _(rng: Random) -> Made:
    facts = draw_legacy(rng, "石泉县迎丰乡人民政府", 2016, applications=11)
    facts.legacy["3.3"] = (facts.legacy["3.3"] or 0) + 1
    facts.legacy["8.3"] = (facts.legacy["8.3"] or 0) + 2
    text = legacy_text(facts, texts.one_a_line(grids.legacy(facts)))
    return Made(text.encode(), facts)
