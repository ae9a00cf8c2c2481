"""Word, Excel and PDF files: merged cells, tracked changes, hidden sheets, pages that break."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache

import docx
import pytest
import xlsxwriter
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

from tests.unit.reports.reading.made import (
    BODY,
    Rows,
    figures_of,
    misread,
    reading,
    three_tables,
)
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021, FORMS
from tongming.reports.document import AnnualReport
from tongming.reports.rendering import FileKind, render

FIGURES = figures_of(FORM_2021, 7)
TABLES = three_tables(FORM_2021, FIGURES)
TITLE = f"{BODY}2023年政府信息公开工作年度报告"
HEADINGS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)


def width_of(rows: Rows) -> int:
    """The columns of a table."""
    return sum(across for _, across, _ in rows[0])


def places(rows: Rows) -> list[tuple[int, int, int, int, str]]:
    """Each cell's row, column, height, width and text."""
    taken: set[tuple[int, int]] = set()
    found = []
    for r, row in enumerate(rows):
        c = 0
        for text, across, down in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + y, c + x) for y in range(down) for x in range(across)}
            found.append((r, c, down, across, text))
    return found


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_table(document: Document, rows: Rows) -> None:
    """A table with merged cells."""
    table = document.add_table(len(rows), width_of(rows))
    for row, col, height, width, text in places(rows):
        cell = table.cell(row, col)
        if height > 1 or width > 1:
            cell = cell.merge(table.cell(row + height - 1, col + width - 1))
        cell.text = text


