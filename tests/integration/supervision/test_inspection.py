"""Orders from issue to closure, ranking, versions of the rules, the quarter's report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from docx import Document as Word
from PIL import Image

from tests.conftest import Cast, SignIn
from tests.unit.files import made
from tongming.clockwork import run_due
from tongming.law.inspection import Severity
from tongming.law.words import N_, Refused, say
from tongming.ledger.models import Event
from tongming.supervision.inspection import ordering, reporting, visiting
from tongming.supervision.inspection.actions import Found, report_findings
from tongming.supervision.inspection.changing import change_rules
from tongming.supervision.inspection.facts import register_check, unregister_check
from tongming.supervision.inspection.kinds import OrderState
from tongming.supervision.inspection.looking import run
from tongming.supervision.inspection.models import Finding, Order, OrderItem, QuarterReport, Run
from tongming.supervision.inspection.photographs import cleaned
from tongming.supervision.inspection.quarter import days_of, figures, inspected, quarter_before
from tongming.supervision.inspection.ranking import standings
from tongming.supervision.inspection.rules import rules_from, rules_of
from tongming.units.duties import duties_for
from tongming.units.models import Person, Unit
from tongming.units.people import appoint, create_person
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

DAY = date(2026, 3, 2)
DUE = DAY + timedelta(days=15)
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
QUARTER = date(2026, 4, 1)


@pytest.fixture
def faults() -> Iterator[set[str]]:
    """A check over records a test makes up: what stands in the set is wrong."""
    wrong: set[str] = set()

    def look(unit: Unit, day: date) -> Iterator[Found]:
        for key in sorted(wrong):
            if key.startswith(unit.code):
                yield Found("C31", key, say(N_("“{name}”没有回复。"), name=key), {"name": key})

    register_check("C31", look)
    yield wrong
    unregister_check("C31", look)


def found(cast: Cast, faults: set[str], *names: str, unit: Unit | None = None) -> list[Finding]:
    where = unit or cast.town
    faults |= {f"{where.code}/{name}" for name in names}
    run(where, at=AT, by=cast.supervisor)
    return list(Finding.objects.standing().filter(unit=where, indicator="C31").order_by("pk"))


def on_site(cast: Cast, note: str = "公开栏没有更新", unit: Unit | None = None) -> Finding:
    return visiting.enter(
        unit=unit or cast.town, indicator="D-08", severity=Severity.YELLOW, note=note,
        place="政务公开栏", photograph=None, at=AT, by=cast.supervisor,
    )  # fmt: skip


def issued(cast: Cast, *findings: Finding) -> Order:
    return ordering.issue(
        issuer=cast.county, findings=findings, requirement="逐项整改。", due_on=DUE, today=DAY,
        by=cast.supervisor,
    )  # fmt: skip


def answered(cast: Cast, order: Order, on: date = DAY) -> Order:
    return ordering.answer(
        order=order, text="已更新。", materials=[(made.docx(["情况"]), "情况.docx")], today=on,
        by=cast.clerk,
    )  # fmt: skip


# --- Orders ---------------------------------------------------------------------------------------


def test_an_order_from_issue_to_closure(cast: Cast, faults: set[str]) -> None:
    first, second = found(cast, faults, "a", "b")
    order = issued(cast, first, second, on_site(cast))
    assert order.number == "政务公开整改〔2026〕1号"
    letter = order.steps.get().files.get(name__endswith=".docx")
    text = "\n".join(p.text for p in Word(BytesIO(letter.read())).paragraphs)
    assert "存在以下3项问题" in text
    assert "2026年3月17日前完成整改" in text
    order = ordering.receive(order=order, today=DAY, by=cast.clerk)
    order = answered(cast, order)
    with pytest.raises(Refused, match="还有3项没有复查通过"):
        ordering.close(order=order, note="", today=DAY, by=cast.supervisor)

    faults.discard(first.subject)
    ordering.look_again(order=order, at=AT, today=DAY, by=cast.supervisor)
    one, two, three = order.items.order_by("pk")
    assert (one.outcome, two.outcome, three.outcome) == ("mended", "not_mended", "")
    order = ordering.send_back(
        order=order, reason="第二项还在", due_on=DUE + timedelta(days=5), today=DAY,
        by=cast.supervisor,
    )  # fmt: skip
    assert order.state_kind is OrderState.RETURNED
    order = answered(cast, order, on=DUE)
    faults.clear()
    ordering.look_again(order=order, at=AT, today=DUE, by=cast.supervisor)
    three = order.items.get(pk=three.pk)
    ordering.judge(
        item=three, mended=True, note="到现场看过", photograph=None, at=AT, today=DUE,
        by=cast.supervisor,
    )  # fmt: skip
    order = ordering.close(order=order, note="全部整改到位", today=DUE, by=cast.supervisor)
    assert order.state_kind is OrderState.CLOSED
    assert not Finding.objects.standing().filter(unit=cast.town, indicator__in=("C31", "D-08"))
    kinds = list(
        Event.objects.filter(kind__startswith="inspection.order_")
        .order_by("seq")
        .values_list("kind", flat=True)
    )
    assert [kind.removeprefix("inspection.order_") for kind in kinds] == [
        "issued", "received", "answered", "looked", "returned", "answered", "looked", "looked",
        "closed",
    ]  # fmt: skip


def test_who_may_do_what_with_an_order(cast: Cast, faults: set[str]) -> None:
    (finding,) = found(cast, faults, "a")
    with pytest.raises(NotPermitted):
        ordering.issue(
            issuer=cast.county, findings=[finding], requirement="改", due_on=DUE, today=DAY,
            by=cast.clerk,
        )  # fmt: skip
    order = issued(cast, finding)
    for stranger in (cast.stranger, cast.supervisor):
        with pytest.raises(NotPermitted):
            ordering.receive(order=order, today=DAY, by=stranger)
    with pytest.raises(NotPermitted):
        ordering.look_again(order=order, at=AT, today=DAY, by=cast.clerk)


def test_a_finding_waits_in_one_order_only_and_is_ordered_anew_after_a_withdrawal(
    cast: Cast, faults: set[str]
) -> None:
    (finding,) = found(cast, faults, "a")
    order = issued(cast, finding)
    with pytest.raises(Refused, match="另一份整改通知"):
        issued(cast, finding)
    ordering.withdraw(order=order, reason="发错单位", today=DAY, by=cast.supervisor)
    assert issued(cast, finding).serial == 2


def test_an_order_is_for_one_unit_and_a_day_to_come(cast: Cast, faults: set[str]) -> None:
    (mine,) = found(cast, faults, "a")
    theirs = on_site(cast, unit=cast.other_town)
    with pytest.raises(Refused, match="只发给一个单位"):
        issued(cast, mine, theirs)
    with pytest.raises(Refused, match="晚于今天"):
        ordering.issue(
            issuer=cast.county, findings=[mine], requirement="改", due_on=DAY, today=DAY,
            by=cast.supervisor,
        )  # fmt: skip
    assert not Order.objects.exists()


def test_what_the_system_found_is_not_called_mended_by_word_of_mouth(
    cast: Cast, faults: set[str]
) -> None:
    (finding,) = found(cast, faults, "a")
    item = issued(cast, finding).items.get()
    with pytest.raises(Refused, match="系统复查"):
        ordering.judge(
            item=item, mended=True, note="说是改了", photograph=None, at=AT, today=DAY,
            by=cast.supervisor,
        )  # fmt: skip
    ordering.settle(
        item=item, reason="已书面说明", at=AT, today=DAY, by=cast.supervisor
    )  # fmt: skip
    finding.refresh_from_db()
    assert (finding.closed_as, finding.gone_at) == ("settled", None)
    run(cast.town, at=AT, by=cast.supervisor)  # still seen, and not opened again
    assert Finding.objects.filter(indicator="C31").count() == 1


def test_a_unit_that_lets_the_day_pass_is_criticised_once_a_term(
    cast: Cast, faults: set[str]
) -> None:
    (finding,) = found(cast, faults, "a")
    order = issued(cast, finding)
    text = ordering.default_criticism(order)
    with pytest.raises(Refused, match="期限还没有过"):
        ordering.criticise(order=order, text=text, today=DUE, by=cast.supervisor)
    late = DUE + timedelta(days=1)
    ordering.criticise(order=order, text=text, today=late, by=cast.supervisor)
    with pytest.raises(Refused, match="已经通报"):
        ordering.criticise(order=order, text=text, today=late, by=cast.supervisor)
    step = order.steps.get(kind="criticised")
    assert {one.name.rpartition(".")[2] for one in step.files.all()} == {"docx", "pdf"}


def test_duties_stand_on_both_sides(cast: Cast, faults: set[str]) -> None:
    def said(person: Person, day: date) -> str:
        duties = duties_for(person, day)
        return "\n".join(
            f"{name}：{duty.what}"
            for name in ("overdue", "now", "waiting")
            for duty in getattr(duties, name)
        )

    found(cast, faults, "a")
    assert "处理检查发现的" in said(cast.clerk, DAY)
    assert "严重问题没有发整改通知" in said(cast.supervisor, DAY)
    order = issued(cast, *Finding.objects.standing().filter(unit=cast.town))
    assert f"now：签收整改通知{order.number}" in said(cast.clerk, DAY)
    assert "处理检查发现的" not in said(cast.clerk, DAY)
    assert f"waiting：等红石砬子镇整改（{order.number}）" in said(cast.supervisor, DAY)
    late = DUE + timedelta(days=1)
    assert f"overdue：签收整改通知{order.number}" in said(cast.clerk, late)
    assert f"overdue：红石砬子镇整改逾期，催办或者通报（{order.number}）" in said(
        cast.supervisor, late
    )
    assert "now：编写2026年第1季度检查情况通报" in said(cast.supervisor, QUARTER)
    assert "检查情况通报" not in said(cast.supervisor, date(2026, 7, 1))  # nobody looked in it
    answered(cast, order)
    assert f"now：复查红石砬子镇的整改（{order.number}）" in said(cast.supervisor, late)
    assert order.number not in said(cast.clerk, late)


# --- What people enter ----------------------------------------------------------------------------


def with_place() -> bytes:
    """A JPEG as a telephone makes it: lying on its side, with the place it was taken at."""
    image = Image.new("RGB", (40, 20), "white")
    exif = image.getexif()
    exif[0x0112] = 6
    exif[0x010F] = "SomePhone"
    exif.get_ifd(0x8825)[1] = "N"
    file = BytesIO()
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_a_photograph_is_kept_upright_and_without_its_place(cast: Cast) -> None:
    photograph = cleaned(with_place(), "IMG_1.JPG")
    finding = visiting.enter(
        unit=cast.town, indicator="D-08", severity=Severity.RED, note="公开栏破损", place="大厅",
        photograph=photograph, at=AT, by=cast.supervisor,
    )  # fmt: skip
    assert finding.file is not None
    with Image.open(BytesIO(finding.file.read())) as kept:
        assert kept.size == (20, 40)
        assert not dict(kept.getexif())
    assert b"SomePhone" not in finding.file.read()
    with pytest.raises(Refused):
        cleaned(b"no picture at all", "a.jpg")
    with pytest.raises(Refused, match="JPG或者PNG"):
        cleaned(made.docx(["x"]), "a.docx")


def next_step(client: Client, finding: Finding) -> str:
    page = client.get(f"/work/inspection/findings/{finding.pk}/").content.decode()
    return page.split("下一步</h2>")[1].split("</section>")[0]


def test_a_finding_always_says_what_comes_next(cast: Cast, sign_in: SignIn) -> None:
    finding = on_site(cast)
    clerk = sign_in(cast.clerk)
    assert "由检查单位再看一次" in next_step(clerk, finding)
    order = issued(cast, finding)
    said = next_step(clerk, finding)
    assert order.get_absolute_url() in said
    assert "由检查单位再看一次" not in said

    other = on_site(cast, "便民手册不全")
    visiting.close_finding(
        finding=other, how="settled", reason="当天停电", at=AT, by=cast.supervisor
    )
    assert "已经了结" in next_step(clerk, other)
    assert "reopen" in next_step(sign_in(cast.supervisor), other)


def test_what_does_not_stand_counts_nowhere_and_can_stand_again(cast: Cast) -> None:
    finding = on_site(cast)
    with pytest.raises(NotPermitted):
        visiting.close_finding(
            finding=finding, how="unfounded", reason="看错", at=AT, by=cast.clerk
        )
    visiting.close_finding(
        finding=finding, how="unfounded", reason="看错了栏目", at=AT, by=cast.supervisor
    )
    assert figures(cast.county, 2026, 1, today=QUARTER)["found"] == 0
    visiting.reopen_finding(finding=finding, reason="再看确有", by=cast.supervisor)
    assert figures(cast.county, 2026, 1, today=QUARTER)["found"] == 1


# --- The daily look -------------------------------------------------------------------------------


def test_every_unit_is_looked_at_once_a_day_and_a_check_that_fails_holds_up_no_other(
    cast: Cast, faults: set[str]
) -> None:
    def fails(unit: Unit, day: date) -> Iterator[Found]:
        raise RuntimeError("a room that is not itself today")

    (kept,) = found(cast, faults, "a")
    register_check("C33", fails)
    try:
        assert run_due(AT + timedelta(days=1))["inspection"] == 3
        assert run_due(AT + timedelta(days=1, hours=2))["inspection"] == 0
    finally:
        unregister_check("C33", fails)
    assert Run.objects.filter(unit=cast.town).first() is not None
    daily = Run.objects.get(unit=cast.town, by=None)
    assert daily.failed == ["C33"]
    kept.refresh_from_db()
    assert kept.last_seen_at == AT + timedelta(days=1)


# --- Rules ----------------------------------------------------------------------------------------


def test_a_new_version_counts_beneath_and_the_old_one_can_be_read(cast: Cast) -> None:
    first = change_rules(
        unit=cast.county, values={"thresholds": {"news_days": 7}}, reason="本市要求一周一更新",
        by=cast.supervisor,
    )  # fmt: skip
    second = change_rules(
        unit=cast.county, values={"off": ["C19"]}, reason="乡镇不考核", by=cast.supervisor
    )
    rules = rules_of(cast.town)
    assert (rules.version, rules.wants("C19")) == (second, False)
    assert rules.settings.value("news_days") == 14
    assert rules_from(first.values).settings.value("news_days") == 7
    told = Event.objects.filter(kind="inspection.rules_changed").order_by("seq")
    assert [one.data["reason"] for one in told] == ["本市要求一周一更新", "乡镇不考核"]


def test_a_unit_with_rules_of_its_own_does_not_follow_the_one_above(cast: Cast) -> None:
    change_rules(unit=cast.county, values={"off": ["C19"]}, reason="a", by=cast.supervisor)
    change_rules(unit=cast.town, values={"off": ["C37"]}, reason="b", by=cast.supervisor)
    assert rules_of(cast.town).off == {"C37"}
    assert rules_of(cast.other_town).off == {"C19"}


@pytest.mark.parametrize(
    "values",
    [
        {"thresholds": {"news_days": 0}},
        {"thresholds": {"no_such": 3}},
        {"off": ["C99"]},
        {"columns": {"rules": {"class": "hourly"}}},
        {"columns": {"rules": {"class": "news", "days": 0}}},
        {"weights": {"red": -1}},
        {"weights": {"gold": 1}},
        {"words": [{"wrong": "镇", "right": "乡"}]},
        {"words": [{"wrong": "政府", "right": "人民政府"}]},
    ],
)
def test_a_rule_that_cannot_be_is_refused(cast: Cast, values: dict[str, object]) -> None:
    with pytest.raises(Refused):
        change_rules(unit=cast.county, values=values, reason="试", by=cast.supervisor)
    assert rules_of(cast.county).version is None


def test_rules_are_changed_by_who_inspects_and_with_a_reason(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        change_rules(unit=cast.town, values={"off": ["C01"]}, reason="嫌麻烦", by=cast.office_head)
    with pytest.raises(Refused, match="为什么"):
        change_rules(unit=cast.county, values={"off": ["C01"]}, reason=" ", by=cast.supervisor)
    with pytest.raises(Refused, match="没有改动"):
        change_rules(unit=cast.county, values={}, reason="无", by=cast.supervisor)


# --- Ranking --------------------------------------------------------------------------------------


def reported(cast: Cast, unit: Unit, indicator: str, number: int, severity: Severity) -> None:
    words = say(N_("“{name}”没有回复。"), name="a")
    report_findings(
        unit=unit, source="crawl", indicators=[indicator], at=AT,
        found=[Found(indicator, f"/{n}", words, severity=severity) for n in range(number)],
    )  # fmt: skip


def ranked(cast: Cast, today: date = QUARTER) -> list[tuple[str, int, int, bool]]:
    since, until = days_of(2026, 1)
    lines = standings(
        inspected(cast.county, until), since, until, rules=rules_of(cast.county), today=today
    )
    return [(one.unit.short_name, one.place, one.points, one.vetoed) for one in lines]


def test_points_are_a_hundred_less_what_was_found_each_indicator_up_to_its_cap(
    cast: Cast,
) -> None:
    reported(cast, cast.town, "C25", 12, Severity.YELLOW)  # 12, but never more than 10
    reported(cast, cast.town, "C24", 2, Severity.RED)  # 6
    reported(cast, cast.other_town, "C28", 1, Severity.YELLOW)  # 1
    reported(cast, cast.other_town, "C29", 5, Severity.INFO)  # nothing
    assert ranked(cast) == [("八道河子镇", 1, 99, False), ("红石砬子镇", 2, 84, False)]
    change_rules(
        unit=cast.county, values={"weights": {"cap": 20, "red": 4}}, reason="从严",
        by=cast.supervisor,
    )  # fmt: skip
    assert ranked(cast)[1] == ("红石砬子镇", 2, 80, False)


def test_a_veto_stands_last_whatever_the_points_and_equals_share_a_place(cast: Cast) -> None:
    assert [place for _name, place, *_rest in ranked(cast)] == [1, 1]
    reported(cast, cast.town, "C33", 1, Severity.VETO)
    for number in range(3):
        reported(cast, cast.other_town, f"C2{number + 3}", 9, Severity.RED)
    names = [(name, place, vetoed) for name, place, _points, vetoed in ranked(cast)]
    assert names == [("八道河子镇", 1, False), ("红石砬子镇", 2, True)]


def test_an_overdue_order_costs_points_and_one_answered_in_time_none(
    cast: Cast, faults: set[str]
) -> None:
    order = issued(cast, on_site(cast))
    assert ranked(cast, DUE) == [("八道河子镇", 1, 100, False), ("红石砬子镇", 2, 99, False)]
    assert ranked(cast)[1][2] == 94
    answered(cast, order, on=DUE)
    assert ranked(cast)[1][2] == 99


def test_a_finding_counts_in_every_quarter_it_stood_in(cast: Cast) -> None:
    reported(cast, cast.town, "C25", 1, Severity.YELLOW)
    finding = Finding.objects.get()
    assert Finding.objects.between(AT - timedelta(days=9), AT).count() == 0
    finding.gone_at = AT + timedelta(days=60)
    finding.save()
    assert figures(cast.county, 2026, 2, today=QUARTER)["found"] == 1
    assert figures(cast.county, 2026, 3, today=QUARTER)["found"] == 0


# --- The quarter's report -------------------------------------------------------------------------


@pytest.fixture
def leader(cast: Cast) -> Person:
    """The county's own leader, who signs."""
    person = create_person(username="heguang", full_name="何光", unit=cast.county, password=None)
    appoint(person=person, unit=cast.county, role=Role.LEADER, since=date(2020, 1, 1))
    return person


