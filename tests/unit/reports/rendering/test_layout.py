"""The grids are those of the official forms."""

from __future__ import annotations

import pytest

from tongming.law.forms import FORM_2019, FORM_2021, FORM_LEGACY, FORM_OWN, FORMS, Form
from tongming.reports.rendering.layout import Box, Grid, Role, caption_of, grid, grids

ALL = [(form, table) for form in FORMS.values() for table in grids(form)]


def the_grid(form: Form, key: str) -> Grid:
    return next(table for table in grids(form) if table.key == key)


def labelled(table: Grid, text: str) -> Box:
    return next(box for box in table.boxes() if box.text == text)


@pytest.mark.parametrize(("form", "table"), ALL, ids=[f"{f.id}-{t.key}" for f, t in ALL])
def test_every_place_of_a_grid_is_covered_exactly_once(form: Form, table: Grid) -> None:
    covered = [(row, column) for box in table.boxes() for row in box.rows for column in box.columns]
    assert len(covered) == len(set(covered))
    assert set(covered) == {
        (r, c) for r in range(len(table.rows)) for c in range(len(table.widths))
    }


@pytest.mark.parametrize(("form", "table"), ALL, ids=[f"{f.id}-{t.key}" for f, t in ALL])
def test_the_figures_of_a_grid_are_the_cells_of_the_table_in_their_order(
    form: Form, table: Grid
) -> None:
    assert [box.cell for box in table.figures()] == list(form.table(table.key).cells())


@pytest.mark.parametrize(("form", "table"), ALL, ids=[f"{f.id}-{t.key}" for f, t in ALL])
def test_the_widths_make_up_the_whole(form: Form, table: Grid) -> None:
    assert sum(table.widths) == pytest.approx(1)
    assert min(table.widths) > 0


def test_table_2_of_2021_has_a_full_width_line_above_each_block() -> None:
    table = the_grid(FORM_2021, "proactive")
    headings = [box for box in table.boxes() if box.role is Role.HEADING]
    assert [box.text for box in headings] == [
        "第二十条第（一）项",
        "第二十条第（五）项",
        "第二十条第（六）项",
        "第二十条第（八）项",
    ]
    assert {box.colspan for box in headings} == {4}
    assert len(table.rows) == 14
    assert labelled(table, "本年收费金额（单位：万元）").colspan == 3


def test_table_2_of_2019_puts_two_columns_beside_three_as_the_form_is_drawn() -> None:
    table = the_grid(FORM_2019, "proactive")
    assert len(table.widths) == 5
    assert labelled(table, "本年新公开数量").colspan == 2
    assert labelled(table, "采购项目数量").colspan == 2
    assert labelled(table, "采购总金额").colspan == 2


@pytest.mark.parametrize(("form", "rows"), [(FORM_2021, 22), (FORM_2019, 20)])
def test_the_results_stand_beside_all_their_rows(form: Form, rows: int) -> None:
    table = the_grid(form, "requests")
    results = labelled(table, "三、本年度办理结果")
    assert (results.rowspan, results.colspan, results.column) == (rows, 1, 0)
    refused = labelled(table, "（三）不予公开")
    assert (refused.rowspan, refused.column) == (8, 1)
    assert labelled(table, "（七）总计").colspan == 2
    assert labelled(table, "四、结转下年度继续办理").colspan == 3


def test_otherwise_is_a_group_since_2021_and_was_a_row_before() -> None:
    now = labelled(the_grid(FORM_2021, "requests"), "（六）其他处理")
    before = labelled(the_grid(FORM_2019, "requests"), "（六）其他处理")
    assert (now.rowspan, now.colspan) == (3, 1)
    assert (before.rowspan, before.colspan) == (1, 2)


def test_the_header_of_table_3_has_three_rows() -> None:
    table = the_grid(FORM_2021, "requests")
    assert table.header_rows == 3
    corner = next(box for box in table.boxes() if box.role is Role.CORNER)
    assert (corner.rowspan, corner.colspan) == (3, 3)
    assert corner.text.startswith("（本列数据的勾稽关系为")
    assert labelled(table, "申请人情况").colspan == 7
    assert labelled(table, "法人或其他组织").colspan == 5
    assert labelled(table, "自然人").rowspan == 2
    assert labelled(table, "商业企业").rowspan == 1


def test_table_4_is_one_line_of_fifteen_figures_under_three_header_rows() -> None:
    table = the_grid(FORM_2021, "remedies")
    assert (len(table.rows), len(table.widths), table.header_rows) == (4, 15, 3)
    assert labelled(table, "行政复议").colspan == 5
    assert labelled(table, "行政诉讼").colspan == 10
    assert labelled(table, "未经复议直接起诉").colspan == 5
    assert labelled(table, "结果维持").rowspan == 2
    assert len(table.rows[3]) == 15


def test_the_older_form_has_a_column_of_units_and_strikes_out_its_headings() -> None:
    table = the_grid(FORM_LEGACY, "legacy")
    assert [box.text for box in table.rows[0]] == ["统计指标", "单位", "统计数"]
    assert [box.text for box in table.rows[1]] == ["一、主动公开情况", "——", "——"]
    people = next(row for row in table.rows if row[0].text.startswith("（三）接受培训人员数"))
    assert people[1].text == "人次"
    assert people[0].depth == 1


def test_a_figure_knows_the_labels_that_say_what_it_is() -> None:
    table = the_grid(FORM_2021, "requests")
    box = next(b for b in table.figures() if str(b.cell) == "requests/3.3.1/ent")
    assert [label.text for label in table.labels(box)] == [
        "申请人情况",
        "法人或其他组织",
        "商业企业",
        "三、本年度办理结果",
        "（三）不予公开",
        "1.属于国家秘密",
    ]


def test_labels_of_a_block_do_not_reach_into_the_next_block() -> None:
    table = the_grid(FORM_2021, "proactive")
    box = next(b for b in table.figures() if str(b.cell) == "proactive/fees/amount_wan")
    assert [label.text for label in table.labels(box)] == [
        "第二十条第（八）项",
        "本年收费金额（单位：万元）",
        "行政事业性收费",
    ]


def test_a_caption_is_the_heading_without_its_number() -> None:
    assert caption_of(FORM_2021.sections[1]) == "主动公开政府信息情况"
    assert caption_of(FORM_LEGACY.sections[1]) == "政府信息公开情况统计表"


def test_a_section_without_a_table_has_no_grid() -> None:
    with pytest.raises(KeyError, match="overview"):
        grid(FORM_OWN, FORM_OWN.sections[0])
    assert grid(FORM_OWN, FORM_OWN.sections[1]).key == "channels"