@cache
def plain_word() -> bytes:
    """The report as a Word document."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("一、总体情况")
    document.add_paragraph("本年度平稳。")
    for heading, rows in zip(HEADINGS, TABLES, strict=True):
        document.add_paragraph(heading)
        word_table(document, rows)
    document.add_paragraph("五、存在的主要问题及改进情况")
    document.add_paragraph("人手少，将补齐。")
    return saved(document)


def word_report(change: Callable[[Document], None]) -> bytes:
    """The Word document, changed somehow."""
    document = docx.Document(io.BytesIO(plain_word()))
    change(document)
    return saved(document)


def test_a_word_document_with_merged_cells() -> None:
    report = reading(plain_word())
    assert misread(report, FIGURES) == {}
    assert (report.body, report.year, report.form) == (BODY, 2023, FORM_2021)
    assert report.sections["problems"] == "人手少，将补齐。"
    assert report.warnings == []


def first_figure(document: Document) -> object:
    """The paragraph of the first figure of table 3."""
    return document.tables[1].rows[3].cells[3].paragraphs[0]


def run_with(tag: str, text: str, mark: str | None = None) -> object:
    """A run of text, within a tracked change or marked somehow."""
    run = OxmlElement("w:r")
    if mark:
        properties = OxmlElement("w:rPr")
        name, _, value = mark.partition("=")
        element = OxmlElement(name)
        if value:
            element.set(qn("w:val"), value)
        properties.append(element)
        run.append(properties)
    words = OxmlElement("w:delText" if tag == "w:del" else "w:t")
    words.text = text
    run.append(words)
    if tag == "w:r":
        return run
    change = OxmlElement(tag)
    change.append(run)
    return change


@pytest.mark.parametrize(
    ("tag", "mark"),
    [
        ("w:del", None),
        ("w:moveFrom", None),
        ("w:r", "w:vanish"),
        ("w:r", "w:strike"),
        ("w:r", "w:vertAlign=superscript"),
    ],
)
def test_deleted_hidden_and_raised_text_is_no_figure(tag: str, mark: str | None) -> None:
    def change(document: Document) -> None:
        paragraph = first_figure(document)
        paragraph._p.append(run_with(tag, "9", mark))  # type: ignore[attr-defined]

    assert misread(reading(word_report(change)), FIGURES) == {}


def test_inserted_text_and_text_no_longer_struck_is_read() -> None:
    def change(document: Document) -> None:
        paragraph = first_figure(document)
        printed = paragraph.text  # type: ignore[attr-defined]
        for run in list(paragraph.runs):  # type: ignore[attr-defined]
            run._r.getparent().remove(run._r)
        paragraph._p.append(run_with("w:ins", printed[:1]))  # type: ignore[attr-defined]
        paragraph._p.append(run_with("w:r", printed[1:], "w:strike=0"))  # type: ignore[attr-defined]

    assert misread(reading(word_report(change)), FIGURES) == {}


def test_a_deleted_row_is_not_read() -> None:
    def change(document: Document) -> None:
        table = document.tables[1]
        copy = table.add_row()  # type: ignore[no-untyped-call]
        for cell in copy.cells:
            cell.text = "9"
        copy.cells[0].text = "一、本年新收政府信息公开申请数量"
        properties = copy._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:del"))

    assert misread(reading(word_report(change)), FIGURES) == {}


def test_a_report_in_a_text_box_and_in_a_table_of_one_cell() -> None:
    data = plain_word()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts["word/document.xml"].decode()
    body = re.search(r"<w:body>(.*?)(<w:sectPr.*)</w:body>", xml, re.S)
    assert body is not None
    boxed = (
        "<w:p><w:r><w:pict><w:txbxContent>"
        + body.group(1)
        + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    framed = "<w:tbl><w:tr><w:tc>" + body.group(1) + "<w:p/></w:tc></w:tr></w:tbl>"
    for inside in (boxed, framed):
        parts["word/document.xml"] = xml.replace(body.group(1), inside).encode()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        assert misread(reading(stream.getvalue()), FIGURES) == {}


def test_a_notice_in_a_document_that_is_named_otherwise() -> None:
    assert misread(reading(plain_word(), "年报.pdf"), FIGURES) == {}


# --- Workbooks ------------------------------------------------------------------------------------


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    fill(book)
    book.close()
    return stream.getvalue()


def write(sheet: object, rows: Rows, *, top: int = 0, left: int = 0, as_text: bool = False) -> int:
    """Write a table with its merged ranges; answer the row below it."""
    for row, col, height, width, text in places(rows):
        r, c = top + row, left + col
        value: object = text if as_text or not re.fullmatch(r"\d+", text) else float(text)
        if height > 1 or width > 1:
            sheet.merge_range(r, c, r + height - 1, c + width - 1, value)  # type: ignore[attr-defined]
        else:
            sheet.write(r, c, value)  # type: ignore[attr-defined]
    return top + len(rows) + 1


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize("left", [0, 2])
def test_a_sheet_for_each_table_or_one_for_all(as_text: bool, left: int) -> None:
    def apart(book: xlsxwriter.Workbook) -> None:
        for heading, rows in zip(HEADINGS, TABLES, strict=True):
            sheet = book.add_worksheet(heading[2:7])
            sheet.write(0, 0, TITLE)
            write(sheet, rows, top=2, left=left, as_text=as_text)

    def together(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 14, TITLE)
        top = 2
        for heading, rows in zip(HEADINGS, TABLES, strict=True):
            sheet.write(top, left, heading)
            top = write(sheet, rows, top=top + 1, left=left, as_text=as_text)

    for fill in (apart, together):
        report = reading(workbook(fill))
        assert misread(report, FIGURES) == {}
        assert (report.body, report.year) == (BODY, 2023)


def test_a_hidden_sheet_is_not_read() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        old = book.add_worksheet("上年")
        write(old, three_tables(FORM_2021, figures_of(FORM_2021, 8))[1])
        for heading, rows in zip(HEADINGS, TABLES, strict=True):
            sheet = book.add_worksheet(heading[2:7])
            sheet.write(0, 0, TITLE)
            write(sheet, rows, top=2)
            sheet.activate()
        old.hide()

    assert misread(reading(workbook(fill)), FIGURES) == {}


# --- PDF ------------------------------------------------------------------------------------------


@cache
def printed(kind: FileKind = FileKind.PDF) -> bytes:
    """The report as the project prints it."""
    report = AnnualReport(TITLE, BODY, 2023, FORMS["2021-30"])
    report.figures = dict(FIGURES)
    return render(report, kind)


@pytest.mark.parametrize("angle", [90, 180, 270])
@pytest.mark.parametrize("within", [False, True])
def test_a_pdf_lying_on_its_side(angle: int, within: bool) -> None:
    writer = PdfWriter()
    for sheet in PdfReader(io.BytesIO(printed())).pages:
        page = writer.add_page(sheet)
        page.rotate(angle)
        if within:
            page.transfer_rotation_to_content()
    stream = io.BytesIO()
    writer.write(stream)
    assert misread(reading(stream.getvalue()), FIGURES) == {}


def test_a_pdf_of_the_project_is_read_with_every_figure() -> None:
    report = reading(printed())
    assert misread(report, FIGURES) == {}
    assert report.figure(Cell("requests", "1", "nat")) == FIGURES[Cell("requests", "1", "nat")]
    assert (report.body, report.year) == (BODY, 2023)
