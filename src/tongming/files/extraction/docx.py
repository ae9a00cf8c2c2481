"""Word documents: what is printed, and everything that travels along unseen."""

from __future__ import annotations

import re

from tongming.files.extraction.live import Live, NodeAttribute, NodeText
from tongming.files.extraction.model import Layer
from tongming.files.extraction.package import Entry, Node, Package, attribute, name_of
from tongming.files.extraction.properties import read_links, read_people, read_properties, sweep
from tongming.files.wordset import words
from tongming.law.words import N_, Message, say

_STORIES: tuple[tuple[str, str, Layer], ...] = (
    (r"word/header\d*\.xml", N_("页眉"), Layer.SHOWN),
    (r"word/footer\d*\.xml", N_("页脚"), Layer.SHOWN),
    (r"word/footnotes\.xml", N_("脚注"), Layer.SHOWN),
    (r"word/endnotes\.xml", N_("尾注"), Layer.SHOWN),
    (r"word/comments\.xml", N_("批注"), Layer.COMMENT),
    (r"word/glossary/document\.xml", N_("文档部件"), Layer.HIDDEN),
)
_SKIP = words(
    """
    rPr pPr tblPr tcPr trPr sectPr tblGrid sdtPr sdtEndPr proofErr bookmarkStart bookmarkEnd
    annotationRef footnoteRef endnoteRef lastRenderedPageBreak fldChar
    """
)
_MOVED_OUT = frozenset(("del", "moveFrom"))
_MOVED_IN = frozenset(("ins", "moveTo"))


def read_docx(package: Package) -> list[Live]:
    """Every part of a Word document, the body first."""
    main = next(
        (r.target for r in package.relations("") if r.kind == "officeDocument"), "word/document.xml"
    )
    unseen = unseen_styles(package)
    read = {main}
    found: list[Live] = []
    body = package.entry(main)
    if body is not None:
        found += _Story(body, say(N_("正文")), Layer.SHOWN, unseen).read()
    for pattern, label, layer in _STORIES:
        for name in (name for name in package.names if re.fullmatch(pattern, name)):
            entry = package.entry(name)
            read.add(name)
            if entry is not None:
                found += _Story(entry, say(label), layer, unseen).read()
    people = [n for n in package.names if re.fullmatch(r"word/people\d*\.xml", n)]
    read |= {*people, "word/settings.xml"}
    found += read_properties(package)
    found += [live for name in people for live in read_people(package, name)]
    return found + read_links(package) + sweep(package, read)


def is_unseen_run(run: Node, styles: frozenset[str]) -> bool:
    """Whether a run is hidden text, by itself or by its style."""
    return any(
        _is_unseen(properties)
        or any(attribute(style, "val") in styles for style in _named(properties, "rStyle"))
        for properties in _named(run, "rPr")
    )


def unseen_styles(package: Package) -> frozenset[str]:
    """The character styles whose text is hidden."""
    entry = package.entry("word/styles.xml")
    if entry is None:
        return frozenset()
    return frozenset(
        attribute(style, "styleId")
        for style in entry.root
        if name_of(style) == "style" and any(_is_unseen(rpr) for rpr in _named(style, "rPr"))
    )


def _named(node: Node, name: str) -> list[Node]:
    return [child for child in node if name_of(child) == name]


def _is_unseen(properties: Node) -> bool:
    for child in properties:
        if name_of(child) in ("vanish", "webHidden"):
            return attribute(child, "val") not in ("0", "false", "off")
    return False


