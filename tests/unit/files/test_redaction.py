"""What is covered is gone: no extractor gets it back, and the product says so only when it is true.

The proof of the product is not believed here: other extractors look as well.
"""

from __future__ import annotations

import io
import shutil
import subprocess

import pdfplumber
import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from tests.unit.files import made
from tests.unit.files.test_extraction import picture, rebuilt
from tongming.files.checking import check
from tongming.files.extraction import extract, recognising
from tongming.files.extraction.reading import open_file
from tongming.files.redaction import (
    Box,
    Page,
    pages,
    picture_of_page,
    propose,
    prove,
    read_box,
    redact,
)
from tongming.files.sniff import Kind
from tongming.law.words import Refused

NAME = "欧阳明镜"
TEXT = f"= 低保名单\n\n{NAME} 身份证号 {made.ID} 电话 {made.MOBILE}\n\n旁边的文字"


def darkest(image: Image.Image) -> int:
    """The darkest value of a grey picture."""
    return min(image.tobytes())


def document() -> bytes:
    """Two pages; the name also in the title, a note, an attachment and the bookmarks."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["表.txt"] = f"{NAME}{made.ID}".encode()
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9],
            Contents=f"{NAME}{made.MOBILE}",
        )  # fmt: skip
        for page in pdf.pages:
            page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(NAME, 0))

    return rebuilt(made.pdf(TEXT, "第二页 公开内容", author=NAME, title=f"{NAME}的低保"), change)


def every_text(content: bytes) -> dict[str, str]:
    """What five extractors that are not the product's proof get out of a PDF."""
    found = {}
    pdf = pypdfium2.PdfDocument(content)
    found["pdfium"] = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    with pdfplumber.open(io.BytesIO(content)) as plumber:
        found["pdfplumber"] = "\n".join(page.extract_text() or "" for page in plumber.pages)
    reader = pypdf.PdfReader(io.BytesIO(content))
    found["pypdf"] = "\n".join(page.extract_text() for page in reader.pages)
    found["metadata"] = str(reader.metadata) + str(reader.attachments) + str(reader.outline)
    with pikepdf.open(io.BytesIO(content)) as raw:
        pieces = []
        for thing in raw.objects:
            pieces.append(repr(thing))
            if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") != "/DCTDecode":
                pieces.append(thing.read_bytes().decode("latin-1"))
                pieces.append(thing.read_bytes().decode("utf-16-be", "ignore"))
        found["objects"] = "\n".join(pieces)
    if shutil.which("pdftotext"):
        ran = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        )
        found["poppler"] = ran.stdout.decode()
    return {name: "".join(text.split()) for name, text in found.items()}


def test_what_is_covered_survives_in_no_extractor_and_the_other_page_keeps_its_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = document()
    texts = every_text(before)
    assert all(made.ID in texts[name] for name in ("pdfium", "pdfplumber", "pypdf"))
    assert NAME in texts["metadata"]
    boxes = [one.box for one in propose(before, "a.pdf", terms=[NAME])]
    output, proof = redact(before, "a.pdf", boxes, terms=[NAME])
    assert proof.holds
    assert len(proof.extractors) >= 4
    for name, text in every_text(output).items():
        for secret in (NAME, made.ID, made.MOBILE, "旁边的文字"):
            assert secret not in text, name
    # The page is a picture now; whoever recognises it does not get what was covered either.
    for secret in (NAME, made.ID, made.MOBILE):
        assert secret not in extract(output, "a.pdf").text
    monkeypatch.setattr(recognising, "PROGRAM", "no-such-program")
    recognising._languages.cache_clear()
    assert open_file(output, Kind.PDF).extraction().text == "第二页 公开内容"
    recognising._languages.cache_clear()
    assert check(extract(output, "a.pdf")) == []


def test_a_black_rectangle_on_top_is_caught_by_the_proof() -> None:
    fake = made.pdf(
        f"#place[{made.MOBILE}]\n#place(dx: -5pt, dy: -5pt, "
        "rect(width: 200pt, height: 30pt, fill: black))"
    )
    proof = prove(fake, "a.pdf", [made.MOBILE], [Box(0, 0.12, 0.085, 0.3, 0.1)])
    assert not proof.holds
    assert any("第1页" in str(one.where) for one in proof.survivors)
    assert made.MOBILE not in repr(proof)


