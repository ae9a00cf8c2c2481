"""红石砬子镇's 2019 as it really went, told by acts alone: nobody types one figure.

The town's published report says 146 items (14 on the website, 101 on Weibo, 25 on WeChat, 6 by
other means), no application, no fee, no case. Here its people do a year's work, day by day, and the
report of the year is what comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from tests.integration.information.conftest import COMPLETE, NOTHING_SECRET
from tests.integration.registers import budgets as money
from tests.integration.registers import powers as lists
from tongming.demonstration.past_year import source_text
from tongming.information import actions as information
from tongming.information.actions.common import shown_of
from tongming.information.actions.review import Conclusion
from tongming.information.content import Content
from tongming.information.interpreting import Aspect
from tongming.information.interpreting import Form as Telling
from tongming.information.models import Document
from tongming.law.budget_tables import WORDS, AccountKind
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2019, FORM_OWN
from tongming.law.organs import Level
from tongming.law.powers import ListKind, Stage
from tongming.law.remedy_counting import Reading as Counting
from tongming.law.villages import MATTERS, Finding
from tongming.publishing.channels.elsewhere import Posted, note_elsewhere
from tongming.publishing.channels.kinds import Channel, Means
from tongming.registers.budgets import actions as budgets
from tongming.registers.powers import actions as powers
from tongming.registers.villages import actions as villages
from tongming.remedies.actions import keep_since
from tongming.reports.actions import (
    open_report,
    publish_report,
    sign_report,
    submit_report,
    write_section,
)
from tongming.reports.actions.signing import fingerprint
from tongming.reports.compiling.evidence import Basis
from tongming.reports.compiling.year import SHANGHAI, compile_year
from tongming.reports.models import HistoricalFigure
from tongming.reports.queries import texts_of
from tongming.reports.reading import read
from tongming.supervision.tasks.models import Task
from tongming.supervision.training import actions as training
from tongming.supervision.training import records
from tongming.supervision.training.kinds import MeetingKind
from tongming.units.actions import appoint, create_unit, end_appointment
from tongming.units.institutions import actions as institutions
from tongming.units.institutions.kinds import Kind as Rule
from tongming.units.models import Person
from tongming.units.people import create_person
from tongming.units.roles import Role

SEED = Path(__file__).parents[4] / "shared" / "seed" / "hongshilazi-2019.txt"
BEGAN = date(2019, 1, 1)
NOTICES = (
    "学校周边环境整治通告", "镇卫生院改造公示", "安全生产大检查通知", "突发事件应急预案",
)  # fmt: skip
"""What the year was about: 教育医疗、环保公共卫生、安全生产监管、突发事件处置."""


class Year:
    """The town in 2019; each act on its day."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock = clock
        self.day(1, 2)
        self.county = create_unit(
            name="桦甸市人民政府", short_name="桦甸市", level=Level.COUNTY, code="hd",
            joined_on=BEGAN,
        )  # fmt: skip
        self.town = create_unit(
            name="桦甸市红石砬子镇人民政府", short_name="红石砬子镇", level=Level.TOWNSHIP,
            code="hslz", joined_on=BEGAN, parent=self.county, office="镇政务公开办",
        )  # fmt: skip
        self.leader = self._person("fenguan", "分管领导", Role.LEADER)
        self.office_head = self._person("zhuren", "办公室负责人", Role.OFFICE_HEAD)
        self.clerk = self._person("ganshi", "公开干事", Role.CLERK)
        self.reviewer = self._person("baomi", "保密审查员", Role.SECRECY_REVIEWER)
        keep_since(
            unit=self.town, year=2019, reading=Counting.HANDLED, by=self.office_head,
            today=self.today,
        )  # fmt: skip

    def _person(self, username: str, name: str, role: Role) -> Person:
        person = create_person(username=username, full_name=name, unit=self.town)
        appoint(person=person, unit=self.town, role=role, since=BEGAN)
        return person

    def day(self, month: int, day: int) -> None:
        self.clock.move_to(datetime(2019, month, day, 10, tzinfo=SHANGHAI))
        self.today = date(2019, month, day)

    def publish(self, document: Document) -> Document:
        """Attribute, office head, secrecy review, signature, publication (第十七条)."""

        def shown() -> str:
            return shown_of(Document.objects.get(pk=document.pk))

        information.submit(document=document, by=self.clerk)
        information.pass_office(document=document, by=self.office_head, shown=shown())
        information.pass_secrecy(
            document=document, by=self.reviewer, shown=shown(),
            conclusion=Conclusion.MAY_BE_PUBLIC, answers=NOTHING_SECRET,
        )  # fmt: skip
        information.sign(document=document, by=self.leader, shown=shown(), today=self.today)
        information.publish(document=document, by=self.clerk)
        return Document.objects.get(pk=document.pk)

    def notice(self, title: str, **more: object) -> Document:
        content: Content = replace(
            COMPLETE, title=f"红石砬子镇{title}", document_number="", formed_on=self.today,
            **more,  # type: ignore[arg-type]
        )  # fmt: skip
        return information.create_document(unit=self.town, by=self.clerk, content=content)

    def posts(self, number: int, channel: Channel, means: Means | None = None) -> None:
        """So many posts, one every few days up to today."""
        note_elsewhere(
            unit=self.town, channel=channel, means=means, by=self.clerk, today=self.today,
            note="镇政府一楼政务公开栏" if means else "",
            posts=[
                Posted(
                    BEGAN + timedelta(days=3 * n), f"红石镇动态第{n + 1}期",
                    "" if means else f"https://{channel.value}.example/{n}",
                )
                for n in range(number)
            ],
        )  # fmt: skip


