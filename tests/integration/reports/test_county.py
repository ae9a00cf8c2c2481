"""A county checked together: own reports and those read from published pages, marks in one click,
files, and a check that takes a while."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import Cast, SignIn
from tests.integration.reports.conftest import OWN_WORDS
from tests.published import publish
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.organs import Level
from tongming.ledger.models import Event
from tongming.reports.actions import confirm_reading, read_pasted
from tongming.reports.county import Check
from tongming.reports.models import FrozenReport, Reading
from tongming.reports.submissions import check_views, checking
from tongming.reports.submissions.actions import send_marks, submit_up
from tongming.reports.submissions.checking import (
    beneath,
    check_county,
    found_data,
    found_from,
    run_waiting,
)
from tongming.reports.submissions.gathering import county_of
from tongming.reports.submissions.models import CountyCheck
from tongming.units.actions import create_unit
from tongming.units.models import Unit

YEAR = 2022
AT = f"/work/submissions/{YEAR}/check"
REVIEWS = Cell.parse("remedies/review/total")
BROUGHT = Cell.parse("requests/2/sum")


@pytest.fixture
def broken(cast: Cast) -> FrozenReport:
    """The town's published report for 2022, with a sum of table 4 that does not hold."""
    return publish(cast.town, YEAR, FORM_2021, {REVIEWS: 3}, by=cast.leader)


def read_2019(unit: Unit, cast: Cast, told: str = OWN_WORDS) -> Reading:
    return read_pasted(unit=unit, text=told.replace("松花湖镇", unit.short_name), by=cast.clerk)


def test_a_report_published_elsewhere_is_checked_too_and_says_where_it_was_read(
    cast: Cast, newcomer: Unit
) -> None:
    reading = read_2019(newcomer, cast, OWN_WORDS.replace("101条", "111条"))
    county = county_of(Unit.objects.filter(pk=newcomer.pk), 2019)
    (one,) = check_county(county)
    assert one.held.reading == reading
    assert "还没有人核对" in str(one.held.source)
    assert [found.check for found in one.found] == [Check.SUMS] * len(one.found) != []
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    (one,) = check_county(county_of(Unit.objects.filter(pk=newcomer.pk), 2019))
    assert "已经核对" in str(one.held.source)


def test_last_years_published_report_is_what_the_carry_over_is_held_against(cast: Cast) -> None:
    last = {Cell("requests", row, col): 2 for row in "14" for col in ("nat", "sum")}
    before = publish(cast.town, YEAR - 1, FORM_2021, last, by=cast.leader)
    publish(cast.town, YEAR, FORM_2021, by=cast.leader)
    county = county_of(Unit.objects.filter(pk=cast.town.pk), YEAR)
    assert county.earlier[cast.town.pk].frozen == before
    (one,) = check_county(county)
    assert {found.where for found in one.of(Check.CARRIED)} == {"requests/2/nat", "requests/2/sum"}


