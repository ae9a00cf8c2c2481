"""Citations as a type: an instrument, and the article, paragraph and item in it.

A citation that is only a string can name an article that does not exist, and nobody notices. Here
an instrument knows how many articles it has, and a test holds every citation of the terms to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A number as the law counts its articles: 33 → 三十三, 105 → 一百零五. From 1 to 999."""
    if not 1 <= number <= 999:
        raise ValueError(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation or official letter."""

    name: str
    """As it stands before an article: 《政府信息公开条例》, or the number of a letter."""
    number: str
    in_force: date | None = None
    """The first day it counted; None for a letter that only explains."""
    articles: int | None = None
    """How many articles it has; None for a letter, or where the count was not looked up."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument; `str()` gives 《政府信息公开条例》第三十三条第二款."""

    instrument: Instrument
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        text = self.instrument.name
        for number, word in ((self.article, "条"), (self.paragraph, "款"), (self.item, "项")):
            if number is not None:
                text += f"第{numeral(number)}{word}"
        object.__setattr__(self, "text", text)

    def __str__(self) -> str:
        return self.text


def cite(first: Citation, *others: Citation) -> str:
    """Several places together, an instrument named once: 《政府信息公开条例》第一条、第二条."""
    text, instrument = first.text, first.instrument
    for other in others:
        same = other.instrument is instrument
        text += "、" + (other.text.removeprefix(instrument.name) if same else other.text)
        instrument = other.instrument
    return text


REGULATION = Instrument("《政府信息公开条例》", "国务院令第711号", date(2019, 5, 15), articles=56)
REGULATION_2008 = Instrument(
    "《政府信息公开条例》（国务院令第492号）", "国务院令第492号", date(2008, 5, 1), articles=38
)
PROCESSING_FEE = Instrument(
    "《政府信息公开信息处理费管理办法》", "国办函〔2020〕109号", date(2021, 1, 1)
)
RECONSIDERATION = Instrument(
    "《行政复议法》", "中华人民共和国主席令第九号（2023）", date(2024, 1, 1), articles=90
)
ADMINISTRATIVE_PROCEDURE = Instrument(
    "《行政诉讼法》", "2017年修正", date(2015, 5, 1), articles=103
)
CIVIL_PROCEDURE = Instrument("《民事诉讼法》", "2023年修正", date(2024, 1, 1), articles=306)
ADMINISTRATIVE_PROCEDURE_READING = Instrument(
    "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》",
    "法释〔2018〕1号",
    date(2018, 2, 8),
    articles=163,
)
HOLIDAY_RULES = Instrument("《全国年节及纪念日放假办法》", "2024年修订", date(2025, 1, 1))
LETTER_ON_RECEIPT = Instrument("国办公开办函〔2015〕207号", "国办公开办函〔2015〕207号")
LETTER_ON_POSTING = Instrument("国办公开办函〔2016〕235号", "国办公开办函〔2016〕235号")

COUNTING = Citation(CIVIL_PROCEDURE, 85, 2)
"""The first day is not counted."""
ROLL_FORWARD = Citation(CIVIL_PROCEDURE, 85, 3)
"""A term that ends on a holiday ends on the first day after it."""
EXCLUSION = Citation(REGULATION, 33, 3)
"""The time needed to ask third parties and other organs is not counted."""
EXCLUSION_2008 = Citation(REGULATION_2008, 24, 3)
"""Under the older regulation, third parties only."""
