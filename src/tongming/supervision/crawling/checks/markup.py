"""Tags and foot of every page (C23, C24; 国办发〔2017〕47号).

What is missing from nearly every page of a kind comes from the template: that is one fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from tongming.law.words import N_, Message, say
from tongming.supervision.crawling.checks.model import Fault, Site, listed
from tongming.supervision.crawling.pages.footer import ITEMS
from tongming.supervision.crawling.pages.model import Page

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ITEM_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
_SEVERAL = frozenset(("ColumnKeywords", "ColumnType"))
_FORMS = {
    "SiteIDCode": re.compile(r"\d{10}|bm\d{8}"),
    "PubDate": re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}"),
}
_GROUPS = {
    "home": N_("首页"), "list": N_("栏目页"), "item": N_("内容页"), "plain": N_("其他页面"),
}  # fmt: skip
_TEMPLATE_SHARE, _TEMPLATE_LEAST = 0.6, 3

Problems = Callable[[Site, str, Page], list[str]]


def check(site: Site) -> Iterator[Fault]:
    """Tags, then the foot."""
    groups: dict[str, list[str]] = {}
    for address, page in site.pages.items():
        group = "home" if site.scope.is_root(address) else page.kind
        groups.setdefault(group, []).append(address)
    for group, addresses in groups.items():
        tags = {one: tag_problems(site.pages[one], group) for one in addresses}
        yield from _told(
            site, "C23", "tags", group, tags,
            N_("{group}都有标签问题：{problems}。"), N_("页面有标签问题：{problems}。"),
        )  # fmt: skip
    feet = {
        one: foot_problems(site.pages[one], group == "home")
        for group, addresses in groups.items()
        for one in addresses
    }
    yield from _told(
        site, "C24", "foot", "", feet,
        N_("各页底部都有问题：{problems}。"), N_("页面底部有问题：{problems}。"),
    )  # fmt: skip


def tag_problems(page: Page, group: str) -> list[str]:
    """What is wrong with a page's tags: `name:why`."""
    wanted = [*SITE_TAGS]
    if group in ("home", "list"):
        wanted += COLUMN_TAGS
    if group == "item":
        wanted += COLUMN_TAGS + ITEM_TAGS
    found = []
    for name in wanted:
        values = page.metas.get(name, [])
        if not any(values):
            found.append(f"{name}:missing")
        elif len(values) > 1 and name not in _SEVERAL:
            found.append(f"{name}:repeated")
        elif name in _FORMS and not _FORMS[name].fullmatch(values[0]):
            found.append(f"{name}:form")
        elif group == "item" and _differs(name, values[0], page):
            found.append(f"{name}:differs")
    return found


def _differs(name: str, value: str, page: Page) -> bool:
    def same(text: str) -> str:
        return "".join(text.split())

    if name == "ArticleTitle":
        return bool(page.heading) and same(value) != same(page.heading)
    if name == "PubDate":
        return bool(page.published_shown) and not value.startswith(page.published_shown)
    if name == "ContentSource":
        return bool(page.source) and same(value) != same(page.source)
    return False


def foot_problems(page: Page, is_home: bool) -> list[str]:
    """What is missing from a page's foot: `item:why`."""
    there = page.footer
    found = [
        f"{item}:missing"
        for item in ITEMS
        if item not in there and (item != "complaint" or is_home)
    ]
    found += [
        f"{item}:unlinked"
        for item in ("icp", "police")
        if item in there and f"{item}_link" not in there
    ]
    code = (page.metas.get("SiteIDCode") or [""])[0]
    if there.get("code") and code and there["code"] != code:
        found.append("code:differs")
    return found


_WHY = {
    "missing": N_("缺少{name}"),
    "repeated": N_("{name}重复"),
    "form": N_("{name}格式不对"),
    "differs": N_("{name}与页面显示的不一致"),
    "unlinked": N_("{name}没有链接"),
}


def in_words(problems: list[str]) -> Message:
    """Problems for a reader."""
    pairs = [problem.partition(":") for problem in problems]
    return listed([say(_WHY[why], name=_name(name)) for name, _, why in pairs])


def _name(name: str) -> Message | str:
    return say(ITEMS[name]) if name in ITEMS else name


def _names(problems: list[str]) -> list[str]:
    names = [problem.partition(":")[0] for problem in problems]
    return [ITEMS.get(name, name) for name in names]


def _told(
    site: Site, indicator: str, what: str, group: str, problems: dict[str, list[str]],
    for_all: str, for_one: str,
) -> Iterator[Fault]:  # fmt: skip
    counts = Counter(problem for found in problems.values() for problem in found)
    least = max(_TEMPLATE_LEAST, _TEMPLATE_SHARE * len(problems))
    everywhere = [problem for problem, count in counts.items() if count >= least]
    if everywhere:
        examples = [one for one, found in problems.items() if set(everywhere) & set(found)]
        words = say(
            for_all, group=say(_GROUPS.get(group, N_("各页"))),
            problems=in_words(everywhere),
        )  # fmt: skip
        yield Fault(
            indicator, f"{site.scope.root}#{what}{'-' if group else ''}{group}", words,
            examples[0],
            site.seen(
                examples[0], found=_names(everywhere),
                count=max(counts[one] for one in everywhere), pages=examples[1:6],
            ),
        )  # fmt: skip
    for address, found in problems.items():
        own = [one for one in found if one not in everywhere]
        if own:
            words = say(for_one, problems=in_words(own))
            yield Fault(
                indicator, address, words, address,
                site.seen(address, found=_names(own)),
            )  # fmt: skip
