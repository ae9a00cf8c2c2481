"""What the annual reports ask of a person today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tongming.calendars.queries import current_calendar
from tongming.law.citation import REGULATION, Citation
from tongming.law.forms import FORMS
from tongming.law.organs import Level
from tongming.law.terms import DEPARTMENT_REPORT, GOVERNMENT_REPORT, TOWNSHIP_REPORT, FixedDate
from tongming.law.words import N_, Message, say
from tongming.reports.actions import why_not_sign
from tongming.reports.compiling.year import Compiled, compile_year, forms_for
from tongming.reports.doubts import DoubtKind, doubts_of, grouped
from tongming.reports.models import Reading, Report
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, units_for

GOVERNMENTS = (Level.COUNTY, Level.CITY, Level.PROVINCE)
BY_NOTICE = (Level.TOWNSHIP, Level.STREET)

COMPILE = N_("编制{unit}{year}年年度报告")
AWAIT_SIGNATURE = N_("等分管领导签发{unit}{year}年年度报告")
PUBLISH = N_("发布{unit}{year}年年度报告")
SIGN = N_("签发{unit}{year}年年度报告（{form}）")
FINISH = N_("完成{unit}{year}年年度报告（{form}）的更正")
CHECK = N_("核对读取的报告“{name}”")
MEND = N_("{unit}{year}年年度报告（{form}）有{n}处勾稽关系不成立")
LACKS = N_("{unit}{year}年年度报告（{form}）：{kind}，{n}处")
NO_DAY_BY_LAW = N_("{citation}没有规定乡镇、街道的日期，按当地通知")


def report_duties(person: Person, today: date) -> Iterator[Duty]:
    """Last year's report in every unit where the person has a part in it, and what else waits."""
    yield from _last_year(person, today)
    yield from _to_sign(person, today)
    yield from _in_hand(person, today)
    yield from _to_check(person)


def due_day(unit: Unit, year: int) -> tuple[date, Message | str]:
    """When a year's report is due, and what says so: C9 and C10; C11 is left open by the law."""
    level = unit.level_kind
    around = date(year + 1, 1, 1)
    if level in BY_NOTICE:
        term = TOWNSHIP_REPORT.on(around)
        if isinstance(term, FixedDate):
            return term.on(year + 1), str(term.citation)
        month, day = settings.TOWNSHIP_REPORT_DAY
        return date(year + 1, month, day), say(NO_DAY_BY_LAW, citation=str(term.citation))
    fixed = (GOVERNMENT_REPORT if level in GOVERNMENTS else DEPARTMENT_REPORT).on(around)
    return fixed.on(year + 1), str(fixed.citation)


def _last_year(person: Person, today: date) -> Iterator[Duty]:
    """The year that has closed: from the first day of the next until its report is published."""
    year = today.year - 1
    mine = units_for(person, Right.REPORT_EDIT).filter(left_on=None)
    units = mine.filter(joined_on__lt=date(year + 1, 1, 1))
    form = forms_for(year)[0]
    reports = {
        report.unit_id: report
        for report in Report.objects.filter(unit__in=units, year=year, form=form.id)
    }
    for unit in units:
        if duty := _of_the_year(unit, year, form.id, reports.get(unit.pk), today):
            yield duty


def _of_the_year(
    unit: Unit, year: int, form: str, report: Report | None, today: date
) -> Duty | None:
    state = report.state if report else Report.State.DRAFT
    if state == Report.State.PUBLISHED:
        return None
    url = reverse("reports:report", args=[unit.code, year, form])
    if state == Report.State.SUBMITTED:
        return _duty(AWAIT_SIGNATURE, N_("查看"), unit, year, url, today, kind=Kind.WAITING)
    if state == Report.State.SIGNED:
        return _duty(PUBLISH, N_("发布"), unit, year, url, today)
    return _duty(COMPILE, N_("编制"), unit, year, url, today)


