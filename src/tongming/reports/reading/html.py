"""Web pages to lines and grids: what a reader of the page would see, and nothing hidden.

Navigation is kept apart as links; a table that holds other tables is taken for layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from tongming.reports.reading.blocks import Line, Source
from tongming.reports.reading.html_cell import HIDING, SPACE
from tongming.reports.reading.html_walk import Walk

_BRACE = re.compile("[{}]")
_LONGEST_SHEET = 200_000
_SIMPLE = re.compile(r"^\s*(?:\w{0,20})([.#][\w-]{1,60})\s*$")
_META_TITLES = ("articletitle", "title", "og:title")
_META_FACTS = {
    "pubdate": "published_on",
    "publishdate": "published_on",
    "contentsource": "publisher",
    "author": "author",
}


def read_html(text: str) -> Source:
    """The blocks of a web page."""
    tree = LexborHTMLParser(text)
    source = Source([])
    _read_head(tree, source)
    if tree.root is not None:
        hiding = "hidden" in text or _may_hide(text)
        Walk(source.blocks, _hidden_names(tree) if hiding else None).run(tree.root)
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


def _may_hide(text: str) -> bool:
    """Whether anything in the page's source hides anything: most pages need not be asked again."""
    words = ("display", "DISPLAY", "Display", "visibility", "VISIBILITY", "Visibility")
    return any(word in text for word in words) and HIDING.search(text) is not None


def _hidden_names(tree: LexborHTMLParser) -> frozenset[str]:
    """Classes and ids that the page's own style sheets hide by a plain selector."""
    names: set[str] = set()
    for sheet in tree.css("style"):
        for selectors, body in _rules(sheet.text()[:_LONGEST_SHEET]):
            if HIDING.search(body):
                for selector in selectors.split(","):
                    simple = _SIMPLE.match(selector[-100:])
                    if simple:
                        names.add(simple.group(1))
    return frozenset(names)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations; what stands within @media and its like is for other readers."""
    depth = 0
    begun = start = 0
    for brace in _BRACE.finditer(sheet):
        if brace.group() == "{":
            depth += 1
            if depth == 1:
                start = brace.start()
        else:
            depth = max(depth - 1, 0)
            if depth == 0:
                selectors = sheet[begun:start].strip()
                if selectors and not selectors.startswith("@"):
                    yield selectors, sheet[start + 1 : brace.start()]
                begun = brace.end()
