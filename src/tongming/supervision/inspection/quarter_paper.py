"""The report of a quarter as a paper: sentences around figures that come from the records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from tongming.law.inspection import Severity
from tongming.law.words import chinese_date
from tongming.supervision.inspection.models import QuarterReport
from tongming.supervision.inspection.quarter import Figures
from tongming.supervision.inspection.rendering.model import Block, Heading, Paper, Table, Text
from tongming.supervision.inspection.rules import CAP, OVERDUE

_QUARTERS = "一二三四"
_NUMERALS = "一二三四五六"
TOKENS: dict[str, Callable[[Figures], int]] = {
    "检查单位": lambda counted: len(counted["units"]),
    "发现问题": lambda counted: counted["found"],
    "单项否决": lambda counted: counted["severities"]["veto"],
    "红牌": lambda counted: counted["severities"]["red"],
    "已消除": lambda counted: counted["gone"],
    "未消除": lambda counted: counted["standing"],
    "整改通知": lambda counted: len(counted["orders"]["issued"]),
    "已办结": lambda counted: len(counted["orders"]["closed"]),
    "逾期": lambda counted: len(counted["orders"]["overdue"]),
}
"""Figures a person may set into the words, as ｛发现问题｝."""
_TOKEN = re.compile(r"｛(.*?)｝")


def title_of(report: QuarterReport) -> str:
    """××年第×季度政务公开检查情况通报."""
    return (
        f"{report.unit.name}{report.year}年第{_QUARTERS[report.quarter - 1]}季度"
        "政务公开检查情况通报"
    )


def paper_of(report: QuarterReport, counted: Figures, *, signed_on: date | None) -> Paper:
    """The paper with these figures."""
    sections: list[tuple[str, Sequence[Block]]] = [
        ("检查情况", [Text(_overview(report, counted))]),
        ("主要问题", list(_problems(report, counted))),
        ("整改情况", list(_orders(report, counted))),
        ("单位排名", list(_ranking(counted))),
        ("好的做法", [Text(f"{one['unit']}：{one['text']}") for one in counted["praise"]]),
        ("下一步要求", _said(report, "next", counted)),
    ]
    blocks: list[Block] = []
    for number, (name, inside) in enumerate(
        ((name, inside) for name, inside in sections if inside), start=0
    ):
        blocks += [Heading(f"{_NUMERALS[number]}、{name}"), *inside]
    return Paper(
        title=title_of(report),
        organ=report.unit.name,
        number="",
        addressee="各有关单位",
        blocks=tuple(blocks),
        signed_on=signed_on,
    )


def _said(report: QuarterReport, section: str, counted: Figures) -> list[Text]:
    """A person's words, with the figures they name."""
    text = report.words.get(section, "")
    filled = _TOKEN.sub(lambda found: str(TOKENS[found[1]](counted)), text)
    return [Text(line.strip()) for line in filled.splitlines() if line.strip()]


def _overview(report: QuarterReport, counted: Figures) -> str:
    by = counted["severities"]
    parts = "、".join(f"{severity.label}{by[severity.value]}项" for severity in reversed(Severity))
    sources = counted["sources"]
    return (
        f"{report.year}年第{_QUARTERS[report.quarter - 1]}季度，"
        f"{report.unit.name}对{len(counted['units'])}个单位的政府信息公开工作进行了检查，"
        f"系统自查{counted['runs']}次。共发现问题{counted['found']}项（系统自查"
        f"{sources['own']}项，网页巡查{sources['crawl']}项，现场检查{sources['site_visit']}项），"
        f"其中{parts}。截至{chinese_date(date.fromisoformat(counted['as_of']))}，已消除"
        f"{counted['gone']}项，已说明情况{counted['settled']}项，尚未消除{counted['standing']}项。"
    )


def _problems(report: QuarterReport, counted: Figures) -> Iterator[Block]:
    if counted["indicators"]:
        yield Table(
            "按指标分列的问题",
            (0.12, 0.58, 0.15, 0.15),
            ("指标", "检查内容", "问题（项）", "单位（个）"),
            tuple(
                (one["indicator"], one["rule"], str(one["found"]), str(one["units"]))
                for one in counted["indicators"]
            ),
            left=(1,),
        )
    else:
        yield Text("本季度没有发现问题。")
    yield from _said(report, "problems", counted)


def _orders(report: QuarterReport, counted: Figures) -> Iterator[Block]:
    orders = counted["orders"]
    yield Text(
        f"本季度发出整改通知{len(orders['issued'])}份，已办结{len(orders['closed'])}份，"
        f"其中按期报送{len(orders['in_time'])}份；逾期未报送整改情况{len(orders['overdue'])}份。"
    )
    yield from _said(report, "orders", counted)


def _ranking(counted: Figures) -> Iterator[Block]:
    if not counted["ranking"]:
        return
    yield Text(formula(counted["weights"]))
    yield Table(
        "单位排名",
        (0.1, 0.42, 0.16, 0.16, 0.16),
        ("名次", "单位", "问题（项）", "逾期（份）", "得分"),
        tuple(
            (
                "—" if one["vetoed"] else str(one["place"]),
                one["name"],
                str(one["found"]),
                str(one["overdue"]),
                "不合格" if one["vetoed"] else str(one["points"]),
            )
            for one in counted["ranking"]
        ),
        left=(1,),
    )


def formula(weights: dict[str, int]) -> str:
    """How the points are worked out, as a sentence of the paper."""
    parts = "，".join(
        f"{severity.label}每项扣{weights[severity.value]}分"
        for severity in reversed(Severity)
        if severity is not Severity.VETO
    )
    return (
        f"排名以100分为满分：{parts}，同一指标最多扣{weights[CAP]}分，整改逾期每份扣"
        f"{weights[OVERDUE]}分，扣完为止。有单项否决情形的为不合格，不计分，列在最后。"
    )
