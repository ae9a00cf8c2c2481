"""A letter on the screen: whole as it will look, the names of people covered.

Whoever checks a letter need not open who applied; the name is merged from the sealed record, and
the paper says it in full. An organ's name is nobody's secret.
"""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.masking import Masked
from tongming.applications.applicants.opening import identity_of
from tongming.applications.letters.composing import contents_of
from tongming.applications.letters.contents import LetterText
from tongming.applications.letters.models import Letter
from tongming.law import letters as law
from tongming.law.outcomes import ApplicantKind

_LONGEST_PERSON = 4
"""A name of more characters is an organisation's."""


def covered(letter: Letter, text: LetterText) -> LetterText:
    """The text with the applicant's and a third party's name covered wherever it stands."""
    for identity, organisation in _people(letter):
        masked = Masked.of(identity, settings.MASKING, is_organisation=organisation).name
        name = identity.name.strip()
        text = replace(
            text,
            addressee=text.addressee.replace(name, masked),
            paragraphs=tuple(one.replace(name, masked) for one in text.paragraphs),
        )
    return text


def _people(letter: Letter) -> list[tuple[Identity, bool]]:
    found: list[tuple[Identity, bool]] = []
    if (applicant := identity_of(letter.application)) and applicant.name.strip():
        person = letter.application.applicant_kind == ApplicantKind.NATURAL_PERSON.value
        found.append((applicant, not person))
    recipient = contents_of(letter).recipient
    if recipient and recipient.name.strip() and letter.law.to is not law.Addressee.ORGAN:
        found.append((recipient, len(recipient.name.strip()) > _LONGEST_PERSON))
    return found
