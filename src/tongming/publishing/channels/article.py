"""The text of an article for WeChat."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from tongming.publishing.channels.post import Post

MOST = 20_000
"""Characters of an article, counting every tag: fewer than this."""
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*=\s*(["'])(.*?)\1""", re.IGNORECASE | re.DOTALL)
_MORE = "<p>全文较长，请点“阅读原文”在政府网站查看。</p>"


def article_html(post: Post, sources: Mapping[str, str], *, full_title: bool) -> str:
    """The item's sanitised text with its pictures at WeChat's own addresses.

    Pictures from anywhere else would be dropped by the platform without a word, so they are left
    out here. What is too long becomes the summary and a pointer to the page: a text that ends in
    the middle says something else than the whole.
    """
    head = f"<p><strong>{escape(post.title)}</strong></p>" if full_title else ""
    html = head + _IMAGE.sub(lambda found: _image(found[0], sources), post.body_html)
    if len(html) < MOST and post.body_html.strip():
        return html
    summary = f"<p>{escape(post.summary)}</p>" if post.summary else ""
    return head + summary + _MORE


def _image(tag: str, sources: Mapping[str, str]) -> str:
    source = _SOURCE.search(tag)
    place = sources.get(source[2]) if source else None
    return f'<img src="{escape(place)}">' if place else ""
