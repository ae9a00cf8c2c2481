"""Searching a redacted file for what was covered. Runs in the guarded process.

A black box proves nothing: the text may stand beneath it, in the metadata, in an attachment, in
an earlier state of the file. So the new file is read by several extractors that share no code, its
objects are unpacked and searched, and the boxes are looked at on the rendered page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from tongming.files.extraction.pdf import open_pages, read_pdf, text_of
from tongming.files.extraction.picture import read_picture
from tongming.files.redaction.burning import frames, render
from tongming.files.redaction.characters import covered_texts, masked_term, squeezed
from tongming.files.redaction.model import Box, Proof, Survivor
from tongming.files.sniff import Kind
from tongming.law.words import N_, Message, say

PDF_EXTRACTORS = ("pdfium", "pdfminer", "objects", "parts", "pixels", "structure")
PICTURE_EXTRACTORS = ("bytes", "metadata", "pixels")
_SHORT = 4
_BLACK = 40


def terms_under(content: bytes, kind: Kind, boxes: Sequence[Box]) -> list[str]:
    """The words that stand under boxes and are long enough to be looked for elsewhere."""
    if kind is not Kind.PDF:
        return []
    found = []
    for text in covered_texts(content, boxes):
        flat, _ = squeezed(text)
        if len(flat) >= _SHORT:
            found.append(text)
    return found


def prove_here(
    output: bytes,
    kind: Kind,
    boxes: Sequence[Box],
    terms: Sequence[str],
    *,
    elsewhere: Sequence[str] = (),
) -> Proof:
    """What of the covered survives. Terms in `elsewhere` may stand in the text of pages."""
    firm = _wanted(terms)
    loose = {flat: masked for flat, masked in _wanted(elsewhere).items() if flat not in firm}
    if kind is not Kind.PDF:
        return Proof(PICTURE_EXTRACTORS, tuple(_picture(output, boxes, firm)))
    survivors = list(_pages(output, firm))
    survivors += _miner(output, firm)
    survivors += _objects(output, firm | loose)
    survivors += _parts(output, firm | loose)
    survivors += _pixels(output, boxes)
    survivors += _structure(output, boxes)
    seen: dict[tuple[str, str], Survivor] = {}
    for one in survivors:
        seen.setdefault((str(one.where), one.masked), one)
    return Proof(PDF_EXTRACTORS, tuple(seen.values()))


def _wanted(terms: Iterable[str]) -> dict[str, str]:
    """What to look for, without white space, and how it is named in a message."""
    found = {}
    for term in terms:
        flat, _ = squeezed(term)
        if flat:
            found[flat] = masked_term(term)
    return found


def _in(text: str, wanted: dict[str, str], where: Message) -> Iterator[Survivor]:
    flat, _ = squeezed(text)
    for term, masked in wanted.items():
        if term in flat:
            yield Survivor(where, masked)


def _pages(output: bytes, wanted: dict[str, str]) -> Iterator[Survivor]:
    document = open_pages(output)
    try:
        for number in range(len(document)):
            page = document[number]
            yield from _in(text_of(page), wanted, say(N_("第{n}页"), n=number + 1))
            page.close()
    finally:
        document.close()


def _miner(output: bytes, wanted: dict[str, str]) -> Iterator[Survivor]:
    """The same pages by an extractor that shares nothing with pdfium."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextContainer

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    for number, layout in enumerate(extract_pages(BytesIO(output), laparams=LAParams()), 1):
        text = "".join(box.get_text() for box in layout if isinstance(box, LTTextContainer))
        yield from _in(text, wanted, say(N_("第{n}页"), n=number))


def _objects(output: bytes, wanted: dict[str, str]) -> Iterator[Survivor]:
    """Every string and every stream of the file, unpacked."""
    import pikepdf

    where = say(N_("文件内部的数据"))
    needles = {needle: masked for term, masked in wanted.items() for needle in _encoded(term)}
    with pikepdf.open(BytesIO(output)) as pdf:
        for thing in pdf.objects:
            yield from _in("\n".join(_strings(thing, 0)), wanted, where)
            if isinstance(thing, pikepdf.Stream):
                if thing.get("/Filter") == pikepdf.Name.DCTDecode:
                    data = thing.read_raw_bytes()
                else:
                    try:
                        data = thing.read_bytes()
                    except pikepdf.PdfError:
                        data = thing.read_raw_bytes()
                for needle, masked in needles.items():
                    if needle in data or needle.lower() in data:
                        yield Survivor(where, masked)


