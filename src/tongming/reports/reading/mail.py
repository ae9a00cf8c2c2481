"""Saved pages in one file (MHTML): the page among its parts."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from tongming.reports.reading.blocks import Source
from tongming.reports.reading.decode import decode
from tongming.reports.reading.html import read_html
from tongming.reports.reading.limits import MAX_TEXT


class NoPage(ValueError):
    """None of the parts is a page."""


def read_mail(data: bytes) -> Source:
    """The blocks of the page in an MHTML file: of its parts the one that says the most."""
    pages: list[str] = []
    for number, part in enumerate(message_from_bytes(data).walk()):
        if number > 500:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            pages.append(_text(part))
    if not pages:
        raise NoPage
    return read_html(max(pages, key=lambda page: (page.count("公开"), len(page))))


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return decode(content[:MAX_TEXT]) if isinstance(content, bytes) else ""
