"""A county's sum: openly chosen, nobody silently left out, every figure opened, kept as it was."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.conftest import Cast, SignIn
from tests.integration.reports.conftest import stated
from tests.integration.reports.test_signing import NOTHING, finish_words, ready, sign
from tests.integration.reports.test_submissions import FEE, correct_and_sign
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.reports.actions import open_report, publish_report, submit_report
from tongming.reports.freezing import digest
from tongming.reports.models import FrozenReport, Unchangeable
from tongming.reports.submissions.actions import clear, send_back, submit_up
from tongming.reports.sums.actions import content_of, keep
from tongming.reports.sums.gathering import Basis, Gathered, Scope, gather
from tongming.reports.sums.models import Sum
from tongming.units.actions import appoint
from tongming.units.models import Unit
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

ISSUED = "proactive/normative_documents/issued"
YEAR = 2022


@pytest.fixture
def two(cast: Cast, newcomer: Unit) -> tuple[FrozenReport, FrozenReport]:
    """The signed reports of two towns, with 3 and 4 normative documents issued."""
    appoint(person=cast.stranger, unit=newcomer, role=Role.CLERK, since=date(2021, 4, 1))
    first = sign(ready(newcomer, YEAR, cast, more={ISSUED: 3}), cast.leader)
    stated({**NOTHING, ISSUED: 4}, unit=cast.town, year=YEAR, form=FORM_2021, by=cast.clerk)
    report = open_report(unit=cast.town, year=YEAR, form=FORM_2021, by=cast.clerk)
    finish_words(report, cast.clerk)
    submit_report(report=report, by=cast.clerk)
    report.refresh_from_db()
    return first, sign(report, cast.leader, accepted="以台账为准")


def gathered(cast: Cast, *scopes: Scope, basis: Basis = Basis.SIGNED) -> Gathered:
    found = gather(cast.county, YEAR, scopes or (Scope.TOWNSHIPS,), basis)
    assert found is not None
    return found


def test_the_reports_of_a_scope_are_added_and_who_has_none_is_named(
    cast: Cast, two: tuple[FrozenReport, FrozenReport]
) -> None:
    found = gathered(cast)
    assert found.report is not None
    assert found.report.figure(Cell.parse(ISSUED)) == 7
    assert {one.frozen for one in found.taken} == set(two)
    assert found.missing == (cast.other_town,)
    assert found.report.extra["missing"] == [cast.other_town.name]


def test_each_figure_opens_onto_the_reports_it_adds(
    cast: Cast, two: tuple[FrozenReport, FrozenReport]
) -> None:
    parts = gathered(cast).parts(Cell.parse(ISSUED))
    assert sorted(figure for _taken, figure in parts) == [3, 4]


def test_a_scope_nobody_chose_is_not_added(
    cast: Cast, two: tuple[FrozenReport, FrozenReport]
) -> None:
    own = gathered(cast, Scope.OWN)
    assert (own.report, own.missing) == (None, (cast.county,))


def test_only_versions_that_have_come_so_far_are_taken(
    cast: Cast, two: tuple[FrozenReport, FrozenReport]
) -> None:
    def taken(basis: Basis) -> set[object]:
        return {one.frozen for one in gathered(cast, basis=basis).taken}

    assert taken(Basis.SUBMITTED) == taken(Basis.CLEARED) == taken(Basis.PUBLISHED) == set()
    submission = submit_up(frozen=two[0], by=cast.clerk)
    assert taken(Basis.SUBMITTED) == {two[0]}
    clear(submission=submission, words="", by=cast.supervisor)
    assert taken(Basis.CLEARED) == {two[0]}
    publish_report(frozen=FrozenReport.objects.get(pk=two[0].pk), by=cast.clerk)
    assert taken(Basis.PUBLISHED) == {two[0]}
    assert taken(Basis.SIGNED) == set(two)


def test_what_was_sent_back_is_not_taken_as_submitted(
    cast: Cast, two: tuple[FrozenReport, FrozenReport]
) -> None:
    submission = submit_up(frozen=two[0], by=cast.clerk)
    send_back(submission=submission, words="请更正", by=cast.supervisor)
    assert gathered(cast, basis=Basis.SUBMITTED).taken == ()


def test_a_kept_sum_stays_when_a_report_is_corrected_and_says_so(
    cast: Cast, two: tuple[FrozenReport, FrozenReport], sign_in: SignIn
) -> None:
    found = gathered(cast)
    kept = keep(gathered=found, shown=digest(content_of(found)), by=cast.supervisor)
    correct_and_sign(two[0].report, cast, 50)
    office = sign_in(cast.supervisor)
    page = office.get(f"/work/sums/{cast.county.code}/{YEAR}/kept/{kept.pk}/")
    assert [one.unit for one in page.context["since"]] == [two[0].report.unit]
    assert page.context["intact"]
    event = Event.objects.get(kind="sums.kept")
    assert event.data["sha256"] == kept.sha256
    now = gathered(cast).report
    assert now is not None
    assert now.figure(Cell.parse(FEE)) == 50
    data = json.loads(Sum.objects.get().content)
    assert data["report"]["stated"]["processing_fee_yuan"] == 0
    with pytest.raises(Unchangeable):
        kept.save()


def test_what_changed_since_the_page_was_opened_is_not_kept(
    cast: Cast, two: tuple[FrozenReport, FrozenReport]
) -> None:
    found = gathered(cast)
    shown = digest(content_of(found))
    correct_and_sign(two[0].report, cast, 50)
    with pytest.raises(Refused, match="有了变化"):
        keep(gathered=found, shown=shown, by=cast.supervisor)
    with pytest.raises(NotPermitted):
        keep(gathered=found, shown=shown, by=cast.clerk)
    assert not Sum.objects.exists()


def test_the_screens_lead_from_the_choice_to_the_file(
    cast: Cast, two: tuple[FrozenReport, FrozenReport], sign_in: SignIn
) -> None:
    office = sign_in(cast.supervisor)
    at = f"/work/sums/{cast.county.code}/{YEAR}/"
    assert office.get(at).status_code == 200
    assert office.get(f"{at}?basis=signed").status_code == 400
    query = "scope=townships&basis=signed"
    page = office.get(f"{at}?{query}")
    assert cast.other_town.name in page.content.decode()
    cell = office.get(f"{at}of/{ISSUED}/?{query}").content.decode()
    assert two[0].report.unit.name in cell
    answer = office.post(f"{at}keep/", {"query": query, "shown": page.context["shown"]})
    kept = Sum.objects.get()
    assert answer.headers["Location"].endswith(f"/kept/{kept.pk}/")
    data = json.loads(office.get(f"{at}kept/{kept.pk}/json/").getvalue())
    assert data["proactive"]["normative_documents"]["issued"] == 7
    sheet = office.get(f"{at}kept/{kept.pk}/xlsx/").getvalue()
    assert sheet.startswith(b"PK")
    assert sign_in(cast.clerk).get(at).status_code == 404
    assert office.get(f"{at}kept/999/").status_code == 404
