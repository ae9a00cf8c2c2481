"""A sample letter: the words and the merging of real letters, filled from the rehearsal. It has no
number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tongming.applications.letters.merging import filled, paragraphs
from tongming.applications.letters.record import legal_basis, you
from tongming.applications.letters.wording import WORDS
from tongming.applications.practice.scenario import Sample
from tongming.law.letters import Addressee, missing
from tongming.law.remedies import RemedyClass, notice, remedy_on
from tongming.law.words import chinese_date

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
    paragraphs: tuple[str, ...]
    signature: str
    signed: str


def preview(
    sample: Sample, *, organ: Organ, applicant: str, places: Mapping[str, str], on: date
) -> Preview:
    """A letter of the rehearsal, signed on its pretended day.

    Raises `ValueError` where it lacks an element the law asks for: a sample must be a model.
    """
    kind, words = sample.kind, WORDS[sample.id]
    free = {"organ": organ.name, "you": you(kind, person=True)}
    said = {key: text.format_map(places) for key, text in sample.says.items()}
    values = {
        **{key: filled(text, free) for key, text in words.presets.items()},
        "legal_basis": legal_basis(kind, said),
        **said,
        **{key: filled(text, free) for key, text in words.fixed.items()},
        **free,
        "title": filled(words.title, free),
        "number": "（练习样张，不编文号）",
        "application_number": "练习",
        "applicant": applicant,
        "addressee": _ADDRESSEES.get(kind.to, applicant),
        "contact": f"{organ.office}，电话{organ.phone}",
        "signature": organ.name,
    }
    if kind.remedy is not RemedyClass.NONE:
        values["remedy_notice"] = _remedy(kind.remedy, organ, on)
    if lacking := missing(kind, values):
        raise ValueError(f"{sample.id}: {', '.join(element.key for element in lacking)}")
    return Preview(
        kind.id,
        values["title"],
        values["number"],
        values["addressee"],
        tuple(paragraphs(words.body, values)),
        values["signature"],
        chinese_date(on),
    )


def _remedy(remedy: RemedyClass, organ: Organ, on: date) -> str:
    rule = remedy_on(on, remedy)
    assert rule is not None
    return str(notice(rule, review_body=organ.review_body, court=organ.court))
