"""Tables in pages: merged, unmerged, turned, split, damaged. A column is never shifted silently."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.unit.reports.reading.made import (
    KINDS,
    Figures,
    Rows,
    figures_of,
    html_table,
    labels_of,
    misread,
    one,
    page,
    reading,
    request_header,
    request_rows,
    shown,
    three_tables,
    unmerged,
    whole_page,
)
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021, REMEDY_RESULTS, REQUEST_COLUMNS

FIGURES = figures_of(FORM_2021, 1)
T2, T3, T4 = three_tables(FORM_2021, FIGURES)
HEAD, BODY_ROWS = T3[:3], T3[3:]
_ORDINAL = re.compile(r"^(?:（[一二三四五六七]）|[一二三四]、|\d\.)")


def tables(*rows: Rows) -> str:
    """A page with tables 2, 3 and 4."""
    return page([html_table(table) for table in rows])


def each(row_change: Callable[[list[tuple[str, int, int]]], list[tuple[str, int, int]]]) -> Rows:
    """Table 3 with every row below the header changed."""
    return HEAD + [row_change(row) for row in BODY_ROWS]


def values(change: Callable[[str], str]) -> Rows:
    """Table 3 with every figure's cell changed."""
    return each(lambda row: row[:-7] + [one(change(text)) for text, _, _ in row[-7:]])


def header(second: list[tuple[str, int, int]]) -> Rows:
    """Table 3 with another second header row."""
    return [T3[0], second, *T3[2:]]


def ordinal(label: str) -> str:
    """The number before a label."""
    found = _ORDINAL.match(label)
    return found.group() if found else ""


