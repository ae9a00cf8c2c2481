"""Figures that stand in sentences: channels and their shares, applications, fees, remedies.

A number is taken only from a sentence that says plainly what it counts, for this organ and year.
Comparisons with other years, parts of a whole and round numbers (「100余条」) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tongming.law.figures import Cell
from tongming.law.words import N_, Message, say
from tongming.reports.reading.numbers import PROSE_NUMBER, prose_number, visible

Number = int | Decimal
_N = rf"(?:共计|共|计|合计|累计|总计|总数|均|各|都|仅|为|是|达到|达|有|[:：])*(?P<n>{PROSE_NUMBER})"
_ITEM = r"(?P<more>余|多|来)?(?:条次|条|篇|件|项|次|个)(?!次)"
_CASE = r"(?P<more>余|多|来)?(?:件次|件|宗|起|份|例|条)"
_OTHER_TIME = re.compile(
    r"上年|去年|上一年|往年|同期|同比|环比|增长|比.{0,6}年|较|增加|减少|累计至今|历年|近年"
)
_CLAUSES = re.compile(r"[，,。；;！？\n]|(?<!\d)[:：]|[:：](?!\d)")
_SENTENCES = re.compile(r"[。；;！？\n]")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")

_CHANNELS = (
    ("gazette", re.compile("公报")),
    ("weibo", re.compile("微博")),
    ("wechat", re.compile("微信|公众号")),
    ("website", re.compile("网站|门户网|政务网|政府网")),
    (
        "other",
        re.compile("其他方式|其它方式|其他渠道|其它渠道|其他途径|其他形式|其他平台|^其他|^其它"),
    ),
)
_TOTAL = re.compile(
    rf"公开(?:发布)?(?:的)?(?:各类|各种|各项)?(?:政府|政务)?信息(?:的)?(?:总数量?|总量|数量|条数|数|总条数)?{_N}{_ITEM}"
)
_COUNTED = re.compile(rf"{_N}{_ITEM}")
_SHARE = re.compile(r"占[^%\d]{0,20}(?P<n>\d+(?:\.\d+)?)\s*%")
_NUMBER_FIRST = re.compile(rf"^(?P<n>{PROSE_NUMBER}){_ITEM}")

_RECEIVED = re.compile(
    rf"(?:收到|受理|接收|接到|新收|收取)(?P<by>[^，。；]{{0,16}}?)申请(?:公开)?(?:政府信息)?(?:的)?(?:总数量?|数量|数|事项|案件|总量)?{_N}{_CASE}"
    rf"|(?:收到|受理|接收|接到|新收)(?:了)?(?P<n2>{PROSE_NUMBER})(?P<more2>余|多)?(?:件|份|宗|例)(?P<by2>[^，。；]{{0,10}})申请"
    rf"|(?:收到|受理)(?:的)?(?P<by3>政府信息)?依申请公开(?:事项)?{_N.replace('<n>', '<n3>')}(?:件|份|宗|例|条)"
)
_NONE_RECEIVED = re.compile(
    r"(?:未|没有|无)(?:收到|受理|接到|接收|发生)(?:过)?[^，。；]{0,16}(?:政府信息公开|信息公开|依申请公开|公开)[^，。；]{0,6}申请"
)
_ANSWERED = re.compile(
    rf"(?:答复|办结|办理完毕)(?:的)?(?:[^，。；]{{0,8}}申请)?(?:的)?(?:总数量?|数量|数)?{_N}{_CASE}"
)
_PART = re.compile(
    r"其中|网络|信函|当面|传真|邮件|电子邮|按时|延期|自然人|企业|予以公开|不予|部分公开|口头|电话|在线|平台|申请公开内容|上报"
)
_FEE = re.compile(
    rf"(?:收取|收费|处理费|检索费|复制费|邮寄费|费用|金额)[^。；，]{{0,14}}?(?P<n>{PROSE_NUMBER})\s*(?P<unit>万元|元)"
)
_NO_FEE = re.compile(
    r"(?:未|没有|不|无)[^。；，]{0,24}(?:收取|收费|发生|产生)[^。；]{0,10}(?:费用|处理费|收费|检索|任何费)|(?:未|没有|不|无)(?:收取|收)(?:任何)?费|无(?:政府)?信息处理费|未产生费用|未收费|没有收费|无收费"
)
_FEE_SUBJECT = re.compile(r"处理费|检索|依申请|申请|收费|复制|信息公开|任何费用")
_REMEDY = re.compile(r"行政复议|行政诉讼|复议|诉讼")
_NONE_HAPPENED = re.compile(
    r"(?:未|没有|无|不存在|尚无|暂无)[^。；]{0,30}?(?:发生|出现|提起|收到|产生|涉及|被|因|有)?[^。；]{0,20}?(?:行政复议|复议|行政诉讼|诉讼)"
)
_NOTHING = re.compile(
    r"(?:未|没有|无)(?:发生|出现)(?:过)?(?:上述|此类|以上|该类|相关|类似)?(?:情况|情形|事项|案件)|^无$|^无此类情况$|^本年度无$"
)


def _count(word: str) -> re.Pattern[str]:
    return re.compile(
        rf"{word}(?:案件|案|申请|数量|数|事项|情况)?(?:的)?{_N}{_CASE}|(?P<n4>{PROSE_NUMBER})(?:件|起|宗)(?:[^，。；]{{0,8}}){word}"
    )


_REVIEWS, _LITIGATIONS = _count("行政复议"), _count("行政诉讼")
_BOTH = re.compile(
    rf"行政复议(?:申请|案件|案)?(?:、|和|及|与|或|或者|以及)(?:提起)?行政诉讼(?:案件|案|数量)?{_N}{_CASE}"
)


@dataclass(slots=True)
class Prose:
    """What the words of a report say in figures."""

    figures: dict[Cell, Number] = field(default_factory=dict)
    remarks: list[tuple[str, Message]] = field(default_factory=list)
    none_in_remedies: bool = False
    """The words say that there was neither reconsideration nor litigation."""


def read_prose(sections: dict[str, str], year: int | None) -> Prose:
    """The figures in the sections' words."""
    prose = Prose()
    reader = _Reader(prose, year)
    reader.channels([sections.get("proactive", ""), sections.get("overview", "")])
    reader.applications([sections.get(key, "") for key in ("requests", "overview")])
    reader.fees(
        [sections.get(key, "") for key in ("fees", "other", "requests", "overview")],
        about_fees="fees" in sections,
    )
    reader.remedies([sections.get(key, "") for key in ("remedies", "overview", "requests")])
    return prose


