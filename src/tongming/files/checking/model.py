"""What the checker finds, and what it is told to leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from tongming.law.words import N_, Message, say


class Severity(StrEnum):
    """How firmly the rule stands."""

    MUST = "must"
    """Never published as it is."""
    SHOULD = "should"
    """Not published without a reason."""


class Kind(StrEnum):
    """What was found: its code, its name, its severity, whether masking can deal with it."""

    label: str
    severity: Severity
    maskable: bool

    def __new__(
        cls, code: str, label: str = "", severity: str = "must", maskable: bool = True
    ) -> Self:
        kind = str.__new__(cls, code)
        kind._value_, kind.label, kind.maskable = code, label, maskable
        kind.severity = Severity(severity)
        return kind

    ID_CARD = "id_card", N_("身份证号"), "must"
    MOBILE = "mobile", N_("手机号"), "must"
    BANK_CARD = "bank_card", N_("银行卡号"), "must"
    ADDRESS = "address", N_("家庭住址"), "must"
    BIRTH_DATE = "birth_date", N_("出生日期"), "should"
    ILLNESS = "illness", N_("病情或残疾"), "must"
    """Illness, cause of hardship by illness, kind of disability, pregnancy: a column of a list of
    people."""
    PROPERTY = "property", N_("财产状况"), "should"
    """Income, savings, houses, cars, debts: a column of a list of people."""
    SECRECY_MARK = "secrecy_mark", N_("密级或内部标志"), "must", False
    TRACKED_CHANGE = "tracked_change", N_("修订痕迹"), "should"
    HIDDEN_CONTENT = "hidden_content", N_("隐藏内容"), "should"
    DOCUMENT_PROPERTY = "document_property", N_("文档属性"), "should"


PERSONAL = (
    Kind.ID_CARD,
    Kind.MOBILE,
    Kind.BANK_CARD,
    Kind.ADDRESS,
    Kind.BIRTH_DATE,
    Kind.ILLNESS,
    Kind.PROPERTY,
)
"""Personal data in a text: what masking covers with asterisks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. It never holds the value itself, only the value masked."""

    kind: Kind
    where: Message
    masked: str
    start: int
    end: int
    """Offsets in the text of its part; `text[start:end]` is what was found."""
    severity: Severity
    subkind: str = ""
    part: int = 0
    """Which part of the extraction, from 0."""
    context: str = ""
    """The words around it, everything found in them masked."""
    page: int | None = None

    def as_data(self) -> dict[str, str | int]:
        """The five fields `tongming scan --json` prints; `where` in Chinese."""
        return {
            "kind": self.kind.value,
            "where": str(self.where),
            "masked": self.masked,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Masking:
    """How much of each kind stays readable (domains.md 13.2); an office may keep less.

    Of an identity number never more than the first six and the last four: the date of birth
    (digits 7–14) is always covered.
    """

    id_head: int = 6
    id_tail: int = 4
    mobile_head: int = 3
    mobile_tail: int = 4
    bank_tail: int = 4

    def __post_init__(self) -> None:
        bounds = {"id_head": 6, "id_tail": 4, "mobile_head": 3, "mobile_tail": 4, "bank_tail": 4}
        for name, most in bounds.items():
            if not 0 <= getattr(self, name) <= most:
                raise ValueError(f"{name} must be between 0 and {most}")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is public by law: the organs' own telephones and addresses."""

    phones: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
    masking: Masking = field(default_factory=Masking)

    @classmethod
    def of(
        cls,
        phones: Iterable[str] = (),
        addresses: Iterable[str] = (),
        masking: Masking | None = None,
    ) -> Self:
        """From telephones as people write them: spaces and hyphens inside, several in one field."""
        numbers: set[str] = set()
        for written in phones:
            for run in re.split(r"[^\d\s+-]+", written):
                for piece in (run, *run.split()):
                    digits = re.sub(r"\D", "", piece)
                    if len(digits) == 13 and digits.startswith("86"):
                        digits = digits[2:]
                    if len(digits) >= 7:
                        numbers.add(digits)
        places = tuple(address.strip() for address in addresses if address.strip())
        return cls(frozenset(numbers), places, masking or Masking())


def subkind_label(subkind: str) -> Message:
    """What a finer kind is called."""
    return say(SUBKINDS[subkind]) if subkind in SUBKINDS else say("")


SUBKINDS = {
    "classified": N_("国家秘密标志"),
    "internal": N_("内部文件标志"),
    "comment": N_("批注"),
    "notes": N_("备注页"),
    "sheet": N_("隐藏的工作表"),
    "rows": N_("隐藏的行或列"),
    "leftover": N_("已删除但留在文件里的文字"),
    "vanish": N_("隐藏文字"),
    "slide": N_("隐藏的幻灯片"),
    "shape": N_("隐藏的图形"),
    "unseen": N_("网页里隐藏的内容"),
    "covered": N_("被盖住或看不见的文字"),
    "layer": N_("关闭的图层"),
    "revision": N_("文件的旧版本"),
    "attachment": N_("PDF 里的附件"),
    "inserted": N_("插入"),
    "deleted": N_("删除"),
}
