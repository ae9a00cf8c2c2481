"""Numbers that name a person: identity cards, mobile telephones, bank cards.

A number counts only where its digits stand by themselves: never inside a longer number, a document
number or an amount. Separators people put between groups (spaces, hyphens, invisible characters)
may stand inside; full-width digits are digits.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tongming.files.checking.model import Allowed, Kind
from tongming.files.wordset import words

_SEPARATORS = " -\u00a0\u00ad\u2009\u200a\u200b\u200c\u200d\u202f\u2060\ufeff"
_GAP = f"[{re.escape(_SEPARATORS)}]"
_GROUPED = re.compile(rf"\d(?:{_GAP}{{0,2}}\d)*(?:{_GAP}?[Xx](?![A-Za-z0-9]))?")
_PROVINCES = words(
    """
    11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63
    64 65 71 81 82 83
    """
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE = re.compile(r"1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")
_CODE_LABEL = re.compile(
    r"(?:统一社会信用代码|信用代码|机构代码|索引号|文号|编号|单号|案号|流水号|批准号|许可证号|"
    r"合同号|备案号|项目代码|登记号|标识码|发票号|票号|批号|型号|公告号|注册号|序列号)"
    r"[为是]?[^\w\n]{0,4}\Z"
)
_ID_LABEL = re.compile(r"(?:身份|证件|公民|居民)[^\n]{0,12}\Z")
_CARD_LABEL = re.compile(r"(?:银行|卡号|帐号|账号|账户|帐户|一卡通|社保卡|开户)[^\n]{0,24}\Z")
# Accounts that take fees and fines are public.
_ORGAN_ACCOUNT = re.compile(
    r"(?:户名|收款单位|收款人|账户名称|开户名称?|单位名称)[:\s]{0,3}[^\n]{0,30}"
    r"(?:政府|财政|局|中心|委员会|公司|办公室|医院|学校|法院|非税)"
)
# What makes digits an amount; on the same line, and no word that may begin a sentence.
_UNIT = re.compile(
    r"[ \t]?(?:元|[万亿][元吨亩股]|万美元|美元|吨|平方|立方|亩|公里|千米|千瓦|人次|％|%)"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a text and what it is."""

    kind: Kind
    start: int
    end: int
    subkind: str = ""
    keep: int = 0
    """For an address how many of its characters may be shown."""


def plain(text: str) -> str:
    """The same text, one character for one, full-width and other digits and letters as ASCII."""
    if text.isascii():
        return text
    return _WIDE.sub(_narrow, text)


_WIDE = re.compile(r"[^\x00-\x7f\u4e00-\u9fff]")