def _duty(
    what: str,
    button: str,
    unit: Unit,
    year: int,
    url: str,
    today: date,
    *,
    kind: Kind = Kind.ACT,
) -> Duty:
    due, source = due_day(unit, year)
    calendar = current_calendar()
    aim = calendar.last_working_day(due)
    return Duty(
        what=say(what, unit=unit.short_name, year=year),
        url=url,
        button=say(button),
        due=due,
        working_days_left=calendar.count(today, aim.on),
        article=source.render(_) if isinstance(source, Message) else source,
        unit=unit,
        kind=kind,
    )


def _to_sign(person: Person, today: date) -> Iterator[Duty]:
    """Reports handed in, for a leader who had no hand in them."""
    waiting = Report.objects.filter(
        unit__in=units_for(person, Right.REPORT_SIGN), state=Report.State.SUBMITTED
    )
    for report in waiting.select_related("unit"):
        if why_not_sign(report, person) is not None:
            continue
        last = report.year == today.year - 1
        yield Duty(
            what=_named(SIGN, report),
            url=_page(report, "sign"),
            button=say(N_("签发")),
            due=due_day(report.unit, report.year)[0] if last else None,
            working_days_left=_left(report, today) if last else None,
            article=str(Citation(REGULATION, 49)) if last else "",
            unit=report.unit,
        )


def _in_hand(person: Person, today: date) -> Iterator[Duty]:
    """Drafts whose figures do not add up, and corrections that are not finished."""
    drafts = Report.objects.filter(
        unit__in=units_for(person, Right.REPORT_EDIT), state=Report.State.DRAFT
    )
    for report in drafts.select_related("unit"):
        if report.correction:
            yield Duty(
                what=_named(FINISH, report),
                url=_page(report, "report"),
                button=say(N_("继续")),
                unit=report.unit,
            )
        compiled = compile_year(report.unit, report.year, report.form_kind)
        yield from _doubts(compiled, report, person)
        broken = compiled.broken
        if broken:
            yield Duty(
                what=_named(MEND, report, n=len(broken)),
                url=_page(report, "report"),
                button=say(N_("查看")),
                article=report.form_kind.document,
                unit=report.unit,
            )


def _doubts(compiled: Compiled, report: Report, person: Person) -> Iterator[Duty]:
    """What the draft still lacks, each kind once: straight to where it is put right, or to the list
    where there are several. Broken relations have a line of their own."""
    doubts = [one for one in doubts_of(compiled, report) if one.kind is not DoubtKind.RELATION]
    for group in grouped(doubts, compiled, person):
        mine = [one.doubt for one in group.listed if one.may]
        if not mine:
            continue
        alone = len(mine) == 1 and not group.more
        count = len(group.listed) + group.more
        yield Duty(
            what=_named(LACKS, report, kind=say(group.kind.label), n=count),
            url=mine[0].url if alone else f"{_page(report, 'report')}#doubts",
            button=mine[0].button if alone else say(N_("查看")),
            article=report.form_kind.document,
            unit=report.unit,
        )


def _to_check(person: Person) -> Iterator[Duty]:
    """Readings nobody has decided about."""
    readings = Reading.objects.filter(
        unit__in=units_for(person, Right.REPORT_IMPORT), state=Reading.State.CHECKING
    )
    for reading in readings.select_related("unit", "source"):
        yield Duty(
            what=say(CHECK, name=reading.source.name),
            url=reverse("reports:reading", args=[reading.unit.code, reading.pk]),
            button=say(N_("核对")),
            unit=reading.unit,
        )


def _named(what: str, report: Report, **values: object) -> Message:
    document = FORMS[report.form].document
    return say(what, unit=report.unit.short_name, year=report.year, form=document, **values)


def _page(report: Report, name: str) -> str:
    return reverse(f"reports:{name}", args=[report.unit.code, report.year, report.form])


def _left(report: Report, today: date) -> int:
    calendar = current_calendar()
    due = due_day(report.unit, report.year)[0]
    return calendar.count(today, calendar.last_working_day(due).on)