def seen(report: QuarterReport) -> str:
    report = QuarterReport.objects.get(pk=report.pk)
    return reporting.digest_of(reporting.figures_of(report, QUARTER), report.words)


def test_a_quarters_report_says_what_the_records_say_and_is_frozen(
    cast: Cast, faults: set[str], leader: Person
) -> None:
    first, second = found(cast, faults, "a", "b")
    own = Finding.objects.filter(unit=cast.town).count()
    reported(cast, cast.other_town, "C25", 3, Severity.YELLOW)
    order = issued(cast, first, second)
    answered(cast, order)
    faults.clear()
    ordering.look_again(order=order, at=AT, today=DAY, by=cast.supervisor)
    ordering.close(order=order, note="", today=DAY, by=cast.supervisor)
    visiting.praise(
        issuer=cast.county, unit=cast.other_town, text="政策解读图文并茂", on=DAY, today=DAY,
        by=cast.supervisor,
    )  # fmt: skip
    with pytest.raises(Refused, match="还没有结束"):
        reporting.draft(
            unit=cast.county, year=2026, quarter=1, today=date(2026, 3, 31), by=cast.supervisor
        )
    report = reporting.draft(
        unit=cast.county, year=2026, quarter=1, today=QUARTER, by=cast.supervisor
    )
    with pytest.raises(Refused, match="“5项”是手写的数字"):
        reporting.edit(report=report, words={"next": "限期改完5项"}, by=cast.supervisor)
    with pytest.raises(Refused, match="没有“人口”这个数据"):
        reporting.edit(report=report, words={"next": "｛人口｝"}, by=cast.supervisor)
    reporting.edit(
        report=report, words={"next": "尚未消除的｛未消除｝项要限期整改。"}, by=cast.supervisor
    )
    reporting.submit(report=report, by=cast.supervisor)
    with pytest.raises(NotPermitted):
        reporting.sign(report=report, seen=seen(report), today=QUARTER, by=cast.supervisor)
    before = seen(report)
    reported(cast, cast.other_town, "C24", 1, Severity.RED)
    with pytest.raises(Refused, match="有了变化"):
        reporting.sign(report=report, seen=before, today=QUARTER, by=leader)
    report = reporting.sign(report=report, seen=seen(report), today=QUARTER, by=leader)

    counted = report.figures
    assert counted["found"] == own + 4 == sum(one["found"] for one in counted["indicators"])
    assert counted["severities"]["red"] == Finding.objects.filter(severity="red").count()
    assert counted["orders"]["issued"] == counted["orders"]["in_time"] == [order.pk]
    assert report.docx is not None
    paper = Word(BytesIO(report.docx.read()))
    text = "\n".join(one.text for one in paper.paragraphs)
    assert f"共发现问题{counted['found']}项" in text
    assert f"尚未消除的{counted['standing']}项要限期整改" in text
    assert "发出整改通知1份，已办结1份，其中按期报送1份；逾期未报送整改情况0份" in text
    assert "八道河子镇人民政府：政策解读图文并茂" in text
    by_indicator, ranking = paper.tables
    printed = {row.cells[0].text: row.cells[2].text for row in by_indicator.rows[1:]}
    assert printed == {
        code: str(Finding.objects.filter(indicator=code).exclude(unit=cast.county).count())
        for code in printed
    }
    assert len(ranking.rows) == 3

    reported(cast, cast.other_town, "C28", 2, Severity.RED)
    report.refresh_from_db()
    assert reporting.figures_of(report, QUARTER) == counted
    with pytest.raises(Refused, match="不能再改"):
        reporting.edit(report=report, words={}, by=cast.supervisor)


