"""How much was published and through which channels, as sentences tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from tongming.law.figures import Cell
from tongming.law.words import N_, say
from tongming.reports.reading.numbers import PROSE_NUMBER, prose_number
from tongming.reports.reading.prose import (
    COUNT,
    FULL_STOPS,
    Number,
    Prose,
    clauses,
    number_in,
    other_time,
)

_ITEMS = r"(?:条次|条|篇|件|项|次)(?!次)"
_CHANNELS = {
    "gazette": "公报",
    "weibo": "微博",
    "wechat": "微信|公众号",
    "website": "网站|门户网|政务网|政府网",
    "other": r"其[他它](?:公开)?(?:方式|渠道|途径|形式|平台|载体)"
    r"|(?:^|(?<=[、和及与]))其[他它](?=公开|\d|为|$)",
}
"""The words that name a channel in a sentence."""
_NAME = re.compile("|".join(f"(?P<{key}>{words})" for key, words in _CHANNELS.items()))
_KIND = "的?(?:各类|各种|各项)?"
_HOW_MANY = rf"(?:总数量|总数|总量|总条数|数量|条数|数)?{COUNT}{_ITEMS}"
_TOTALS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"公开(?:发布)?{_KIND}(?:政府|政务)?信息的?{_HOW_MANY}",
        rf"信息公开(?:总数量|总数|总量|总条数){COUNT}{_ITEMS}",
        rf"公开了?{COUNT}{_ITEMS}{_KIND}(?:政府|政务)?信息",
    )
)
_TOTAL_IF_SHARED_OUT = re.compile(rf"(?:发布|公布){_KIND}(?:政府|政务)信息的?{_HOW_MANY}")
"""The total only of the channels that follow it: so much may be said of one place alone."""
_ADDED_UP = re.compile(
    r"^(?:以上|两者|三者|全年|各类)?(?:合计|共计|总计|总共|一共|共)(?:主动)?(?:公开|发布)?"
    rf"{_KIND}(?:政府|政务)?(?:信息)?的?{_HOW_MANY}"
)
"""The total behind the channels it adds."""
_ELSEWHERE = re.compile(r"(?:通过|在|利用|依托)[^，。]{0,12}(?:栏|屏|抖音|头条|客户端|广播|报刊)")
_OTHER_THINGS = re.compile(
    "申请|留言|回复|咨询|信箱|访问|点击|浏览|阅读|关注|粉丝|栏目|投诉|办理|建议|征集|解读|问答|访谈|账号|个公众号"
)
"""What is counted on a channel and is not an item of information published there."""
_SAID_LOOSELY = re.compile("发布|推送|转发|更新|刊发|发文|发稿")
"""Not 公开: such a count may be of posts of any kind."""
_COUNTED = re.compile(rf"{COUNT}{_ITEMS}")
_COUNTED_BEFORE = re.compile(rf"{COUNT}{_ITEMS}(?:是|系|均)?(?:通过|在|经|由|利用)[^\d]{{0,10}}$")
_SHARE = re.compile(r"占[^%\d]{0,20}(?P<n>\d+(?:\.\d+)?)%")
_BARE_SHARE = re.compile(r"(?P<n>\d+(?:\.\d+)?)%")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_REMARK = re.compile(r"[（(][^（()）\n]{0,30}计1条[)）]")
"""What the older form says of its total, between the total and its number."""
_ONE_LIST = re.compile(
    r"(?<=[；;：:])\n|\n(?=(?:[（(]\d{1,2}[)）]|\d{1,2}[.、．]|[①-⑳])[^\n]{4,60}(?:\n|$))"
)
"""The line ends within a list with an item to a line."""
_IN_TURN = re.compile("分别|依次")
_EACH = rf"(?:{PROSE_NUMBER})(?:{_ITEMS})?"
_LISTED = re.compile(rf"{_EACH}(?:(?:、|和|及|与|以及){_EACH})+(?<!\d)")
"""「14条、101条和25条」, 「14、101、25条」: the last number at least has its unit."""

Found = dict[str, tuple[Number | None, Number | None]]
"""Channel → items and share."""


def read_channels(prose: Prose, texts: Iterable[str], year: int | None) -> None:
    """Put the number published, by channel, with the shares, into the figures."""
    candidates = [
        found
        for text in texts
        for paragraph in _ONE_LIST.sub("；", _REMARK.sub("", text)).split("\n")
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
    account = _Account()
    for sentence in FULL_STOPS.split(text):
        account.begin()
        for clause in clauses(sentence):
            if other_time(clause, year):
                account.last = ""
                continue
            for part in _parts(clause):
                account.take(part)
    found = account.result()
    for key in account.doubtful:
        prose.remarks.append(
            (f"channels/{key}", say(N_("同一段文字中有不同的数，无法确定，未取数")))
        )
    if account.uneven:
        message = N_("文字依次列出的数与渠道的个数不同，无法一一对应，未取数")
        prose.remarks.append(("channels", say(message)))
    # One channel on its own says what was done there, not how much was published in all.
    parts = [key for key in found if key != "total"]
    return found if "total" in found or (len(parts) >= 2 and "公开" in text) else {}


def _names(clause: str) -> list[re.Match[str]]:
    """The channels a clause names, in order; a name of two words (「微信公众号」) is one."""
    names: list[re.Match[str]] = []
    for name in _NAME.finditer(clause):
        if not names or name.lastgroup != names[-1].lastgroup:
            names.append(name)
    return names


def _parts(clause: str) -> Iterator[str]:
    """A clause, or its parts where it gives each channel its own number: 「网站14条、微博2条」."""
    names = _names(clause)
    cuts = [0, *(name.start() for name in names[1:]), len(clause)]
    parts = [clause[a:b] for a, b in pairwise(cuts)]
    apart = len(parts) > 1 and all(_COUNTED.search(part) for part in parts)
    yield from parts if apart else [clause]


@dataclass(slots=True)
class _Account:
    """What one paragraph says, clause by clause."""

    found: Found = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    last: str = ""
    """What was counted last: a share that follows is its."""
    counted: list[str] = field(default_factory=list)
    """The channels this sentence has counted, in order."""
    named: list[str] = field(default_factory=list)
    """The channels last named without a number, in order."""
    uneven: bool = False
    """Numbers were listed that are not as many as the channels they are listed for."""
    offered: Number | None = None
    """A number that is the total if channels follow it."""

    def begin(self) -> None:
        """Begin a sentence."""
        self.counted, self.named = [], []

    def take(self, part: str) -> None:
        """Take what one clause counts, and the share it gives."""
        names = _names(part)
        keys = [str(name.lastgroup) for name in names]
        shares = _PERCENT.findall(part)
        if len(shares) > 1 or (_IN_TURN.search(part) and len(keys) != 1):
            self._in_turn(part, keys, shares)
            return
        share = _SHARE.search(part) or _BARE_SHARE.fullmatch(part)
        key = self._channel(part, names[0]) if len(keys) == 1 else ""
        if not keys:
            key = self._total(part)
        if key:
            self.last = key
        elif keys or not share:
            # Another thing is spoken of: a share after it is that thing's.
            self.last = self.last if not keys and not re.search(r"\d", part) else ""
        self.named = keys if keys and not key else self.named
        if share and self.last:
            self._share(self.last, share.group("n"))

    def result(self) -> Found:
        """What is certain."""
        found = {key: value for key, value in self.found.items() if key not in self.doubtful}
        if self.offered is not None and "total" not in self.found and len(found) >= 2:
            found = {"total": (self.offered, None), **found}
        return found

    def _in_turn(self, part: str, keys: Sequence[str], shares: Sequence[str]) -> None:
        """「网站、微博分别公开14条、101条，分别占……」: numbers in the order of the names."""
        self.last = ""
        listed = _LISTED.search(part)
        numbers = re.findall(PROSE_NUMBER, listed.group()) if listed else []
        if shares:
            owners = keys or self.counted
            if len(owners) == len(shares):
                for key, number in zip(owners, shares, strict=True):
                    self._share(key, number)
            elif keys or (owners and "占" in part):
                self.uneven = True
            return
        owners = keys or self.named
        if _OTHER_THINGS.search(part):
            return
        if len(owners) != len(numbers) or len(owners) != len(set(owners)):
            self.uneven = self.uneven or bool(owners and numbers)
        else:
            for key, text in zip(owners, numbers, strict=True):
                number_ = prose_number(text)
                if number_ is not None:
                    self._put(key, number_)
        self.named = list(keys)

    def _channel(self, part: str, name: re.Match[str]) -> str:
        """The channel a clause counts, if it counts what is published there."""
        if _OTHER_THINGS.search(part):
            return ""
        key = str(name.lastgroup)
        match = _COUNTED.search(part, name.start())
        match = match or _COUNTED_BEFORE.search(part[: name.start()])
        number = number_in(match) if match else None
        if number is None or self._beyond(number, part):
            return ""
        return self._put(key, number)

    def _total(self, part: str) -> str:
        if _ELSEWHERE.search(part) or ("其中" in part and "total" in self.found):
            return ""
        match = next((found for total in _TOTALS if (found := total.search(part))), None)
        number = number_in(match) if match else self._added_up(part)
        if number is not None:
            return self._put("total", number)
        match = _TOTAL_IF_SHARED_OUT.search(part)
        if match and not self.counted:
            self.offered = number_in(match)
        return ""

    def _added_up(self, part: str) -> Number | None:
        """A total behind its parts; in a sentence of its own, only if it is their sum."""
        match = _ADDED_UP.search(part)
        number = number_in(match) if match else None
        parts = [items for key, (items, _) in self.found.items() if key != "total" and items]
        if len(self.counted) >= 2 or (len(parts) >= 2 and number == sum(parts)):
            return number
        return None

    def _put(self, key: str, number: Number) -> str:
        if key in self.found and self.found[key][0] != number:
            self.doubtful.add(key)
        self.found.setdefault(key, (number, None))
        if key != "total":
            self.counted.append(key)
        return key

    def _share(self, key: str, number: str) -> None:
        if key in self.found:
            self.found[key] = self.found[key][0], Decimal(number)

    def _beyond(self, number: Number, part: str) -> bool:
        """Whether these are more posts than all information published: then they are not that."""
        total = self.found.get("total", (None, None))[0]
        return total is not None and number > total and _SAID_LOOSELY.search(part) is not None
