"""Pages, downloads and feeds from plain data: what they must say, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pypdf
import pytest
from docx import Document
from selectolax.lexbor import LexborHTMLParser

from tests.public_items import made_item
from tongming.law.documents import Validity
from tongming.law.organs import Level
from tongming.portal.pages import docx, interaction, lists, machine, pdf
from tongming.portal.pages.blocks import Paragraph, Table, blocks_of, grid_of
from tongming.portal.pages.columns import apply_page, guide_page, home_page, sites_page
from tongming.portal.pages.item import file_name, item_page
from tongming.portal.pages.model import Host, Line, ListPage, Section
from tongming.publishing.item import PublicFile, PublicItem
from tongming.publishing.site import Output

DOCS = Path(__file__).resolve().parents[3] / "docs"
HOST = Host(
    address="https://www.huadian.gov.cn/xxgk",
    name="桦甸市人民政府",
    code="2202820001",
    sponsor="桦甸市人民政府办公室",
    contact="0432-66220000",
    icp="吉ICP备00000000号",
    police="吉公网安备 22028202000001号",
    mark_url="https://bszs.conac.cn/sitename?method=show&id=1",
    complaint_url="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=2202820001",
)
TOWN = Section(
    "hongshilazi",
    "红石砬子镇人民政府",
    "红石砬子镇",
    Level.TOWNSHIP,
    office="党政办公室",
    address="红石砬子镇红石街1号",
    hours="工作日 8:30—16:30",
    phone="0432-66110000",
    fax="0432-66110001",
    email="hslz@example.gov.cn",
)


def made(item: PublicItem) -> dict[str, Output]:
    found = item_page(item, host=HOST, section=TOWN, place_of=lambda sha256: Path(sha256))
    return {output.path.rpartition("/")[2]: output for output in found}


def content(output: Output) -> bytes:
    assert isinstance(output.content, bytes)
    return output.content


def parsed(output: Output) -> LexborHTMLParser:
    return LexborHTMLParser(content(output).decode())


def words(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    assert node is not None, selector
    return node.text()


def metas(page: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in page.css("meta[name]"):
        name = node.attributes["name"] or ""
        found.setdefault(name, []).append(node.attributes["content"] or "")
    return found


def line(number: int = 1) -> Line:
    item = made_item(number)
    return Line(
        key=item.key, unit=item.unit, title=item.title, published_at=item.published_at,
        changed_at=item.changed_at, index_number=item.index_number, summary=item.summary,
        document_number=item.document_number, subject_words=item.subject_words,
        formed_on=item.formed_on, publisher=item.publisher, theme=item.theme,
        statutory_items=item.statutory_items, validity="有效",
    )  # fmt: skip


# --- The tags of 国办发〔2017〕47号 --------------------------------------------------------------

SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT = ("ArticleTitle", "PubDate", "ContentSource", "Author", "Description", "Keywords", "Url")


def test_the_page_of_an_item_carries_every_prescribed_tag_once_and_says_what_it_shows() -> None:
    page = parsed(made(made_item(1))["index.html"])
    tags = metas(page)
    for name in (*SITE, *COLUMN, *CONTENT):
        assert len(tags[name]) == 1, name
        assert tags[name][0], name
    said = {name: values[0] for name, values in tags.items()}
    assert said["SiteName"] == "桦甸市人民政府"
    assert said["SiteDomain"] == "www.huadian.gov.cn"
    assert re.fullmatch(r"\d{10}|bm\d{8}", said["SiteIDCode"])
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", said["PubDate"])
    assert said["ArticleTitle"] == words(page, "h1")
    assert said["PubDate"] == words(page, "time")
    assert said["ContentSource"] in words(page, ".source-line")
    assert said["Url"] == "https://www.huadian.gov.cn/xxgk/hongshilazi/items/2026/test-1/"


def test_pages_of_columns_carry_the_tags_of_site_and_column_and_none_of_content() -> None:
    shown = ListPage("hongshilazi/content", "法定主动公开内容", None, 1, [line()], 1)
    pages = [
        guide_page(TOWN, host=HOST),
        apply_page(TOWN, host=HOST),
        home_page(TOWN, [line()], [], host=HOST),
        sites_page([TOWN], host=HOST),
        interaction.index_page(TOWN, dict.fromkeys(interaction.LABELS, 0), host=HOST),
        lists.list_page(shown, host=HOST, section=TOWN, column="content"),
    ]
    for output in pages:
        tags = metas(parsed(output))
        assert all(len(tags[name]) == 1 and tags[name][0] for name in (*SITE, *COLUMN)), output.path
        assert not {"ArticleTitle", "PubDate"} & set(tags), output.path


def test_the_foot_of_every_page_names_the_records_of_the_site() -> None:
    for output in (made(made_item(1))["index.html"], guide_page(TOWN, host=HOST)):
        foot = words(parsed(output), "footer")
        bodies = ("主办单位：桦甸市人民政府办公室", "承办单位：红石砬子镇人民政府")
        links = ("党政机关网站标识", "我为政府网站找错")
        for said in ("2202820001", HOST.icp, HOST.police, HOST.contact, *bodies, *links):
            assert said in foot


def test_five_columns_by_their_official_names_lead_each_page_and_others_stand_after() -> None:
    page = parsed(made(made_item(1))["index.html"])
    names = [node.text() for node in page.css("nav.columns-nav a")]
    assert names == ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报",
                     "依申请公开", "互动回应"]  # fmt: skip
    assert words(page, "nav.columns-nav .columns-more") == "其他专项信息"
    current = [node.text() for node in page.css("nav.columns-nav [aria-current]")]
    assert current == ["法定主动公开内容"]


def test_an_item_of_a_list_of_interaction_says_where_it_stands_and_its_own_facts() -> None:
    own = (("留言时间", "2026-01-05 09:30"), ("答复单位", "红石砬子镇人民政府"), ("留言类型", ""))
    item = made_item(1, columns=("interaction/messages",), facts=own)
    page = parsed(made(item)["index.html"])
    trail = [node.text() for node in page.css("ol.breadcrumb li")]
    assert trail == ["首页", "互动回应", "留言回复", item.title]
    assert [node.text() for node in page.css("nav.columns-nav [aria-current]")] == ["互动回应"]
    assert [node.text() for node in page.css("table.metadata th")] == ["留言时间", "答复单位"]
    said = metas(page)
    assert (said["ColumnName"], said["ColumnType"]) == (["留言回复"], ["互动交流"])
    assert "政府信息公开条例" not in said["ColumnDescription"][0]


def test_the_column_of_interaction_leads_to_each_list_and_says_which_is_empty() -> None:
    counts = {"messages": 3, "consultations": 0, "responses": 0, "assessment": 1, "matters": 0}
    page = parsed(interaction.index_page(TOWN, counts, host=HOST))
    lines = page.css("ul.interaction-lists > li")
    assert [node.css_first("a").text() for node in lines] == list(interaction.LABELS.values())  # type: ignore[union-attr]
    said = [node.css_first(".date").text() for node in lines]  # type: ignore[union-attr]
    assert said == ["3 条", "暂无", "暂无", "1 条", "暂无"]


def test_nothing_a_page_loads_is_elsewhere_and_nothing_stands_in_a_style_or_script() -> None:
    page = parsed(made(made_item(1))["index.html"])
    loaded = [node.attributes.get("src") or "" for node in page.css("script, img, iframe")]
    loaded += [node.attributes["href"] or "" for node in page.css("link[rel=stylesheet]")]
    assert loaded
    assert not [address for address in loaded if "//" in address]
    assert not page.css("style, [style], script:not([src])")


def test_words_of_an_office_are_never_taken_for_markup() -> None:
    item = made_item(1, title='<script>alert(1)</script>"&', summary="<b>", publisher='"><i>')
    files = made(item)
    page = parsed(files["index.html"])
    assert words(page, "h1") == item.title
    assert not page.css("body script, b:not(.x) script, i")
    assert b"<script>alert" not in content(files["index.html"])


def test_the_guide_says_what_article_12_asks_for() -> None:
    text = words(parsed(guide_page(TOWN, host=HOST)), "main")
    for said in (TOWN.office, TOWN.address, TOWN.hours, TOWN.phone, TOWN.fax, TOWN.email):
        assert said in text
    assert "（十五）法律、法规、规章" in text
    assert "筹资筹劳" in text


def test_an_organ_without_a_fax_has_no_empty_line_for_one() -> None:
    text = words(parsed(guide_page(replace(TOWN, fax=""), host=HOST)), "main")
    assert "传真" not in text


@pytest.mark.parametrize(
    ("validity", "said"),
    [(Validity.REPEALED, "本文件已经废止"), (Validity.EXPIRED, "本文件已经失效")],
)
def test_a_document_that_holds_no_longer_says_so_above_its_text(
    validity: Validity, said: str
) -> None:
    page = content(made(made_item(1, validity=validity))["index.html"]).decode()
    assert said in page
    assert "每亩 120 元" in page


# --- Word and PDF ---------------------------------------------------------------------------------


def test_word_and_pdf_say_the_text_the_table_and_where_it_comes_from() -> None:
    files = made(made_item(1))
    document = Document(BytesIO(content(files["test-1.docx"])))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    printed = pypdf.PdfReader(BytesIO(content(files["test-1.pdf"])))
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in printed.pages))
    assert document.paragraphs[0].text == made_item(1).title
    assert "• 按实际面积计算；" in said
    for words in ("每亩 120 元", "红政发〔2026〕1号", "11220282013604111X/2026-00001"):
        assert words in cells
        assert words.replace(" ", "") in text
    assert document.core_properties.title == made_item(1).title
    assert printed.metadata is not None
    assert printed.metadata.title == made_item(1).title


def test_headings_begin_at_the_first_level_and_leave_none_out() -> None:
    body = "<h3>一、总则</h3><p>目的。</p><h5>（一）范围</h5><h3>二、附则</h3><h2>附件</h2>"
    levels = [one.level for one in blocks_of(body) if isinstance(one, Paragraph)]
    assert levels == [1, 0, 2, 2, 1]
    # PDF/UA-1 allows no other outline: where one was left out there was no PDF at all.
    assert "test-1.pdf" in made(made_item(1, body_html=body))


def test_the_same_item_gives_the_same_bytes() -> None:
    first = {path: one.sha256 for path, one in made(made_item(1)).items()}
    docx.render.cache_clear()
    pdf.render.cache_clear()
    assert {path: one.sha256 for path, one in made(made_item(1)).items()} == first
    assert made(made_item(2))["test-2.docx"].sha256 != first["test-1.docx"]


def test_an_item_with_a_character_no_font_has_is_published_without_a_pdf() -> None:
    files = made(made_item(1, title="关于\U0003fffd的通知"))
    assert "test-1.pdf" not in files
    assert "下载 PDF" not in content(files["index.html"]).decode()
    assert "test-1.docx" in files


@pytest.mark.parametrize(
    ("name", "ending"),
    [("名单.xlsx", "xlsx"), ("页面.html", "bin"), ("a.PDF", "pdf"), ("无后缀", "bin"),
     ("x.svg", "bin"), ("x.e/xe", "bin")],
)  # fmt: skip
def test_an_attachment_goes_by_its_hash_and_a_harmless_ending(name: str, ending: str) -> None:
    assert file_name(PublicFile(name, "ab" * 32, 1, "x")) == f"{'ab' * 8}.{ending}"


# --- Blocks ---------------------------------------------------------------------------------------


def test_a_body_becomes_headings_paragraphs_lists_and_tables() -> None:
    blocks = blocks_of(made_item(1).body_html)
    kinds = [
        (block.level, block.mark, block.text) if isinstance(block, Paragraph) else "table"
        for block in blocks
    ]
    assert kinds == [
        (1, "", "一、总体要求"),
        (0, "", "根据《政府信息公开条例》，结合本镇实际，制定本办法。"),
        (1, "", "二、补助标准"),
        "table",
        (0, "•", "按实际面积计算；"),
        (0, "•", "不重复补助。"),
    ]


def test_spans_of_a_table_find_their_places_and_end_with_it() -> None:
    first = "<tr><td rowspan=9>a</td><td colspan=2>b</td></tr>"
    html = f"<table>{first}<tr><td>c</td><td>d</td></tr></table>"
    (table,) = blocks_of(html)
    assert isinstance(table, Table)
    placed, rows, columns = grid_of(table)
    assert (rows, columns) == (2, 3)
    assert [(p.row, p.column, p.rowspan, p.colspan) for p in placed] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip


def test_numbered_lists_keep_their_numbers_and_nested_tables_their_words() -> None:
    blocks = blocks_of(
        '<ol start="3"><li>甲</li><li>乙</li></ol>'
        "<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>"
    )
    assert [one.mark for one in blocks if isinstance(one, Paragraph)] == ["3.", "4."]
    table = blocks[-1]
    assert isinstance(table, Table)
    assert "内" in table.rows[0][0].text


def test_plain_text_becomes_a_paragraph_a_line() -> None:
    assert [b.text for b in blocks_of("", "甲\n\n 乙 ") if isinstance(b, Paragraph)] == ["甲", "乙"]


# --- For machines ---------------------------------------------------------------------------------


def test_feeds_keep_their_ids_wherever_the_site_moves() -> None:
    ids = []
    for host in (HOST, replace(HOST, address="https://example.gov.cn/gk")):
        atom, feed = machine.feeds(TOWN, [line(1), line(2)], host=host)
        root = ElementTree.fromstring(content(atom))
        space = "{http://www.w3.org/2005/Atom}"
        entries = [entry.findtext(f"{space}id") for entry in root.iter(f"{space}entry")]
        items = json.loads(content(feed))["items"]
        assert entries == [item["id"] for item in items]
        assert items[0]["url"].startswith(host.address)
        ids.append(entries)
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_the_catalogue_for_machines_keeps_to_its_documented_schema() -> None:
    gone = replace(line(2), withdrawn_on=line(1).formed_on)
    shown = ListPage("hongshilazi/catalogue", lists.CATALOGUE, 1, 1, [gone, line(1)], 1)
    outputs = {one.path: one for one in lists.catalogue_page(shown, host=HOST, section=TOWN)}
    data = json.loads(content(outputs["hongshilazi/catalogue/1.json"]))
    schema = json.loads((DOCS / "catalogue.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    index = lists.catalogue_index("hongshilazi/catalogue", 1, 1, host=HOST, section=TOWN)
    jsonschema.validate(json.loads(content(index)), {**schema, "$ref": "#/$defs/index"})
    described = schema["$defs"]["item"]
    assert set(data["items"][0]) == set(described["properties"]) == set(described["required"])
    assert [item["key"] for item in data["items"]] == ["test-1", "test-2"]
    assert data["items"][1]["summary"] == ""

    rows = list(csv.reader(io.StringIO(content(outputs["hongshilazi/catalogue/1.csv"])
                                       .decode("utf-8-sig"), newline="")))  # fmt: skip
    assert rows[0][:4] == ["索引号", "名称", "内容概述", "生成日期"]
    assert rows[1][1] == line(1).title


def test_no_cell_of_the_csv_is_taken_for_a_formula() -> None:
    shown = ListPage("t/catalogue", "x", 1, 1, [replace(line(), title="=HYPERLINK(1)")], 1)
    outputs = {one.path: one for one in lists.catalogue_page(shown, host=HOST, section=TOWN)}
    assert b"'=HYPERLINK" in content(outputs["t/catalogue/1.csv"])


def test_a_map_names_every_public_page_once() -> None:
    gone = replace(line(3), withdrawn_on=line(1).formed_on)
    shard = content(machine.sitemap_shard(1, [line(1), line(2), gone], host=HOST)).decode()
    found = re.findall("<loc>(.*?)</loc>", shard)
    assert found == [f"{HOST.address}/{line(n).folder}" for n in (1, 2)]
    maps = [content(one).decode() for one in machine.sitemap_index(2, ["hongshilazi"], host=HOST)]
    assert Counter(re.findall("sitemap/(.*?).xml", maps[1])) == {"columns": 1, "1": 1, "2": 1}
