"""Links, attachments and pictures that do not open; other people's domains (C25, C26)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongming.law.inspection import Severity
from tongming.law.words import N_, Message, say
from tongming.supervision.crawling.checks.model import Fault, Site, Visit, is_lost
from tongming.supervision.crawling.fetching.addresses import name_of
from tongming.supervision.crawling.fetching.client import FAULTS

_FILE = re.compile(r"\.(docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|7z|txt|csv|rtf)$", re.I)
_WAITS = (429, 503)
_NAMES = {
    "page": N_("链接打不开：{why}。"),
    "near": N_("链接打不开：{why}。"),
    "outside": N_("外部链接打不开：{why}。"),
    "file": N_("附件打不开：{why}。"),
    "picture": N_("图片打不开：{why}。"),
}


def check(site: Site) -> Iterator[Fault]:
    """What does not open, then whose domains are linked."""
    for visit in site.visits.values():
        why = _why(visit)
        if why is not None:
            yield _dead(site, visit, why)
    yield from _domains(site)


def _why(visit: Visit) -> Message | None:
    """Why a visitor does not get what the link promises."""
    if visit.status in _WAITS or visit.fault == "robots":
        return None
    if visit.fault:
        # A long answer is an answer.
        return None if visit.fault == "too_large" else say(FAULTS[visit.fault])
    if visit.status is not None and visit.status >= 400:
        return say(N_("服务器回答{status}"), status=visit.status)
    is_page = visit.media in ("text/html", "application/xhtml+xml")
    if visit.kind == "file":
        if is_page and _FILE.search(visit.address):
            return say(N_("打开的是网页，不是文件"))
        if visit.size == 0 or visit.empty:
            return say(N_("文件里没有内容"))
    if visit.kind == "picture" and is_page:
        return say(N_("打开的是网页，不是图片"))
    if visit.page is not None and is_lost(visit.page):
        return say(N_("打开后显示页面不存在"))
    return None


def _dead(site: Site, visit: Visit, why: Message) -> Fault:
    from_home = any(page == site.home for page, _ in site.linked.get(visit.address, ()))
    suspected = visit.kind == "outside" and visit.address not in site.failed_before
    pages = site.leading_there(visit.address)
    evidence = site.seen(
        visit.address, page=pages[0] if pages else "", pages=pages[1:],
        text=site.line_of(visit.address),
    )  # fmt: skip
    if visit.address in site.failed_before:
        evidence["first_failed"] = site.failed_before[visit.address].isoformat()
    return Fault(
        "C25", visit.address, say(_NAMES[visit.kind], why=why), pages[0] if pages else site.home,
        evidence, Severity.RED if from_home else Severity.YELLOW, suspected,
    )  # fmt: skip


def is_allowed(name: str, domains: tuple[str, ...]) -> bool:
    """Whether a domain, or one it belongs to, is on the list."""
    return any(name == one or name.endswith(f".{one}") for one in domains)


def _domains(site: Site) -> Iterator[Fault]:
    own = name_of(site.scope.root)
    found: dict[str, tuple[str, str, str, str]] = {}
    for page, seen in site.pages.items():
        for link in seen.links:
            name = name_of(link.address)
            if link.kind != "link" or not name or name == own or name in found:
                continue
            if not is_allowed(name, site.allowed_domains):
                found[name] = (page, link.address, link.line or link.text, link.place)
    for name, (page, address, line, place) in found.items():
        words = (
            N_("页面里藏着指向“{name}”的链接，读者看不见，域名不在许可名单。")
            if place == "hidden"
            else N_("链接指向“{name}”，域名不在许可名单。")
        )
        yield Fault(
            "C26", name, say(words, name=name), page,
            site.seen(address, page=page, text=line, found=name), Severity.RED,
        )  # fmt: skip