NATURAL, GROUP, TOTAL = T3[1]
LAYOUTS: dict[str, str] = {
    "as the form has it": tables(T2, T3, T4),
    "no spans at all": page([html_table(t, spans=False) for t in (T2, T3, T4)]),
    "empty cells for spans": page(
        [html_table([[one(text) for text in row] for row in unmerged(t)]) for t in (T2, T3, T4)]
    ),
    "header cells as th": page([html_table(t, tag="th") for t in (T2, T3, T4)]),
    "row spans of the header lost": tables(T2, header([(t, w, 1) for t, w, _ in T3[1]]), T4),
    "group one column too narrow": tables(T2, header([NATURAL, (GROUP[0], 4, 1), TOTAL]), T4),
    "group one column too wide": tables(T2, header([NATURAL, (GROUP[0], 6, 1), TOTAL]), T4),
    "corner too narrow": tables(T2, [[(T3[0][0][0], 2, 3), T3[0][1]], *T3[1:]], T4),
    "corner not spanning rows": tables(T2, [[(T3[0][0][0], 3, 1), T3[0][1]], *T3[1:]], T4),
    "labels not spanning columns": tables(T2, each(lambda r: [(t, 1, h) for t, _, h in r]), T4),
    "labels not spanning rows": tables(T2, each(lambda r: [(t, w, 1) for t, w, _ in r]), T4),
    "no header": tables(T2, BODY_ROWS, T4),
    "a column of serial numbers": tables(
        T2,
        [[("序号", 1, 3), *T3[0]], *T3[1:3]]
        + [[one(str(i)), *row] for i, row in enumerate(BODY_ROWS, 1)],
        T4,
    ),
    "no numbers before the labels": tables(
        T2,
        each(lambda r: [(_ORDINAL.sub("", t) if not t.isdigit() else t, w, h) for t, w, h in r]),
        T4,
    ),
    "the labels' numbers in cells of their own": tables(
        T2,
        each(
            lambda r: (
                [
                    *r[:-8],
                    one((_ORDINAL.match(r[-8][0]) or [""])[0]),
                    one(_ORDINAL.sub("", r[-8][0])),
                    *r[-7:],
                ]
            )
        ),
        T4,
    ),
    "parents glued to the labels": tables(
        T2,
        HEAD + [[("".join(text for text, _, _ in row[:-7]), 3, 1), *row[-7:]] for row in BODY_ROWS],
        T4,
    ),
    "a row of sums below the table": tables(T2, [*T3, [("合计", 3, 1), *[one("99")] * 7]], T4),
    "table 3 in two, no header on the second": page(
        [
            html_table(T2),
            html_table(T3[:15]) + html_table([[(t, w, 1) for t, w, _ in row] for row in T3[15:]]),
            html_table(T4),
        ]
    ),
    "every table twice": page([html_table(t) * 2 for t in (T2, T3, T4)]),
    "figures in tables of their own": tables(
        T2, values(lambda t: f"<table><tr><td>{t}</td></tr></table>"), T4
    ),
    "digits in spans": tables(
        T2, values(lambda t: "".join(f"<span>{digit}</span>" for digit in t)), T4
    ),
    "hidden words beside every figure": tables(
        T2,
        values(
            lambda t: (
                f"<p style='display: none'>9</p><span hidden>8</span>{t}<!--7--><script>6</script>"
            )
        ),
        T4,
    ),
    "deleted figures": tables(T2, values(lambda t: f"<del>9</del>{t}<s>8</s>"), T4),
    "notes at the figures": tables(T2, values(lambda t: f"{t}<sup>1</sup>"), T4),
    "units in the cells": tables(T2, values(lambda t: f"{t}件"), T4),
    "figures in form fields": tables(T2, values(lambda t: f"<input type='text' value='{t}'>"), T4),
    "wide digits": tables(
        T2, values(lambda t: t.translate(str.maketrans("0123456789", "０１２３４５６７８９"))), T4
    ),
    "nothing printed as 零": tables(T2, values(lambda t: "零" if t == "0" else t), T4),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_figures_are_read_from_every_layout(layout: str) -> None:
    report = reading(LAYOUTS[layout])
    assert misread(report, FIGURES) == {}
    assert [v for v in report.violations if v.hard] == []
    assert report.form is FORM_2021


def test_a_clean_page_gives_no_warning_and_a_damaged_header_does() -> None:
    assert reading(LAYOUTS["as the form has it"]).warnings == []
    damaged = reading(LAYOUTS["group one column too narrow"])
    assert any(remark.where == "requests" for remark in damaged.warnings)


def test_the_form_of_2019_is_read() -> None:
    figures = figures_of(FORM_2019, 2)
    report = reading(whole_page(FORM_2019, figures))
    assert misread(report, figures) == {}
    assert report.form is FORM_2019
    assert report.warnings == []


# --- Columns --------------------------------------------------------------------------------------


def without_totals() -> Figures:
    """The figures with the total column of table 3 left empty."""
    return {
        cell: Gap.BLANK if cell.table == "requests" and cell.column == "sum" else figure
        for cell, figure in FIGURES.items()
    }


def test_columns_in_another_order_are_found_by_their_header() -> None:
    order = [6, 2, 0, 1, 5, 3, 4]
    head = [[("项目", 3, 1), *(one(REQUEST_COLUMNS[i].label) for i in order)]]
    table = head + [row[:-7] + [row[-7:][i] for i in order] for row in BODY_ROWS]
    assert misread(reading(tables(T2, table, T4)), FIGURES) == {}


def test_a_missing_total_column_is_blank_and_moves_nothing() -> None:
    head = [[T3[0][0], ("申请人情况", 6, 1)], T3[1][:-1], T3[2]]
    absent = tables(T2, head + [row[:-1] for row in BODY_ROWS], T4)
    emptied = tables(T2, HEAD + [[*row[:-1], one("")] for row in BODY_ROWS], T4)
    cut_off = tables(T2, HEAD + [row[:-1] for row in BODY_ROWS], T4)
    for text in (absent, emptied, cut_off):
        report = reading(text)
        assert misread(report, without_totals()) == {}
        assert [v for v in report.violations if v.hard] == []


def test_two_halves_of_the_columns_in_two_tables() -> None:
    def half(chosen: list[int]) -> str:
        head = [[("项目", 3, 1), *(one(REQUEST_COLUMNS[i].label) for i in chosen)]]
        return html_table(head + [row[:-7] + [row[-7:][i] for i in chosen] for row in BODY_ROWS])

    text = page([html_table(T2), half([0, 1, 2, 3]) + half([4, 5, 6]), html_table(T4)])
    assert misread(reading(text), FIGURES) == {}


def test_a_table_on_its_side_is_turned() -> None:
    turned = [[one(text) for text in column] for column in zip(*unmerged(T3), strict=True)]
    upright = [[one(text) for text in column] for column in zip(*unmerged(T4), strict=True)]
    assert misread(reading(tables(T2, turned, upright)), FIGURES) == {}


def test_a_row_short_of_a_cell_in_its_middle_is_not_read() -> None:
    key = "3.1"
    rows = [list(row) for row in BODY_ROWS]
    place = next(i for i, row in enumerate(rows) if "予以公开" in row[-8][0])
    figures = dict(FIGURES)
    for column, number in zip(KINDS, (4, 0, 2, 0, 1, 0, 7), strict=True):
        figures[Cell("requests", key, column)] = number
    whole = rows[place][:-7] + [one(str(n)) for n in (4, 0, 2, 0, 1, 0, 7)]
    rows[place] = whole[:-4] + whole[-3:]
    report = reading(tables(T2, HEAD + rows, T4))
    assert [report.figure(Cell("requests", key, column)) for column in KINDS] == [Gap.BLANK] * 7
    assert any(remark.where == f"requests/{key}" for remark in report.warnings)
    assert not any(v.relation == "R2" and v.hard for v in report.violations)
    rows[place] = whole
    again = reading(tables(T2, HEAD + rows, T4))
    assert [again.figure(Cell("requests", key, column)) for column in KINDS] == [
        4,
        0,
        2,
        0,
        1,
        0,
        7,
    ]


def test_a_figure_over_several_columns_belongs_to_none() -> None:
    rows = [list(row) for row in BODY_ROWS]
    rows[0] = [*rows[0][:-7], ("12", 7, 1)]
    report = reading(tables(T2, HEAD + rows, T4))
    assert report.figure(Cell("requests", "1", "nat")) is Gap.BLANK
    assert any(remark.where == "requests/1" for remark in report.warnings)


# --- Rows -----------------------------------------------------------------------------------------


def relabelled(old: str, new: str) -> str:
    """The page with one label of table 3 changed."""
    return tables(T2, T3, T4).replace(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.属于国家秘密", "属于国家秘"),
        ("2.其他法律行政法规禁止公开", "2.其他法律<br>行政法规<br>禁止公开"),
        ("4.保护第三方合法权益", "4.保护第三方合法利益"),
        ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("3.危及“三安全一稳定”", "3．危及三安全一稳定"),
        ("2.没有现成信息需要另行制作", "2.没有现成信息需另行制作"),
        ("1.申请人无正当理由逾期不补正、行政机关", "1.申请人无正当理由逾期不补正，行政机关"),
        ("一、本年新收政府信息公开申请数量", "⼀、本年新收政府信息公开申请数量"),
        ("（七）总计", "(七)总计"),
        ("（七）总计", "总计"),
        ("5.属于三类内部事务信息", "5.属于三类内部\u200b事务\u00a0信息"),
        ("1.属于国家秘密", "①属于国家秘密"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("<td>规章</td>", "<td>规章（件）</td>"),
        ("<td>商业企业</td>", "<td>商业企业（件）</td>"),
    ],
)
def test_a_label_a_little_different_is_still_that_label(old: str, new: str) -> None:
    assert misread(reading(relabelled(old, new)), FIGURES) == {}


def test_a_label_lost_is_told_by_its_neighbours_and_said() -> None:
    report = reading(relabelled("7.属于行政执法案卷", ""))
    assert misread(report, FIGURES) == {}
    assert any(remark.where == "requests/3.3.7" for remark in report.warnings)


def test_two_labels_lost_together_are_not_guessed() -> None:
    text = relabelled("6.属于四类过程性信息", "").replace("7.属于行政执法案卷", "")
    report = reading(text)
    wrong = set(misread(report, FIGURES))
    assert wrong == {f"requests/{row}/{kind}" for row in ("3.3.6", "3.3.7") for kind in KINDS}
    assert [v for v in report.violations if v.hard] == []
    assert any(remark.where == "requests/3.3.6" for remark in report.warnings)


def test_a_missing_row_is_named() -> None:
    rows = [row for row in BODY_ROWS if "重复申请" not in row[-8][0]]
    report = reading(tables(T2, HEAD + rows, T4))
    assert any(remark.where == "requests/3.5.2" for remark in report.warnings)
    assert set(misread(report, FIGURES)) == {f"requests/3.5.2/{kind}" for kind in KINDS}


def test_a_figure_merged_over_two_rows_belongs_to_neither() -> None:
    rows = [list(row) for row in BODY_ROWS]
    place = next(i for i, row in enumerate(rows) if "国家秘密" in row[-8][0])
    rows[place][-7] = ("5", 1, 2)
    del rows[place + 1][-7]
    report = reading(tables(T2, HEAD + rows, T4))
    wrong = {address.split("/")[1] for address in misread(report, FIGURES)}
    assert wrong == {"3.3.1", "3.3.2"}
    assert report.figure(Cell("requests", "3.3.2", "nat")) is Gap.BLANK
    assert {"requests/3.3.1", "requests/3.3.2"} <= {remark.where for remark in report.warnings}


def test_a_subtotal_between_rows_belongs_to_no_row() -> None:
    rows = list(BODY_ROWS)
    place = next(i for i, row in enumerate(rows) if "行政查询" in row[-8][0])
    rows.insert(place + 1, [("小计", 3, 1), *[one("5")] * 7])
    report = reading(tables(T2, HEAD + rows, T4))
    assert misread(report, FIGURES) == {}
    assert any("小计" in str(remark.message) for remark in report.warnings)


def test_several_rows_packed_into_one() -> None:
    every = labels_of(FORM_2021)
    rows: Rows = []
    for row in every:
        below = [r for r in every if r.parent == row.key and not r.heading]
        if row.heading and row.key != "3":
            cells = [
                "<br>".join(shown(FIGURES[Cell("requests", r.key, kind)]) for r in below)
                for kind in KINDS
            ]
            names = "<br>".join(r.label for r in below)
            rows.append([one(row.label), (names, 2, 1), *(one(cell) for cell in cells)])
        elif not row.heading and row.depth < 2:
            figures = [shown(FIGURES[Cell("requests", row.key, kind)]) for kind in KINDS]
            rows.append([(row.label, 3, 1), *(one(figure) for figure in figures)])
    assert misread(reading(tables(T2, HEAD + rows, T4)), FIGURES) == {}


def test_two_different_figures_for_one_cell_leave_it_empty_and_say_so() -> None:
    other = dict(FIGURES)
    cell = Cell("requests", "3.1", "nat")
    other[cell] = int(str(other[cell])) + 1
    second = html_table(request_header() + request_rows(FORM_2021, other))
    report = reading(page([html_table(T2), html_table(T3) + second, html_table(T4)]))
    assert misread(report, FIGURES).keys() == {str(cell)}
    assert report.figure(cell) is Gap.BLANK
    assert any(remark.where == str(cell) for remark in report.warnings)


# --- Tables 2 and 4 -------------------------------------------------------------------------------


def test_damaged_headings_of_table_2() -> None:
    figures = figures_of(FORM_2019, 3)
    text = (
        whole_page(FORM_2019, figures)
        .replace("本年新制作数量", "本年新<br>制作数量")
        .replace("本年增/减", "本年增/")
        .replace("第二十条第（五）项", "第二十条第")
    )
    assert misread(reading(text), figures) == {}
    newer = (
        tables(T2, T3, T4)
        .replace("本年制发件数", "本年发件")
        .replace("第二十条第（八）项", "第二十条第")
    )
    assert misread(reading(newer), FIGURES) == {}


def test_rows_of_table_2_in_another_order() -> None:
    moved = T2[-3:] + T2[:-3]
    assert misread(reading(tables(moved, T3, T4)), FIGURES) == {}


def test_money_in_another_unit_is_brought_to_the_forms_and_said() -> None:
    fees = Cell("proactive", "fees", "amount_wan")
    text = re.sub(r"(<td>行政事业性收费</td><td[^>]*>)\d+", r"\g<1>251000元", tables(T2, T3, T4))
    report = reading(text)
    assert str(report.figure(fees)) == "25.1"
    assert any(remark.where == str(fees) for remark in report.warnings)


def test_the_unit_of_procurement_is_kept() -> None:
    figures = figures_of(FORM_2019, 3)
    amount = Cell("proactive", "procurement", "amount")
    text = whole_page(FORM_2019, figures).replace(
        f">{figures[amount]}</td></tr>\n</table><p>三", ">251000元</td></tr>\n</table><p>三"
    )
    report = reading(text)
    assert (report.figure(amount), report.units[amount]) == (251000, "元")


RESULTS = [one(label) for _, label in REMEDY_RESULTS]
REMEDIES: dict[str, Rows] = {
    "two header rows": [
        [("行政复议", 5, 1), ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        RESULTS * 3,
        T4[3],
    ],
    "one header row": [RESULTS * 3, T4[3]],
    "no header": [T4[3]],
    "a row for each remedy": [
        [one("类别"), *RESULTS],
        *(
            [one(name), *T4[3][at : at + 5]]
            for name, at in (
                ("行政复议", 0),
                ("行政诉讼（未经复议直接起诉）", 5),
                ("行政诉讼（复议后起诉）", 10),
            )
        ),
    ],
    "spans of the header lost": [T4[0], [(t, w, 1) for t, w, _ in T4[1]], *T4[2:]],
    "a label before the figures": [
        [("项目", 1, 3), *T4[0]],
        T4[1],
        T4[2],
        [one("件数"), *T4[3]],
    ],
}


@pytest.mark.parametrize("layout", REMEDIES)
def test_table_4_is_read_from_every_layout(layout: str) -> None:
    report = reading(tables(T2, T3, REMEDIES[layout]))
    assert misread(report, FIGURES) == {}


def test_results_in_another_order_are_not_read_as_the_forms() -> None:
    swapped = [RESULTS[1], RESULTS[0], *RESULTS[2:]]
    whole = [
        [("行政复议", 5, 1), ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        swapped * 3,
        T4[3],
    ]
    report = reading(tables(T2, T3, whole))
    assert (
        report.figure(Cell("remedies", "review", "corrected"))
        == FIGURES[Cell("remedies", "review", "upheld")]
    )
    headless = reading(tables(T2, T3, [swapped * 3, T4[3]]))
    assert headless.figure(Cell("remedies", "review", "upheld")) is Gap.BLANK
    assert any(remark.where == "remedies" for remark in headless.warnings)


# --- Other frames ---------------------------------------------------------------------------------


def test_a_whole_report_in_one_table() -> None:
    wide = [
        [("青川市石桥镇人民政府2023年政府信息公开工作年度报告", 15, 1)],
        [("一、总体情况", 15, 1)],
        [("本年度平稳。", 15, 1)],
        [("二、主动公开政府信息情况", 15, 1)],
        *T2,
        [("三、收到和处理政府信息公开申请情况", 15, 1)],
        *T3,
        [("四、政府信息公开行政复议、行政诉讼情况", 15, 1)],
        *T4,
        [("五、存在的主要问题及改进情况", 15, 1)],
        [("人手少，将补齐。", 15, 1)],
    ]
    report = reading(f"<html><body>{html_table(wide)}</body></html>")
    assert misread(report, FIGURES) == {}
    assert (report.year, report.sections["problems"]) == (2023, "人手少，将补齐。")


def test_layout_tables_around_everything() -> None:
    text = tables(T2, T3, T4)
    body = text[text.index("<body>") + 6 : text.index("</body>")]
    nested = (
        "<table><tr><td>首页</td><td>行政许可</td></tr><tr><td>导航</td><td>"
        f"<table><tr><td>{body}</td></tr></table></td></tr></table>"
    )
    report = reading(text.replace(body, nested))
    assert misread(report, FIGURES) == {}
    assert report.sections["problems"] == "人手少，将补齐。"


@pytest.mark.parametrize("tag", ["div", "p"])
def test_tables_made_of_other_tags(tag: str) -> None:
    def made(rows: Rows) -> str:
        return "".join(
            "<div>" + "".join(f"<{tag}>{text}</{tag}>" for text, _, _ in row) + "</div>"
            for row in rows
        )

    assert misread(reading(page([made(t) for t in (T2, T3, T4)])), FIGURES) == {}


def test_rows_hidden_by_the_style_sheet_are_not_read() -> None:
    hidden: list[Figure] = [77] * 7
    row = "".join(f"<td>{n}</td>" for n in hidden)
    text = tables(T2, T3, T4).replace(
        "</head>",
        "<style>.tpl, #old { display:none } @media print { td { display:none } }</style></head>",
    )
    text = text.replace(
        "</table>",
        f"<tr class='x tpl'><td colspan=3>一、本年新收政府信息公开申请数量</td>{row}</tr></table>",
    )
    assert misread(reading(text), FIGURES) == {}


def test_unclosed_and_misnested_tags() -> None:
    text = re.sub(r"</(?:td|tr|p)>", "", tables(T2, T3, T4)).replace("<td>", "<td><b><font>")
    assert misread(reading(text), FIGURES) == {}
