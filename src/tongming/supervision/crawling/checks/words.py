"""Personal data, wrong words and marks of secrecy in pages and attachments (C20–C22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tongming.files.checking import Kind as Personal
from tongming.law.inspection import Severity
from tongming.law.words import N_, Message, say
from tongming.supervision.crawling.checks.model import Fault, Site, listed
from tongming.supervision.crawling.pages.model import Hit

_MOST = 10


def check(site: Site) -> Iterator[Fault]:
    """One fault for an address and an indicator, whatever number of hits there are."""
    for address, page in site.pages.items():
        yield from _of(site, address, page.hits, page.heading)
    for address, visit in site.visits.items():
        if visit.kind != "file" or not visit.works:
            continue
        yield from _of(site, address, visit.hits, site.line_of(address))
        if visit.note and not visit.empty:
            yield Fault(
                "unread_file", address, say(N_("附件没有读到：{why}"), why=visit.note), address,
                site.seen(address, page=next(iter(site.leading_there(address)), "")),
            )  # fmt: skip


def _of(site: Site, address: str, hits: Iterable[Hit], name: str) -> Iterator[Fault]:
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(_indicator(hit), []).append(hit)
    for indicator, found in groups.items():
        severe = any(hit.kind == "severe" for hit in found)
        severity = (
            Severity.BLOCK if indicator in ("C20", "C22") or severe else
            Severity.YELLOW if indicator == "C21" else None
        )  # fmt: skip
        pages = site.leading_there(address, 1) if site.visits[address].kind == "file" else []
        yield Fault(
            indicator, address, _said(indicator, found), pages[0] if pages else address,
            site.seen(
                address, name=name, count=len(found), page=pages[0] if pages else "",
                found=[hit.shown for hit in found[:_MOST]],
                text=[hit.line for hit in found[:_MOST]],
            ),
            severity,
        )  # fmt: skip


def _indicator(hit: Hit) -> str:
    if hit.kind == Personal.SECRECY_MARK:
        return "C22"
    if hit.kind in ("wording", "severe"):
        return "C21"
    return "hidden_part" if hit.kind == Personal.HIDDEN_CONTENT else "C20"


def _said(indicator: str, found: list[Hit]) -> Message:
    if indicator == "C22":
        return say(N_("有密级标志或者内部资料字样：“{words}”。"), words=found[0].shown)
    if indicator == "C21":
        pairs = [
            say(N_("“{wrong}”应为“{right}”"), wrong=one.shown, right=one.more) for one in found[:3]
        ]
        return say(N_("有错误表述：{words}。"), words=listed(pairs))
    if indicator == "hidden_part":
        return say(N_("附件里有看不见的内容：{words}。"), words=found[0].shown)
    labels = dict.fromkeys(Personal(one.kind).label for one in found)
    kinds = listed([say(label) for label in labels])
    return say(N_("有{n}处个人信息没有遮盖（{kinds}）。"), n=len(found), kinds=kinds)
