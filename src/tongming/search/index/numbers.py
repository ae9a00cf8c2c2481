"""Document numbers (发文字号) in the spellings people use, to one.

GB/T 9704—2012 7.2.5: the organ's sign, the year in hexagonal brackets, the serial without 第 and
without leading zeros, then 号. People leave any of these out or put others in.
"""

from __future__ import annotations

import re

from tongming.search.index.folding import fold

_OF_A_YEAR = re.compile(r"([^\W\d_]{0,30})\(?((?:19|20)\d\d)\)?年?,?(?:第|\()?0*(\d{1,5})\)?号?")
_OF_AN_ORDER = re.compile(r"([^\W\d_]{1,30}令)\(?(?:第|-)?0*(\d{1,5})\)?号?")


def canonical(number: str) -> str:
    """A document number in its one spelling, folded; empty where this is no document number.

    >>> canonical("桦政发【２０２６】第05号"), canonical("国务院令711号")
    ('桦政发(2026)5号', '国务院令第711号')
    """
    folded = fold(number)
    if found := _OF_A_YEAR.fullmatch(folded):
        organ, year, serial = found.groups()
        return f"{organ}({year}){serial}号"
    if found := _OF_AN_ORDER.fullmatch(folded):
        return "{}第{}号".format(*found.groups())
    return ""


def spellings(number: str) -> tuple[str, ...]:
    """How a document number may stand in running text, folded; empty where it is none."""
    one = canonical(number)
    if not one:
        return ()
    other = one.replace("第", "") if "第" in one else one.replace(")", ")第", 1)
    return (one, other)
