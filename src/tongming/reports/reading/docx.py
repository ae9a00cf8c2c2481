"""Word documents to lines and grids: the text as it stands when every change is accepted.

Deleted text, hidden text and struck text are not read; text boxes are; a merged cell is one box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from tongming.reports.reading.blocks import Block, Box, Grid, Line, Source
from tongming.reports.reading.limits import MAX_PART
from tongming.reports.reading.tidy import tidy

_UNSEEN = frozenset(
    (
        "del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr",
        "tblGrid", "sdtPr", "sdtEndPr", "footnoteReference", "endnoteReference", "annotationRef",
        "object", "delInstrText", "proofErr", "bookmarkStart", "bookmarkEnd", "rt",
    )
)  # fmt: skip
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
Element = ElementTree.Element


class Damaged(ValueError):
    """The file is not what its container says."""


def read_docx(data: bytes) -> Source:
    """The blocks of a DOCX file."""
    with ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        part = "word/document.xml"
        if part not in names:
            part = next((n for n in names if re.fullmatch(r"word/document\d*\.xml", n)), part)
        root = _xml(archive, part)
        source = Source([])
        if "docProps/core.xml" in names:
            _properties(archive, source)
    body = _child(root, "body")
    if body is None:
        raise Damaged
    _Reader(source.blocks).blocks(body)
    return source


def _xml(archive: ZipFile, name: str) -> Element:
    with archive.open(name) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise MemoryError
    if _DTD.search(data[:4096]):
        raise Damaged
    return ElementTree.fromstring(data)


def _properties(archive: ZipFile, source: Source) -> None:
    try:
        root = _xml(archive, "docProps/core.xml")
    except (ElementTree.ParseError, Damaged):
        return
    for node in root:
        if _name(node) == "title" and node.text and node.text.strip():
            source.titles.append(node.text.strip())


def _name(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _child(node: Element | None, name: str) -> Element | None:
    if node is not None:
        for child in node:
            if _name(child) == name:
                return child
    return None


def _value(node: Element | None, default: str = "") -> str:
    if node is not None:
        for key, value in node.attrib.items():
            if key.rpartition("}")[2] == "val":
                return value
    return default


def _on(properties: Element | None, name: str) -> bool:
    """Whether a property is switched on: present, and not said to be off."""
    found = _child(properties, name)
    return found is not None and _value(found, "1") not in ("0", "false", "off", "none")


class _Reader:
    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks

    def blocks(self, parent: Element) -> None:
        """Read paragraphs and tables into the list of blocks."""
        for node in parent:
            name = _name(node)
            if name == "p":
                self._paragraph(node)
            elif name == "tbl":
                self._table(node)
            elif name == "AlternateContent":
                self.blocks(_chosen(node))
            elif name not in _UNSEEN:
                self.blocks(node)

    def _paragraph(self, node: Element) -> None:
        words: list[str] = []
        inner: list[Element] = []
        _words(node, words, inner)
        style = _value(_child(_child(node, "pPr"), "pStyle")).lower()
        for text in "".join(words).split("\n"):
            if text.strip():
                self._blocks.append(Line(text.strip(), heading="title" in style))
        for box in inner:
            self.blocks(box)

    def _table(self, node: Element) -> None:
        inside: list[Element] = []
        grid = _grid(node, inside)
        for table in inside:
            self._table(table)
        if grid.rows:
            self._blocks.append(grid)


def _chosen(node: Element) -> Element:
    """One of the renderings Word keeps of the same thing."""
    for name in ("Choice", "Fallback"):
        found = _child(node, name)
        if found is not None:
            return found
    return node


def _words(node: Element, words: list[str], boxes: list[Element]) -> None:
    """The words in a paragraph or run; text boxes met on the way are put aside."""
    for child in node:
        name = _name(child)
        if name == "t":
            words.append(child.text or "")
        elif name == "r":
            _run(child, words, boxes)
        elif name in ("tab", "ptab"):
            words.append("\t")
        elif name in ("br", "cr"):
            words.append("\n")
        elif name == "noBreakHyphen":
            words.append("-")
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":
            _words(_chosen(child), words, boxes)
        elif name not in _UNSEEN:
            _words(child, words, boxes)


def _run(node: Element, words: list[str], boxes: list[Element]) -> None:
    properties = _child(node, "rPr")
    if any(_on(properties, name) for name in ("vanish", "webHidden", "strike", "dstrike")):
        return
    raised = _value(_child(properties, "vertAlign")) == "superscript"
    if raised:
        # A raised number is a note's, not a digit of the figure before it.
        words.append("[")
    _words(node, words, boxes)
    if raised:
        words.append("]")


def _rows(table: Element) -> Iterator[Element]:
    for node in table:
        name = _name(node)
        if name == "tr":
            if _child(_child(node, "trPr"), "del") is None:
                yield node
        elif name not in _UNSEEN and name != "tbl":
            yield from _rows(node)


def _cells(row: Element) -> Iterator[Element]:
    for node in row:
        name = _name(node)
        if name == "tc":
            if _child(_child(node, "tcPr"), "cellDel") is None:
                yield node
        elif name not in _UNSEEN and name != "tr":
            yield from _cells(node)


def _cell_text(node: Element, inside: list[Element]) -> str:
    words: list[str] = []
    boxes: list[Element] = []

    def read(parent: Element) -> None:
        for child in parent:
            name = _name(child)
            if name == "p":
                _words(child, words, boxes)
                words.append("\n")
            elif name == "tbl":
                # A table within a cell: of one cell, it is the cell's text; else its own table.
                rows = list(_rows(child))
                if len(rows) == 1 and len(list(_cells(rows[0]))) == 1:
                    read(next(_cells(rows[0])))
                else:
                    inside.append(child)
            elif name == "AlternateContent":
                read(_chosen(child))
            elif name not in _UNSEEN:
                read(child)

    read(node)
    for box in boxes:
        read(box)
    return tidy("".join(words))


def _number(node: Element | None, default: int) -> int:
    text = _value(node)
    return min(int(text), 200) if text.isdigit() and len(text) < 6 else default


def _grid(table: Element, inside: list[Element]) -> Grid:
    rows: list[list[Box | None]] = []
    open_boxes: dict[int, Box] = {}
    for number, tr in enumerate(_rows(table)):
        row: list[Box | None] = [None] * _number(_child(_child(tr, "trPr"), "gridBefore"), 0)
        reached: dict[int, Box] = {}
        left: Box | None = None
        for tc in _cells(tr):
            properties = _child(tc, "tcPr")
            width = max(_number(_child(properties, "gridSpan"), 1), 1)
            across = _child(properties, "hMerge")
            if across is not None and _value(across, "continue") == "continue" and left is not None:
                left.width += width
                row += [left] * width
                continue
            down = _child(properties, "vMerge")
            col = len(row)
            above = open_boxes.get(col)
            goes_on = down is not None and _value(down, "continue") == "continue"
            if goes_on and above is not None and above.bottom == number and above.width == width:
                above.height += 1
                box = above
            else:
                box = Box(_cell_text(tc, inside), number, col, 1, width)
            if down is not None:
                reached[col] = box
            row += [box] * width
            left = box
            if len(row) > 1000:
                raise MemoryError
        open_boxes = reached
        rows.append(row)
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row += [None] * (width - len(row))
    return Grid(rows)
