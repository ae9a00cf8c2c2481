"""Web pages, read from their source so that masking changes nothing else in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from tongming.files.extraction.live import Edit, Live
from tongming.files.extraction.model import Layer
from tongming.files.wordset import words
from tongming.law.words import N_, Message, say

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<![^>]*>|<\?[^>]*>"
    r"|<(?P<raw>script|style|textarea|template|noscript)\b(?P<attrs>[^>]*)>(?P<body>.*?)"
    r"(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.S | re.I,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,31});?")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_VOID = words(
    """
    area base br col embed hr img input link meta param source track wbr keygen
    """
)
_BLOCK = words(
    """
    p div li ul ol tr table thead tbody tfoot h1 h2 h3 h4 h5 h6 section article header
    footer aside nav main br hr dl dt dd form fieldset caption title blockquote pre option
    address figure figcaption body html head
    """
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
_ASIDES = words(
    """
    href src title alt value placeholder content data-title aria-label action
    """
)
_AUTHORS = {"author": "author", "generator": "producer", "creator": "author", "editor": "author"}


@dataclass(slots=True)
class Source:
    """The source of a page or a text, and the edits that were asked for."""

    text: str
    edits: list[Edit] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return bool(self.edits)

    def touch(self) -> None:
        """An edit tells of itself."""

    def result(self) -> str:
        """The source with every edit made, the last first so that none moves another."""
        text = self.text
        for start, end, instead in sorted(set(self.edits), reverse=True):
            text = text[:start] + instead + text[end:]
        return text


@dataclass(slots=True)
class SourceText:
    """A stretch of the source whose characters stand one for one in the text."""

    source: Source
    offset: int

    def change(self, edits: list[Edit]) -> None:
        self.source.edits += [(self.offset + s, self.offset + e, with_) for s, e, with_ in edits]


@dataclass(slots=True)
class SourceEntity:
    """One written-out character (&#49;) of the source."""

    source: Source
    start: int
    end: int

    def change(self, edits: list[Edit]) -> None:
        self.source.edits.append((self.start, self.end, edits[0][2]))


def add_source(live: Live, source: Source, start: int, end: int, *, entities: bool) -> None:
    """Append a stretch of the source to a text."""
    if not entities:
        live.add(source.text[start:end], SourceText(source, start))
        return
    position = start
    for match in _ENTITY.finditer(source.text, start, end):
        shown = unescape(match[0])
        if shown == match[0]:
            continue
        if position < match.start():
            live.add(source.text[position : match.start()], SourceText(source, position))
        live.add(shown, SourceEntity(source, match.start(), match.end()))
        position = match.end()
    if position < end:
        live.add(source.text[position:end], SourceText(source, position))


def read_page(source: Source) -> list[Live]:
    """What a page shows, hides, remarks and links to."""
    reader = _Reader(source)
    reader.read()
    every = (reader.shown, reader.unseen, reader.remarks, reader.scripts, reader.asides)
    return [reader.shown, *(live for live in every[1:] if live.text.strip()), *reader.properties]


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source

        def live(where: Message, layer: Layer, key: str = "") -> Live:
            return Live(where, layer, key, source=source)

        self.shown = live(say(N_("正文")), Layer.SHOWN)
        self.unseen = live(say(N_("网页里隐藏的内容")), Layer.HIDDEN, "unseen")
        self.remarks = live(say(N_("网页源码里的注释")), Layer.ASIDE)
        self.scripts = live(say(N_("网页里的脚本")), Layer.ASIDE)
        self.asides = live(say(N_("链接和说明")), Layer.ASIDE)
        self.properties: list[Live] = []
        self._hiding: str = ""
        self._depth = 0

    @property
    def _into(self) -> Live:
        return self.unseen if self._hiding else self.shown

    def read(self) -> None:
        text, position = self._source.text, 0
        for token in _TOKEN.finditer(text):
            self._plain(position, token.start())
            position = token.end()
            if token["name"]:
                self._tag(token)
            elif token["raw"]:
                self._raw(token)
            elif token[0].startswith("<!--"):
                inner = (token.start() + 4, max(token.end() - 3, token.start() + 4))
                add_source(self.remarks, self._source, *inner, entities=False)
                self.remarks.add("\n")
        self._plain(position, len(text))

    def _plain(self, start: int, end: int) -> None:
        add_source(self._into, self._source, start, end, entities=True)

    def _raw(self, token: re.Match[str]) -> None:
        into = self._into if token["raw"].lower() in ("textarea", "noscript") else self.scripts
        add_source(into, self._source, *token.span("body"), entities=False)
        into.add("\n")

    def _tag(self, token: re.Match[str]) -> None:
        name, closing = token["name"].lower(), bool(token["close"])
        if not closing:
            self._attributes(name, token)
        if self._hiding:
            if name == self._hiding:
                self._depth += -1 if closing else 1
                if self._depth == 0:
                    self.unseen.add("\n")
                    self._hiding = ""
        elif not closing and name not in _VOID and self._is_unseen(token["rest"]):
            self._hiding, self._depth = name, 1
        if name in ("td", "th"):
            if closing:
                self._into.add("\t")
        elif name in _BLOCK:
            self._into.add("\n")

    @staticmethod
    def _is_unseen(rest: str) -> bool:
        found = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(rest)}
        bare = _ATTRIBUTE.sub(" ", rest).lower().split()
        return "hidden" in bare or "hidden" in found or bool(_UNSEEN.search(found.get("style", "")))

    def _attributes(self, name: str, token: re.Match[str]) -> None:
        base = token.start("rest")
        matches = list(_ATTRIBUTE.finditer(token["rest"]))
        values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in matches}
        key = _AUTHORS.get(values.get("name", "").lower()) if name == "meta" else None
        for match in matches:
            attribute = match[1].lower()
            group = next((g for g in (2, 3, 4) if match[g]), 0)
            if attribute not in _ASIDES or not group:
                continue
            start, end = base + match.start(group), base + match.end(group)
            if key and attribute == "content":
                from tongming.files.extraction.properties import LABELS

                live = Live(say(N_("文档属性：{name}"), name=say(LABELS[key])), Layer.PROPERTY,
                            key, source=self._source)  # fmt: skip
                add_source(live, self._source, start, end, entities=True)
                self.properties.append(live)
            else:
                into = self.unseen if values.get("type", "").lower() == "hidden" else self.asides
                add_source(into, self._source, start, end, entities=True)
                into.add("\n")