def test_who_wrote_the_report_does_not_sign_it(cast: Cast, leader: Person) -> None:
    appoint(person=leader, unit=cast.county, role=Role.SUPERVISOR, since=date(2020, 1, 1))
    report = reporting.draft(
        unit=cast.county, year=2026, quarter=1, today=QUARTER, by=cast.supervisor
    )
    reporting.edit(report=report, words={"next": "继续抓好落实。"}, by=leader)
    reporting.submit(report=report, by=cast.supervisor)
    with pytest.raises(Refused, match="另一位负责人"):
        reporting.sign(report=report, seen=seen(report), today=QUARTER, by=leader)


def test_quarters_begin_and_end_where_they_should() -> None:
    assert days_of(2026, 1) == (date(2026, 1, 1), date(2026, 4, 1))
    assert days_of(2026, 4) == (date(2026, 10, 1), date(2027, 1, 1))
    assert quarter_before(date(2026, 1, 1)) == (2025, 4)
    assert quarter_before(date(2026, 6, 30)) == (2026, 1)


# --- Who sees what --------------------------------------------------------------------------------


def test_a_unit_sees_its_own_faults_and_place_and_nobody_elses(
    cast: Cast, sign_in: SignIn, leader: Person
) -> None:
    mine, theirs = on_site(cast), on_site(cast, "别处的问题", cast.other_town)
    order = issued(cast, mine)
    clerk, stranger = sign_in(cast.clerk), sign_in(cast.stranger)
    page = clerk.get(f"/work/inspection/units/{cast.town.pk}/").content.decode()
    assert "公开栏没有更新" in page
    assert "共 2 个单位" in page
    assert clerk.get(theirs.get_absolute_url()).status_code == 404
    assert clerk.get(f"/work/inspection/units/{cast.other_town.pk}/").status_code == 404
    assert clerk.get(f"/work/inspection/units/{cast.county.pk}/ranking/").status_code == 404
    assert "别处的问题" not in clerk.get("/work/inspection/findings/?state=all").content.decode()
    for path in (order.get_absolute_url(), mine.get_absolute_url()):
        assert stranger.get(path).status_code == 404
    letter = order.steps.get().files.first()
    assert letter is not None
    path = f"{order.get_absolute_url()}files/{letter.pk}/"
    assert clerk.get(path).status_code == 200
    assert stranger.get(path).status_code == 404
    assert clerk.get("/work/inspection/visit/").status_code == 404
    report = reporting.draft(
        unit=cast.county, year=2026, quarter=1, today=QUARTER, by=cast.supervisor
    )
    assert clerk.get(report.get_absolute_url()).status_code == 404
    reporting.submit(report=report, by=cast.supervisor)
    reporting.sign(report=report, seen=seen(report), today=QUARTER, by=leader)
    assert clerk.get(report.get_absolute_url()).status_code == 200  # a 通报 is read by all