def _narrow(match: re.Match[str]) -> str:
    character = match[0]
    if character in "‐‑‒–—―−－﹣":
        return "-"
    if character == "\u3000":
        return " "
    if character in "：﹕":
        return ":"
    digit = unicodedata.digit(character, None)
    if digit is not None and unicodedata.category(character) == "Nd":
        return str(digit)
    shown = unicodedata.normalize("NFKC", character)
    return shown if len(shown) == 1 and shown.isascii() else character


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits standing together, with where each stands."""

    digits: str
    places: tuple[int, ...]
    cuts: frozenset[int]
    """Before which digits a separator stands: where a number may begin or end."""


def _runs(text: str) -> Iterator[_Run]:
    for match in _GROUPED.finditer(text):
        places = tuple(i for i in range(*match.span()) if text[i] not in _SEPARATORS)
        digits = "".join(text[i] for i in places).upper()
        cuts = {0, len(digits)}
        cuts.update(n for n in range(1, len(places)) if places[n] > places[n - 1] + 1)
        yield _Run(digits, places, frozenset(cuts))


def find_numbers(text: str, allowed: Allowed) -> Iterator[Hit]:
    """Every number of a person in a text already made `plain`."""
    for run in _runs(text):
        if len(run.digits) >= 11:
            yield from _in_run(text, run, allowed)


def _in_run(text: str, run: _Run, allowed: Allowed) -> Iterator[Hit]:
    position = 0
    cuts = sorted(run.cuts)
    while position < len(run.digits):
        hit = None
        if position in run.cuts:
            hit = _at(text, run, position, allowed)
        if hit is not None:
            kind, end = hit
            yield Hit(kind, run.places[position], run.places[end - 1] + 1)
            position = end
        else:
            following = bisect_right(cuts, position)
            position = cuts[following] if following < len(cuts) else len(run.digits)


def _at(text: str, run: _Run, start: int, allowed: Allowed) -> tuple[Kind, int] | None:
    """What begins at a digit, and where it ends."""
    first = run.places[start]
    before = text[max(first - 40, 0) : first]
    if before and ((before[-1].isascii() and before[-1].isalnum()) or before[-1] == "_"):
        return None

    def ends(length: int) -> bool:
        end = start + length
        if end > len(run.digits) or end not in run.cuts:
            return False
        after = text[run.places[end - 1] + 1 : run.places[end - 1] + 2]
        return end < len(run.digits) or not (after.isascii() and (after.isalnum() or after == "_"))

    if ends(18) and is_identity_number(run.digits[start : start + 18]):
        return Kind.ID_CARD, start + 18
    for length in (13, 14, 11):
        if ends(length) and _is_mobile(text, run, start, length, before, allowed):
            return Kind.MOBILE, start + length
    if ends(15) and is_old_identity_number(run.digits[start : start + 15]):
        labelled = bool(_ID_LABEL.search(before))
        if labelled or not (_CODE_LABEL.search(before) or _in_code(text, run, start, 15)):
            return Kind.ID_CARD, start + 15
    for length in (19, 18, 17, 16):
        if ends(length) and _is_card(text, run, start, length, before):
            return Kind.BANK_CARD, start + length
    return None


def _in_code(text: str, run: _Run, start: int, length: int) -> bool:
    """Whether the digits are a piece of a code: letters, slashes or dots join them to more."""
    first, last = run.places[start], run.places[start + length - 1]
    before, after = text[max(first - 2, 0) : first], text[last + 1 : last + 3]
    joined = re.search(r"[A-Za-z0-9][-/._#]\Z|[A-Za-z#№]\Z|[\d]\.\Z", before)
    follows = re.match(r"[-/._][A-Za-z0-9]|\.\d", after)
    # Two telephones are often parted by a slash; a code is not made of two whole ones.
    slashes = before.endswith("/") or after.startswith("/")
    return bool((joined or follows) and not (slashes and length == 11))


def is_identity_number(digits: str) -> bool:
    """Whether 18 characters are a citizen's number: region, date of birth, check digit."""
    if digits[:2] not in _PROVINCES or not digits[:17].isdigit():
        return False
    if not _is_day(digits[6:14], 1880):
        return False
    # GB 11643—1999: weighted sum modulo 11.
    total = sum(int(d) * weight for d, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17]


def is_old_identity_number(digits: str) -> bool:
    """Whether 15 digits may be a number of before 1999: region and date of birth."""
    if digits[:2] not in _PROVINCES or not digits.isdigit() or digits[2:6] == "0000":
        return False
    return _is_day("19" + digits[6:12], 1900)


def _is_day(digits: str, least: int) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return least <= day.year <= 2100


def _is_mobile(
    text: str, run: _Run, start: int, length: int, before: str, allowed: Allowed
) -> bool:
    digits = run.digits[start : start + length]
    prefix = {11: "", 13: "86", 14: "086"}[length]
    if not digits.startswith(prefix) or not _MOBILE.fullmatch(digits[len(prefix) :]):
        return False
    number = digits[len(prefix) :]
    # Groups as people write telephones: 138-0013-8000, 138 00138000, 1380013 8000.
    inner = {
        cut - start - len(prefix) for cut in range(start + 1, start + length) if cut in run.cuts
    }
    if len(inner - {0}) > 3 or 1 in inner or 10 in inner:
        return False
    if number in allowed.phones or _CODE_LABEL.search(before):
        return False
    end = run.places[start + length - 1] + 1
    return not (_UNIT.match(text, end) or _in_code(text, run, start, length))


def _is_card(text: str, run: _Run, start: int, length: int, before: str) -> bool:
    digits = run.digits[start : start + length]
    if not digits.isdigit() or len(set(digits)) < 2 or not passes_luhn(digits):
        return False
    labelled = bool(_CARD_LABEL.search(before))
    if _ORGAN_ACCOUNT.search(text, max(run.places[start] - 160, 0), run.places[start]):
        return False
    if _CODE_LABEL.search(before) and not labelled:
        return False
    if not labelled and (_in_code(text, run, start, length) or not _known_issuer(digits)):
        return False
    return not _UNIT.match(text, run.places[start + length - 1] + 1)


def passes_luhn(digits: str) -> bool:
    """The check of ISO/IEC 7812-1."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _known_issuer(digits: str) -> bool:
    """Prefixes cards in China begin with: UnionPay, the old ICBC cards, Visa, Mastercard, JCB."""
    if digits.startswith(("62", "955", "9111", "9400", "9843")):
        return True
    if len(digits) != 16:
        return False
    return digits[0] == "4" or "51" <= digits[:2] <= "55" or "3528" <= digits[:4] <= "3589"
