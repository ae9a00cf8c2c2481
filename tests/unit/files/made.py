"""Documents made for the tests: each hides something in its own way."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pylopdf_fonts_zh_cn
import typst

from tongming.files.checking import check
from tongming.files.extraction import extract
from tongming.files.masking import choices_for, masked_copy

ID = "11010519491231002X"
OTHER_ID = "440524188001010014"
MOBILE = "13800138000"
CARD = "6228480402564890018"


def docx(paragraphs: Iterable[str] = (), author: str = "python-docx") -> bytes:
    """A Word document of paragraphs."""
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.core_properties.author = author
    return saved(document)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def run(text: str, *, deleted: bool = False) -> Any:
    """A bare run, for what python-docx has no words for."""
    from docx.oxml import OxmlElement

    element, inner = OxmlElement("w:r"), OxmlElement("w:delText" if deleted else "w:t")
    inner.text = text
    element.append(inner)
    return element


def tracked(kind: str, text: str, author: str = "王敏") -> Any:
    """A tracked insertion (ins) or deletion (del)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{kind}")
    element.set(qn("w:author"), author)
    element.set(qn("w:id"), "7")
    element.append(run(text, deleted=kind == "del"))
    return element


def full_docx() -> bytes:
    """Identity numbers split across runs and in every hiding place Word has."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    paragraph = document.add_paragraph("身份证号：110105")
    paragraph.add_run("19491231").bold = True
    paragraph.add_run("002X，请核对。")
    table = document.add_table(2, 3)
    cells = ("姓名", "联系电话", "病种", "张三", MOBILE, "糖尿病")
    for cell, text in zip(table._cells, cells, strict=True):
        cell.text = text
    document.add_paragraph().add_run(f"隐藏的{OTHER_ID}").font.hidden = True
    changed = document.add_paragraph("金额")
    changed._p.append(tracked("del", "原来13900139000"))
    changed._p.append(tracked("ins", "现在三千元"))
    document.add_comment(changed.runs, f"他的电话{MOBILE}", author="李四")
    document.sections[0].header.paragraphs[0].text = "内部资料 注意保存"
    box = parse_xml(
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>文本框里15912345678</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph()._p.append(box)
    properties = document.core_properties
    properties.author, properties.last_modified_by = "王敏", "赵宁"
    return saved(document)


def full_xlsx() -> bytes:
    """A public sheet beside a hidden one full of identity numbers, hidden rows and columns."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    shown = book.add_worksheet("公示")
    shown.write_row(0, 0, ["姓名", "村组", "金额", "备用"])
    shown.write_row(1, 0, ["李四", "兴隆村三组", 3000, "x"])
    shown.write_row(2, 0, ["王五", "兴隆村三组", 3000, "y"])
    shown.write_number(1, 5, int(MOBILE))
    shown.set_column(3, 3, None, None, {"hidden": True})
    shown.set_row(2, None, None, {"hidden": True})
    shown.write_comment(0, 0, f"电话{MOBILE}")
    shown.write_formula(4, 0, "=名单!A2", None, "张三")
    hidden = book.add_worksheet("名单")
    hidden.write_row(0, 0, ["姓名", "身份证号"])
    for row in range(1, 51):
        hidden.write_row(row, 0, ["张三", ID])
    hidden.hide()
    very = book.add_worksheet("更深")
    very.write(0, 0, OTHER_ID)
    very.very_hidden()
    book.set_properties({"author": "王敏", "company": "红石砬子镇", "manager": "孙立群"})
    book.define_name("电话", "=公示!$F$2")
    book.close()
    return out.getvalue()


_PPT = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/officeDocument" Target="ppt/presentation.xml"/>'
        "</Relationships>"
    ),
    "ppt/presentation.xml": (
        '<p:presentation xmlns:p="urn:p" xmlns:r="urn:r"><p:sldIdLst>'
        '<p:sldId id="256" r:id="s1"/><p:sldId id="257" r:id="s2"/></p:sldIdLst></p:presentation>'
    ),
    "ppt/_rels/presentation.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="s1" Type="http://x/slide" Target="slides/slide2.xml"/>'
        '<Relationship Id="s2" Type="http://x/slide" Target="slides/slide1.xml"/>'
        "</Relationships>"
    ),
    "ppt/slides/slide2.xml": (
        '<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><p:cSld><p:spTree>'
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>电话138'
        "</a:t></a:r><a:r><a:t>00138000</a:t></a:r></a:p></p:txBody></p:sp>"
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="h" hidden="1"/></p:nvSpPr><p:txBody><a:p><a:r>'
        "<a:t>藏起来的图形</a:t></a:r></a:p></p:txBody></p:sp>"
        "</p:spTree></p:cSld></p:sld>"
    ),
    "ppt/slides/_rels/slide2.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="n1" Type="http://x/notesSlide" Target="../notesSlides/notesSlide1.xml"/>'
        "</Relationships>"
    ),
    "ppt/notesSlides/notesSlide1.xml": (
        '<p:notes xmlns:p="urn:p" xmlns:a="urn:a"><a:p><a:r><a:t>备注里13900139000</a:t></a:r>'
        '</a:p><a:p><a:fld id="{1}"><a:t>1</a:t></a:fld></a:p></p:notes>'
    ),
    "ppt/slides/slide1.xml": (
        '<p:sld xmlns:p="urn:p" xmlns:a="urn:a" show="0"><a:p><a:r><a:t>不放的一张'
        f"{ID}</a:t></a:r></a:p></p:sld>"
    ),
}


def full_pptx() -> bytes:
    """Two slides, one hidden, notes, a hidden shape, a number split across runs."""
    return zipped(_PPT)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def inside(content: bytes) -> bytes:
    """Every part of a zip, unpacked, one after the other."""
    return b"\n".join(unzipped(content).values())


def pdf(*pages: str, author: str = "", title: str = "") -> bytes:
    """A PDF with real text, a page each."""
    head = '#set page(width: 210mm, height: 297mm)\n#set text(font: "Noto Sans SC")\n'
    if author or title:
        head += f'#set document(author: "{author}", title: "{title}")\n'
    source = head + "\n#pagebreak()\n".join(pages)
    folder = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
    return typst.compile(  # type: ignore[misc, no-any-return, unused-ignore]
        source.encode(), font_paths=[folder], ignore_system_fonts=True
    )


def masked_everywhere(content: bytes, name: str) -> bytes:
    """A copy with all that can be masked masked and all that is hidden left out."""
    return masked_copy(content, name, choices_for(check(extract(content, name))))
