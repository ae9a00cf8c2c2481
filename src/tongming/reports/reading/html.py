"""Web pages to lines and grids: what a reader of the page would see, and nothing hidden.

Navigation is kept apart as links; a table that holds other tables is taken for layout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tongming.reports.reading.blocks import Block, GridBuilder, Line, Source
from tongming.reports.reading.html_cell import BLOCKS, SPACE, UNSEEN, cell_text
from tongming.reports.reading.labels import (
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
    REQUEST_KINDS,
    REQUEST_ROWS,
)
from tongming.reports.reading.tidy import tidy

_PRESERVED = frozenset(("pre", "textarea", "xmp", "listing"))
_HEADINGS = frozenset(("h1", "h2", "h3"))
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"^\s*(?:\w{0,20})([.#][\w-]{1,60})\s*$")
_META_TITLES = ("articletitle", "title", "og:title")
_META_FACTS = {
    "pubdate": "published_on",
    "publishdate": "published_on",
    "contentsource": "publisher",
    "author": "author",
}


@dataclass(slots=True)
class _Table:
    """A table being read."""

    builder: GridBuilder
    layout: bool = False
    """It only arranges the page: its cells are passages of the text."""
    inline: bool = False
    """It stands within a figure's cell: its words belong to that cell."""
    in_cell: bool = False
    width: int = 1
    height: int = 1
    words: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def read_html(text: str) -> Source:
    """The blocks of a web page."""
    tree = LexborHTMLParser(text)
    source = Source([])
    _read_head(tree, source)
    if tree.root is not None:
        hiding = _HIDING.search(text) is not None or "hidden" in text
        _Walk(source.blocks, _hidden_names(text) if hiding else None).run(tree.root)
    for block in source.blocks:
        if isinstance(block, Line) and block.heading and not block.link:
            source.titles.append(block.text)
    title = tree.css_first("title")
    if title is not None:
        source.titles.append(SPACE.sub(" ", title.text()).strip())
    return source


def _read_head(tree: LexborHTMLParser, source: Source) -> None:
    metas: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        metas.setdefault(name, (attributes.get("content") or "").strip())
    source.titles += [metas[name] for name in _META_TITLES if metas.get(name)]
    for name, fact in _META_FACTS.items():
        if metas.get(name):
            source.facts.setdefault(fact, metas[name])


def _hidden_names(text: str) -> frozenset[str]:
    """Classes and ids that the page's own style sheet hides by a plain selector."""
    names: set[str] = set()
    for sheet in re.findall(r"<style[^>]{0,300}>(.{0,100000}?)</style>", text, re.S | re.I):
        plain = re.sub(
            r"@[^{}]{0,200}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\})*[^{}]{0,2000}\}", "", sheet
        )
        for selectors, body in _RULE.findall(plain):
            if _HIDING.search(body):
                for selector in selectors.split(","):
                    simple = _SIMPLE.match(selector)
                    if simple:
                        names.add(simple.group(1))
    return frozenset(names)


