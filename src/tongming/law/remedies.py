"""What an applicant may do against a letter: where, in what order, within which term.

《行政复议法》(in force 2024-01-01) 第二十三条第一款第四项 puts reconsideration before a court where an organ
does not disclose; 法释〔2025〕8号 (in force 2025-06-01) 第一条 ties that to refusals under 第十四条至第十六条 of
the regulation. A letter carries the rule of the day it is signed. Marks as in `terms.Mark`.
"""

# ruff: noqa: E501 (official names are wide)

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from tongming.law.citation import ADMINISTRATIVE_PROCEDURE, RECONSIDERATION, Citation, Instrument
from tongming.law.dated import Dated
from tongming.law.organs import Level, Line, Tier
from tongming.law.terms import REVIEW_REQUEST, SUIT, SUIT_AFTER_REVIEW, Mark, Term, TermUnit
from tongming.law.words import N_, Message, Refused, say

DISCLOSURE_CASES = Instrument("法释〔2025〕8号", "法释〔2025〕8号", date(2025, 6, 1))
REVIEW_LETTER = Instrument("国办函〔2021〕132号", "国办函〔2021〕132号")
RECONSIDERATION_1999 = Instrument(
    "《行政复议法》（2017年修正）", "2017年修正", date(1999, 10, 1), articles=43
)


class RemedyClass(StrEnum):
    """Which notice a letter ends with."""

    REVIEW_FIRST = "A"
    """Reconsideration, and only then a court. A direct suit must not be offered."""
    FREE_CHOICE = "B"
    CONTESTED = "X"
    """行政查询事项 (第三十六条第七项): a setting of the unit; free choice by default."""
    NONE = "none"
    """A step in the course of a case cannot be challenged by itself (国办函〔2021〕132号 第三条)."""


@dataclass(frozen=True, slots=True)
class Regime:
    """What the law said from a day on: whether reconsideration comes first for class A."""

    review_first: bool
    citation: Citation
    mark: Mark
    review: Term


REGIMES: Dated[Regime] = Dated(
    say(N_("对政府信息公开答复的救济途径")),
    {
        date(2015, 5, 1): Regime(
            False,
            Citation(ADMINISTRATIVE_PROCEDURE, 44, 1),
            Mark.VERIFIED,
            Term(60, TermUnit.CALENDAR_DAY, Citation(RECONSIDERATION_1999, 9, 1), Mark.KNOWN),
        ),
        # Until the interpretation of 2025 the statute stood alone, and practice varied.
        date(2024, 1, 1): Regime(
            True,
            Citation(RECONSIDERATION, 23, 1, 4),
            Mark.KNOWN,
            REVIEW_REQUEST.latest,
        ),
        date(2025, 6, 1): Regime(
            True,
            Citation(DISCLOSURE_CASES, 1, item=2),
            Mark.VERIFIED,
            REVIEW_REQUEST.latest,
        ),
    },
    checked_on=date(2026, 11, 23),
)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a letter signed on a day must tell its reader."""

    review_first: bool
    review: Term
    """For applying for reconsideration, from receiving the letter."""
    suit: Term
    """For going to court: directly, or after reconsideration where that comes first."""
    citation: Citation
    mark: Mark

    @property
    def sue_directly(self) -> bool:
        """Whether a court may be named beside reconsideration."""
        return not self.review_first


def remedy_on(
    signed_on: date, remedy: RemedyClass, *, contested_as: RemedyClass = RemedyClass.FREE_CHOICE
) -> Remedy | None:
    """The remedy against a letter signed on a day; `None` for a step that has none.

    `contested_as` is the unit's setting for class X. `NotInForce` before 2015-05-01.
    """
    if remedy is RemedyClass.CONTESTED:
        remedy = contested_as
    if remedy is RemedyClass.CONTESTED:
        raise ValueError("a contested class must be settled as A or B")
    regime = REGIMES.on(signed_on)
    if remedy is RemedyClass.NONE:
        return None
    first = remedy is RemedyClass.REVIEW_FIRST and regime.review_first
    suit = SUIT_AFTER_REVIEW if first else SUIT
    return Remedy(first, regime.review, suit.on(signed_on), regime.citation, regime.mark)


def notice(
    remedy: Remedy,
    *,
    review_body: str,
    court: str,
    online: bool = False,
    online_channel: str = "",
    withheld_part: bool = False,
) -> Message:
    """The paragraph of the letter. Class A names no court to go to directly (复议法 第二十三条第二款).

    `withheld_part` where the letter also gives something: reconsideration first is for what it
    withholds. Refused: a letter served online that names no online way to apply (复议法 第二十二条第二款).
    """
    if not review_body.strip() or (remedy.sue_directly and not court.strip()):
        raise Refused(
            say(N_("请写明行政复议机关；可以直接起诉的，还要写明管辖法院。")),
            str(Citation(RECONSIDERATION, 20, 3)),
        )
    if online and not online_channel.strip():
        raise Refused(
            say(N_("通过互联网送达的，应当同时提供网上申请行政复议的渠道。")),
            str(Citation(RECONSIDERATION, 22, 2)),
        )
    places = {
        "what": say(N_("本告知书不予公开的部分")) if withheld_part else say(N_("本告知书")),
        "review_days": remedy.review.n,
        "body": review_body,
        "channel": say(N_("（网上申请：{channel}）"), channel=online_channel)
        if online_channel
        else "",
    }
    if remedy.review_first:
        return say(
            N_(
                "如对{what}不服，应当自收到之日起{review_days}日内先向{body}申请行政复议{channel}；"
                "对行政复议决定仍不服的，可以再依法向人民法院提起行政诉讼。"
            ),
            **places,
        )
    return say(
        N_(
            "如对{what}不服，可以自收到之日起{review_days}日内向{body}申请行政复议{channel}，"
            "也可以自收到之日起{months}个月内向{court}提起行政诉讼。"
        ),
        **places,
        months=remedy.suit.n,
        court=court,
    )


# --- Where to go ----------------------------------------------------------------------------------


class ReviewBody(StrEnum):
    """Who reconsiders, as seen from the organ that replied."""

    label: str
    citation: Citation

    def __new__(cls, code: str, label: str = "", article: int = 24) -> Self:
        body = str.__new__(cls, code)
        body._value_, body.label = code, label
        body.citation = Citation(RECONSIDERATION, article)
        return body

    HIGHER_GOVERNMENT = "higher_government", N_("上一级人民政府"), 24
    FOUNDING_GOVERNMENT = "founding_government", N_("设立该派出机关的人民政府"), 24
    OWN_GOVERNMENT = "own_government", N_("本级人民政府"), 24
    """Since 2024-01-01 not the superior department any more."""
    ITSELF = "itself", N_("作出答复的省级人民政府"), 24
    HIGHER_DEPARTMENT = "higher_department", N_("上一级主管部门"), 27
    HIGHER_JUSTICE = "higher_justice", N_("上一级司法行政部门"), 28


def review_bodies(level: Level, line: Line = Line.ORDINARY) -> tuple[ReviewBody, ...]:
    """Who may reconsider an organ's letter; where there are two, the applicant chooses."""
    if line is Line.VERTICAL:
        return (ReviewBody.HIGHER_DEPARTMENT,)
    if line is Line.JUSTICE:
        return (ReviewBody.OWN_GOVERNMENT, ReviewBody.HIGHER_JUSTICE)
    if level is Level.STREET:
        return (ReviewBody.FOUNDING_GOVERNMENT,)
    if not level.is_government:
        return (ReviewBody.OWN_GOVERNMENT,)
    return (ReviewBody.ITSELF if level.tier is Tier.PROVINCE else ReviewBody.HIGHER_GOVERNMENT,)


