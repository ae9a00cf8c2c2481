"""Years side by side: no break smoothed over, every figure with its source."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from tests.conftest import Cast, SignIn
from tests.integration.history.conftest import Told, published, received
from tongming.law.figures import Cell
from tongming.reports.actions import confirm_reading, read_document
from tongming.reports.history.over_years import Basis, OverYears, gather, main_point
from tongming.units.models import Unit

NEW = Cell("requests", "1", "sum")
OTHERWISE = Cell("requests", "3.6.1", "sum")


def take(unit: Unit, year: int, told: Told, cast: Cast) -> None:
    content = published(unit.name, year, told)
    reading = read_document(
        unit=unit, content=content, name=f"{unit.short_name}{year}.html", by=cast.supervisor
    )
    confirm_reading(reading=reading, year=year, by=cast.supervisor)


@pytest.fixture
def town(cast: Cast) -> Unit:
    """Four years of a town; between 2020 and 2021 the form changed; 2022 is missing."""
    take(cast.town, 2019, {**received(3, carried=1)}, cast)
    take(cast.town, 2020, {**received(6, brought=1)}, cast)
    take(cast.town, 2021, {**received(9, brought=2)}, cast)
    take(cast.town, 2023, {**received(4)}, cast)
    return cast.town


def over(*units: Unit) -> OverYears:
    return gather(units)


def series(years: OverYears, cell: Cell) -> list[object]:
    return [years.point(cell, year).number for year in years.years]


def test_a_line_keeps_its_figures_across_forms(town: Unit) -> None:
    years = over(town)
    assert years.years == (2019, 2020, 2021, 2023)
    assert series(years, NEW) == [3, 6, 9, 4]
    assert [head.is_new_form for head in years.heads()] == [False, False, True, False]
    assert {basis for head in years.heads() for basis in head.bases} == {Basis.READ}


def test_a_line_the_years_form_does_not_have_says_so(town: Unit) -> None:
    years = over(town)
    points = [years.point(OTHERWISE, year) for year in years.years]
    assert [point.exists for point in points] == [False, False, True, True]


def test_what_was_carried_forward_and_not_brought_forward_is_marked(town: Unit) -> None:
    broken = over(town).broken()
    assert {(one.year, one.violation.relation) for one in broken} == {(2021, "R5")}


def test_a_sum_says_whose_numbers_it_is_and_compares_no_unlike_years(
    cast: Cast, town: Unit, sign_in: SignIn
) -> None:
    take(cast.other_town, 2021, received(10), cast)
    take(cast.other_town, 2023, received(1), cast)
    years = over(town, cast.other_town)
    assert series(years, NEW) == [3, 6, 19, 5]
    assert [len(years.point(NEW, year).units) for year in years.years] == [1, 1, 2, 2]
    client = sign_in(cast.supervisor)
    at = f"/work/history/{cast.county.code}/all/"
    assert "请选择" not in client.get(at).text
    assert client.get(at, {"scope": "nobody"}).status_code == 400
    page = client.get(at, {"scope": "townships", "table": "requests"}).text
    assert "+3（+100%）" in page
    assert "+13" not in page
    line = client.get(f"{at}line/requests/1/sum/", {"scope": "townships"}).text
    assert cast.other_town.short_name in line


def test_a_main_figure_is_bridged_from_the_line_of_each_form(town: Unit) -> None:
    said = Cell("stated", "applications_received", "value")
    point = main_point(over(town), said, 2021)
    assert (point.number, point.said_as) == (9, "requests/1/sum")


def test_every_figure_opens_onto_its_source(cast: Cast, town: Unit, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    point = over(town).point(NEW, 2020)
    page = client.get(point.url)
    assert page.status_code == 200
    assert "红石砬子镇2020.html" in page.text


def test_the_pages_of_a_unit_are_shown_to_whoever_may_see_its_reports(
    cast: Cast, town: Unit, sign_in: SignIn
) -> None:
    at = f"/work/history/{town.code}/years/"
    client = sign_in(cast.clerk)
    page = client.get(at, {"table": "requests"}).text
    assert "无此项" in page
    assert "2021年起格式不同" in page
    line = client.get(f"{at}line/requests/1/sum/").text
    assert "<desc" in line
    assert "+3（+100%）" in line
    assert sign_in(cast.stranger).get(at).status_code in (403, 404)


def test_the_files_say_what_the_page_says(cast: Cast, town: Unit, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    at = f"/work/history/{town.code}/years/as"
    answers = {
        kind: b"".join(client.get(f"{at}/{kind}/")) for kind in ("json", "csv", "xlsx")
    }  # fmt: skip
    data = json.loads(answers["json"])
    (line,) = (one for one in data["lines"] if one["cell"] == str(NEW))
    assert [figure["number"] for figure in line["figures"]] == [3, 6, 9, 4]
    (other,) = (one for one in data["lines"] if one["cell"] == str(OTHERWISE))
    assert [figure.get("gap") for figure in other["figures"]] == ["absent", "absent", None, None]
    rows = list(csv.reader(io.StringIO(answers["csv"].decode("utf-8-sig"))))
    assert rows[0][2:] == ["2019", "2020", "2021", "2023"]
    label = line["label"]
    (row,) = (row for row in rows if row[1] == label and row[0] == line["table"])
    assert row[2:] == ["3", "6", "9", "4"]
    sheet = load_workbook(io.BytesIO(answers["xlsx"])).active
    assert sheet is not None
    found = [r for r in sheet.iter_rows(values_only=True) if r[1] == label]
    assert found[0][2:] == (3, 6, 9, 4)
    assert client.get(f"{at}/exe/").status_code == 404
