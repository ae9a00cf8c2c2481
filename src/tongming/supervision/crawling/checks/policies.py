"""Documents and their interpretations (C16, C17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongming.law.words import N_, say
from tongming.supervision.crawling.checks.columns import months_after
from tongming.supervision.crawling.checks.model import Fault, Site
from tongming.supervision.crawling.pages.model import Link, Page

_COLUMN = re.compile("规范性文件|政策文件|政策法规|本级文件|镇政府文件|政府文件")
_POLICY = re.compile(
    r"(?:办法|规定|细则|意见|方案|规划|规则|标准|措施|条例)(?:的通知|（试行）|》)*\s*$"
)
_NO_POLICY = re.compile("废止|失效|清理|任免|任职|免职|表彰|通报|会议|转发|征求意见|解读")
_INTERPRETATION = re.compile("解读|一图读懂|图解|一问一答|问答")


def check(site: Site) -> Iterator[Fault]:
    """Every policy of the last year without an interpretation; every pair linked one way only."""
    items = dict(site.items())
    policies = {one: page for one, page in items.items() if _is_policy(page)}
    told = {one: page for one, page in items.items() if _INTERPRETATION.search(page.heading)}
    yield from _one_way(site, policies, told)
    oldest = months_after(site.today, -site.limits.value("look_back_months"))
    days = site.limits.value("interpretation_days")
    for address, page in policies.items():
        published = page.published_on
        if published is None or not oldest <= published <= site.today:
            continue
        if site.calendar.after(published, days).on >= site.today or address in told:
            continue
        has_one = any(_leads_to_interpretation(link, told) for link in _own_links(page)) or any(
            address in {link.address for link in _own_links(other)} or page.heading in other.heading
            for other in told.values()
        )
        if not has_one:
            yield Fault(
                "C16", address,
                say(N_("政策文件“{title}”{day}公开，还没有解读。"), title=page.heading,
                    day=published),
                address, site.seen(address, name=page.heading, number=page.number,
                                   day=page.published),
            )  # fmt: skip


def _one_way(site: Site, policies: dict[str, Page], told: dict[str, Page]) -> Iterator[Fault]:
    def leads(here: Page, there: str) -> bool:
        return any(site.place_of(one.address) == there for one in _own_links(here))

    for policy, page in policies.items():
        for other, interpretation in told.items():
            if policy == other:
                continue
            there, back = leads(page, other), leads(interpretation, policy)
            if there == back:
                continue
            subject, words = (
                (other, N_("解读“{interpretation}”没有链接回文件“{document}”。"))
                if there
                else (policy, N_("文件“{document}”没有链接到解读“{interpretation}”。"))
            )
            yield Fault(
                "C17", subject,
                say(words, interpretation=interpretation.heading, document=page.heading),
                subject, site.seen(subject, document=page.heading, page=policy, found=other),
            )  # fmt: skip


def _own_links(page: Page) -> list[Link]:
    return [one for one in page.links if one.place in ("main", "side") and one.kind == "link"]


def _leads_to_interpretation(link: Link, told: dict[str, Page]) -> bool:
    return link.address in told or bool(
        _INTERPRETATION.search(link.text) or _INTERPRETATION.search(link.about)
    )


def _is_policy(page: Page) -> bool:
    """A numbered document whose title says it is one, in a column of documents."""
    title = page.heading
    return bool(
        page.number
        and not _NO_POLICY.search(title)
        and (_COLUMN.search(page.column) or _POLICY.search(title))
        and _POLICY.search(title)
    )
