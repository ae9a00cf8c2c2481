"""An item as a PDF: A4, embedded fonts, tagged, fit for the archive; the same every time."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from tongming.law.words import Refused
from tongming.portal.pages.blocks import Block, Table, blocks_of, grid_of
from tongming.portal.pages.model import SHANGHAI
from tongming.publishing.item import PublicItem
from tongming.typesetting import pages

log = logging.getLogger(__name__)

TEMPLATE = Path(__file__).with_name("item.typ")


@lru_cache(maxsize=32)
def render(item: PublicItem, facts: tuple[tuple[str, str], ...], url: str) -> bytes | None:
    """The bytes of a .pdf file; None where it cannot be set as it should look.

    A character no font has would be an empty box on paper: then there is no PDF, the page offers
    none, and the item is published all the same.
    """
    data = {
        "title": item.title,
        "author": item.publisher,
        "blocks": [
            _block(one) for one in blocks_of(item.body_html, item.body_text or item.summary)
        ],
        "facts": [list(pair) for pair in (*facts, ("网址", url))],
    }
    try:
        return pages.pdf(TEMPLATE, data, day=item.published_at.astimezone(SHANGHAI).date())
    except (pages.PdfError, Refused) as error:
        log.warning("no PDF of %s: %s", item.key, error)
        return None


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        placed, _rows, columns = grid_of(block)
        return {
            "kind": "table",
            "columns": columns,
            "cells": [
                {"x": one.column, "y": one.row, "colspan": one.colspan, "rowspan": one.rowspan,
                 "text": one.cell.text, "head": one.cell.is_head}
                for one in placed
            ],
        }  # fmt: skip
    return {
        "kind": "heading" if block.level else "paragraph",
        "level": block.level,
        "mark": block.mark,
        "runs": [{"text": run.text, "strong": run.strong} for run in block.runs],
    }
