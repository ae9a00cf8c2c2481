"""What a letter is: its elements, its basis, its remedy, and what it still lacks.

The letters themselves stand in `letter_steps` and `letter_replies`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tongming.law.citation import Citation
from tongming.law.outcomes import Outcome
from tongming.law.remedies import RemedyClass
from tongming.law.terms import Mark
from tongming.law.words import N_


class Need(StrEnum):
    """When an element must be there."""

    ALWAYS = "always"
    IF_ANY = "if_any"
    """Where there was such a thing: a correction, an extension, a determinable other organ."""
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Element:
    """Something a letter says."""

    key: str
    label: str
    need: Need = Need.ALWAYS


class Addressee(StrEnum):
    """Whom a letter is written to."""

    APPLICANT = "applicant"
    THIRD_PARTY = "third_party"
    ORGAN = "organ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One kind of letter."""

    id: str
    title: str
    when: str
    elements: tuple[Element, ...]
    """What it says beyond the elements common to all (`common`)."""
    basis: tuple[Citation, ...]
    remedy: RemedyClass = RemedyClass.NONE
    outcome: Outcome | None = None
    """How the case ends with it; its `row` is the row of table 3."""
    is_reply: bool = False
    """Whether it answers the applicant, and so ends the case."""
    to: Addressee = Addressee.APPLICANT
    gives_information: bool = False
    mark: Mark = Mark.VERIFIED
    """How well the basis is known."""

    @property
    def row(self) -> str | None:
        """The row of table 3 it is counted in."""
        return self.outcome.row if self.outcome else None


_HEAD = (
    Element("title", N_("标题：机关名称加文种")),
    Element("number", N_("文号")),
    Element("addressee", N_("收件人：申请人姓名或者名称，与身份证明一致")),
)
_FOOT = (
    Element("legal_basis", N_("法律依据：写明条、款、项")),
    Element("contact", N_("联系方式：政府信息公开工作机构及电话")),
    Element("signature", N_("落款：机关名称、印章、日期")),
)
_RECEIPT = Element("receipt", N_("收到申请的日期、渠道和申请内容"))
_COURSE = Element("course", N_("办理经过：补正、延期、征求意见、收费的日期"), Need.IF_ANY)
_RESULT = Element("result", N_("认定的事实和处理结果；不公开、不处理的，写明理由"))
_ATTACHMENT = Element("attachment", N_("所提供的信息，或者获取信息的方式、途径和时间"))
_NOTICE = Element("remedy_notice", N_("救济途径和期限"))


def common(letter: Letter) -> tuple[Element, ...]:
    """What a letter says because every letter of its sort does.

    Only the applicant is told of the application's receipt and course: a third party, or another
    organ, is not told more about the applicant than it needs.
    """
    return (
        *_HEAD,
        *((_RECEIPT, _COURSE) if letter.to is Addressee.APPLICANT else ()),
        *((_RESULT,) if letter.is_reply else ()),
        *((_ATTACHMENT,) if letter.gives_information else ()),
        *_FOOT,
        *((_NOTICE,) if letter.remedy is not RemedyClass.NONE else ()),
    )


def elements(letter: Letter) -> tuple[Element, ...]:
    """Everything a letter says."""
    return (*common(letter), *letter.elements)


def missing(
    letter: Letter, given: Mapping[str, object], *, applies: frozenset[str] = frozenset()
) -> tuple[Element, ...]:
    """The elements a letter still lacks; an empty text counts as not given.

    `applies` names the elements needed in this case though not in every one (`Need.IF_ANY`).
    """
    return tuple(
        element
        for element in elements(letter)
        if (element.need is Need.ALWAYS or (element.need is Need.IF_ANY and element.key in applies))
        and _is_empty(given.get(element.key))
    )


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