@pytest.fixture
def year(transactional_db: None) -> Iterator[Year]:
    with time_machine.travel(datetime(2019, 1, 2, 10, tzinfo=SHANGHAI), tick=True) as clock:
        yield Year(clock)


def organised(year: Year) -> None:
    """(一) 组织领导、动态管理、制度建设."""
    year.day(1, 8)
    for kind, title in (
        (Rule.COORDINATION, "信息发布协调制度"), (Rule.SECRECY_REVIEW, "保密审查制度"),
        (Rule.PROACTIVE, "主动公开制度"), (Rule.ON_REQUEST, "依申请公开受理制度"),
        (Rule.DUTY, "值班工作制度"),
    ):  # fmt: skip
        rule = institutions.create(
            unit=year.town, kind=kind, title=title, text="第一条　按《条例》办理。", by=year.clerk
        )
        institutions.submit(institution=rule, by=year.clerk)
        version = institutions.approve(
            institution=rule, effective_on=year.today, by=year.leader, today=year.today
        )
        institutions.acknowledge(version=version, by=year.office_head, today=year.today)
    year.day(3, 4)  # 根据工作人员变动情况，及时与之对接
    newcomer = create_person(username="xinren", full_name="接任干事", unit=year.town)
    appoint(person=newcomer, unit=year.town, role=Role.CLERK, since=year.today)
    year.day(11, 1)
    end_appointment(newcomer.appointments.get(), on=year.today, reason="调离", by=None)


def trained_and_checked(year: Year) -> None:
    """传达学习，(三) 行政督查."""
    year.day(4, 10)
    session = training.plan(
        unit=year.town, title="信息发布、保密审查", content="个别培训", planned_on=year.today,
        hours=Decimal(2), by=year.clerk,
    )  # fmt: skip
    training.hold_it(
        session=session, held_on=year.today, by=year.clerk, today=year.today,
        present=[training.Present(one.full_name, one) for one in (year.clerk, year.reviewer)],
    )  # fmt: skip
    records.enter_meeting(
        unit=year.town, kind=MeetingKind.WORK, title="传达上级文件精神", held_on=year.today,
        chaired_by="分管领导", people=12, decided="", by=year.clerk, today=year.today,
    )  # fmt: skip
    village = villages.add_village(unit=year.town, name="红石村", since=BEGAN, by=year.clerk)
    villages.check(
        village=village, on=year.today, by=year.clerk, today=year.today,
        findings={matter.key: Finding.PUBLISHED for matter in MATTERS},
    )  # fmt: skip