class _Walk:
    """One pass over the page, without recursion: a page may be nested as deep as it likes."""

    def __init__(self, blocks: list[Block], hidden: frozenset[str] | None) -> None:
        self._blocks = blocks
        self._hidden = hidden
        self._tables: list[_Table] = []
        self._words: list[str] = []
        self._links = 0
        self._linked = True
        self._heading = 0
        self._preserved = 0

    def run(self, root: LexborNode) -> None:
        """Walk the page from its root."""
        node: LexborNode | None = root
        depth = 0
        while node is not None:
            tag = node.tag
            if self._enter(node, tag):
                child = node.child
                if child is not None:
                    node = child
                    depth += 1
                    continue
                self._leave(tag)
            following = node.next
            while following is None and depth:
                node = node.parent
                depth -= 1
                if node is None:
                    break
                self._leave(node.tag)
                following = node.next if depth else None
            node = following
        self._flush()

    def _enter(self, node: LexborNode, tag: str | None) -> bool:
        """Begin a node; False where what is inside it is not read, or was."""
        if tag == "-text":
            text = node.text_content or ""
            if self._words or not text.isspace() or self._tables:
                self._text(text)
            return False
        if tag is None or tag in UNSEEN or (self._hidden is not None and self._is_hidden(node)):
            return False
        if tag == "tr":
            return self._open_row(node)
        if tag == "td" or tag == "th":
            self._open_cell(node)
        elif tag in BLOCKS:
            self._break()
            if tag in _HEADINGS:
                self._heading += 1
        elif tag == "table":
            self._open_table()
        elif tag == "a":
            self._links += 1
        elif tag == "input":
            attributes = node.attributes
            if (attributes.get("type") or "text").lower() in ("text", "number"):
                self._text(attributes.get("value") or "")
        elif tag == "sup":
            self._text("[")
        if tag in _PRESERVED:
            self._preserved += 1
        return True

    def _leave(self, tag: str | None) -> None:
        if tag == "td" or tag == "th":
            self._close_cell()
        elif tag in BLOCKS:
            self._break()
            if tag in _HEADINGS:
                self._heading -= 1
        elif tag == "table":
            self._close_table()
        elif tag == "a":
            self._links -= 1
        elif tag == "sup":
            self._text("]")
        if tag in _PRESERVED:
            self._preserved -= 1

    def _is_hidden(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if not attributes:
            return False
        if "hidden" in attributes:
            return True
        style = attributes.get("style")
        if style and _HIDING.search(style):
            return True
        if not self._hidden:
            return False
        named = attributes.get("id")
        if named and "#" + named in self._hidden:
            return True
        return any("." + name in self._hidden for name in (attributes.get("class") or "").split())

    def _cell(self) -> _Table | None:
        """The table into whose open cell words go; None where they go to the page."""
        for table in reversed(self._tables):
            if table.layout:
                return None
            if not table.inline:
                return table if table.in_cell else None
        return None

    def _text(self, text: str) -> None:
        cell = self._cell()
        if not self._preserved:
            text = SPACE.sub(" ", text)
        if cell is not None:
            cell.words.append(text)
            return
        if self._preserved and "\n" in text:
            first, *others = text.split("\n")
            self._words.append(first)
            for line in others:
                self._flush()
                self._words.append(line)
            return
        if text.strip():
            self._linked = self._linked and self._links > 0
        self._words.append(text)

    def _break(self) -> None:
        cell = self._cell()
        if cell is not None:
            cell.words.append("\n")
        else:
            self._flush()

    def _flush(self) -> None:
        if self._words:
            text = "".join(self._words)
            text = text.rstrip() if self._preserved else text.strip()
            if text or self._preserved:
                self._blocks.append(Line(text, self._linked, self._heading > 0))
            self._words = []
        self._linked = True

    # --- Tables ---

    def _open_table(self) -> None:
        outer = self._tables[-1] if self._tables else None
        if outer is not None and not outer.layout and outer.in_cell:
            if outer.inline or _holds_figures(outer):
                self._tables.append(_Table(GridBuilder(), inline=True))
                return
            self._dissolve(outer)
        self._flush()
        self._tables.append(_Table(GridBuilder()))

    def _dissolve(self, table: _Table) -> None:
        """A table turns out to be layout: what it held so far is text of the page."""
        table.layout = True
        for line in "\n".join([*table.texts, "".join(table.words)]).split("\n"):
            if line.strip():
                self._blocks.append(Line(line.strip()))
        table.words = []

    def _open_row(self, node: LexborNode) -> bool:
        """Begin a row; False where it was read in one go."""
        if not self._tables:
            return True
        table = self._tables[-1]
        if table.layout or table.inline:
            self._break()
            return True
        table.builder.row()
        if self._hidden is not None or self._preserved:
            return True
        cells: list[tuple[LexborNode, str]] = []
        cell = node.child
        while cell is not None:
            tag = cell.tag
            if tag == "td" or tag == "th":
                text = cell_text(cell)
                if text is None:
                    return True
                cells.append((cell, text))
            elif tag != "-text" and tag != "-comment":
                return True
            cell = cell.next
        for cell, text in cells:
            attributes = cell.attributes
            width = _span(attributes.get("colspan"), 1000) if attributes else 1
            height = _span(attributes.get("rowspan"), 5000) if attributes else 1
            table.builder.cell(text, width=width, height=height)
            table.texts.append(text)
        return False

    def _open_cell(self, node: LexborNode) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if table.layout or table.inline:
            self._break()
            return
        attributes = node.attributes
        table.width = _span(attributes.get("colspan"), 1000) if attributes else 1
        table.height = _span(attributes.get("rowspan"), 5000) if attributes else 1
        table.words = []
        table.in_cell = True

    def _close_cell(self) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if table.layout or table.inline:
            self._break()
            return
        if not table.in_cell:
            return
        text = tidy("".join(table.words))
        table.builder.cell(text, width=table.width, height=table.height)
        table.texts.append(text)
        table.in_cell = False

    def _close_table(self) -> None:
        if not self._tables:
            return
        self._break()
        table = self._tables.pop()
        if not table.layout and not table.inline:
            grid = table.builder.grid()
            if grid.rows:
                self._blocks.append(grid)


def _holds_figures(table: _Table) -> bool:
    """Whether the cells read so far are a report's labels, so that a table within is one cell's."""
    known = 0
    for text in table.texts[-40:]:
        if len(text) < 60 and any(
            words.exact(text)
            for words in (REQUEST_ROWS, REQUEST_KINDS, PROACTIVE_ROWS, PROACTIVE_COLUMNS)
        ):
            known += 1
    return known >= 2


def _span(value: str | None, limit: int) -> int:
    """How many columns or rows a cell covers; what browsers do not understand is one."""
    if value is None:
        return 1
    digits = value.strip()
    if not digits.isdecimal() or len(digits) > 6:
        return 1
    return min(max(int(digits), 1), limit)
