"""Last year's work judged by the public (社会评议), the result signed and published."""

from __future__ import annotations

from datetime import date, timedelta

from tongming.demonstration.people import JOINED, Cast
from tongming.demonstration.registers import ago
from tongming.engagement.assessment import actions
from tongming.law.assessment import QUESTIONS, Mark, Side
from tongming.units.roles import Role

YEAR = JOINED.year - 1
PLAN = (
    "一、评议内容\n上年度政府信息公开的内容、形式、依申请公开和总体情况。\n"
    "二、评议方式\n网上问卷，便民服务中心和各村发放纸质问卷，另请人大代表、政协委员评议。\n"
    "三、结果运用\n评议结果向社会公布，提出的问题列入当年整改。"
)
MARKS = {
    "优": Mark.EXCELLENT, "满": Mark.SATISFIED, "基": Mark.FAIR, "不": Mark.DISSATISFIED,
}  # fmt: skip
ONLINE = ("优优满优", "满基满满", "满满优满", "基基满基")
PAPER = ("优优优优", "优满优优", "满满满满", "满基优满", "满满满满", "基不满基", "不基满基")
DELEGATES = ("优满优优", "满满满满", "满基优满")
"""A questionnaire each: what it marks the four questions."""
BEGAN, DAYS, MARKED = 70, 20, 45
"""When it began and its result was signed, in days ago; how long it took answers."""


def be_judged(cast: Cast, today: date) -> None:
    """Plan, questionnaires, grade, result; left out where it would lie before the town joined."""
    began = ago(today, BEGAN)
    if began == JOINED:
        return
    clerk, leader = cast.by_role[Role.CLERK], cast.by_role[Role.LEADER]
    ended = began + timedelta(days=DAYS)
    one = actions.create(unit=cast.town, year=YEAR, by=clerk, today=began)
    actions.save_plan(assessment=one, plan=PLAN, opens_on=began, ends_on=ended, by=clerk)
    actions.submit_plan(assessment=one, by=clerk, today=began)
    actions.approve_plan(assessment=one, by=leader, today=began)
    for marks in ONLINE:
        actions.answer(assessment=one, answers=_marked(marks), today=began + timedelta(days=5))
    signed = ago(today, MARKED)
    for side, sheets in ((Side.PUBLIC, PAPER), (Side.DELEGATES, DELEGATES)):
        actions.enter_sheets(
            assessment=one, side=side, filled_on=ended, rows=[_marked(marks) for marks in sheets],
            by=clerk, today=signed,
        )  # fmt: skip
    actions.save_result(
        assessment=one, by=clerk,
        conclusion="公开内容全、答复及时，得到多数群众认可；政策解读不够通俗，信息不好找。",
        measures="一是重要政策配图解读；二是在公开专栏增加按事项查找；三是查阅点配备专人引导。",
    )  # fmt: skip
    actions.submit_result(assessment=one, by=clerk, today=signed)
    actions.publish(assessment=one, by=leader, today=signed)


def _marked(marks: str) -> dict[str, Mark]:
    return {question: MARKS[mark] for question, mark in zip(QUESTIONS, marks, strict=True)}
