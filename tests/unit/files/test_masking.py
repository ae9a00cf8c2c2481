"""A masked copy has none of what was found, and everything else as it was."""

from __future__ import annotations

import io

import openpyxl
import pytest
import python_calamine
from docx import Document
from PIL import Image

from tests.unit.files import made, olewriter
from tests.unit.files.test_extraction import picture
from tongming.files.checking import Kind, check
from tongming.files.extraction import extract
from tongming.files.masking import choices_for, masked_copy
from tongming.law.words import Refused

SECRETS = (made.ID, made.OTHER_ID, made.MOBILE, "13900139000", "15912345678", "王敏", "赵宁")


def left(content: bytes, name: str) -> list[tuple[str, str]]:
    return [(one.kind.value, str(one.where)) for one in check(extract(content, name))]


def leaks(content: bytes) -> list[str]:
    """Which secrets stand anywhere in the bytes of any part."""
    everything_inside = made.inside(content).decode("utf-8", "replace")
    return [secret for secret in SECRETS if secret in everything_inside]


def test_a_word_document_keeps_its_text_and_loses_what_was_found() -> None:
    before = made.full_docx()
    assert left(before, "a.docx")
    copy = made.masked_everywhere(before, "a.docx")
    # The mark of an internal paper is for people to decide about, not to paint over.
    assert left(copy, "a.docx") == [("secrecy_mark", "页眉")]
    assert leaks(copy) == []
    document = Document(io.BytesIO(copy))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "身份证号：110105********002X，请核对。"
    assert document.paragraphs[0].runs[1].bold, "masking keeps the runs and their form"
    assert "金额现在三千元" in lines
    cells = [cell.text for cell in document.tables[0]._cells]
    assert cells == ["姓名", "联系电话", "病种", "张三", "138****8000", "***"]
    assert document.sections[0].header.paragraphs[0].text == "内部资料 注意保存"


def test_a_workbook_loses_its_hidden_sheets_and_keeps_the_rest() -> None:
    copy = made.masked_everywhere(made.full_xlsx(), "a.xlsx")
    assert left(copy, "a.xlsx") == []
    assert leaks(copy) == []
    book = openpyxl.load_workbook(io.BytesIO(copy))
    assert book.sheetnames == ["公示"]
    rows = list(book["公示"].iter_rows(values_only=True))
    assert rows[0][:3] == ("姓名", "村组", "金额")
    assert rows[1][:3] == ("李四", "兴隆村三组", 3000)
    assert rows[1][5] == "138****8000"
    assert rows[2][0] is None, "the hidden row is empty"
    assert rows[4][0] == "张三", "a formula into the sheet that went is its value"
    values = python_calamine.load_workbook(io.BytesIO(copy)).get_sheet_by_index(0).to_python()
    assert values[1][:3] == ["李四", "兴隆村三组", 3000.0]


def test_one_finding_is_masked_and_the_others_left() -> None:
    before = made.full_xlsx()
    found = check(extract(before, "a.xlsx"))
    (one,) = (f for f in found if f.kind is Kind.MOBILE and "批注" not in str(f.where))
    copy = masked_copy(before, "a.xlsx", choices_for([one]))
    after = check(extract(copy, "a.xlsx"))
    assert len(after) == len(found) - 1
    assert "公示" in openpyxl.load_workbook(io.BytesIO(copy)).sheetnames


def test_a_presentation_loses_hidden_slides_notes_and_numbers() -> None:
    copy = made.masked_everywhere(made.full_pptx(), "a.pptx")
    assert left(copy, "a.pptx") == []
    assert leaks(copy) == []
    assert extract(copy, "a.pptx").text == "电话138****8000"


def test_an_embedded_workbook_is_masked_inside_its_document() -> None:
    parts = made.unzipped(made.docx(["见附表"]))
    parts["word/embeddings/inner.xlsx"] = made.full_xlsx()
    copy = made.masked_everywhere(made.zipped(parts), "a.docx")
    assert left(copy, "a.docx") == []
    inner = made.unzipped(copy)["word/embeddings/inner.xlsx"]
    assert leaks(inner) == []


def test_the_source_of_a_page_changes_only_where_it_was_masked() -> None:
    page = (
        '<!DOCTYPE html>\n<html><head><meta name="author" content="王敏"></head><body class=a>\n'
        f"<p>电话138<b>0013</b>80&#48;0，<i>不变</i>&nbsp;</p><div hidden>藏</div>\n"
        f"<!-- {made.ID} --></body></html>"
    )
    copy = made.masked_everywhere(page.encode("gb18030"), "a.html").decode("gb18030")
    assert copy == (
        '<!DOCTYPE html>\n<html><head><meta name="author" content="  "></head><body class=a>\n'
        "<p>电话138<b>****</b>80&#48;0，<i>不变</i>&nbsp;</p><div hidden> </div>\n"
        "<!-- 110105********002X --></body></html>"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_keeps_its_encoding_and_line_ends(encoding: str) -> None:
    text = f"甲\r\n电话{made.MOBILE}\r\n"
    copy = made.masked_everywhere(text.encode(encoding), "a.txt")
    assert copy.decode(encoding) == "甲\r\n电话138****8000\r\n"


def test_a_file_with_nothing_in_it_keeps_its_text() -> None:
    plain = made.docx(["红石砬子镇工作安排"])
    assert extract(made.masked_everywhere(plain, "a.docx"), "a.docx").text == "红石砬子镇工作安排"


def test_what_cannot_be_rewritten_is_refused_with_what_to_do() -> None:
    for content, name in ((olewriter.doc("x"), "a.doc"), (made.pdf("x"), "a.pdf")):
        with pytest.raises(Refused, match=r"不能直接遮盖.*另存为 DOCX"):
            made.masked_everywhere(content, name)


def test_a_photograph_in_a_document_forgets_where_it_was_taken() -> None:
    photograph = picture()
    document = Document()
    document.add_picture(io.BytesIO(photograph))
    before = made.saved(document)
    assert {one.subkind for one in check(extract(before, "a.docx"))} == {"author", "location"}
    copy = made.masked_everywhere(before, "a.docx")
    assert left(copy, "a.docx") == []
    (inside,) = (part for name, part in made.unzipped(copy).items() if "/media/" in name)
    assert Image.open(io.BytesIO(inside)).tobytes() == Image.open(io.BytesIO(photograph)).tobytes()


def test_a_file_inside_that_cannot_be_rewritten_is_refused_with_what_to_do() -> None:
    parts = made.unzipped(made.docx(["见附件"]))
    parts["word/embeddings/inner.pdf"] = made.pdf(f"电话{made.MOBILE}")
    with pytest.raises(Refused, match="里面的文件系统不能改写"):
        made.masked_everywhere(made.zipped(parts), "a.docx")
