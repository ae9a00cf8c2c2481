"""The PDF: whole tables in real text, tagged, archivable, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pytest

from tests.unit.reports.rendering.samples import report_of
from tongming.law.forms import FORM_2021, FORM_LEGACY, FORM_OWN
from tongming.law.words import Refused
from tongming.reports.document import AnnualReport
from tongming.reports.rendering import pdf
from tongming.reports.rendering.layout import grids
from tongming.reports.rendering.wording import figure_text
from tongming.typesetting import pages, typefaces


@pytest.fixture(scope="module")
def modern() -> bytes:
    return pdf.render(report_of(preface="说明。", overview="（一）主动公开。正文。", other="无。"))


@pytest.fixture(scope="module")
def legacy() -> bytes:
    return pdf.render(report_of(FORM_LEGACY))


def tables(content: bytes) -> Iterator[list[list[str | None]]]:
    """The tables as drawn, page by page; merged places are None."""
    with pdfplumber.open(BytesIO(content)) as document:
        for page in document.pages:
            yield from page.extract_tables()


def text_of(cell: str | None) -> str:
    return (cell or "").replace("\n", "")


def test_each_short_table_is_drawn_whole_with_the_merged_cells_of_the_form(modern: bytes) -> None:
    report = report_of()
    drawn = list(tables(modern))
    assert len(drawn) == 3
    for table, rows in zip(grids(FORM_2021), drawn, strict=True):
        assert len(rows) == len(table.rows)
        for box in table.boxes():
            expected = figure_text(report, box.cell) if box.cell else box.text
            assert text_of(rows[box.row][box.column]) == expected
            for row in box.rows:
                for column in box.columns:
                    if (row, column) != (box.row, box.column):
                        assert rows[row][column] is None


def test_a_long_table_goes_on_over_pages_with_its_header_and_loses_no_row(legacy: bytes) -> None:
    drawn = list(tables(legacy))
    assert len(drawn) > 1
    header = ["统计指标", "单位", "统计数"]
    assert [rows[0] for rows in drawn] == [header] * len(drawn)
    report = report_of(FORM_LEGACY)
    (table,) = grids(FORM_LEGACY)
    expected = [
        [figure_text(report, box.cell) if box.cell else box.text for box in row]
        for row in table.rows[1:]
    ]
    found = [[text_of(cell) for cell in row] for rows in drawn for row in rows[1:]]
    assert found == expected


def test_it_says_what_it_is_and_is_tagged(modern: bytes) -> None:
    document = pypdf.PdfReader(BytesIO(modern))
    assert document.metadata is not None
    assert document.metadata.title == "云岭县青石镇人民政府2021年政府信息公开工作年度报告"
    assert document.metadata.author == "云岭县青石镇人民政府"
    # The library's types stop at "some object"; what a catalogue holds is fixed by ISO 32000.
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    headings = [section.heading for section in FORM_2021.sections]
    bookmarks = [entry.title for entry in document.outline if not isinstance(entry, list)]
    assert bookmarks == headings
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_every_font_is_embedded(modern: bytes) -> None:
    document = pypdf.PdfReader(BytesIO(modern))
    pages: list[Any] = list(document.pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert "Noto" in descriptor["/FontName"]


def test_pages_are_a4_and_numbered_outside_between_dashes(legacy: bytes) -> None:
    with pdfplumber.open(BytesIO(legacy)) as document:
        assert len(document.pages) >= 2
        for page in document.pages:
            assert (round(page.width), round(page.height)) == (595, 842)
            words = page.extract_words(keep_blank_chars=True)
            (number,) = [w for w in words if w["text"].replace(" ", "") == f"—{page.page_number}—"]
            if page.page_number % 2:
                assert number["x0"] > page.width / 2
            else:
                assert number["x1"] < page.width / 2


def test_the_same_report_gives_the_same_bytes_dated_by_the_report() -> None:
    report = report_of()
    assert pdf.render(report) == pdf.render(report)
    document = pypdf.PdfReader(BytesIO(pdf.render(report)))
    assert document.metadata is not None
    assert str(document.metadata.creation_date)[:10] == "2022-01-03"
    report.extra.clear()
    undated = pypdf.PdfReader(BytesIO(pdf.render(report)))
    assert undated.metadata is not None
    assert str(undated.metadata.creation_date)[:10] == "2022-01-01"


def test_text_is_never_taken_for_a_command() -> None:
    words = '#let x = 1 $y$ <label> @ref `raw` "quote" \\ // /* */ = heading\n- item'
    content = pdf.render(report_of(overview=words))
    with pdfplumber.open(BytesIO(content)) as document:
        text = document.pages[0].extract_text().replace("\n", "").replace(" ", "")
    assert words.replace("\n", "").replace(" ", "") in text


def test_a_character_no_font_has_is_refused_by_name_and_rare_ones_are_printed() -> None:
    with pytest.raises(Refused, match="😀"):
        pdf.render(report_of(overview="办理😀顺利。"))
    content = pdf.render(report_of(overview="朱镕基、堃、㵐、䶮、〇。"))
    with pdfplumber.open(BytesIO(content)) as document:
        assert "朱镕基、堃、㵐、䶮、〇" in document.pages[0].extract_text()


def test_a_missing_font_is_an_error_and_not_a_page_of_boxes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.typ"
    wrong.write_text('#set text(font: "No Such Face")\n#set document(title: "t")\n文字')
    monkeypatch.setattr(pdf, "_TEMPLATE", wrong)
    monkeypatch.setattr(pages, "_STANDARDS", [])
    monkeypatch.setattr(pages, "_ROOT", tmp_path)
    with pytest.raises(pdf.PdfError, match="unknown font family"):
        pdf.render(report_of())


def test_an_organs_own_fonts_fill_in_what_the_open_ones_lack(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TONGMING_FONTS", str(tmp_path))
    assert pdf.render(report_of()) == pdf.render(report_of())
    _, faces = typefaces.fonts(str(tmp_path))
    assert faces["body"] == ["Noto Serif SC"]


def test_a_figure_of_fifteen_digits_is_set_smaller_and_stays_whole() -> None:
    report: AnnualReport = report_of()
    for cell in report.form.cells():
        report.figures[cell] = 987654321012345
    found = [text_of(cell) for rows in tables(pdf.render(report)) for row in rows for cell in row]
    assert found.count("987654321012345") == len(list(report.form.cells()))


def test_a_title_stands_in_two_lines_in_the_middle(modern: bytes) -> None:
    with pdfplumber.open(BytesIO(modern)) as document:
        page = document.pages[0]
        lines = [line for line in page.extract_text_lines() if line["chars"][0]["size"] > 20]
    assert [line["text"].replace(" ", "") for line in lines] == [
        "云岭县青石镇人民政府",
        "2021年政府信息公开工作年度报告",
    ]
    middle = (28 + 156 / 2) / 210 * 595.28
    for line in lines:
        assert (line["x0"] + line["x1"]) / 2 == pytest.approx(middle, abs=3)


def test_lines_of_text_stand_as_far_apart_as_twenty_two_to_a_page() -> None:
    content = pdf.render(report_of(overview="正文" * 200))
    with pdfplumber.open(BytesIO(content)) as document:
        lines = [
            line
            for line in document.pages[0].extract_text_lines()
            if set(line["text"]) <= {"正", "文"}
        ]
    assert len(lines) > 5
    assert {len(line["text"]) for line in lines[1:-1]} == {28}
    for upper, lower in pairwise(lines):
        assert lower["top"] - upper["top"] == pytest.approx(225 / 22 / 25.4 * 72, abs=0.1)


def test_a_signature_never_stands_alone_on_a_page() -> None:
    lonely = {"云岭县青石镇人民政府", "2020年1月3日"}
    for lines in range(8, 20):
        report = report_of(FORM_OWN, problems="\n".join(["存在的问题。"] * lines))
        with pdfplumber.open(BytesIO(pdf.render(report))) as document:
            text = document.pages[-1].extract_text().replace(" ", "").split("\n")
        last = [line for line in text if not line.startswith("—")]
        assert set(last) > lonely, lines


def test_a_last_paragraph_longer_than_a_page_is_broken_and_loses_nothing() -> None:
    content = pdf.render(report_of(FORM_OWN, problems="长" * 1500))
    with pdfplumber.open(BytesIO(content)) as document:
        text = "".join(page.extract_text() for page in document.pages)
    assert text.count("长") == 1500