def test_more_units_ask_no_more_questions(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            check_county(county_of(beneath(cast.county), YEAR))
        return len(caught)

    def add(n: int) -> None:
        unit = create_unit(
            name=f"第{n}局", short_name=f"{n}局", level=Level.COUNTY_DEPARTMENT, code=f"bureau-{n}",
            joined_on=date(2020, 1, 1), parent=cast.county,
        )  # fmt: skip
        for year in (YEAR - 1, YEAR):
            publish(unit, year, FORM_2021, by=cast.leader)

    add(0)
    few = queries()
    for n in range(1, 6):
        add(n)
    assert queries() == few


def test_the_table_counts_and_each_count_opens_onto_its_cells(
    cast: Cast, broken: FrozenReport, sign_in: SignIn
) -> None:
    office = sign_in(cast.supervisor)
    page = office.get(f"{AT}/")
    (row,) = [r for r in page.context["rows"] if r["one"].held.unit == cast.town]
    counted = {check: (n, hard) for check, n, hard in row["counts"]}
    assert counted[Check.SUMS] == (1, 1)
    assert counted[Check.CARRIED] == (0, 0)
    assert cast.other_town in page.context["looked"].county.without
    (group,) = office.get(f"{AT}/of/{cast.town.code}/").context["groups"]
    assert group["found"][0]["where"] == str(REVIEWS)
    assert office.get(f"{AT}/of/{cast.other_town.code}/").status_code == 404
    assert sign_in(cast.clerk).get(f"{AT}/").status_code == 403
    assert sign_in(cast.clerk).get(f"{AT}/of/{cast.town.code}/").status_code == 403


def test_findings_go_to_the_unit_as_marks_in_one_click_and_only_once(
    cast: Cast, broken: FrozenReport, sign_in: SignIn
) -> None:
    office = sign_in(cast.supervisor)
    at = f"{AT}/of/{cast.town.code}/"
    office.post(f"{at}mark/", {"found": "all"})
    assert not Event.objects.filter(kind="submissions.marked").exists()
    submission = submit_up(frozen=broken, by=cast.clerk)
    for _time in range(2):
        office.post(f"{at}mark/", {"found": "all"})
    (mark,) = submission.marks.all()
    assert (mark.address, mark.made_by) == (str(REVIEWS), cast.supervisor)
    assert office.get(at).context["groups"][0]["found"][0]["marked"]
    assert sign_in(cast.clerk).post(f"{at}mark/", {"found": "all"}).status_code == 403


def test_a_long_finding_is_marked_as_far_as_a_mark_goes(cast: Cast, broken: FrozenReport) -> None:
    submission = submit_up(frozen=broken, by=cast.clerk)
    (mark,) = send_marks(
        submission=submission, findings=[("problems", "长" * 900)], by=cast.supervisor
    )
    assert len(mark.words) == 300


def test_the_files_say_the_same_and_no_cell_is_a_formula(
    cast: Cast, broken: FrozenReport, sign_in: SignIn
) -> None:
    Unit.objects.filter(pk=cast.town.pk).update(name="=HYPERLINK(1)")
    office = sign_in(cast.supervisor)
    data = json.loads(office.get(f"{AT}/file.json").getvalue())
    (line,) = [one for one in data["found"] if one["unit_code"] == cast.town.code]
    assert (line["nature"], line["check"]) == ("错误", "表内关系")
    text = office.get(f"{AT}/file.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0][:2] == ["单位代码", "单位"]
    assert [row[1] for row in rows if row[0] == cast.town.code] == ["'=HYPERLINK(1)"]
    assert office.get(f"{AT}/file.xlsx").getvalue().startswith(b"PK")
    assert office.get(f"{AT}/file.exe").status_code == 404


def test_many_reports_are_checked_by_the_clock_while_the_page_says_how_far(
    cast: Cast, broken: FrozenReport, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_views, "AT_ONCE", 0)
    office = sign_in(cast.supervisor)
    assert office.get(f"{AT}/").context["rows"] == []
    office.post(f"{AT}/begin/")
    office.post(f"{AT}/begin/")
    kept = CountyCheck.objects.get()
    page = office.get(f"{AT}/")
    assert page.headers["Refresh"]
    assert kept.total == 1
    assert run_waiting(timezone.now()) == 1
    assert run_waiting(timezone.now()) == 0
    page = office.get(f"{AT}/")
    assert "Refresh" not in page.headers
    assert [row["one"].held.unit for row in page.context["rows"]] == [cast.town]
    assert office.get(f"{AT}/of/{cast.town.code}/").context["groups"]
    publish(cast.town, YEAR, FORM_2021, by=cast.leader, version=2, reason="更正")
    page = office.get(f"{AT}/")
    assert page.context["looked"].is_stale
    assert page.context["rows"] == []


def test_a_check_that_fails_says_so_and_a_stopped_one_is_taken_up(
    cast: Cast, broken: FrozenReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    checking.ask(unit=cast.county, year=YEAR, by=cast.supervisor)
    left = timezone.now() - 2 * checking.STALLED
    CountyCheck.objects.update(state=CountyCheck.State.RUNNING, touched_at=left)

    def fails(*_given: object) -> None:
        raise RuntimeError("no")

    with monkeypatch.context() as patch:
        patch.setattr(checking, "check_county", fails)
        assert run_waiting(timezone.now()) == 1
    assert CountyCheck.objects.get().state == CountyCheck.State.FAILED
    checking.ask(unit=cast.county, year=YEAR, by=cast.supervisor)
    run_waiting(timezone.now())
    assert CountyCheck.objects.get().state == CountyCheck.State.DONE


def test_what_is_kept_of_a_finding_reads_back_the_same(cast: Cast, broken: FrozenReport) -> None:
    publish(cast.other_town, YEAR, FORM_2021, {BROUGHT: 4}, by=cast.leader)
    for one in check_county(county_of(beneath(cast.county), YEAR)):
        for found in one.found:
            assert found_from(json.loads(json.dumps(found_data(found)))) == found
