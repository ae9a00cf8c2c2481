"""The two papers of the reading room, from what the site says of each item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from tongming.engagement.reading.demand import ITEM_LABELS
from tongming.engagement.reading.kinds import Why
from tongming.engagement.reading.models import Transfer
from tongming.engagement.reading.papers import Column, Group, Paper
from tongming.law.reading import CATALOGUE, TRANSFER
from tongming.law.statutory import COUNTY_AND_CITY_ITEMS, ITEMS, TOWNSHIP_ITEMS
from tongming.law.words import N_, Refused, chinese_date, say
from tongming.publishing.models import Entry, Published
from tongming.units.models import Unit

MOST = 10_000
"""So many lines are some five hundred pages."""
_NUMBERS = {one.key: one.number for one in (*ITEMS, *COUNTY_AND_CITY_ITEMS, *TOWNSHIP_ITEMS)}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a catalogue is printed; empty is everything."""

    first: date | None = None
    last: date | None = None
    item: str = ""
    """The key of a statutory item."""
    by_item: bool = True
    """In the order of the regulation, under its items; else by the day it was made."""


def catalogue(unit: Unit, choice: Choice, *, today: date) -> Paper:
    """政府信息公开目录 for the reading room: 索引号、名称、内容概述、生成日期
    (第十二条第三款). What was withdrawn is not in it."""
    lines = [line for line in _public(unit) if _is_chosen(line, choice)]
    if not lines:
        raise Refused(say(N_("这个范围里没有公开的信息。请换一段时间或者一个类别。")))
    if len(lines) > MOST:
        raise Refused(
            say(
                N_("一次最多印{most}条，这个范围有{n}条。请分几段时间印。"), most=MOST, n=len(lines)
            )
        )
    numbered = list(_grouped(lines, choice))
    span = _span(choice)
    return Paper(
        title=f"{unit.name}政府信息公开目录",
        organ=unit.name,
        day=today,
        lines=tuple(
            line
            for line in (
                f"范围：{span}" if span else "",
                f"类别：{ITEM_LABELS[choice.item]}" if choice.item in ITEM_LABELS else "",
                f"共{len(lines)}条，截至{chinese_date(today)}。依据：{CATALOGUE}。",
            )
            if line
        ),
        columns=(
            Column("序号", 12, centred=True),
            Column("索引号", 36),
            Column("名称", 45),
            Column("内容概述", 52),
            Column("生成日期", 20, centred=True),
        ),
        groups=tuple(numbered),
    )


def transfer_list(transfer: Transfer) -> Paper:
    """移交清单: what goes to the archive or the library, and where it is signed."""
    items = list(transfer.items.all())
    number = 0
    groups = []
    for why in Why:
        rows = []
        for one in (item for item in items if item.why == why):
            number += 1
            formed = one.formed_on.isoformat() if one.formed_on else ""
            rows.append((str(number), one.index_number, one.title, one.document_number, formed))
        if rows:
            groups.append(Group(f"{why.label}（{len(rows)}件）", tuple(rows)))
    day = transfer.handed_on or transfer.prepared_on
    return Paper(
        title="主动公开政府信息移交清单",
        organ=transfer.unit.name,
        day=day,
        lines=(
            f"批次：{transfer.number}　　　移交单位：{transfer.unit.name}",
            f"接收单位：{transfer.receiver.name}　　　共{len(items)}件",
        ),
        columns=(
            Column("序号", 12, centred=True),
            Column("索引号", 36),
            Column("名称", 61),
            Column("发文字号", 36),
            Column("生成日期", 20, centred=True),
        ),
        groups=tuple(groups),
        notes=(f"依据：{TRANSFER}。本清单一式两份，移交单位和接收单位各存一份。",),
        to_sign=(
            "移交人（签名）：", "接收人（签名）：",
            "移交日期：　　　　年　　月　　日", "接收日期：　　　　年　　月　　日",
            "移交单位（盖章）：", "接收单位（盖章）：",
        ),
        number=f"{transfer.number} {transfer.unit.short_name}",
        signed=False,
    )  # fmt: skip


def _public(unit: Unit) -> Iterator[dict[str, Any]]:
    entries = Entry.objects.filter(
        listing__name=f"{unit.code}/catalogue", present=True, item__state=Published.State.PUBLIC
    ).order_by("position")
    yield from entries.values_list("item__line", flat=True).iterator(chunk_size=500)


def _day(line: dict[str, Any]) -> date:
    """生成日期; of what has none, the day of its publication."""
    if line["formed_on"]:
        return date.fromisoformat(line["formed_on"])
    return localdate(datetime.fromisoformat(line["published_at"]))


def _is_chosen(line: dict[str, Any], choice: Choice) -> bool:
    day = _day(line)
    if (choice.first and day < choice.first) or (choice.last and day > choice.last):
        return False
    return not choice.item or choice.item in line["statutory_items"]


def _grouped(lines: list[dict[str, Any]], choice: Choice) -> Iterator[Group]:
    """An item of several statutory items stands under the first; its number goes on throughout."""
    lines = sorted(lines, key=_day, reverse=True)
    if not choice.by_item or choice.item:
        yield Group("", tuple(_rows(lines, 0)))
        return
    order = {key: place for place, key in enumerate(ITEM_LABELS)}
    under: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        keys = [key for key in line["statutory_items"] if key in order]
        under.setdefault(min(keys, key=order.__getitem__) if keys else "", []).append(line)
    so_far = 0
    for key in sorted(under, key=lambda key: order.get(key, len(order))):
        heading = f"{_NUMBERS[key]}{ITEM_LABELS[key]}" if key else "其他"
        yield Group(f"{heading}（{len(under[key])}条）", tuple(_rows(under[key], so_far)))
        so_far += len(under[key])


def _rows(lines: Iterable[dict[str, Any]], so_far: int) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(lines, start=so_far + 1):
        yield (
            str(number), line["index_number"], line["title"], line["summary"] or "—",
            line["formed_on"] or "—",
        )  # fmt: skip


def _span(choice: Choice) -> str:
    if choice.first and choice.last:
        return f"{chinese_date(choice.first)}至{chinese_date(choice.last)}生成的信息"
    if choice.first:
        return f"{chinese_date(choice.first)}以后生成的信息"
    if choice.last:
        return f"{chinese_date(choice.last)}以前生成的信息"
    return ""
