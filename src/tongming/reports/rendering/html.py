"""The report as a page: a fragment for a screen, and a self-contained page to keep and print.

For style sheets, the fragment uses these classes and nothing else:

    section.report-section     a numbered part; its h2 is the part's heading
    .report-preface            what stands before the first part
    p.report-text              a paragraph; its strong.run-in is a heading （一） in the same line
    div.report-scroll          holds a table, scrolls sideways, takes the focus
    table.report               a table; also table.report-KEY (proactive, requests, remedies …)
    th.heading .corner .column .row .unit, td.none
                               the parts of a table; th.row has depth-1 … depth-3 where indented
    td.figure                  a cell with a figure, its address in data-cell; also
                               gap-blank, gap-not_applicable or gap-not_reported
    span.gap-name              the name of a gap, for a screen reader
    p.report-signature         organ and date at the end (only in the whole page)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from tongming.law.figures import Cell, Gap
from tongming.law.forms import Section
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.layout import Box, Grid, Role, grid
from tongming.reports.rendering.wording import (
    PREFACE,
    figure_text,
    paragraphs,
    prepared,
    signature,
    title_of,
)

Link = Callable[[Cell], str | None]
Translate = Callable[[str], str]


def render_body(
    report: AnnualReport, *, link: Link | None = None, translate: Translate = str
) -> str:
    """The parts of the report as an HTML fragment, headings from h2 down.

    `link` gives the address a figure opens, or `None` for a figure that opens nothing.
    """
    report = prepared(report)
    parts: list[str] = []
    if preface := report.sections.get(PREFACE, ""):
        parts.append('<div class="report-preface">')
        parts += _prose(preface)
        parts.append("</div>")
    for section in report.form.sections:
        parts.append(f'<section class="report-section" aria-labelledby="part-{section.key}">')
        parts.append(f'<h2 id="part-{section.key}">{escape(section.heading)}</h2>')
        parts += _prose(report.sections.get(section.key, ""))
        if section.table:
            parts += _table(report, section, link, translate)
        parts.append("</section>")
    return "\n".join(parts) + "\n"


def render_tables(report: AnnualReport, *, translate: Translate = str) -> str:
    """The tables alone, each under its heading: for a sum, which says nothing in words."""
    report = prepared(report)
    parts: list[str] = []
    for section in report.form.sections:
        if section.table:
            parts.append(f'<section class="report-section" aria-labelledby="part-{section.key}">')
            parts.append(f'<h2 id="part-{section.key}">{escape(section.heading)}</h2>')
            parts += _table(report, section, None, translate)
            parts.append("</section>")
    return "\n".join(parts) + "\n"


def _prose(text: str) -> Iterator[str]:
    for paragraph in paragraphs(text):
        if not paragraph.text:
            yield f"<h3>{escape(paragraph.heading)}</h3>"
        elif paragraph.heading:
            heading, rest = escape(paragraph.heading), escape(paragraph.text)
            yield f'<p class="report-text"><strong class="run-in">{heading}</strong>{rest}</p>'
        else:
            yield f'<p class="report-text">{escape(paragraph.text)}</p>'


# --- Tables ---------------------------------------------------------------------------------------


def _table(
    report: AnnualReport, section: Section, link: Link | None, translate: Translate
) -> Iterator[str]:
    table = grid(report.form, section)
    caption = escape(table.caption)
    yield f'<div class="report-scroll" role="region" tabindex="0" aria-label="{caption}">'
    yield f'<table class="report report-{table.key}">'
    yield f"<caption>{caption}</caption>"
    yield "<colgroup>"
    for width in table.widths:
        yield f'<col width="{round(width * 100, 2):g}%">'
    yield "</colgroup>"
    if table.header_rows:
        yield "<thead>"
        yield from _lines(report, table, 0, table.header_rows, link, translate)
        yield "</thead>"
    for start, end in table.bands:
        yield "<tbody>"
        yield from _lines(report, table, max(start, table.header_rows), end, link, translate)
        yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _lines(
    report: AnnualReport,
    table: Grid,
    start: int,
    end: int,
    link: Link | None,
    translate: Translate,
) -> Iterator[str]:
    for row in table.rows[start:end]:
        cells = (
            _figure(report, table, box, link, translate)
            if box.role is Role.FIGURE
            else _label(table, box)
            for box in row
        )
        yield f"<tr>{''.join(cells)}</tr>"


def _box_id(table: Grid, box: Box) -> str:
    return f"{table.key}-{box.row}-{box.column}"


def _spans(box: Box) -> str:
    rows = f' rowspan="{box.rowspan}"' if box.rowspan > 1 else ""
    columns = f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    return rows + columns


def _label(table: Grid, box: Box) -> str:
    text = escape(box.text)
    if box.role is Role.NONE or (box.role is Role.CORNER and not box.text):
        return f'<td class="{box.role}"{_spans(box)}>{text}</td>'
    scope = {
        Role.HEADING: "rowgroup",
        Role.CORNER: "col",
        Role.COLUMN: "colgroup" if box.colspan > 1 else "col",
        Role.ROW: "rowgroup" if box.rowspan > 1 else "row",
        Role.UNIT: "row",
    }[box.role]
    indent = f" depth-{box.depth}" if box.depth else ""
    return (
        f'<th class="{box.role}{indent}" id="{_box_id(table, box)}" scope="{scope}"'
        f"{_spans(box)}>{text}</th>"
    )


def _figure(
    report: AnnualReport, table: Grid, box: Box, link: Link | None, translate: Translate
) -> str:
    assert box.cell is not None
    figure = report.figure(box.cell)
    headers = " ".join(_box_id(table, label) for label in table.labels(box))
    classes = str(box.role)
    content = escape(figure_text(report, box.cell))
    if isinstance(figure, Gap):
        classes += f" gap-{figure.value}"
    if url := link(box.cell) if link else None:
        # An empty or struck cell would be a link without a name.
        name = ""
        if isinstance(figure, Gap):
            name = f'<span class="gap-name">{escape(translate(figure.label))}</span>'
        content = f'<a href="{escape(url)}">{content}{name}</a>'
    address = escape(str(box.cell))
    return (
        f'<td class="{classes}" data-cell="{address}" headers="{headers}"'
        f"{_spans(box)}>{content}</td>"
    )


# --- The whole page -------------------------------------------------------------------------------

_STYLE = """
:root { color-scheme: light; }
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1b2430; background: #fff;
  font: 1.125rem/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.4; text-align: center; text-wrap: balance; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 1rem; }