def test_every_figure_of_the_ranking_opens_onto_as_many_records(
    cast: Cast, sign_in: SignIn
) -> None:
    reported(cast, cast.town, "C25", 3, Severity.YELLOW)
    reported(cast, cast.town, "C24", 2, Severity.RED)
    browser = sign_in(cast.supervisor)
    page = browser.get(f"/work/inspection/units/{cast.county.pk}/ranking/?quarter=2026-1")
    assert "C24</a> −6" in page.content.decode()
    for query, number in (("", 5), ("&indicator=C25", 3)):
        path = f"/work/inspection/findings/?unit={cast.town.pk}&quarter=2026-1{query}"
        assert browser.get(path).context["page"].paginator.count == number


def test_the_form_of_the_rules_keeps_only_what_differs(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.supervisor)
    path = f"/work/inspection/units/{cast.county.pk}/rules/change/"
    form = browser.get(path).context["form"]
    sent = {
        name: field.initial
        for name, field in form.fields.items()
        if field.initial is not None and field.initial is not False
    }
    sent |= {"reason": "每周更新", "t-news_days": "7", "words": "红石拉子 红石砬子 !"}
    del sent["on-C19"]
    assert browser.post(path, sent).status_code == 302
    version = rules_of(cast.town).version
    assert version is not None
    assert version.values == {
        "thresholds": {"news_days": 7},
        "off": ["C19"],
        "words": [{"wrong": "红石拉子", "right": "红石砬子", "severe": True}],
    }


def test_items_of_an_order_show_what_the_last_look_came_to(
    cast: Cast, faults: set[str], sign_in: SignIn
) -> None:
    (finding,) = found(cast, faults, "a")
    order = issued(cast, finding)
    browser = sign_in(cast.supervisor)
    page = browser.post(f"{order.get_absolute_url()}look/", follow=True).content.decode()
    assert "没有整改到位" in page
    assert OrderItem.objects.get().outcome == "not_mended"
