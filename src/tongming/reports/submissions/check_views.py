"""A county's reports checked together: the table of units and checks, what stands behind each
count, files of it, and findings sent to a unit as marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tongming.law.figures import Cell
from tongming.law.words import Refused, say
from tongming.reports.county import Check, Found
from tongming.reports.queries import FIRST_YEAR
from tongming.reports.screens.differences import heading_of
from tongming.reports.screens.equations import Drawn, draw
from tongming.reports.submissions import actions, exporting
from tongming.reports.submissions.checking import (
    AT_ONCE,
    Checked,
    ask,
    beneath,
    check_county,
    id_of,
    kept_check,
    restored,
)
from tongming.reports.submissions.gathering import County, Held, county_of
from tongming.reports.submissions.models import CountyCheck
from tongming.reports.submissions.queries import tops_of
from tongming.reports.views.common import download, person_of, place_of, refusal_text
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require, units_for

LOOK_AGAIN = 3
"""Seconds until the page of a check under way is asked for again."""


@dataclass
class Looked:
    """A county's year as a person finds it."""

    top: Unit
    county: County
    checked: list[Checked] = field(default_factory=list)
    kept: CountyCheck | None = None
    """Where the check takes a while; `None`: worked out just now."""

    @property
    def is_stale(self) -> bool:
        """Whether a report has come or changed since."""
        return self.kept is not None and self.kept.inputs != self.county.inputs

    @property
    def is_going(self) -> bool:
        """Whether it is being worked out."""
        return self.kept is not None and self.kept.is_going

    def named(self) -> dict[str, Held]:
        """Every report by its key."""
        return {one.key: one for one in (*self.county.held, *self.county.earlier.values())}


def _look(request: HttpRequest, year: int) -> Looked:
    """The county's year of whoever asks: the top they review, or the one named in the address."""
    person = person_of(request)
    if not FIRST_YEAR <= year <= localdate().year:
        raise Http404("reports.year")
    top = _top(person, request.GET.get("unit") or request.POST.get("unit", ""))
    county = county_of(beneath(top), year)
    if len(county.held) <= AT_ONCE:
        return Looked(top, county, check_county(county))
    kept = kept_check(top, year)
    done = kept is not None and kept.state == CountyCheck.State.DONE
    return Looked(top, county, restored(kept, county) if kept and done else [], kept)


def _top(person: Person, code: str) -> Unit:
    tops = tops_of(units_for(person, Right.REPORT_REVIEW))
    if not tops:
        require(person, Right.REPORT_REVIEW, None)
    for top in tops:
        if not code or top.code == code:
            return top
    raise Http404("units.unit")


@login_required
@require_GET
def county(request: HttpRequest, year: int) -> HttpResponse:
    """Units down, checks across, and how much each found."""
    looked = _look(request, year)
    rows = [
        {
            "one": one,
            "counts": [
                (check, len(found), sum(f.hard for f in found))
                for check in Check
                for found in [one.of(check)]
            ],
        }
        for one in sorted(looked.checked, key=lambda one: (-one.hard, -len(one.found)))
    ]
    tops = tops_of(units_for(person_of(request), Right.REPORT_REVIEW))
    response = render(
        request,
        "submissions/check.html",
        {
            "year": year,
            "looked": looked,
            "rows": rows,
            "checks": list(Check),
            "totals": [
                (check, sum(len(one.of(check)) for one in looked.checked)) for check in Check
            ],
            "clean": sum(1 for one in looked.checked if not one.found),
            "elsewhere": sum(1 for one in looked.checked if one.held.reading is not None),
            "tops": tops if len(tops) > 1 else [],
            "kinds": list(exporting.KINDS),
        },
    )
    if looked.is_going:
        response["Refresh"] = str(LOOK_AGAIN)
    return response


@login_required
@require_POST
def begin(request: HttpRequest, year: int) -> HttpResponse:
    """Have many reports checked; the page may be left meanwhile."""
    looked = _look(request, year)
    ask(unit=looked.top, year=year, by=person_of(request))
    return redirect(_address("check", looked, year))


def _address(name: str, looked: Looked, year: int, *more: object) -> str:
    return f"{reverse(f'submissions:{name}', args=[year, *more])}?unit={looked.top.code}"


@login_required
@require_GET
def file(request: HttpRequest, year: int, kind: str) -> HttpResponseBase:
    """Everything found, as a workbook, CSV or JSON."""
    if kind not in exporting.KINDS:
        raise Http404("reports.file")
    looked = _look(request, year)
    lines = exporting.lines_of(looked.checked, looked.named())
    content = exporting.made(kind, lines, title=looked.top.name, year=year)
    name = _("{unit}{year}年年度报告核对结果").format(unit=looked.top.short_name, year=year)
    return download(content, f"{name}.{kind}", exporting.KINDS[kind])


