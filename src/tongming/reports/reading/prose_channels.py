"""How much was published and through which channels, as sentences tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from tongming.law.figures import Cell
from tongming.law.words import N_, say
from tongming.reports.reading.prose import COUNT, Number, Prose, clauses, number_in, other_time

_ITEMS = r"(?:条次|条|篇|件|项|次)(?!次)"
CHANNELS = (
    ("gazette", re.compile("公报")),
    ("weibo", re.compile("微博")),
    ("wechat", re.compile("微信|公众号")),
    ("website", re.compile("网站|门户网|政务网|政府网")),
    (
        "other",
        re.compile("其[他它](?:公开)?(?:方式|渠道|途径|形式|平台|载体)|^其[他它]"),
    ),
)
"""The words that name a channel in a sentence; a clause that names two is left alone."""
_TOTAL = re.compile(
    r"公开(?:发布)?的?(?:各类|各种|各项)?(?:政府|政务)?信息的?"
    rf"(?:总数量|总数|总量|总条数|数量|条数|数)?{COUNT}{_ITEMS}"
)
_OTHER_THINGS = re.compile(
    "留言|回复|咨询|信箱|访问|点击|浏览|阅读|关注|粉丝|栏目|投诉|办理|建议|征集|解读|问答|访谈|账号|个公众号"
)
"""What is counted on a channel and is not an item of information published there."""
_SAID_LOOSELY = re.compile("发布|推送|转发|更新|刊发|发文|发稿")
"""Not 公开: such a count may be of posts of any kind."""
_COUNTED = re.compile(rf"{COUNT}{_ITEMS}")
_SHARE = re.compile(r"占[^%\d]{0,20}(?P<n>\d+(?:\.\d+)?)%")

Found = dict[str, tuple[Number | None, Number | None]]
"""Channel → items and share."""


def read_channels(prose: Prose, texts: Iterable[str], year: int | None) -> None:
    """Put the number published, by channel, with the shares, into the figures."""
    candidates = [
        found
        for text in texts
        for paragraph in text.split("\n")
        if (found := _paragraph(paragraph, prose, year))
    ]
    if not candidates:
        return
    # The paragraph that counts by channel is the one that counts.
    best = max(candidates, key=len)
    for key, (items, share) in best.items():
        if items is not None and not (key == "total" and len(best) == 1):
            prose.figures[Cell("channels", key, "items")] = items
        if share is not None:
            prose.figures[Cell("channels", key, "share")] = share
    if set(best) == {"total"}:
        totals = [items for found in candidates if (items := found["total"][0]) is not None]
        prose.settle(Cell("channels", "total", "items"), totals)


def _paragraph(text: str, prose: Prose, year: int | None) -> Found:
    found: Found = {}
    doubtful: set[str] = set()
    last = ""
    for clause in clauses(text):
        if other_time(clause, year):
            last = ""
            continue
        keys = [key for key, pattern in CHANNELS if pattern.search(clause)]
        share = _SHARE.search(clause)
        key = _counted(clause, keys, found, doubtful)
        if key:
            last = key
        elif keys or not share:
            # Another thing is spoken of: a share after it is that thing's.
            last = last if not keys and not re.search(r"\d", clause) else ""
        if share and last:
            found[last] = found[last][0], Decimal(share.group("n"))
    for key in doubtful:
        del found[key]
        prose.remarks.append(
            (f"channels/{key}", say(N_("同一段文字中有不同的数，无法确定，未取数")))
        )
    parts = [key for key in found if key != "total"]
    # One channel on its own says what was done there, not how much was published in all.
    return found if "total" in found or (len(parts) >= 2 and "公开" in text) else {}


def _counted(clause: str, keys: list[str], found: Found, doubtful: set[str]) -> str:
    """The channel (or the total) that a clause counts; its number is put into what is found."""
    if not keys:
        key, match = "total", _TOTAL.search(clause)
    elif len(keys) == 1 and not _OTHER_THINGS.search(clause):
        key = keys[0]
        name = dict(CHANNELS)[key].search(clause)
        match = _COUNTED.search(clause, name.start() if name else 0)
    else:
        return ""
    number = number_in(match) if match else None
    if number is None or _beyond(number, key, clause, found):
        return ""
    if key in found and found[key][0] != number:
        doubtful.add(key)
    found.setdefault(key, (number, None))
    return key


def _beyond(number: Number, key: str, clause: str, found: Found) -> bool:
    """Whether a channel's posts are more than all information published: then they are not that."""
    total = found.get("total", (None, None))[0]
    return (
        key != "total"
        and total is not None
        and number > total
        and _SAID_LOOSELY.search(clause) is not None
    )
