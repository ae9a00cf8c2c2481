"""Text out of every kind of file, part by part, seen and unseen."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from PIL import Image

from tests.unit.files import made, olewriter
from tongming.files.checking import check
from tongming.files.extraction import Extraction, Layer, extract
from tongming.guarding import Guard
from tongming.law.words import Refused


def texts(extraction: Extraction, layer: Layer) -> dict[str, str]:
    return {str(p.where): p.text.strip() for p in extraction.parts if p.layer is layer}


def found(content: bytes, name: str) -> set[tuple[str, str]]:
    return {(one.kind.value, str(one.where)) for one in check(extract(content, name))}


def test_word_gives_what_is_printed_and_what_is_not() -> None:
    extraction = extract(made.full_docx(), "公示.docx")
    shown = texts(extraction, Layer.SHOWN)
    assert shown["正文"].startswith(f"身份证号：{made.ID}，请核对。")
    assert f"姓名\t联系电话\t病种\n张三\t{made.MOBILE}\t糖尿病" in shown["正文"]
    assert "金额现在三千元" in shown["正文"]
    assert shown["页眉"] == "内部资料 注意保存"
    assert shown["正文·文本框"] == "文本框里15912345678"
    assert texts(extraction, Layer.HIDDEN) == {"正文·隐藏文字": f"隐藏的{made.OTHER_ID}"}
    assert texts(extraction, Layer.DELETED) == {"正文·修订删除的文字": "原来13900139000"}
    assert texts(extraction, Layer.INSERTED) == {"正文·修订插入的文字": "现在三千元"}
    assert texts(extraction, Layer.COMMENT) == {"批注": f"李四：他的电话{made.MOBILE}"}
    assert texts(extraction, Layer.PROPERTY)["文档属性：作者"] == "王敏"
    assert "原来" not in extraction.text
    assert "隐藏的" not in extraction.text


def test_everything_word_hides_is_found() -> None:
    assert found(made.full_docx(), "公示.docx") == {
        ("id_card", "正文"),
        ("mobile", "正文"),
        ("illness", "正文"),
        ("secrecy_mark", "页眉"),
        ("mobile", "正文·文本框"),
        ("hidden_content", "正文·隐藏文字"),
        ("id_card", "正文·隐藏文字"),
        ("tracked_change", "正文·修订删除的文字"),
        ("mobile", "正文·修订删除的文字"),
        ("tracked_change", "正文·修订插入的文字"),
        ("hidden_content", "批注"),
        ("mobile", "批注"),
        ("document_property", "文档属性：作者"),
        ("document_property", "文档属性：最后保存者"),
    }


def test_a_plain_document_raises_no_alarm() -> None:
    assert (
        found(made.docx(["红石砬子镇2026年工作安排", "咨询电话：0432-66228888"]), "a.docx") == set()
    )


def test_a_workbook_gives_every_sheet_however_hidden() -> None:
    extraction = extract(made.full_xlsx(), "名单.xlsx")
    assert texts(extraction, Layer.SHOWN)["工作表“公示”"].startswith("姓名\t村组\t金额")
    hidden = texts(extraction, Layer.HIDDEN)
    assert hidden["工作表“名单”（隐藏）"].count(made.ID) == 50
    assert hidden["工作表“更深”（隐藏）"] == made.OTHER_ID
    assert "备用" in hidden["工作表“公示”·隐藏的行或列"]
    assert "王五" in hidden["工作表“公示”·隐藏的行或列"]
    assert texts(extraction, Layer.COMMENT) == {"工作表“公示”·批注": f"电话{made.MOBILE}"}
    assert made.ID not in extraction.text
    places = {str(one.where) for one in check(extraction)}
    assert {"工作表“公示” F2", "工作表“名单”（隐藏） B2", "工作表“名单”（隐藏） B51"} <= places


def test_a_deleted_text_that_a_workbook_still_holds_is_found() -> None:
    with_text = made.full_xlsx()
    parts = made.unzipped(with_text)
    strings = parts["xl/sharedStrings.xml"].decode()
    parts["xl/sharedStrings.xml"] = strings.replace(
        "</sst>", "<si><t>早已删除15900159000</t></si></sst>"
    ).encode()
    places = found(made.zipped(parts), "a.xlsx")
    assert ("mobile", "表格里已删除、文件里还留着的文字") in places


def test_a_presentation_gives_slides_in_their_order_with_notes() -> None:
    extraction = extract(made.full_pptx(), "a.pptx")
    assert extraction.text == f"电话{made.MOBILE}"
    assert texts(extraction, Layer.HIDDEN) == {
        "第1张幻灯片·隐藏的图形": "藏起来的图形",
        "第2张幻灯片（隐藏）": f"不放的一张{made.ID}",
    }
    assert texts(extraction, Layer.COMMENT) == {"第1张幻灯片的备注": "备注里13900139000"}


def test_an_embedded_workbook_is_read_too() -> None:
    parts = made.unzipped(made.docx(["见附表"]))
    parts["word/embeddings/oleObject.xlsx"] = made.full_xlsx()
    places = found(made.zipped(parts), "a.docx")
    assert ("id_card", "oleObject.xlsx 中的工作表“名单”（隐藏） B2") in places


def test_a_page_gives_what_it_hides_remarks_and_links_to() -> None:
    page = f"""<!DOCTYPE html><html><head><meta name="author" content="王敏"><title>公示</title>
    <script>var phone = "{made.MOBILE}";</script></head><body>
    <!-- {made.ID} --><p>电话138<b>0013</b>80&#48;0</p>
    <div style="display: none">藏<p>起来</p></div>
    <table><tr><td>姓名</td><td>病种</td></tr><tr><td>张三</td><td>糖尿病</td></tr></table>
    <a href="/show?sfz={made.OTHER_ID}">看</a></body></html>"""
    assert found(page.encode(), "a.html") == {
        ("mobile", "正文"),
        ("illness", "正文"),
        ("hidden_content", "网页里隐藏的内容"),
        ("id_card", "网页源码里的注释"),
        ("mobile", "网页里的脚本"),
        ("id_card", "链接和说明"),
        ("document_property", "文档属性：作者"),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "big5"])
def test_text_is_read_in_every_chinese_encoding(encoding: str) -> None:
    text = f"身份證號：{made.ID}，電話：{made.MOBILE}\r\n人民政府"
    extraction = extract(text.encode(encoding), "a.txt")
    assert extraction.text == text.replace("\r\n", "\n")
    assert len(check(extraction)) == 2


def test_old_office_files_are_read_with_their_properties() -> None:
    text = f"低保名单\n张三 {made.ID}\n"
    places = found(olewriter.doc(text, author="王敏"), "a.doc")
    assert ("id_card", "正文") in places
    assert ("document_property", "文档属性：作者") in places
    assert found(olewriter.doc(text), "a.wps") == {("id_card", "正文")}
    assert ("mobile", "幻灯片和备注") in found(olewriter.ppt(f"电话{made.MOBILE}"), "a.ppt")


def test_rtf_and_ofd_are_read() -> None:
    number = "".join(f"\\'{byte:02x}" for byte in f"电话{made.MOBILE}".encode("gbk"))
    rtf = "{\\rtf1\\ansi\\ansicpg936{\\info{\\author Wang Min}}" + number + "{\\v 110}\\par}"
    assert found(rtf.encode(), "a.rtf") == {
        ("mobile", "正文"),
        ("hidden_content", "隐藏文字"),
        ("document_property", "文档属性：作者"),
    }
    page = (
        '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:TextObject><ofd:TextCode>'
        f"身份证{made.ID}</ofd:TextCode></ofd:TextObject></ofd:Page>"
    )
    ofd = made.zipped({"OFD.xml": "<OFD/>", "Doc_0/Pages/Page_0/Content.xml": page})
    assert found(ofd, "a.ofd") == {("id_card", "第1页")}


def test_an_archive_is_read_inside() -> None:
    listed = f"身份证{made.ID}".encode()
    archive = made.zipped({"甲/名单.txt": listed, "乙.docx": made.full_docx()})
    places = found(archive, "a.zip")
    assert ("id_card", "名单.txt 中的正文") in places
    assert ("id_card", "乙.docx 中的正文·隐藏文字") in places


def picture(**exif: object) -> bytes:
    image = Image.new("RGB", (40, 30), "white")
    tags = Image.Exif()
    tags[0x013B] = "Wang Min"
    tags[0x8825] = {1: "N", 2: (42.0, 58.0, 30.0), 3: "E", 4: (126.0, 44.0, 0.0)}
    out = io.BytesIO()
    image.save(out, "JPEG", exif=tags)
    return out.getvalue()


def test_a_picture_tells_where_and_by_whom_it_was_taken() -> None:
    extraction = extract(picture(), "a.jpg")
    assert texts(extraction, Layer.PROPERTY) == {
        "图片属性：作者": "Wang Min",
        "图片属性：拍摄位置": "N 42.97500, E 126.73333",
    }
    assert "请人工查看" in str(extraction.cautions[0])
    assert {one.subkind for one in check(extraction)} == {"author", "location"}


# --- PDF ------------------------------------------------------------------------------------------


def rebuilt(content: bytes, change: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)  # type: ignore[operator]
        pdf.save(out)
    return out.getvalue()


def test_pdf_pages_and_properties_are_read() -> None:
    content = made.pdf(f"身份证号 {made.ID}", "第二页", author="王敏")
    extraction = extract(content, "a.pdf")
    assert extraction.text.split("\n") == [f"身份证号 {made.ID}", "第二页"]
    assert found(content, "a.pdf") == {
        ("id_card", "第1页"),
        ("document_property", "文档属性：作者"),
    }


def test_what_lies_beside_the_pages_of_a_pdf_is_found() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["名单.txt"] = f"身份证{made.ID}".encode()
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9],
            Contents=f"打电话{made.MOBILE}", T="王敏",
        )  # fmt: skip
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="内部意见"))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))

    places = found(rebuilt(made.pdf("公开内容"), change), "a.pdf")
    assert ("hidden_content", "PDF 里的附件") in places
    assert ("id_card", "名单.txt 中的正文") in places
    assert ("hidden_content", "第1页·批注") in places
    assert ("mobile", "第1页·批注") in places
    assert ("hidden_content", "关闭的图层“内部意见”") in places


def test_text_under_a_black_box_or_invisible_is_found() -> None:
    covered = made.pdf(
        f"#place(dx: 0pt, dy: 0pt)[{made.MOBILE}]\n"
        "#place(dx: -5pt, dy: -5pt, rect(width: 200pt, height: 30pt, fill: black))"
    )
    assert {kind for kind, _ in found(covered, "a.pdf")} == {"mobile", "hidden_content"}

    def invisible(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        drawn = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(drawn.replace(b"0 Tr", b"3 Tr"))

    unseen = rebuilt(made.pdf(f"{made.MOBILE}"), invisible)
    assert ("hidden_content", "第1页·看不见、但复制得出的文字") in found(unseen, "a.pdf")


def test_a_shaded_table_hides_nothing() -> None:
    table = made.pdf(
        '#table(columns: 2, fill: (x, y) => if y == 0 { rgb("#dddddd") }, '
        "[姓名], [金额], [张三], [1])"
    )
    assert found(table, "a.pdf") == set()


def test_an_earlier_state_of_a_pdf_is_found() -> None:
    first = made.pdf(f"原来有{made.MOBILE}")
    second = made.pdf("现在没有")
    with pikepdf.open(io.BytesIO(second)) as pdf:
        new = pdf.pages[0].Contents.read_bytes()
    # An incremental update that gives the first page other contents.
    with pikepdf.open(io.BytesIO(first)) as pdf:
        contents = pdf.pages[0].obj["/Contents"]
        number, size = contents.objgen[0], int(pdf.trailer.Size)
        root = pdf.Root.objgen[0]
    body = zlib.compress(b"BT ET" + new[:0])
    start = len(first)
    update = b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n" % (number, len(body))
    update += body + b"\nendstream\nendobj\n"
    table = start + len(update)
    previous = int(first.rsplit(b"startxref", 1)[1].split()[0])
    update += b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, start)
    update += b"<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, root, previous, table,
    )  # fmt: skip
    places = found(first + update, "a.pdf")
    assert ("mobile", "文件里保留的旧版本（第1版）") in places
    assert ("mobile", "第1页") not in places


def test_a_scan_says_that_a_person_must_look() -> None:
    out = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(out, "PDF")
    extraction = extract(out.getvalue(), "扫描.pdf")
    assert [str(one) for one in extraction.cautions] == ["第1页只有图片，读不出文字，请人工查看。"]


# --- What is damaged, locked or an attack ---------------------------------------------------------


def test_a_damaged_locked_or_monstrous_file_is_refused_plainly() -> None:
    with pytest.raises(Refused, match="已损坏，打不开"):
        extract(b"%PDF-1.7 broken", "a.pdf")
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf("x"))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Refused, match="打开密码"):
        extract(locked.getvalue(), "a.pdf")
    bomb = made.zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "x"})
    from zipfile import ZIP_DEFLATED, ZipFile

    out = io.BytesIO(bomb)
    with (
        ZipFile(out, "a", ZIP_DEFLATED) as archive,
        archive.open("word/media/x.bin", "w") as part,
    ):
        for _ in range(640):
            part.write(b"\0" * 1_048_576)
    with pytest.raises(Refused, match="解压后过大"):
        extract(out.getvalue(), "a.docx")


def test_a_file_that_kills_its_reader_harms_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    from tongming.files import guard

    real = guard._guard
    monkeypatch.setattr(guard, "_guard", Guard("tests.unit.files.dies"))
    with pytest.raises(Refused, match="已损坏"):
        extract(made.docx(["x"]), "a.docx")
    guard._guard.stop()
    monkeypatch.setattr(guard, "_guard", real)
    assert extract(made.docx(["好的"]), "a.docx").text == "好的"
