"""From the bytes of a page to what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tongming.files.checking import Allowed, Finding, check_text, mask_text
from tongming.files.checking import Kind as Personal
from tongming.files.checking import Severity as Firmness
from tongming.files.decoding import decode
from tongming.supervision.crawling.fetching.addresses import normal
from tongming.supervision.crawling.pages import footer, talking
from tongming.supervision.crawling.pages.dates import (
    PUBLISHED,
    SOURCE,
    WRITTEN,
    first_date,
    labelled,
)
from tongming.supervision.crawling.pages.entries import Lines, chosen
from tongming.supervision.crawling.pages.model import Entry, Hit, Link, Page
from tongming.supervision.crawling.pages.profile import Profile
from tongming.supervision.crawling.pages.tree import parsed, plain_text, text_of, walk
from tongming.supervision.crawling.wording import Wording

_OWN = frozenset(("main", "side", "filter"))
_NOTHING = re.compile(
    r"(?:暂无|没有|还没有|尚无|未查到|无)(?:相关|任何|可显示的)?(?:内容|数据|信息|记录|文章|资料)"
    r"|(?:栏目|页面|内容)?(?:正在|尚在)?建设中|敬请期待|即将上线"
)
_FILLED = re.compile(
    r"\.ajax\(|\$\.get|\$\.post|XMLHttpRequest|fetch\(|document\.write|<recordset|datastore|"
    r"\.getJSON|new Vue|createApp|axios", re.I,
)  # fmt: skip
_NUMBER = re.compile(r"[\u4e00-\u9fa5]{2,12}〔(?:19|20)\d\d〕\s?\d{1,4}\s?号")
_METAS = frozenset(
    ("SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords",
     "ColumnType", "ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author",
     "Description", "Image", "Url")
)  # fmt: skip
_TITLES = ("h2", "h3", "div", "td", "p", "strong")
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:title|biaoti|bt|arttitle|articletitle|tit)(?:$|[\s_\d-])", re.I
)
_FILE = re.compile(r"\.(docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|txt|csv)$", re.I)
_MOST_LINKS, _MOST_HITS, _LINE = 600, 40, 100
_SHORT_INFO = 90
_SENTENCE = re.compile("[，。；]")
_ITEM_TEXT = 40


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads pages of one section."""

    profile: Profile = field(default_factory=Profile)
    allowed: Allowed = field(default_factory=Allowed)
    """Telephones and addresses that are public by law."""
    wording: Wording = field(default_factory=Wording)

    def read(self, content: bytes, address: str) -> Page:
        """What a page says. Nothing personal is in it but masked."""
        tree = parsed(decode(content)[0])
        body = tree.body
        if body is None:
            return Page(blank="nothing")
        base = _base(tree, address)
        parts = _Parts.of(body, base)
        text = text_of(body, frozenset(("main",)))
        metas = _metas(tree)
        heading = self._heading(tree, body, metas)
        title = plain_text(one) if (one := tree.css_first("title")) else ""
        entries = (
            chosen(tree.css(self.profile.entry), base) if self.profile.entry else ()
        ) or parts.lines.entries()
        published, shown = self._published(tree, text, heading, entries)
        written = labelled(WRITTEN, text)
        source = SOURCE.search(text)
        own = _own_length(text, heading, parts)
        about_item = bool(published or written or source)
        kind = self._kind(tree, metas, heading, about_item, own, entries, parts)
        if kind != "item":
            published = shown = ""
        clean = self._mask
        scripted = _is_scripted(tree, parts, entries, own)
        return Page(
            kind=kind,
            title=clean(title)[:200],
            heading=clean(heading)[:200],
            column=clean(_column(metas, parts, heading)),
            metas={name: [clean(one)[:300] for one in found] for name, found in metas.items()},
            published=published,
            published_shown=shown,
            written=written[0].isoformat() if written and kind == "item" else "",
            source=clean(source[1]) if source and kind == "item" else "",
            number=found[0] if kind == "item" and (found := _NUMBER.search(text)) else "",
            entries=tuple(
                Entry(e.address, clean(e.title), e.day, e.dated, clean(e.line)) for e in entries
            ) if kind != "item" else (),
            links=tuple(
                Link(e.address, clean(e.text), e.place, e.kind, clean(e.line), clean(e.about))
                for e in parts.links[:_MOST_LINKS]
            ),
            length=own,
            blank="" if scripted or kind == "item" else _blank(text, entries, own, parts),
            scripted=scripted,
            has_own_form=parts.forms > 0,
            footer=footer.items(body, base),
            hits=tuple(self.hits(text)),
            asked=talking.asked(text) if kind == "item" else None,
            accounts=tuple(talking.accounts(tree, f"{heading} {title}")) if kind != "item" else (),
            search=talking.search(tree, base),
        )  # fmt: skip

    def hits(self, text: str) -> Iterable[Hit]:
        """Personal data, marks of secrecy and wrong words in a text."""
        allowed = self.allowed
        found: list[Finding] = check_text(
            text, allowed_phones=allowed.phones, allowed_addresses=allowed.addresses,
            masking=allowed.masking,
        )  # fmt: skip
        for one in found[:_MOST_HITS]:
            if one.severity is Firmness.MUST or one.kind is Personal.SECRECY_MARK:
                yield Hit(one.kind.value, one.masked, one.context, one.subkind)
        for wrong in self.wording.find(text)[:_MOST_HITS]:
            line = self._mask(wrong.line)
            yield Hit("severe" if wrong.severe else "wording", wrong.wrong, line, wrong.right)

    def _mask(self, text: str) -> str:
        allowed = self.allowed
        return mask_text(
            text, allowed_phones=allowed.phones, allowed_addresses=allowed.addresses,
            masking=allowed.masking,
        )  # fmt: skip

    def _heading(
        self, tree: LexborHTMLParser, body: LexborNode, metas: Mapping[str, list[str]]
    ) -> str:
        """The title a reader sees above the text."""
        if self.profile.title and (found := tree.css_first(self.profile.title)):
            return plain_text(found)
        named: list[str] = []
        for node, role in walk(body):
            if role != "main" or node.tag == "-text":
                continue
            words = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
            if node.tag == "h1" and plain_text(node):
                return plain_text(node)
            if node.tag in _TITLES and _TITLE.search(words):
                said = plain_text(node)
                if 4 <= len(said) <= 120:
                    named.append(said)
        wanted = (metas.get("ArticleTitle") or [""])[0]
        if wanted and wanted in named:
            return wanted
        return named[0] if named else ""

    def _published(
        self, tree: LexborHTMLParser, text: str, heading: str, entries: tuple[Entry, ...]
    ) -> tuple[str, str]:
        """The date of publication a reader sees, and how it is written.

        Without a label it stands in a short line right under the title, and is no line of a list.
        """
        if self.profile.date and (found := tree.css_first(self.profile.date)):
            read = first_date(plain_text(found), 200)
            return (read[0].isoformat(), read[1]) if read else ("", "")
        read = labelled(PUBLISHED, text)
        if read is None and heading and heading in text:
            after = text[text.index(heading) + len(heading) :].lstrip().split("\n")[:4]
            for line in after:
                if len(line) > _SHORT_INFO or _SENTENCE.search(line):
                    break
                if any(one.title in line for one in entries):
                    break
                if read := first_date(line, 60):
                    break
        return (read[0].isoformat(), read[1]) if read else ("", "")

    def _kind(
        self, tree: LexborHTMLParser, metas: Mapping[str, list[str]], heading: str,
        about_item: bool, own: int, entries: tuple[Entry, ...], parts: _Parts,
    ) -> str:  # fmt: skip
        profile = self.profile
        if profile.body and tree.css_first(profile.body):
            return "item"
        if profile.entry and tree.css_first(profile.entry):
            return "list"
        if any(metas.get("ArticleTitle", ())):
            return "item"
        dated = sum(bool(one.day) for one in entries)
        if dated >= 2 or len(entries) >= 3 or parts.has_pager:
            if not (heading and about_item and own > 20 * len(entries) + _ITEM_TEXT):
                return "list"
            return "item"
        if heading and about_item and own >= _ITEM_TEXT:
            return "item"
        return "list" if entries or metas.get("ColumnName") else "plain"


