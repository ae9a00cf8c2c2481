"""Questions of citizens that are public, accounts on other platforms, and the search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tongming.supervision.crawling.fetching.addresses import normal
from tongming.supervision.crawling.pages.dates import DATE, day_of, days_in
from tongming.supervision.crawling.pages.model import Account, Asked
from tongming.supervision.crawling.pages.tree import plain_text

_ASKED = r"(?:留言|来信|写信|提问|咨询|投诉|提交|信件)(?:时间|日期)"
_ANSWERED = r"(?:答复|回复|办结|回信|处理)(?:时间|日期)"
_UNIT = r"(?:答复|回复|办理|承办|受理|处理)(?:单位|部门|机构)"
_ANSWER = r"(?:答复|回复|办理|处理)(?:内容|结果|意见|情况)"
_SAYS_ANSWER = re.compile(r"(?:答复|回复|回信)(?:时间|日期|单位|部门|机构|内容|结果|意见|情况)")
_NEXT = r"\s{0,3}[:：]?\s{0,4}"
_WAITING = re.compile(
    r"(?:尚未|暂未|未|等待|正在|待)(?:答复|回复|办理|处理)|暂无(?:答复|回复)|办理中"
)
_PLATFORM = re.compile(r"微信|微博|抖音|快手|头条|视频号|客户端|澎湃号|学习强国号")
_PAGE = re.compile(r"新媒体|微博|微信|政务号|账号")


def asked(text: str) -> Asked | None:
    """What an answered question shows; None where a page is no such thing."""
    when = re.search(rf"{_ASKED}{_NEXT}{DATE}", text)
    answered = re.search(rf"{_ANSWERED}{_NEXT}{DATE}", text)
    unit = re.search(rf"{_UNIT}{_NEXT}[\u4e00-\u9fa5]{{2,}}", text)
    answer = re.search(rf"{_ANSWER}{_NEXT}(?:[^\s:：].{{3,}})", text)
    labels = [bool(re.search(one, text)) for one in (_ASKED, _ANSWERED, _UNIT, _ANSWER)]
    # A supervised matter, too, has a unit and a day it was closed: a question's page names the
    # question or the answer.
    if sum(labels) < 2 or not (labels[0] or _SAYS_ANSWER.search(text)):
        return None
    waiting = _WAITING.search(text)
    has = {"asked": when, "answered": answered, "unit": unit, "answer": answer}
    days = [day_of(one) if one else None for one in (when, answered)]
    return Asked(
        tuple(name for name, found in has.items() if found),
        days[0].isoformat() if days[0] else "",
        days[1].isoformat() if days[1] else "",
        bool(waiting) and answered is None,
    )


def accounts(tree: LexborHTMLParser, heading: str) -> Iterator[Account]:
    """The accounts a page about them lists with the day of their newest post."""
    if not _PAGE.search(heading):
        return
    for row in tree.css("tr, li"):
        if any(one.mem_id != row.mem_id for one in row.css("tr, li")):
            continue
        text = plain_text(row)
        days = days_in(text)
        name = re.split(r"\s", text)[0][:40]
        if days and _PLATFORM.search(text) and name:
            yield Account(name, max(days).isoformat())


_FIELD = re.compile(r"^(?:q|wd|key|keys|keyword|keywords|searchword|searchtext|query|kw)$", re.I)


def search(tree: LexborHTMLParser, base: str) -> dict[str, Any]:
    """The search form, where it only asks and has one field for words; else nothing."""
    for form in tree.css("form"):
        if (form.attributes.get("method") or "get").lower() != "get":
            continue
        field, along = "", {}
        for one in form.css("input[name]"):
            name, kind = one.attributes["name"] or "", one.attributes.get("type") or "text"
            if kind == "hidden":
                along[name] = one.attributes.get("value") or ""
            elif kind == "search" or (kind == "text" and _FIELD.match(name)):
                field = name
        action = normal(form.attributes.get("action") or base, base)
        if field and action:
            return {"action": action.partition("?")[0], "field": field, "with": along}
    return {}
