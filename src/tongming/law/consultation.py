"""Consultations on drafts (征求意见): how long they run, what becomes of each opinion.

国务院令第713号第十五条 asks for one before a major decision, generally for no fewer than thirty
days; who shortens it says why in the notice. Townships and departments act by it (第四十二条).
"""

from __future__ import annotations

from datetime import date, timedelta

from tongming.law.decisions import COMMENT_DAYS
from tongming.law.labelled import Labelled
from tongming.law.words import N_, Refused, say

RULE = "《重大行政决策程序暂行条例》"
PERIOD = f"{RULE}第十五条"
OUTCOME = f"{RULE}第二十九条、第三十二条"
"""The opinions and what was taken up go to the meeting; of wide concern, the public is told."""
MOST_DAYS = 366


class Way(Labelled):
    """How an opinion reached the organ."""

    ONLINE = "online", N_("网上")
    LETTER = "letter", N_("来信")
    EMAIL = "email", N_("电子邮件")
    PHONE = "phone", N_("电话")
    MEETING = "meeting", N_("座谈会")
    IN_PERSON = "in_person", N_("当面")


class Verdict(Labelled):
    """What became of an opinion."""

    ADOPTED = "adopted", N_("采纳")
    PARTLY = "partly", N_("部分采纳")
    REJECTED = "rejected", N_("未采纳")


def check_period(days: int, reason: str) -> None:
    """Refuse a period shorter than is usual that nobody explains, or none at all."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused(say(N_("征求意见的天数应当在1和{most}之间。"), most=MOST_DAYS))
    if days < COMMENT_DAYS and not reason.strip():
        raise Refused(
            say(
                N_(
                    "公开征求意见一般不少于{n}日，这里是{days}日。"
                    "请写明缩短的理由，它会公布在公告里；或者改为{n}日以上。"
                ),
                n=COMMENT_DAYS,
                days=days,
            ),
            PERIOD,
        )


def last_day(opened: date, days: int) -> date:
    """The last day for opinions: the day of publication is not counted."""
    return opened + timedelta(days=days)


def days_left(today: date, ends: date) -> int:
    """How many days after today opinions can be given; 0 on the last day and later."""
    return max((ends - today).days, 0)


def check_extension(ends: date, later: date, today: date) -> None:
    """Refuse an extension that is none, or one of a period that is over."""
    if today > ends:
        raise Refused(say(N_("征求意见已经在{day}结束，不能再延长。"), day=ends))
    if later <= ends:
        raise Refused(say(N_("延长后的截止日期要晚于现在的截止日期{day}。"), day=ends))
    if (later - today).days > MOST_DAYS:
        raise Refused(say(N_("截止日期最多延到一年以内。")))
