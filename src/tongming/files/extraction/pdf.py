"""PDF files: the text of every page as an extractor gets it, and everything beside the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from tongming.files.extraction.limits import MAX_PAGES, MAX_TEXT
from tongming.files.extraction.model import Layer, Part
from tongming.files.extraction.picture import as_png
from tongming.files.extraction.properties import LABELS
from tongming.files.extraction.recognising import DOTS, Recogniser
from tongming.guarding import Fault
from tongming.law.words import N_, Message, say

_INFO = {
    "/Author": "author",
    "/Title": "title",
    "/Subject": "subject",
    "/Keywords": "keywords",
    "/Company": "company",
    "/Manager": "manager",
}
_XMP = re.compile(r"<(?:\w+:)?(creator|author|manager|company|lastModifiedBy)\b[^>]*>(.*?)</", re.S)
_INVISIBLE = 3
_MANY = 500


@dataclass(slots=True)
class Found:
    """What a PDF gave."""

    parts: list[Part] = field(default_factory=list)
    cautions: list[Message] = field(default_factory=list)
    attachments: list[tuple[str, bytes]] = field(default_factory=list)


def read_pdf(content: bytes) -> Found:
    """Every page and everything beside them."""
    found = Found()
    _pages(content, found)
    _beside(content, found)
    _older(content, found)
    return found


def open_pages(content: bytes) -> Any:
    """The document as pdfium sees it; `Fault` where it needs a password or is damaged."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
        document.init_forms()
    except pdfium.PdfiumError as error:
        raise Fault("locked" if "password" in str(error).lower() else "damaged") from None
    return document


def text_of(page: Any) -> str:
    """The text of a page, one character for each of pdfium's."""
    textpage = page.get_textpage()
    try:
        text: str = textpage.get_text_range(errors="ignore")
    finally:
        textpage.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "")


def _pages(content: bytes, found: Found) -> None:
    document = open_pages(content)
    try:
        if len(document) > MAX_PAGES:
            raise Fault("too_large")
        total = 0
        blank, recognised, recogniser = [], [], Recogniser()
        for number in range(len(document)):
            page = document[number]
            try:
                text = text_of(page)
                total += len(text)
                if total > MAX_TEXT:
                    raise Fault("too_large")
                where = say(N_("第{n}页"), n=number + 1)
                found.parts.append(Part(where, text, page=number))
                covered, pictured = _covered(page)
                if covered:
                    place = say(N_("第{n}页·看不见、但复制得出的文字"), n=number + 1)
                    found.parts.append(
                        Part(place, covered, Layer.HIDDEN, key="covered", page=number)
                    )
                if text.strip() or not pictured:
                    continue
                if seen := recogniser.words_in(as_png(page.render(scale=DOTS / 72).to_pil())):
                    place = say(N_("第{n}页·图片里识别出的文字"), n=number + 1)
                    found.parts.append(Part(place, seen, page=number))
                    recognised.append(number + 1)
                else:
                    blank.append(number + 1)
            finally:
                page.close()
    finally:
        document.close()
    for numbers, caution in (
        (recognised, N_("第{pages}页的文字由系统从图片识别，可能有错漏，请人工查看。")),
        (blank, N_("第{pages}页只有图片，读不出文字，请人工查看。")),
    ):
        if numbers:
            pages = "、".join(str(n) for n in numbers[:20]) + ("…" if len(numbers) > 20 else "")
            found.cautions.append(say(caution, pages=pages))


def _covered(page: Any) -> tuple[str, bool]:
    """Text drawn so that nobody sees it: invisible, or under a picture or a filled box.

    An invisible layer over a scan of the whole page is what recognition of text leaves there; its
    words can be seen in the picture, so it is no hidden content.
    """
    import pypdfium2.raw as raw

    objects = list(page.get_objects(max_depth=4))
    width, height = page.get_size()
    boxes = [box.get_bounds() if box.type != raw.FPDF_PAGEOBJ_FORM else None for box in objects]
    pictures = [
        bounds
        for thing, bounds in zip(objects, boxes, strict=True)
        if bounds is not None and thing.type == raw.FPDF_PAGEOBJ_IMAGE
    ]
    scan = any((b[2] - b[0]) * (b[3] - b[1]) > 0.6 * width * height for b in pictures)
    covers = [
        (position, bounds)
        for position, (thing, bounds) in enumerate(zip(objects, boxes, strict=True))
        if bounds is not None and _hides(thing, raw)
    ][:_MANY]
    unseen: list[str] = []
    textpage = page.get_textpage()
    try:
        for position, (thing, bounds) in enumerate(zip(objects, boxes, strict=True)):
            if thing.type != raw.FPDF_PAGEOBJ_TEXT or bounds is None:
                continue
            invisible = raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE and not scan
            under = any(
                after > position and _within(bounds, cover) and not (scan and _is_scan(cover, page))
                for after, cover in covers
            )
            if invisible or under:
                text = _object_text(thing, textpage, raw)
                if text.strip():
                    unseen.append(text)
    finally:
        textpage.close()
    return "\n".join(unseen), bool(pictures)


def _is_scan(cover: tuple[float, ...], page: Any) -> bool:
    width, height = page.get_size()
    return bool((cover[2] - cover[0]) * (cover[3] - cover[1]) > 0.6 * width * height)


def _hides(thing: Any, raw: Any) -> bool:
    """Whether an object paints over what stands beneath: a picture, or a box filled opaque."""
    import ctypes

    if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
        return True
    if thing.type != raw.FPDF_PAGEOBJ_PATH:
        return False
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(thing, mode, stroke) or mode.value == 0:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return True
    return alpha.value > 200 and not raw.FPDFPageObj_HasTransparency(thing)


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    """Whether most of a text stands under a cover."""
    width = min(inner[2], outer[2]) - max(inner[0], outer[0])
    height = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = max((inner[2] - inner[0]) * (inner[3] - inner[1]), 0.01)
    return width > 0 and height > 0 and width * height / area > 0.7


