"""The papers of an application by number: P1–P10 and R1–R24.

No national instrument fixes titles. The set follows 《江苏省政府信息公开申请办理答复规范》
(苏政办函〔2019〕98号), sent to the whole country for reference by 国办公开办函〔2020〕2号; titles
are working titles that a unit may change. P1–P10 and R23 are steps in the course of a case, the
other R letters answer it.
"""

from __future__ import annotations

from tongming.law.letter_model import (
    Addressee,
    Element,
    Letter,
    Need,
    common,
    elements,
    missing,
)
from tongming.law.letter_replies import REPLIES
from tongming.law.letter_steps import PROCEDURAL
from tongming.law.outcomes import Outcome
from tongming.law.terms import Mark

__all__ = [
    "LETTERS",
    "PROCEDURAL",
    "REPLIES",
    "TITLE_MARK",
    "Addressee",
    "Element",
    "Letter",
    "Need",
    "common",
    "elements",
    "letters_for",
    "missing",
]

TITLE_MARK = Mark.KNOWN
"""All titles are common practice, none is prescribed."""

LETTERS: dict[str, Letter] = {letter.id: letter for letter in (*PROCEDURAL, *REPLIES)}
"""Every letter by its id. `Outcome.OTHER` has none: a withdrawal is recorded, not answered."""


def letters_for(outcome: Outcome) -> tuple[Letter, ...]:
    """The letters an outcome may be told with."""
    return tuple(LETTERS[letter] for letter in outcome.letters)