def _flat(text: str) -> str:
    """A section without blanks and thousands separators."""
    plain = re.sub(r"[ \t]+", "", visible(text))
    return _THOUSANDS.sub("", plain)


class _Reader:
    def __init__(self, prose: Prose, year: int | None) -> None:
        self._prose = prose
        self._year = year

    def _settle(self, cell: Cell, found: Sequence[Number]) -> None:
        """Record a figure; two sentences that differ are said and neither is believed."""
        numbers = list(dict.fromkeys(found))
        if len(numbers) == 1:
            self._prose.figures.setdefault(cell, numbers[0])
        elif numbers:
            self._prose.remarks.append(
                (
                    str(cell),
                    say(
                        N_("文字中先后写有{numbers}，无法确定，未取数"),
                        numbers="、".join(str(n) for n in numbers),
                    ),
                )
            )

    def _other_time(self, clause: str) -> bool:
        if _OTHER_TIME.search(clause):
            return True
        years = {int(y) for y in re.findall(r"(20\d{2})年", clause)}
        return bool(years) and self._year is not None and self._year not in years

    # --- Channels ---

    def channels(self, texts: Iterable[str]) -> None:
        """The number published, by channel, with the shares."""
        candidates = [
            found
            for text in texts
            for paragraph in _flat(text).split("\n")
            if (found := self._paragraph(paragraph))
        ]
        if not candidates:
            return
        # The paragraph that counts by channel is the one that counts.
        best = max(candidates, key=lambda found: len(found))
        parts = len(best) - ("total" in best)
        for key, (items, share) in best.items():
            if items is not None:
                self._prose.figures[Cell("channels", key, "items")] = items
            if share is not None:
                self._prose.figures[Cell("channels", key, "share")] = share
        if parts == 0:
            totals = [found["total"][0] for found in candidates if "total" in found]
            del self._prose.figures[Cell("channels", "total", "items")]
            self._settle(Cell("channels", "total", "items"), [n for n in totals if n is not None])

    def _paragraph(self, text: str) -> dict[str, tuple[Number | None, Number | None]]:
        found: dict[str, tuple[Number | None, Number | None]] = {}
        doubtful: set[str] = set()
        last = ""
        for clause in _CLAUSES.split(text):
            if not clause:
                continue
            share = _SHARE.search(clause)
            if self._other_time(clause):
                last = ""
                continue
            keys = [key for key, pattern in _CHANNELS if pattern.search(clause)]
            counted = _COUNTED.search(clause) if len(keys) == 1 else None
            if counted and not counted.group("more"):
                number = prose_number(counted.group("n"))
                at = next(p for k, p in _CHANNELS if k == keys[0]).search(clause)
                if number is not None and at is not None and at.start() < counted.end():
                    last = keys[0]
                    if last in found and found[last][0] != number:
                        doubtful.add(last)
                    found.setdefault(last, (number, None))
            elif not keys:
                total = _TOTAL.search(clause)
                if total and not total.group("more"):
                    number = prose_number(total.group("n"))
                    if number is not None:
                        if "total" in found and found["total"][0] != number:
                            doubtful.add("total")
                        found.setdefault("total", (number, None))
                        last = "total"
            if share and last and (not keys or keys == [last]):
                found[last] = found[last][0], Decimal(share.group("n"))
        for key in doubtful:
            del found[key]
            self._prose.remarks.append(
                (f"channels/{key}", say(N_("同一段文字中有不同的数，无法确定，未取数")))
            )
        parts = [key for key in found if key != "total"]
        # One channel on its own says what was done there, not how much was published in all.
        return found if "total" in found or (len(parts) >= 2 and "公开" in text) else {}

    # --- Applications ---

    def applications(self, texts: Iterable[str]) -> None:
        """How many applications were received and answered."""
        received: list[Number] = []
        answered: list[Number] = []
        for place, text in enumerate(texts):
            for sentence in _SENTENCES.split(_flat(text)):
                about = "申请" in sentence and (place == 0 or "公开" in sentence)
                self._sentence(sentence, about, received, answered)
        self._settle(Cell("stated", "applications_received", "value"), received)
        self._settle(Cell("stated", "applications_answered", "value"), answered)

    def _sentence(
        self, sentence: str, about: bool, received: list[Number], answered: list[Number]
    ) -> None:
        for clause in _CLAUSES.split(sentence):
            if self._other_time(clause) or "复议" in clause or "诉讼" in clause:
                continue
            if _NONE_RECEIVED.search(clause):
                received.append(0)
                continue
            found = _RECEIVED.search(clause)
            if found:
                number = _first(found, "n", "n2", "n3")
                by = (found.group("by") or "") + (found.group("by2") or "")
                if number is not None and not _PART.search(by) and not _PART.match(clause):
                    if "公开" in clause or "信息" in clause:
                        received.append(number)
            reply = _ANSWERED.search(clause)
            if about and reply and not reply.group("more") and not _PART.search(clause):
                number = prose_number(reply.group("n"))
                if number is not None:
                    answered.append(number)

    # --- Fees ---

    def fees(self, texts: Iterable[str], *, about_fees: bool) -> None:
        """The processing fee collected, in yuan."""
        amounts: list[Number] = []
        for text in texts:
            for clause in re.split(r"[。；;\n]", _flat(text)):
                if not _FEE_SUBJECT.search(clause) or self._other_time(clause):
                    continue
                if re.search(r"预算|决算|经费|行政事业性收费|标准|罚|项目", clause):
                    continue
                found = _FEE.search(clause)
                if found:
                    number = prose_number(found.group("n"))
                    if number is not None:
                        amounts.append(number * 10000 if found.group("unit") == "万元" else number)
                elif _NO_FEE.search(clause):
                    amounts.append(0)
        self._settle(Cell("stated", "processing_fee_yuan", "value"), amounts)

    # --- Reconsideration and litigation ---

    def remedies(self, texts: Iterable[str]) -> None:
        """How many cases of reconsideration and litigation there were."""
        reviews: list[Number] = []
        suits: list[Number] = []
        for place, text in enumerate(texts):
            for sentence in _SENTENCES.split(_flat(text)):
                if not sentence or self._other_time(sentence):
                    continue
                own = place == 0 and _NOTHING.search(sentence)
                if own or (_REMEDY.search(sentence) and _NONE_HAPPENED.search(sentence)):
                    both = own or ("复议" in sentence and "诉讼" in sentence)
                    if both or "复议" in sentence:
                        reviews.append(0)
                    if both or "诉讼" in sentence:
                        suits.append(0)
                    self._prose.none_in_remedies |= bool(both)
                    continue
                together = _BOTH.search(sentence)
                if together:
                    if prose_number(together.group("n")) == 0:
                        reviews.append(0)
                        suits.append(0)
                    continue
                for pattern, into in ((_REVIEWS, reviews), (_LITIGATIONS, suits)):
                    found = pattern.search(sentence)
                    number = _first(found, "n", "n4") if found else None
                    if number is not None:
                        into.append(number)
        self._settle(Cell("stated", "reviews", "value"), reviews)
        self._settle(Cell("stated", "litigations", "value"), suits)


def _first(found: re.Match[str], *names: str) -> Number | None:
    if any(found.groupdict().get(name) for name in ("more", "more2")):
        return None
    for name in names:
        if found.group(name):
            return prose_number(found.group(name))
    return None