def published(year: Year) -> None:
    """(二) 五公开、政策解读、预决算和三公、权力清单: 14 on the website."""
    year.day(2, 20)
    for kind in (AccountKind.DEPARTMENT_BUDGET, AccountKind.DEPARTMENT_FINAL):
        account = budgets.open_account(
            unit=year.town, year=2019 if kind.budget is None else 2018, kind=kind,
            approved_on=date(2019, 2, 10), approver="桦甸市财政局", by=year.clerk,
            today=year.today,
        )  # fmt: skip
        budgets.import_tables(
            account=account, content=money.filled(kind), name="三公.xlsx", by=year.clerk
        )
        for comparison in account.comparisons.all():
            budgets.explain(
                comparison=comparison, explanation="与上年持平", by=year.clerk,
                before_wan=comparison.amount_wan,
            )  # fmt: skip
        budgets.write_words(
            account=account, by=year.clerk,
            words={key: "情况正常" for key, _label, _needed in WORDS[kind.is_government]},
        )  # fmt: skip
        year.publish(budgets.hand_over(account=account, by=year.clerk))
    version = powers.import_version(
        unit=year.town, kind=ListKind.BOTH, content=lists.listed(lists.HOUSE), name="清单.xlsx",
        effective_on=date(2019, 5, 1), by=year.clerk, note="动态调整",
    )  # fmt: skip
    for stage in list(Stage)[1:]:
        powers.advance(
            version=version, stage=stage, organ="市编办", on=year.today, paper="桦编办〔2019〕2号",
            by=year.clerk, today=year.today,
        )  # fmt: skip
    version.refresh_from_db()
    year.publish(powers.hand_over(version=version, by=year.clerk))
    year.day(3, 1)
    policy = year.notice("村道养护补助办法", is_policy=True)
    information.plan_interpretation(
        policy=policy, by=year.clerk, form=Telling.TEXT, aspects=(Aspect.BACKGROUND,),
        interpreter="办公室", planned_on=year.today, contact="镇政务公开办",
    )  # fmt: skip
    reading = information.begin_interpretation(policy=policy, by=year.clerk)
    information.save_content(
        document=reading, by=year.clerk,
        content=replace(reading.content, body="<h3>背景依据</h3><p>村道缺少养护经费。</p>"),
    )  # fmt: skip
    year.publish(policy)  # its interpretation goes with it
    for number, title in enumerate(NOTICES):
        year.day(4 + number % 8, 12)
        year.publish(year.notice(title))


def test_the_seeds_year_comes_out_of_its_facts_and_nothing_is_typed(year: Year) -> None:
    organised(year)
    published(year)
    trained_and_checked(year)
    year.day(12, 31)
    year.posts(101, Channel.WEIBO)
    year.posts(25, Channel.WECHAT)
    year.posts(6, Channel.OTHER, Means.NOTICE_BOARD)

    year.clock.move_to(datetime(2020, 1, 3, 9, tzinfo=SHANGHAI))
    told = read(source_text().encode(), "2019.txt")
    for form in (FORM_OWN, FORM_2019):
        compiled = compile_year(year.town, 2019, form)
        assert not compiled.broken
        for cell in FORM_OWN.cells():
            if cell in compiled.report.figures and cell in told.figures:
                assert compiled.report.figure(cell) == told.figure(cell), cell
    own = compile_year(year.town, 2019, FORM_OWN)
    channels = {
        row: (own.report.figure(Cell("channels", row, "items")),
              own.report.figure(Cell("channels", row, "share")))
        for row in ("website", "weibo", "wechat", "other")
    }  # fmt: skip
    assert channels == {
        "website": (14, Decimal("9.6")), "weibo": (101, Decimal("69.2")),
        "wechat": (25, Decimal("17.1")), "other": (6, Decimal("4.1")),
    }  # fmt: skip
    assert own.report.figure(Cell("channels", "total", "items")) == 146
    assert len(own.rows(Cell("channels", "total", "items"))) == 146
    nothing = ("applications_received", "applications_answered", "processing_fee_yuan", "reviews",
               "litigations")  # fmt: skip
    assert {own.report.figure(Cell("stated", row, "value")) for row in nothing} == {0}
    figure = own.report.figure
    assert [figure(Cell("stated", row, "value")) for row in ("trainings", "trainees", "meetings")
            ] == [1, 2, 1]  # fmt: skip
    assert not HistoricalFigure.objects.exists()
    assert Basis.ENTERED not in {one.basis for one in own.evidence.values()}


def test_the_report_of_the_year_is_signed_published_and_asks_for_the_next(year: Year) -> None:
    published(year)
    year.clock.move_to(datetime(2020, 1, 3, 9, tzinfo=SHANGHAI))
    report = open_report(unit=year.town, year=2019, form=FORM_OWN, by=year.clerk)
    problems = read(source_text().encode(), "2019.txt").sections["problems"]
    for key, text in (("overview", "明确一名分管领导主管。"), ("problems", problems)):
        current = texts_of(report, key).first()
        assert current is not None
        write_section(report=report, key=key, text=text, by=year.clerk, based_on=current.pk)
    submit_report(report=report, by=year.clerk)
    shown = fingerprint(compile_year(year.town, 2019, FORM_OWN))
    publish_report(frozen=sign_report(report=report, by=year.leader, shown=shown), by=year.clerk)
    tasks = Task.objects.order_by("pk").values_list("year", "kind")
    assert set(tasks) == {(2020, "problem"), (2020, "improvement")}


@pytest.mark.skipif(not SEED.exists(), reason=f"the published report is not at {SEED}")
def test_the_year_told_is_the_one_the_town_published() -> None:
    seed, own = read(SEED), read(source_text().encode(), "2019.txt")
    assert all(seed.figure(cell) == own.figure(cell) for cell in FORM_OWN.cells())
