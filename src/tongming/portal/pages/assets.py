"""What every page of the site loads: one style sheet, one script, one mark."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tongming.publishing.site import Output, Rank

_PACKAGE = Path(__file__).resolve().parents[2]
_SHARED = _PACKAGE / "workbench" / "static" / "tongming"
_OWN = _PACKAGE / "portal" / "static" / "tongming"
_STYLES = (
    _SHARED / "tokens.css",
    _SHARED / "components.css",
    _SHARED / "lists.css",
    _SHARED / "report.css",
    _OWN / "section.css",
    _OWN / "pages.css",
    _SHARED / "print.css",
)


@lru_cache(maxsize=1)
def assets() -> tuple[Output, ...]:
    """Under names that stay: a page written by an older version finds them too."""
    styles = b"\n".join(style.read_bytes() for style in _STYLES)
    return (
        Output("assets/section.css", styles, Rank.ASSET),
        Output("assets/section.js", (_OWN / "section.js").read_bytes(), Rank.ASSET),
        Output("assets/mark.svg", (_SHARED / "mark.svg").read_bytes(), Rank.ASSET),
    )