@pytest.mark.parametrize(
    "hide", ["attachment", "note", "title", "metadata", "bookmark", "layer", "object"]
)
def test_the_proof_finds_what_is_left_anywhere(hide: str) -> None:
    output, _ = redact(made.pdf(TEXT), "a.pdf", [Box(0, 0.0, 0.0, 1.0, 0.5)])

    def change(pdf: pikepdf.Pdf) -> None:
        if hide == "attachment":
            pdf.attachments["a.txt"] = made.ID.encode()
        elif hide == "note":
            note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=made.ID)
            pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        elif hide == "title":
            pdf.docinfo["/Title"] = made.ID
        elif hide == "metadata":
            pdf.Root.Metadata = pdf.make_stream(f"<x><creator>{made.ID}</creator></x>".encode())
        elif hide == "bookmark":
            with pdf.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem(made.ID, 0))
        elif hide == "layer":
            layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=made.ID))
            pdf.Root.OCProperties = pikepdf.Dictionary(D=pikepdf.Dictionary(OFF=[layer]))
        else:
            pdf.pages[0].obj["/Odd"] = pikepdf.String(made.ID)

    assert prove(output, "a.pdf", [made.ID]).holds
    assert not prove(rebuilt(output, change), "a.pdf", [made.ID]).holds


def test_an_earlier_state_never_comes_along() -> None:
    output, _ = redact(document(), "a.pdf", [Box(0, 0, 0, 1, 1)], elsewhere=True)
    assert output.count(b"%%EOF") == 1
    assert not prove(output + b"\n%%EOF\n", "a.pdf").holds


def test_the_same_words_elsewhere_are_refused_unless_they_are_meant_to_stay() -> None:
    content = made.pdf(f"{NAME} 甲", f"又见{NAME}")
    (first, second) = propose(content, "a.pdf", terms=[NAME])
    with pytest.raises(Refused, match="第2页还能读出涂掉的内容（欧\\*\\*\\*）"):
        redact(content, "a.pdf", [first.box])
    output, _ = redact(content, "a.pdf", [first.box], elsewhere=True)
    assert extract(output, "a.pdf").text == f"又见{NAME}"
    with pytest.raises(Refused, match="第2页"):
        redact(content, "a.pdf", [first.box], terms=[NAME], elsewhere=True)
    output, _ = redact(content, "a.pdf", [first.box, second.box], terms=[NAME])
    assert extract(output, "a.pdf").text == ""


def test_resources_a_covered_page_shared_with_another_do_not_come_along() -> None:
    def share(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(f"% {made.ID}\nBT ET".encode())
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 9, 9])
        shared = pdf.make_indirect(pikepdf.Dictionary(F=form))
        for page in pdf.pages:
            page.Resources["/XObject"] = shared
        first = pdf.pages[0]
        first.Contents = pdf.make_stream(first.Contents.read_bytes() + b" /F Do")

    content = rebuilt(made.pdf("甲", "乙"), share)
    output, _ = redact(content, "a.pdf", [Box(0, 0, 0, 0.5, 0.5)], terms=[made.ID])
    assert made.ID not in every_text(output)["objects"]


