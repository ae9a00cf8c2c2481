"""A letter on paper: the same bytes each time, the seal over the signature, archivable."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pdfplumber
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from tests.unit.reports.rendering.test_docx import PARAGRAPH_ORDER
from tongming.applications.letters import rendering
from tongming.applications.letters.contents import Contents, LetterText
from tongming.applications.letters.rendering import docx as word
from tongming.applications.letters.rendering import pdf
from tongming.law.words import Refused
from tongming.typesetting.wording import sealed_signature, width_of

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"

LETTER = LetterText(
    title="红石砬子镇人民政府政府信息部分公开告知书",
    organ="红石砬子镇人民政府",
    number="红石砬子镇公开〔2026〕12号",
    addressee="王小明",
    paragraphs=("本机关于2026年2月24日收到您提出的政府信息公开申请。", "现提供：见附件。"),
    attachments=("招标文件（公开版）.pdf", "说明.pdf"),
    signed_on=date(2026, 3, 13),
)


@pytest.fixture(scope="module")
def seal() -> bytes:
    drawn = BytesIO()
    Image.new("RGBA", (300, 300), (200, 20, 20, 120)).save(drawn, "PNG")
    return drawn.getvalue()


def test_the_same_letter_is_the_same_bytes(seal: bytes) -> None:
    for render in (pdf.render, word.render):
        assert render(LETTER, seal) == render(LETTER, seal)
        assert render(LETTER, seal) != render(LETTER)


def test_everything_it_says_stands_on_the_page_in_its_order() -> None:
    with pdfplumber.open(BytesIO(pdf.render(LETTER))) as document:
        text = "".join("".join(page.extract_text().split()) for page in document.pages)
    parts = [
        LETTER.title, LETTER.number, f"{LETTER.addressee}：", *LETTER.paragraphs, "附件：",
        *LETTER.attachments, LETTER.organ, "2026年3月13日",
    ]  # fmt: skip
    places = [text.rindex("".join(part.split())) for part in parts]
    assert places == sorted(places)
    said = "\n".join(one.text for one in docx.Document(BytesIO(word.render(LETTER))).paragraphs)
    for part in parts:
        assert part in said.replace("\n政府信息", "政府信息")


def test_it_is_tagged_and_dated_for_the_archive() -> None:
    document = pypdf.PdfReader(BytesIO(pdf.render(LETTER)))
    assert document.metadata is not None
    assert document.metadata.title == LETTER.title
    assert "/MarkInfo" in document.trailer["/Root"]  # type: ignore[operator]


def test_the_seal_stands_over_organ_and_date(seal: bytes) -> None:
    with pdfplumber.open(BytesIO(pdf.render(LETTER, seal))) as document:
        page = document.pages[-1]
        (picture,) = page.images
        dated = page.search("2026年3月13日")[-1]
        middle = (picture["x0"] + picture["x1"]) / 2
        assert middle == pytest.approx((dated["x0"] + dated["x1"]) / 2, abs=3)
        assert picture["top"] < dated["top"] < dated["bottom"] < picture["bottom"]
        assert picture["x1"] - picture["x0"] == pytest.approx(42 / 25.4 * 72, abs=1)
    opened = docx.Document(BytesIO(word.render(LETTER, seal)))
    assert [part.blob for part in opened.part.package.image_parts] == [seal]


def test_a_long_organ_stays_on_the_page_and_centred_over_the_date() -> None:
    for organ in ("某镇", "桦甸市红石砬子镇人民政府政府信息公开工作领导小组办公室"):
        organ_line, dated = sealed_signature(organ, LETTER.signed_on).lines
        assert min(organ_line.indent, dated.indent) >= 0
        middles = [line.indent + width_of(line.text) / 2 for line in (organ_line, dated)]
        assert middles[0] == pytest.approx(middles[1])


def test_word_finds_every_property_where_it_looks_for_it(seal: bytes) -> None:
    with zipfile.ZipFile(BytesIO(word.render(LETTER, seal))) as package:
        assert package.testzip() is None
        listed = package.read("[Content_Types].xml").decode()
        linked = package.read("word/_rels/document.xml.rels").decode()
        document = etree.fromstring(package.read("word/document.xml"))
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
    assert 'Extension="png"' in listed
    (picture,) = document.iter(f"{{{_A}}}blip")
    assert f'Id="{picture.get(qn("r:embed"))}"' in linked
    assert pictures == ["word/media/seal.png"]
    for properties in document.iter(qn("w:pPr")):
        names = [etree.QName(one).localname for one in properties]
        assert names == sorted(names, key=PARAGRAPH_ORDER.index)


def test_the_end_of_a_letter_alone_does_not_make_a_second_page(seal: bytes) -> None:
    line = "字" * 26
    for lines, pages in ((8, 1), (12, 1), (14, 1), (26, 2)):
        letter = replace(LETTER, paragraphs=(line,) * lines, attachments=())
        with pdfplumber.open(BytesIO(pdf.render(letter, seal))) as document:
            assert len(document.pages) == pages, lines
            last = "".join(document.pages[-1].extract_text().split())
            assert "字" in last
            assert "2026年3月13日" in last


def test_a_character_that_cannot_be_printed_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="😀"):
        pdf.render(replace(LETTER, paragraphs=("😀",)))


def test_contents_come_back_from_their_data() -> None:
    contents = Contents(elements={"reason": "理由"}, delivery={"tracking": "XA1"}, text=LETTER)
    assert Contents.from_data(contents.to_data()) == contents
    assert rendering.__doc__
