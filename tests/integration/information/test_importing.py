"""An old ledger comes in whole or not at all, says what to mend, and can be taken back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, TODAY, Road
from tongming.information import actions, ledgerbook
from tongming.information.actions.importing import preview, why_not_undo
from tongming.information.models import Document, ImportBatch
from tongming.information.public import InformationSource
from tongming.information.queries import published_in
from tongming.information.states import State
from tongming.law.statutory import items_for
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.rights import NotPermitted

HEADINGS = [column.heading for column in ledgerbook.COLUMNS]
GOOD = {
    "名称": "以前的通知", "发文字号": "红政发[2024]3号", "成文日期": "2024年3月5日",
    "公开属性": "主动公开", "公开日期": date(2024, 3, 8), "公开网址": "https://example.gov.cn/1",
    "索引号": "11220282MB0W12345X/2024-00003", "法定事项": "20-1、21-township-2",
    "规范性文件": "是",
}  # fmt: skip
WITHHELD = {
    "名称": "不公开的记录", "成文日期": date(2024, 5, 6), "公开属性": "不予公开",
    "不予公开的情形": "过程性信息", "不公开的理由": "尚未形成决定",
}  # fmt: skip


def filled(*rows: dict[str, object], headings: list[str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = ledgerbook.SHEET
    names = HEADINGS if headings is None else headings
    book.active.append(names)
    for row in rows:
        book.active.append([row.get(name) for name in names])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(cast: Cast, *rows: dict[str, object]) -> ImportBatch:
    return actions.import_ledger(
        unit=cast.town, content=filled(*rows), name="台账.xlsx", by=cast.clerk, today=TODAY
    )


def test_the_template_can_be_filled_in_and_comes_back_as_it_was_meant(cast: Cast) -> None:
    content = ledgerbook.template("红石砬子镇", items_for(cast.town.level_kind))
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[ledgerbook.SHEET]
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert len(sheet.data_validations.dataValidation) == 8
    for column, name in enumerate(HEADINGS, start=1):
        sheet.cell(2, column, GOOD.get(name))
    out = io.BytesIO()
    book.save(out)
    (row,) = preview(unit=cast.town, content=out.getvalue(), today=TODAY)
    assert row.errors == []
    assert row.content.document_number == "红政发〔2024〕3号"
    assert row.content.formed_on == date(2024, 3, 5)


def test_a_ledger_comes_in_counts_and_is_not_public_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        actions.import_ledger(
            unit=cast.town, content=filled(GOOD), name="台账.xlsx", by=cast.leader, today=TODAY
        )
    batch = bring(cast, GOOD, WITHHELD)
    public, kept = batch.documents.order_by("pk")
    assert (public.state, public.index_number) == (State.LEDGER, GOOD["索引号"])
    assert list(published_in(cast.town, 2024)) == [public]
    assert kept.reassess_on == TODAY
    assert list(InformationSource().keys()) == []
    event = Event.objects.get(kind="information.imported")
    assert event.data["rows"] == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"名称": ""}, "请填名称"),
        ({"成文日期": ""}, "请填成文日期"),
        ({"成文日期": "去年三月"}, "要填年-月-日"),
        ({"成文日期": date(2030, 1, 1)}, "不能晚于今天"),
        ({"公开日期": date(2024, 3, 1)}, "公开日期不能早于成文日期"),
        ({"公开日期": ""}, "请填公开日期"),
        ({"公开属性": "公开"}, "请从下拉框选择：主动公开、依申请公开、不予公开"),
        ({"公开属性": "依申请公开"}, "请写明理由"),
        ({"公开属性": "不予公开", "不公开的理由": "内部"}, "请选是哪一种情形"),
        ({"公开网址": "example.gov.cn"}, "http:// 或者 https://"),
        ({"法定事项": "20-99"}, "没有这些编号：20-99"),
        ({"有效性": "废止"}, "请填日期"),
    ],
)
def test_one_wrong_row_is_named_with_what_to_do_and_nothing_comes_in(
    cast: Cast, change: dict[str, object], says: str
) -> None:
    wrong = {**GOOD, "索引号": "X/2024-1", **change}
    rows = preview(unit=cast.town, content=filled(WITHHELD, wrong), today=TODAY)
    assert rows[0].errors == []
    assert any(says in str(error) for error in rows[1].errors)
    with pytest.raises(Refused, match="有1行需要改，一行也没有导入。第3行"):
        bring(cast, WITHHELD, wrong)
    assert not Document.objects.exists()


def test_the_same_number_twice_is_refused_in_the_book_and_against_what_is_there(
    road: Road, cast: Cast
) -> None:
    with pytest.raises(Refused, match="与第2行重复"):
        bring(cast, GOOD, GOOD)
    bring(cast, GOOD)
    again = {**GOOD, "名称": "另一件", "发文字号": ""}
    with pytest.raises(Refused, match="索引号11220282MB0W12345X/2024-00003已经用过"):
        bring(cast, again)
    with pytest.raises(Refused, match="系统里已经有这份文件"):
        bring(cast, {**GOOD, "索引号": ""})


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"not a workbook", "打不开"),
        (filled(headings=["名称"]), "第一行缺少这些列：成文日期、公开属性"),
        (filled(), "没有填写的行"),
    ],
)
def test_what_is_no_ledger_is_refused(cast: Cast, content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        preview(unit=cast.town, content=content, today=TODAY)


def test_an_import_is_undone_while_nothing_was_done_to_its_rows(road: Road, cast: Cast) -> None:
    batch = bring(cast, GOOD, WITHHELD)
    with pytest.raises(NotPermitted):
        actions.undo_import(batch=batch, by=cast.leader)
    assert actions.undo_import(batch=batch, by=cast.clerk) == 2
    assert not Document.objects.exists()
    assert Event.objects.filter(kind="information.import_undone").count() == 1
    batch.refresh_from_db()
    assert "已经撤销" in str(why_not_undo(batch))

    batch = bring(cast, GOOD, WITHHELD)
    document = batch.documents.order_by("pk")[0]
    actions.save_content(document=document, content=COMPLETE, by=cast.clerk)
    with pytest.raises(Refused, match="已经改过或者办理过"):
        actions.undo_import(batch=batch, by=cast.clerk)
    assert batch.documents.count() == 2


def test_an_imported_document_becomes_public_here_only_through_its_own_review(
    road: Road, cast: Cast
) -> None:
    document = bring(cast, GOOD).documents.get()
    actions.save_content(
        document=document, content=replace(COMPLETE, document_number="红政发〔2024〕3号"),
        by=cast.clerk,
    )  # fmt: skip
    document = road.publish(road.to_signed(road.fresh(document)))
    assert document.index_number == GOOD["索引号"]
    assert list(InformationSource().keys()) == [document.key]
    # It was public in 2024 already, and is counted then and not again.
    assert list(published_in(cast.town, 2024)) == [document]
    assert document.published_at is not None
    assert not published_in(cast.town, document.published_at.year).exists()


def test_what_the_columns_cannot_hold_is_said_and_not_cut(cast: Cast) -> None:
    long = {
        **GOOD, "发文字号": "甲" * 81, "索引号": "乙" * 81,
        "公开网址": "https://example.gov.cn/" + "a" * 500, "成文日期": "0001年1月1日",
    }  # fmt: skip
    (row,) = preview(unit=cast.town, content=filled(long), today=TODAY)
    said = " ".join(str(error) for error in row.errors)
    for heading in ("发文字号", "索引号", "公开网址"):
        assert f"“{heading}”最多" in said
    assert "“成文日期”的年份不对" in said


def test_a_workbook_that_reaches_to_the_last_cell_is_refused_and_harms_nothing(cast: Cast) -> None:
    """Two cells, a few kilobytes: unfolded, more than half a terabyte."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "名称", "一"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refused, match="打不开"):
        preview(unit=cast.town, content=out.getvalue(), today=TODAY)
    assert len(preview(unit=cast.town, content=filled(GOOD), today=TODAY)) == 1
