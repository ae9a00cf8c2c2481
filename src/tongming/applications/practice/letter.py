"""A sample letter: every element the law asks of it, merged from the rehearsal. It has no number.

This is the one place that knows how a rehearsal's letter looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tongming.applications.practice.scenario import Sample
from tongming.law.citation import cite
from tongming.law.letters import Addressee, Element, elements, missing
from tongming.law.remedies import RemedyClass, notice, remedy_on
from tongming.law.words import chinese_date

_OWN_PLACE = {"title", "number", "addressee", "signature"}
"""Elements with a place of their own on the paper, above and below the text."""
_ADDRESSEES = {Addressee.THIRD_PARTY: "第三方", Addressee.ORGAN: "有关机关"}


@dataclass(frozen=True, slots=True)
class Organ:
    """Who signs, and where one goes against the letter."""

    name: str
    office: str
    phone: str
    review_body: str
    court: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The paper as it would be sent."""

    id: str
    title: str
    number: str
    addressee: str
    paragraphs: tuple[tuple[str, str], ...]
    """The label of the element each paragraph is there for, and its words."""
    signature: str
    signed: str


def preview(
    sample: Sample, *, organ: Organ, applicant: str, places: Mapping[str, str], on: date
) -> Preview:
    """A letter of the rehearsal, signed on its pretended day.

    Raises `ValueError` where it lacks an element the law asks for: a sample must be a model.
    """
    kind = sample.kind
    says = {
        "title": f"{organ.name}{kind.title.partition('（')[0]}",
        "number": "（练习样张，不编文号）",
        "addressee": _ADDRESSEES.get(kind.to, applicant),
        "legal_basis": f"依据：{cite(*kind.basis)}。",
        "contact": f"联系方式：{organ.office}，电话{organ.phone}。",
        "signature": organ.name,
        **{key: words.format_map(places) for key, words in sample.says.items()},
    }
    if kind.remedy is not RemedyClass.NONE:
        says["remedy_notice"] = _remedy(kind.remedy, organ, on)
    if lacking := missing(kind, says):
        raise ValueError(f"{sample.id}: {', '.join(element.key for element in lacking)}")
    return Preview(
        kind.id,
        says["title"],
        says["number"],
        says["addressee"],
        tuple((one.label, says[one.key]) for one in _in_order(elements(kind)) if one.key in says),
        says["signature"],
        chinese_date(on),
    )


def _in_order(found: tuple[Element, ...]) -> list[Element]:
    """The text's elements: what every letter ends with comes last, its own in between."""
    last = ("legal_basis", "contact", "remedy_notice")
    text = [element for element in found if element.key not in (*_OWN_PLACE, *last)]
    return text + [element for key in last for element in found if element.key == key]


def _remedy(remedy: RemedyClass, organ: Organ, on: date) -> str:
    rule = remedy_on(on, remedy)
    assert rule is not None
    return str(notice(rule, review_body=organ.review_body, court=organ.court))
