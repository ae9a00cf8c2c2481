"""Figures that stand in sentences: channels and their shares, applications, fees, remedies.

A number is taken only from a sentence that says plainly what it counts, for this organ and year.
Comparisons with other years, parts of a whole and round numbers (「100余条」) are left alone. Two
sentences that differ are both said and neither is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tongming.law.figures import Cell
from tongming.law.words import N_, Message, say
from tongming.reports.reading.numbers import PROSE_NUMBER, prose_number, visible

Number = int | Decimal

IS = r"(?:共计|共有|共|计|合计|累计|总计|总数|均|各|都|仅|为|是|达到|达|有|[:：])*+"
"""What may stand between the thing counted and its number."""
COUNT = rf"{IS}(?P<n>{PROSE_NUMBER})(?P<more>余|多|来)?"
CASES = r"(?:件次|件|宗|起|份|例|条)"
_OTHER_TIME = re.compile(
    r"上年|去年|上一年|往年|同期|同比|环比|增长|比.{0,6}年|较|增加|减少|历年|近年|累计至"
)
_CLAUSES = re.compile(r"[，,。；;！？\n（）()]|(?<!\d)[:：]|[:：](?!\d)")
_SENTENCES = re.compile(r"[。；;！？\n]")
_LONGEST_SENTENCE = 1000
"""Characters; what is longer is no sentence, and is not read as one."""
FULL_STOPS = re.compile(r"[。！？\n]")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_WRAPPED = re.compile(r"(?<=[^\n]{24}[^\n。；;：:！？!?])\n(?=[^\n（(一二三四五六七八九十])")


@dataclass(slots=True)
class Prose:
    """What the words of a report say in figures."""

    figures: dict[Cell, Number] = field(default_factory=dict)
    remarks: list[tuple[str, Message]] = field(default_factory=list)
    none_in_remedies: bool = False
    """The words say that there was neither reconsideration nor litigation."""

    def settle(self, cell: Cell, found: Sequence[Number]) -> None:
        """Record a figure that one or more sentences state."""
        numbers = list(dict.fromkeys(found))
        if len(numbers) == 1:
            self.figures.setdefault(cell, numbers[0])
        elif numbers:
            shown = "、".join(str(number) for number in numbers)
            self.remarks.append(
                (str(cell), say(N_("文字中先后写有{numbers}，无法确定，未取数"), numbers=shown))
            )


def read_prose(sections: dict[str, str], year: int | None) -> Prose:
    """The figures in the sections' words."""
    from tongming.reports.reading.prose_channels import read_channels

    prose = Prose()
    said = {key: flat(text) for key, text in sections.items()}
    read_channels(prose, [said.get("proactive", ""), said.get("overview", "")], year)
    _applications(prose, [said.get("requests", ""), said.get("overview", "")], year)
    _fees(prose, [said.get(key, "") for key in ("fees", "other", "requests", "overview")], year)
    _remedies(prose, [said.get(key, "") for key in ("remedies", "overview", "requests")], year)
    return prose


def flat(text: str) -> str:
    """Words without blanks, thousands separators and the line ends of a narrow page."""
    plain = re.sub(r"[ \t]+", "", visible(text))
    return _WRAPPED.sub("", _THOUSANDS.sub("", plain))


def clauses(text: str) -> Iterator[str]:
    """The parts of a text between its marks."""
    return (clause for clause in _CLAUSES.split(text) if 0 < len(clause) <= _LONGEST_SENTENCE)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    found = _SENTENCES.split(text)
    return (sentence for sentence in found if 0 < len(sentence) <= _LONGEST_SENTENCE)


def other_time(clause: str, year: int | None) -> bool:
    """Whether a clause speaks of another year, or compares."""
    if _OTHER_TIME.search(clause):
        return True
    years = {int(found) for found in re.findall(r"(20\d{2})年", clause)}
    return bool(years) and year is not None and year not in years