class Court(StrEnum):
    """Which court hears a direct suit; provinces may send cases to another district's court."""

    label: str
    citation: Citation

    def __new__(cls, code: str, label: str = "", article: int = 14) -> Self:
        court = str.__new__(cls, code)
        court._value_, court.label = code, label
        court.citation = Citation(ADMINISTRATIVE_PROCEDURE, article)
        return court

    BASIC = "basic", N_("行政机关所在地的基层人民法院"), 14
    INTERMEDIATE = "intermediate", N_("中级人民法院"), 15


def court_for(level: Level) -> Court:
    """The court for an organ as defendant. An editable default: designations differ by province."""
    county_and_above = level.is_government and level.tier is not Tier.TOWNSHIP
    return Court.INTERMEDIATE if county_and_above else Court.BASIC


# --- Every situation, for the guide ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Situation:
    """Something an applicant may be dissatisfied with, and whether reconsideration comes first."""

    key: str
    label: str
    review_first: bool | None
    """None: contested, or not covered by any text."""
    basis: tuple[Citation, ...]
    mark: Mark
    note: str = ""


_READING_1 = Citation(DISCLOSURE_CASES, 1, item=1)
SITUATIONS: tuple[Situation, ...] = (
    Situation(
        "refused",
        N_("不予公开（第十四条至第十六条）"),
        True,
        (Citation(RECONSIDERATION, 23, 1, 4), Citation(DISCLOSURE_CASES, 1, item=2)),
        Mark.VERIFIED,
    ),
    Situation(
        "partly_refused",
        N_("部分公开中不予公开的部分"),
        True,
        (Citation(RECONSIDERATION, 23, 1, 4), Citation(REVIEW_LETTER, 2)),
        Mark.VERIFIED,
        N_("对已公开部分的内容有争议的，可以选择复议或者诉讼。"),
    ),
    Situation(
        "special_access",
        N_("行政查询事项"),
        None,
        (Citation(DISCLOSURE_CASES, 1, item=2),),
        Mark.UNVERIFIED,
        N_("依据是第三十六条第七项，不在第十四条至第十六条之内；由单位设定，默认可以选择。"),
    ),
    Situation("unavailable", N_("无法提供"), False, (_READING_1,), Mark.VERIFIED),
    Situation("not_handled", N_("不予处理"), False, (_READING_1,), Mark.VERIFIED),
    Situation(
        "no_longer_handled",
        N_("逾期不补正、逾期未缴费，不再处理"),
        False,
        (_READING_1,),
        Mark.VERIFIED,
        N_("仅见于一种解读。"),
    ),
    Situation(
        "content_disputed",
        N_("予以公开，但认为内容与申请不符"),
        False,
        (Citation(DISCLOSURE_CASES, 1, item=3),),
        Mark.VERIFIED,
    ),
    Situation(
        "no_reply",
        N_("逾期不答复"),
        None,
        (Citation(DISCLOSURE_CASES, 2, 2), Citation(RECONSIDERATION, 23, 1, 3)),
        Mark.UNVERIFIED,
        N_("司法解释写明可以依法申请复议或者起诉；有意见认为属于未履行法定职责，应当先复议。"),
    ),
    Situation(
        "not_published",
        N_("未主动公开"),
        None,
        (Citation(DISCLOSURE_CASES, 2, 1), Citation(REVIEW_LETTER, 4)),
        Mark.VERIFIED,
        N_("应当先向行政机关申请获取该信息，对答复不服再寻求救济。"),
    ),
    Situation(
        "not_rectified",
        N_("不予更正"),
        None,
        (),
        Mark.UNVERIFIED,
        N_("没有条文写明。"),
    ),
)
