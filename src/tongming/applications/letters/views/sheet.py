"""A letter as a screen shows it: the page as it will look, and what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tongming.applications.applicants.identity import Identity
from tongming.applications.letters.composing import Lack, compose, contents_of
from tongming.applications.letters.contents import Contents, LetterText
from tongming.applications.letters.covering import covered
from tongming.applications.letters.lawful import Caution, cautions
from tongming.applications.letters.models import Letter
from tongming.applications.models import Application
from tongming.law.words import chinese_date
from tongming.sealing.seals import seal_data
from tongming.typesetting.wording import title_lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows of a letter."""

    text: LetterText
    lacks: tuple[Lack, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The organ and the rest: where a narrow screen may break the title, and nowhere else."""
        return title_lines(self.text.title, self.text.organ, width=0)

    @property
    def wants_settings(self) -> bool:
        """Whether something is lacking that is set once for all letters of the unit."""
        return any(lack.in_settings for lack in self.lacks)

    @property
    def dated(self) -> str:
        """The date as it is printed."""
        return chinese_date(self.text.signed_on)


def sheet_of(letter: Letter, today: date) -> Sheet:
    """A draft as it would go out today, a signed letter as it was signed; names covered."""
    text = contents_of(letter).text
    if text is not None:
        return Sheet(covered(letter, text))
    composition = compose(letter, day=today)
    told = cautions(letter, today)
    return Sheet(covered(letter, composition.text), composition.lacks, told)


def unsaved(
    application: Application,
    kind: str,
    elements: Mapping[str, str],
    step: Mapping[str, object],
    recipient: Identity | None,
) -> Letter:
    """A letter to look at before there is one."""
    contents = Contents(elements=dict(elements), recipient=recipient)
    return Letter(
        application=application,
        unit=application.unit,
        kind=kind,
        sealed=seal_data(contents.to_data()),
        step=dict(step),
    )
