"""What a cell says: a number with its unit, one of the gaps, or words.

Only what is certain is taken for a number. `l` is not 1, `约3` is not 3, `3 5` is neither.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tongming.law.figures import Figure, Gap
from tongming.law.words import N_, Message, say


@dataclass(frozen=True, slots=True)
class Value:
    """The content of one cell. `figure` is None where the cell holds words."""

    figure: Figure | None
    unit: str = ""
    remark: Message | None = None
    """Said where the number is not simply printed: 「无」 read as 0, a footnote mark dropped."""
    empty: bool = False
    """Nothing printed at all, as against a dash."""

    @property
    def is_words(self) -> bool:
        return self.figure is None


# Characters that are there and not seen: zero-width marks, soft hyphen, byte-order marks.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\uffa0]"
)
RADICALS = {
    radical: unicodedata.normalize("NFKC", chr(radical)) for radical in range(0x2F00, 0x2FD6)
} | str.maketrans(
    "⻓⻔⻋⻚⻛⻜⻢⻥⻦⻩⻬⻮⻰⻳⻄⻅⻆⻉⻘⺠⻝⻤⻨⻣⻙⻐⻟⺟",
    "长门车页风飞马鱼鸟黄齐齿龙龟西见角贝青民食鬼麦骨韦钅食母",
)
"""Radicals that PDF fonts print for the character they look like."""
# Only width is levelled. NFKC would turn the footnote mark of 「3①」 into a second digit.
_WIDTH = str.maketrans(
    "０１２３４５６７８９．，％－＋／　\u00a0\u2002\u2003\u2007\u2009\u202f−﹣–‐‑",
    "0123456789.,%-+/       -----",
)
_LEVEL = _WIDTH | RADICALS
_DASHES = re.compile(r"[-—―─━ー_/\\~～]+")
UNITS = "人次|万元|亿元|千元|万条|万件|元|件|条|项|份|个|次|宗|人|篇|起|家|部|场|期|户|例|%"
_NOTE = (
    r"[*※†]+|[①-⑳⓪❶-❿⑴-⒇¹²³⁰-⁹]+|\[[^\[\]]{1,6}\]"
    r"|[(（]注[一二三四五六七八九十\d]{0,2}[)）]|注[一二三四五六七八九十\d]{0,2}"
)
_NUMBER = re.compile(
    rf"(?:共计|共|计)?([+-]?)\s?(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?"
    rf"\s?(?:({UNITS})|[(（]({UNITS})[)）])?\s?({_NOTE})?"
)
_APART = re.compile(r"[1-9]\d{0,2}(?: \d{3}){1,3}")
_CHANGE_WORDS = re.compile(rf"(增加|减少|新增|增|减|↑|↓)(?:了)?\s?(\d+)\s?({UNITS})?")
_CHINESE = re.compile(rf"([零〇一二两三四五六七八九十百千万]+)\s?({UNITS})?")
_GAP_WORDS = {"未报": Gap.NOT_REPORTED, "不适用": Gap.NOT_APPLICABLE, "未填": Gap.BLANK}
_ZERO_WORDS = {"零", "〇"}
_NONE_WORDS = {"无", "没有", "暂无", "未发生"}

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


def visible(text: str) -> str:
    """The text with digits and marks of one width, without characters that are not seen."""
    return INVISIBLE.sub("", text).translate(_LEVEL)


_WORDS = Value(None)
_LONGEST = 100
"""Characters of a cell that can be a number with its dress."""


def value_of(text: str) -> Value:
    """What a cell's text says."""
    return _value_of(text) if len(text) <= _LONGEST else _long(text)


def _long(text: str) -> Value:
    return _WORDS if text.strip() else Value(Gap.BLANK, empty=True)


