"""图解年报: a report on one page, drawn from the same figures.

The picture is SVG with its words as text: it can be read aloud, searched, copied and enlarged, and
its description says every number drawn. Every bar has its number beside it, so that colour and
length say nothing alone; lengths begin at 0. A gap is written in its own word and has no bar. PNG
and PDF are set by Typst from the same SVG.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path

from tongming.law.figures import Cell, Figure, Gap, is_number, total
from tongming.law.forms import REMEDY_GROUPS, REMEDY_RESULTS
from tongming.reports.document import AnnualReport
from tongming.reports.numerals import number_text
from tongming.reports.rendering.wording import prepared, signed_on, title_of
from tongming.typesetting import pages

_TEMPLATE = Path(__file__).with_name("picture.typ")
_SANS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"

_INK, _SOFT, _ACCENT, _LINE = "#1b2430", "#4a5565", "#1f4e9e", "#d6dce4"

_RECEIVED = (
    ("1", "本年新收"),
    ("2", "上年结转"),
    ("3.7", "本年办结"),
    ("4", "结转下年度"),
)
_OUTCOMES = (
    ("3.1", "予以公开"),
    ("3.2", "部分公开"),
    ("3.3", "不予公开"),
    ("3.4", "无法提供"),
    ("3.5", "不予处理"),
    ("3.6", "其他处理"),
)
_PEOPLE = (
    ("nat", "自然人"),
    ("ent", "商业企业"),
    ("res", "科研机构"),
    ("ngo", "社会公益组织"),
    ("law", "法律服务机构"),
    ("oth", "其他"),
)
_DISCLOSED = (
    ("normative_documents", "issued", "制发行政规范性文件", "件"),
    ("normative_documents", "made", "新制作规范性文件", "件"),
    ("normative_documents", "repealed", "废止行政规范性文件", "件"),
    ("normative_documents", "in_force", "现行有效行政规范性文件", "件"),
    ("normative_documents", "public_total", "对外公开规范性文件", "件"),
    ("licences", "decisions", "行政许可处理决定", "件"),
    ("penalties", "decisions", "行政处罚处理决定", "件"),
    ("coercion", "decisions", "行政强制处理决定", "件"),
    ("fees", "amount_wan", "行政事业性收费", "万元"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide the picture is, and where its words stand, in the units of the drawing."""

    width: int
    edge: int
    label: int
    """The column of labels; 0 where each stands above its bar."""
    bar: int
    """The longest bar."""
    letters: int
    """In a line of a label."""


