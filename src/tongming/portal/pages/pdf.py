"""An item as a PDF: A4, embedded fonts, tagged, fit for the archive; the same every time."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from tongming import environment
from tongming.portal.pages.blocks import Block, Table, blocks_of, grid_of
from tongming.portal.pages.model import SHANGHAI
from tongming.publishing.item import PublicItem
from tongming.reports.rendering.typefaces import fonts

if TYPE_CHECKING:
    from typst import PDFStandard

log = logging.getLogger(__name__)

TEMPLATE = Path(__file__).with_name("item.typ")
# An archive may keep it (ISO 19005-3, level A) and a screen reader can read it (ISO 14289-1).
_STANDARDS: list[PDFStandard] = ["a-3a", "ua-1"]


@lru_cache(maxsize=32)
def render(item: PublicItem, facts: tuple[tuple[str, str], ...], url: str) -> bytes | None:
    """The bytes of a .pdf file; None where it cannot be set as it should look.

    A character no font has would be an empty box on paper: then there is no PDF, the page offers
    none, and the item is published all the same.
    """
    own, faces = fonts(environment.text("TONGMING_FONTS"))
    day = item.published_at.astimezone(SHANGHAI).date()
    data = {
        "title": item.title,
        "author": item.publisher,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "blocks": [
            _block(one) for one in blocks_of(item.body_html, item.body_text or item.summary)
        ],
        "facts": [list(pair) for pair in (*facts, ("网址", url))],
        "faces": faces,
    }
    try:
        made: bytes
        made, warnings = typst.compile_with_warnings(
            str(TEMPLATE),
            font_paths=own,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=_STANDARDS,
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        log.warning("no PDF of %s: %s", item.key, error.message)
        return None
    if warnings:
        log.warning("no PDF of %s: %s", item.key, "; ".join(one.message for one in warnings))
        return None
    return made


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
