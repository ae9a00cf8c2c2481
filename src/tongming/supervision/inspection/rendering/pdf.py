"""A paper as a PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tongming.supervision.inspection.rendering.model import Block, Heading, Paper, Table
from tongming.typesetting import pages
from tongming.typesetting.wording import signature, title_lines

_TEMPLATE = Path(__file__).with_name("paper.typ")
_DRAFT_DAY = date(2000, 1, 1)
"""PDF/A wants a day in the file's own data; a draft has none of its own."""


def render(paper: Paper) -> bytes:
    """The paper's bytes. `Refused` where a character cannot be printed."""
    return pages.pdf(
        _TEMPLATE,
        {
            "title": paper.title,
            "title_lines": title_lines(paper.title, paper.organ),
            "author": paper.organ,
            "number": paper.number,
            "addressee": paper.addressee,
            "blocks": [_data(block) for block in paper.blocks],
            "signature": [
                {"text": line.text, "indent": line.indent}
                for line in signature(paper.organ, paper.signed_on)
            ],
        },
        day=paper.signed_on or _DRAFT_DAY,
    )


def _data(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return {
            "kind": "table",
            "widths": list(block.widths),
            "heads": list(block.heads),
            "rows": [list(row) for row in block.rows],
            "left": list(block.left),
        }
    return {"kind": "heading" if isinstance(block, Heading) else "text", "text": block.text}
