"""Table 3 counted from the register of applications, and the records behind each of its cells.

One GROUP BY query for the year. A row of the register counts

    in row 1    if it was received in the year,
    in row 2    if it was received before and not closed before 1 January,
    in row 3.x  if it was closed in the year with that outcome,
    in row 4    if it was not closed by 24:00 on 31 December,

and in the column of its applicant. A record closed without an outcome counts in 3.7 and in no row
of its own; relation R2 then shows the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When

from tongming.applications.models import ApplicationFact
from tongming.law.figures import Cell
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import N_, Message, say
from tongming.units.models import Unit

RECEIVED = N_("{year}年1月1日至12月31日收到的申请")
BROUGHT_FORWARD = N_("{year}年1月1日前收到、到年初尚未办结的申请")
CLOSED_AS = N_("{year}年内办结、结果为“{outcome}”的申请")
CLOSED = N_("{year}年内办结的全部申请")
CARRIED_FORWARD = N_("到{year}年12月31日24时尚未办结的申请")
OF_KIND = N_("{what}，申请人是{kind}")

BY_ROW = {outcome.row: outcome for outcome in Outcome}


@dataclass(frozen=True, slots=True)
class Year:
    """The two days a reporting year is bounded by."""

    number: int

    @property
    def first(self) -> date:
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        return date(self.number, 12, 31)

    @property
    def received(self) -> Q:
        return Q(received_on__gte=self.first, received_on__lte=self.last)

    @property
    def brought_forward(self) -> Q:
        return Q(received_on__lt=self.first) & (Q(closed_on=None) | Q(closed_on__gte=self.first))

    @property
    def closed(self) -> Q:
        return Q(received_on__lte=self.last, closed_on__gte=self.first, closed_on__lte=self.last)

    @property
    def carried_forward(self) -> Q:
        return Q(received_on__lte=self.last) & (Q(closed_on=None) | Q(closed_on__gt=self.last))

    @property
    def touched(self) -> Q:
        """Every record that counts somewhere in the year."""
        return Q(received_on__lte=self.last) & (Q(closed_on=None) | Q(closed_on__gte=self.first))


def known_facts(unit: Unit, at: datetime | None) -> QuerySet[ApplicationFact]:
    """The register of a unit as it was known at a moment; `None` is now."""
    facts = ApplicationFact.objects.filter(unit=unit)
    if at is None:
        return facts.filter(known_until=None)
    return facts.filter(known_from__lte=at).filter(Q(known_until=None) | Q(known_until__gt=at))


def count_applications(
    unit: Unit, year: int, at: datetime | None
) -> Mapping[Cell, tuple[int, Message]]:
    """Every cell of table 3, counted: 0 where the register has nothing."""
    counts = {(row, kind.value): 0 for row in _counted_rows() for kind in ApplicantKind}
    for row, kind, number in _grouped(unit, Year(year), at):
        counts[row, kind] += number
    return dict(_cells(counts, year))


def _counted_rows() -> tuple[str, ...]:
    return ("1", "2", *BY_ROW, "3.7", "4")


def _grouped(unit: Unit, year: Year, at: datetime | None) -> Iterator[tuple[str, str, int]]:
    """The groups of one query, each under every row of the form it counts in."""
    groups = (
        known_facts(unit, at)
        .filter(year.touched)
        .annotate(new=_flag(Q(received_on__gte=year.first)), done=_flag(year.closed))
        .values_list("applicant_kind", "outcome", "new", "done")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for kind, outcome, new, done, number in groups:
        yield ("1" if new else "2"), kind, number
        if not done:
            yield "4", kind, number
            continue
        yield "3.7", kind, number
        if outcome:
            yield Outcome(outcome).row, kind, number


def _flag(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )


def _cells(
    counts: Mapping[tuple[str, str], int], year: int
) -> Iterator[tuple[Cell, tuple[int, Message]]]:
    for row in _counted_rows():
        what = words_of(row, year)
        for kind in ApplicantKind:
            words = say(OF_KIND, what=what, kind=say(kind.label))
            yield Cell("requests", row, kind.value), (counts[row, kind.value], words)
        total = sum(counts[row, kind.value] for kind in ApplicantKind)
        yield Cell("requests", row, "sum"), (total, what)


def words_of(row: str, year: int) -> Message:
    """What a row of table 3 counts, in a sentence."""
    if row in BY_ROW:
        return say(CLOSED_AS, year=year, outcome=say(BY_ROW[row].label))
    sentence = {
        "1": RECEIVED,
        "2": BROUGHT_FORWARD,
        "3.7": CLOSED,
        "4": CARRIED_FORWARD,
    }[row]
    return say(sentence, year=year)


def records_of(unit: Unit, year: int, cell: Cell, at: datetime | None) -> QuerySet[ApplicationFact]:
    """The records a cell of table 3 counts, oldest first; none for any other cell."""
    if cell.table != "requests":
        return ApplicationFact.objects.none()
    bounds = Year(year)
    conditions = {
        "1": bounds.received,
        "2": bounds.brought_forward,
        "3.7": bounds.closed,
        "4": bounds.carried_forward,
        "3.6": bounds.closed & Q(outcome__in=[o for o in Outcome if o.row.startswith("3.6.")]),
        **{row: bounds.closed & Q(outcome=outcome) for row, outcome in BY_ROW.items()},
    }
    if cell.row not in conditions:
        return ApplicationFact.objects.none()
    facts = known_facts(unit, at).filter(conditions[cell.row])
    if cell.column != "sum":
        facts = facts.filter(applicant_kind=cell.column)
    return facts.select_related("application").order_by("received_on", "pk")
