"""A new version of a list of powers and what it changed; a budget refused cell by cell, then in."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.conftest import Cast
from tests.integration.registers import budgets as money
from tests.integration.registers import powers as lists
from tongming.law.budget_tables import AccountKind
from tongming.portal.site.reading import address_of
from tongming.publishing import sources
from tongming.publishing.actions import publish_pending


def test_a_new_version_of_a_list_is_compared_and_becomes_public(
    page: Page, live_server: LiveServer, enter: SignInTo, cast: Cast, tmp_path: Path
) -> None:
    first = lists.charted(cast, lists.imported(cast, lists.FIRE, lists.HOUSE))
    lists.published(cast, lists.approved(cast, first))
    file = tmp_path / "清单.xlsx"
    file.write_bytes(lists.listed({**lists.HOUSE, "监督电话": "0432-66880009"}, lists.FINE))
    enter(page, cast.clerk)
    page.goto(f"{live_server.url}/work/registers/")
    page.get_by_role("link", name="导入清单").click()
    page.get_by_label("施行日期").fill("2026-09-20")
    page.get_by_label("表格").set_input_files(file)
    page.get_by_role("button", name="检查").click()
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_role("link", name="与上一版比较").click()
    expect(page.locator("main")).to_contain_text("对违法建设的处罚")
    expect(page.get_by_role("row", name="农村村民宅基地审批")).to_contain_text("0432-66880009")
    second = lists.approved(cast, first.power_list.versions.get(number=2), on=date(2026, 9, 18))
    document = lists.published(cast, second)
    publish_pending()
    item = sources.get(document.key)
    assert item is not None
    page.goto(live_server.url + address_of(item))
    expect(page.locator("article")).to_contain_text("新增1项，取消1项，修改1项。")
    expect(page.get_by_role("link", name="红石砬子镇权责清单（第2版）.csv")).to_be_visible()


def test_a_budget_with_a_wrong_sum_is_refused_cell_by_cell(
    page: Page, live_server: LiveServer, enter: SignInTo, cast: Cast, watch: Watch, tmp_path: Path
) -> None:
    watch.expect("400")
    account = money.opened(cast)
    rows = copy.deepcopy(money.ROWS)
    rows["部门支出总体情况表"][0][2] = 321
    wrong, good = tmp_path / "错.xlsx", tmp_path / "对.xlsx"
    wrong.write_bytes(money.filled(AccountKind.DEPARTMENT_BUDGET, rows))
    good.write_bytes(money.filled(AccountKind.DEPARTMENT_BUDGET))
    enter(page, cast.clerk)
    page.goto(f"{live_server.url}/work/")
    line = page.locator("li.duty", has_text="公开红石砬子镇2026年部门预算")
    line.get_by_role("link").click()
    page.get_by_label("表格", exact=True).set_input_files(wrong)
    page.get_by_role("button", name="核对并导入").click()
    fault = page.get_by_role("row").filter(has_text="C4").first
    expect(fault).to_contain_text("现在是321.00，应当是320.00")
    account.refresh_from_db()
    assert account.tables == []
    page.get_by_role("link", name="重新上传").click()
    page.get_by_label("表格", exact=True).set_input_files(good)
    page.get_by_role("button", name="核对并导入").click()
    expect(page.locator("main")).to_contain_text("各张表都已导入，合计都对得上。")
    expect(page.get_by_role("img", name="支出按功能分类（万元）")).to_be_visible()
