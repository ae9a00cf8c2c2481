"""The forms, cell by cell, against the official labels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.unit.law.facts import load
from tongming.law.figures import Cell
from tongming.law.form_model import Block, Column, Form, Row, Table
from tongming.law.forms import (
    FORM_2019,
    FORM_2021,
    FORM_LEGACY,
    FORM_OWN,
    FORMS,
    REMEDY_GROUPS,
    REMEDY_RESULTS,
    SAID_TWICE,
    SIDE_TABLES,
    Kind,
    form_of,
)
from tongming.law.relations import check
from tongming.reports.document import AnnualReport, to_json

FACTS = load("annual_report")
OUTCOMES = load("outcomes")
MODERN = [(FORM_2021, "2021"), (FORM_2019, "2019")]


def _rows(table: Table) -> list[Row]:
    return [row for block in table.blocks for row in block.rows]


@pytest.mark.parametrize(("form", "name"), MODERN)
def test_the_six_sections_are_headed_as_the_form_heads_them(form: Form, name: str) -> None:
    assert [section.heading for section in form.sections] == FACTS["sections"]
    assert list(form.sections[0].parts) == FACTS["section1_parts"]
    assert form.document == FACTS["formats"][name]["doc"]


@pytest.mark.parametrize(("form", "name"), MODERN)
def test_table_2_has_the_blocks_columns_and_rows_of_the_form(form: Form, name: str) -> None:
    printed = [
        {
            "heading": block.heading,
            "columns": [column.label for column in block.columns],
            "rows": [row.label for row in block.rows],
        }
        for block in form.table("proactive").blocks
    ]
    expected = FACTS["formats"][name]["table2"]
    assert printed == [
        {key: block[key] for key in ("heading", "columns", "rows")} for block in expected
    ]
    assert {block.corner for block in form.table("proactive").blocks} == {"信息内容"}


@pytest.mark.parametrize(("form", "name"), MODERN)
def test_table_3_has_the_rows_of_the_form_in_its_order(form: Form, name: str) -> None:
    printed = [(row.key, row.label, row.depth, row.parent, row.heading) for row in _rows_3(form)]
    assert printed == [
        (
            row["code"],
            row["label"],
            row["level"],
            row["parent"],
            row[f"form_{name}"] == "head",
        )
        for row in OUTCOMES["rows"]
        if row[f"form_{name}"] is not None
    ]


def _rows_3(form: Form) -> list[Row]:
    return _rows(form.table("requests"))


@pytest.mark.parametrize(("form", "name"), MODERN)
def test_table_3_has_the_seven_columns_under_their_merged_headings(form: Form, name: str) -> None:
    (block,) = form.table("requests").blocks
    printed = [
        (column.key, column.label, column.groups[-1] if len(column.groups) > 1 else None)
        for column in block.columns
    ]
    assert printed == [(c["key"], c["label"], c["group"]) for c in OUTCOMES["columns"]]
    assert {column.groups[0] for column in block.columns} == {"申请人情况"}
    assert block.corner == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@pytest.mark.parametrize(("form", "name"), MODERN)
def test_table_4_is_three_groups_of_five(form: Form, name: str) -> None:
    printed = [
        {
            "group": row.key,
            "group_label": "/".join(block.columns[0].groups),
            "label": column.label,
        }
        for block in form.table("remedies").blocks
        for row in block.rows
        for column in block.columns
    ]
    assert printed == FACTS["table4"]
    assert [key for key, _ in REMEDY_GROUPS] == ["review", "direct", "after"]
    assert len(REMEDY_RESULTS) == 5


@pytest.mark.parametrize(
    ("form", "table", "cells"),
    [
        (FORM_2021, "proactive", 10),
        (FORM_2021, "requests", 25 * 7),
        (FORM_2021, "remedies", 15),
        (FORM_2019, "proactive", 22),
        (FORM_2019, "requests", 23 * 7),
        (FORM_2019, "remedies", 15),
    ],
)
def test_the_form_has_as_many_data_cells_as_the_printed_one(
    form: Form, table: str, cells: int
) -> None:
    assert len(list(form.table(table).cells())) == cells


def test_only_the_amount_of_fees_is_in_wan_yuan_in_the_present_form() -> None:
    in_wan = [cell for cell in FORM_2021.cells() if FORM_2021.place(cell)[1].unit == "万元"]
    assert in_wan == [Cell("proactive", "fees", "amount_wan")]
    assert FORM_2021.place(in_wan[0])[1].kind is Kind.MONEY


def test_only_the_change_of_the_year_may_be_negative() -> None:
    for form in FORMS.values():
        for cell in form.cells():
            row, column = form.place(cell)
            assert ((row.kind or column.kind) is Kind.SIGNED) == (column.label == "本年增/减")


def test_the_older_form_has_the_rows_units_and_marks_of_its_annex() -> None:
    printed = [
        {
            "id": row.key,
            "label": row.label,
            "unit": row.unit,
            "kind": "head" if row.heading else "data",
            "status": "V" if row.confirmed else "K",
        }
        for row in _rows(FORM_LEGACY.table("legacy"))
    ]
    assert printed == FACTS["legacy_form"]
    assert FORM_LEGACY.table("legacy").blocks[0].columns[0].label == "统计数"
    assert FORM_LEGACY.table("legacy").blocks[0].corner == "统计指标"


def test_a_row_of_the_older_form_stands_under_the_row_its_number_names() -> None:
    for row in _rows(FORM_LEGACY.table("legacy")):
        above = row.key.rpartition(".")[0] or None
        assert row.parent == above
        assert row.depth == row.key.count(".")


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_no_two_cells_of_a_form_share_an_address(form: Form) -> None:
    cells = list(form.cells())
    assert len(cells) == len(set(cells))


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_every_cell_has_a_place_and_no_heading_has_cells(form: Form) -> None:
    for cell in form.cells():
        row, column = form.place(cell)
        assert (row.key, column.key) == (cell.row, cell.column)
        assert not row.heading


def test_a_cell_the_form_lacks_has_no_place() -> None:
    assert FORM_2021.place(Cell("requests", "3.6.1", "nat"))[0].key == "3.6.1"
    with pytest.raises(KeyError):
        FORM_2019.place(Cell("requests", "3.6.1", "nat"))
    with pytest.raises(KeyError):
        FORM_2021.place(Cell("requests", "3.6", "nat"))


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_every_parent_is_a_row_above(form: Form) -> None:
    for table in form.tables:
        above: set[str] = set()
        for row in _rows(table):
            assert row.parent is None or row.parent in above
            above.add(row.key)


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_every_table_of_a_section_is_a_table_of_the_form(form: Form) -> None:
    assert {s.table for s in form.sections if s.table} == {table.key for table in form.tables}


@pytest.mark.parametrize(
    ("year", "form"),
    [
        (2014, FORM_LEGACY),
        (2018, FORM_LEGACY),
        (2019, FORM_2019),
        (2020, FORM_2019),
        (2021, FORM_2021),
        (2026, FORM_2021),
    ],
)
def test_each_year_has_its_form(year: int, form: Form) -> None:
    assert form_of(year) is form
    assert form.covers(year)


def test_years_before_any_form_have_none() -> None:
    with pytest.raises(LookupError):
        form_of(2013)


def test_a_report_in_its_own_words_was_lawful_for_2019_and_not_after() -> None:
    assert FORM_OWN.covers(2019)
    assert not FORM_OWN.covers(2020)


def test_what_is_said_twice_exists_on_both_sides() -> None:
    beside = {cell for table in SIDE_TABLES for cell in table.cells()}
    counted_in = {cell for form in FORMS.values() for cell in form.cells()}
    for said, counted in SAID_TWICE:
        assert said in beside
        assert set(counted) <= counted_in


# --- The form of a year to come -------------------------------------------------------------------


def _form_of_2027() -> Form:
    """A form nobody has issued: one more column, one more outcome, and this is all it takes."""
    table = FORM_2021.table("requests")
    (block,) = table.blocks
    columns = list(block.columns)
    columns.insert(-1, Column("fgn", "境外人员", groups=("申请人情况",)))
    rows = list(block.rows)
    at = next(n for n, row in enumerate(rows) if row.key == "3.6.3")
    rows.insert(at, Row("3.6.4", "3.撤回申请", depth=2, parent="3.6"))
    requests = replace(table, blocks=(replace(block, columns=tuple(columns), rows=tuple(rows)),))
    return replace(
        FORM_2021,
        id="2027-1",
        document="国办公开办函〔2027〕1号",
        first_year=2027,
        dated=date(2027, 9, 1),
        tables=tuple(requests if t.key == "requests" else t for t in FORM_2021.tables),
    )


def _consistent(form: Form) -> dict[Cell, Any]:
    """One application by an applicant of every kind, all withdrawn."""
    figures: dict[Cell, Any] = dict.fromkeys(form.cells(), 0)
    (block,) = form.table("requests").blocks
    kinds = [column.key for column in block.columns if column.key != "sum"]
    for row in ("1", "3.6.4", "3.7"):
        figures |= {Cell("requests", row, kind): 1 for kind in kinds}
        figures[Cell("requests", row, "sum")] = len(kinds)
    return figures


def test_a_form_to_come_is_one_more_value() -> None:
    form = _form_of_2027()
    cells = set(form.cells())
    assert len(list(form.table("requests").cells())) == 26 * 8
    assert {Cell("requests", "3.6.4", "fgn"), Cell("requests", "1", "fgn")} <= cells
    assert form.place(Cell("requests", "3.6.4", "fgn"))[1].label == "境外人员"


def test_a_form_to_come_brings_its_relations_along() -> None:
    form = _form_of_2027()
    figures = _consistent(form)
    assert check(form, figures) == []
    figures[Cell("requests", "3.6.4", "fgn")] = 2
    broken = {(v.relation, v.where) for v in check(form, figures)}
    assert broken == {("R2", "requests/3.7/fgn"), ("R3", "requests/3.6.4/sum")}


def test_a_form_to_come_is_written_as_data_with_its_new_cells() -> None:
    form = _form_of_2027()
    report = AnnualReport("报告", "某镇人民政府", 2027, form, figures=_consistent(form))
    assert to_json(report)["requests"]["3.6.4"]["fgn"] == 1


def test_a_relation_about_a_row_that_does_not_exist_is_an_error_at_once() -> None:
    block = Block((Column("value", "数"),), (Row("1", "一"),))
    relations = FORM_2021.table("requests").relations
    odd = replace(FORM_2021, id="odd", tables=(Table("requests", (block,), relations),))
    with pytest.raises(KeyError, match="no row"):
        check(odd, {})
