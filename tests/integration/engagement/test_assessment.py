"""社会评议: planned, answered, graded by the rule, signed by another, told in the report."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.integration.engagement.asking import (
    BEGAN,
    ENDED,
    GRADED,
    answered,
    graded,
    marked,
    on_paper,
    opened,
    planned,
    running,
)
from tongming.engagement.assessment import actions
from tongming.engagement.assessment.clock import close_and_erase
from tongming.engagement.assessment.counting import standing
from tongming.engagement.assessment.models import Assessment, Sheet
from tongming.engagement.assessment.queries import due_day
from tongming.law.assessment import QUESTIONS, Mark, Rule, Side, Stage
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.words import Refused
from tongming.portal.site.reading import address_of
from tongming.publishing import sources
from tongming.publishing.actions import publish_pending
from tongming.reports.compiling.words import drafted
from tongming.reports.compiling.year import compile_year
from tongming.units.duties import duties_for
from tongming.units.people import appoint
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

TODAY = localdate()


# --- The plan -------------------------------------------------------------------------------------


def test_the_four_questions_stay_and_own_ones_come_and_go(cast: Cast) -> None:
    one = planned(cast)
    assert [q.key for q in one.questions.all()] == list(QUESTIONS)
    with pytest.raises(Refused, match="四道基本题不能去掉"):
        actions.drop_question(question=one.questions.all()[0], by=cast.clerk)
    own = actions.add_question(assessment=one, text="村务公开栏更新及时吗？", by=cast.clerk)
    second = actions.add_question(assessment=one, text="查阅点好找吗？", by=cast.clerk)
    actions.drop_question(question=own, by=cast.clerk)
    assert second.key == "own-2"
    with pytest.raises(Refused, match="已经有了"):
        planned(cast)
    for _time in range(5):
        actions.add_question(assessment=one, text="再问一道？", by=cast.clerk)
    with pytest.raises(Refused, match="最多6道"):
        actions.add_question(assessment=one, text="太多了？", by=cast.clerk)


def test_another_person_approves_the_plan(cast: Cast) -> None:
    one = actions.create(unit=cast.town, year=2025, by=cast.clerk, today=BEGAN)
    with pytest.raises(Refused, match="请先写评议方案"):
        actions.submit_plan(assessment=one, by=cast.clerk, today=BEGAN)
    with pytest.raises(Refused, match="不能早于开始日期"):
        actions.save_plan(assessment=one, plan="问卷", opens_on=ENDED, ends_on=BEGAN, by=cast.clerk)
    actions.save_plan(
        assessment=one, plan="找于得水13944456789", opens_on=BEGAN, ends_on=ENDED, by=cast.clerk
    )
    with pytest.raises(Refused, match="文字里有"):
        actions.submit_plan(assessment=one, by=cast.clerk, today=BEGAN)
    appoint(person=cast.leader, unit=cast.town, role=Role.CLERK, since=BEGAN)
    actions.save_plan(assessment=one, plan="问卷", opens_on=BEGAN, ends_on=ENDED, by=cast.leader)
    with pytest.raises(Refused, match="已经过了"):
        actions.submit_plan(assessment=one, by=cast.leader, today=GRADED)
    actions.submit_plan(assessment=one, by=cast.leader, today=BEGAN)
    with pytest.raises(NotPermitted):
        actions.approve_plan(assessment=one, by=cast.clerk, today=BEGAN)
    with pytest.raises(Refused, match="由另一个人审批"):
        actions.approve_plan(assessment=one, by=cast.leader, today=BEGAN)
    actions.send_back(assessment=one, reason="加一道村务的题", by=cast.leader)
    actions.submit_plan(assessment=one, by=cast.clerk, today=BEGAN)
    one = actions.approve_plan(assessment=one, by=cast.leader, today=BEGAN)
    assert one.stage(BEGAN) is Stage.RUN
    with pytest.raises(Refused, match="方案已经提交"):
        actions.add_question(assessment=one, text="再问一道？", by=cast.clerk)


# --- Answers --------------------------------------------------------------------------------------


def test_every_question_is_answered_online_and_only_in_its_days(cast: Cast) -> None:
    one = running(cast)
    for answers in ({}, {"content": Mark.FAIR}, {**marked(), "other": Mark.FAIR}):
        with pytest.raises(Refused, match="每道题都选一项"):
            actions.answer(assessment=one, answers=answers, today=ENDED)
    for day in (BEGAN - timedelta(days=1), ENDED + timedelta(days=1)):
        with pytest.raises(Refused, match="现在不收答卷"):
            actions.answer(assessment=one, answers=marked(), today=day)
    sheet = actions.answer(
        assessment=one, answers=marked(), words="于得水希望早点答复", today=ENDED
    )
    assert "于得水".encode() not in bytes(sheet.sealed_words)
    assert (sheet.words, sheet.by) == ("于得水希望早点答复", None)


def test_paper_is_entered_apart_for_delegates_and_blanks_stay_blank(cast: Cast) -> None:
    one = running(cast)
    actions.enter_sheets(
        assessment=one, side=Side.DELEGATES, filled_on=ENDED,
        rows=[{"content": Mark.EXCELLENT}, {}, marked(Mark.FAIR)], by=cast.clerk, today=GRADED,
    )  # fmt: skip
    stood = standing(one)
    assert (stood.sheets[Side.DELEGATES], stood.sheets[Side.PUBLIC]) == (2, 0)
    assert stood.questions[0].total(Side.DELEGATES) == 2
    assert stood.questions[1].total(Side.DELEGATES) == 1
    for day, rows, words in (
        (ENDED + timedelta(days=1), [marked()], "填写日期要在这段时间里"),
        (GRADED + timedelta(days=1), [marked()], "不能晚于今天"),
        (ENDED, [{}], "至少录入一份"),
        (ENDED, [{"other": Mark.FAIR}], "没有这道题"),
    ):
        with pytest.raises(Refused, match=words):
            actions.enter_sheets(
                assessment=one, side=Side.PUBLIC, filled_on=day, rows=rows, by=cast.clerk,
                today=GRADED,
            )  # fmt: skip
    with pytest.raises(NotPermitted):
        on_paper_by_the_leader(cast, one)


def on_paper_by_the_leader(cast: Cast, one: Assessment) -> None:
    actions.enter_sheets(
        assessment=one, side=Side.PUBLIC, filled_on=ENDED, rows=[marked()], by=cast.leader,
        today=GRADED,
    )  # fmt: skip


def test_a_sheet_struck_out_counts_no_longer(cast: Cast) -> None:
    one = running(cast)
    on_paper(cast, one, Mark.EXCELLENT, Mark.DISSATISFIED)
    wrong = Sheet.objects.get(serial=2)
    with pytest.raises(Refused, match="请写明理由"):
        actions.strike_out(sheet=wrong, reason=" ", by=cast.clerk)
    actions.strike_out(sheet=wrong, reason="录重了", by=cast.clerk)
    assert (standing(one).every_sheet, standing(one).total) == (1, Decimal("100.0"))
    with pytest.raises(Refused, match="已经划去"):
        actions.strike_out(sheet=wrong, reason="录重了", by=cast.clerk)


# --- The grade ------------------------------------------------------------------------------------


def test_the_grade_follows_the_rule_and_the_rule_is_changed_with_a_reason(cast: Cast) -> None:
    one = running(cast)
    on_paper(cast, one, Mark.SATISFIED, Mark.FAIR)
    on_paper(cast, one, Mark.EXCELLENT, side=Side.DELEGATES)
    stood = standing(one)
    # (80 + 60) / 2 = 70 of the public at 70 %, 100 of the delegates at 30 %
    assert (stood.total, stood.grade) == (Decimal("79.0"), Mark.SATISFIED)
    usual = Rule.usual()
    stricter = Rule(usual.points, {**usual.bounds, Mark.SATISFIED: 80}, 30)
    with pytest.raises(Refused, match="为什么改规则"):
        actions.set_rule(assessment=one, rule=stricter, reason="", by=cast.clerk)
    with pytest.raises(Refused, match="依次降低"):
        actions.set_rule(
            assessment=one, rule=Rule({**usual.points, Mark.FAIR: 90}, usual.bounds, 30),
            reason="市里的办法", by=cast.clerk,
        )  # fmt: skip
    actions.set_rule(assessment=one, rule=stricter, reason="市里的办法", by=cast.clerk)
    one.refresh_from_db()
    assert standing(one).grade is Mark.FAIR


def test_the_result_is_signed_by_another_and_then_frozen(cast: Cast) -> None:
    one = running(cast)
    with pytest.raises(Refused, match="还没有结束"):
        actions.submit_result(assessment=one, by=cast.clerk, today=ENDED)
    with pytest.raises(Refused, match="没有收回一份问卷"):
        actions.submit_result(assessment=one, by=cast.clerk, today=GRADED)
    on_paper(cast, one, Mark.EXCELLENT)
    with pytest.raises(Refused, match="请写评议结论和改进措施"):
        actions.submit_result(assessment=one, by=cast.clerk, today=GRADED)
    appoint(person=cast.leader, unit=cast.town, role=Role.CLERK, since=BEGAN)
    actions.save_result(assessment=one, conclusion="好", measures="改进检索", by=cast.leader)
    actions.submit_result(assessment=one, by=cast.leader, today=GRADED)
    with pytest.raises(Refused, match="由另一个人审批"):
        actions.publish(assessment=one, by=cast.leader, today=GRADED)
    with pytest.raises(NotPermitted):
        actions.publish(assessment=one, by=cast.clerk, today=GRADED)
    with pytest.raises(Refused, match="评定规则不能再改"):
        actions.set_rule(assessment=one, rule=Rule.usual(), reason="改", by=cast.clerk)
    actions.send_back(assessment=one, reason="写得具体一些", by=cast.leader)
    actions.save_result(assessment=one, conclusion="好", measures="改进检索", by=cast.clerk)
    actions.submit_result(assessment=one, by=cast.clerk, today=GRADED)
    one = actions.publish(assessment=one, by=cast.leader, today=GRADED)
    assert one.frozen is not None
    assert one.frozen["counted"] == list(one.sheets.values_list("pk", flat=True))
    with pytest.raises(Refused, match="还没有提交结果的评议"):
        on_paper(cast, one, Mark.DISSATISFIED)
    assert standing(one).grade is Mark.EXCELLENT


# --- In public ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_counts_are_public_only_with_the_result_and_its_chart(cast: Cast) -> None:
    one = running(cast)
    on_paper(cast, one, Mark.FAIR)
    publish_pending()
    item = sources.get(one.key)
    assert item is not None
    assert "收回问卷" not in item.body_html + str(item.facts)
    graded(cast, one)
    publish_pending()
    item = sources.get(one.key)
    assert item is not None
    folder = address_of(item).removeprefix(configured.SITE_PREFIX)
    page = (Path(configured.SITE) / folder / "index.html").read_text(encoding="utf-8")
    assert page.count('<svg class="chart"') == 4
    assert "公开的内容是否全面、真实、准确？（份）</title>" in page
    assert "优秀1份；满意1份；基本满意2份；不满意0份" in page
    assert "改进检索" in page
    assert item.title.endswith("社会评议结果")


def test_a_device_is_asked_once_and_somebody_else_may_answer_too(
    cast: Cast, settings: Settings
) -> None:
    one = actions.create(unit=cast.town, year=TODAY.year, by=cast.clerk, today=TODAY)
    actions.save_plan(assessment=one, plan="问卷", opens_on=TODAY, ends_on=TODAY, by=cast.clerk)
    client = Client()
    assert client.get(f"/assessment/{one.pk}/").status_code == 404
    actions.submit_plan(assessment=one, by=cast.clerk, today=TODAY)
    actions.approve_plan(assessment=one, by=cast.leader, today=TODAY)
    partly = client.post(f"/assessment/{one.pk}/", {"content": "fair"})
    assert partly.status_code == 400
    assert "请选一项" in partly.content.decode()
    full = dict.fromkeys(QUESTIONS, "fair")
    assert client.post(f"/assessment/{one.pk}/", full)["Location"].endswith("/thanks/")
    assert client.get(f"/assessment/{one.pk}/")["Location"].endswith("/thanks/")
    again = client.get(f"/assessment/{one.pk}/?again=1")
    assert 'type="radio"' in again.content.decode()
    settings.APPLY_PER_HOUR = 1
    assert client.post(f"/assessment/{one.pk}/", full).status_code == 429
    assert one.sheets.count() == 1


def test_a_questionnaire_that_is_over_says_so(cast: Cast) -> None:
    one = running(cast)
    page = Client().get(f"/assessment/{one.pk}/").content.decode()
    assert "正在评定" in page
    refused = Client().post(f"/assessment/{one.pk}/", dict.fromkeys(QUESTIONS, "fair"))
    assert refused.status_code == 409
    assert one.sheets.count() == 0


# --- Days and the annual report -------------------------------------------------------------------


def test_governments_are_reminded_until_the_day_the_setting_names(
    cast: Cast, settings: Settings
) -> None:
    settings.ASSESSMENT_DAY = (3, 15)
    assert due_day(2025) == date(2026, 3, 15)
    begin = [d for d in duties_for(cast.clerk, BEGAN).now if "开展2025年度社会评议" in str(d.what)]
    assert [d.due for d in begin] == [date(2026, 3, 15)]
    one = running(cast)
    asked = {str(d.what) for d in duties_for(cast.clerk, GRADED).now}
    assert "2025年度社会评议已经结束：评定并写改进措施" in asked
    late = duties_for(cast.clerk, date(2026, 3, 16)).overdue
    assert one.get_absolute_url() in [d.url for d in late]


def test_section_one_tells_consultations_and_the_evaluation(cast: Cast, sign_in: SignIn) -> None:
    one = graded(cast, running(cast))
    answered(cast, opened(cast))
    assert one.published_at is not None
    year = localdate(one.published_at).year
    compiled = compile_year(cast.town, year, FORM_2021)
    figure = {
        key: compiled.report.figure(Cell("stated", key, "value"))
        for key in ("assessments", "assessment_sheets", "assessment_score", "consultation_comments")
    }
    # 80 of the public at 70 %, 100 of the delegates at 30 %
    assert figure == {
        "assessments": 1, "assessment_sheets": 4, "assessment_score": Decimal("86.0"),
        "consultation_comments": 3,
    }  # fmt: skip
    words = drafted(cast.town, compiled.report)["overview"]
    assert "开展社会评议{{stated/assessments/value|次}}" in words
    assert "综合得分{{stated/assessment_score/value|分}}" in words
    assert "收到来稿{{stated/consultation_comments/value|件}}" in words
    (row,) = compiled.rows(Cell("stated", "assessment_score", "value"))
    assert (row.number, row.url) == ("满意", one.get_absolute_url())
    page = sign_in(cast.clerk).get(
        f"/work/reports/hongshilazi/{year}/2021-30/cell/stated/assessment_score/value/"
    )
    assert "社会评议" in page.content.decode()


def test_the_clock_tells_the_end_and_erases_what_was_written(cast: Cast) -> None:
    one = running(cast)
    actions.answer(assessment=one, answers=marked(), words="早点答复", today=ENDED)
    graded(cast, one)
    other = running(cast, 2024)
    moment = datetime(2026, 3, 2, 3, tzinfo=UTC)
    assert close_and_erase(moment) == 1
    other.refresh_from_db()
    assert other.closing_told
    assert close_and_erase(datetime(2037, 12, 1, 3, tzinfo=UTC)) == 1
    assert all(not sheet.words for sheet in one.sheets.all())
    assert standing(one).every_sheet == 5