def _encoded(term: str) -> set[bytes]:
    found = {term.encode(code, "ignore") for code in ("utf-8", "utf-16-be", "utf-16-le", "gb18030")}
    found |= {one.hex().encode() for one in set(found)} | {
        one.hex().upper().encode() for one in found
    }
    return {one for one in found if len(one) >= 4}


def _strings(thing: Any, depth: int) -> Iterator[str]:
    import pikepdf

    if depth > 6:
        return
    if isinstance(thing, (pikepdf.String, str)):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for one in thing:
            yield from _strings(one, depth + 1)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in thing:
            if key not in ("/Parent", "/P"):
                value = thing.get(str(key))
                if not getattr(value, "is_indirect", False):
                    yield from _strings(value, depth + 1)


def _parts(output: bytes, wanted: dict[str, str]) -> Iterator[Survivor]:
    """Properties, annotations, forms, bookmarks, layers, earlier states; none may be there."""
    found = read_pdf(output)
    for part in found.parts:
        if part.page is None or part.layer != "shown":
            yield from _in(part.text, wanted, part.where)
    for name, body in found.attachments:
        yield Survivor(say(N_("附件“{name}”"), name=name), "*" if body else "-")


def _structure(output: bytes, boxes: Sequence[Box]) -> Iterator[Survivor]:
    """A covered page is one picture and nothing else; the file has nothing but pages."""
    import pikepdf

    with pikepdf.open(BytesIO(output)) as pdf:
        extra = [key for key in pdf.Root if key not in ("/Type", "/Pages", "/Version")]
        if extra or "/Info" in pdf.trailer:
            yield Survivor(say(N_("文档属性")), "、".join(map(str, extra)) or "/Info")
        for number in sorted({box.page for box in boxes}):
            page: Any = pdf.pages[number]
            resources = page.get("/Resources")
            xobjects = resources.get("/XObject") if resources is not None else None
            text = re.search(rb"\bTj\b|\bTJ\b|\bBT\b", page.Contents.read_bytes())
            if page.get("/Annots") is not None or xobjects is None or len(xobjects) != 1 or text:
                yield Survivor(say(N_("第{n}页"), n=number + 1), "*")
    if len(re.findall(rb"%%EOF", output)) != 1:
        yield Survivor(say(N_("文件里保留的旧版本")), "*")


def _pixels(output: bytes, boxes: Sequence[Box]) -> Iterator[Survivor]:
    """Every box is black on the page as it is drawn."""
    document = open_pages(output)
    try:
        for number in sorted({box.page for box in boxes}):
            page = document[number]
            image = render(page, 150 / 72).convert("L")
            page.close()
            yield from _not_black(image, number, boxes)
    finally:
        document.close()


def _not_black(image: Any, number: int, boxes: Sequence[Box]) -> Iterator[Survivor]:
    for box in boxes:
        if box.page != number:
            continue
        left, top = int(box.x0 * image.width) + 2, int(box.y0 * image.height) + 2
        right, bottom = int(box.x1 * image.width) - 2, int(box.y1 * image.height) - 2
        if right > left and bottom > top:
            brightest = image.crop((left, top, right, bottom)).getextrema()[1]
            if brightest > _BLACK:
                yield Survivor(say(N_("第{n}页"), n=number + 1), "*")


def _picture(output: bytes, boxes: Sequence[Box], wanted: dict[str, str]) -> Iterator[Survivor]:
    parts, _ = read_picture(output)
    for part in parts:
        yield Survivor(part.where, "*")
    for term, masked in wanted.items():
        if any(len(needle) >= 6 and needle in output for needle in _encoded(term)):
            yield Survivor(say(N_("文件内部的数据")), masked)
    for number, frame in enumerate(frames(output)):
        yield from _not_black(frame.convert("L"), number, boxes)