# --- One unit -------------------------------------------------------------------------------------


@login_required
@require_GET
def unit(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """What was found in one unit's report: the very cells, the passages side by side."""
    looked = _look(request, year)
    one = _one(looked, code)
    named, report = looked.named(), one.held.report
    submission = one.held.submission
    refused = (
        actions.why_not_review(submission, person_of(request))
        if submission is not None
        else say(actions.NO_SUBMISSION)
    )
    marked = (
        {(mark.address or mark.section, mark.words) for mark in submission.marks.all()}
        if submission is not None
        else set()
    )
    groups, unmarked = [], 0
    for check in Check:
        found = one.of(check)
        if found:
            shown = [_shown(one, item, named, marked) for item in found]
            unmarked += sum(1 for item in shown if item["where"] and not item["marked"])
            groups.append({"check": check, "found": shown, "hard": sum(f.hard for f in found)})
    return render(
        request,
        "submissions/check_unit.html",
        {
            "year": year,
            "looked": looked,
            "one": one,
            "report": report,
            "place": place_of(one.held.frozen.report) if one.held.frozen else None,
            "previous": looked.county.previous_source(one.held.unit),
            "groups": groups,
            "submission": submission,
            "refused": refused,
            "unmarked": unmarked,
        },
    )


def _one(looked: Looked, code: str) -> Checked:
    for one in looked.checked:
        if one.held.unit.code == code:
            return one
    raise Http404("reports_submissions.check")


def _shown(
    one: Checked, found: Found, named: dict[str, Held], marked: set[tuple[str, str]]
) -> dict[str, Any]:
    report = one.held.report
    where, words = mark_of(one, found, named)
    drawn: list[Drawn] = []
    if found.violation is not None:
        drawn = draw(report.form, report.figures, [found.violation])
    copy = found.copy
    return {
        "id": id_of(found),
        "message": found.message,
        "equations": drawn,
        "copy": copy,
        "heading": heading_of(report.form, copy.section) if copy else "",
        "other": named.get(copy.other) if copy else None,
        "also": [named[key].unit for key in copy.also if key in named] if copy else [],
        "where": where,
        "marked": (where, words) in marked,
    }


def mark_of(one: Checked, found: Found, named: dict[str, Held]) -> tuple[str, str]:
    """Where a finding is marked, and in which words; ("", …) where there is no one place."""
    report = one.held.report
    form = report.form
    if found.copy is not None:
        copy, other = found.copy, named.get(found.copy.other)
        whose = f"{other.unit.name}{other.year}年" if other else ""
        start = copy.text[:40]
        words = f"与{whose}报告有{copy.length}字相同：“{start}……”。请核对。"
        return copy.section, words[: actions.MOST_WORDS]
    words = str(found.message)[: actions.MOST_WORDS]
    if found.violation is None:
        return form.sections[0].key, words
    own = {*form.cells(), *report.figures}
    for cell in (_cell(found.where), *_first(report.form, report.figures, found)):
        if cell is not None and cell in own:
            return str(cell), words
    return "", words


def _cell(where: str) -> Cell | None:
    try:
        return Cell.parse(where)
    except ValueError:
        return None


def _first(form: Any, figures: Any, found: Found) -> list[Cell]:
    """The cells of the equation it breaks, the totals first: they have the shorter rows."""
    assert found.violation is not None
    (drawn,) = draw(form, figures, [found.violation])
    order = {cell: n for n, cell in enumerate(form.cells())}
    return sorted(drawn.cells, key=lambda cell: order.get(cell, len(order)))


@login_required
@require_POST
def mark(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Send findings to the unit as marks at the very places: the named ones, or all."""
    looked = _look(request, year)
    one = _one(looked, code)
    back = _address("check_unit", looked, year, code)
    if one.held.submission is None:
        messages.error(request, _(actions.NO_SUBMISSION))
        return redirect(back)
    asked, named = set(request.POST.getlist("found")), looked.named()
    places = [
        mark_of(one, found, named) for found in one.found if "all" in asked or id_of(found) in asked
    ]
    try:
        made = actions.send_marks(
            submission=one.held.submission,
            findings=[place for place in places if place[0]],
            by=person_of(request),
        )
    except Refused as refused:
        messages.error(request, refusal_text(refused))
    else:
        n = len(made)
        messages.success(request, ngettext("已标注 %(n)d 处。", "已标注 %(n)d 处。", n) % {"n": n})
    return redirect(back)
