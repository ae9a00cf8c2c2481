"""A county closes its year: thirty offices, from the first act to the sum, and nothing typed twice.

Twenty-eight offices close by the actions their screens use; one town closes before the browser's
eyes, is sent back by the county, corrects a month, and stands in the county's sum.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo, Watch
from tests.browser.people_and_days import go, press
from tests.browser.retyping import Known, Watched, retyped
from tests.conftest import PASSWORD
from tongming.applications.models import Application
from tongming.demonstration.county.closing import answered
from tongming.demonstration.county.people import County
from tongming.demonstration.county.playing import Played
from tongming.demonstration.county.prepare import COPIED, FROM, LATE, MISSING, RETURNED, begin
from tongming.demonstration.county.units import HERO, OFFICES
from tongming.engagement.messages.models import Message
from tongming.engagement.reading.models import Visit
from tongming.information.models import Document
from tongming.law.administrative import Tallied
from tongming.law.figures import Cell, is_number, total
from tongming.law.forms import FORM_2021
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.publishing.channels.models import Delivery
from tongming.registers.tallies.models import Entry
from tongming.remedies.models import Case
from tongming.reports.compiling.evidence import Basis
from tongming.reports.compiling.year import compile_year
from tongming.reports.document import from_json
from tongming.reports.drafting import unbound_numbers
from tongming.reports.freezing import thaw
from tongming.reports.models import FrozenReport, HistoricalFigure, SectionText
from tongming.reports.numerals import number_text
from tongming.reports.reading import read
from tongming.reports.sums.models import Sum
from tongming.supervision.tasks.models import Conclusion, Task
from tongming.supervision.training.models import Meeting, Session
from tongming.units.models import Person, Unit

YEAR = 2025
TOLD = {
    "制作、获取、保存": "拟稿人在发文单上勾选属性，没有勾选的退回。",
    "建设": "门户改版后，旧链接自动转到新页。",
    "监督检查": "年底请两位退休教师暗访窗口，意见当天反馈。",
    "被纠正的原因": "承办人没有翻旧档，今后先查目录再写答复。",
    "主要问题": "存在的主要问题：村里老人不会用手机看通知。",
    "整改": "去年提出的事情都办完了。",
    "改进措施": "下一步改进措施：请村组长逢集日念给大家听。",
    "其他需要": "无。",
}
"""What the clerk says where the draft asks: things no register knows, in words of her own."""
LICENCES = Cell("proactive", "licences", "decisions")
MARKED = "窗口说腊月多办了两件，请翻台账再数一遍。"


@dataclass
class Desks:
    """Who sits before which screen, and what all of them type."""

    browser: Browser
    url: str
    enter: SignInTo
    watch: Watch
    typed: Watched = field(default_factory=Watched)
    open: list[BrowserContext] = field(default_factory=list)

    def of(self, person: Person) -> Page:
        """Somebody signs in and sees what there is to do today; whoever was there has left."""
        self.close()
        context = self.browser.new_context(
            locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 800}
        )
        self.open.append(context)
        self.watch.over(context)
        self.typed.over(context)
        page = context.new_page()
        self.enter(page, person)
        return page

    def close(self) -> None:
        for context in self.open:
            context.close()
        self.open.clear()


@dataclass
class Closing:
    """The county at the end of January, and its desks."""

    county: County
    days: Played
    desks: Desks
    clock: time_machine.Traveller

    def until(self, day: date) -> None:
        """The other offices work on; then the day begins in the browser too."""
        self.desks.close()
        self.days.until(day)
        self.clock.move_to(f"{day} 10:00+08:00")


@pytest.fixture
def closing(
    transactional_db: None, browser: Browser, live_server: LiveServer, enter: SignInTo, watch: Watch
) -> Iterator[Closing]:
    with time_machine.travel("2026-01-28T10:00:00+08:00", tick=True) as clock:
        county, days = begin(YEAR, password=PASSWORD)
        desks = Desks(browser, live_server.url, enter, watch)
        yield Closing(county, days, desks, clock)
        desks.close()


def _due(page: Page, verb: str) -> None:
    """What there is to do today about a year's report: its button."""
    name = re.compile(f"^{verb}.*{YEAR}年年度报告")
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def _told(page: Page) -> None:
    """The clerk: one act compiles; every blank is answered; handed to the leader."""
    _due(page, "编制")
    expect(page.locator(f'[data-cell="{LICENCES}"]')).to_contain_text(re.compile(r"\d"))
    press(page, "开始编写")
    while (waiting := page.locator("section.word-part", has_text="处待补充")).count():
        waiting.first.get_by_role("link", name="编写").click()
        text = page.get_by_label("文字")
        text.fill(answered(text.input_value(), TOLD))
        press(page, "保存")
        expect(page.get_by_text("已保存新的一版")).to_be_visible()
    go(page, "提交签发")
    press(page, "提交签发")
    expect(page.get_by_text("已提交签发")).to_be_visible()


