"""DOCX, PDF and XLSX files of the corpus, and the older 统计表 in HTML and XLSX."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from docx.document import Document

from tests.corpus import grids, office, pages, printed, texts
from tests.corpus.facts import Facts, draw, draw_legacy
from tests.corpus.grids import Box, Grid
from tests.corpus.kit import Made, break_r1, break_r2, break_r4, case, three
from tests.corpus.labels import LEGACY
from tests.corpus.prose import Sections, sections, title

NEW, OLD = "2021-30", "2019-60"
Adds = list[Callable[[Document], None]]


def _merged(facts: Facts) -> Adds:
    return [partial(office.add_table, grid=grid) for grid in three(facts)]


@case("merged-cells.docx", "Word tables with merged cells, header and footer with numbers")
def _(rng: Random) -> Made:
    facts = draw(rng, "武陵县杉木镇人民政府", 2022, NEW)
    return Made(office.word_file(facts, sections(facts, 0), _merged(facts)), facts)


@case(
    "merged-cells-2019.docx",
    "2019 form in Word; a reconsideration total wrong",
    ("R4", "remedies/review/total"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "武陵县沅水街道办事处", 2020, OLD)
    break_r4(facts, "review")
    return Made(office.word_file(facts, sections(facts, 1), _merged(facts)), facts)


@case("tables-pasted-as-text.docx", "Word file whose tables are paragraphs with tabs")
def _(rng: Random) -> Made:
    facts = draw(rng, "武陵县竹溪乡人民政府", 2023, NEW)

    def paste(grid: Grid) -> Callable[[Document], None]:
        def add(document: Document) -> None:
            for line in texts.tabs(grid).splitlines():
                document.add_paragraph(line)

        return add

    tables = [paste(grid) for grid in three(facts)]
    return Made(office.word_file(facts, sections(facts, 2), tables), facts)


@case("tracked-change.docx", "a figure corrected with tracked changes: the inserted one counts")
def _(rng: Random) -> Made:
    facts = draw(rng, "武陵县小溪镇人民政府", 2022, NEW)
    facts.proactive["licences"]["decisions"] = 318
    shown = facts.copy()
    shown.proactive["licences"]["decisions"] = 777001
    edit = office.track_change("297", "318", "777001")
    content = office.word_file(facts, sections(facts, 0), _merged(shown), edit=edit)
    return Made(content, facts)


# --- PDF ------------------------------------------------------------------------------------------

WIDTHS = ([3, 2, 2, 2], [2, 3, 6, 2, 2, 2, 2, 2, 2, 2], [1] * 15)


def _short(facts: Facts) -> Sections:
    parts = sections(facts, 1, told=False)
    return [(head, ["无。"] if lines else []) for head, lines in parts]


def _pdf(facts: Facts, **options: Any) -> bytes:
    tables = list(zip(three(facts), (0, 3, 3), WIDTHS, strict=True))
    intro = f"现公布{facts.body}{facts.year}年度报告。"
    return printed.pdf(facts, _short(facts), tables, intro=intro, **options)


@case("ruled-tables.pdf", "PDF, ruled tables, labels wrapped inside their cells")
def _(rng: Random) -> Made:
    facts = draw(rng, "蓝田市玉山镇人民政府", 2023, NEW)
    return Made(_pdf(facts, flipped=True, pad=1), facts)


@case("tables-without-rules.pdf", "PDF, no rules: cells stand apart by their place alone")
def _(rng: Random) -> Made:
    facts = draw(rng, "蓝田市焦岱镇人民政府", 2020, OLD)
    return Made(_pdf(facts, ruled=False, flipped=True), facts)


@case(
    "table-3-over-two-pages.pdf",
    "PDF, table 3 broken by a page with its header again; results do not add up",
    ("R2", "requests/3.7/oth"),
    ("R2", "requests/3.7/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "蓝田市灞源乡人民政府", 2022, NEW)
    break_r2(facts, "3.5.1", "oth", 1)
    return Made(_pdf(facts, header="政府信息公开 2019"), facts)


# --- XLSX -----------------------------------------------------------------------------------------


@case("figures-as-text.xlsx", "one sheet, merged cells, figures stored as text, title rows above")
def _(rng: Random) -> Made:
    facts = draw(rng, "永福县甘棠镇人民政府", 2022, NEW)

    def write(book: Any) -> None:
        sheet, format_ = book.add_worksheet("Sheet1"), book.add_format({"align": "center"})
        sheet.merge_range(0, 0, 0, 9, title(facts), format_)
        sheet.write(1, 0, f"填报单位：{facts.body}")
        sheet.write(1, 8, "2023.1.10")
        row = 3
        heads = (
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、复议、诉讼情况",
        )
        for head, grid in zip(heads, three(facts), strict=True):
            sheet.write(row, 0, head)
            row = office.put(sheet, grid, row + 1, as_text=True, merge=format_) + 1

    return Made(office.workbook(write), facts)


@case(
    "a-sheet-for-each-table.xlsx",
    "a sheet for each table, last year's kept in a hidden sheet; carry-over wrong",
    ("R1", "requests/*/nat"),
    ("R1", "requests/*/sum"),
)
def _(rng: Random) -> Made:
    facts = draw(rng, "永福县苏桥镇人民政府", 2023, NEW)
    before = draw(rng, facts.body, 2022, NEW)
    break_r1(facts, "nat", 2)

    def write(book: Any) -> None:
        format_ = book.add_format({"border": 1})
        for name, grid in zip(("主动公开", "依申请公开", "复议诉讼"), three(facts), strict=True):
            sheet = book.add_worksheet(name)
            sheet.merge_range(0, 0, 0, 6, title(facts), format_)
            office.put(sheet, grid, 2, as_text=False, merge=format_, left=1)
        hidden = book.add_worksheet("2022年")
        hidden.hide()
        hidden.write(0, 0, title(before))
        office.put(hidden, grids.requests(before), 1, as_text=False, merge=format_)

    return Made(office.workbook(write), facts)


# --- The older 统计表 -----------------------------------------------------------------------------


def _legacy_page(facts: Facts, table: str) -> bytes:
    words = [
        ("一、概述", [f"{facts.year}年，本机关共召开专题会议，健全制度，加强培训。"]),
        ("二、政府信息公开情况统计表", []),
        ("三、存在问题和改进措施", ["人员变动较多，下一年加强培训。"]),
    ]
    inner = pages.report(facts, words, [table], intro="根据《条例》规定，编制本年度报告。")
    return pages.boda(facts, inner).encode()


@case("older-form.html", "统计表 in a CMS page, no fault, channels beyond the total")
def _(rng: Random) -> Made:
    facts = draw_legacy(rng, "石泉县饶峰镇人民政府", 2017)
    return Made(_legacy_page(facts, pages.tidy(grids.legacy(facts))), facts)


@case(
    "older-form-extra-rows.html",
    "统计表 with a province's own rows; 其中 larger than its whole",
    ("L11", "legacy/2.2.1.a/value"),
)
def _(rng: Random) -> Made:
    facts = draw_legacy(rng, "石泉县两河镇人民政府", 2018, applications=3)
    facts.legacy["2.2.1"], facts.legacy["2.2.1.a"] = 1, 2
    extra = {
        "1.1.b": [Box("其中：重大建设项目信息数"), Box("条"), Box("31", figure=True)],
        "1.2.5": [Box("6.政务客户端公开政府信息数"), Box("条"), Box("58", figure=True)],
        "3.3.8": [Box("9.其他答复情形数"), Box("件"), Box("0", figure=True)],
    }
    return Made(_legacy_page(facts, pages.wps(grids.legacy(facts, extra=extra))), facts)


@case(
    "older-form.xlsx",
    "统计表 as a sheet with head and foot; applications and refusals do not add up",
    ("L1", "legacy/3.1/value"),
    ("L4", "legacy/3.3.4/value"),
)
def _(rng: Random) -> Made:
    facts = draw_legacy(rng, "石泉县喜河镇人民政府", 2015, applications=9)
    facts.legacy["3.1"] = (facts.legacy["3.1"] or 0) + 1
    facts.legacy["3.3.4.2"] = (facts.legacy["3.3.4.2"] or 0) + 1

    def write(book: Any) -> None:
        sheet, format_ = book.add_worksheet("统计表"), book.add_format({"bold": True})
        sheet.merge_range(0, 0, 0, 2, "政府信息公开情况统计表", format_)
        sheet.merge_range(1, 0, 1, 2, f"（{facts.year}年度）", format_)
        sheet.write(2, 0, f"填报单位（盖章）：{facts.body}")
        row = office.put(sheet, grids.legacy(facts), 3, as_text=False)
        sheet.write(row, 0, "单位负责人：王某　审核人：李某　填报人：赵某")
        sheet.write(row + 1, 0, "联系电话：0000-5552018　填报日期：2016年1月8日")

    return Made(office.workbook(write), facts)


@case("older-form-blanks.html", "统计表 with most cells empty")
def _(rng: Random) -> Made:
    facts = draw_legacy(rng, "石泉县后柳镇人民政府", 2014, applications=0)
    keep = ("1.1", "1.1.a", "1.2.2", "9.1", "9.3")
    channels = facts.legacy["1.2.2"]
    facts.legacy["1.1"] = channels
    facts.legacy = {
        row: facts.legacy[row] if row in keep else None for row, _, unit in LEGACY if unit
    }
    return Made(_legacy_page(facts, pages.excel(grids.legacy(facts))), facts)
