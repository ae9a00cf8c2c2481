"""The words of one table cell, for the usual cell: words, line breaks, paragraphs, spans.

A page has thousands of cells and nearly all are like that; whatever else a cell holds is left to
the walk over the whole page.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from tongming.reports.reading.tidy import tidy

BLOCKS = frozenset(
    (  # noqa: SIM905
        "address article aside blockquote body caption center dd details div dl dt fieldset figure "
        "figcaption footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre "
        "section summary ul br title thead tbody tfoot"
    ).split()
)
"""Tags that begin and end a line."""
UNSEEN = frozenset(
    (  # noqa: SIM905
        "script style template noscript head iframe object svg math canvas audio video select del "
        "s strike rt rp datalist -comment"
    ).split()
)
"""Tags whose content is not shown, or is shown as deleted."""
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
"""What a style says of something that is not shown."""
SPACE = re.compile(r"[ \t\n\f]+")
_UNUSUAL = frozenset(("table", "pre", "textarea", "xmp", "listing", "sup", "input"))
_MOST_NODES = 120


def cell_text(cell: LexborNode) -> str | None:
    """The words of a cell, lines apart; None where it is not a usual one."""
    node: LexborNode | None = cell.child
    if node is None:
        return ""
    words: list[str] = []
    depth = 0
    lines = False
    for _ in range(_MOST_NODES):
        tag = node.tag
        child = None
        if tag == "-text":
            text = node.text_content or ""
            words.append(SPACE.sub(" ", text) if not text.isalnum() else text)
        elif tag in _UNUSUAL:
            return None
        elif tag is not None and tag not in UNSEEN:
            if tag in BLOCKS:
                words.append("\n")
                lines = True
            child = node.child
        if child is not None:
            node = child
            depth += 1
            continue
        following = node.next
        while following is None:
            if not depth:
                text = "".join(words)
                return tidy(text) if lines else text.strip()
            node = node.parent
            depth -= 1
            if node is None:
                return None
            if node.tag in BLOCKS:
                words.append("\n")
            following = node.next
        node = following
    return None
