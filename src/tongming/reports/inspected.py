"""C34 and the column of reports for the daily inspection: what was not published in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse

from tongming.law.words import N_, say
from tongming.publishing.queries import list_state
from tongming.reports.duties import due_day
from tongming.reports.queries import published_reports
from tongming.supervision.inspection.facts import Found
from tongming.units.models import Unit


def unpublished(unit: Unit, day: date) -> Iterator[Found]:
    """C34: last year's report is not public although its day has passed (第四十九条, 第五十条)."""
    year = day.year - 1
    if unit.joined_on > date(year, 12, 31):
        return
    due, _why = due_day(unit, year)
    if day <= due or any(one.year == year for one in published_reports(unit.code)):
        return
    yield Found(
        "C34",
        f"report:{year}",
        say(N_("{year}年政府信息公开工作年度报告没有在{due}前公布。"), year=year, due=due),
        {"name": year, "until": due.isoformat()},
        url=reverse("reports:index"),
    )


def no_reports(unit: Unit, day: date) -> Iterator[Found]:
    """C05: a section without a single annual report."""
    if list_state(f"{unit.code}/catalogue").last and not published_reports(unit.code):
        yield Found(
            "C05",
            "column:reports",
            say(N_("“{column}”栏目没有内容。"), column=say(N_("政府信息公开年报"))),
            {"column": "政府信息公开年报", "count": 0},
            url=f"{settings.SITE_PREFIX}{unit.code}/reports/",
        )
