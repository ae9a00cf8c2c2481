"""The text of an item without a way out: a link becomes words, and its address stands below."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

_LINK = re.compile(r"<a[\s>]")
LONGEST = 1000
"""A longer address fits no code a telephone reads well."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a text would have led."""

    number: int
    words: str
    address: str

    @property
    def has_code(self) -> bool:
        """Whether it fits a code."""
        return len(self.address) <= LONGEST


def without_links(markup: str) -> tuple[str, list[Link]]:
    """Sanitised markup with its links as words, each with the number under which it is listed."""
    if not _LINK.search(markup):
        return markup, []
    tree = LexborHTMLParser(f"<body>{markup}</body>")
    found: list[Link] = []
    for node in tree.css("a"):
        address = (node.attributes.get("href") or "").strip()
        words = node.text(strip=True)
        if address and not address.startswith("#"):
            found.append(Link(len(found) + 1, words or address, address))
            node.insert_after(f"［链接{len(found)}］")
        node.unwrap()
    body = tree.body
    return (body.inner_html or "" if body is not None else ""), found
