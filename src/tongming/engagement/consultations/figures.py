"""The figures of an uptake, each with the records it counts; and the words they stand in.

A place in the words, 〔来稿件数〕, is filled with its figure when the words are shown. So no number
can be typed that nothing stands behind, and one that changes changes everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongming.engagement.consultations.models import Comment, Consultation, Opinion
from tongming.law.consultation import Verdict, Way
from tongming.law.words import N_, Message, Refused, chinese_date, say

PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the records it counts."""

    key: str
    place: str
    """What stands in brackets in the words: Chinese, as the paper is."""
    label: str
    value: int
    comments: tuple[Comment, ...] = ()
    opinions: tuple[Opinion, ...] = ()

    @property
    def records(self) -> list[int]:
        """The keys of what it counts."""
        return [one.pk for one in (*self.comments, *self.opinions)]


_VERDICTS = {
    Verdict.ADOPTED: (N_("采纳的意见"), "采纳条数"),
    Verdict.PARTLY: (N_("部分采纳的意见"), "部分采纳条数"),
    Verdict.REJECTED: (N_("未采纳的意见"), "未采纳条数"),
}


def figures_of(consultation: Consultation) -> list[Figure]:
    """Every figure of a consultation as its records stand."""
    comments = tuple(consultation.comments.filter(set_aside_at=None).order_by("serial"))
    opinions = tuple(consultation.opinions.order_by("pk"))
    people = sum(one.people for one in comments)
    found = [
        Figure(PEOPLE, "参与人数", N_("提出意见的人"), people, comments),
        Figure("comments", "来稿件数", N_("收到的来稿"), len(comments), comments),
    ]
    for way in Way:
        by_way = tuple(one for one in comments if one.way == way)
        found.append(Figure(way.value, f"{way.label}件数", way.label, len(by_way), by_way))
    found.append(Figure("opinions", "意见条数", N_("归纳的意见"), len(opinions), opinions=opinions))
    for verdict, (label, place) in _VERDICTS.items():
        such = tuple(one for one in opinions if one.verdict == verdict)
        found.append(Figure(verdict.value, place, label, len(such), opinions=such))
    return found


def drafted_summary(consultation: Consultation) -> str:
    """The words an uptake begins with: what there is something to say of."""
    found = {one.key: one for one in figures_of(consultation)}
    text = "〔公布日期〕至〔截止日期〕，本机关就《〔标题〕》公开征求意见〔天数〕日。"
    if not found["comments"].value:
        return text + "征求意见期间没有收到意见。"
    ways = "、".join(
        f"{way.label}〔{found[way.value].place}〕件" for way in Way if found[way.value].value
    )
    text += f"共有〔参与人数〕人提出意见，收到来稿〔来稿件数〕件，其中{ways}。"
    verdicts = "、".join(
        f"{verdict.label}〔{place}〕条" for verdict, (_label, place) in _VERDICTS.items()
    )
    return text + f"\n经归纳整理为〔意见条数〕条意见，{verdicts}。具体采纳情况见下表。"


_PLACE = re.compile(r"〔([^〔〕]*)〕")
_TYPED = re.compile(r"[0-9０-９一二三四五六七八九十百千万两]+\s*(?:多|余|几)?(?:名|位|人|件|条|份)")


def check_words(text: str, values: Mapping[str, str]) -> None:
    """Refuse a place that is none, and a number that was typed where a figure belongs."""
    for place in _PLACE.findall(text):
        if place not in values:
            raise Refused(say(N_("没有“〔{place}〕”这个数字，请从列出的里面选。"), place=place))
    if typed := _TYPED.search(_PLACE.sub("〇", text)):
        raise Refused(
            say(
                N_("“{typed}”是手写的数字。请用〔来稿件数〕这样的位置，数字由系统按记录填上。"),
                typed=typed[0],
            )
        )


def values_of(consultation: Consultation) -> dict[str, str]:
    """What each place is filled with."""
    assert consultation.opened_on is not None
    assert consultation.ends_on is not None
    return {
        "标题": consultation.title,
        "公布日期": chinese_date(consultation.opened_on),
        "截止日期": chinese_date(consultation.ends_on),
        "天数": str((consultation.ends_on - consultation.opened_on).days),
        **{one.place: str(one.value) for one in figures_of(consultation)},
    }


def filled(text: str, values: Mapping[str, str]) -> str:
    """The words with their figures."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


@dataclass(frozen=True, slots=True)
class Shown:
    """An opinion as the public reads it."""

    text: str
    verdict: str
    reason: str
    comments: int


@dataclass(frozen=True, slots=True)
class Told:
    """An uptake as it is printed: its figures, words and opinions; from the records, or frozen."""

    figures: tuple[Mapping[str, Any], ...]
    summary: str
    opinions: tuple[Shown, ...]
    closing: str

    def data(self) -> dict[str, Any]:
        """To be frozen."""
        return {
            "figures": [dict(one) for one in self.figures],
            "summary": self.summary,
            "opinions": [
                {"text": one.text, "verdict": one.verdict, "reason": one.reason,
                 "comments": one.comments}
                for one in self.opinions
            ],
            "closing": self.closing,
        }  # fmt: skip

    @classmethod
    def thawed(cls, data: Mapping[str, Any]) -> Told:
        """As it was frozen."""
        return cls(
            tuple(data["figures"]),
            data["summary"],
            tuple(Shown(**one) for one in data["opinions"]),
            data["closing"],
        )


def tell(consultation: Consultation, summary: str, closing: str) -> Told:
    """What an uptake says, from the records as they stand."""
    values = values_of(consultation)
    return Told(
        figures=tuple(
            {"key": one.key, "value": one.value, "records": one.records}
            for one in figures_of(consultation)
        ),
        summary=filled(summary, values),
        opinions=tuple(
            Shown(
                one.text,
                one.verdict_kind.label if one.verdict_kind else "",
                one.reason,
                one.counted.count(),
            )
            for one in consultation.opinions.order_by("pk")
        ),
        closing=filled(closing, values),
    )


def what_is_missing(consultation: Consultation) -> list[Message]:
    """What keeps an uptake from being submitted: every comment needs an opinion, every opinion an
    answer."""
    found = []
    loose = consultation.comments.filter(set_aside_at=None, opinions=None)
    if count := loose.count():
        found.append(say(N_("还有{n}件来稿没有归到意见里。"), n=count))
    for number, one in enumerate(consultation.opinions.order_by("pk"), start=1):
        if not one.verdict or not one.reason:
            found.append(say(N_("第{n}条意见还没有写采纳情况和理由。"), n=number))
        if not one.counted.exists():
            found.append(say(N_("第{n}条意见后面没有计入的来稿。"), n=number))
    return found
