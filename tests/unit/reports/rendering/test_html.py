"""The report as a page: its tables are the grid, and a screen reader can find its way in them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.unit.reports.rendering.samples import ALL_FORMS, report_of
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021, Form
from tongming.reports.rendering.html import render_body, render_page
from tongming.reports.rendering.layout import grids
from tongming.reports.rendering.wording import figure_text


def parsed(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(text)


def number(node: LexborNode, name: str) -> int:
    return int(node.attributes.get(name) or 1)


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_every_figure_stands_once_in_the_cell_that_names_it(form: Form) -> None:
    report = report_of(form)
    cells = parsed(render_body(report)).css("td.figure")
    assert [node.attributes["data-cell"] for node in cells] == [str(cell) for cell in form.cells()]
    for node in cells:
        address = node.attributes["data-cell"] or ""
        assert node.text() == figure_text(report, Cell.parse(address))


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_the_cells_of_each_table_are_those_of_the_grid(form: Form) -> None:
    page = parsed(render_body(report_of(form)))
    for table in grids(form):
        lines = page.css(f"table.report-{table.key} tr")
        assert len(lines) == len(table.rows)
        for line, boxes in zip(lines, table.rows, strict=True):
            found = [
                (number(cell, "rowspan"), number(cell, "colspan")) for cell in line.css("th, td")
            ]
            assert found == [(box.rowspan, box.colspan) for box in boxes]


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_every_figure_names_headers_that_exist_and_say_something(form: Form) -> None:
    page = parsed(render_body(report_of(form)))
    ids = {node.attributes["id"]: node.text() for node in page.css("th[id]")}
    for cell in page.css("td.figure"):
        headers = (cell.attributes["headers"] or "").split()
        assert len(headers) >= 2
        assert all(ids[header] for header in headers)


def test_ids_are_never_used_twice() -> None:
    ids = [node.attributes["id"] for node in parsed(render_body(report_of())).css("[id]")]
    assert len(ids) == len(set(ids))


def test_gaps_can_be_told_apart_by_their_class_and_zero_is_none_of_them() -> None:
    report = report_of()
    page = parsed(render_body(report))
    kinds = {}
    for cell in list(FORM_2021.cells())[:10]:
        node = page.css_first(f'td[data-cell="{cell}"]')
        assert node is not None
        kinds[str(cell)] = node.attributes["class"]
    assert list(kinds.values())[3] == "figure gap-blank"
    assert list(kinds.values())[5] == "figure gap-not_applicable"
    assert list(kinds.values())[7] == "figure gap-not_reported"
    assert list(kinds.values())[9] == "figure"


def test_a_linked_figure_is_a_link_with_a_name_and_an_unlinked_one_is_plain() -> None:
    report = report_of()
    cells = list(FORM_2021.cells())
    blank, zero = cells[3], cells[9]

    def link(cell: Cell) -> str | None:
        return f"/cell/{cell}?a=1&b=2" if cell in (blank, zero) else None

    page = parsed(render_body(report, link=link))
    links = page.css("td.figure a")
    assert [node.attributes["href"] for node in links] == [
        f"/cell/{blank}?a=1&b=2",
        f"/cell/{zero}?a=1&b=2",
    ]
    assert [node.text() for node in links] == ["未填", "0"]
    assert parsed(render_body(report)).css("td.figure a") == []


def test_words_cannot_become_markup() -> None:
    words = "（一）主动公开。<script>alert(1)</script> & “引号”\n<b>（二）</b>"
    body = render_body(report_of(overview=words))
    assert "<script>" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “引号”" in body
    assert parsed(body).css_first("strong.run-in").text() == "（一）主动公开。"  # type: ignore[union-attr]


def test_the_parts_stand_in_order_and_the_preface_before_them() -> None:
    page = parsed(render_body(report_of(preface="说明。", overview="正文。")))
    assert [node.text() for node in page.css("h2")] == [s.heading for s in FORM_2021.sections]
    assert page.css_first("div.report-preface").text().strip() == "说明。"  # type: ignore[union-attr]


def test_a_bound_number_is_printed_with_its_figure() -> None:
    report = report_of(overview="新收申请{{requests/1/sum|件}}。")
    report.figures[Cell("requests", "1", "sum")] = 12
    assert "新收申请12件。" in render_body(report)


def test_the_page_stands_alone() -> None:
    page = render_page(report_of(overview="正文。")).decode()
    assert page.startswith('<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">')
    tree = parsed(page)
    assert tree.css("link, script, img, iframe") == []
    assert "url(" not in page
    assert tree.css_first("h1").text() == tree.css_first("title").text()  # type: ignore[union-attr]
    signature = tree.css_first("p.report-signature")
    assert signature is not None
    assert signature.text() == "云岭县青石镇人民政府2022年1月3日"


def test_the_same_report_gives_the_same_page() -> None:
    assert render_page(report_of()) == render_page(report_of())
