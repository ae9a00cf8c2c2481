"""PDF with text, set with typst."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from tests.corpus.facts import Facts
from tests.corpus.grids import Grid
from tests.corpus.prose import Sections, opening, title

_SOURCE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "", date: none)
#set page(paper: "a4", flipped: data.flipped, margin: 2cm,
  numbering: "— 1 —", header: data.header)
#set text(font: "Noto Sans SC", size: 9pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true))
#align(center, text(15pt)[#data.title])
#for block in data.blocks {
  if type(block) == str [#block #parbreak()] else {
    set par(first-line-indent: 0em)
    table(columns: block.columns.map(w => w * 1fr),
      stroke: if data.ruled { 0.5pt } else { none }, align: center + horizon,
      inset: (x: 2pt, y: data.pad * 1pt),
      table.header(repeat: data.again, ..block.head.map(c =>
        table.cell(colspan: c.at(1), rowspan: c.at(2), c.at(0)))),
      ..block.body.map(c => table.cell(colspan: c.at(1), rowspan: c.at(2), c.at(0))))
  }
}
#align(right)[#data.body]
"""


def _boxes(grid: Grid) -> list[list[object]]:
    return [[box.text, box.across, box.down] for row in grid for box in row]


def pdf(
    facts: Facts,
    parts: Sections,
    tables: list[tuple[Grid, int, list[int]]],
    *,
    ruled: bool = True,
    flipped: bool = False,
    again: bool = True,
    pad: int = 3,
    header: str = "",
    intro: str | None = None,
) -> bytes:
    """A PDF. A table is a grid, the number of its header rows, and its columns' widths.

    `again` repeats the header rows after a page break.
    """
    blocks: list[object] = [intro if intro is not None else opening(facts)]
    waiting = list(tables)
    for heading, lines in parts:
        blocks += [heading, *lines]
        if not lines and waiting:
            grid, head, widths = waiting.pop(0)
            blocks.append(
                {"columns": widths, "head": _boxes(grid[:head]), "body": _boxes(grid[head:])}
            )
    data = {
        "title": title(facts),
        "body": facts.body,
        "blocks": blocks,
        "ruled": ruled,
        "flipped": flipped,
        "again": again,
        "pad": pad,
        "header": header,
    }
    # The stubs want source and font folder to be of one type; the compiler wants bytes and str.
    compile_: Any = typst.compile_with_warnings
    made, warnings = compile_(
        _SOURCE.encode(),
        format="pdf",
        pdf_tags=False,
        font_paths=[str(Path(pylopdf_fonts_zh_cn.__file__).parent)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if warnings:
        raise ValueError(f"typst: {warnings[0].message}")
    if not isinstance(made, bytes):
        raise TypeError("one file was expected")
    return made
