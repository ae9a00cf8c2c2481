"""A small standard catalogue, kept by the county, from which the town takes rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.conftest import PASSWORD, Cast
from tests.integration.registers.powers import filled
from tongming.registers.catalogue import actions, workbook
from tongming.registers.catalogue.models import Row
from tongming.units.actions import appoint, create_person
from tongming.units.models import Person
from tongming.units.roles import Role

TODAY = date(2026, 11, 24)
RELIEF = {
    "领域": "社会救助", "一级事项": "最低生活保障", "二级事项": "审核信息",
    "公开时限": "制定或获取之日起10个工作日内，公示7个工作日", "公开主体": "镇人民政府",
    "公开层级": "乡级",
}  # fmt: skip
APPROVAL = {"二级事项": "审批信息", "公开时限": "10个工作日", "公开层级": "乡级"}
MONEY = {
    "领域": "涉农补贴", "一级事项": "耕地地力保护", "公开时限": "每季度首个月20日",
    "公开层级": "乡、村级",
}  # fmt: skip
REPORT = {"领域": "政务公开", "一级事项": "信息公开年报", "公开时限": "每年1月31日前"}
COUNTY = {"领域": "户籍管理", "一级事项": "办事指南", "公开时限": "长期", "公开层级": "县级"}


def listed(*rows: Mapping[str, object]) -> bytes:
    return filled([one.heading for one in workbook.COLUMNS], rows, workbook.SHEET)


def county_clerk(cast: Cast) -> Person:
    found = Person.objects.filter(username="qianjing").first()
    if found is not None:
        return found
    person = create_person(
        username="qianjing", full_name="钱静", unit=cast.county, password=PASSWORD
    )
    appoint(person=person, unit=cast.county, role=Role.CLERK, since=date(2015, 1, 1))
    return person


def imported(cast: Cast, *rows: Mapping[str, object]) -> int:
    return actions.import_rows(
        owner=cast.county, content=listed(*(rows or (RELIEF, APPROVAL, MONEY, REPORT, COUNTY))),
        name="标准目录.xlsx", by=county_clerk(cast), today=TODAY,
    )  # fmt: skip


def taken(cast: Cast, since: date = date(2026, 1, 5)) -> None:
    rows = [row.pk for row in Row.objects.filter(retired_on=None) if row.is_for_townships]
    actions.choose(unit=cast.town, rows=rows, by=cast.clerk, today=since)
