"""Drafts for reports in the organ's own words and for the statistics form used until 2018."""

from __future__ import annotations

from tongming.law.figures import Cell
from tongming.reports.drafting import rooms
from tongming.reports.drafting.clauses import Figures, by_channel, change, counts, of
from tongming.reports.drafting.facts import Facts
from tongming.reports.drafting.last_year import set_right
from tongming.reports.drafting.markers import open_point


def _stated(row: str) -> Cell:
    return Cell("stated", row, "value")


def own_sections(figures: Figures, year: int, facts: Facts) -> dict[str, str]:
    """The six headings of the organ's own form, its figures in sentences beside the tables."""
    received, answered = _stated("applications_received"), _stated("applications_answered")
    review, suits = _stated("reviews"), _stated("litigations")
    assessed = "、社会评议和责任追究结果" if facts.is_government else ""
    return {
        "overview": "\n".join(
            (*_kept(figures), open_point(f"组织领导、制度建设、监督检查和工作考核{assessed}"))
        ),
        "proactive": (by_channel(figures, year) + rooms.explained(figures))
        or open_point("主动公开的主要内容、数量和渠道"),
        "requests": (
            f"{year}年，收到政府信息公开申请{of(received, '件')}{change(received, '件')}，"
            f"作出答复{of(answered, '件')}。"
        ),
        "fees": f"办理政府信息公开申请收取费用{of(_stated('processing_fee_yuan'), '元')}。",
        "remedies": (
            f"因政府信息公开工作被申请行政复议{of(review, '件')}，被提起行政诉讼{of(suits, '件')}。"
        ),
        "problems": "\n".join(
            (
                open_point("本年度存在的主要问题"),
                *set_right(figures, facts),
                open_point("下一步改进措施"),
            )
        ),
    }


def _kept(figures: Figures) -> tuple[str, ...]:
    """What the rooms have of management, platforms and supervision, a line each."""
    trained = rooms.trained(figures)
    supervised = (trained + rooms.accounted(figures) if trained else "") + rooms.inspected(figures)
    told = (
        ("政府信息管理", rooms.managed(figures)),
        ("平台建设", rooms.kept_up(figures)),
        ("监督保障", supervised + rooms.evaluated(figures)),
    )
    return tuple(f"{heading}。{words}" for heading, words in told if words)


# --- 政府信息公开情况统计表 --------------------------------------------------------------------


def _at(row: str) -> Cell:
    return Cell("legacy", row, "value")


_CHANNELS = (
    ("政府公报", _at("1.2.1")),
    ("政府网站", _at("1.2.2")),
    ("政务微博", _at("1.2.3")),
    ("政务微信", _at("1.2.4")),
    ("其他方式", _at("1.2.5")),
)
_WAYS = (
    ("当面申请", _at("3.1.1")),
    ("传真申请", _at("3.1.2")),
    ("网络申请", _at("3.1.3")),
    ("信函申请", _at("3.1.4")),
)
_ANSWERS = (
    ("属于已主动公开范围", _at("3.3.1")),
    ("同意公开", _at("3.3.2")),
    ("同意部分公开", _at("3.3.3")),
    ("不同意公开", _at("3.3.4")),
    ("不属于本行政机关公开", _at("3.3.5")),
    ("申请信息不存在", _at("3.3.6")),
    ("告知作出更改补充", _at("3.3.7")),
    ("告知通过其他途径办理", _at("3.3.8")),
)


def legacy_sections(figures: Figures, year: int, facts: Facts) -> dict[str, str]:
    """概述 in words, from the statistics form's own rows; then the problems."""
    published, received, answered = _at("1.1"), _at("3.1"), _at("3.3")
    channels = counts(_CHANNELS, "条", only_some=figures)
    ways = counts(_WAYS, "件", only_some=figures)
    answers = counts(_ANSWERS, "件", only_some=figures)
    lines = [
        f"（一）主动公开。{year}年，主动公开政府信息{of(published, '条')}"
        f"{change(published, '条')}。" + (f"各渠道公开的数量为：{channels}。" if channels else ""),
        # One item on several channels counts once in the total and once on each channel.
        f"（二）依申请公开。收到申请{of(received, '件')}{change(received, '件')}"
        + (f"，其中{ways}" if ways else "")
        + f"；答复{of(answered, '件')}"
        + (f"，其中{answers}。" if answers else "。"),
        f"（三）行政复议、行政诉讼和举报。行政复议{of(_at('4'), '件')}，"
        f"行政诉讼{of(_at('5'), '件')}，举报投诉{of(_at('6'), '件')}。",
        f"（四）收费。依申请公开信息收取的费用{of(_at('7'), '万元')}。",
        f"（五）工作保障。从事政府信息公开工作的人员{of(_at('8.3'), '人')}，"
        f"查阅点{of(_at('8.2'), '个')}；举办培训班{of(_at('9.2'), '次')}，"
        f"接受培训{of(_at('9.3'), '人次')}。",
    ]
    return {
        "overview": "\n".join(lines),
        "problems": "\n".join((open_point("本年度存在的主要问题"), open_point("下一步改进措施"))),
    }
