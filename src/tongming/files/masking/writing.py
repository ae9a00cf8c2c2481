"""Making the copy. Runs in the guarded process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tongming.files.extraction.live import Edit
from tongming.files.extraction.model import Layer
from tongming.files.extraction.package import Entry, Node, Package, name_of
from tongming.files.extraction.reading import Opened, open_file
from tongming.files.masking import MASKABLE, Choices
from tongming.files.masking.workbook import drop_hidden
from tongming.files.sniff import Kind
from tongming.files.wordset import words
from tongming.guarding import Fault

_REVISED = re.compile(
    r"(?:rPrChange|pPrChange|sectPrChange|tblPrChange|trPrChange|tcPrChange|tblGridChange|"
    r"numberingChange|tblPrExChange|cellIns|cellDel|cellMerge)$"
)
_RANGES = words(
    """
    moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd
    customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd
    """
)
_COMMENT_MARKS = frozenset(("commentRangeStart", "commentRangeEnd", "commentReference"))
_COMMENT_PARTS = re.compile(
    r"word/comments\w*\.xml|xl/comments\d*\.xml|xl/threadedComments/.*\.xml|"
    r"ppt/comments/.*\.xml|ppt/notesSlides/notesSlide\d+\.xml|xl/drawings/vmlDrawing\d+\.vml"
)
_PROPERTY_PARTS = re.compile(
    r"docProps/(?:core|app|custom)\.xml|word/people\d*\.xml|xl/persons/person\d*\.xml|"
    r"ppt/(?:commentAuthors|authors)\.xml"
)
_KEPT_PROPERTIES = words(
    """
    Application AppVersion DocSecurity Pages Words Characters Lines created modified title
    """
)  # fmt: skip


def write_masked(content: bytes, kind: Kind, choices: Choices) -> bytes:
    """The masked copy of a file of a kind."""
    if kind not in MASKABLE:
        raise Fault("not_maskable")
    opened = open_file(content, kind)
    by_part: dict[int, list[tuple[int, int, str]]] = {}
    for part, start, end, instead in choices.edits:
        if part >= len(opened.live):
            raise Fault("inside")
        if len(instead) == end - start:
            by_part.setdefault(part, []).append((start, end, instead))
    for part, edits in by_part.items():
        live, text = opened.live[part], opened.live[part].text
        live.change(run for edit in edits for run in _different(text, *edit))
    if opened.writable is None:
        raise Fault("not_maskable")
    if isinstance(opened.writable, Package):
        _clean(opened.writable, kind, choices)
    else:
        _clean_source(opened, choices)
    return opened.writable.save()


def _different(text: str, start: int, end: int, instead: str) -> Iterator[Edit]:
    """The stretches an edit really changes; digits that stay readable are not touched."""
    begin: int | None = None
    for place in range(start, end + 1):
        differs = place < end and text[place] != instead[place - start]
        if differs and begin is None:
            begin = place
        elif not differs and begin is not None:
            yield begin, place, instead[begin - start : place - start]
            begin = None


def _clean_source(opened: Opened, choices: Choices) -> None:
    """Blank what a page hides and who it says made it."""
    for live in opened.live:
        gone = (choices.hidden and live.layer is Layer.HIDDEN) or (
            choices.properties and live.layer is Layer.PROPERTY
        )
        if gone:
            live.change([(0, live.length, "".join(c if c.isspace() else " " for c in live.text))])


def _clean(package: Package, kind: Kind, choices: Choices) -> None:
    for inner in package.inner.values():
        if isinstance(inner, Package):
            _clean(inner, _kind_of(inner), choices)
    if kind is Kind.DOCX:
        _clean_word(package, choices)
    if kind is Kind.XLSX and choices.hidden:
        drop_hidden(package)
    if kind is Kind.PPTX and choices.hidden:
        _drop_hidden_slides(package)
    if choices.comments:
        for name in [name for name in package.names if _COMMENT_PARTS.fullmatch(name)]:
            _drop_part(package, name)
    if choices.properties:
        _drop_properties(package)


def _kind_of(package: Package) -> Kind:
    for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.XLSX)):
        if any(name.startswith(folder) for name in package.names):
            return kind
    return Kind.PPTX


def _drop_part(package: Package, name: str) -> None:
    """Take a part out together with every reference to it."""
    package.drop(name)
    for rels in [n for n in package.names if n.endswith(".rels")]:
        entry = package.entry(rels)
        if entry is None or rels in package.dropped:
            continue
        folder = rels.rpartition("/_rels/")[0] if "/_rels/" in rels else ""
        owner = f"{folder}/{rels.rpartition('/')[2].removesuffix('.rels')}".lstrip("/")
        for relation in package.relations(owner):
            if not relation.external and relation.target == name:
                _forget(package.entry(owner), relation.id)
                entry.root.remove(relation.node)
                entry.touch()


def _forget(entry: Entry | None, relation: str) -> None:
    """Remove the elements of a part that use a reference (legacyDrawing of a sheet, say)."""
    if entry is None:
        return
    for node in list(entry.root.iter()):
        if any(k.endswith("}id") and v == relation for k, v in node.attrib.items()):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
                entry.touch()


# --- Word -----------------------------------------------------------------------------------------


def _clean_word(package: Package, choices: Choices) -> None:
    unseen = _unseen_styles(package)
    for name in package.names:
        if not re.fullmatch(r"word/(?:glossary/)?\w+\.xml", name):
            continue
        entry = package.entry(name)
        if entry is None:
            continue
        before = sum(1 for _ in entry.root.iter())
        if choices.edits or choices.hidden or choices.changes:
            # The same boxes for programs of long ago, which masking did not go through.
            _remove(entry.root, lambda node: name_of(node) == "Fallback")
        if choices.changes:
            _accept(entry.root)
        if choices.comments:
            _remove(entry.root, lambda node: name_of(node) in _COMMENT_MARKS)
        if choices.hidden:
            from tongming.files.extraction.docx import is_unseen_run

            _remove(entry.root, lambda node: name_of(node) == "r" and is_unseen_run(node, unseen))
        if before != sum(1 for _ in entry.root.iter()):
            entry.touch()
    if choices.hidden:
        for name in [n for n in package.names if re.fullmatch(r"word/glossary/document\.xml", n)]:
            _drop_part(package, name)


def _unseen_styles(package: Package) -> frozenset[str]:
    from tongming.files.extraction.docx import unseen_styles

    return unseen_styles(package)


def _accept(root: Node) -> None:
    """Accept every tracked change."""
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or node.getparent() is None:
            continue
        name = name_of(node)
        if name in ("del", "moveFrom") and name_of(node.getparent()) == "trPr":
            row = node.getparent().getparent()
            if row.getparent() is not None:
                row.getparent().remove(row)
        elif name in ("ins", "moveTo", "del", "moveFrom") and name_of(node.getparent()) in (
            "rPr", "trPr", "tcPr",
        ):  # fmt: skip
            # The mark of a paragraph or row, not a stretch of text.
            node.getparent().remove(node)
        elif name in ("del", "moveFrom") or name in _RANGES or _REVISED.search(name):
            node.getparent().remove(node)
        elif name in ("ins", "moveTo"):
            parent, place = node.getparent(), node.getparent().index(node)
            for offset, child in enumerate(list(node)):
                parent.insert(place + offset, child)
            parent.remove(node)


def _remove(root: Node, unwanted: Any) -> None:
    for node in list(root.iter()):
        if isinstance(node.tag, str) and unwanted(node) and node.getparent() is not None:
            parent = node.getparent()
            if node.tail and node.tail.strip():
                before = node.getprevious()
                if before is not None:
                    before.tail = (before.tail or "") + node.tail
                else:
                    parent.text = (parent.text or "") + node.tail
            parent.remove(node)


# --- Presentations --------------------------------------------------------------------------------


def _drop_hidden_slides(package: Package) -> None:
    for name in [n for n in package.names if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]:
        entry = package.entry(name)
        if entry is None:
            continue
        if entry.root.get("show") in ("0", "false"):
            notes = [r.target for r in package.relations(name) if r.kind == "notesSlide"]
            for target in notes:
                _drop_part(package, target)
            _drop_part(package, name)
            continue
        for shape in list(entry.root.iter()):
            if name_of(shape) in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"):
                own = next((n for n in shape.iter() if name_of(n) == "cNvPr"), None)
                parent = shape.getparent()
                if own is not None and own.get("hidden") in ("1", "true") and parent is not None:
                    parent.remove(shape)
                    entry.touch()


# --- Properties -----------------------------------------------------------------------------------


def _drop_properties(package: Package) -> None:
    for name in package.names:
        if not _PROPERTY_PARTS.fullmatch(name):
            continue
        entry = package.entry(name)
        if entry is None:
            continue
        for node in list(entry.root):
            if isinstance(node.tag, str) and name_of(node) not in _KEPT_PROPERTIES:
                entry.root.remove(node)
                entry.touch()
    for name in package.names:
        entry = package.entry(name) if name.endswith("_rels/settings.xml.rels") else None
        for node in list(entry.root) if entry is not None else ():
            if node.get("Type", "").endswith("/attachedTemplate"):
                _forget(package.entry("word/settings.xml"), node.get("Id", ""))
                entry.root.remove(node)  # type: ignore[union-attr]
                entry.touch()  # type: ignore[union-attr]
    _blank_authors(package)
    for name in package.names:
        if "/media/" in name and name.lower().endswith((".jpg", ".jpeg")):
            picture = package.read(name)
            bare = _without_metadata(picture)
            if bare != picture:
                package.replace(name, bare)


def _without_metadata(jpeg: bytes) -> bytes:
    """A JPEG without the segments that say where, when and by whom; not a pixel changes."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, position = [jpeg[:2]], 2
    while position + 4 <= len(jpeg) and jpeg[position] == 0xFF:
        marker = jpeg[position + 1]
        if marker == 0xDA:
            break
        end = position + 2 + int.from_bytes(jpeg[position + 2 : position + 4], "big")
        # APP1 (EXIF, XMP), APP13 (IPTC), comments; the colour profile and the rest stay.
        if marker not in (0xE1, 0xED, 0xFE):
            kept.append(jpeg[position:end])
        position = end
    return b"".join([*kept, jpeg[position:]])


def _blank_authors(package: Package) -> None:
    """Names at comments and tracked changes that stay."""
    for name in package.names:
        if not name.endswith(".xml") or not name.startswith(("word/", "xl/comments", "ppt/")):
            continue
        entry = package.entry(name)
        if entry is None:
            continue
        for node in entry.root.iter():
            for key in list(node.attrib):
                local = key.rpartition("}")[2]
                if local in ("author", "initials") and key.startswith("{") and node.get(key):
                    node.set(key, "-")
                    entry.touch()