def _object_text(thing: Any, textpage: Any, raw: Any) -> str:
    import ctypes

    length = raw.FPDFTextObj_GetText(thing, textpage, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFTextObj_GetText(thing, textpage, pointer, length)
    return buffer.raw[:length].decode("utf-16-le", "ignore").rstrip("\0")


def _beside(content: bytes, found: Found) -> None:
    """Properties, annotations, forms, bookmarks, layers, scripts, attachments."""
    import pikepdf

    try:
        pdf = pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError:
        raise Fault("locked") from None
    except pikepdf.PdfError:
        found.cautions.append(say(N_("文件结构有损坏，只读出了页面上的文字。")))
        return
    with pdf:
        _properties(pdf, found)
        for number, page in enumerate(pdf.pages):
            _annotations(page, number, found)
        _form(pdf, found)
        _outline(pdf, found)
        _layers(pdf, found)
        for name, spec in pdf.attachments.items():
            try:
                body = spec.get_file().read_bytes()
            except (pikepdf.PdfError, KeyError, ValueError):
                body = b""
            found.attachments.append((spec.filename or name, body))


def _property(found: Found, key: str, value: str) -> None:
    value = value.strip()
    seen = {(part.key, part.text) for part in found.parts if part.layer is Layer.PROPERTY}
    if value and (key, value) not in seen:
        where = say(N_("文档属性：{name}"), name=say(LABELS[key]))
        found.parts.append(Part(where, value, Layer.PROPERTY, key=key))


def _properties(pdf: Any, found: Found) -> None:
    if pdf.trailer.get("/Info") is not None:
        for name, value in pdf.docinfo.items():
            if name in ("/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"):
                continue
            _property(found, _INFO.get(str(name), "custom"), str(value))
    metadata = pdf.Root.get("/Metadata")
    if metadata is not None:
        try:
            xml = metadata.read_bytes().decode("utf-8", "replace")
        except Exception:
            return
        for match in _XMP.finditer(xml):
            value = re.sub(r"<[^>]*>", " ", match[2])
            key = {"lastModifiedBy": "last_modified_by", "creator": "author"}.get(match[1])
            _property(found, key or match[1].lower(), " ".join(value.split()))


def _words(node: Any, *names: str) -> Iterator[str]:
    for name in names:
        value = node.get(name)
        if value is not None:
            text = str(value).strip()
            if text:
                yield text


def _annotations(page: Any, number: int, found: Found) -> None:
    texts: list[str] = []
    links: list[str] = []
    for annotation in page.get("/Annots") or ():
        if str(annotation.get("/Subtype")) == "/Link":
            action = annotation.get("/A")
            if action is not None:
                links += _words(action, "/URI")
        elif str(annotation.get("/Subtype")) == "/Widget":
            continue
        else:
            words = list(_words(annotation, "/T", "/Subj", "/Contents"))
            # Names alone (a highlight by somebody) are of interest as well.
            texts += words
    if texts:
        where = say(N_("第{n}页·批注"), n=number + 1)
        text = "\n".join(texts)
        found.parts.append(Part(where, text, Layer.COMMENT, key="comment", page=number))
    if links:
        where = say(N_("第{n}页·链接"), n=number + 1)
        found.parts.append(Part(where, "\n".join(links), Layer.ASIDE, page=number))


def _form(pdf: Any, found: Found) -> None:
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    values: list[str] = []
    waiting = list(form.get("/Fields") or ())
    for _ in range(10_000):
        if not waiting:
            break
        node = waiting.pop()
        values += _words(node, "/V", "/DV", "/TU")
        waiting += list(node.get("/Kids") or ())
    if values:
        found.parts.append(Part(say(N_("表单里填的内容")), "\n".join(values), Layer.ASIDE))


def _outline(pdf: Any, found: Found) -> None:
    titles: list[str] = []
    try:
        with pdf.open_outline() as outline:
            waiting = list(outline.root)
            while waiting and len(titles) < 10_000:
                item = waiting.pop()
                titles.append(str(item.title))
                waiting += list(item.children)
    except Exception:
        return
    if titles:
        found.parts.append(Part(say(N_("书签")), "\n".join(titles), Layer.ASIDE))


def _layers(pdf: Any, found: Found) -> None:
    """Optional content that is switched off: on no page and in the file all the same."""
    properties = pdf.Root.get("/OCProperties")
    if properties is None:
        return
    default = properties.get("/D") or {}
    for group in default.get("/OFF") or ():
        name = str(group.get("/Name") or "")
        where = say(N_("关闭的图层“{name}”"), name=name)
        found.parts.append(Part(where, name or "-", Layer.HIDDEN, key="layer"))


def _older(content: bytes, found: Found) -> None:
    """What an earlier state of the file showed: a PDF that was added to keeps what it was."""
    now = {line.strip() for part in found.parts for line in part.text.split("\n")}
    ends = [match.end() for match in re.finditer(rb"%%EOF\r?\n?", content)][:-1]
    for number, end in enumerate(ends[-5:], 1):
        try:
            document = open_pages(content[:end])
        except Fault:
            continue
        try:
            lines = []
            for index in range(min(len(document), 200)):
                page = document[index]
                lines += [line for line in text_of(page).split("\n") if line.strip() not in now]
                page.close()
        except Exception:
            continue
        finally:
            document.close()
        if lines:
            where = say(N_("文件里保留的旧版本（第{n}版）"), n=number)
            found.parts.append(Part(where, "\n".join(lines), Layer.HIDDEN, key="revision"))
