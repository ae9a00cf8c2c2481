"""Presentations: slides and hidden slides, notes, comments, tables."""

from __future__ import annotations

import re

from tongming.files.extraction.live import Live, NodeAttribute, NodeText
from tongming.files.extraction.model import Layer
from tongming.files.extraction.package import Entry, Node, Package, attribute, name_of
from tongming.files.extraction.properties import read_links, read_people, read_properties, sweep
from tongming.law.words import N_, Message, say


def read_pptx(package: Package) -> list[Live]:
    """Every part of a presentation, slides in the order they are shown."""
    main = next(
        (r.target for r in package.relations("") if r.kind == "officeDocument"),
        "ppt/presentation.xml",
    )
    read = {main}
    found: list[Live] = []
    for number, name in enumerate(_slides(package, main), 1):
        entry = package.entry(name)
        read.add(name)
        if entry is None:
            continue
        unseen = attribute(entry.root, "show") in ("0", "false")
        where = say(N_("第{n}张幻灯片（隐藏）") if unseen else N_("第{n}张幻灯片"), n=number)
        found += _texts(entry, where, Layer.HIDDEN if unseen else Layer.SHOWN, "slide")
        for relation in package.relations(name):
            if relation.kind == "notesSlide":
                notes = package.entry(relation.target)
                read.add(relation.target)
                if notes is not None:
                    place = say(N_("第{n}张幻灯片的备注"), n=number)
                    found += _texts(notes, place, Layer.COMMENT, "notes")
            elif relation.kind == "comments":
                comments = package.entry(relation.target)
                read.add(relation.target)
                if comments is not None:
                    place = say(N_("第{n}张幻灯片的批注"), n=number)
                    found += _comments(comments, place)
    for name in package.names:
        if re.fullmatch(r"ppt/(?:commentAuthors|authors)\.xml", name):
            read.add(name)
            found += read_people(package, name)
    return found + read_properties(package) + read_links(package) + sweep(package, read)


def _slides(package: Package, main: str) -> list[str]:
    """The slides in the order of the presentation; those it no longer lists come last."""
    targets = {r.id: r.target for r in package.relations(main) if r.kind == "slide"}
    entry = package.entry(main)
    ordered = []
    if entry is not None:
        for node in entry.root.iter():
            if name_of(node) == "sldId":
                ids = [v for k, v in node.attrib.items() if k.endswith("}id")]
                ordered += [targets[i] for i in ids if i in targets]
    rest = [n for n in package.names if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
    return ordered + [name for name in rest if name not in ordered]


def _texts(entry: Entry, where: Message, layer: Layer, key: str) -> list[Live]:
    text = Live(where, layer, key, source=entry)
    unseen = Live(say(N_("{part}·{what}"), part=where, what=say(N_("隐藏的图形"))), Layer.HIDDEN,
                  "shape", source=entry)  # fmt: skip
    asides = Live(say(N_("{part}·{what}"), part=where, what=say(N_("图片说明"))), Layer.ASIDE,
                  source=entry)  # fmt: skip

    def walk(node: Node, into: Live) -> None:
        name = name_of(node)
        if name in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"):
            for inner in node.iter():
                if name_of(inner) == "cNvPr":
                    if attribute(inner, "hidden") in ("1", "true"):
                        into = unseen
                    for wanted in ("descr", "title"):
                        if inner.get(wanted):
                            asides.add(inner.get(wanted), NodeAttribute(inner, wanted))
                            asides.add("\n")
                    break
        if name == "tr":
            cells = [cell for cell in node if name_of(cell) == "tc"]
            for number, cell in enumerate(cells):
                if number:
                    into.add("\t")
                for position, paragraph in enumerate(p for p in cell.iter() if name_of(p) == "p"):
                    if position:
                        into.add(" ")
                    _runs(paragraph, into)
            into.add("\n")
            return
        if name == "p":
            if _runs(node, into):
                into.add("\n")
            return
        for child in node:
            if isinstance(child.tag, str):
                walk(child, into)

    walk(entry.root, text)
    return [live for live in (text, unseen, asides) if live.text.strip()]


def _runs(paragraph: Node, into: Live) -> bool:
    """The text of a paragraph; fields (the number of the slide) are nobody's words."""
    any_text = False
    for node in paragraph.iter():
        name = name_of(node)
        if name == "t" and name_of(node.getparent()) != "fld" and node.text:
            into.add(node.text, NodeText(node))
            any_text = True
        elif name == "br":
            into.add("\n")
    return any_text


def _comments(entry: Entry, where: Message) -> list[Live]:
    live = Live(where, Layer.COMMENT, "comment", source=entry)
    for node in entry.root.iter():
        if name_of(node) in ("text", "t") and node.text and node.text.strip():
            live.add(node.text, NodeText(node))
            live.add("\n")
    return [live] if live.length else []