@dataclass(slots=True)
class _Parts:
    """What one walk over a page collects."""

    links: list[Link]
    lines: Lines
    crumbs: list[str]
    text_in_links: int = 0
    has_pager: bool = False
    pictures: int = 0
    files: int = 0
    forms: int = 0
    main_scripts: bool = False

    @classmethod
    def of(cls, body: LexborNode, base: str) -> _Parts:
        found = cls([], Lines(base), [])
        seen: set[tuple[str, str]] = set()
        about = ""
        for node, role in walk(body):
            if node.tag in ("h2", "h3", "h4") or node.tag == "strong":
                about = plain_text(node)[:40]
            if node.tag == "form" and role == "main":
                found.forms += 1
            is_picture = node.tag == "img"
            if node.tag != "a" and not is_picture:
                continue
            raw = node.attributes.get("src" if is_picture else "href") or ""
            address = normal(raw, base) if raw and not raw.startswith(("#", "data:")) else None
            text = (node.attributes.get("alt") or "") if is_picture else plain_text(node)
            if role == "crumb" and text:
                found.crumbs.append(text)
            if role == "pager" and not is_picture:
                found.has_pager = True
            if role == "main":
                found.pictures += is_picture
                found.text_in_links += 0 if is_picture else len(text)
                if not is_picture:
                    found.lines.add(node)
            if address is None or (address, role) in seen:
                continue
            seen.add((address, role))
            if role == "main" and _FILE.search(address):
                found.files += 1
            found.links.append(
                Link(
                    address, text[:120], role, "picture" if is_picture else "link",
                    # Around a menu stand other menus: only a page's own lines are worth keeping.
                    _line_of(node) if role == "main" else "",
                    about if role == "main" else "",
                )
            )  # fmt: skip
        found._add_hidden(body, base, {address for address, _ in seen})
        return found

    def _add_hidden(self, body: LexborNode, base: str, known: set[str]) -> None:
        """Links nobody sees: what stands there unseen is often not the office's own."""
        for node in body.css("a[href]"):
            address = normal(node.attributes.get("href") or "", base)
            if address and address not in known and not address.startswith(f"{base}#"):
                known.add(address)
                self.links.append(Link(address, plain_text(node)[:120], "hidden"))


