"""Annual reports: compiled as known on a day, each figure with what it rests on, figures stated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from ninja import Path, Query, Router
from pydantic import ConfigDict, Field

from tongming.api.doors import Caller, Token, caller
from tongming.api.fields import (
    Day,
    Given,
    PastYear,
    Text,
    Told,
    upto,
)
from tongming.api.problems import staff_answers
from tongming.api.staff.common import work_address
from tongming.api.tokens.scopes import Scope
from tongming.api.writing import Key, once
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.words import N_, Refused, say
from tongming.reports.actions.figures import Entry, enter_figures
from tongming.reports.compiling.year import Compiled, compile_year, end_of, forms_for
from tongming.reports.document import to_json
from tongming.reports.models import Report
from tongming.reports.queries import find_report, get_form, get_unit, versions_of
from tongming.reports.screens.basis import sentence
from tongming.reports.submissions.queries import handed_up
from tongming.units.rights import Right, why_not

router = Router(tags=[N_("年度报告（工作）")])

FormId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,20}$", max_length=20, examples=["2021-30"])]
AsOf = Annotated[
    Day | None,
    Query(description=N_("按这一天结束时所知的编制；不填是现在"), examples=["2026-01-31"]),
]
PART = r"^[a-z0-9_.-]{1,60}$"
MOST_ROWS = 200
"""Records told of one cell; more than a person looks through by hand."""


class Version(Told):
    """A signed version."""

    version: int
    sha256: str
    known_at: datetime
    published_at: datetime | None


class ReportState(Told):
    """How far a report of the year has come."""

    form: str
    state: str
    """not_started, draft, submitted (to be signed), signed, published."""
    submission: str
    """Of the version handed up last; empty where none was."""
    versions: list[Version]
    url: str


class ReportStates(Told):
    """The forms the year has, the prescribed one first."""

    items: list[ReportState]


class CompiledReport(Told):
    """A year compiled; nothing is kept by asking."""

    unit: str
    year: int
    form: str
    as_of: date | None
    report: dict[str, Any]
    """docs/report.schema.json."""
    missing: list[str]
    """Cells about which nothing says anything."""
    conflicts: list[str]
    broken: int
    """Hard relations that do not hold."""


class Record(Told):
    """A record a figure counts."""

    title: str
    number: str
    on: date | None
    url: str


class Traced(Told):
    """One figure, and why it is what it is."""

    cell: str
    figure: str | None
    gap: str
    basis: str
    says: str
    article: str
    relation: str
    rests_on: list[str]
    records: list[Record]
    """At most 200; without the right to see them none."""


class Stated(Given):
    """What is stated of one cell: a number, or why there is none."""

    cell: Annotated[
        str, Field(pattern=r"^[a-z_]{1,20}/[a-z0-9_.]{1,60}/[a-z0-9_]{1,40}$", max_length=122)
    ]
    number: (
        Annotated[str, Field(pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,4})?$", max_length=18)] | None
    ) = None
    gap: Gap | None = None


class StatedFigures(Given):
    """Figures entered by hand, and what they rest on."""

    figures: Annotated[list[Stated], Field(min_length=1, max_length=300)]
    reason: Annotated[Text, upto(300, 1)]

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "figures": [
                        {"cell": "proactive/licences/decisions", "number": "12"},
                        {"cell": "proactive/fees/amount_wan", "number": "0.13"},
                    ],
                    "reason": "行政审批办统计台账",
                }
            ]
        },
    )


class EnteredFigures(Told):
    """The cells whose figures are new."""

    cells: list[str]


@router.get(
    "/work/reports/{year}",
    auth=Token(Scope.REPORTS_READ),
    response=staff_answers(ReportStates),
    summary=N_("一个年度的报告办到哪一步"),
    description=N_("起草、待签发、已签发、已发布，报送后的审核状态，以及签发过的版本和指纹。"),
)
def report_states(request: HttpRequest, year: PastYear) -> ReportStates:
    who = caller(request)
    unit = get_unit(who.person, Right.REPORT_VIEW, who.unit.code)
    found = [(form, find_report(unit, year, form)) for form in forms_for(year)]
    return ReportStates(items=[_state(who, year, form.id, report) for form, report in found])


def _state(who: Caller, year: int, form: str, report: Report | None) -> ReportState:
    submission = handed_up(report) if report else None
    return ReportState(
        form=form,
        state=report.state if report else "not_started",
        submission=submission.state if submission else "",
        versions=[
            Version(
                version=one.version,
                sha256=one.sha256,
                known_at=one.known_at,
                published_at=one.publication.published_at if hasattr(one, "publication") else None,
            )
            for one in (versions_of(report) if report else ())
        ],
        url=work_address(f"/work/reports/{who.unit.code}/{year}/{form}/"),
    )


@router.get(
    "/work/reports/{year}/{form}",
    auth=Token(Scope.REPORTS_READ),
    response=staff_answers(CompiledReport),
    summary=N_("编制一个年度的报告"),
    description=N_("按事实现算：全部数字、文字、勾稽关系，缺什么、哪里有矛盾。不保存。"),
)
def compiled_report(
    request: HttpRequest, year: PastYear, form: FormId, as_of: AsOf = None
) -> CompiledReport:
    found = _compiled(caller(request), year, form, as_of)
    return CompiledReport(
        unit=found.unit.code,
        year=year,
        form=form,
        as_of=as_of,
        report=to_json(found.report, gettext),
        missing=[str(cell) for cell in found.missing],
        conflicts=[one.says.render(gettext) for one in found.conflicts],
        broken=len(found.broken),
    )


@router.get(
    "/work/reports/{year}/{form}/cells/{table}/{row}/{column}",
    auth=Token(Scope.REPORTS_READ),
    response=staff_answers(Traced),
    summary=N_("一个数字从哪里来"),
    description=N_("依据、条文、由哪些数字推出，以及它数的记录。看记录另需相应的权限。"),
)
def traced_cell(
    request: HttpRequest,
    year: PastYear,
    form: FormId,
    table: Annotated[str, Path(pattern=PART, max_length=60, examples=["proactive"])],
    row: Annotated[str, Path(pattern=PART, max_length=60, examples=["licences"])],
    column: Annotated[str, Path(pattern=PART, max_length=60, examples=["decisions"])],
    as_of: AsOf = None,
) -> Traced:
    who = caller(request)
    found = _compiled(who, year, form, as_of)
    cell = Cell(table, row, column)
    evidence = found.evidence.get(cell)
    if evidence is None:
        raise Http404("api.cell")
    figure = found.report.figure(cell)
    return Traced(
        cell=str(cell),
        figure=None if isinstance(figure, Gap) else str(figure),
        gap=figure.value if isinstance(figure, Gap) else "",
        basis=evidence.basis.value,
        says=sentence(evidence, gettext),
        article=evidence.article,
        relation=evidence.relation,
        rests_on=[str(one) for one in evidence.rests_on],
        records=list(_records(who, found, cell)),
    )


def _records(who: Caller, found: Compiled, cell: Cell) -> Iterator[Record]:
    """What the cell counts, as far as token and holder may see it."""
    scopes = who.token.scopes_of
    if cell.table == "requests":
        may_not = why_not(who.person, Right.APPLICATION_VIEW, who.unit)
        if may_not is not None or Scope.APPLICATIONS_READ not in scopes:
            return
        for fact in found.records(cell).select_related("application")[:MOST_ROWS]:
            one = fact.application
            yield Record(
                title=one.subject, number=one.number, on=fact.received_on,
                url=work_address(one.get_absolute_url()),
            )  # fmt: skip
    elif cell.table in ("proactive", "channels"):
        right = Right.REGISTER_VIEW if cell.table == "proactive" else Right.INFORMATION_VIEW
        if why_not(who.person, right, who.unit) is not None:
            return
        for row in found.rows(cell)[:MOST_ROWS]:
            yield Record(
                title=row.title, number=row.number, on=row.on,
                url=work_address(row.url) if row.url else "",
            )  # fmt: skip


@router.post(
    "/work/reports/{year}/{form}/figures",
    auth=Token(Scope.REPORTS_WRITE),
    response=staff_answers(EnteredFigures, 201),
    summary=N_("填报年度数据"),
    description=N_("登记簿统计的数字不能填。已经是这个数的不重复登记；要写依据。"),
)
def state_figures(
    request: HttpRequest,
    year: PastYear,
    form: FormId,
    body: StatedFigures,
    idempotency_key: Key = None,
) -> HttpResponse:
    def act(who: Caller) -> EnteredFigures:
        made = enter_figures(
            unit=get_unit(who.person, Right.REPORT_ENTER, who.unit.code),
            year=year,
            form=get_form(year, form),
            entries=_entries(body),
            reason=body.reason,
            by=who.person,
        )
        return EnteredFigures(cells=sorted(str(one.cell) for one in made))

    return once(request, idempotency_key, act)


def _entries(body: StatedFigures) -> dict[Cell, Entry]:
    found: dict[Cell, Entry] = {}
    for one in body.figures:
        cell = Cell.parse(one.cell)
        if cell in found:
            raise Refused(say(N_("“{cell}”填了两次。"), cell=one.cell))
        if (one.number is None) == (one.gap is None):
            raise Refused(say(N_("“{cell}”请填数字或者空缺的原因，只填一样。"), cell=one.cell))
        found[cell] = Entry(_figure(one))
    return found


def _figure(one: Stated) -> Figure:
    if one.number is None:
        assert one.gap is not None
        return one.gap
    return Decimal(one.number) if "." in one.number else int(one.number)


def _compiled(who: Caller, year: int, form: str, as_of: date | None) -> Compiled:
    unit = get_unit(who.person, Right.REPORT_VIEW, who.unit.code)
    today = localdate()
    if as_of is not None and as_of > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    past = as_of if as_of != today else None
    return compile_year(unit, year, get_form(year, form), end_of(past))