@lru_cache(maxsize=16384)
def _value_of(text: str) -> Value:
    plain = visible(text)
    bare = " ".join(plain.split())
    if not bare:
        return Value(Gap.BLANK, empty=True)
    bare = bare.strip("'\"“”‘’`") or bare
    found = _NUMBER.fullmatch(bare)
    if found:
        return _number(found)
    if _APART.fullmatch(bare):
        remark = say(N_("“{printed}”中的空格按千位分隔读取"), printed=bare)
        return Value(int(bare.replace(" ", "")), remark=remark)
    if bare == Gap.NOT_APPLICABLE.mark:
        return Value(Gap.NOT_APPLICABLE)
    if _DASHES.fullmatch(bare.replace(" ", "")):
        return Value(Gap.BLANK)
    return _words(bare.replace(" ", ""))


def _number(found: re.Match[str]) -> Value:
    sign, whole, fraction, unit, bracketed, note = found.groups()
    whole = whole.replace(",", "")
    if len(whole) > 15:
        return Value(None)
    amount: int | Decimal
    amount = Decimal(whole + fraction) if fraction and fraction.strip(".0") else int(whole)
    if sign == "-":
        amount = -amount
    remark = say(N_("“{printed}”后的注释标记未计入数字"), printed=found.group()) if note else None
    return Value(amount, unit or bracketed or "", remark)


def _words(bare: str) -> Value:
    if bare in _GAP_WORDS:
        return Value(_GAP_WORDS[bare])
    if bare in _ZERO_WORDS:
        return Value(0)
    if bare in _NONE_WORDS:
        return Value(0, remark=say(N_("“{printed}”按0读取"), printed=bare))
    change = _CHANGE_WORDS.fullmatch(bare)
    if change:
        word, digits, unit = change.groups()
        number = int(digits)
        return Value(-number if word in ("减少", "减", "↓") else number, unit or "")
    chinese = _CHINESE.fullmatch(bare)
    # 「一」 alone may be a dash drawn long; with a unit, or any other numeral, it is a number.
    if chinese and bare not in ("一", "十", "千", "万", "百"):
        parsed = chinese_number(chinese.group(1))
        if parsed is not None:
            remark = say(N_("汉字数字“{printed}”读作{n}"), printed=bare, n=parsed)
            return Value(parsed, chinese.group(2) or "", remark)
    return Value(None)


def chinese_number(text: str) -> int | None:
    """The number written in Chinese numerals (十二, 一百零五, 二〇一九, 两), else None."""
    if not text or len(text) > 12:
        return None
    if all(c in _DIGITS for c in text):
        # Digit by digit (二〇一九); 「两」 and a single numeral count as well.
        return int("".join(str(_DIGITS[c]) for c in text))
    wan, found, rest = text.rpartition("万")
    if found:
        high = _below_wan(wan) if wan else None
        low = _below_wan(rest) if rest else 0
        return None if high is None or low is None else high * 10000 + low
    return _below_wan(text)


def _below_wan(text: str) -> int | None:
    total, digit, last_power = 0, None, 10000
    for character in text:
        if character in _POWERS:
            power = _POWERS[character]
            if power >= last_power or (digit is None and power != 10) or digit == 0:
                return None
            total += (1 if digit is None else digit) * power
            digit, last_power = None, power
        elif character in ("零", "〇"):
            digit = None
        elif digit is None and character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)


PROSE_NUMBER = (
    r"(?<!\d)(?:\d{1,3}(?:[,，]\d{3}){1,4}|\d{1,15})(?!\d)(?:\.\d{1,6})?"
    r"|(?<![零〇一二两三四五六七八九十百千])[零〇一二两三四五六七八九十百千]{1,12}"
)
"""A pattern for a number within a sentence, in digits or in Chinese numerals.

Bounded on both sides: a run of ten thousand digits must cost ten thousand steps, not their square.
"""


def prose_number(text: str) -> int | Decimal | None:
    """The number a match of `PROSE_NUMBER` stands for."""
    plain = visible(text).replace(",", "").replace("，", "")
    if plain[:1].isdigit():
        whole, _, fraction = plain.partition(".")
        if len(whole) > 15:
            return None
        return Decimal(plain) if fraction.strip("0") else int(whole)
    return chinese_number(plain)
