"""The records behind a figure as a list: the same on the page of the figure and in its files.

Whoever may read the report sees which records a figure counts; what a record says of people stays
behind its own door. So a subject is shown with numbers of people masked, here and in the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tongming.applications.models import ApplicationFact
from tongming.files.checking import mask_text
from tongming.law.figures import Cell
from tongming.remedies.models import CaseFact
from tongming.reports.compiling.tallying import Row
from tongming.reports.compiling.year import Compiled
from tongming.reports.rendering.records import Sheet, Value
from tongming.units.models import Person
from tongming.units.rights import Right, why_not

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One record: its values by column, and its page where the reader may open it."""

    values: tuple[Value, ...]
    url: str

    @property
    def first(self) -> Value:
        """What names it."""
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Records:
    """Records of one kind behind a figure."""

    kind: str
    """applications, cases or rows."""
    columns: tuple[str, ...]
    source: Any
    """The records themselves: a query or a list."""
    may_open: bool

    def lines(self, some: Iterable[Any]) -> list[Line]:
        """Some of the records as lines."""
        return [_LINE[self.kind](one, self.may_open) for one in some]

    @property
    def sheet(self) -> Sheet:
        """All of them, for a file."""
        return Sheet(self.columns, [line.values for line in self.lines(self.source)])


def records_behind(compiled: Compiled, cell: Cell, person: Person) -> Records | None:
    """What a figure counts; `None` where it counts nothing kept here."""

    def may(right: Right) -> bool:
        return why_not(person, right, compiled.unit) is None

    if (applications := compiled.records(cell)).exists():
        columns = (
            _("编号"),
            _("所需政府信息"),
            _("申请人类型"),
            _("收到"),
            _("办结"),
            _("办理结果"),
        )
        return Records("applications", columns, applications, may(Right.APPLICATION_VIEW))
    if cases := compiled.cases(cell):
        columns = (_("编号"), _("争议事项"), _("类别"), _("受理"), _("审结"), _("结果"))
        return Records("cases", columns, cases, may(Right.REMEDY_VIEW))
    if rows := compiled.rows(cell):
        return Records("rows", _row_columns(cell.table), rows, may(opened_with(cell.table)))
    return None


def opened_with(table: str) -> Right:
    """What a person needs to open the records behind a cell that is no count of applications."""
    if table == "stated":
        return Right.UNIT_VIEW
    return Right.CHANNEL_DELIVER if table == "channels" else Right.INFORMATION_VIEW


def _row_columns(table: str) -> tuple[str, ...]:
    if table == "channels":
        return (_("名称"), _("渠道"), _("发布日期"))
    if table == "stated":
        return (_("名称"), _("说明"), _("日期"))
    return (_("名称"), _("发文字号"), _("成文日期"))


def _application(fact: ApplicationFact, may_open: bool) -> Line:
    application = fact.application
    values: Sequence[Value] = (
        application.number, _masked(application.subject), fact.get_applicant_kind_display(),
        fact.received_on, fact.closed_on, fact.get_outcome_display() if fact.outcome else "",
    )  # fmt: skip
    return Line(tuple(values), application.get_absolute_url() if may_open else "")


def _case(fact: CaseFact, may_open: bool) -> Line:
    values: Sequence[Value] = (
        fact.case.number, _masked(fact.case.subject), fact.get_way_display(), fact.entered_on,
        fact.concluded_on, fact.get_standing_display(),
    )  # fmt: skip
    return Line(tuple(values), fact.case.get_absolute_url() if may_open else "")


def _row(row: Row, may_open: bool) -> Line:
    said = _(row.number) if row.number else ""
    return Line((_masked(row.title), said, row.on), row.url if may_open else "")


def _masked(text: str) -> str:
    whole = mask_text(text)
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1] + "…"


_LINE: dict[str, Callable[[Any, bool], Line]] = {
    "applications": _application,
    "cases": _case,
    "rows": _row,
}
