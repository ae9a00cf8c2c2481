"""The question in an address, read once for the page and for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from tongming.law.documents import Validity
from tongming.law.statutory import COUNTY_AND_CITY_ITEMS, ITEMS, TOWNSHIP_ITEMS
from tongming.law.words import N_, Refused, say
from tongming.search.index.query import Query, Sort
from tongming.units.models import Unit

STATUTORY = {one.key: one for one in (*ITEMS, *COUNTY_AND_CITY_ITEMS, *TOWNSHIP_ITEMS)}


def read(asked: QueryDict) -> Query:
    """The question; refused in plain words where it makes no sense. Unknown values of filters
    find nothing, and that is said as any other empty answer."""

    def number(name: str, wrong: str) -> int | None:
        text = asked.get(name, "").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise Refused(say(wrong))
        return int(text)

    sort = asked.get("sort", "") or Sort.RELEVANCE.value
    if sort not in set(Sort):
        raise Refused(say(N_("没有这种排列方式。请选“按相关度”或者“按时间”。")))
    page = number("page", N_("页码应当是数字。"))
    return Query(
        text=asked.get("q", "").strip(),
        unit=asked.get("unit", ""),
        item=asked.get("item", ""),
        theme=asked.get("theme", ""),
        year=number("year", N_("年份应当是数字，例如 2026。")),
        validity=asked.get("validity", ""),
        sort=Sort(sort),
        page=1 if page is None else page,
    )


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter with the values there are, so that none leads to nothing by itself."""

    name: str
    label: str
    every: str
    options: tuple[Option, ...]

    @property
    def is_used(self) -> bool:
        return any(option.chosen for option in self.options)


def filters(choices: dict[str, dict[str, int]], asked: QueryDict) -> list[Filter]:
    """The filters worth showing: those with more than one value, or in use."""
    found = []
    for name, label, every, values in _filters(choices):
        chosen = asked.get(name, "")
        options = tuple(Option(value, text, value == chosen) for value, text in values)
        if len(options) > 1 or chosen:
            found.append(Filter(name, label, every, options))
    return found


def _filters(
    choices: dict[str, dict[str, int]],
) -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    units = Unit.objects.filter(code__in=choices["unit"]).order_by("path")
    yield "unit", gettext("单位"), gettext("全部单位"), [(u.code, u.short_name) for u in units]
    items: list[tuple[str, Any]] = [
        (key, f"{one.number}{gettext(one.label)}")
        for key, one in STATUTORY.items()
        if key in choices["item"]
    ]
    yield "item", gettext("法定主动公开事项"), gettext("全部事项"), items
    themes = sorted(choices["theme"], key=lambda theme: (-choices["theme"][theme], theme))
    yield "theme", gettext("主题分类"), gettext("全部主题"), [(theme, theme) for theme in themes]
    years = sorted(choices["year"], reverse=True)
    yield "year", gettext("年份"), gettext("全部年份"), [(year, year) for year in years]
    validity = [(v.value, gettext(v.label)) for v in Validity if v.value in choices["validity"]]
    yield "validity", gettext("有效性"), gettext("不限"), validity