def number_in(found: re.Match[str]) -> Number | None:
    """The number a pattern found; None for a round one (「100余件」)."""
    groups = found.groupdict()
    return None if groups.get("more") else prose_number(groups["n"])


# --- Applications ---------------------------------------------------------------------------------

_TAKE = r"(?:收到|受理|接收|接到|新收)"
_RECEIVED = tuple(
    re.compile(pattern)
    for pattern in (
        # 收到政府信息公开申请5件; 收到并办结……; 受理公民、法人的政府信息公开申请总数为5件
        rf"{_TAKE}(?P<by>[^，。；]{{0,24}}?)申请(?:公开)?(?:政府信息)?的?"
        rf"(?:总数量|总数|总量|数量|数|事项|案件)?{COUNT}{CASES}",
        # 收到5件政府信息公开申请
        rf"{_TAKE}了?{COUNT}{CASES}(?P<by>[^，。；]{{0,16}}?)申请",
        # 收到依申请公开5件; 受理依申请公开政府信息5件
        # 依申请公开受理5件
        rf"依申请公开(?P<by>政府信息)?(?:申请|事项)?{_TAKE}{COUNT}{CASES}",
        rf"{_TAKE}的?(?P<by>政府信息)?依申请公开(?:(?:政府)?信息)?(?:事项|件)?{COUNT}{CASES}",
    )
)
_NONE_RECEIVED = re.compile(
    rf"(?:未|没有|无|尚无|暂无)(?:{_TAKE}|发生|产生)?过?(?:任何|相关)?[^，。；\d]{{0,16}}?"
    r"(?:政府信息公开|信息公开|依申请公开|公开政府信息)[^，。；\d]{0,6}(?:申请|事项|情况)|"
    r"(?:未|没有)(?:收到|受理|接到)依申请公开"
)
_ANSWERED = re.compile(
    rf"(?:答复|办结|办理完毕)的?(?:[^，。；\d]{{0,14}}申请)?的?"
    rf"(?:总数量|总数|总量|数量|数)?{COUNT}{CASES}"
)
_PART = re.compile(
    r"其中|网络|网上|信函|当面|传真|邮件|邮寄|书面|口头|电话|在线|平台|按时|按期|延期|"
    r"自然人|企业|法人申请|予以公开|不予|部分公开|转办|上级"
)
_REMEDY = re.compile(r"复议|诉讼")


def _applications(prose: Prose, texts: Sequence[str], year: int | None) -> None:
    """How many applications were received and answered."""
    received: list[Number] = []
    answered: list[Number] = []
    for place, text in enumerate(texts):
        for sentence in sentences(text):
            # In the section on applications every 申请 is one; elsewhere it must say so.
            about = "申请" in sentence and (place == 0 or "公开" in sentence)
            if not about:
                continue
            for clause in clauses(sentence):
                if other_time(clause, year) or _REMEDY.search(clause):
                    continue
                received += _received(clause, known=place == 0)
                reply = _ANSWERED.search(clause)
                number = number_in(reply) if reply else None
                if number is not None and not _PART.search(clause):
                    answered.append(number)
    prose.settle(Cell("stated", "applications_received", "value"), received)
    prose.settle(Cell("stated", "applications_answered", "value"), answered)


def _received(clause: str, *, known: bool) -> list[Number]:
    if _NONE_RECEIVED.search(clause):
        return [0]
    if not known and "公开" not in clause and "信息" not in clause:
        return []
    for pattern in _RECEIVED:
        found = pattern.search(clause)
        if found and not _PART.search(found.group("by") or "") and not _PART.match(clause):
            number = number_in(found)
            return [] if number is None else [number]
    return []


# --- Fees -----------------------------------------------------------------------------------------

