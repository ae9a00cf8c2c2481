"""Table 2 and the channels counted from what was published, each figure with its records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import COMPLETE, Road
from tests.integration.reports.conftest import stated
from tongming.applications.actions import enter_step, register
from tongming.applications.kinds import Channel as Way
from tongming.applications.kinds import Kind
from tongming.information import actions
from tongming.information.models import Document
from tongming.law.figures import Cell, Gap
from tongming.law.forms import FORM_2019, FORM_2021, Form
from tongming.law.outcomes import ApplicantKind
from tongming.publishing.channels import actions as channels
from tongming.publishing.channels.kinds import Channel, Means
from tongming.reports.compiling.evidence import Basis
from tongming.reports.compiling.year import Compiled, compile_year

NORMATIVE = replace(COMPLETE, is_normative=True, document_number="")


@pytest.fixture
def road(cast: Cast) -> Road:
    return Road(cast)


@pytest.fixture
def year() -> int:
    """That of today: publication has no other day."""
    return timezone.localdate().year


def norm(column: str) -> Cell:
    return Cell("proactive", "normative_documents", column)


def channel(row: str) -> Cell:
    return Cell("channels", row, "items")


def standing_and_repealed(road: Road) -> tuple[Document, Document]:
    """Two normative documents of the year, one of them repealed, and a notice that is none."""
    today = timezone.localdate()
    standing = road.to_public(replace(NORMATIVE, title="有效的办法", formed_on=today))
    repealed = road.to_public(replace(NORMATIVE, title="废止的办法", formed_on=today))
    road.to_public(replace(COMPLETE, title="通知", document_number=""))
    actions.repeal(document=repealed, on=today, reason="文件", by=road.cast.clerk, today=today)
    return standing, repealed


def figures(compiled: Compiled, *cells: Cell) -> list[object]:
    return [compiled.report.figure(cell) for cell in cells]


def test_a_year_with_published_and_repealed_documents_fills_table_2(
    road: Road, cast: Cast, year: int
) -> None:
    standing, repealed = standing_and_repealed(road)
    compiled = compile_year(cast.town, year, FORM_2021)
    cells = [norm(column) for column in ("issued", "repealed", "in_force")]
    assert figures(compiled, *cells) == [2, 1, 1]
    assert {compiled.evidence[cell].basis for cell in cells} == {Basis.COUNTED}
    assert [row.url for row in compiled.rows(norm("repealed"))] == [repealed.get_absolute_url()]
    assert [row.title for row in compiled.rows(norm("in_force"))] == [standing.title]
    for cell in FORM_2021.cells():
        if compiled.rows(cell):
            assert len(compiled.rows(cell)) == compiled.report.figure(cell)
    # 规章 are not a town's to make: that follows from the law, not from a count.
    rules = compiled.evidence[Cell("proactive", "rules", "issued")]
    assert (rules.figure, rules.basis) == (0, Basis.DERIVED)


def test_the_form_of_2019_counts_what_was_made_made_public_and_is_public(
    road: Road, cast: Cast, year: int
) -> None:
    standing, _repealed = standing_and_repealed(road)
    actions.withdraw(document=standing, reason="有误", by=cast.leader)
    compiled = compile_year(cast.town, year, FORM_2019)
    cells = [norm(column) for column in ("made", "newly_public", "public_total")]
    assert figures(compiled, *cells) == [2, 2, 1]
    assert [len(compiled.rows(cell)) for cell in cells] == [2, 2, 1]


@pytest.mark.django_db(transaction=True)
def test_an_item_counts_once_in_the_total_and_once_on_each_channel(
    road: Road, cast: Cast, year: int
) -> None:
    first, *_others = [
        road.to_public(replace(COMPLETE, title=f"第{n}件", document_number="")) for n in range(3)
    ]
    for way, means in (
        (Channel.WEIBO, None), (Channel.OTHER, Means.NOTICE_BOARD), (Channel.OTHER, Means.SCREEN),
    ):  # fmt: skip
        channels.mark_published_by_hand(
            key=first.key, unit=cast.town, channel=way, means=means, on=timezone.localdate(),
            today=timezone.localdate(), link="https://weibo.com/1", by=cast.clerk,
        )  # fmt: skip
    compiled = compile_year(cast.town, year, FORM_2021)
    rows = ("total", "website", "weibo", "wechat", "gazette", "other")
    assert figures(compiled, *map(channel, rows)) == [3, 3, 1, 0, 0, 1]
    assert [len(compiled.rows(channel(row))) for row in rows] == [3, 3, 1, 0, 0, 1]
    assert [row.title for row in compiled.rows(channel("weibo"))] == [first.title]


@pytest.mark.django_db(transaction=True)
def test_a_signed_year_comes_out_the_same_whatever_happens_after(
    road: Road, cast: Cast, year: int
) -> None:
    standing_and_repealed(road)
    signed = timezone.now()
    then = compile_year(cast.town, year, FORM_2021, signed)
    today = timezone.localdate()
    actions.repeal(
        document=Document.objects.get(title="有效的办法"), on=today, reason="文件",
        by=cast.clerk, today=today,
    )  # fmt: skip
    road.to_public(replace(NORMATIVE, title="以后的办法", formed_on=today))
    again = compile_year(cast.town, year, FORM_2021, signed)
    assert again.report.figures == then.report.figures
    assert again.report.sections == then.report.sections
    now = compile_year(cast.town, year, FORM_2021)
    assert figures(now, norm("issued"), norm("repealed"), channel("website")) == [3, 2, 4]


def test_a_stated_figure_governs_and_the_count_stands_beside_it(
    road: Road, cast: Cast, year: int
) -> None:
    """Rules of before may never have been brought in: only a person knows all that are in force."""
    standing_and_repealed(road)
    stated(
        {"proactive/normative_documents/in_force": 7}, unit=cast.town, year=year, form=FORM_2021,
        by=cast.clerk,
    )  # fmt: skip
    compiled = compile_year(cast.town, year, FORM_2021)
    assert figures(compiled, norm("issued"), norm("in_force")) == [2, 7]
    (conflict,) = compiled.conflicts
    assert (conflict.used, conflict.other, conflict.other_basis) == (7, 1, Basis.COUNTED)
    assert len(compiled.rows(norm("in_force"))) == 1


@pytest.mark.parametrize("form", [FORM_2019, FORM_2021])
def test_a_year_of_which_nothing_is_held_is_not_counted(
    road: Road, cast: Cast, year: int, form: Form
) -> None:
    column = "issued" if form is FORM_2021 else "made"
    assert figures(compile_year(cast.town, year, form), norm(column)) == [Gap.BLANK]
    standing_and_repealed(road)
    before = compile_year(cast.town, year - 1, form)
    assert figures(before, norm(column)) == [Gap.BLANK]
    assert channel("total") not in before.report.figures
    assert before.rows(norm(column)) == []
    assert figures(compile_year(cast.other_town, year, form), norm(column)) == [Gap.BLANK]
    cast.town.joined_on = date(year + 1, 1, 1)
    cast.town.save()
    assert figures(compile_year(cast.town, year, form), norm(column)) == [Gap.NOT_REPORTED]


def test_the_page_of_a_figure_lists_its_documents_and_opens_them_to_those_who_may(
    road: Road, cast: Cast, year: int, sign_in: SignIn
) -> None:
    standing, _repealed = standing_and_repealed(road)
    cell = {"table": "proactive", "row": "normative_documents", "column": "in_force"}
    place = {"code": "hongshilazi", "year": year, "form": FORM_2021.id}
    address = reverse("reports:cell", kwargs={**place, **cell})
    page = sign_in(cast.clerk).get(address).content.decode()
    assert f'<a href="{standing.get_absolute_url()}">有效的办法</a>' in page
    assert "统计的记录，共 1 件" in page


def test_no_fee_is_counted_where_nobody_was_asked_for_one(cast: Cast, year: int) -> None:
    fee = Cell("stated", "processing_fee_yuan", "value")
    before = timezone.now()
    assert compile_year(cast.town, year, FORM_2021).report.figure(fee) == 0
    today = timezone.localdate()
    application = register(
        unit=cast.town, subject="道路合同", applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Way.IN_PERSON, arrived_on=today, by=cast.handler, today=today,
    )  # fmt: skip
    enter_step(
        application=application, kind=Kind.FEE_NOTIFIED, on=today, details={}, by=cast.handler,
        today=today,
    )  # fmt: skip
    # What was paid only a person can say, from the payment slip.
    assert fee not in compile_year(cast.town, year, FORM_2021).tallied
    assert compile_year(cast.town, year, FORM_2021, before).tallied[fee] == 0
