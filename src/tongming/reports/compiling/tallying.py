"""What other rooms tell of a year: documents, channels, administration, and what words alone say.

Unlike the register of applications these may know a part only: a rule of ten years ago that nobody
brought in, a notice board nobody wrote down. So a figure that was stated governs, and the count
stands beside it (docs/decisions/0605); and a year of which the rooms hold nothing is not counted.
规章 are not told apart from other documents and are stated by those who make them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django.db.models import Q

from tongming.applications.kinds import Kind
from tongming.applications.models import Step
from tongming.engagement.assessment import counting as assessment
from tongming.engagement.consultations import counting as consultations
from tongming.engagement.messages import counting as messages
from tongming.engagement.reading import counting as reading
from tongming.information import counting
from tongming.information.models import Document
from tongming.law.figures import Cell
from tongming.law.forms import Form
from tongming.law.words import N_, Message, say
from tongming.publishing.channels import queries as channels
from tongming.publishing.channels.kinds import Channel
from tongming.publishing.channels.models import Delivery
from tongming.registers.tallies import queries as administrative
from tongming.reports.compiling.rooms import room_records, tally_rooms
from tongming.supervision.tasks import counting as tasks
from tongming.supervision.training import counting as supervision
from tongming.units.models import Unit

NORMATIVE_ROW = "normative_documents"
WORDS = {
    "issued": N_("{year}年成文并已公开的行政规范性文件"),
    "repealed": N_("{year}年内废止的行政规范性文件"),
    "in_force": N_("到{year}年12月31日已公开、没有废止也没有失效的行政规范性文件"),
    "made": N_("{year}年成文并已公开的行政规范性文件"),
    "newly_public": N_("{year}年首次公开的行政规范性文件"),
    "public_total": N_("到{year}年12月31日仍在公开的行政规范性文件"),
}
IN_TOTAL = N_("{year}年发布的信息，在几个渠道发布的只算一条")
ON_CHANNEL = N_("{year}年在{channel}发布的信息，每条算一次")

ADMINISTRATIVE = N_("{year}年各部门每月登记的“{what}”合计")
ADMINISTRATIVE_SHORT = N_(
    "{year}年各部门每月登记的“{what}”合计；部门和月份里还有{missing}处没有登记"
)

FEE = Cell("stated", "processing_fee_yuan", "value")
NO_FEE = N_("{year}年没有向任何申请人发出收费通知，也没有人缴费")

Tallies = Mapping[Cell, tuple[int | Decimal, Message]]


@dataclass(frozen=True, slots=True)
class Row:
    """A record behind a tallied figure, as a page lists it."""

    title: str
    number: str
    """文号; for a publication its channel; for a tally what was counted; for a meeting its kind,
    for a training who was there, for a reading point its kind or its visits of a month, for a
    task where it comes from."""
    on: date | None
    """成文日期; the day of publication, meeting or decision; the first of a tally's month; a task's
    term."""
    url: str


def tally(unit: Unit, year: int, form: Form, at: datetime | None) -> Tallies:
    """The cells of a year that the rooms can count; none for a year of which they hold nothing."""
    return {
        **_normative(unit, year, form, at),
        **_channels(unit, year, at),
        **_administrative(unit, year, form, at),
        **_beside(unit, year, at),
        **tally_rooms(unit, year, at),
        **_tasks(unit, year, at),
        **_fee(unit, year, at),
    }


def _normative(unit: Unit, year: int, form: Form, at: datetime | None) -> Tallies:
    since = counting.first_year(unit, at)
    if since is None or year < since:
        return {}
    columns = [
        cell.column
        for cell in form.cells()
        if cell.table == "proactive" and cell.row == NORMATIVE_ROW and cell.column in WORDS
    ]
    known = counting.normative(unit, at) if columns else []
    return {
        Cell("proactive", NORMATIVE_ROW, column): (
            sum(counting.NORMATIVE[column](one, year) for one in known),
            say(WORDS[column], year=year),
        )
        for column in columns
    }


def _channels(unit: Unit, year: int, at: datetime | None) -> Tallies:
    since = channels.first_year(unit, at)
    if since is None or year < since:
        return {}
    counts = channels.channel_counts(unit, *_bounds(year), at)
    return {cell: (number, _channel_words(cell, year)) for cell, number in counts.cells().items()}


def _administrative(unit: Unit, year: int, form: Form, at: datetime | None) -> Tallies:
    """行政许可, 行政处罚, 行政强制, 行政事业性收费, in a form that has their cells. The words tell
    whether a month of a department is missing."""
    cells = set(form.cells())
    found: dict[Cell, tuple[int | Decimal, Message]] = {}
    for kind, one in administrative.sums(administrative.of_year(unit, year, at)).items():
        if kind.cell is None or kind.cell not in cells:
            continue
        what = say(kind.label)
        words = (
            say(ADMINISTRATIVE_SHORT, year=year, what=what, missing=one.missing)
            if one.missing
            else say(ADMINISTRATIVE, year=year, what=what)
        )
        found[kind.cell] = (one.figure, words)
    return found


class _Record(Protocol):
    """A record behind a figure."""

    @property
    def title(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def note(self) -> str: ...
    @property
    def url(self) -> str: ...


class _Room(Protocol):
    """A room that counts what no table has: a module `counting`."""

    @property
    def FIGURES(self) -> Mapping[str, str]: ...  # noqa: N802  (a constant of each module)

    def first_year(self, unit: Unit, at: datetime | None) -> int | None: ...

    def figure_of(
        self, unit: Unit, year: int, figure: str, at: datetime | None
    ) -> int | Decimal | None: ...

    def records_of(
        self, unit: Unit, year: int, figure: str, at: datetime | None
    ) -> Sequence[_Record]: ...


BESIDE: tuple[_Room, ...] = (supervision, messages, consultations, assessment, reading)
"""What is told in 一 of every form and in a table of none: each room with its own figures."""


def _beside(unit: Unit, year: int, at: datetime | None) -> Tallies:
    found: dict[Cell, tuple[int | Decimal, Message]] = {}
    for room in BESIDE:
        since = room.first_year(unit, at)
        if since is None or year < since:
            continue
        for figure, words in room.FIGURES.items():
            value = room.figure_of(unit, year, figure, at)
            if value is not None:
                found[Cell("stated", figure, "value")] = (value, say(words, year=year))
    return found


def _tasks(unit: Unit, year: int, at: datetime | None) -> Tallies:
    """What became of last year's problems: told in 五; nothing where none was listed."""
    if not tasks.listed(unit, year, at).exists():
        return {}
    return {
        Cell("stated", figure, "value"): (
            tasks.figure_of(unit, year, figure, at),
            say(words, year=year),
        )
        for figure, words in tasks.FIGURES.items()
    }


