"""The standard catalogue: a county's list, a town's choice, each row covered, due or overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import COMPLETE, Road
from tests.integration.registers.catalogue import (
    APPROVAL,
    MONEY,
    RELIEF,
    TODAY,
    county_clerk,
    imported,
    listed,
    taken,
)
from tongming.information.models import Document
from tongming.law.words import Refused
from tongming.registers.catalogue import actions, workbook
from tongming.registers.catalogue.duties import catalogue_duties
from tongming.registers.catalogue.models import Choice, Row
from tongming.registers.catalogue.queries import Standing, coverage, owner_of
from tongming.units.rights import NotPermitted

SHANGHAI = ZoneInfo("Asia/Shanghai")


def public(cast: Cast, row: str, on: date, number: int) -> Document:
    document = Road(cast).to_public(
        replace(
            COMPLETE, title=f"第{number}号公示", document_number="", catalogue_row=row,
            body=f"{COMPLETE.body}<p>第{number}号</p>",
        )
    )  # fmt: skip
    at = datetime(on.year, on.month, on.day, 9, tzinfo=SHANGHAI)
    Document.objects.filter(pk=document.pk).update(published_at=at, changed_at=at)
    return document


def standings(cast: Cast, today: date = TODAY) -> dict[str, tuple[Standing, date | None]]:
    return {one.row.reference: (one.standing, one.due) for one in coverage(cast.town, today)}


def test_merged_cells_are_filled_down_and_every_wrong_row_says_why(cast: Cast) -> None:
    lines = workbook.read(listed(RELIEF, APPROVAL, {**MONEY, "公开时限": ""}, RELIEF))
    assert lines[1].key == ("社会救助", "最低生活保障", "审批信息")
    assert [[str(error) for error in line.errors] for line in lines] == [
        [], [], ["请填“公开时限”。"], ["与第2行重复。"],
    ]  # fmt: skip
    with pytest.raises(Refused, match="有1行需要改"):
        imported(cast, {**MONEY, "领域": "涉农/补贴"})
    with pytest.raises(NotPermitted):
        actions.import_rows(
            owner=cast.county, content=listed(MONEY), name="目录.xlsx", by=cast.clerk, today=TODAY
        )


def test_a_newer_list_keeps_what_towns_took_and_retires_what_it_lacks(cast: Cast) -> None:
    assert imported(cast) == 5
    taken(cast)
    assert owner_of(cast.town) == cast.county
    assert Choice.objects.filter(unit=cast.town).count() == 4
    imported(cast, {**RELIEF, "公开时限": "5个工作日"}, MONEY)
    assert [one.row.reference for one in coverage(cast.town, TODAY)] == [
        "社会救助 / 最低生活保障 / 审核信息", "涉农补贴 / 耕地地力保护",
    ]  # fmt: skip
    assert Row.objects.get(first="最低生活保障", second="审核信息").term_kind.number == 5
    assert Row.objects.get(first="信息公开年报").retired_on == TODAY


def test_a_row_stands_as_what_was_published_says(cast: Cast) -> None:
    imported(cast)
    taken(cast)
    quarter, report = "涉农补贴 / 耕地地力保护", "政务公开 / 信息公开年报"
    relief = "社会救助 / 最低生活保障 / 审核信息"
    assert standings(cast) == {
        relief: (Standing.DUE, None),
        "社会救助 / 最低生活保障 / 审批信息": (Standing.DUE, None),
        quarter: (Standing.OVERDUE, date(2026, 10, 20)),
        report: (Standing.OVERDUE, date(2026, 1, 31)),
    }
    public(cast, quarter, date(2026, 9, 30), 1)
    public(cast, "社会救助 / 审核信息", date(2026, 3, 3), 2)
    found = standings(cast)
    assert found[quarter][0] is Standing.OVERDUE
    assert found[relief] == (Standing.COVERED, None)
    public(cast, "涉农补贴/耕地地力保护", date(2026, 10, 9), 3)
    assert standings(cast)[quarter][0] is Standing.COVERED
    assert standings(cast, date(2027, 1, 5))[quarter] == (Standing.DUE, date(2027, 1, 20))


def test_what_is_being_written_past_its_term_is_overdue(cast: Cast) -> None:
    imported(cast)
    taken(cast)
    relief = "社会救助 / 最低生活保障 / 审核信息"
    Road(cast).draft(
        replace(COMPLETE, catalogue_row=relief, formed_on=date(2026, 9, 1), term="relief")
    )
    standing, due = standings(cast)[relief]
    assert (standing, due) == (Standing.OVERDUE, date(2026, 9, 15))


def test_a_row_taken_after_its_day_is_not_overdue_this_time(cast: Cast) -> None:
    imported(cast)
    taken(cast, since=date(2026, 11, 2))
    assert standings(cast)["政务公开 / 信息公开年报"] == (Standing.DUE, None)


def test_periodic_rows_are_duties_of_the_town_from_fifteen_days_before(cast: Cast) -> None:
    imported(cast)
    taken(cast)
    found = [(str(one.what), one.due) for one in catalogue_duties(cast.clerk, TODAY)]
    assert found == [
        ("公开标准目录事项“涉农补贴 / 耕地地力保护”", date(2026, 10, 20)),
        ("公开标准目录事项“政务公开 / 信息公开年报”", date(2026, 1, 31)),
    ]
    assert list(catalogue_duties(cast.stranger, TODAY)) == []
    quiet = list(catalogue_duties(cast.clerk, date(2027, 1, 2)))
    assert [str(one.what) for one in quiet] == []


def test_the_county_brings_in_its_list_and_the_town_ticks_its_rows(
    cast: Cast, sign_in: SignIn
) -> None:
    county = sign_in(county_clerk(cast))
    looked = county.post(
        "/work/registers/catalogue/import/",
        {
            "unit": cast.county.pk,
            "file": SimpleUploadedFile("目录.xlsx", listed(RELIEF, APPROVAL, MONEY)),
        },
    )
    assert "每季度第一个月20日以前" in looked.content.decode()
    county.post(f"/work/registers/catalogue/import/confirm/{looked.context['kept'].pk}/")
    assert Row.objects.count() == 3
    town = sign_in(cast.clerk)
    page = f"/work/registers/catalogue/units/{cast.town.pk}/"
    assert "还没有选用事项" in town.get(page).content.decode()
    row = Row.objects.get(first="耕地地力保护")
    assert town.post(f"{page}choose/", {"row": [row.pk, "x", 999999]}).status_code == 302
    assert "耕地地力保护" in town.get(page).content.decode()
    assert town.post(f"{page}choose/", {"row": []}).status_code == 302
    assert not Choice.objects.filter(until=None).exists()
    assert sign_in(cast.stranger).get(page).status_code == 404
    assert sign_in(cast.supervisor).get(page).status_code == 200
    assert sign_in(cast.supervisor).get(f"{page}choose/").status_code == 403