def _signed(page: Page) -> None:
    """The leader: found among today's, read, signed."""
    _due(page, "签发")
    press(page, "签发")
    expect(page.get_by_text("已签发。报告已冻结")).to_be_visible()


def _published_and_handed_up(page: Page, version: int) -> None:
    """The office head: two things to do today, two buttons."""
    _due(page, "发布")
    press(page, "发布")
    expect(page.get_by_text("已发布，公开页面上可以看到")).to_be_visible()
    go(page, "今天要办")
    _due(page, "报送")
    press(page, f"报送第 {version} 版")
    expect(page.get_by_text("已报送")).to_be_visible()


def _sent_back(page: Page, town: Unit) -> None:
    """The county: the table of all, one report read, a cell marked, returned."""
    _due(page, "审核")
    page.get_by_role("link", name=re.compile("^全部")).click()
    page.get_by_role("link", name=town.name).click()
    page.locator(f'[data-cell="{LICENCES}"]').get_by_role("link").click()
    page.get_by_label("问题和要求").fill(MARKED)
    press(page, "标注")
    expect(page.get_by_text("已标注。")).to_be_visible()
    press(page, "退回修改")
    expect(page.get_by_text("已退回，标注会显示")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(town.name))).to_contain_text("已退回")


def _corrected(page: Page, town: Unit, right: int) -> None:
    """The clerk: from the duty to the mark, from the mark to the month, and back."""
    _due(page, "更正")
    go(page, "按标注更正")
    press(page, "开始更正")
    marked = page.locator(f'[data-cell="{LICENCES}"]')
    expect(marked).to_have_class(re.compile("changed"))
    marked.get_by_role("link").click()
    page.get_by_role("link", name=town.office).last.click()
    page.locator("main").get_by_role("link", name=town.office).first.click()
    page.get_by_label("行政许可决定").fill(str(right))
    page.get_by_label("更正理由").fill("窗口漏登两件。")
    press(page, "登记")
    go(page, "今天要办")
    _due(page, "继续")
    go(page, "提交签发")
    press(page, "提交签发")
    expect(page.get_by_text("已提交签发")).to_be_visible()


def _cleared(page: Page, town: Unit, before: int, after: int) -> None:
    """The county sees which cell changed, and agrees."""
    _due(page, "审核")
    page.get_by_role("link", name=re.compile("^全部")).click()
    page.get_by_role("link", name=town.name).click()
    since = page.get_by_role("region", name="与上次报送相比")
    expect(since).to_contain_text("已改动")
    expect(since).to_contain_text(re.compile(f"{before}.*{after}", re.DOTALL))
    press(page, "审核通过")
    expect(page.get_by_text("已审核通过。")).to_be_visible()


def _table(page: Page) -> dict[str, str]:
    """The county's table: what stands beside every unit."""
    page.get_by_role("link", name=re.compile("^全部")).click()
    rows = page.locator("table.data tbody tr")
    return {row.locator("td").first.inner_text().strip(): row.inner_text() for row in rows.all()}


def _checked(page: Page, county: County) -> None:
    """All together: a passage two towns have in common stands side by side."""
    go(page, "一起核对")
    page.get_by_role("link", name=re.compile(f"^{county.of(COPIED).unit.name}，相同段落")).click()
    passage = page.locator(".side-by-side").filter(has_text="林场职工和外来承包户")
    expect(passage).to_have_count(1)
    expect(passage).to_contain_text(f"{county.of(FROM).unit.name} {YEAR}年")
    go(page, "回到一起核对")
    go(page, "回到报送情况")


def _summed(page: Page, county: County, folder: Path) -> dict[str, Path]:
    """Scope and version chosen, the missing named, a figure opened, the sum kept, files taken."""
    page.get_by_role("link", name="汇总", exact=True).click()
    for scope in ("本机关", "所属部门", "乡镇、街道"):
        page.get_by_label(scope).check()
    page.get_by_label("取哪一版").select_option(label="已公布的版本")
    press(page, "汇总")
    expect(page.get_by_text(county.of(MISSING).unit.name)).to_be_visible()
    figure = page.locator(f'[data-cell="{LICENCES}"]')
    whole = figure.inner_text()
    figure.get_by_role("link").click()
    parts = page.locator("tbody td.number").all_inner_texts()
    assert len(parts) == len(OFFICES) - 1
    assert sum(int(part) for part in parts if part.isdigit()) == int(whole)
    go(page, "回到汇总")
    press(page, "保存这份汇总")
    expect(page.get_by_text("已保存。")).to_be_visible()
    files = {}
    for kind, label in (("json", "数据"), ("xlsx", "表格")):
        with page.expect_download() as download:
            page.locator(".files").get_by_role("link", name=label).click()
        files[kind] = folder / f"sum.{kind}"
        download.value.save_as(files[kind])
    return files