h3 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
p { margin: 0 0 .75rem; text-indent: 2em; }
.report-scroll { overflow-x: auto; }
.report-scroll:focus-visible { outline: 3px solid #1f4e9e; outline-offset: 2px; }
table { width: 100%; min-width: 40rem; border-collapse: collapse; font-size: .875rem;
  line-height: 1.45; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { border: 1px solid #1b2430; padding: .35rem .4rem; text-align: center; font-weight: 400; }
th.heading, th.column { font-weight: 600; }
th.row { text-align: left; } th.row[rowspan] { text-align: center; }
th.depth-1 { padding-left: 1.4rem; } th.depth-2 { padding-left: 2.4rem; }
th.depth-3 { padding-left: 3.4rem; }
td.figure { white-space: nowrap; }
.gap-name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.report-signature { margin-top: 2rem; text-align: right; text-indent: 0; break-before: avoid; }
@page { size: A4; margin: 25mm 20mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 12pt; color: #000; }
  table { font-size: 8.5pt; min-width: 0; } .report-scroll { overflow: visible; }
  th, td { border-color: #000; padding: 2pt 3pt; }
  tr, h2, h3 { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
}
"""


def render_page(report: AnnualReport) -> bytes:
    """The report as one UTF-8 file that needs nothing else: to keep, print, put on any site."""
    report = prepared(report)
    title = escape(title_of(report))
    head = [
        "<!doctype html>",
        '<html lang="zh-Hans">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{title}</h1>",
    ]
    body = render_body(report)
    lines = "<br>".join(escape(line.text) for line in signature(report))
    tail = [f'<p class="report-signature">{lines}</p>'] if lines else []
    return "\n".join([*head, body + "\n".join(tail), "</main>", "</body>", "</html>", ""]).encode()
