"""The annual reports: read in, compiled, signed, corrected."""

from __future__ import annotations

from django.urls import reverse

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.history.conftest import published, received
from tests.integration.reports.conftest import OWN_WORDS
from tongming.law.forms import FORM_2021, FORM_OWN
from tongming.reports.actions import confirm_reading, open_report, read_pasted
from tongming.reports.freezing import digest
from tongming.reports.history.actions import accept, give
from tongming.reports.history.reading import work
from tongming.reports.models import FrozenReport, HistoricalFigure, Report
from tongming.reports.submissions.actions import mark, submit_up
from tongming.reports.sums.actions import content_of, keep
from tongming.reports.sums.gathering import Basis, Scope, gather


def reports(cast: Cast) -> Visits:
    # Its own words as of 2014, before 红石砬子镇 was in the system.
    town = cast.town
    confirmed = read_pasted(unit=town, text=_words(town.name, 2014), by=cast.clerk)
    confirm_reading(reading=confirmed, year=2014, by=cast.clerk)
    # The same year said otherwise: differences and broken sums.
    told = _words(town.name, 2014).replace("101条", "111条")
    waiting = read_pasted(unit=town, text=told, by=cast.clerk)
    figure = HistoricalFigure.objects.get(unit=town, year=2014, address="channels/website/items")
    open_report(unit=town, year=2021, form=FORM_2021, by=cast.clerk)
    Report.objects.create(
        unit=town,
        year=2023,
        form=FORM_2021.id,
        state=Report.State.SUBMITTED,
        opened_at=confirmed.made_at,
        opened_by=cast.clerk,
    )
    code = town.code
    draft, signed, submitted = ((code, year, FORM_2021.id) for year in (2021, 2022, 2023))
    cell = (figure.cell.table, figure.cell.row, figure.cell.column)
    return {
        "reports:index": [Visit("/work/reports/", "supervisor")],
        "reports:years": [Visit(f"/work/reports/{code}/", who) for who in ("clerk", "supervisor")],
        **at("reports:import", "clerk", code),
        "reports:reading": [
            Visit(reverse("reports:reading", args=(code, one.pk)), "clerk")
            for one in (confirmed, waiting)
        ],
        **at("reports:discard", "clerk", code, waiting.pk),
        **at("reports:correct_figure", "clerk", code, figure.pk),
        **at("reports:withdraw_figure", "clerk", code, figure.pk),
        "reports:year": [
            Visit(f"/work/reports/{code}/{year}/", "clerk") for year in (2014, 2019, 2021)
        ],
        "reports:report": [
            Visit(reverse("reports:report", args=args), who)
            for args in (draft, signed, submitted)
            for who in ("clerk", "leader")
        ],
        "reports:cell": [
            Visit(reverse("reports:cell", args=(code, 2014, FORM_OWN.id, *cell)), "clerk"),
            Visit(reverse("reports:cell", args=(*draft, "requests", "1", "nat")), "clerk"),
        ],
        **at("reports:figures", "clerk", *draft),
        **at("reports:words", "clerk", *draft),
        **at("reports:changes", "clerk", *draft),
        **at("reports:part", "clerk", *draft, "overview"),
        **at("reports:part_history", "clerk", *draft, "overview"),
        **at("reports:submit", "clerk", *draft),
        **at("reports:sign", "leader", *submitted),
        **at("reports:send_back", "leader", *submitted),
        **at("reports:correct", "clerk", *signed),
        **at("reports:version", "clerk", *signed, 2),
        **handed_up(cast, *signed),
        **earlier(cast),
    }


def handed_up(cast: Cast, code: str, year: int, form: str) -> Visits:
    """The signed report of a year sent back with marks, and the county's sum with it."""
    frozen = FrozenReport.objects.filter(report__unit__code=code, report__year=year).latest(
        "version"
    )
    submission = submit_up(frozen=frozen, by=cast.clerk)
    mark(submission=submission, where="requests/1/sum", words="请核对。", by=cast.supervisor)
    top = cast.county
    query = "?scope=own&scope=townships&basis=signed"
    gathered = gather(top, year, [Scope.OWN, Scope.TOWNSHIPS], Basis.SIGNED)
    assert gathered is not None
    kept = keep(gathered=gathered, shown=digest(content_of(gathered)), by=cast.supervisor)
    at_sum = (top.code, year)
    return {
        "submissions:year": [
            Visit(f"/work/submissions/{year}/", who) for who in ("supervisor", "clerk")
        ],
        **at("submissions:check", "supervisor", year),
        **at("submissions:check_unit", "supervisor", year, code),
        **at("submissions:of_report", "clerk", code, year, form),
        "submissions:review": [
            Visit(f"/work/submissions/{submission.pk}/review/?where=requests/1/sum", "supervisor"),
            Visit(f"/work/submissions/{submission.pk}/review/", "clerk"),
        ],
        "sums:sum": [
            Visit(reverse("sums:sum", args=at_sum), "supervisor"),
            Visit(reverse("sums:sum", args=at_sum) + query, "supervisor"),
        ],
        **at("sums:cell", "supervisor", *at_sum, "requests", "1", "sum", query=query),
        **at("sums:kept", "supervisor", *at_sum, kept.pk),
    }


def earlier(cast: Cast) -> Visits:
    """Files given in bulk, read and not yet decided about; the years of a town and its county."""
    town = cast.town
    files = [
        ("2019年.html", published(town.name, 2019, received(3, carried=1))),
        ("2020年.html", published(town.name, 2020, received(5))),
        ("2020年另一份.html", published(town.name, 2020, received(6))),
        ("别的机关.html", published("云岭县水务局", 2020)),
        ("不是报告.pdf", b"%PDF-1.4 nothing"),
    ]
    batch = give(unit=town, files=files, page="https://www.example.gov.cn/nb/", by=cast.clerk)
    work()
    first, twin, doubtful = (batch.files.all()[place] for place in (0, 1, 3))
    accept(given=first, by=cast.clerk)
    fresh = give(unit=town, files=files[:1], by=cast.clerk)
    top, cell = cast.county.code, ("requests", "1", "sum")
    whole = "?scope=townships"
    return {
        "history:give": [
            Visit(reverse("history:give", args=(code,)), who)
            for code, who in ((town.code, "clerk"), (top, "supervisor"))
        ],
        "history:batch": [
            Visit(reverse("history:batch", args=(town.code, one.pk)), "clerk")
            for one in (batch, fresh)
        ],
        **at("history:place", "clerk", town.code, doubtful.pk),
        **at("history:set_aside", "clerk", town.code, doubtful.pk),
        **at("history:differences", "clerk", town.code, twin.pk),
        "history:years": [
            Visit(reverse("history:years", args=(town.code,)) + f"?table={table}", "clerk")
            for table in ("main", "requests", "proactive")
        ],
        **at("history:line", "clerk", town.code, *cell),
        "history:several": [
            Visit(reverse("history:several", args=(top,)) + query, "supervisor")
            for query in ("", whole)
        ],
        **at("history:line_of_several", "supervisor", top, *cell, query=whole),
    }


def _words(organ: str, year: int) -> str:
    return OWN_WORDS.replace("松花湖镇人民政府", organ).replace("2019", str(year))