@pytest.mark.django_db(transaction=True)
def test_a_county_closes_its_year_and_nobody_types_what_the_system_knows(
    closing: Closing, tmp_path: Path
) -> None:
    desks, county = closing.desks, closing.county
    town = county.of(HERO.code)
    closing.until(date(2026, 1, 28))
    known = _known(town.unit)

    _told(desks.of(town.clerk))
    _signed(desks.of(town.leader))
    _published_and_handed_up(desks.of(town.head), 1)
    (first,) = FrozenReport.objects.filter(report__unit=town.unit, report__year=YEAR)
    before = thaw(first.content).figure(LICENCES)
    assert isinstance(before, int)
    _sent_back(desks.of(county.supervisor), town.unit)

    closing.until(date(2026, 2, 5))
    december = Entry.objects.filter(
        unit=town.unit, month=date(YEAR, 12, 1), kind=Tallied.LICENCES.value
    ).latest("pk")
    assert december.number is not None
    _corrected(desks.of(town.clerk), town.unit, december.number + 2)
    _signed(desks.of(town.leader))
    _published_and_handed_up(desks.of(town.head), 2)
    page = desks.of(county.supervisor)
    _cleared(page, town.unit, before, before + 2)

    table = _table(page)
    assert len(table) == len(OFFICES)
    for code, state in ((HERO.code, "已公布"), (RETURNED, "已退回"), (MISSING, "未开始")):
        assert state in table[county.of(code).unit.name], code
    assert "逾期" in table[county.of(LATE).unit.name]
    _checked(page, county)
    files = _summed(page, county, tmp_path)
    desks.close()

    whole = from_json(json.loads(files["json"].read_text(encoding="utf-8")))
    again = read(files["xlsx"])
    parts = [thaw(one.content) for one in _latest_public()]
    for cell in FORM_2021.cells():
        figures = [one.figure(cell) for one in parts]
        if all(is_number(figure) for figure in figures):
            assert again.figure(cell) == whole.figure(cell) == total(figures).amount, cell
    kept = Sum.objects.get()
    assert (kept.reports, kept.missing) == (len(OFFICES) - 1, 1)

    assert desks.typed.fields, "the watch over what is typed saw nothing"
    assert retyped(desks.typed.fields.values(), known) == []
    _nothing_entered_by_hand(county)
    _every_fact_in_the_ledger()


def _latest_public() -> list[FrozenReport]:
    rows = FrozenReport.objects.filter(report__year=YEAR, publication__isnull=False)
    return list({one.report_id: one for one in rows.order_by("version")}.values())


def _known(town: Unit) -> Known:
    """What the system held when the town began to close."""
    compiled = compile_year(town, YEAR, FORM_2021)
    last = compiled.previous
    assert last is not None
    figures = [*compiled.report.figures.values(), *last.report.figures.values()]
    people = Person.objects.values_list("full_name", flat=True)
    units = Unit.objects.all()
    names = {
        *people, *(one.name for one in units), *(one.short_name for one in units),
        *(one.office for one in units if len(one.office) > 3), *(one.phone for one in units),
        *(str(day) for day in Document.objects.values_list("formed_on", flat=True)),
    }  # fmt: skip
    words = Conclusion.objects.filter(task__unit=town).values_list("did", "reason")
    return Known(
        figures=frozenset(number_text(one) for one in figures if is_number(one) and one),
        names=frozenset(name for name in names if name),
        passages=(
            *compiled.report.sections.values(), *last.report.sections.values(),
            *Task.objects.filter(unit=town).values_list("title", flat=True),
            *(text for pair in words for text in pair),
            *Document.objects.filter(unit=town).values_list("title", flat=True), MARKED,
        ),
    )  # fmt: skip


def _nothing_entered_by_hand(county: County) -> None:
    """Thirty offices, three years: no figure typed, no number in words that no table binds."""
    assert not HistoricalFigure.objects.exists()
    for staff in county.offices:
        compiled = compile_year(staff.unit, YEAR, FORM_2021)
        assert Basis.ENTERED not in {one.basis for one in compiled.evidence.values()}
        assert not compiled.broken, staff.unit
    unbound = {
        (text.report.unit.code, number)
        for text in SectionText.objects.select_related("report__unit")
        for number in unbound_numbers(text.text)
    }
    assert unbound == set()


def _every_fact_in_the_ledger() -> None:
    """No row of facts without the event of the action that made it, and the chain is whole."""
    assert verify() is None
    for model in (Document, Application, Case, Message, Session, Visit, Meeting):
        told = Event.objects.filter(subject_type=model._meta.label_lower)
        keys = {str(pk) for pk in model.objects.values_list("pk", flat=True)}
        assert keys, model
        assert keys <= set(told.values_list("subject_id", flat=True)), model
    told_of = Event.objects.filter(kind="channels.elsewhere").values_list("data", flat=True)
    listed = {item[0] for data in told_of for item in data["items"]}
    assert {one.key for one in Delivery.objects.filter(by_hand=True)} == listed
    entered = {
        (event.unit_id, event.on, kind, Decimal(number))
        for event in Event.objects.filter(kind="tallies.entered")
        for kind, number in event.data["tallies"].items()
    }
    assert {(row.unit_id, row.month, row.kind, row.value) for row in Entry.objects.all()} == entered
