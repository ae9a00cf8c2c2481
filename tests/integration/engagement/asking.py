"""A consultation and an evaluation, led through their lives; shared by the tests here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.conftest import Cast
from tongming.engagement.assessment import actions as assessing
from tongming.engagement.assessment.models import Assessment
from tongming.engagement.consultations import actions, answering, commenting
from tongming.engagement.consultations.models import Comment, Consultation, Opinion, Uptake
from tongming.law.assessment import QUESTIONS, Mark, Side
from tongming.law.consultation import Verdict, Way

OPENED = date(2026, 10, 8)
LAST = date(2026, 11, 7)
AFTER = date(2026, 11, 8)
DRAFT: dict[str, Any] = {
    "title": "红石砬子镇村庄保洁办法（征求意见稿）",
    "explanation": "为了改善人居环境，起草本办法。请重点对收费标准提意见。",
    "text": "一、保洁的范围\n村内道路每天清扫一次。\n二、收费\n每户每月5元。",
    "ways": "来信：镇政府党政办公室收。",
}


def drafted(cast: Cast, **given: Any) -> Consultation:
    return actions.create(unit=cast.town, by=cast.clerk, **{**DRAFT, **given})


def opened(cast: Cast, today: date = OPENED, **given: Any) -> Consultation:
    one = drafted(cast, **given)
    actions.submit(consultation=one, by=cast.clerk)
    return actions.approve(consultation=one, by=cast.leader, today=today)


def sent(
    one: Consultation, words: str = "每户5元太高，建议3元。", today: date = OPENED, **given: Any
) -> tuple[Comment, str]:
    return commenting.send(
        consultation=one, words=words, today=today,
        **{"name": "于得水", "contact": "13944456789", **given},
    )  # fmt: skip


def entered(
    cast: Cast, one: Consultation, way: Way = Way.LETTER, people: int = 1, today: date = AFTER,
    received_on: date = LAST, words: str = "建议每天清扫两次。",
) -> Comment:  # fmt: skip
    return commenting.enter(
        consultation=one, way=way, received_on=received_on, people=people, words=words,
        by=cast.clerk, today=today,
    )  # fmt: skip


def worded(
    cast: Cast,
    one: Consultation,
    comments: list[Comment],
    verdict: Verdict | None = Verdict.ADOPTED,
    text: str = "每户每月的收费降低",
) -> Opinion:
    made = answering.add_opinion(
        consultation=one, text=text, comments=comments, by=cast.clerk, today=AFTER
    )
    if verdict is None:
        return made
    return answering.save_opinion(
        opinion=made, text=text, verdict=verdict, reason="改为每户每月3元。", comments=comments,
        by=cast.clerk, today=AFTER,
    )  # fmt: skip


def answered(cast: Cast, one: Consultation) -> Uptake:
    """Two people on the Internet, twelve by letter; two opinions; the report published."""
    first, _code = sent(one)
    second, _code = sent(one, "收费不合理")
    letter = entered(cast, one, people=12)
    worded(cast, one, [first, second])
    worded(cast, one, [letter], Verdict.REJECTED, "每天清扫两次")
    uptake = answering.begin(consultation=one, by=cast.clerk, today=AFTER)
    answering.submit(uptake=uptake, by=cast.clerk, today=AFTER)
    return answering.publish(uptake=uptake, by=cast.leader, today=AFTER)


# --- 社会评议 -------------------------------------------------------------------------------------

BEGAN = date(2026, 2, 1)
ENDED = BEGAN + timedelta(days=27)
GRADED = date(2026, 3, 2)


def planned(cast: Cast, year: int = 2025) -> Assessment:
    one = assessing.create(unit=cast.town, year=year, by=cast.clerk, today=BEGAN)
    return assessing.save_plan(
        assessment=one, plan="一、评议内容\n全年工作。\n二、方式\n问卷。", opens_on=BEGAN,
        ends_on=ENDED, by=cast.clerk,
    )  # fmt: skip


def running(cast: Cast, year: int = 2025) -> Assessment:
    one = planned(cast, year)
    assessing.submit_plan(assessment=one, by=cast.clerk, today=BEGAN)
    return assessing.approve_plan(assessment=one, by=cast.leader, today=BEGAN)


def marked(mark: Mark = Mark.SATISFIED) -> dict[str, Mark]:
    return dict.fromkeys(QUESTIONS, mark)


def on_paper(
    cast: Cast, one: Assessment, *marks: Mark, side: Side = Side.PUBLIC, today: date = GRADED
) -> None:
    assessing.enter_sheets(
        assessment=one, side=side, filled_on=ENDED, rows=[marked(mark) for mark in marks],
        by=cast.clerk, today=today,
    )  # fmt: skip


def graded(cast: Cast, one: Assessment) -> Assessment:
    """Three of the public, one delegate; concluded and signed."""
    assessing.answer(assessment=one, answers=marked(Mark.EXCELLENT), today=ENDED)
    on_paper(cast, one, Mark.SATISFIED, Mark.FAIR)
    on_paper(cast, one, Mark.EXCELLENT, side=Side.DELEGATES)
    assessing.save_result(
        assessment=one, conclusion="答复及时，查找不便。", measures="改进检索。", by=cast.clerk
    )
    assessing.submit_result(assessment=one, by=cast.clerk, today=GRADED)
    return assessing.publish(assessment=one, by=cast.leader, today=GRADED)
