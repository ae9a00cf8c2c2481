"""Two drafts put to the public: one whose outcome is told, one still taking comments."""

from __future__ import annotations

from datetime import date, timedelta

from tongming.demonstration.people import JOINED, Cast
from tongming.demonstration.registers import ago
from tongming.engagement.consultations import actions, answering, commenting
from tongming.engagement.consultations.models import Comment, Consultation
from tongming.law.consultation import Verdict, Way
from tongming.units.roles import Role

WAYS = "来信：红石砬子镇人民政府党政办公室收，信封注明“征求意见”。"
MARKET = {
    "title": "红石砬子镇集市管理办法（征求意见稿）（演示）",
    "explanation": "镇区集市占道经营、车辆乱停，群众反映较多，起草本办法。"
    "请重点对开市时间和摊位收费提意见。",
    "text": "一、开市时间\n每月逢五、逢十开市，早六点至下午两点。\n"
    "二、摊位\n摊位统一划线编号，先到先用，不得转租。\n"
    "三、收费\n每个摊位每次收取卫生费五元。\n四、停车\n集市日东街由执法队引导单侧停车。",
    "ways": WAYS,
}
CLEANING = {
    "title": "红石砬子镇村庄保洁办法（征求意见稿）（演示）",
    "explanation": "为了改善人居环境，明确村庄保洁的范围、次数和经费来源，起草本办法。",
    "text": "一、范围\n村内道路、沟渠、广场和集中收集点。\n"
    "二、次数\n主要道路每天清扫一次，沟渠每月清理一次。\n"
    "三、经费\n由镇财政补助和村集体收入承担，不向农户收费。",
    "ways": WAYS,
}
BEGAN, RUNNING = 75, 12
"""How many days ago they were opened."""


def consult(cast: Cast, today: date) -> None:
    """Open, take comments in, tell what became of them."""
    began = ago(today, BEGAN)
    one = _opened(cast, MARKET, began)
    if one.is_over(today) and began > JOINED:
        _told(cast, one, began, today)
    running = _opened(cast, CLEANING, ago(today, RUNNING))
    for days, words in (
        (9, "沟渠每月清理一次不够，雨季应当每半个月一次。"),
        (4, "建议把村口的垃圾收集点也写明由谁来管。"),
    ):
        _comment(running, words, ago(today, days))


def _opened(cast: Cast, draft: dict[str, str], on: date) -> Consultation:
    clerk = cast.by_role[Role.CLERK]
    one = actions.create(unit=cast.town, by=clerk, **draft)
    actions.submit(consultation=one, by=clerk)
    return actions.approve(consultation=one, by=cast.by_role[Role.LEADER], today=on)


def _comment(one: Consultation, words: str, on: date) -> Comment:
    return commenting.send(
        consultation=one, words=words, name="杨样本", contact="10012340010", today=on
    )[0]


def _told(cast: Cast, one: Consultation, began: date, today: date) -> None:
    clerk = cast.by_role[Role.CLERK]
    fee = [
        _comment(
            one, "卫生费五元有点高，卖自家菜的老人一天也卖不了多少。", began + timedelta(days=6)
        ),
        _comment(one, "自产自销的小摊能不能少收或者不收卫生费？", began + timedelta(days=11)),
    ]
    hours = commenting.enter(
        consultation=one, way=Way.MEETING, received_on=began + timedelta(days=18), people=14,
        words="商户座谈会：下午两点收市太早，建议延到三点。", by=clerk, today=today,
    )  # fmt: skip
    for text, verdict, reason, comments in (
        (
            "降低或者免收自产自销摊位的卫生费",
            Verdict.ADOPTED,
            "自产自销的摊位不再收取卫生费。",
            fee,
        ),
        (
            "收市时间延到下午三点",
            Verdict.PARTLY,
            "夏季延到三点；冬季天黑得早，仍为两点。",
            [hours],
        ),
    ):
        opinion = answering.add_opinion(
            consultation=one, text=text, comments=comments, by=clerk, today=today
        )
        answering.save_opinion(
            opinion=opinion, text=text, verdict=verdict, reason=reason, comments=comments,
            by=clerk, today=today,
        )  # fmt: skip
    uptake = answering.begin(consultation=one, by=clerk, today=today)
    answering.submit(uptake=uptake, by=clerk, today=today)
    answering.publish(uptake=uptake, by=cast.by_role[Role.LEADER], today=today)
