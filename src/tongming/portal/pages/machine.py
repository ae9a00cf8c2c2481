"""Feeds and maps."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from tongming.portal.pages.environment import INTERACTION, day, moment
from tongming.portal.pages.model import Host, Line, Section
from tongming.publishing.site import Output, Rank

FEED_LENGTH = 50
_COLUMNS = (
    *("", "guide/", "rules/", "content/", "catalogue/", "reports/", "apply/", "interaction/"),
    *(f"interaction/{name}/" for name, _label in INTERACTION),
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tongming")


def stable_id(*parts: str) -> str:
    """An id that stays, whatever address the site moves to."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, '/'.join(parts))}"


def feeds(section: Section, lines: Sequence[Line], *, host: Host) -> list[Output]:
    """The newest items as Atom (RFC 4287) and as JSON Feed 1.1."""
    return [
        Output(f"{section.code}/feed.xml", _atom(section, lines, host), Rank.HOME),
        Output(f"{section.code}/feed.json", _json_feed(section, lines, host), Rank.HOME),
    ]


def _atom(section: Section, lines: Sequence[Line], host: Host) -> bytes:
    home = f"{host.address}/{section.code}/"
    updated = max((line.changed_at for line in lines), default=datetime(2008, 5, 1, tzinfo=UTC))
    entries = "".join(
        f"<entry><id>{stable_id(line.key)}</id><title>{_text(line.title)}</title>"
        f"<link href={quoteattr(f'{host.address}/{line.folder}')}/>"
        f"<published>{moment(line.published_at)}</published>"
        f"<updated>{moment(line.changed_at)}</updated>"
        f"<author><name>{_text(line.publisher or section.name)}</name></author>"
        f"<summary>{_text(line.summary)}</summary></entry>\n"
        for line in lines
    )
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">'
        f"<id>{stable_id('section', section.code)}</id>"
        f"<title>{_text(section.name)}政府信息公开</title><updated>{moment(updated)}</updated>"
        f'<link rel="self" href={quoteattr(f"{home}feed.xml")}/><link href={quoteattr(home)}/>'
        f"<author><name>{_text(section.name)}</name></author>\n{entries}</feed>\n"
    ).encode()


def _json_feed(section: Section, lines: Sequence[Line], host: Host) -> bytes:
    home = f"{host.address}/{section.code}/"
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{section.name}政府信息公开",
        "home_page_url": home,
        "feed_url": f"{home}feed.json",
        "language": "zh-CN",
        "items": [
            {
                "id": stable_id(line.key),
                "url": f"{host.address}/{line.folder}",
                "title": line.title,
                "content_text": line.summary or line.title,
                "date_published": moment(line.published_at),
                "date_modified": moment(line.changed_at),
                "authors": [{"name": line.publisher or section.name}],
                "tags": list(line.subject_words),
            }
            for line in lines
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def sitemap_shard(number: int, lines: Sequence[Line], *, host: Host) -> Output:
    """The public items at fixed positions, a shard of the map (sitemaps.org 0.9)."""
    urls = "".join(
        f"<url><loc>{_text(f'{host.address}/{line.folder}')}</loc>"
        f"<lastmod>{day(line.changed_at)}</lastmod></url>\n"
        for line in lines
        if line.withdrawn_on is None
    )
    content = (
        f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )
    return Output(f"sitemap/{number}.xml", content.encode(), Rank.BROWSE)


def sitemap_index(shards: int, codes: Sequence[str], *, host: Host) -> list[Output]:
    """The map of maps, and the map of the columns."""
    columns = "".join(
        f"<url><loc>{_text(f'{host.address}/{code}/{column}')}</loc></url>\n"
        for code in codes
        for column in _COLUMNS
    )
    columns += f"<url><loc>{_text(f'{host.address}/data/')}</loc></url>\n"
    names = ("columns", *(str(n) for n in range(1, shards + 1)))
    maps = "".join(
        f"<sitemap><loc>{_text(f'{host.address}/sitemap/{name}.xml')}</loc></sitemap>\n"
        for name in names
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return [
        Output("sitemap/columns.xml", f"{_XML}<urlset {space}>\n{columns}</urlset>\n".encode(),
               Rank.BROWSE),
        Output("sitemap.xml", f"{_XML}<sitemapindex {space}>\n{maps}</sitemapindex>\n".encode(),
               Rank.HOME),
    ]  # fmt: skip


def _text(words: str) -> str:
    """Text for XML, without the characters XML has no way to say."""
    kept = "".join(c for c in words if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    return escape(kept)