def _line_of(node: LexborNode) -> str:
    parent = node.parent
    for _ in range(3):
        if parent is None or parent.tag in ("li", "p", "tr", "td", "dd", "div"):
            break
        parent = parent.parent
    text = plain_text(parent) if parent is not None else plain_text(node)
    own = plain_text(node)
    place = max(text.find(own) - 20, 0) if own else 0
    return text[place : place + _LINE]


def _base(tree: LexborHTMLParser, address: str) -> str:
    found = tree.css_first("base[href]")
    return (found and normal(found.attributes.get("href") or "", address)) or address


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for one in tree.css("meta[name]"):
        name = one.attributes.get("name") or ""
        if name in _METAS:
            made.setdefault(name, []).append((one.attributes.get("content") or "").strip())
    return made


def _column(metas: Mapping[str, list[str]], parts: _Parts, heading: str) -> str:
    named = next(iter(metas.get("ColumnName", ())), "")
    return (named or (parts.crumbs[-1] if parts.crumbs else "") or heading)[:80]


def _own_length(text: str, heading: str, parts: _Parts) -> int:
    """Characters of the page's own words: without its heading and its links."""
    return max(len("".join(text.split())) - len("".join(heading.split())) - parts.text_in_links, 0)


def _blank(text: str, entries: tuple[Entry, ...], own: int, parts: _Parts) -> str:
    if entries or parts.files or parts.pictures or parts.forms:
        return ""
    said = _NOTHING.search(text)
    if said and own < 160:
        return said[0]
    return "nothing" if own < 12 and parts.text_in_links == 0 else ""


def _is_scripted(
    tree: LexborHTMLParser, parts: _Parts, entries: tuple[Entry, ...], own: int
) -> bool:
    """Whether the content is put in by a script, so that nothing can be said about it here."""
    if entries or own > 60:
        return False
    inside = (one for one in tree.css("body script") if not one.attributes.get("src"))
    return any(_FILLED.search(one.text(deep=True) or "") for one in inside)
