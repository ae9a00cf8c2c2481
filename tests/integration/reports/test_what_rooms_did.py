"""What other rooms did in a year is told in 一, each number opening onto its records."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import Cast
from tests.integration.engagement import matters_kit, topics_kit
from tests.integration.information.conftest import COMPLETE, Road
from tongming.information import actions as information
from tongming.law.figures import Cell
from tongming.law.forms import BESIDE, FORM_2021
from tongming.law.inspection import Severity
from tongming.reports.compiling.rooms import SOURCES, WORDS
from tongming.reports.compiling.year import compile_year
from tongming.supervision.inspection import ordering, visiting
from tongming.supervision.inspection.accounts import close_account, enter_account
from tongming.units.models import Unit

TODAY = localdate()


def figure(unit: Unit, row: str, **how: object) -> object:
    compiled = compile_year(unit, TODAY.year, FORM_2021, **how)  # type: ignore[arg-type]
    return compiled.report.figures.get(Cell("stated", row, "value"))


def records(unit: Unit, row: str) -> list[str]:
    cell = Cell("stated", row, "value")
    return [one.url for one in compile_year(unit, TODAY.year, FORM_2021).rows(cell)]


def overview(unit: Unit) -> str:
    return compile_year(unit, TODAY.year, FORM_2021).report.sections["overview"]


def test_every_figure_has_its_words_and_its_place_beside_the_tables() -> None:
    assert set(SOURCES) == set(WORDS)
    assert set(SOURCES) <= set(BESIDE)


def test_rooms_that_hold_nothing_say_nothing(cast: Cast) -> None:
    assert not [row for row in SOURCES if figure(cast.town, row) is not None]
    assert "整改通知" not in overview(cast.town)


def test_documents_are_told_by_attribute_with_what_was_put_right(cast: Cast) -> None:
    road = Road(cast)
    document = road.to_public(replace(COMPLETE, title="通知", document_number=""))
    before = timezone.now()
    information.withdraw(document=document, reason="有误", by=cast.leader)
    assert figure(cast.town, "documents_public") == 1
    assert figure(cast.town, "documents_withheld") == 0
    assert figure(cast.town, "secrecy_reviews") == 1
    assert (figure(cast.town, "withdrawals"), figure(cast.town, "withdrawals", as_of=before)) == (
        1, 0,
    )  # fmt: skip
    assert records(cast.town, "withdrawals") == [document.get_absolute_url()]
    told = overview(cast.town)
    assert "公文和信息签发时确定公开属性，主动公开1件。公开前进行保密和隐私审查1次。" in told
    assert "撤回1次" in told
    assert "请补充：政府信息的制作" not in told


def test_an_order_counts_for_both_and_not_once_it_was_withdrawn(cast: Cast) -> None:
    finding = visiting.enter(
        unit=cast.town, indicator="D-08", severity=Severity.YELLOW, note="公开栏没有更新",
        place="政务公开栏", photograph=None, at=timezone.now(), by=cast.supervisor,
    )  # fmt: skip
    order = ordering.issue(
        issuer=cast.county, findings=[finding], requirement="逐项整改。",
        due_on=TODAY + timedelta(days=15), today=TODAY, by=cast.supervisor,
    )  # fmt: skip
    assert (figure(cast.town, "orders_received"), figure(cast.county, "orders_issued")) == (1, 1)
    assert "收到整改通知1件。" in overview(cast.town)
    assert records(cast.town, "orders_received") == [order.get_absolute_url()]
    ordering.withdraw(order=order, reason="重复", today=TODAY, by=cast.supervisor)
    assert figure(cast.town, "orders_received") is None


def test_a_matter_counts_for_whoever_handled_it(cast: Cast) -> None:
    matter = matters_kit.closed(cast)
    year = matters_kit.TODAY.year
    cell = Cell("stated", "matters_closed", "value")
    compiled = compile_year(cast.town, year, FORM_2021)
    assert compiled.report.figure(cell) == 1
    (row,) = compiled.rows(cell)
    assert (row.title, row.url) == (matter.number, matter.get_absolute_url())
    assert cell not in compile_year(cast.county, year, FORM_2021).tallied


def test_an_account_counts_until_its_closing_is_on_record(cast: Cast) -> None:
    account = enter_account(
        unit=cast.town, values={"platform": "weibo", "name": "红石发布",
                                "opened_on": TODAY - timedelta(days=400)},
        today=TODAY, by=cast.clerk,
    )  # fmt: skip
    before = timezone.now()
    assert figure(cast.town, "accounts") == 1
    assert "登记在用的政务新媒体账号1个。" in overview(cast.town)
    close_account(account=account, on=TODAY, today=TODAY, by=cast.clerk)
    assert (figure(cast.town, "accounts"), figure(cast.town, "accounts", as_of=before)) == (0, 1)


@pytest.mark.parametrize("answered", [True, False])
def test_a_message_is_named_by_its_number_alone_until_it_is_public(
    cast: Cast, *, answered: bool
) -> None:
    letter = ("红石村停水", "红石村已经停水三天，什么时候恢复？")
    message, _code = topics_kit.sent(cast.town, letter, may_publish=True)
    if answered:
        topics_kit.answered(cast, message, "昨日已恢复供水。")
    cell = Cell("stated", "messages_received", "value")
    (row,) = compile_year(cast.town, TODAY.year, FORM_2021).rows(cell)
    assert row.title == message.number
