"""What a compiled year still lacks, and what in it may be wrong: each with where it is put right.

Everything here is worked out from records and figures; nothing is kept. The page of the report
lists it, and the workbench names each kind once (`duties`). See docs/decisions/0616.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from tongming.applications.models import UNCONFIRMED, Application
from tongming.law.figures import Cell, Gap, is_number
from tongming.law.labelled import Labelled
from tongming.law.relations import compare_stated
from tongming.law.remedy_results import Standing
from tongming.law.words import N_, Message, say
from tongming.registers.tallies import queries as tallies
from tongming.registers.tallies.models import month_url
from tongming.remedies.counting import counted_cases, is_kept
from tongming.reports.compiling.counting import Year, known_facts
from tongming.reports.compiling.tallying import FEE
from tongming.reports.compiling.words import drafted
from tongming.reports.compiling.year import Compiled
from tongming.reports.drafting import open_points, unbound_numbers
from tongming.reports.models import Report
from tongming.reports.queries import newest_texts
from tongming.reports.reading.prose import read_prose
from tongming.reports.screens.differences import heading_of
from tongming.reports.screens.tables import figure_words, short_label
from tongming.supervision.tasks.counting import became_of
from tongming.supervision.tasks.models import Task
from tongming.units.models import Person
from tongming.units.rights import Right, why_not

_EACH = 5
"""Of one kind, this many are named one by one; the rest is said as a number."""


class DoubtKind(Labelled):
    """What is the matter, in the order it is put right: records, figures, words."""

    OUTCOME = "outcome", N_("办结的申请没有登记结果")
    UNCONFIRMED = "unconfirmed", N_("网上申请还没有确认")
    PENDING = "pending", N_("案件记作尚未审结")
    TALLIES = "tallies", N_("执法数据没有登记完")
    TASKS = "tasks", N_("上年度问题的整改结果没有确认")
    RELATION = "relation", N_("勾稽关系不成立")
    CARRIED = "carried", N_("上年结转与上年报告不一致")
    CONFLICT = "conflict", N_("几个来源不一致")
    FIGURES = "figures", N_("表格里还有没有来源的格子")
    FEE = "fee", N_("信息处理费没有填")
    OPEN = "open", N_("文字还有要补充的地方")
    UNWRITTEN = "unwritten", N_("有的部分还没有文字")
    OTHERWISE = "otherwise", N_("手写的数量和表格不一致")
    CHANGED = "changed", N_("事实有变，文字还是按原来的事实写的")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to do, one click away."""

    kind: DoubtKind
    what: Message
    url: str
    button: Message
    right: Right
    """What it takes to put it right."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A doubt as somebody sees it: without a link where another has to do it."""

    doubt: Doubt
    may: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The doubts of one kind."""

    kind: DoubtKind
    listed: tuple[Listed, ...]
    more: int
    """How many are not named one by one."""


def doubts_of(compiled: Compiled, begun: Report | None) -> list[Doubt]:
    """Everything that is missing or doubtful now, in the order it is put right."""
    found = [*_records(compiled), *_figures(compiled)]
    if begun is not None and begun.may_be_edited:
        found += _words(compiled, begun)
    return sorted(found, key=lambda one: list(DoubtKind).index(one.kind))


def grouped(doubts: list[Doubt], compiled: Compiled, person: Person) -> list[Group]:
    """The same for a page: by kind, with what the person may do."""
    groups = []
    for kind in DoubtKind:
        those = [one for one in doubts if one.kind is kind]
        if those:
            shown = [
                Listed(one, why_not(person, one.right, compiled.unit) is None)
                for one in those[:_EACH]
            ]
            groups.append(Group(kind, tuple(shown), len(those) - len(shown)))
    return groups


# --- Records --------------------------------------------------------------------------------------


def _records(compiled: Compiled) -> Iterator[Doubt]:
    if not compiled.in_system:
        return
    unit, year = compiled.unit, compiled.year
    closed = known_facts(unit, None).filter(Year(year).closed, outcome="")
    for fact in closed.select_related("application").order_by("received_on", "pk"):
        yield Doubt(
            DoubtKind.OUTCOME,
            say(N_("申请{number}已经办结，没有登记办理结果"), number=fact.application.number),
            fact.application.get_absolute_url(),
            say(N_("去登记")),
            Right.APPLICATION_HANDLE,
        )
    waiting = Application.objects.filter(
        unit=unit, state=UNCONFIRMED, submitted_at__year=year
    ).order_by("submitted_at")
    for one in waiting:
        yield Doubt(
            DoubtKind.UNCONFIRMED,
            say(N_("网上申请{number}还没有确认收到，没有计入新收"), number=one.number),
            one.get_absolute_url(),
            say(N_("去确认")),
            Right.APPLICATION_REGISTER,
        )
    for case in counted_cases(unit, year, None):
        if case.standing is Standing.PENDING:
            yield Doubt(
                DoubtKind.PENDING,
                say(N_("{number}在{year}年底记作尚未审结：如果已经有结果，请登记"),
                    number=case.fact.case.number, year=year),
                case.fact.case.get_absolute_url(),
                say(N_("去核对")),
                Right.REMEDY_HANDLE,
            )  # fmt: skip
    if not is_kept(unit, year) and any(cell.table == "remedies" for cell in compiled.missing):
        yield Doubt(
            DoubtKind.PENDING,
            say(N_("{year}年的复议诉讼案件没有在系统里登记"), year=year),
            reverse("remedies:since", args=[unit.pk]),
            say(N_("说明从哪一年起登记")),
            Right.REMEDY_HANDLE,
        )
    yield from _tallied(compiled)
    for became in became_of(unit, year, None):
        if became.conclusion is None:
            yield Doubt(
                DoubtKind.TASKS,
                say(N_("“{title}”的结果还没有确认"), title=became.task.title[:40]),
                became.task.get_absolute_url(),
                say(N_("去办理")),
                Right.TASK_RUN,
            )
    proposed = Task.objects.filter(unit=unit, year=year, state=Task.State.PROPOSED).count()
    if proposed:
        yield Doubt(
            DoubtKind.TASKS,
            say(N_("上年度报告提出的{n}项任务还没有核对"), n=proposed),
            f"{reverse('tasks:index')}?unit={unit.pk}&state=proposed&year={year}",
            say(N_("去核对")),
            Right.TASK_RUN,
        )


def _tallied(compiled: Compiled) -> Iterator[Doubt]:
    """Months a department that reported that year lacks; kinds nobody ever reported."""
    unit, year = compiled.unit, compiled.year
    entries = tallies.of_year(unit, year)
    there: dict[tuple[str, str], set[date]] = {}
    for one in entries:
        there.setdefault((one.department, one.kind), set()).add(one.month)
    short: dict[date, set[str]] = {}
    this_month = localdate().replace(day=1)
    for (department, _kind), months in there.items():
        for number in range(1, 13):
            month = date(year, number, 1)
            if month not in months and month < this_month:
                short.setdefault(month, set()).add(department)
    for month, departments in sorted(short.items()):
        yield Doubt(
            DoubtKind.TALLIES,
            say(N_("{year}年{month}月的执法数据没有登记完：{departments}"), year=year,
                month=month.month, departments="、".join(sorted(departments))[:60]),
            month_url(unit.pk, month),
            say(N_("去登记")),
            Right.REGISTER_KEEP,
        )  # fmt: skip
    if not entries and any(cell.row in _ADMINISTRATIVE for cell in compiled.missing):
        yield Doubt(
            DoubtKind.TALLIES,
            say(N_("{year}年没有登记过行政许可、处罚、强制和收费的数据"), year=year),
            reverse("tallies:index"),
            say(N_("去登记")),
            Right.REGISTER_KEEP,
        )


_ADMINISTRATIVE = ("licences", "penalties", "coercion", "fees")


# --- Figures --------------------------------------------------------------------------------------


def _page(compiled: Compiled, name: str, *more: object) -> str:
    return reverse(
        f"reports:{name}", args=[compiled.unit.code, compiled.year, compiled.form.id, *more]
    )


def _figures(compiled: Compiled) -> Iterator[Doubt]:
    for violation in compiled.broken:
        kind = DoubtKind.CARRIED if violation.relation == "R5" else DoubtKind.RELATION
        where = _cell(violation.where)
        known = where is not None and where in compiled.evidence
        url = _page(compiled, "cell", *(where or ())) if known else ""
        yield Doubt(
            kind, violation.message, url or f"{_page(compiled, 'report')}#relations",
            say(N_("查看")), Right.REPORT_VIEW,
        )  # fmt: skip
    for conflict in compiled.conflicts:
        label = short_label(compiled.form, conflict.cell)
        yield Doubt(
            DoubtKind.CONFLICT,
            say(N_("{label}：{says}"), label=label, says=conflict.says),
            _page(compiled, "cell", *conflict.cell),
            say(N_("查看")),
            Right.REPORT_VIEW,
        )
    if compiled.missing:
        first = short_label(compiled.form, compiled.missing[0])
        yield Doubt(
            DoubtKind.FIGURES,
            say(N_("{n}格没有任何来源，例如“{first}”"), n=len(compiled.missing), first=first),
            _page(compiled, "figures"),
            say(N_("去填报")),
            Right.REPORT_ENTER,
        )
    if compiled.in_system and compiled.year >= 2021 and not is_number(compiled.report.figure(FEE)):
        yield Doubt(
            DoubtKind.FEE,
            say(N_("{year}年发过收费通知，收取的信息处理费请按缴费凭证填报"), year=compiled.year),
            _page(compiled, "figures"),
            say(N_("去填报")),
            Right.REPORT_ENTER,
        )


def _cell(where: str) -> Cell | None:
    try:
        return Cell.parse(where)
    except ValueError:
        return None


# --- Words ----------------------------------------------------------------------------------------


def _words(compiled: Compiled, begun: Report) -> Iterator[Doubt]:
    """What a begun report's words still ask, and where they no longer say what the facts say."""
    kept = newest_texts(begun)
    for key, text in compiled.report.sections.items():
        heading, url = heading_of(compiled.form, key), _page(compiled, "part", key)
        for what in open_points(text):
            yield Doubt(
                DoubtKind.OPEN,
                say(N_("“{heading}”：{what}"), heading=heading, what=what),
                url,
                say(N_("去写")),
                Right.REPORT_EDIT,
            )
        if key in kept and unbound_numbers(kept[key].text):
            for said in said_otherwise(compiled, key, text):
                yield Doubt(
                    DoubtKind.OTHERWISE,
                    say(N_("“{heading}”：{said}"), heading=heading, said=said),
                    url,
                    say(N_("去改")),
                    Right.REPORT_EDIT,
                )
    for section in compiled.form.sections:
        text = compiled.report.sections.get(section.key, "")
        if section.table is None and not text.strip():
            yield Doubt(
                DoubtKind.UNWRITTEN,
                say(N_("“{heading}”还没有文字"), heading=section.heading),
                _page(compiled, "part", section.key),
                say(N_("去写")),
                Right.REPORT_EDIT,
            )
    for key in changed_drafts(compiled, begun):
        yield Doubt(
            DoubtKind.CHANGED,
            say(N_("“{heading}”起草以后，事实有变"), heading=heading_of(compiled.form, key)),
            f"{_page(compiled, 'part', key)}#redraft",
            say(N_("看改动")),
            Right.REPORT_EDIT,
        )


