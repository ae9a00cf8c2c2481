"""The Word document: merged as the form is, set as GB/T 9704—2012 asks, always the same bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.unit.reports.rendering.samples import ALL_FORMS, report_of
from tongming.law.forms import FORM_2021, Form
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.docx import render
from tongming.reports.rendering.layout import grids
from tongming.reports.rendering.wording import figure_text

# The order ISO 29500 gives the properties a paragraph here may have; Word rejects another.
PARAGRAPH_ORDER = ["pStyle", "keepNext", "keepLines", "snapToGrid", "spacing", "ind", "jc"]
PARAGRAPH_ORDER += ["outlineLvl"]


def opened(report: AnnualReport) -> docx.document.Document:
    return docx.Document(BytesIO(render(report)))


def parts(report: AnnualReport) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(render(report))) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_each_cell_of_a_table_shows_the_box_that_covers_it(form: Form) -> None:
    report = report_of(form)
    document = opened(report)
    for table, printed in zip(grids(form), document.tables, strict=True):
        cells = printed._cells  # the merged table spread out, row by row
        for box in table.boxes():
            expected = figure_text(report, box.cell) if box.cell else box.text
            for row in box.rows:
                for column in box.columns:
                    assert cells[row * len(table.widths) + column].text == expected


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_header_rows_are_repeated_and_rows_are_not_cut_by_a_page(form: Form) -> None:
    for table, printed in zip(grids(form), opened(report_of(form)).tables, strict=True):
        headers = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in printed.rows]
        assert headers == [number < table.header_rows for number in range(len(table.rows))]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in printed.rows)


def test_the_page_is_a4_with_the_margins_of_official_papers() -> None:
    section = opened(report_of()).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    for length, millimetres in (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.left_margin, 28),
    ):
        assert length is not None
        assert length.mm == pytest.approx(millimetres, abs=0.1)
    width = section.page_width - (section.left_margin or 0) - (section.right_margin or 0)
    height = section.page_height - (section.top_margin or 0) - (section.bottom_margin or 0)
    assert width / 36000 == pytest.approx(156, abs=0.2)
    assert height / 36000 == pytest.approx(225, abs=0.2)


def test_the_typefaces_are_those_the_standard_prescribes() -> None:
    styles = opened(report_of()).styles
    faces = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Heading 2")
    }
    assert faces == {
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
    }
    assert styles["Title"].font.size.pt == 22
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    assert defaults.get(qn("w:eastAsia")) == "仿宋_GB2312"
    size = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:sz')}")
    assert size.get(qn("w:val")) == "32"
    assert styles["Normal"].paragraph_format.line_spacing.pt == 28


def test_words_headings_and_signature_follow_one_another() -> None:
    report = report_of(preface="说明。", overview="（一）主动公开\n（二）依申请公开。收到0件。")
    found = [(p.style.name, p.text) for p in opened(report).paragraphs if p.style and p.text]
    assert found[:5] == [
        ("Title", "云岭县青石镇人民政府\n2021年政府信息公开工作年度报告"),
        ("Body Text", "说明。"),
        ("Heading 1", "一、总体情况"),
        ("Heading 2", "（一）主动公开"),
        ("Body Text", "（二）依申请公开。收到0件。"),
    ]
    assert found[-2:] == [("Signature", "云岭县青石镇人民政府"), ("Signature", "2022年1月3日")]


def test_page_numbers_stand_outside_between_dashes() -> None:
    found = parts(report_of())
    for side, edge in (("odd", "right"), ("even", "left")):
        footer = etree.fromstring(found[f"word/footer_{side}.xml"])
        assert re.sub(r"\s", "", "".join(footer.itertext())) == "—PAGE1—"
        assert footer.find(f".//{qn('w:jc')}").get(qn("w:val")) == edge
    assert b"<w:evenAndOddHeaders/>" in found["word/settings.xml"]


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_every_part_is_named_related_and_well_formed(form: Form) -> None:
    found = parts(report_of(form))
    for name, content in found.items():
        etree.fromstring(content)
        assert (
            name == "[Content_Types].xml"
            or name.endswith(".rels")
            or (f'PartName="/{name}"'.encode() in found["[Content_Types].xml"])
        )
    relations = etree.fromstring(found["word/_rels/document.xml.rels"])
    assert {f"word/{relation.get('Target')}" for relation in relations} <= set(found)


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_paragraph_properties_stand_in_the_order_word_asks_for(form: Form) -> None:
    found = parts(report_of(form, overview="（一）主动公开\n正文。"))
    for name in ("word/document.xml", "word/styles.xml"):
        for properties in etree.fromstring(found[name]).iter(qn("w:pPr")):
            places = [PARAGRAPH_ORDER.index(etree.QName(child).localname) for child in properties]
            assert all(a < b for a, b in pairwise(places)), etree.tostring(properties)


def test_words_may_hold_what_xml_cannot() -> None:
    report = report_of(overview="控制\x00符\x01和<标签>&“引号”\ufffe")
    assert "控制符和<标签>&“引号”" in [p.text for p in opened(report).paragraphs]


def test_the_same_report_gives_the_same_bytes_and_no_clock_is_read() -> None:
    report = report_of()
    assert render(report) == render(report)
    with zipfile.ZipFile(BytesIO(render(report))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = parts(report)["docProps/core.xml"].decode()
    assert core.count("2022-01-03T00:00:00Z") == 2
    undated = report_of()
    undated.extra.clear()
    assert "dcterms:created" not in parts(undated)["docProps/core.xml"].decode()


def test_a_short_table_is_kept_whole_and_a_long_one_may_break() -> None:
    document = opened(report_of(FORM_2021))
    kept = [
        all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
        for row in document.tables[1].rows
    ]
    assert all(kept[:-1])
    assert not kept[-1]
    legacy = opened(report_of(ALL_FORMS[2])).tables[0]
    assert not any(
        p.paragraph_format.keep_with_next for row in legacy.rows for p in row.cells[0].paragraphs
    )


def test_a_signature_is_kept_with_the_last_paragraph() -> None:
    document = opened(report_of(problems="问题。", other="没有其他事项。\n完。"))
    kept = {p.text: p.paragraph_format.keep_with_next for p in document.paragraphs}
    assert kept["完。"]
    assert not kept["没有其他事项。"]
    assert not kept["问题。"]
