"""Layouts that once misled the reader: found by writing reports without knowing how it reads."""

from __future__ import annotations

from random import Random

from tests.corpus import grids, pages, texts
from tests.corpus.facts import Facts, draw, draw_legacy, say_channels
from tests.corpus.grids import Box, Grid
from tests.corpus.kit import Made, break_r2, break_r3, break_r4, case, forget_zeros, three
from tests.corpus.labels import RESULTS
from tests.corpus.prose import sections

NEW, OLD = "2021-30", "2019-60"


def _page(facts: Facts, tables: list[Grid], variant: int = 0) -> str:
    return pages.report(facts, sections(facts, variant), [pages.tidy(grid) for grid in tables])


@case(
    "merged-cells-copied-over.html",
    "no merged cell: what was merged stands in each of its places, figures too",
    ("R4", "remedies/after/total"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县白果镇人民政府", 2022, NEW)
    break_r4(facts, "after")
    copied = [[[Box(t) for t in row] for row in grids.expand(g, repeat=True)] for g in three(facts)]
    return Made(pages.bare(facts, _page(facts, copied), "utf-8").encode(), facts)


@case(
    "merged-cells-copied-over.txt",
    "the same between bars; a row total wrong",
    ("R3", "requests/2/sum"),
    ("R3", "requests/4/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县龙潭乡人民政府", 2020, OLD)
    break_r3(facts, "2")
    tables = [
        "\n".join("| " + " | ".join(row) + " |" for row in grids.expand(grid, repeat=True))
        for grid in three(facts)
    ]
    return Made(texts.document(facts, sections(facts, 1), tables).encode("gb18030"), facts)


@case(
    "parent-shorter-than-its-rows.html",
    "「本年度办理结果」 ends early: rows are one place to the left",
)
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县黄坪镇人民政府", 2024, NEW, applications=3)
    shown = three(facts, grids.blank_for_zero)
    shown[1] = [
        [box._replace(down=12) if box.text == RESULTS else box for box in row] for row in shown[1]
    ]
    text = pages.report(facts, sections(facts, 2, told=False), [pages.tidy(grid) for grid in shown])
    forget_zeros(facts)
    return Made(pages.trs(facts, text).encode(), facts)


@case(
    "older-form-in-pairs.html",
    "the older form in two halves side by side; answers do not add up",
    ("L3", "legacy/3.3/value"),
)
def _(rng: Random) -> Made:
    facts = draw_legacy(rng, "澄江县大寨乡人民政府", 2016)
    facts.legacy["3.3"] = (facts.legacy["3.3"] or 0) + 1
    head, *rows = grids.legacy(facts)
    half = (len(rows) + 1) // 2
    beside = [*rows[half:], [Box("")] * 3]
    grid = [[*head, *head], *([*a, *b] for a, b in zip(rows, beside, strict=False))]
    inner = pages.report(facts, [("政府信息公开情况统计表", [])], [pages.tidy(grid)])
    return Made(pages.bare(facts, inner, "gbk").encode("gbk"), facts)


@case(
    "radicals-for-characters.txt",
    "text taken from a PDF: radicals in the place of characters, in tables and words",
    ("C2", "channels/weibo/share"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县河东镇人民政府", 2021, NEW)
    say_channels(facts, {"website": 210, "weibo": 64, "other": 9})
    facts.shares["weibo"] = 32.6
    counts = "；".join(
        f"通过{name}公开{facts.channels[key]}条，占{facts.shares[key]}%"
        for key, name in (("website", "县政府网站"), ("weibo", "政务微博"), ("other", "其他方式"))
    )
    parts = sections(facts, 0)
    parts[0][1].append(f"全年主动公开政府信息283条。其中{counts}。")
    text = texts.document(facts, parts, [texts.tabs(grid) for grid in three(facts)])
    head, _, rest = text.partition("\n")
    radicals = str.maketrans("一二人力大方日月水用目立行非见", "⼀⼆⼈⼒⼤⽅⽇⽉⽔⽤⽬⽴⾏⾮⻅")
    return Made(f"{head}\n{rest.translate(radicals)}".encode(), facts)


def _cells_and_blank_lines(grid: Grid) -> str:
    return "\n".join(box.text for row in grid for box in row)


@case(
    "one-cell-a-line-blanks-kept.txt",
    "every cell on its own line, empty ones too, in all three tables; a remedy's total wrong",
    ("R4", "remedies/review/total"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县草坝镇人民政府", 2019, OLD, applications=14)
    facts.remedies["review"] = [0, 1, None, 0, 2]
    facts.proactive["coercion"]["change"] = None
    for row in ("3.1", "3.4.1", "3.7"):
        for column, number in facts.requests[row].items():
            facts.requests[row][column] = number or None
    tables = [_cells_and_blank_lines(grid) for grid in three(facts)]
    return Made(texts.document(facts, sections(facts, 1), tables).encode("utf-16"), facts)


def _around(grid: Grid, place: int, width: int = 9) -> str:
    """Labels broken in a narrow column, the figures beside a line of them: 0 first, 1 middle."""
    lines: list[str] = []
    for row in grid:
        labels = row[0].text if any(b.figure for b in row) and not row[0].figure else ""
        figures = "   ".join(box.text for box in row if box.figure)
        if not labels:
            lines.append("    ".join(box.text for box in row if not box.figure) or figures)
            continue
        pieces = [labels[at : at + width] for at in range(0, len(labels), width)]
        at = len(pieces) // 2 if place else 0
        lines += [
            piece + ("　" * (width + 2 - len(piece)) + figures if n == at else "")
            for n, piece in enumerate(pieces)
        ]
    return "\n".join(lines)


def _one_label(grid: Grid) -> Grid:
    """Table 3 with a single label cell in each row."""
    out: Grid = []
    for row in grid:
        labels = [box for box in row if not box.figure]
        figures = [box for box in row if box.figure]
        if figures and labels:
            out += [[Box(box.text)] for box in labels[:-1]]
            out.append([labels[-1], *figures])
        else:
            out.append(row)
    return out


@case("figures-beside-the-middle-of-a-label.txt", "labels broken, their figures at half height")
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县马街乡人民政府", 2023, NEW)
    tables = [_around(_one_label(grid), 1) for grid in three(facts)]
    return Made(texts.document(facts, sections(facts, 0), tables).encode(), facts)


@case(
    "figures-beside-the-first-line-of-a-label.txt",
    "labels broken, their figures beside the first line; results do not add up",
    ("R2", "requests/3.7/ent"),
    ("R2", "requests/3.7/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县右所镇人民政府", 2021, NEW)
    break_r2(facts, "3.4.2", "ent")
    tables = [_around(_one_label(grid), 0) for grid in three(facts)]
    return Made(texts.document(facts, sections(facts, 2), tables).encode("gb18030"), facts)


@case("rows-cut-by-breaks-in-cells.txt", "bars around every row; a break in a cell cuts the row")
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县九村镇人民政府", 2020, OLD)

    def broken(text: str) -> str:
        return f"{text[:3]}\n{text[3:]}" if len(text) > 5 else text

    tables = [
        "\n".join("|" + "|".join(box.text for box in row) + "|" for row in grids.change(g, broken))
        for g in three(facts)
    ]
    return Made(texts.document(facts, sections(facts, 1), tables).encode(), facts)


@case(
    "title-without-organ-among-links.html", "the organ only at the end; other years' titles beside"
)
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县路居镇人民政府", 2023, NEW)
    tables = [pages.tidy(grid) for grid in three(facts)]
    inner = pages.report(facts, sections(facts, 1), tables, signed="2024年1月15日")
    inner = inner.replace(f"{facts.body}2023年政府信息公开", "2023年政府信息公开")
    inner += "<div>上一篇：龙川县水利局2016年政府信息公开工作年度报告<br>"
    inner += "下一篇：龙川县2024年政府信息公开工作年度报告</div>"
    page = f"<html><head><title>政府信息公开年报</title></head><body>{inner}</body></html>"
    return Made(page.encode("gb18030"), facts)


@case("channels-in-a-table.html", "a report in words whose channels stand in a small table")
def _(rng: Random) -> Made:
    facts = Facts("澄江县海口镇人民政府", 2018, "none")
    say_channels(facts, {"website": 96, "weibo": 31, "wechat": 73})
    names = {"website": "政府网站", "weibo": "政务微博", "wechat": "政务微信"}
    grid = [[Box("公开渠道"), Box("公开数量（条）"), Box("占比")]]
    for key, name in names.items():
        grid.append([Box(name), Box(str(facts.channels[key])), Box(f"{facts.shares[key]}%")])
    facts.shares["total"] = 100
    grid.append([Box("合计"), Box(str(facts.channels["total"])), Box("100%")])
    parts = [
        ("一、概述", ["工作平稳。"]),
        ("二、主动公开政府信息情况", []),
        ("三、存在的主要问题及改进情况", ["更新不够及时。"]),
    ]
    inner = pages.report(facts, parts, [pages.tidy(grid)])
    return Made(pages.bare(facts, inner, "utf-8").encode(), facts)


@case("inputs-for-figures.html", "figures stand in the fields of a web form")
def _(rng: Random) -> Made:
    facts = draw(rng, "澄江县阳宗镇人民政府", 2022, NEW)
    tables = [pages.tidy(grid) for grid in three(facts)]
    inner = pages.report(facts, sections(facts, 0), tables)
    for number in range(60):
        inner = inner.replace(f"<td>{number}</td>", f'<td><input value="{number}" readonly></td>')
    return Made(pages.bare(facts, inner, "utf-8").encode(), facts)
