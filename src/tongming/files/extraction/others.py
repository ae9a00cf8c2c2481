"""OFD, RTF and video: what of them can be read."""

from __future__ import annotations

import re

from tongming.files.extraction.model import Layer, Part
from tongming.files.extraction.package import Package, name_of
from tongming.files.extraction.properties import LABELS
from tongming.law.words import N_, say


def read_ofd(package: Package) -> list[Part]:
    """The text of every page and annotation of an OFD file (GB/T 33190), and who made it."""
    found: list[Part] = []
    pages = 0
    for name in sorted(package.names, key=lambda n: [int(d) for d in re.findall(r"\d+", n)]):
        entry = package.entry(name) if name.lower().endswith(".xml") else None
        if entry is None:
            continue
        codes = [n.text or "" for n in entry.root.iter() if name_of(n) == "TextCode"]
        if codes and name_of(entry.root) == "Page":
            pages += 1
            found.append(Part(say(N_("第{n}页"), n=pages), "\n".join(codes), page=pages - 1))
        elif codes:
            found.append(Part(say(N_("批注")), "\n".join(codes), Layer.COMMENT, key="comment"))
        for node in entry.root.iter():
            key = {"Author": "author", "Title": "title", "Keyword": "keywords"}.get(name_of(node))
            if key and node.text and node.text.strip() and name_of(entry.root) == "OFD":
                where = say(N_("文档属性：{name}"), name=say(LABELS[key]))
                found.append(Part(where, node.text.strip(), Layer.PROPERTY, key=key))
    return found


_RTF = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\u(-?\d+) ?|\\([a-z]+)(-?\d+)? ?|\\([^a-z])|([{}])|\r|\n|([^\\{}\r\n]+)"
)
_ASIDE = frozenset(b"fonttbl colortbl stylesheet pict themedata datastore listtable rsidtbl "
                   b"generator xmlnstbl latentstyles objdata".split())  # fmt: skip
_PROPERTIES = {b"author": "author", b"operator": "last_modified_by", b"company": "company",
               b"manager": "manager", b"title": "title", b"subject": "subject"}  # fmt: skip


def read_rtf(content: bytes) -> list[Part]:
    """The text of an RTF file; what is hidden (\\v) and who made it, apart."""
    reader = _Rtf()
    reader.read(content)
    found = [Part(say(N_("正文")), reader.text(""))]
    for key, where in (("hidden", N_("隐藏文字")), ("deleted", N_("修订删除的文字"))):
        if reader.text(key).strip():
            layer = Layer.HIDDEN if key == "hidden" else Layer.DELETED
            found.append(Part(say(where), reader.text(key), layer, key="vanish"))
    for key in sorted(set(_PROPERTIES.values())):
        if reader.text(key).strip():
            where_ = say(N_("文档属性：{name}"), name=say(LABELS[key]))
            found.append(Part(where_, reader.text(key).strip(), Layer.PROPERTY, key=key))
    return found


class _Rtf:
    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}
        self._bytes = bytearray()
        self._into: str | None = ""
        self._skip = 1
        self._left = 0

    def text(self, key: str) -> str:
        return "".join(self._texts.get(key, ()))

    def _add(self, text: str) -> None:
        if self._into is not None and text:
            self._texts.setdefault(self._into, []).append(text)

    def _flush(self) -> None:
        if self._bytes:
            self._add(self._bytes.decode("gb18030", "replace"))
            self._bytes.clear()

    def read(self, content: bytes) -> None:
        stack: list[tuple[str | None, int]] = []
        for token in _RTF.finditer(content):
            code, uni, word, number, symbol, brace, plain = token.groups()
            if code is not None:
                if self._left:
                    self._left -= 1
                else:
                    self._bytes.append(int(code, 16))
                continue
            if plain is not None:
                dropped = min(self._left, len(plain))
                self._left -= dropped
                self._bytes += plain[dropped:]
                continue
            self._flush()
            if brace == b"{":
                stack.append((self._into, self._skip))
            elif brace == b"}":
                if stack:
                    self._into, self._skip = stack.pop()
            elif uni is not None:
                self._add(chr(int(uni) % 65536))
                self._left = self._skip
            elif symbol == b"*":
                self._into = None
            elif symbol in (b"\\", b"{", b"}"):
                self._add(symbol.decode())
            elif word is not None:
                self._word(word, number)
        self._flush()

    def _word(self, word: bytes, number: bytes | None) -> None:
        on = number != b"0"
        if word in _PROPERTIES:
            self._into = _PROPERTIES[word]
        elif word in _ASIDE:
            self._into = None
        elif word == b"uc":
            self._skip = int(number or 1)
        elif word in (b"par", b"line", b"row", b"sect", b"page"):
            self._add("\n")
        elif word in (b"tab", b"cell"):
            self._add("\t")
        elif word == b"v" and self._into in ("", "hidden"):
            self._into = "hidden" if on else ""
        elif word == b"deleted" and self._into in ("", "deleted"):
            self._into = "deleted" if on else ""
        elif word in (b"plain",) and self._into in ("hidden", "deleted"):
            self._into = ""


def read_video(content: bytes) -> list[Part]:
    """The place a telephone wrote into a video."""
    match = re.search(rb"\xa9xyz....([+-][\d.]+[+-][\d.]+)", content, re.S)
    if match is None:
        return []
    where = say(N_("视频属性：{name}"), name=say(LABELS["location"]))
    return [Part(where, match[1].decode(), Layer.PROPERTY, key="location")]