def test_layers_that_were_off_stay_off() -> None:
    def layer(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="底稿"))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(OFF=[group]))
        page = pdf.pages[1]
        page.Resources["/Properties"] = pikepdf.Dictionary(L=group)
        drawn = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(b"/OC /L BDC " + drawn + b" EMC")

    content = rebuilt(made.pdf("甲", f"底稿{made.MOBILE}"), layer)
    output, _ = redact(content, "a.pdf", [Box(0, 0, 0, 1, 1)], terms=[made.MOBILE])
    assert made.MOBILE not in every_text(output)["pdfium"]
    second = Image.open(io.BytesIO(picture_of_page(output, "a.pdf", 1, width=200))).convert("L")
    assert darkest(second) > 200, "what was off is not seen now"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_proposals_stand_where_the_text_is_seen_however_the_page_is_turned(turn: int) -> None:
    def rotate(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = turn

    content = rebuilt(made.pdf(f"电话 {made.MOBILE}"), rotate)
    (one,) = propose(content, "a.pdf")
    assert (one.kind, one.masked) == ("mobile", "138****8000")
    image = Image.open(io.BytesIO(picture_of_page(content, "a.pdf", 0, width=1000))).convert("L")
    inside = image.crop(
        (
            int(one.box.x0 * image.width),
            int(one.box.y0 * image.height),
            int(one.box.x1 * image.width),
            int(one.box.y1 * image.height),
        )
    )
    assert darkest(inside) < 100, "there is ink in the box"
    output, _ = redact(content, "a.pdf", [one.box])
    assert made.MOBILE not in every_text(output)["pdfium"]
    (size,) = pages(output, "a.pdf")
    (before,) = pages(content, "a.pdf")
    assert (round(size.width), round(size.height)) == (round(before.width), round(before.height))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.bmp", "a.webp", "a.tif", "a.gif"])
def test_a_picture_is_covered_and_forgets_where_it_was_taken(name: str) -> None:
    image = Image.new("RGB", (200, 100), "white")
    ImageDraw.Draw(image).text((20, 40), "SECRET", fill="red")
    tags = Image.Exif()
    tags[0x013B] = "Wang Min"
    out = io.BytesIO()
    kind = {"jpg": "JPEG", "tif": "TIFF"}.get(name[2:], name[2:].upper())
    image.save(out, kind, **({"exif": tags} if kind in ("JPEG", "PNG", "WEBP", "TIFF") else {}))
    output, proof = redact(out.getvalue(), name, [Box(0, 0.05, 0.3, 0.6, 0.7)])
    assert proof.holds
    done = Image.open(io.BytesIO(output))
    assert not dict(done.getexif()).get(0x013B)
    seen = done.convert("RGB")
    corners = [seen.getpixel(spot) for spot in ((12, 32), (100, 50), (118, 68))]
    assert all(sum(corner) < 60 for corner in corners)  # type: ignore[arg-type]
    assert sum(seen.getpixel((180, 90))) > 700  # type: ignore[arg-type]
    assert b"Wang Min" not in output


def test_the_place_a_photograph_was_taken_goes_with_a_single_box() -> None:
    output, _ = redact(picture(), "a.jpg", [Box(0, 0, 0, 0.1, 0.1)])
    assert check(extract(output, "a.jpg")) == []


def test_a_box_is_read_in_fractions_and_in_points() -> None:
    sizes = [Page(200, 100), Page(10, 10)]
    assert read_box("1,0.1,0.2,0.5,0.6", sizes) == Box(0, 0.1, 0.2, 0.5, 0.6)
    assert read_box("1,20,20,100,60", sizes) == Box(0, 0.1, 0.2, 0.5, 0.6)
    assert read_box("2,5,5,-4,500", sizes) == Box(1, 0, 0.5, 0.5, 1)
    for wrong, words in (
        ("x", "写得不对"),
        ("1,2,3", "写得不对"),
        ("3,0,0,1,1", "页码不对：文件有 2 页"),
        ("0,0,0,1,1", "页码不对"),
        ("1,0.5,0.5,0.5,0.9", "没有大小"),
    ):
        with pytest.raises(Refused, match=words):
            read_box(wrong, sizes)


def test_what_cannot_be_redacted_is_refused_plainly() -> None:
    with pytest.raises(Refused, match="PDF 和图片可以涂黑"):
        redact(made.docx(["x"]), "a.docx", [Box(0, 0, 0, 1, 1)])
    with pytest.raises(Refused, match="还没有画框"):
        redact(made.pdf("x"), "a.pdf", [])
    with pytest.raises(Refused, match="没有这一页"):
        redact(made.pdf("x"), "a.pdf", [Box(7, 0, 0, 1, 1)])
