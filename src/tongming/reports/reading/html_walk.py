"""One pass over a page's nodes: words into lines, tables into grids, what is hidden left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from tongming.reports.reading.blocks import Block, GridBuilder, Line, Room, TooLarge
from tongming.reports.reading.html_cell import BLOCKS, HIDING, SPACE, UNSEEN, cell_text
from tongming.reports.reading.labels import (
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
    REQUEST_KINDS,
    REQUEST_ROWS,
)
from tongming.reports.reading.limits import MAX_LINES
from tongming.reports.reading.tidy import tidy

_PRESERVED = frozenset(("pre", "textarea", "xmp", "listing"))
_HEADINGS = frozenset(("h1", "h2", "h3"))
_DEEPEST = 5000
"""Spans are cut off here; nothing that is printed reaches as far."""


_Action = Callable[[LexborNode], bool | None]
"""What is done where a tag begins or ends; False at its beginning passes over what is inside."""


@dataclass(slots=True)
class _Table:
    """A table being read."""

    builder: GridBuilder
    layout: bool = False
    """It only arranges the page: its cells are passages of the text."""
    inline: bool = False
    """It stands within a figure's cell: its words belong to that cell."""
    in_cell: bool = False
    figures: bool = False
    """It is known to be the report's own, and no layout."""
    width: int = 1
    height: int = 1
    words: list[str] = field(default_factory=list)