def changed_drafts(compiled: Compiled, begun: Report) -> list[str]:
    """The parts of which today's draft says something the words lack, or no longer says something
    they have, compared with the draft they began from.

    Numbers are bound and follow by themselves; this is about sentences that came or went.
    """
    now = drafted(compiled.unit, compiled.report)
    kept = newest_texts(begun)
    return [
        key
        for key, row in newest_texts(begun, drafted_only=True).items()
        if key in now and fact_lines(row.text, now[key], kept[key].text)
    ]


def fact_lines(began: str, now: str, current: str) -> set[str]:
    """The paragraphs by which a draft has changed and the words have not followed."""
    old, new, words = (set(text.split("\n")) for text in (began, now, current))
    return (new - old - words) | ((old - new) & words)


def said_otherwise(compiled: Compiled, key: str, text: str) -> list[Message]:
    """R8: what the words of a part state in figures, against the tables. Only plain statements of
    this organ's year are read; what the reader does not understand it leaves alone."""
    said = read_prose({key: text}, compiled.year).figures
    figures = compiled.report.figures
    found = [
        say(
            N_("文字写“{label}”为{said}，表格是{figure}"),
            label=short_label(compiled.form, cell),
            said=figure_words(number),
            figure=figure_words(figure, gettext),
        )
        for cell, number in said.items()
        if not isinstance(figure := figures.get(cell, Gap.BLANK), Gap) and figure != number
    ]
    # What stands under another address in the tables: 收到申请 is 新收's total.
    known = {cell for cell in said if cell in figures}
    twice = {cell: number for cell, number in said.items() if cell not in known}
    return found + [one.message for one in compare_stated({**figures, **twice})
                    if _cell(one.where) in twice]  # fmt: skip