_FEE = re.compile(
    r"(?:收取|收费|处理费|检索费|复制费|邮寄费|费用|金额)[^。；，]{0,14}?"
    rf"(?P<n>{PROSE_NUMBER})(?P<unit>万元|元)"
)
_NO_FEE = re.compile(
    r"(?:未|没有|不|无)[^。；，]{0,24}(?:收取|收费|发生|产生)[^。；]{0,10}(?:费用|处理费|收费|检索|任何费)"
    r"|(?:未|没有|不)(?:收取|收)(?:任何)?费|无(?:政府)?信息处理费|无收费"
)
_FEE_SUBJECT = re.compile(r"处理费|检索|申请|收费|复制|信息公开|任何费用")
_OTHER_FEES = re.compile(r"预算|决算|经费|行政事业性收费|标准|罚|项目|依据|按照.{0,30}规定收取$")


def _fees(prose: Prose, texts: Iterable[str], year: int | None) -> None:
    """The processing fee collected, in yuan."""
    amounts: list[Number] = []
    for text in texts:
        for sentence in sentences(text):
            if other_time(sentence, year) or not _FEE_SUBJECT.search(sentence):
                continue
            if _OTHER_FEES.search(sentence):
                continue
            found = _FEE.search(sentence)
            number = prose_number(found.group("n")) if found else None
            if found and number is not None:
                amounts.append(number * 10000 if found.group("unit") == "万元" else number)
            elif _NO_FEE.search(sentence):
                amounts.append(0)
    prose.settle(Cell("stated", "processing_fee_yuan", "value"), amounts)


# --- Reconsideration and litigation ---------------------------------------------------------------

_NONE_HAPPENED = re.compile(
    r"(?:未(?!经复议)|没有|无|不存在|尚无|暂无)[^。；\d]{0,50}?(?:行政复议|复议|行政诉讼|诉讼)"
)
_NOTHING = re.compile(
    r"(?:未|没有|无)(?:发生|出现)过?(?:上述|此类|以上|该类|相关|类似)?(?:情况|情形|事项|案件)"
    r"|^无$|^无此类情况$|^本年度无$"
)
_THINGS = r"(?:案件|案|申请|数量|数|事项|情况)?"


def _cases(word: str) -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"{word}{_THINGS}的?{COUNT}{CASES}"),
        re.compile(rf"(?P<n>{PROSE_NUMBER})(?P<more>余|多)?{CASES}[^，。；\d]{{0,8}}{word}"),
    )


_REVIEWS, _SUITS = _cases("行政复议"), _cases("行政诉讼")
_BOTH = re.compile(
    rf"行政复议{_THINGS}(?:、|和|及|与|或|或者|以及)(?:提起)?行政诉讼{_THINGS}的?{COUNT}{CASES}"
)


def _remedies(prose: Prose, texts: Sequence[str], year: int | None) -> None:
    """How many cases of reconsideration and litigation there were."""
    reviews: list[Number] = []
    suits: list[Number] = []
    for place, text in enumerate(texts):
        for sentence in sentences(text):
            if other_time(sentence, year):
                continue
            own = place == 0 and _NOTHING.search(sentence) is not None
            if own or _NONE_HAPPENED.search(sentence):
                both = own or ("复议" in sentence and "诉讼" in sentence)
                reviews += [0] if both or "复议" in sentence else []
                suits += [0] if both or "诉讼" in sentence else []
                prose.none_in_remedies = prose.none_in_remedies or both
                continue
            together = _BOTH.search(sentence)
            if together:
                # 「复议、诉讼均为0件」 is both; any other number does not say which.
                if number_in(together) == 0:
                    reviews.append(0)
                    suits.append(0)
                continue
            reviews += _first(_REVIEWS, sentence)
            suits += _first(_SUITS, sentence)
    prose.settle(Cell("stated", "reviews", "value"), reviews)
    prose.settle(Cell("stated", "litigations", "value"), suits)


def _first(patterns: Iterable[re.Pattern[str]], sentence: str) -> list[Number]:
    for pattern in patterns:
        found = pattern.search(sentence)
        number = number_in(found) if found else None
        if number is not None:
            return [number]
    return []
