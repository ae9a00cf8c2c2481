"""What handing reports up asks of the unit beneath and of the office above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.law.citation import REGULATION, Citation
from tongming.law.words import N_, say
from tongming.reports.duties import due_day
from tongming.reports.models import Report
from tongming.reports.submissions.models import Submission
from tongming.reports.submissions.queries import latest_numbers, lines_of, to_review
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

SUPERVISION = Citation(REGULATION, 47)
"""The office in charge supervises and inspects disclosure work."""

SUBMIT = N_("向{to}报送{unit}{year}年年度报告")
MEND = N_("按审核意见更正{unit}{year}年年度报告（{n}处标注）")
REVIEW = N_("审核报送的{year}年年度报告（{n}份）")
LATE = N_("{n}个单位没有按期公布{year}年年度报告")


def submission_duties(person: Person, today: date) -> Iterator[Duty]:
    """What was signed and not handed up, what came back, what waits to be read, who is late."""
    yield from _of_units(person, today)
    yield from _of_the_office(person, today)


def _of_units(person: Person, today: date) -> Iterator[Duty]:
    year = today.year - 1
    units = units_for(person, Right.REPORT_PUBLISH).filter(left_on=None, parent__isnull=False)
    lines = [
        line for line in lines_of(units.select_related("parent"), year, today)
        if line.report and line.report.state in (Report.State.SIGNED, Report.State.PUBLISHED)
    ]  # fmt: skip
    signed = latest_numbers([line.report for line in lines if line.report])
    for line in lines:
        assert line.report is not None
        assert line.unit.parent is not None
        handed = line.submission
        due, why = due_day(line.unit, year)
        url = reverse("submissions:of_report", args=[line.unit.code, year, line.report.form])
        if handed is None or handed.frozen.version < signed[line.report.pk]:
            # Published or not: publishing does not hand a report up.
            what = say(SUBMIT, to=line.unit.parent.short_name, unit=line.unit.short_name, year=year)
            button = say(N_("报送"))
        elif handed.state == Submission.State.SENT_BACK:
            what = say(MEND, unit=line.unit.short_name, year=year, n=line.marks)
            button = say(N_("更正"))
        else:
            continue
        yield Duty(
            what=what,
            url=url,
            button=button,
            due=due,
            working_days_left=current_calendar().count(today, due),
            article=str(why),
            unit=line.unit,
            told=what,
        )


def _of_the_office(person: Person, today: date) -> Iterator[Duty]:
    units = units_for(person, Right.REPORT_REVIEW)
    if not units.exists():
        return
    waiting: dict[int, int] = {}
    for submission in to_review(person):
        year = submission.frozen.report.year
        waiting[year] = waiting.get(year, 0) + 1
    for year, n in sorted(waiting.items()):
        what = say(REVIEW, year=year, n=n)
        yield Duty(
            what=what,
            url=reverse("submissions:year", args=[year]) + f"?state={Submission.State.SUBMITTED}",
            button=say(N_("审核")),
            article=str(SUPERVISION),
            told=what,
        )
    year = today.year - 1
    late = sum(1 for line in lines_of(units.filter(left_on=None), year, today) if line.is_late)
    if late:
        what = say(LATE, n=late, year=year)
        yield Duty(
            what=what,
            url=reverse("submissions:year", args=[year]) + "?state=late",
            button=say(N_("查看")),
            told=what,
        )