def _fee(unit: Unit, year: int, at: datetime | None) -> Tallies:
    """The processing fee is 0 where no application was asked for one: the register of applications
    is whole. What was paid, where some was, a person states from the payment slips."""
    asked = Step.objects.filter(
        application__unit=unit, kind__in=(Kind.FEE_NOTIFIED, Kind.FEE_PAID), on__year=year
    )
    if at is not None:
        asked = asked.filter(recorded_at__lte=at).filter(
            Q(struck_out_at=None) | Q(struck_out_at__gt=at)
        )
    else:
        asked = asked.filter(struck_out_at=None)
    return {} if asked.exists() else {FEE: (0, say(NO_FEE, year=year))}


def _channel_words(cell: Cell, year: int) -> Message:
    if cell.row == "total":
        return say(IN_TOTAL, year=year)
    return say(ON_CHANNEL, year=year, channel=say(Channel(cell.row).label))


def _bounds(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def rows_of(unit: Unit, year: int, cell: Cell, at: datetime | None) -> list[Row]:
    """The records a tallied cell counts: as many as it says, the oldest first."""
    if cell.table == "channels":
        return [_of_delivery(one) for one in _deliveries(unit, year, cell, at)]
    if entries := [
        one for one in administrative.of_year(unit, year, at) if one.kind_of.cell == cell
    ]:
        return [Row(one.department, one.shown, one.month, one.get_absolute_url())
                for one in entries]  # fmt: skip
    if cell.table == "stated" and cell.row in tasks.FIGURES:
        return [
            Row(one.task.title, one.task.get_kind_display(), one.task.due_on,
                one.task.get_absolute_url())
            for one in tasks.records_of(unit, year, cell.row, at)
        ]  # fmt: skip
    if cell.table == "stated":
        beside: list[_Record] = [
            one
            for room in BESIDE
            if cell.row in room.FIGURES
            for one in room.records_of(unit, year, cell.row, at)
        ]
        told = [*beside, *room_records(unit, year, cell.row, at)]
        return [Row(one.title, one.note, one.on, one.url) for one in told]
    if cell.row != NORMATIVE_ROW or cell.column not in WORDS:
        return []
    counts = counting.NORMATIVE[cell.column]
    known = {one.pk: one for one in counting.normative(unit, at) if counts(one, year)}
    documents = Document.objects.filter(pk__in=known).order_by("formed_on", "pk")
    return [
        Row(known[one.pk].title, one.document_number, known[one.pk].formed_on,
            one.get_absolute_url())
        for one in documents
    ]  # fmt: skip


def _deliveries(unit: Unit, year: int, cell: Cell, at: datetime | None) -> list[Delivery]:
    channel = None if cell.row == "total" else Channel(cell.row)
    return list(channels.counted_items(unit, *_bounds(year), channel, at))


def _of_delivery(one: Delivery) -> Row:
    return Row(one.title, one.get_channel_display(), one.published_on, one.get_absolute_url())
