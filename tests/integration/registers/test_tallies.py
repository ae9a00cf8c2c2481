"""Tallies by month and department: entered or imported, corrected in the open, told in table 2."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.conftest import Cast, SignIn
from tests.integration.registers.powers import filled
from tests.integration.registers.tallies import TODAY, entered
from tongming.law.administrative import Tallied
from tongming.law.figures import Cell
from tongming.law.forms import form_of
from tongming.law.words import Refused
from tongming.registers.tallies import actions, workbook
from tongming.registers.tallies.duties import tally_duties
from tongming.registers.tallies.models import Entry
from tongming.registers.tallies.queries import of_year, sums
from tongming.reports.compiling.tallying import rows_of, tally
from tongming.reports.compiling.year import compile_year
from tongming.units.rights import NotPermitted

FORCE, OFFICE = "综合行政执法队", "便民服务中心"
PENALTIES = Cell("proactive", "penalties", "decisions")
FEES = Cell("proactive", "fees", "amount_wan")
LICENCES = Cell("proactive", "licences", "decisions")
HEADINGS = [one.heading for one in workbook.COLUMNS]


def test_a_number_is_corrected_with_a_reason_and_the_one_before_stays_known(cast: Cast) -> None:
    assert entered(cast, FORCE, 3, penalties=4, coercion=0) == 2
    before = timezone.now()
    assert entered(cast, FORCE, 3, penalties=4) == 0
    with pytest.raises(Refused, match="综合行政执法队2026年3月的“行政处罚决定”已登记为4，改为5"):
        entered(cast, FORCE, 3, penalties=5)
    assert entered(cast, FORCE, 3, penalties=5, note="漏报一件") == 1
    now = {one.kind_of: one.value for one in of_year(cast.town, 2026)}
    assert now == {Tallied.PENALTIES: 5, Tallied.COERCION: 0}
    then = {one.kind_of: one.value for one in of_year(cast.town, 2026, before)}
    assert then == {Tallied.PENALTIES: 4, Tallied.COERCION: 0}
    with pytest.raises(NotPermitted):
        actions.enter(
            unit=cast.town, department=FORCE, month=date(2026, 3, 1),
            values={Tallied.PENALTIES: Decimal(1)}, by=cast.leader, today=TODAY,
        )  # fmt: skip
    with pytest.raises(Refused, match="不能晚于本月"):
        entered(cast, FORCE, 12, penalties=1)


def test_the_annual_report_takes_the_sums_and_each_opens_onto_its_entries(cast: Cast) -> None:
    form = form_of(2026)
    assert PENALTIES not in tally(cast.town, 2026, form, None)
    for month in range(1, 12):
        entered(cast, OFFICE, month, licences=month, fees="1250.50")
    entered(cast, FORCE, 3, penalties=4)
    moment = timezone.now()
    entered(cast, FORCE, 3, penalties=6, note="漏报两件")
    compiled = compile_year(cast.town, 2026, form)
    assert compiled.report.figures[LICENCES] == 66
    assert compiled.report.figures[FEES] == Decimal("1.37555")
    assert compiled.report.figures[PENALTIES] == 6
    assert compile_year(cast.town, 2026, form, moment).report.figures[PENALTIES] == 4
    _count, words = tally(cast.town, 2026, form, None)[LICENCES]
    assert str(words) == ("2026年各部门每月登记的“行政许可决定”合计；部门和月份里还有1处没有登记")
    entries = rows_of(cast.town, 2026, LICENCES, None)
    assert (len(entries), entries[2].title, entries[2].number) == (11, OFFICE, "3")
    assert rows_of(cast.town, 2026, FEES, None)[0].number == "1,250.50"


def test_a_year_that_is_whole_says_so(cast: Cast) -> None:
    for month in range(1, 13):
        Entry.objects.create(
            unit=cast.town, department=FORCE, month=date(2025, month, 1), kind="penalties",
            number=2, by=cast.clerk,
        )  # fmt: skip
    count, words = tally(cast.town, 2025, form_of(2025), None)[PENALTIES]
    assert (count, str(words)) == (24, "2025年各部门每月登记的“行政处罚决定”合计")
    assert sums(of_year(cast.town, 2025))[Tallied.PENALTIES].missing == 0


def test_a_department_that_was_silent_last_month_is_a_duty(cast: Cast) -> None:
    assert list(tally_duties(cast.clerk, TODAY)) == []
    entered(cast, OFFICE, 9, licences=3)
    entered(cast, FORCE, 10, penalties=1)
    (duty,) = tally_duties(cast.clerk, TODAY)
    assert str(duty.what) == "登记2026年10月的执法数据：便民服务中心"
    assert list(tally_duties(cast.stranger, TODAY)) == []
    entered(cast, OFFICE, 10, licences=0)
    assert list(tally_duties(cast.clerk, TODAY)) == []
    assert str(next(iter(tally_duties(cast.clerk, date(2027, 1, 5)))).what).startswith(
        "登记2026年12月"
    )


def test_a_workbook_comes_in_whole_or_says_row_by_row_what_is_wrong(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.clerk)
    licences, fees = Tallied.LICENCES.heading, Tallied.FEES.heading
    wrong = filled(
        HEADINGS,
        [
            {"月份": "2026-03", "部门": OFFICE, licences: "3.5"},
            {"月份": "三月", "部门": "", fees: -1},
            {"月份": "2026年4月", "部门": OFFICE},
            {"月份": "2026-03", "部门": OFFICE, fees: "12.345"},
        ],
        workbook.SHEET,
    )
    rows = workbook.read(wrong, today=TODAY)
    assert [[str(error) for error in row.errors] for row in rows] == [
        ["“行政许可决定（件）”要填整数。"],
        [
            "“月份”要填年-月，例如 2026-03。", "请填“部门”。",
            "“行政事业性收费金额（元）”不能是负数，也不能大得不合理。",
        ],
        ["这一行没有数字。没有的填0。"],
        ["“行政事业性收费金额（元）”最多两位小数。", "与第2行重复。"],
    ]  # fmt: skip
    address = "/work/registers/tallies/import/"
    refused = client.post(
        address, {"unit": cast.town.pk, "file": SimpleUploadedFile("数据.xlsx", wrong)}
    )
    assert refused.status_code == 400
    assert "有4行需要改" in refused.content.decode()
    good = filled(
        HEADINGS,
        [{"月份": "2026-03", "部门": OFFICE, licences: 3, fees: 1250.5},
         {"月份": date(2026, 4, 1), "部门": OFFICE, licences: 0}],
        workbook.SHEET,
    )  # fmt: skip
    done = client.post(
        address, {"unit": cast.town.pk, "file": SimpleUploadedFile("数据.xlsx", good)}
    )
    assert done.status_code == 302
    assert {(one.month.month, one.kind, one.value) for one in of_year(cast.town, 2026)} == {
        (3, "licences", Decimal(3)), (3, "fees", Decimal("1250.50")), (4, "licences", Decimal(0)),
    }  # fmt: skip


def test_a_clerk_enters_a_month_by_form_and_others_only_look(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    page = f"/work/registers/tallies/{cast.town.pk}/2026/3/"
    assert client.post(f"{page}enter/", {"department": FORCE}).status_code == 400
    done = client.post(f"{page}enter/", {"department": FORCE, "penalties": "4", "fees": "12.5"})
    assert done.headers["Location"] == page
    assert "12.50" in client.get(page).content.decode()
    changed = {"department": FORCE, "penalties": "5"}
    assert client.post(f"{page}enter/", changed).status_code == 400
    client.post(f"{page}enter/", {**changed, "note": "漏报一件"})
    text = client.get(page).content.decode()
    assert "漏报一件" in text
    index = client.get("/work/registers/tallies/?year=2026&unit=999999999999").content.decode()
    assert index.count(">5</td>") == 2
    assert sign_in(cast.leader).get(page).status_code == 200
    assert sign_in(cast.leader).get(f"{page}enter/").status_code == 403
    assert sign_in(cast.stranger).get(page).status_code == 404
    assert client.get(f"/work/registers/tallies/{cast.town.pk}/2026/13/").status_code == 404
