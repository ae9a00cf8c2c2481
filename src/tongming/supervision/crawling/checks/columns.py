"""Columns: which there are, how fresh, which are blank; and the first page (C01–C05, C07)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tongming.law.inspection import Severity
from tongming.law.words import N_, say
from tongming.supervision.crawling.checks.model import Fault, Site
from tongming.supervision.crawling.fetching.addresses import folder_of
from tongming.supervision.crawling.pages.model import Page

CLASSES = (
    ("messages", re.compile("留言|来信|信箱|问答|互动|网民|领导信件")),
    ("news", re.compile("动态|要闻|新闻|资讯|快讯")),
    ("policy", re.compile("通知|公告|公示|政策|文件|解读|决策")),
    ("annual", re.compile("人事|规划|计划|年报|年度报告|预算|决算|统计数据|任免")),
    ("fixed", re.compile(
        "概况|简介|机构|职能|领导|指南|制度|联系|依申请|申请|规章|条例|法规|规定|地图|投诉|举报|"
        "清单|历史|流程|目录|标准|新媒体|关于|下载|专题|服务|登录|查询|搜索|导航")),
)  # fmt: skip
"""What a column is called and how often it is to be updated; the first that fits."""
_ARCHIVED = re.compile(r"归档|往年|(?:19|20)\d\d\s?年(?!度?报)")
_MORE = re.compile(r"更多|more|详细|查看|>|》|首页|返回", re.I)
_NAV = frozenset(("nav", "head", "side"))


@dataclass(frozen=True, slots=True)
class Column:
    """A page whose items should be kept fresh."""

    address: str
    name: str
    kind: str
    page: Page
    newest: date | None


def class_of(name: str, site: Site) -> str:
    """How often a column is to be updated, by its name or as a person said."""
    said = site.profile.columns.get(name)
    if said:
        return said
    if _ARCHIVED.search(name):
        return "fixed"
    return next((kind for kind, pattern in CLASSES if pattern.search(name)), "other")


def columns(site: Site) -> list[Column]:
    """The pages a visitor is led to by the navigation, or by the first page, that are no items."""
    led: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    home_entries = {one.address for one in getattr(site.pages.get(site.home), "entries", ())}
    for address, page in site.pages.items():
        for link in page.links:
            from_home = address == site.home and link.place == "main"
            if link.kind != "link" or not (link.place in _NAV or from_home):
                continue
            if link.address in home_entries and link.place == "main":
                continue
            target = site.place_of(link.address)
            led.setdefault(target, set()).add(address)
            if link.text and not _MORE.search(link.text):
                names.setdefault(target, link.text)
    made: list[Column] = []
    for target, pages in led.items():
        there = site.pages.get(target)
        if there is None or there.kind == "item" or site.scope.is_root(target):
            continue
        if target in site.listed and there.kind == "plain":
            continue
        if len(pages) < 2 and site.home not in pages:
            continue
        name = names.get(target) or there.column or there.heading or target
        made.append(Column(target, name, class_of(name, site), there, _newest(site, target)))
    return made


def _newest(site: Site, address: str) -> date | None:
    """The newest day a column shows, its further pages among them, and no day still to come."""
    days: list[date] = []
    waiting, seen = [address], {address}
    while waiting:
        page = site.page_at(waiting.pop())
        if page is None:
            continue
        for entry in page.entries:
            there = site.page_at(entry.address)
            day = date.fromisoformat(entry.day) if entry.day else None
            day = day or (there.published_on if there else None)
            if day and day <= site.today:
                days.append(day)
        for link in page.links:
            if (
                link.place == "pager"
                and link.address not in seen
                and folder_of(link.address) == folder_of(address)
            ):
                seen.add(link.address)
                waiting.append(link.address)
    return max(days, default=None)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_RULES = {
    "news": ("C01", "news_days"),
    "policy": ("C02", "policy_months"),
    "annual": ("C03", "annual_months"),
    "other": ("C04", "other_months"),
}


def check(site: Site) -> Iterator[Fault]:
    """Stale columns, blank columns, a stale first page."""
    found = columns(site)
    for column in found:
        if column.page.blank:
            yield Fault(
                "C05", column.address, say(N_("栏目“{name}”是空的。"), name=column.name),
                column.address,
                site.seen(column.address, column=column.name, text=(
                    "" if column.page.blank == "nothing" else column.page.blank)),
            )  # fmt: skip
        elif column.page.scripted:
            yield Fault(
                "scripted", column.address,
                say(N_("栏目“{name}”的内容由脚本生成，没有检查到，请人工查看。"), name=column.name),
                column.address, site.seen(column.address, column=column.name),
            )  # fmt: skip
        elif column.newest and column.kind in _RULES:
            yield from _stale(site, column, column.newest)
    yield from _home(site, found)


def _stale(site: Site, column: Column, newest: date) -> Iterator[Fault]:
    indicator, threshold = _RULES[column.kind]
    limit = site.limits.value(threshold)
    in_days = threshold.endswith("_days")
    late = (
        (site.today - newest).days > limit if in_days else months_after(newest, limit) < site.today
    )
    if late:
        words = (
            N_("栏目“{name}”最近一条是{day}，超过{limit}天没有更新。")
            if in_days
            else N_("栏目“{name}”最近一条是{day}，超过{limit}个月没有更新。")
        )
        yield Fault(
            indicator, column.address, say(words, name=column.name, day=newest, limit=limit),
            column.address,
            site.seen(
                column.address, column=column.name, last_on=newest.isoformat(),
                age_days=(site.today - newest).days, limit=limit,
            ),
        )  # fmt: skip


def _home(site: Site, found: list[Column]) -> Iterator[Fault]:
    """A-11: no update on the first page; where it is mere navigation, on the second level."""
    if site.home not in site.pages:
        return
    newest = _newest(site, site.home) or max(
        (one.newest for one in found if one.newest), default=None
    )
    limit = site.limits.value("home_days")
    if newest and (site.today - newest).days > limit:
        yield Fault(
            "C07", site.home,
            say(N_("首页最近一条是{day}，超过{limit}天没有更新。"), day=newest, limit=limit),
            site.home,
            site.seen(site.home, last_on=newest.isoformat(),
                      age_days=(site.today - newest).days, limit=limit),
            Severity.VETO,
        )  # fmt: skip
