"""查阅需求统计分析: by month what was looked up, how, and what was looked for in vain."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import xlsxwriter
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext

from tongming.engagement.reading.counting import visits_of
from tongming.engagement.reading.kinds import Satisfaction, Wanted, Way
from tongming.engagement.reading.models import Demand, Visit
from tongming.law.statutory import COUNTY_AND_CITY_ITEMS, ITEMS, TOWNSHIP_ITEMS
from tongming.publishing.queries import rows_of
from tongming.units.models import Unit

ITEM_LABELS = {one.key: one.label for one in (*ITEMS, *COUNTY_AND_CITY_ITEMS, *TOWNSHIP_ITEMS)}
TOLD_FROM = 2
"""Words looked for once may be one visitor's own; they are counted and not told."""
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Month:
    """A month's visits."""

    month: date
    visits: int
    by_kiosk: int
    not_found: int
    copied_pages: int
    satisfied: int
    asked: int
    """Visitors who said what they thought."""


@dataclass(frozen=True, slots=True)
class Times:
    """Something, and how often."""

    what: str
    times: int


@dataclass(slots=True)
class Analysis:
    """A year, or a month of it."""

    months: list[Month]
    items: list[Times] = field(default_factory=list)
    ways: list[Times] = field(default_factory=list)
    opened: list[Times] = field(default_factory=list)
    found: list[Times] = field(default_factory=list)
    not_found: list[Times] = field(default_factory=list)
    untold: int = 0
    """Words asked too seldom to be told."""

    @property
    def visits(self) -> int:
        """All visits."""
        return sum(month.visits for month in self.months)


def analyse(unit: Unit, year: int, month: int | None = None, *, most: int = SHOWN) -> Analysis:
    """A unit's year, or one month of it."""
    visits = visits_of(unit).filter(on__year=year)
    wanted = Demand.objects.filter(point__unit=unit, month__year=year)
    if month is not None:
        visits, wanted = visits.filter(on__month=month), wanted.filter(month__month=month)
    found = Analysis(_months(visits, year))
    found.items = _by_item(visits)[:most]
    found.ways = [
        Times(gettext(Way(row["way"]).label), row["n"])
        for row in visits.values("way").annotate(n=Count("pk")).order_by("-n", "way")
    ]
    sums: dict[str, list[tuple[str, int]]] = {kind.value: [] for kind in Wanted}
    rows = wanted.values("kind", "what").annotate(n=Sum("times")).order_by("-n", "what")
    for row in rows:
        sums[row["kind"]].append((row["what"], row["n"]))
    found.opened = _titled(sums[Wanted.OPENED][:most])
    for kind in (Wanted.FOUND, Wanted.NOT_FOUND):
        told = [Times(what, n) for what, n in sums[kind] if n >= TOLD_FROM]
        found.untold += sum(n for _what, n in sums[kind] if n < TOLD_FROM)
        if kind is Wanted.FOUND:
            found.found = told[:most]
        else:
            found.not_found = told[:most]
    return found


def _months(visits: QuerySet[Visit], year: int) -> list[Month]:
    said = Q(satisfaction__in=[Satisfaction.SATISFIED.value, Satisfaction.FAIRLY.value])
    rows = (
        visits.values("on__month")
        .annotate(
            n=Count("pk"),
            kiosk_n=Count("pk", filter=Q(kiosk__isnull=False)),
            vain=Count("pk", filter=Q(found=False)),
            pages=Sum("copied_pages"),
            good=Count("pk", filter=said),
            asked=Count("pk", filter=~Q(satisfaction="")),
        )
        .order_by("on__month")
    )
    return [
        Month(date(year, row["on__month"], 1), row["n"], row["kiosk_n"], row["vain"],
              row["pages"] or 0, row["good"], row["asked"])
        for row in rows
    ]  # fmt: skip


def _by_item(visits: QuerySet[Visit]) -> list[Times]:
    rows = visits.exclude(item="").values("item").annotate(n=Count("pk")).order_by("-n", "item")
    return [Times(gettext(ITEM_LABELS.get(row["item"], row["item"])), row["n"]) for row in rows]


def _titled(opened: list[tuple[str, int]]) -> list[Times]:
    """Items by their titles; one that is public no longer is not named."""
    rows = rows_of([key for key, _n in opened])
    return [
        Times(rows[key].line["title"], n)
        for key, n in opened
        if key in rows and not rows[key].withdrawn
    ]


# --- The workbook ---------------------------------------------------------------------------------


def workbook(unit: Unit, year: int) -> bytes:
    """The year's register and its analysis as XLSX; nobody's name stands in it.

    Official paper is Chinese whatever the screen's language.
    """
    analysis = analyse(unit, year, most=1000)
    out = io.BytesIO()
    # Whatever was typed stays text: no cell is a formula, no cell a link.
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": f"{unit.name}{year}年查阅登记和需求统计"})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF8", "border": 1, "text_wrap": True})
    visits = visits_of(unit).filter(on__year=year).select_related("point", "by", "kiosk")
    _sheet(
        book, head, "查阅登记",
        (
            "日期", "查阅点", "查阅内容", "内容类别", "查阅方式", "查到", "复制页数", "满意度",
            "接待人",
        ),
        (12, 24, 40, 30, 18, 8, 10, 10, 16),
        [
            (
                one.on.isoformat(), one.point.name, one.looked_at,
                ITEM_LABELS.get(one.item, ""), Way(one.way).label, "是" if one.found else "否",
                one.copied_pages,
                Satisfaction(one.satisfaction).label if one.satisfaction else "",
                one.by.full_name if one.by else f"自助查询机 {one.kiosk}",
            )
            for one in visits.order_by("on", "pk")
        ],
    )  # fmt: skip
    _sheet(
        book, head, "每月",
        (
            "月份", "查阅人次", "其中自助查询机", "没有查到", "复制页数", "满意和基本满意",
            "问过满意度",
        ),
        (12, 12, 16, 12, 12, 16, 12),
        [
            (f"{m.month:%Y-%m}", m.visits, m.by_kiosk, m.not_found, m.copied_pages, m.satisfied,
             m.asked)
            for m in analysis.months
        ],
    )  # fmt: skip
    rows = [
        (label, one.what, one.times)
        for label, found in (
            ("内容类别", analysis.items), ("打开的信息", analysis.opened),
            ("查到结果的词", analysis.found), ("没有查到的词", analysis.not_found),
        )
        for one in found
    ]  # fmt: skip
    if analysis.untold:
        rows.append(("只问过一次、不列出的词", "", analysis.untold))
    _sheet(book, head, "需求", ("种类", "内容", "次数"), (24, 50, 10), rows)
    book.close()
    return out.getvalue()


def _sheet(
    book: xlsxwriter.Workbook, head: object, name: str, headings: tuple[str, ...],
    widths: tuple[int, ...], rows: Sequence[tuple[str | int, ...]],
) -> None:  # fmt: skip
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        page.set_column(column, column, width)
        page.write(0, column, heading, head)
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, row)
