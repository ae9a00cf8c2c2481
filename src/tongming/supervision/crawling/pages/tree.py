"""Walking a page: which part of it a node stands in, and its text line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

DEEPEST = 120
_BLOCK = frozenset(
    ("p", "div", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section",
     "article", "dl", "dt", "dd", "form", "fieldset", "header", "footer", "nav", "aside", "main",
     "blockquote", "pre", "br", "hr", "figure", "option", "caption")
)  # fmt: skip
_CELL = frozenset(("td", "th"))
UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "title", "iframe"))

_ROLES = (
    ("crumb", "crumb crumbs breadcrumb breadcrumbs position location dqwz weizhi trail wz place"),
    ("pager", "pager pagination pages fenye pagebar pagenav"),
    ("filter", "filter filters facets"),
    ("foot", "foot footer bottom bot copyright dibu yejiao"),
    ("nav", "nav navbar menu mainmenu submenu subnav leftnav sidenav leftmenu daohang dh"),
    ("side", "sidebar aside related recommend hot rank tuijian xgxx"),
    ("head", "head header top topbar banner logo"),
)
_BY_WORD = {word: role for role, words in _ROLES for word in words.split()}
_ORDER = [role for role, _ in _ROLES]
_OWN = frozenset(("main", "article"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def role_of(node: LexborNode, inside: str) -> str:
    """The part of a page a node opens: its own, or the one it stands in."""
    tag = node.tag or ""
    if tag in _OWN or node.attributes.get("role") == "main":
        return "main"
    if inside in ("foot", "nav", "crumb", "pager", "filter"):
        return inside
    found = {"nav": "nav", "footer": "foot", "aside": "side"}.get(tag, "")
    words = re.split(
        r"[^a-z0-9]+",
        f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower(),
    )
    named = {_BY_WORD[word] for word in words if word in _BY_WORD}
    if named:
        found = next(role for role in _ORDER if role in named)
    if tag == "header" and not found:
        found = "head"
    if found == "head" and inside == "own":
        return inside
    return found or inside


def walk(root: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """Every node a reader sees, in order, with the part it stands in.

    `main` inside a <main> or <article> is called own on the way, so that the head of an article is
    not taken for the head of the page.
    """
    stack: list[tuple[LexborNode, str, int]] = [(root, "main", 0)]
    while stack:
        node, inside, depth = stack.pop()
        if node.tag == "-text":
            yield node, "main" if inside == "own" else inside
            continue
        if node.tag in UNSEEN or depth > DEEPEST or _is_hidden(node):
            continue
        role = role_of(node, inside) if node.tag not in ("html", "body") else inside
        role = "own" if role == "main" and node.tag in _OWN else role
        yield node, "main" if role == "own" else role
        stack += [(child, role, depth + 1) for child in list(node.iter(include_text=True))[::-1]]


def _is_hidden(node: LexborNode) -> bool:
    return "hidden" in node.attributes or bool(_HIDDEN.search(node.attributes.get("style") or ""))


def text_of(root: LexborNode, parts: frozenset[str] = frozenset()) -> str:
    """The text line by line, of some parts of the page or of all; cells are parted by tabs."""
    pieces: list[str] = []
    for node, role in walk(root):
        if parts and role not in parts:
            continue
        if node.tag == "-text":
            pieces.append(re.sub(r"\s+", " ", node.text_content or ""))
        elif node.tag in _BLOCK:
            pieces.append("\n")
        elif node.tag in _CELL:
            pieces.append("\t")
        elif node.tag in ("span", "em", "i", "b", "label", "time"):
            pieces.append(" ")
    lines = (re.sub(r"[ \u00a0]{2,}", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def plain_text(node: LexborNode) -> str:
    """One node's text on one line."""
    return " ".join(node.text(deep=True, separator=" ").split())


def parsed(text: str) -> LexborHTMLParser:
    """A tree; whatever the text is, there is one."""
    return LexborHTMLParser(text)
