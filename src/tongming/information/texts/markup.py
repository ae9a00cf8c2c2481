"""The text of a document as markup: what the editor can make, what the server keeps, its words.

One configuration serves both sides: the editor's buttons and the sanitiser's list come from
`EXTENSIONS`, so that nothing a person can write is lost and nothing else gets in.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import nh3
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from selectolax.lexbor import LexborHTMLParser

from tongming.law.words import N_, Refused, say

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "HTML": False,
}

# What Word, WPS and old pages call the same thing.
_SAME = {
    "b": "strong",
    "i": "em",
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "center": "p",
    "div": "p",
    "section": "p",
    "article": "p",
    "caption": "p",
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)(/?)>")
_DROPPED = re.compile(
    r"<!--|<!\[|<\?xml|<(style|script|xml|head|title|object|svg)\b", re.IGNORECASE
)
_ENDS = {"<!--": re.compile("-->"), "<![": re.compile("]>"), "<?xml": re.compile(">")}
_BLOCKS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "li",
        "tr",
        "blockquote",
        "table",
        "ul",
        "ol",
        "hr",
        "br",
        "thead",
        "tbody",
    ]
)
_CELL = re.compile(r"(<t[dh][^>]*>)(.*?)(</t[dh]>)", re.DOTALL)
_PARAGRAPH = re.compile(r"</?p[^>]*>")
_MAY_GO = frozenset(["p", "h2", "h3", "h4", "strong", "em", "u", "li", "ul", "ol", "blockquote"])
_BLANK = re.compile(r"(?:\s|&nbsp;)*")
_VOID = frozenset(["br", "hr", "col"])
_NESTED = frozenset(["div", "section", "article", "center", "blockquote", "ul", "ol", "table"])
"""What old pages close, and so counts as inside one another."""
MOST_LEVELS = 200
"""No document goes so deep, and what a level costs grows with the levels around it."""


@cache
def _cleaner() -> nh3.Cleaner:
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    allowed["url_schemes"] = {"http", "https", "mailto", "tel"}
    return nh3.Cleaner(**allowed)


def clean(markup: str) -> str:
    """The markup the editor could have made itself; what a person only typed becomes paragraphs.

    What Word and WPS paste is brought into the editor's own tags first, then everything the
    sanitiser does not know is taken out. Cleaning twice changes nothing.
    """
    if not _TAG.search(markup):
        return from_plain(html.unescape(markup) if "&" in markup else markup)
    found = _without_dropped(markup.replace("\r\n", "\n").replace("\xa0", " "))
    _refuse_too_deep(found)
    found = _cleaner().clean(_TAG.sub(_rename, found))
    return _without_empty(found).strip()


def _without_dropped(markup: str) -> str:
    """Without comments and what is no text. What never ends is looked for once, not each time it
    begins: the time grows with the length, whatever was pasted."""
    kept: list[str] = []
    endless: set[str] = set()
    done = 0
    while opening := _DROPPED.search(markup, done):
        name = (opening[1] or "").lower()
        kind = name or opening[0].lower()
        end = None
        if kind not in endless:
            closing = re.compile(rf"</{name}\s*>", re.IGNORECASE) if name else _ENDS[kind]
            end = closing.search(markup, opening.end())
        if end is None:
            endless.add(kind)
        kept.append(markup[done : opening.end() if end is None else opening.start()])
        done = opening.end() if end is None else end.end()
    return "".join([*kept, markup[done:]])


def _refuse_too_deep(markup: str) -> None:
    depth = 0
    for tag in _TAG.finditer(markup):
        if tag[2].lower() in _NESTED:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > MOST_LEVELS:
            raise Refused(say(N_("正文里的格式套得太深。请只粘贴文字，再重新排版。")))


@dataclass(slots=True)
class _Open:
    """An element whose end has not been reached."""

    name: str
    start: int
    """Which piece opened it."""
    is_blank: bool


def _without_empty(markup: str) -> str:
    """Without elements that hold nothing, the inner ones first, in one walk."""
    around = [_Open("", 0, is_blank=False)]
    pieces: list[str] = []
    done = 0
    for tag in _TAG.finditer(markup):
        text, done = markup[done : tag.start()], tag.end()
        pieces += [text, tag[0]]
        inner = around[-1]
        inner.is_blank = inner.is_blank and bool(_BLANK.fullmatch(text))
        if tag[2] in _VOID:
            inner.is_blank = inner.is_blank and tag[2] == "br"
        elif not tag[1]:
            blank = tag[2] in _MAY_GO and not tag[3]
            around.append(_Open(tag[2], len(pieces) - 1, blank))
        elif inner.name == tag[2]:
            around.pop()
            if inner.is_blank:
                del pieces[inner.start :]
            else:
                around[-1].is_blank = False
    return "".join([*pieces, markup[done:]])


def _rename(match: re.Match[str]) -> str:
    closing, name, rest, end = match.groups()
    lower = name.lower()
    if lower == "p" and lower != name:
        name = "p"
    return f"<{closing}{_SAME.get(lower, name)}{rest}{end}>"


def from_plain(text: str) -> str:
    """Plain words as paragraphs: a line is a paragraph, as documents are written."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


def plain(markup: str) -> str:
    """The words without markup: a block a line, the cells of a row side by side."""
    if not markup:
        return ""
    marked = _CELL.sub(lambda cell: cell[1] + _PARAGRAPH.sub(" ", cell[2]) + cell[3], markup)
    marked = re.sub(r"<(?:br|hr)\s*/?>", "\n", marked)
    marked = re.sub(r"</t[dh]>", "\t</td>", marked)
    marked = _TAG.sub(lambda tag: ("\n" if tag[2].lower() in _BLOCKS else "") + tag[0], marked)
    body = LexborHTMLParser(marked).body
    text = body.text() if body is not None else ""
    lines = (re.sub(r" *\t *", "\t", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def targets(markup: str) -> list[str]:
    """Where the links lead: a telephone or an address can stand there and nowhere else."""
    if "href" not in markup:
        return []
    links = LexborHTMLParser(markup).css("a[href]")
    return [target for link in links if (target := link.attributes.get("href"))]


def mask_in(markup: str, found: str, masked: str) -> str:
    """The markup with every occurrence of some words replaced, also where tags stand in between,
    and where links lead.

    A number can be broken by a tag in its middle (<strong>138</strong>12345678); the words are
    matched through tags, and the tags stay where they were.
    """
    if not found:
        return markup
    between = r"((?:<[^<>]*>)*)"
    escaped = [re.escape(html.escape(character, quote=False)) for character in found]
    pattern = re.compile(between.join(escaped))

    def replace(match: re.Match[str]) -> str:
        tags = "".join(group or "" for group in match.groups())
        return html.escape(masked, quote=False) + tags

    return pattern.sub(replace, markup)