class _Story:
    """One flow of text: the body, a header, the comments."""

    def __init__(self, entry: Entry, where: Message, layer: Layer, unseen: frozenset[str]) -> None:
        self._root, self._unseen = entry.root, unseen

        def live(label: str, kind: Layer, key: str = "") -> Live:
            return Live(say(N_("{part}·{what}"), part=where, what=say(label)), kind, key,
                        source=entry)  # fmt: skip

        self.text = Live(where, layer, source=entry)
        self.boxes = live(N_("文本框"), layer)
        self.copies = live(N_("文本框"), layer)
        self.inserted = live(N_("修订插入的文字"), Layer.INSERTED)
        self.deleted = live(N_("修订删除的文字"), Layer.DELETED)
        self.hidden = live(N_("隐藏文字"), Layer.HIDDEN, "vanish")
        self.codes = live(N_("域代码"), Layer.ASIDE)
        self.asides = live(N_("图片说明"), Layer.ASIDE)
        self._into = self.text
        self._in_insertion = False

    def read(self) -> list[Live]:
        self._blocks(self._root)
        if self.copies.text.split() == self.boxes.text.split():
            # The same boxes once more, for programs of long ago; masking takes them out.
            self.copies.pieces.clear()
            self.copies.length = 0
        every = (self.text, self.boxes, self.copies, self.inserted, self.deleted, self.hidden,
                 self.codes, self.asides)  # fmt: skip
        return [live for live in every if live is self.text or live.text.strip()]

    def _blocks(self, node: Node) -> None:
        for child in node:
            name = name_of(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name == "comment":
                self._into.add(attribute(child, "author"))
                self._into.add("：")
                self._blocks(child)
            elif name in _MOVED_IN or name in _MOVED_OUT or name not in _SKIP:
                self._blocks(child) if not self._is_inline(name) else self._inline(child)

    @staticmethod
    def _is_inline(name: str) -> bool:
        return name in ("r", "hyperlink", "smartTag", "fldSimple")

    def _paragraph(self, node: Node) -> None:
        for child in node:
            self._inline(child)
        for live in (self._into, self.deleted, self.inserted, self.hidden, self.codes):
            if live is self._into or (live.pieces and live.pieces[-1] != "\n"):
                live.add("\n")

    def _table(self, node: Node) -> None:
        for row in node.iter():
            if name_of(row) != "tr" or self._owner(row, "tbl") is not node:
                continue
            cells = [c for c in row.iter() if name_of(c) == "tc" and self._owner(c, "tr") is row]
            for number, cell in enumerate(cells):
                if number:
                    self._into.add("\t")
                paragraphs = [
                    p for p in cell.iter() if name_of(p) == "p" and self._owner(p, "tc") is cell
                ]
                for position, paragraph in enumerate(paragraphs):
                    if position:
                        self._into.add(" ")
                    for child in paragraph:
                        self._inline(child)
            self._into.add("\n")
            for live in (self.deleted, self.inserted, self.hidden):
                if live.pieces and live.pieces[-1] != "\n":
                    live.add("\n")
            for inner in (t for c in cells for t in c if name_of(t) == "tbl"):
                self._table(inner)

    @staticmethod
    def _owner(node: Node, name: str) -> Node | None:
        up = node.getparent()
        while up is not None and name_of(up) != name:
            if name_of(up) == "txbxContent":
                return None
            up = up.getparent()
        return up

    def _inline(self, node: Node) -> None:
        name = name_of(node)
        if name in _SKIP:
            return
        if name == "r":
            self._run(node)
        elif name in _MOVED_IN:
            before, self._in_insertion = self._in_insertion, True
            for child in node:
                self._inline(child)
            self._in_insertion = before
        elif name in _MOVED_OUT:
            before_live, self._into = self._into, self.deleted
            for child in node:
                self._inline(child)
            self._into = before_live
        elif name == "p":
            self._paragraph(node)
        elif name == "tbl":
            self._table(node)
        elif name == "fldSimple":
            key = next((k for k in node.attrib if k.endswith("}instr")), None)
            if key:
                self.codes.add(node.get(key), NodeAttribute(node, key))
                self.codes.add("\n")
            for child in node:
                self._inline(child)
        elif name in ("drawing", "pict", "object", "AlternateContent"):
            self._drawing(node)
        else:
            for child in node:
                self._inline(child)

    def _run(self, run: Node) -> None:
        into = self._into
        if is_unseen_run(run, self._unseen) and into is not self.deleted:
            into = self.hidden
        for child in run:
            name = name_of(child)
            if name in ("t", "delText"):
                into.add(child.text or "", NodeText(child))
                if self._in_insertion and name == "t":
                    self.inserted.add(child.text or "")
            elif name in ("instrText", "delInstrText"):
                self.codes.add(child.text or "", NodeText(child))
            elif name in ("tab", "ptab"):
                into.add("\t")
            elif name in ("br", "cr"):
                into.add("\n")
            elif name == "noBreakHyphen":
                into.add("-")
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._drawing(child)
            elif name == "ruby":
                for base in _named(child, "rubyBase"):
                    for inner in base:
                        self._inline(inner)

    def _drawing(self, node: Node, copy: bool = False) -> None:
        """Text boxes and alternative text, however deep they stand in a drawing."""
        name = name_of(node)
        if name == "txbxContent":
            before, self._into = self._into, self.copies if copy else self.boxes
            self._blocks(node)
            self._into = before
            return
        for key, value in node.attrib.items():
            if key in ("descr", "title", "alt", "name") and value.strip():
                if key == "name" and name not in ("docPr",):
                    continue
                self.asides.add(value, NodeAttribute(node, key))
                self.asides.add("\n")
        for child in node:
            if isinstance(child.tag, str):
                self._drawing(child, copy or name_of(child) == "Fallback")
