"""A budget: due 20 days after approval, refused cell by cell, explained, public with its charts."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import Road
from tests.integration.registers.budgets import EMPTY, ROWS, TODAY, filled, imported, opened
from tongming.information.models import Document
from tongming.law.budget_tables import AccountKind
from tongming.law.words import Refused
from tongming.publishing import sources
from tongming.registers.budgets import actions, tables
from tongming.registers.budgets.duties import budget_duties
from tongming.registers.budgets.models import Account, Comparison
from tongming.registers.budgets.queries import due_of, wanting
from tongming.units.rights import NotPermitted

DEPARTMENT = AccountKind.DEPARTMENT_BUDGET


def refusal(act: object) -> str:
    assert callable(act)
    with pytest.raises(Refused) as refused:
        act()
    return str(refused.value)


def explained(cast: Cast, account: Account) -> Account:
    for one in account.comparisons.all():
        if one.wants_words:
            actions.explain(comparison=one, explanation="人员调入", by=cast.clerk)
    actions.write_words(
        account=account, words={"running": "办公费、水电费共12万元。"}, by=cast.clerk
    )
    return Account.objects.get(pk=account.pk)


def public(cast: Cast, account: Account) -> Document:
    road = Road(cast)
    document = actions.hand_over(account=account, by=cast.clerk)
    for walk in (road.submit, road.pass_office, road.pass_secrecy, road.sign, road.publish):
        document = walk(document)
    return document


def test_it_is_due_twenty_calendar_days_after_approval(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        actions.open_account(
            unit=cast.town, year=2026, kind=DEPARTMENT, approved_on=date(2026, 2, 10),
            approver="桦甸市财政局", by=cast.leader, today=TODAY,
        )  # fmt: skip
    account = opened(cast)
    assert due_of(account) == date(2026, 3, 2)
    (duty,) = budget_duties(cast.clerk, TODAY)
    assert (str(duty.what), duty.due, duty.article) == (
        "公开红石砬子镇2026年部门预算", date(2026, 3, 2), "《预算法》第十四条第二款",
    )  # fmt: skip
    assert not duty.is_overdue(TODAY)
    assert list(budget_duties(cast.stranger, TODAY)) == []
    assert "已经登记过" in refusal(lambda: opened(cast))


def test_a_wrong_sum_is_refused_and_the_cell_is_named_with_what_it_should_be(cast: Cast) -> None:
    rows = copy.deepcopy(ROWS)
    rows["部门支出总体情况表"][0][2] = 321
    content = filled(DEPARTMENT, rows)
    faults = tables.read(content, DEPARTMENT).faults
    assert [(one.sheet, one.cell, str(one.message)) for one in faults] == [
        ("部门支出总体情况表", "C4",
         "“合计”的“合计”现在是321.00，应当是320.00（基本支出＋项目支出），差1.00。"),
        ("部门支出总体情况表", "C4",
         "“合计”的“合计”现在是321.00，应当是320.00（一般公共服务支出＋农林水支出），差1.00。"),
    ]  # fmt: skip
    account = opened(cast)
    words = refusal(lambda: imported(cast, account, content))
    assert words.startswith("有2处要改，一张表也没有导入。“部门支出总体情况表”C4：")
    account.refresh_from_db()
    assert account.tables == []
    assert imported(cast, account).tables


def test_cells_that_are_no_money_and_tables_that_say_nothing_are_named(cast: Cast) -> None:
    rows = copy.deepcopy(ROWS)
    rows["部门支出总体情况表"][1][2] = "二百"
    rows["部门支出总体情况表"][3][2] = 200.005
    rows["一般公共预算“三公”经费支出情况表"].pop(0)
    found = {
        (one.sheet, one.cell): str(one.message)
        for one in tables.read(filled(DEPARTMENT, rows), DEPARTMENT).faults
    }
    assert found == {
        ("部门支出总体情况表", "C5"): "要填数字，单位万元；现在是“二百”。",
        ("部门支出总体情况表", "C7"):
            "小数最多两位；现在是200.005。请在表里四舍五入到两位，再核对合计。",
        ("一般公共预算“三公”经费支出情况表", ""): "缺少“合计”这一行。",
    }  # fmt: skip
    silent = filled(DEPARTMENT, {**ROWS, "政府性基金预算支出情况表": []})
    (fault,) = tables.read(silent, DEPARTMENT).faults
    assert (fault.sheet, fault.cell) == ("政府性基金预算支出情况表", "B2")
    assert "没有数据的表要写明说明" in str(fault.message)


def test_what_a_spreadsheet_adds_up_with_its_own_dust_is_taken_as_it_shows(cast: Cast) -> None:
    rows = copy.deepcopy(ROWS)
    three = rows["一般公共预算“三公”经费支出情况表"]
    three[2][1], three[4][1], three[5][1], three[0][1] = 0.1, 0.1, 0.2, 0.1 + 0.2
    assert tables.read(filled(DEPARTMENT, rows), DEPARTMENT).faults == []


def test_each_change_is_computed_and_no_change_goes_out_unexplained(cast: Cast) -> None:
    last = imported(cast, opened(cast, 2025))
    assert all(one.before_wan is None for one in last.comparisons.all())
    rows = copy.deepcopy(ROWS)
    rows["一般公共预算“三公”经费支出情况表"][5][1] = 2
    rows["一般公共预算“三公”经费支出情况表"][0][1] = 7
    account = imported(cast, opened(cast), filled(DEPARTMENT, rows))
    reception = account.comparisons.get(figure="reception")
    assert (reception.before_wan, reception.change_wan, reception.percent) == (
        Decimal("3.00"), Decimal("-1.00"), Decimal("-33.3"),
    )  # fmt: skip
    assert account.comparisons.get(figure="vehicle_running").change_wan == 0
    assert [str(one) for one in wanting(account)] == [
        "写“机关运行经费的安排、使用情况”（预算法第十四条要求说明）",
        "说明“三公”经费合计比上年增减的原因", "说明公务接待费比上年增减的原因",
    ]  # fmt: skip
    assert "还差3样" in refusal(lambda: actions.hand_over(account=account, by=cast.clerk))
    assert "请写明原因" in refusal(
        lambda: actions.explain(comparison=reception, explanation=" ", by=cast.clerk)
    )
    assert "不能改" in refusal(
        lambda: actions.explain(
            comparison=reception, explanation="压减", before_wan=Decimal(4), by=cast.clerk
        )
    )
    stated = last.comparisons.get(figure="reception")
    actions.explain(
        comparison=stated, explanation="压减接待", before_wan=Decimal("4.00"), by=cast.clerk
    )
    assert stated.account.comparisons.get(figure="reception").change_wan == Decimal("-1.00")
    assert wanting(explained(cast, account)) == []
    again = imported(cast, account, filled(DEPARTMENT, rows))
    assert not any(one.wants_words for one in again.comparisons.all())


def test_it_goes_public_with_tables_explanations_and_charts_that_can_be_heard(cast: Cast) -> None:
    imported(cast, opened(cast, 2025))
    rows = copy.deepcopy(ROWS)
    rows["一般公共预算“三公”经费支出情况表"][5][1] = 2
    rows["一般公共预算“三公”经费支出情况表"][0][1] = 7
    account = explained(cast, imported(cast, opened(cast), filled(DEPARTMENT, rows)))
    document = public(cast, account)
    assert (document.content.term, document.content.triggered_on) == (
        "budget", account.approved_on,
    )  # fmt: skip
    item = sources.get(document.key)
    assert item is not None
    assert item.catalogue_row == "财政预决算 / 部门预算"
    assert [one.name for one in item.files] == ["红石砬子镇人民政府2026年部门预算公开表.xlsx"]
    assert f"空表说明：{EMPTY}" in item.body_text
    assert "人员调入" in item.body_text
    assert "-33.3" in item.body_text
    assert '<svg class="chart" role="img"' in item.pictures_html
    assert "公务接待费2.00（本年）万元；3.00（上年）万元</desc>" in item.pictures_html
    (left,) = budget_duties(cast.clerk, TODAY)
    assert str(left.what) == "公开红石砬子镇2025年部门预算"
    assert "已经转到政府信息" in refusal(lambda: imported(cast, account))
    Account.objects.filter(pk=account.pk).update(page_digest="0" * 64)
    after = sources.get(document.key)
    assert after is not None
    assert after.pictures_html == ""


def test_a_final_account_is_held_against_its_budget(cast: Cast) -> None:
    imported(cast, opened(cast, 2025))
    final = actions.open_account(
        unit=cast.town, year=2025, kind=AccountKind.DEPARTMENT_FINAL,
        approved_on=date(2026, 2, 20), approver="桦甸市财政局", by=cast.clerk, today=TODAY,
    )  # fmt: skip
    rows: dict[str, list[list[Any]]] = {
        "财政拨款“三公”经费支出决算表": [
            ["合计", 8, 6], ["因公出国（境）费", "", ""], ["公务用车购置及运行费", 5, 4],
            ["公务用车购置费", "", ""], ["公务用车运行费", 5, 4], ["公务接待费", 3, 2],
        ]
    }  # fmt: skip
    imported(cast, final, filled(AccountKind.DEPARTMENT_FINAL, rows))
    against = final.comparisons.get(figure="three", basis=Comparison.Basis.BUDGET)
    assert (against.amount_wan, against.before_wan) == (Decimal(6), Decimal(8))


def test_the_template_of_each_of_the_four_rows_comes_back_as_empty_tables(cast: Cast) -> None:
    for kind in AccountKind:
        reading = tables.read(filled(kind, {}), kind)
        assert reading.faults == []
        assert all(one.is_empty and one.note == EMPTY for one in reading.tables)


def test_a_clerk_uploads_a_wrong_workbook_sees_each_cell_and_mends_it(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.clerk)
    client.post(
        "/work/registers/budgets/new/",
        {
            "unit": cast.town.pk, "kind": DEPARTMENT.value, "year": 2026,
            "approved_on": "2026-02-10", "approver": "桦甸市财政局", "paper": "",
        },
    )  # fmt: skip
    account = Account.objects.get()
    page = account.get_absolute_url()
    rows = copy.deepcopy(ROWS)
    rows["部门支出总体情况表"][0][2] = 321
    wrong = client.post(
        f"{page}tables/", {"file": SimpleUploadedFile("预算.xlsx", filled(DEPARTMENT, rows))}
    )
    assert wrong.status_code == 400
    assert "应当是320.00" in wrong.content.decode()
    good = client.post(
        f"{page}tables/", {"file": SimpleUploadedFile("预算.xlsx", filled(DEPARTMENT))}
    )
    assert good.status_code == 302
    text = client.get(page).content.decode()
    assert "部门支出总体情况表" in text
    assert '<svg class="chart"' in text
    one = account.comparisons.get(figure="reception")
    address = f"/work/registers/budgets/comparisons/{one.pk}/"
    assert client.post(address, {"before_wan": "4", "explanation": ""}).status_code == 400
    assert client.post(address, {"before_wan": "4", "explanation": "压减"}).status_code == 302
    assert client.post(f"{page}words/", {"running": "12万元"}).status_code == 302
    done = client.post(f"{page}publish/")
    assert done.headers["Location"] == Document.objects.get().get_absolute_url()
    assert sign_in(cast.stranger).get(page).status_code == 404
    assert sign_in(cast.leader).post(f"{page}publish/").status_code == 403
