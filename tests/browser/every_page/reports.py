"""The annual reports: read in, compiled, signed, corrected."""

from __future__ import annotations

from django.urls import reverse

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.reports.conftest import OWN_WORDS
from tongming.law.forms import FORM_2021, FORM_OWN
from tongming.reports.actions import confirm_reading, open_report, read_pasted
from tongming.reports.models import HistoricalFigure, Report


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
        **at("reports:part", "clerk", *draft, "overview"),
        **at("reports:part_history", "clerk", *draft, "overview"),
        **at("reports:submit", "clerk", *draft),
        **at("reports:sign", "leader", *submitted),
        **at("reports:send_back", "leader", *submitted),
        **at("reports:correct", "clerk", *signed),
        **at("reports:version", "clerk", *signed, 2),
    }


def _words(organ: str, year: int) -> str:
    return OWN_WORDS.replace("松花湖镇人民政府", organ).replace("2019", str(year))
