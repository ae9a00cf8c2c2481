"""How far each unit's report of a year has come, and what was handed up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, QuerySet
from django.http import Http404

from tongming.law.labelled import Labelled
from tongming.law.words import N_
from tongming.reports.compiling.year import SHANGHAI, forms_for
from tongming.reports.duties import due_day
from tongming.reports.models import FrozenReport, Publication, Report
from tongming.reports.submissions.models import Mark, Submission
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


class State(Labelled):
    """How far a unit's report has come, as the office above sees it."""

    NOT_STARTED = "not_started", N_("未开始")
    DRAFT = "draft", N_("编写中")
    SIGNED = "signed", N_("已签发，未报送")
    SUBMITTED = "submitted", N_("待审核")
    SENT_BACK = "sent_back", N_("已退回")
    CLEARED = "cleared", N_("审核通过")
    PUBLISHED = "published", N_("已公布")


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's report of a year."""

    unit: Unit
    state: State
    report: Report | None
    submission: Submission | None
    """The latest handed up."""
    marks: int
    published_at: datetime | None
    public: FrozenReport | None
    """The latest version that is public."""
    correcting: str
    """Why a published report is being corrected just now; empty where it is not."""
    due: date
    is_late: bool
    """Not public when the term ended, or public only after it."""


def lines_of(units: QuerySet[Unit], year: int, today: date) -> list[Line]:
    """The units that should report a year, with how far each has come. A fixed number of queries.

    A unit that joined after the year, or left before it began, has no report to give.
    """
    asked = list(
        units.filter(joined_on__lt=date(year + 1, 1, 1))
        .exclude(left_on__lt=date(year, 1, 1))
        .order_by("path")
    )
    forms = [form.id for form in forms_for(year)]
    if not forms:
        return []
    reports = {
        report.unit_id: report
        for report in Report.objects.filter(unit__in=asked, year=year, form=forms[0])
    }
    submissions = {
        one.frozen.report_id: one
        for one in Submission.objects.filter(frozen__report__in=list(reports.values()))
        .select_related("frozen", "to", "submitted_by")
        .annotate(number_of_marks=Count("marks"))
        .order_by("submitted_at", "pk")
    }
    publications = {
        one.frozen.report_id: one
        for one in Publication.objects.filter(frozen__report__in=list(reports.values()))
        .select_related("frozen")
        .defer("frozen__content")
        .order_by("published_at", "pk")
    }
    # The term is met by the first publication; what is shown is the latest.
    first = dict(
        Publication.objects.filter(frozen__report__in=list(reports.values()))
        .order_by("-published_at")
        .values_list("frozen__report", "published_at")
    )
    return [
        _line(unit, year, today, reports.get(unit.pk), submissions, publications, first)
        for unit in asked
    ]


def _line(
    unit: Unit,
    year: int,
    today: date,
    report: Report | None,
    submissions: Mapping[int, Submission],
    publications: Mapping[int, Publication],
    first: Mapping[int, datetime],
) -> Line:
    due, _why = due_day(unit, year)
    submission = submissions.get(report.pk) if report else None
    public = first.get(report.pk) if report else None
    latest = publications.get(report.pk) if report else None
    open_again = report is not None and report.state in (
        Report.State.DRAFT,
        Report.State.SUBMITTED,
    )
    on = public.astimezone(SHANGHAI).date() if public else today
    return Line(
        unit=unit,
        state=_state(report, submission, public),
        report=report,
        submission=submission,
        marks=getattr(submission, "number_of_marks", 0),
        published_at=public,
        public=latest.frozen if latest else None,
        correcting=report.correction if report and latest and open_again else "",
        due=due,
        is_late=on > due,
    )


def _state(report: Report | None, submission: Submission | None, public: datetime | None) -> State:
    if report is None:
        return State.NOT_STARTED
    if submission is not None and submission.state == Submission.State.SENT_BACK:
        return State.SENT_BACK
    if report.state in (Report.State.DRAFT, Report.State.SUBMITTED) and public is None:
        return State.DRAFT
    if submission is not None and submission.is_open:
        return State.SUBMITTED
    if public is not None:
        return State.PUBLISHED
    return State.CLEARED if submission is not None else State.SIGNED


def tops_of(units: Iterable[Unit]) -> list[Unit]:
    """The units that stand beneath no other of them."""
    paths = sorted(units, key=lambda unit: unit.path)
    return [
        one
        for one in paths
        if not any(one.path != u.path and one.path.startswith(u.path) for u in paths)
    ]


def to_review(person: Person) -> QuerySet[Submission]:
    """What waits for the person's judgement."""
    units = units_for(person, Right.REPORT_REVIEW)
    waiting = Submission.objects.filter(
        state=Submission.State.SUBMITTED, frozen__report__unit__in=units
    )
    return waiting.select_related("frozen__report__unit").order_by("submitted_at")


def get_submission(person: Person, right: Right, pk: int) -> Submission:
    """A submission, for who may see its unit's reports and holds this right there."""
    found = (
        Submission.objects.select_related(
            "frozen__report__unit", "to", "submitted_by", "settled_by", "event"
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("reports_submissions.submission")
    guard(person, right, found.frozen.report.unit, seen_with=Right.REPORT_VIEW, subject=Submission)
    return found


def submissions_of(report: Report) -> QuerySet[Submission]:
    """Everything handed up of one report, the latest first, with its marks."""
    rows = Submission.objects.filter(frozen__report=report)
    return rows.select_related(
        "frozen__report__unit", "to", "submitted_by", "settled_by"
    ).prefetch_related("marks__made_by")


def before(submission: Submission) -> Submission | None:
    """The version handed up before this one."""
    earlier = submissions_of(submission.frozen.report)
    return (
        earlier.filter(frozen__version__lt=submission.frozen.version)
        .order_by("-frozen__version")
        .first()
    )


def handed_up(report: Report) -> Submission | None:
    """The latest handed up of a report."""
    return submissions_of(report).first()


def open_marks(report: Report) -> list[Mark]:
    """The marks a unit has to answer: those of its latest submission, where it was sent back."""
    latest = handed_up(report)
    if latest is None or latest.state != Submission.State.SENT_BACK:
        return []
    return list(latest.marks.all())


def latest_version(report: Report) -> FrozenReport | None:
    """The latest signed version."""
    return report.versions.select_related("report__unit").order_by("-version").first()


def latest_numbers(reports: Iterable[Report]) -> dict[int, int]:
    """The number of the latest signed version of each report, by its key."""
    signed = FrozenReport.objects.filter(report__in=list(reports)).order_by()
    return dict(signed.values("report").annotate(last=Max("version")).values_list("report", "last"))