class Walk:
    """One pass over the page, without recursion: a page may be nested as deep as it likes."""

    def __init__(self, blocks: list[Block], hidden: frozenset[str] | None) -> None:
        self._blocks = blocks
        self._hidden = hidden
        self._tables: list[_Table] = []
        self._room = Room()
        self._cell: _Table | None = None
        """The table into whose open cell words go; None while they go to the page."""
        self._words: list[str] = []
        self._links = 0
        self._linked = True
        self._heading = 0
        self._preserved = 0
        # What happens where a tag begins and ends; tags not named here leave no trace.
        self._begin: dict[str, Callable[[LexborNode], bool | None]] = dict.fromkeys(
            BLOCKS, self._break
        )
        self._begin |= dict.fromkeys(UNSEEN, _skip)
        self._begin |= dict.fromkeys(_HEADINGS, self._open_heading)
        self._begin |= dict.fromkeys(_PRESERVED, self._open_preserved)
        self._begin |= {
            "-text": self._text_node,
            "tr": self._open_row,
            "td": self._open_cell,
            "th": self._open_cell,
            "table": self._open_table,
            "a": self._open_link,
            "sup": lambda _: self._text("["),
            "input": self._input,
        }
        self._end: dict[str, _Action] = dict.fromkeys(BLOCKS, self._break)
        self._end |= dict.fromkeys(_HEADINGS, self._close_heading)
        self._end |= dict.fromkeys(_PRESERVED, self._close_preserved)
        self._end |= {
            "td": self._close_cell,
            "th": self._close_cell,
            "table": self._close_table,
            "a": self._close_link,
            "sup": lambda _: self._text("]"),
        }

    def run(self, root: LexborNode) -> None:
        """Walk the page from its root."""
        begin, end = self._begin, self._end
        asks = self._hidden is not None
        node: LexborNode | None = root
        depth = 0
        while node is not None:
            tag = node.tag or ""
            action = begin.get(tag)
            if action is not None:
                # Hidden or not is asked of what is shown at all; words have no attributes.
                into = not (asks and tag != "-text" and self._is_hidden(node))
                into = into and action(node) is not False
            else:
                into = not (asks and self._is_hidden(node))
            if into:
                child = node.child
                if child is not None:
                    node = child
                    depth += 1
                    continue
                if tag in end:
                    end[tag](node)
            following = node.next
            while following is None and depth:
                node = node.parent
                depth -= 1
                if node is None:
                    break
                action = end.get(node.tag or "")
                if action is not None:
                    action(node)
                following = node.next if depth else None
            node = following
        self._flush()

    def _is_hidden(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if not attributes:
            return False
        style = attributes.get("style")
        if "hidden" in attributes or (style and HIDING.search(style)):
            return True
        if not self._hidden:
            return False
        named = attributes.get("id")
        if named and "#" + named in self._hidden:
            return True
        return any("." + name in self._hidden for name in (attributes.get("class") or "").split())

    # --- Words ---

    def _text_node(self, node: LexborNode) -> bool:
        text = node.text_content or ""
        if self._cell is not None or self._words or self._preserved or not text.isspace():
            self._text(text)
        return False

    def _text(self, text: str) -> None:
        cell = self._cell
        if self._preserved and text.count("\n") > MAX_LINES:
            raise TooLarge
        if not self._preserved:
            text = SPACE.sub(" ", text)
        if cell is not None:
            cell.words.append(text)
        elif self._preserved and "\n" in text:
            first, *others = text.split("\n")
            self._words.append(first)
            for line in others:
                self._flush()
                self._words.append(line)
        else:
            if self._linked and not self._links and text.strip():
                self._linked = False
            self._words.append(text)

    def _input(self, node: LexborNode) -> None:
        attributes = node.attributes
        if (attributes.get("type") or "text").lower() in ("text", "number"):
            self._text(attributes.get("value") or "")

    def _break(self, _: LexborNode | None = None) -> None:
        if self._cell is not None:
            self._cell.words.append("\n")
        elif self._words:
            self._flush()

    def _flush(self) -> None:
        if self._words:
            if len(self._blocks) > MAX_LINES:
                raise TooLarge
            text = "".join(self._words)
            text = text.rstrip() if self._preserved else text.strip()
            if text or self._preserved:
                self._blocks.append(Line(text, self._linked, self._heading > 0))
            self._words = []
        self._linked = True

    def _open_heading(self, _: LexborNode) -> None:
        self._break()
        self._heading += 1

    def _close_heading(self, _: LexborNode) -> None:
        self._break()
        self._heading -= 1

    def _open_preserved(self, _: LexborNode) -> None:
        self._break()
        self._preserved += 1

    def _close_preserved(self, _: LexborNode) -> None:
        self._break()
        self._preserved -= 1

    def _open_link(self, _: LexborNode) -> None:
        self._links += 1

    def _close_link(self, _: LexborNode) -> None:
        self._links -= 1

    # --- Tables ---

    def _aim(self) -> None:
        """Find out where words go now."""
        self._cell = None
        for table in reversed(self._tables):
            if table.layout:
                return
            if not table.inline:
                self._cell = table if table.in_cell else None
                return

    def _open_table(self, _: LexborNode) -> None:
        outer = self._tables[-1] if self._tables else None
        if outer is not None and (outer.inline or (outer.in_cell and not outer.layout)):
            if outer.inline or outer.figures or _holds_figures(outer):
                outer.figures = True
                self._tables.append(_Table(GridBuilder(self._room), inline=True))
                return
            self._dissolve(outer)
        self._flush()
        self._tables.append(_Table(GridBuilder(self._room)))
        self._aim()

    def _dissolve(self, table: _Table) -> None:
        """A table turns out to be layout: what it held so far is text of the page."""
        table.layout = True
        for line in "\n".join([*table.builder.texts(), "".join(table.words)]).split("\n"):
            if line.strip():
                self._blocks.append(Line(line.strip()))
        table.words = []

    def _table(self) -> _Table | None:
        """The table whose grid is being laid out; None where a row or cell is only a new line."""
        table = self._tables[-1] if self._tables else None
        if table is not None and (table.layout or table.inline):
            self._break()
            return None
        return table

    def _open_row(self, node: LexborNode) -> bool:
        """Begin a row; False where it was read in one go."""
        table = self._table()
        if table is None:
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
        put = table.builder.cell
        for cell, text in cells:
            attributes = cell.attributes
            if "colspan" in attributes or "rowspan" in attributes:
                width, height = _spans(cell)
                put(text, width=width, height=height)
            else:
                put(text)
        return False

    def _open_cell(self, node: LexborNode) -> None:
        table = self._table()
        if table is not None:
            table.width, table.height = _spans(node)
            table.words = []
            table.in_cell = True
            self._cell = table

    def _close_cell(self, _: LexborNode) -> None:
        table = self._table()
        if table is not None and table.in_cell:
            text = tidy("".join(table.words))
            table.builder.cell(text, width=table.width, height=table.height)
            table.in_cell = False
            self._aim()

    def _close_table(self, _: LexborNode) -> None:
        if not self._tables:
            return
        self._break()
        table = self._tables.pop()
        if not table.inline:
            self._aim()
        if not table.layout and not table.inline:
            grid = table.builder.grid()
            if grid.rows:
                self._blocks.append(grid)


def _skip(_: LexborNode) -> bool:
    return False


def _holds_figures(table: _Table) -> bool:
    """Whether the cells read so far are a report's labels, so that a table within is one cell's."""
    known = 0
    for text in table.builder.texts()[-40:]:
        if len(text) < 60 and any(
            words.exact(text)
            for words in (REQUEST_ROWS, REQUEST_KINDS, PROACTIVE_ROWS, PROACTIVE_COLUMNS)
        ):
            known += 1
    return known >= 2


def _spans(cell: LexborNode) -> tuple[int, int]:
    """The columns and rows a cell covers."""
    attributes = cell.attributes
    if not attributes:
        return 1, 1
    return _span(attributes.get("colspan"), 1000), _span(attributes.get("rowspan"), _DEEPEST)


def _span(value: str | None, limit: int) -> int:
    """A span as browsers understand it: what is no number is one."""
    if value is None:
        return 1
    digits = value.strip()
    if not digits.isdecimal() or len(digits) > 6:
        return 1
    return min(max(int(digits), 1), limit)
