"""The figures of a month (docs/decisions/1102): of the messages that came in it, what became.

Every figure is a set of records: `records` gives the set, `figures_by_unit` counts the same sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from tongming.engagement.messages.kinds import OPEN, Channel, Kind, Satisfaction, State
from tongming.engagement.messages.models import Message
from tongming.law.words import N_
from tongming.units.models import Unit

_CLOSED = ~Q(state__in=[one.value for one in OPEN])
_VALID = ~Q(state=State.DISMISSED.value)
_TOLD = Q(state__in=[State.ANSWERED.value, State.REDIRECTED.value])
SETS: dict[str, Q] = {
    "received": Q(pk__isnull=False),
    "valid": _VALID,
    "closed": _CLOSED,
    "answered": _TOLD,
    "on_time": _TOLD & Q(closed_on__lte=F("due_on")),
    "public": Q(published_at__isnull=False, withdrawn_on=None),
    **{one.value: Q(satisfaction=one.value) for one in Satisfaction},
    **{one.value: Q(kind=one.value) for one in Kind},
    **{one.value: Q(channel=one.value) for one in Channel},
}
"""What each figure counts; the kinds and the ways are figures too."""
LABELS = {
    "received": N_("收到留言"),
    "valid": N_("有效留言"),
    "closed": N_("办结留言"),
    "answered": N_("已答复留言"),
    "on_time": N_("按期答复"),
    "public": N_("公开答复"),
    "satisfied": N_("满意"),
    "mostly": N_("基本满意"),
    "dissatisfied": N_("不满意"),
}


def month_of(day: date) -> date:
    """Its first day."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def previous_month(day: date) -> date:
    """The first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def between(unit: Unit, first: date, after: date) -> QuerySet[Message]:
    """The messages a unit has that came from a day on and before another."""
    return _within(Message.objects.filter(unit=unit), first, after)


def _within(messages: QuerySet[Message], first: date, after: date) -> QuerySet[Message]:
    found = messages.filter(sent_at__gte=_start(first), sent_at__lt=_start(after))
    return found.annotate(closed_on=TruncDate("closed_at"))


def records(unit: Unit, month: date, figure: str) -> QuerySet[Message]:
    """The messages a figure of a month counts."""
    found = between(unit, month, next_month(month))
    return found.filter(SETS[figure])


@dataclass(frozen=True, slots=True)
class Figures:
    """A month, or several, of one unit."""

    counts: dict[str, int]
    kinds: dict[str, int]
    channels: dict[str, int]

    @property
    def answer_rate(self) -> Decimal | None:
        """答复率 = 答复/留言, of the valid ones, in per cent; None where there was none."""
        return _share(self.counts["answered"], self.counts["valid"])

    @property
    def on_time_rate(self) -> Decimal | None:
        """按期率, of those answered."""
        return _share(self.counts["on_time"], self.counts["answered"])

    @property
    def satisfaction_rate(self) -> Decimal | None:
        """满意率: 满意 and 基本满意 of those rated."""
        rated = sum(self.counts[one.value] for one in Satisfaction)
        good = self.counts["satisfied"] + self.counts["mostly"]
        return _share(good, rated)

    def as_data(self) -> dict[str, Any]:
        """To be kept as published."""
        return {"counts": self.counts, "kinds": self.kinds, "channels": self.channels}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Figures:
        """As it was published."""
        return cls(data["counts"], data["kinds"], data["channels"])


def _share(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def figures_of(unit: Unit, month: date) -> Figures:
    """As they are now."""
    return figures_by_unit([unit], month, next_month(month))[unit.pk]


def figures_by_unit(units: Iterable[Unit], first: date, after: date) -> dict[int, Figures]:
    """Of several units and any span, in one question to the database; those without any too."""
    wanted = [unit.pk for unit in units]
    found = _within(Message.objects.filter(unit__in=wanted), first, after)
    counted: Any = found.values("unit").annotate(
        **{f"n_{key}": Count("pk", filter=chosen) for key, chosen in SETS.items()}
    )
    rows = {row["unit"]: row for row in counted.order_by()}
    nothing = {f"n_{key}": 0 for key in SETS}

    def of(pk: int, keys: Iterable[str]) -> dict[str, int]:
        return {key: rows.get(pk, nothing)[f"n_{key}"] for key in keys}

    kinds, channels = [one.value for one in Kind], [one.value for one in Channel]
    return {pk: Figures(of(pk, LABELS), of(pk, kinds), of(pk, channels)) for pk in wanted}


def rates(figures: Figures) -> list[tuple[str, Decimal | None]]:
    """The three shares by name."""
    return [
        (N_("答复率"), figures.answer_rate),
        (N_("按期答复率"), figures.on_time_rate),
        (N_("满意率"), figures.satisfaction_rate),
    ]


def lines(figures: Figures) -> Iterator[tuple[str, str, int]]:
    """Each figure: its key, its name, its number."""
    for figure, label in LABELS.items():
        yield figure, label, figures.counts[figure]
    for kind in Kind:
        yield kind.value, kind.label, figures.kinds[kind.value]
    for channel in Channel:
        yield channel.value, channel.label, figures.channels[channel.value]


def workbook(title: str, units: list[tuple[Unit, Figures]], say: Callable[[str], str]) -> bytes:
    """The figures of units, a row each, in the reader's language."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    share = book.add_format({"num_format": "0.0%"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    names = [say(N_("单位"))]
    names += [say(label) for _key, label, _n in lines(units[0][1])] if units else []
    names += [say(label) for label, _share in rates(units[0][1])] if units else []
    for column, name in enumerate(names):
        sheet.write_string(2, column, name, head)
    for row, (unit, figures) in enumerate(units, start=3):
        sheet.write_string(row, 0, unit.name)
        column = 0
        for column, (_key, _label, number) in enumerate(lines(figures), start=1):
            sheet.write_number(row, column, number)
        for place, (_label, rate) in enumerate(rates(figures), start=column + 1):
            if rate is not None:
                sheet.write_number(row, place, float(rate) / 100, share)
    sheet.set_column(0, 0, 28)
    sheet.freeze_panes(3, 1)
    book.close()
    return out.getvalue()
