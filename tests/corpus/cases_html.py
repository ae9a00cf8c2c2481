"""HTML files of the corpus."""

from __future__ import annotations

import re
from random import Random

from tests.corpus import grids, pages
from tests.corpus.facts import Facts, draw, say_channels
from tests.corpus.grids import Box, Grid
from tests.corpus.kit import (
    Made,
    break_r1,
    break_r2,
    break_r3,
    break_r4,
    case,
    forget_all,
    forget_zeros,
    three,
)
from tests.corpus.labels import PROACTIVE
from tests.corpus.prose import opening, sections

NEW, OLD = "2021-30", "2019-60"


@case("word-export-split-digits.html", "Word export, digits in several runs, labels broken")
def _(rng: Random) -> Made:
    facts = draw(rng, "云溪县青石镇人民政府", 2021, NEW, applications=160)
    inner = pages.report(facts, sections(facts, 0), [pages.word(g) for g in three(facts)])
    return Made(pages.word_file(facts, inner).encode("gb18030"), facts)


@case(
    "trs-page-with-other-years.html",
    "TRS page: index box, navigation, links to four other years' reports",
    ("R1", "requests/*/nat"),
    ("R1", "requests/*/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "云溪县白鹿塬镇人民政府", 2023, NEW)
    break_r1(facts, "nat")
    inner = pages.report(facts, sections(facts, 1), [pages.wps(g) for g in three(facts)])
    return Made(pages.trs(facts, inner).encode(), facts)


@case(
    "nested-layout-tables-thousands.html",
    "tables inside layout tables; thousands separators; two row totals wrong",
    ("R3", "requests/1/sum"),
    ("R3", "requests/4/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "白沙县桐木乡人民政府", 2022, NEW, applications=2600, scale=30000)
    break_r3(facts, "1", 10)
    tables = [
        f'<table width="100%"><tr><td align="center">\n{pages.tidy(g)}</td></tr></table>'
        for g in three(facts, grids.thousands)
    ]
    inner = pages.report(facts, sections(facts, 2), tables, signed="2023年1月12日")
    return Made(pages.boda(facts, inner).encode(), facts)


@case("rare-characters-declared-gb2312.html", "GB18030 bytes declared as gb2312, rare names")
def _(rng: Random) -> Made:
    facts = draw(rng, "鄠州县石塱镇人民政府", 2022, NEW)
    parts = sections(facts, 1)
    parts[0][1].append("分管领导朱镕堃、联络员陈龑喆、李㛃与𡋾头村王喆负责本项工作。")
    inner = pages.report(facts, parts, [pages.tidy(g) for g in three(facts)])
    return Made(pages.bare(facts, inner, "gb2312").encode("gb18030"), facts)


@case("utf16-with-mark.html", "UTF-16 with byte-order mark, still declaring gb2312")
def _(rng: Random) -> Made:
    facts = draw(rng, "临泽市柳河街道办事处", 2024, NEW)
    inner = pages.report(facts, sections(facts, 0), [pages.excel(g) for g in three(facts)])
    return Made(pages.bare(facts, inner, "gb2312").encode("utf-16"), facts)


@case("gbk-without-charset.html", "GBK bytes, no charset declared, blanks for every zero")
def _(rng: Random) -> Made:
    facts = draw(rng, "临泽市大营镇人民政府", 2020, OLD, applications=5)
    shown = three(facts, grids.blank_for_zero)
    parts = sections(facts, 2, told=False)
    forget_zeros(facts)
    inner = pages.report(facts, parts, [pages.tidy(g) for g in shown])
    return Made(pages.bare(facts, inner, None).encode("gbk"), facts)


@case(
    "saved-page.mht",
    "a page saved as MHTML; one result not in (七)",
    ("R2", "requests/3.7/ent"),
    ("R2", "requests/3.7/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "云溪县孙家湾镇人民政府", 2022, NEW, applications=20)
    break_r2(facts, "3.5.3", "ent", 2)
    inner = pages.report(facts, sections(facts, 0), [pages.tidy(g) for g in three(facts)])
    return Made(pages.saved_page(pages.dahan(facts, inner), "utf-8"), facts)


@case("saved-page-gb2312.mht", "MHTML whose part says gb2312 only inside the page")
def _(rng: Random) -> Made:
    facts = draw(rng, "云溪县石门坎乡人民政府", 2019, OLD, applications=4)
    inner = pages.report(facts, sections(facts, 1), [pages.wps(g) for g in three(facts)])
    return Made(pages.saved_page(pages.bare(facts, inner, "gb2312"), "gb18030"), facts)


@case("tables-of-divs.html", "no table element anywhere: rows and cells are divs")
def _(rng: Random) -> Made:
    facts = draw(rng, "南屏县双桥镇人民政府", 2023, NEW)
    inner = pages.report(facts, sections(facts, 2), [pages.of_divs(g) for g in three(facts)])
    return Made(pages.lonsun(facts, inner).encode(), facts)


def _split(grid: Grid, at: int, *, again: bool) -> list[Grid]:
    """Table 3 cut in two; a label cell that spans the cut is cut with it."""
    first = [[b._replace(down=min(b.down, at - y)) for b in row] for y, row in enumerate(grid[:at])]
    second = [list(row) for row in grid[at:]]
    second[0].insert(0, Box("", 1, len(grid) - at - 1))
    return [first, grid[:3] + second if again else second]


@case("table-3-in-two-header-repeated.html", "table 3 continues in a second table with its header")
def _(rng: Random) -> Made:
    facts = draw(rng, "南屏县龙潭镇人民政府", 2022, NEW)
    two, big, four = three(facts)
    halves = "<p>&nbsp;</p>\n".join(pages.tidy(g) for g in _split(big, 15, again=True))
    inner = pages.report(facts, sections(facts, 0), [pages.tidy(two), halves, pages.tidy(four)])
    return Made(pages.dahan(facts, inner).encode(), facts)


@case(
    "table-3-in-two-no-header.html",
    "table 3 goes on in a second table without a header; (七) short of one refusal",
    ("R2", "requests/3.7/nat"),
    ("R2", "requests/3.7/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "南屏县苦竹乡人民政府", 2024, NEW)
    break_r2(facts, "3.3.6", "nat")
    two, big, four = three(facts)
    halves = "<p>（续表）</p>\n".join(pages.wps(g) for g in _split(big, 16, again=False))
    inner = pages.report(facts, sections(facts, 1), [pages.wps(two), halves, pages.wps(four)])
    return Made(pages.trs(facts, inner, published="2025-01-13").encode(), facts)


@case("end-tags-missing.html", "end tags left out or astray, attributes unquoted, upper case")
def _(rng: Random) -> Made:
    facts = draw(rng, "宁阳市四合乡人民政府", 2020, OLD)
    inner = pages.report(facts, sections(facts, 2), [pages.careless(g) for g in three(facts)])
    return Made(pages.bare(facts, inner).encode("utf-8-sig"), facts)


@case("hidden-template-rows.html", "rows of the CMS template left in the page, hidden")
def _(rng: Random) -> Made:
    facts = draw(rng, "宁阳市曹店镇人民政府", 2023, NEW)
    tables = []
    for grid in three(facts):
        width = sum(box.across for box in grid[-1])
        hidden = "".join(f"<td>{n}</td>" for n in range(1, width + 1))
        html = pages.tidy(grid)
        at = html.rindex("<tr>")
        tables.append(f'{html[:at]}<tr style="display:none">{hidden}</tr>{html[at:]}')
    tables.append(
        '<div style="display: none"><table><tr><td>（七）总计</td><td>99</td></tr></table></div>'
    )
    inner = pages.report(facts, sections(facts, 0), tables)
    return Made(pages.trs(facts, inner).encode(), facts)


@case("nbsp-and-wide-digits.html", "blank cells of &nbsp; and of 　, digits of Chinese width")
def _(rng: Random) -> Made:
    facts = draw(rng, "宁阳市杏花镇人民政府", 2022, NEW, applications=130)
    shown = three(facts, lambda n: grids.full_width(n or None) or "\u00a0\u3000\u00a0")
    parts = sections(facts, 1, told=False)
    forget_zeros(facts)
    inner = pages.report(facts, parts, [pages.tidy(g).replace("\u00a0", "&nbsp;") for g in shown])
    return Made(pages.bare(facts, inner).encode(), facts)


_BROKEN = {
    "本年新制作数量": "本年新<br/>制作数量",
    "本年新公开数量": "本年新<br/>公开数量",
    "对外公开总数量": "对外公开<br/>总数量",
    "上一年项目数量": "上一年项<br/>目数量",
    "本年增/减": "本年增/<br/>减",
    "结果维持": "结<br/>果<br/>维<br/>持",
    "结果纠正": "结果<br/>纠正",
    "（五）不予处理": "（五）<br/>不予<br/>处理",
    "法律服务机构": "法律<br/>服务<br/>机构",
    "社会公益组织": "社会<br/>公益<br/>组织",
}


@case(
    "labels-broken-by-br.html",
    "2019 form, labels broken by br; a decision count below zero",
    ("R9", "proactive/penalties/decisions"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "桃源市上坪镇人民政府", 2019, OLD)
    facts.proactive["penalties"]["decisions"] = -4
    tables = []
    for grid in three(facts):
        html = pages.tidy(grid)
        for label, broken in _BROKEN.items():
            html = html.replace(f">{label}<", f">{broken}<")
        tables.append(html)
    inner = pages.report(facts, sections(facts, 0), tables)
    return Made(pages.trs(facts, inner, published="2020-01-21").encode(), facts)


@case("parents-repeated-in-every-row.html", "no spans: every merged label stands in every row")
def _(rng: Random) -> Made:
    facts = draw(rng, "桃源市下洼镇人民政府", 2021, NEW)
    tables = [pages.repeated(grids.expand(g, repeat=True)) for g in three(facts)]
    # An expanded table repeats a figure's cell too where table 2 spreads it over three columns.
    tables[0] = pages.tidy(grids.proactive(facts))
    inner = pages.report(facts, sections(facts, 2), tables)
    return Made(pages.bare(facts, inner).encode(), facts)


@case(
    "punctuation-of-another-kind.html", "，for 、, half-width brackets, 1、 for 1., straight quotes"
)
def _(rng: Random) -> Made:
    def edit(label: str) -> str:
        label = label.replace("补正、行", "补正,行").replace("费用、行", "费用，行")
        label = re.sub(r"^(\d)\.", r"\1、", label)
        label = label.replace("（", "(").replace("）", ")")
        return label.replace("“", '"').replace("”", '"').replace("、本", "，本")

    facts = draw(rng, "桃源市马鞍乡人民政府", 2023, NEW)
    tables = [pages.tidy(grids.change(g, edit)) for g in three(facts)]
    inner = pages.report(facts, sections(facts, 1), tables)
    return Made(pages.lonsun(facts, inner).encode(), facts)


@case(
    "parent-glued-to-child.html",
    "the group's name runs into its first row; reconsideration total wrong",
    ("R4", "remedies/review/total"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "桃源市黄泥街道办事处", 2022, NEW)
    break_r4(facts, "review")
    grid: Grid = []
    for row in grids.requests(facts):
        labels = "".join(box.text for box in row if not box.figure)
        figures = [box for box in row if box.figure]
        grid.append([Box(labels, 3), *figures] if figures else row)
    two, _, four = three(facts)
    inner = pages.report(
        facts, sections(facts, 0), [pages.tidy(two), pages.tidy(grid), pages.tidy(four)]
    )
    return Made(pages.bare(facts, inner).encode(), facts)


@case(
    "row-totals-blank.html",
    "the 总计 column of table 3 empty; one column does not balance",
    ("R1", "requests/*/ent"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "清水市前进镇人民政府", 2019, OLD, applications=30)
    parts = sections(facts, 1)
    break_r1(facts, "ent", 2)
    for values in facts.requests.values():
        values["sum"] = None
    inner = pages.report(facts, parts, [pages.wps(g) for g in three(facts)])
    return Made(pages.boda(facts, inner).encode(), facts)


@case("form-of-2019-left-blank-in-2022.html", "a 2022 report on the 2019 form, not one cell filled")
def _(rng: Random) -> Made:
    facts = draw(rng, "清水市团结乡人民政府", 2022, OLD)
    parts = sections(facts, 2, told=False)
    forget_all(facts)
    inner = pages.report(facts, parts, [pages.tidy(g) for g in three(facts)])
    return Made(pages.trs(facts, inner, published="2023-01-31").encode(), facts)


@case("cites-60-prints-30.html", "cites the notice of 2019, prints the form of 2021")
def _(rng: Random) -> Made:
    facts = draw(rng, "清水市红旗镇人民政府", 2022, NEW)
    intro = opening(facts, cited="国办公开办函〔2019〕60号")
    inner = pages.report(
        facts, sections(facts, 0), [pages.wps(g) for g in three(facts)], intro=intro
    )
    return Made(pages.dahan(facts, inner).encode(), facts)


@case("text-of-last-year.html", "a 2020 report whose words still say 2019")
def _(rng: Random) -> Made:
    facts = draw(rng, "清水市五里铺镇人民政府", 2020, OLD)
    parts = sections(facts, 1, year=2019)
    inner = pages.report(facts, parts, [pages.tidy(g) for g in three(facts)])
    return Made(pages.trs(facts, inner, published="2021-01-20").encode(), facts)


@case(
    "blocks-of-table-2-in-another-order.html",
    "table 2 starts with 第（八）项; a township prints two 规章",
    ("R6", "proactive/rules/in_force"),
    ("R6", "proactive/rules/issued"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "盘石县沙沟镇人民政府", 2022, NEW)
    facts.proactive["rules"] = {"issued": 2, "repealed": 0, "in_force": 2}
    two = grids.proactive(facts, order=(3, 2, 0, 1))
    _, big, four = three(facts)
    inner = pages.report(facts, sections(facts, 0), [pages.tidy(g) for g in (two, big, four)])
    return Made(pages.bare(facts, inner).encode(), facts)


@case("characters-lost-from-labels.html", "第二十条第 without its item, 本年发件, 现行有效件 数")
def _(rng: Random) -> Made:
    def edit(label: str) -> str:
        label = re.sub(r"第二十条第（.）项", "第二十条第", label)
        label = label.replace("本年制发件数", "本年发件").replace("现行有效件数", "现行有效件 数")
        return label.replace("申请数量", "申请量").replace("“三安全一稳定”", "三安全一稳定")

    facts = draw(rng, "盘石县牛角村镇人民政府", 2023, NEW)
    tables = [pages.tidy(grids.change(g, edit)) for g in three(facts)]
    inner = pages.report(facts, sections(facts, 2), tables)
    return Made(pages.lonsun(facts, inner).encode(), facts)


@case("units-in-the-cells.html", "12件, 3.6万元, 251000元 inside the cells; 减3 for -3 is not used")
def _(rng: Random) -> Made:
    facts = draw(rng, "盘石县高岭乡人民政府", 2020, OLD)
    facts.proactive["procurement"] = {"items": 3, "amount": 251000}
    two = grids.proactive(facts)
    units = {"procurement": ("次", "元")}
    labels = {label: key for _, _, rows in PROACTIVE[OLD] for key, label in rows}
    for row in two:
        key = labels.get(row[0].text, "")
        default = ("项", "项", "件") if key in ("licences", "penalties", "coercion") else ("",) * 3
        for index, unit in enumerate(units.get(key, default)[: len(row) - 1], 1):
            row[index] = row[index]._replace(text=row[index].text + unit)
    big = grids.requests(facts, lambda n: f"{n}件")
    four = grids.remedies(facts, lambda n: f"{n} 件")
    inner = pages.report(facts, sections(facts, 1), [pages.tidy(g) for g in (two, big, four)])
    return Made(pages.bare(facts, inner).encode(), facts)


@case(
    "many-faults-at-once.html",
    "a column, two row totals, two remedies and 规章 at once",
    ("R1", "requests/*/nat"),
    ("R1", "requests/*/sum"),
    ("R3", "requests/2/sum"),
    ("R3", "requests/4/sum"),
    ("R4", "remedies/after/total"),
    ("R4", "remedies/direct/total"),
    ("R6", "proactive/rules/in_force"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "盘石县茶店乡人民政府", 2024, NEW, applications=40)
    parts = sections(facts, 2, told=False)
    break_r1(facts, "nat", 3)
    break_r3(facts, "2", 2)
    break_r4(facts, "direct", 1)
    break_r4(facts, "after", 5)
    facts.proactive["rules"]["in_force"] = 1
    inner = pages.report(facts, parts, [pages.wps(g) for g in three(facts)])
    return Made(pages.dahan(facts, inner).encode(), facts)


@case("dashes-and-slashes-for-nothing.html", "— , / and 无 where nothing is to be said")
def _(rng: Random) -> Made:
    facts = draw(rng, "榆树县二道镇人民政府", 2021, NEW, applications=6)
    parts = sections(facts, 1, told=False)
    marks = iter("—/－-" * 400)
    shown = three(facts, lambda n: str(n) if n else next(marks))
    forget_zeros(facts)
    inner = pages.report(facts, parts, [pages.tidy(g) for g in shown])
    return Made(pages.bare(facts, inner).encode(), facts)


@case(
    "channels-told-in-section-one.html",
    "present form, channels with percentages in the words; one share is wrong",
    ("C2", "channels/wechat/share"),
)
def _(rng: Random) -> Made:
    facts: Facts = draw(rng, "榆树县三合乡人民政府", 2021, NEW)
    say_channels(facts, {"website": 88, "weibo": 40, "wechat": 60, "other": 12})
    facts.shares["wechat"] = 39.0
    parts = sections(facts, 0)
    parts[0][1][0] = (
        "（一）主动公开。全年通过不同渠道和方式公开政府信息200条，其中政府网站公开88条，占44.0%；"
        "政务微博公开40条，占20.0%；政务微信公开60条，占39.0%；其他方式公开12条，占6.0%。"
    )
    inner = pages.report(facts, parts, [pages.wps(g) for g in three(facts)])
    return Made(pages.trs(facts, inner).encode(), facts)


@case("remedies-in-three-tables.html", "table 4 printed as three small tables under each other")
def _(rng: Random) -> Made:
    facts = draw(rng, "榆树县老河口镇人民政府", 2022, NEW)
    two, big, _ = three(facts)
    small = []
    heads = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    for head, group in zip(heads, ("review", "direct", "after"), strict=True):
        figures = [Box(str(n), figure=True) for n in facts.remedies[group]]
        names = [Box(r) for r in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
        small.append(pages.tidy([[Box(head, 5)], names, figures]))
    inner = pages.report(
        facts, sections(facts, 2), [pages.tidy(two), pages.tidy(big), "\n".join(small)]
    )
    return Made(pages.bare(facts, inner).encode(), facts)


@case(
    "a-heading-printed-twice.html",
    "本年新制作数量 stands twice, the second for 本年新公开数量; a reconsideration lost",
    ("R4", "remedies/review/total"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "榆树县青山乡人民政府", 2019, OLD, applications=3)
    break_r4(facts, "review", 2)
    tables = [pages.tidy(grid) for grid in three(facts)]
    tables[0] = tables[0].replace("本年新公开数量", "本年新制作数量")
    inner = pages.report(facts, sections(facts, 1), tables)
    return Made(pages.boda(facts, inner).encode(), facts)


@case("span-longer-than-its-rows.html", "三 spans eight rows too many, its head a column too wide")
def _(rng: Random) -> Made:
    facts = draw(rng, "榆树县五棵树镇人民政府", 2024, NEW, applications=25)
    tables = [pages.tidy(grid) for grid in three(facts)]
    tables[1] = tables[1].replace('rowspan="23"', 'rowspan="31"').replace('"7"', '"8"')
    inner = pages.report(facts, sections(facts, 0), tables)
    return Made(pages.lonsun(facts, inner).encode(), facts)
