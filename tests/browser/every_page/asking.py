"""Consultations and evaluations in every state, on the workbench and in public."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.engagement import asking
from tests.unit.files import made
from tongming.engagement.assessment import actions as assessing
from tongming.engagement.assessment.models import Assessment
from tongming.engagement.consultations import actions, answering, commenting
from tongming.engagement.consultations.models import Consultation
from tongming.law.assessment import Mark, Side
from tongming.law.consultation import Verdict, Way
from tongming.portal.site.reading import address_of
from tongming.publishing import sources
from tongming.publishing.actions import publish_pending

LONG = "农村人居环境整治长效管护实施办法和收费标准及监督考核细则（征求意见稿）"


def consultations(cast: Cast) -> Visits:
    today = localdate()
    written = asking.drafted(cast, title=LONG, days=20)
    actions.attach(
        consultation=written, content=made.docx(["于得水 13944456789"]), name="保洁员名单.docx",
        by=cast.clerk,
    )  # fmt: skip
    submitted = asking.drafted(cast)
    actions.submit(consultation=submitted, by=cast.clerk)
    running = asking.opened(cast, today, title=LONG, short_reason="汛期将到", days=20)
    assert running.ends_on is not None
    actions.extend(
        consultation=running, until=running.ends_on + timedelta(days=10), reason="多听意见",
        by=cast.leader, today=today,
    )  # fmt: skip
    asking.sent(running, today=today)
    given_up = asking.opened(cast, today)
    actions.end_early(consultation=given_up, reason="另行起草", by=cast.leader, today=today)
    over, answered = _over(cast, today), _over(cast, today)
    comment = over.comments.earliest("pk")
    opinion = over.opinions.earliest("pk")
    uptake = answering.begin(consultation=over, by=cast.clerk, today=today)
    result = answering.begin(consultation=answered, by=cast.clerk, today=today)
    answering.submit(uptake=result, by=cast.clerk, today=today)
    answering.publish(uptake=result, by=cast.leader, today=today)
    publish_pending()
    every = (written, submitted, running, given_up, over, answered)
    return {
        "consultations:index": [
            Visit(reverse("consultations:index"), who) for who in ("clerk", "leader", "supervisor")
        ],
        **at("consultations:new", "clerk", cast.town.pk),
        "consultations:consultation": [
            Visit(one.get_absolute_url(), who) for one in every for who in ("clerk", "leader")
        ],
        **at("consultations:edit", "clerk", written.pk),
        **at("consultations:attach", "clerk", written.pk),
        **at("consultations:submit", "clerk", written.pk),
        **at("consultations:approve", "leader", submitted.pk),
        **at("consultations:send_back", "leader", submitted.pk),
        **at("consultations:extend", "leader", running.pk),
        **at("consultations:end_early", "leader", running.pk),
        "consultations:comments": [
            Visit(reverse("consultations:comments", args=[one.pk]), "clerk")
            for one in (running, over, answered)
        ],
        **at("consultations:enter", "clerk", running.pk),
        **at("consultations:comment", "clerk", comment.pk),
        **at("consultations:set_aside", "clerk", comment.pk),
        **at("consultations:count_again", "clerk", comment.pk),
        **at("consultations:who", "clerk", comment.pk),
        **at("consultations:new_opinion", "clerk", over.pk, query=f"?comment={comment.pk}"),
        **at("consultations:opinion", "clerk", opinion.pk),
        **at("consultations:drop_opinion", "clerk", opinion.pk),
        "consultations:uptake": [
            Visit(uptake.get_absolute_url(), "clerk"),
            Visit(result.get_absolute_url(), "leader"),
        ],
        **at("consultations:edit_uptake", "clerk", over.pk),
        **at("consultations:submit_uptake", "clerk", over.pk),
        **at("consultations:publish_uptake", "leader", over.pk),
        **at("consultations:send_back_uptake", "leader", over.pk),
        "consultations:figure": [
            Visit(reverse("consultations:figure", args=[over.pk, key]), "clerk")
            for key in ("people", "adopted", "partly")
        ],
        "consulting:index": [Visit(reverse("consulting:index"))],
        "consulting:comment": [
            Visit(reverse("consulting:comment", args=[one.pk]))
            for one in (running, given_up, over, answered)
        ],
        **at("consulting:query", ""),
        "site:file": [_finished(one.key) for one in (running, given_up, answered, result)]
        + [
            Visit(f"{settings.SITE_PREFIX}{cast.town.code}/{path}", is_finished=True)
            for path in ("interaction/", "interaction/consultations/")
        ],
    }


def _finished(key: str) -> Visit:
    item = sources.get(key)
    assert item is not None
    return Visit(address_of(item), is_finished=True)


def _over(cast: Cast, today: object) -> Consultation:
    """Ended, with a comment of every kind, and two opinions that answer them all."""
    began = localdate() - timedelta(days=45)
    one = asking.opened(cast, began)
    first, _code = asking.sent(one, "村头村尾的垃圾箱太少，路灯下面一个也没有。" * 6, today=began)
    letter = asking.entered(
        cast, one, Way.LETTER, 12, today=localdate(), received_on=began, words="建议降价"
    )
    aside, _code = asking.sent(one, "测试", today=began)
    commenting.set_aside(comment=aside, reason="空白内容", by=cast.clerk)
    for comment, verdict in ((first, Verdict.ADOPTED), (letter, Verdict.REJECTED)):
        opinion = answering.add_opinion(
            consultation=one, text="增加垃圾箱，放在路灯下面", comments=[comment], by=cast.clerk,
            today=localdate(),
        )  # fmt: skip
        answering.save_opinion(
            opinion=opinion, text=opinion.text, verdict=verdict, reason="写进第三条。",
            comments=[comment], by=cast.clerk, today=localdate(),
        )  # fmt: skip
    return one


def assessment(cast: Cast) -> Visits:
    today = localdate()

    def run(year: int) -> Assessment:
        one = _planned(cast, year)
        assessing.submit_plan(assessment=one, by=cast.clerk, today=today)
        return assessing.approve_plan(assessment=one, by=cast.leader, today=today)

    written, submitted = _planned(cast, today.year - 4), _planned(cast, today.year - 3)
    assessing.submit_plan(assessment=submitted, by=cast.clerk, today=today)
    running = run(today.year - 2)
    sheet = assessing.answer(
        assessment=running, answers=asking.marked(Mark.FAIR) | {"own-1": Mark.FAIR},
        words="查询的地方不好找", today=today,
    )  # fmt: skip
    told = run(today.year - 1)
    assessing.enter_sheets(
        assessment=told, side=Side.PUBLIC, filled_on=today,
        rows=[asking.marked(mark) for mark in (*Mark, Mark.EXCELLENT)], by=cast.clerk, today=today,
    )  # fmt: skip
    assessing.enter_sheets(
        assessment=told, side=Side.DELEGATES, filled_on=today,
        rows=[asking.marked(Mark.EXCELLENT)], by=cast.clerk, today=today,
    )  # fmt: skip
    after = today + timedelta(days=2)
    assessing.save_result(
        assessment=told, conclusion="答复及时，查找不便。", measures="改进检索，增设查阅点。",
        by=cast.clerk,
    )  # fmt: skip
    assessing.submit_result(assessment=told, by=cast.clerk, today=after)
    waiting = Visit(told.get_absolute_url(), "leader")
    assessing.publish(assessment=told, by=cast.leader, today=after)
    publish_pending()
    return {
        "assessment:index": [
            Visit(reverse("assessment:index"), who) for who in ("clerk", "supervisor")
        ],
        **at("assessment:new", "clerk", cast.town.pk),
        "assessment:assessment": [
            waiting,
            *(
                Visit(one.get_absolute_url(), who)
                for one in (written, submitted, running)
                for who in ("clerk", "leader")
            ),
        ],
        **at("assessment:plan", "clerk", written.pk),
        **at("assessment:add_question", "clerk", written.pk),
        **at("assessment:submit_plan", "clerk", written.pk),
        **at("assessment:approve_plan", "leader", submitted.pk),
        **at("assessment:send_back", "leader", submitted.pk),
        **at("assessment:sheets", "clerk", running.pk),
        **at("assessment:enter", "clerk", running.pk),
        **at("assessment:strike_out", "clerk", sheet.pk),
        **at("assessment:rule", "clerk", running.pk),
        **at("assessment:result", "clerk", running.pk),
        **at("assessment:submit_result", "clerk", running.pk),
        **at("assessment:publish", "leader", running.pk),
        **at("assessing:index", ""),
        "assessing:answer": [
            Visit(reverse("assessing:answer", args=[one.pk])) for one in (running, told)
        ],
        "site:file": [_finished(one.key) for one in (running, told)]
        + [
            Visit(
                f"{settings.SITE_PREFIX}{cast.town.code}/interaction/assessment/", is_finished=True
            )
        ],
    }


def _planned(cast: Cast, year: int) -> Assessment:
    today = localdate()
    one = assessing.create(unit=cast.town, year=year, by=cast.clerk, today=today)
    if not any(question.is_own for question in one.questions.all()):
        assessing.add_question(assessment=one, text="村务公开栏更新及时吗？", by=cast.clerk)
    return assessing.save_plan(
        assessment=one, plan="一、评议内容\n全年工作。\n二、评议方式\n公众评议和代表评议。",
        opens_on=today, ends_on=today + timedelta(days=1), by=cast.clerk,
    )  # fmt: skip
