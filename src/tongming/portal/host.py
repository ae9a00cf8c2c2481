"""The site the section stands in: what its owner has set, ready for the pages."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import nh3
from django.conf import settings

import tongming
from tongming.portal.pages.model import Host

_TAGS = {
    *("a", "abbr", "b", "br", "div", "em", "h2", "h3", "hr", "i", "img", "li", "nav", "ol", "p"),
    *("section", "small", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "nav": {"aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}


def host() -> Host:
    """The host as its settings stand."""
    folder = Path(settings.VAR) / "host"
    return Host(
        address=settings.SITE_ADDRESS + settings.SITE_PREFIX.rstrip("/"),
        header_html=_fragment(folder / "header.html"),
        footer_html=_fragment(folder / "footer.html"),
        **settings.SITE_HOST,
    )


def made_with() -> str:
    """A hash of what is in every page."""
    return hashlib.sha256(f"{tongming.__version__}\n{host()!r}".encode()).hexdigest()


def _fragment(file: Path) -> str:
    try:
        return clean(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""


@lru_cache(maxsize=8)
def clean(html: str) -> str:
    """A header or footer without anything that runs, styles, or asks another host."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    ).strip()


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    """A picture comes from the site itself: nobody else learns who reads here."""
    if tag == "img" and attribute == "src":
        parts = urlsplit(value)
        return None if parts.scheme or parts.netloc else value
    return value