SHEET = Shape(width=720, edge=36, label=300, bar=200, letters=18)
"""For a page of A4 and a screen."""
STRIP = Shape(width=360, edge=16, label=0, bar=190, letters=20)
"""For a telephone: its words stay as large as the page's."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a panel."""

    label: str
    figure: Figure
    unit: str
    last_year: Figure | None = None
    """What last year's report has there, where it is known."""

    @property
    def shown(self) -> str:
        """The number with its unit, or the word of the gap."""
        return self._said(self.figure)

    @property
    def shown_before(self) -> str:
        """Last year's in the same way; empty where it is not known."""
        return "" if self.last_year is None else self._said(self.last_year)

    def _said(self, figure: Figure) -> str:
        return figure.label if isinstance(figure, Gap) else number_text(figure) + self.unit


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the picture."""

    title: str
    items: tuple[Item, ...]

    @property
    def compares(self) -> bool:
        """Whether a figure of last year is known."""
        return any(item.last_year is not None for item in self.items)


def panels(report: AnnualReport, previous: AnnualReport | None = None) -> list[Panel]:
    """What the picture shows of a report, in the order of its form; only what the form has."""
    found = [
        Panel("主动公开", tuple(_disclosed(report, previous))),
        Panel("公开渠道", tuple(_channels(report))),
        Panel("收到申请", tuple(_received(report, previous))),
        Panel("谁在申请", tuple(_people(report))),
        Panel("怎样办理", tuple(_outcomes(report))),
        Panel("行政复议和行政诉讼", tuple(_remedies(report))),
    ]
    return [panel for panel in found if panel.items]


def _disclosed(report: AnnualReport, previous: AnnualReport | None) -> Iterable[Item]:
    for row, column, label, unit in _DISCLOSED:
        cell = Cell("proactive", row, column)
        if cell in set(report.form.cells()):
            printed = report.units.get(cell, "") or unit
            yield Item(label, report.figure(cell), printed, _before(previous, cell))


def _channels(report: AnnualReport) -> Iterable[Item]:
    for row, label in (
        ("gazette", "政府公报"),
        ("website", "政府网站"),
        ("weibo", "政务微博"),
        ("wechat", "政务微信"),
        ("other", "其他方式"),
    ):
        figure = report.figures.get(Cell("channels", row, "items"))
        if figure is not None and is_number(figure):
            yield Item(label, figure, "条")


def _received(report: AnnualReport, previous: AnnualReport | None) -> Iterable[Item]:
    if report.form.has("requests"):
        for row, label in _RECEIVED:
            cell = Cell("requests", row, "sum")
            yield Item(label, report.figure(cell), "件", _before(previous, cell))
        return
    for row, label in (("applications_received", "收到"), ("applications_answered", "答复")):
        figure = report.figures.get(Cell("stated", row, "value"))
        if figure is not None:
            yield Item(label, figure, "件")


def _people(report: AnnualReport) -> Iterable[Item]:
    if _sum(report, [Cell("requests", "1", "sum")]) in (0, Gap.BLANK):
        return
    for column, label in _PEOPLE:
        yield Item(label, report.figure(Cell("requests", "1", column)), "件")


def _outcomes(report: AnnualReport) -> Iterable[Item]:
    if _sum(report, [Cell("requests", "3.7", "sum")]) in (0, Gap.BLANK):
        return
    rows = {cell.row for cell in report.form.cells() if cell.table == "requests"}
    for head, label in _OUTCOMES:
        beneath = sorted(row for row in rows if row.startswith(f"{head}.")) or [head]
        yield Item(label, _sum(report, [Cell("requests", row, "sum") for row in beneath]), "件")


def _remedies(report: AnnualReport) -> Iterable[Item]:
    if not report.form.has("remedies"):
        return
    for group, labels in REMEDY_GROUPS:
        cells = [Cell("remedies", group, key) for key, _label in REMEDY_RESULTS]
        told = "，".join(
            f"{label}{number_text(figure)}"
            for cell, (_key, label) in zip(cells[:-1], REMEDY_RESULTS, strict=False)
            if is_number(figure := report.figure(cell)) and figure
        )
        label = "：".join(dict.fromkeys(labels))
        yield Item(f"{label}（{told}）" if told else label, report.figure(cells[-1]), "件")


def _sum(report: AnnualReport, cells: Sequence[Cell]) -> Figure:
    whole = total(report.figure(cell) for cell in cells)
    return whole.figure if not whole.gaps else whole.gaps[0]


def _before(previous: AnnualReport | None, cell: Cell) -> Figure | None:
    if previous is None or cell not in set(previous.form.cells()):
        return None
    return previous.figure(cell)


# --- Drawing --------------------------------------------------------------------------------------


def svg(
    report: AnnualReport,
    previous: AnnualReport | None = None,
    *,
    shape: Shape = SHEET,
    family: str = _SANS,
) -> str:
    """The picture. The same for the same figures; `family` is for who sets it with other fonts."""
    report = prepared(report)
    parts = panels(report, previous)
    said = "。".join(
        f"{panel.title}：" + "，".join(f"{item.label}{item.shown}" for item in panel.items)
        for panel in parts
    )
    drawn: list[str] = []
    top = _head(report, shape, drawn)
    for panel in parts:
        top = _panel(panel, shape, top, drawn)
    for words in _broken("数字取自这份年度报告，与报告的表格和文字一致。", shape.letters + 4):
        top += 20
        drawn.append(_text(shape.edge, top, words, 13, fill=_SOFT))
    height = top + 24
    title = f"图解：{title_of(report)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" '
        f'viewBox="0 0 {shape.width} {height}" width="{shape.width}" height="{height}" '
        f'aria-labelledby="picture-title picture-desc" font-family="{escape(family)}">'
        f'<title id="picture-title">{escape(title)}</title>'
        f'<desc id="picture-desc">{escape(said)}。</desc>'
        f'<rect width="{shape.width}" height="{height}" fill="#ffffff"/>{"".join(drawn)}</svg>\n'
    )


def _head(report: AnnualReport, shape: Shape, drawn: list[str]) -> int:
    organ = report.body or title_of(report)
    year = f"{report.year}年" if report.year is not None else ""
    lines = [organ, f"{year}政府信息公开工作", "图解年报"]
    if shape.label:
        lines[1:] = [" · ".join(lines[1:])]
    size = min(30, (shape.width - 2 * shape.edge) // max(len(organ), 1))
    height = 62 + 28 * (len(lines) - 1)
    drawn.append(f'<rect width="{shape.width}" height="{height}" fill="{_ACCENT}"/>')
    for number, words in enumerate(lines):
        y = 42 + 28 * number + (4 if number else 0)
        drawn.append(
            _text(shape.edge, y, words, 18 if number else size, fill="#ffffff", bold=not number)
        )
    return height


def _panel(panel: Panel, shape: Shape, top: int, drawn: list[str]) -> int:
    top += 30
    drawn.append(f'<rect x="{shape.edge}" y="{top - 2}" width="6" height="22" fill="{_ACCENT}"/>')
    drawn.append(_text(shape.edge + 16, top + 16, panel.title, 19, bold=True))
    top += 36
    largest = max(
        (abs(Decimal(item.figure)) for item in panel.items if is_number(item.figure)),
        default=Decimal(0),
    )
    for item in panel.items:
        top = _line(item, largest, shape, top, drawn)
    return top


def _line(item: Item, largest: Decimal, shape: Shape, top: int, drawn: list[str]) -> int:
    lines = _broken(item.label, shape.letters)
    for number, words in enumerate(lines):
        drawn.append(_text(shape.edge, top + 15 + 20 * number, words, 15))
    x, y = shape.edge + shape.label, top
    if not shape.label:
        y += 20 * len(lines) + 2
    length = 0
    if is_number(item.figure) and item.figure and largest:
        length = max(round(abs(Decimal(item.figure)) / largest * shape.bar), 2)
        drawn.append(f'<rect x="{x}" y="{y + 1}" width="{length}" height="18" fill="{_ACCENT}"/>')
    after = x + length + (8 if length else 0)
    drawn.append(_text(after, y + 16, item.shown, 16, bold=True))
    if item.last_year is not None and is_number(item.last_year):
        words = f"上年{number_text(item.last_year)}"
        after += round(_wide(item.shown, 16)) + 10
        drawn.append(_text(after, y + 16, words, 13, fill=_SOFT))
    top = max(top + 20 * len(lines), y + 20) + 10
    drawn.append(
        f'<line x1="{shape.edge}" x2="{shape.width - shape.edge}" y1="{top - 5}" y2="{top - 5}" '
        f'stroke="{_LINE}" stroke-width="1"/>'
    )
    return top


def _broken(label: str, most: int) -> list[str]:
    """A label in lines no longer than its column: Chinese may break anywhere."""
    return [label[start : start + most] for start in range(0, len(label), most)]


def _wide(text: str, size: int) -> float:
    """About how wide a text is: a Chinese character is as wide as high, a digit a little more
    than half."""
    return sum(size if ord(letter) > 0x2E80 else size * 0.6 for letter in text)


def _text(x: int, y: int, words: str, size: int, *, fill: str = _INK, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}"{weight}>{escape(words)}</text>'


# --- Files ----------------------------------------------------------------------------------------


def png(report: AnnualReport, previous: AnnualReport | None = None) -> bytes:
    """The picture as PNG, wide enough for a telephone and for paper."""
    return pages.png(_TEMPLATE, _data(report, previous), ppi=150)


def pdf(report: AnnualReport, previous: AnnualReport | None = None) -> bytes:
    """The picture on one A4 page."""
    day = signed_on(report) or date((report.year or 1999) + 1, 1, 1)
    return pages.pdf(_TEMPLATE, _data(report, previous), day=day)


def _data(report: AnnualReport, previous: AnnualReport | None) -> dict[str, object]:
    families = ",".join(f"'{name}'" for name in pages.families("heading"))
    drawn = svg(report, previous, family=families)
    said = drawn.partition('<desc id="picture-desc">')[2].partition("</desc>")[0]
    return {"title": f"图解：{title_of(report)}", "svg": drawn, "said": said}
