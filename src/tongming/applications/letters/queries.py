"""Reads over letters: the one door to one, those of an application, what the applicant gets."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from tongming.applications.letters.actions.sending import verified
from tongming.applications.letters.models import Letter, Way
from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.law import letters as law
from tongming.law.calendar import Deadline
from tongming.law.remedies import Remedy, RemedyClass, remedy_on
from tongming.units.models import Person
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for

_REPLIES = [letter.id for letter in law.REPLIES]


def get_letter(person: Person, right: Right, pk: int) -> Letter:
    """A letter with which a person means to do something."""
    letter = (
        Letter.objects.select_related("application__unit", "unit", "drafted_by", "signed_by")
        .filter(pk=pk)
        .first()
    )
    if letter is None:
        raise Http404("applications_letters.letter")
    guard(person, right, letter.unit, seen_with=Right.APPLICATION_VIEW, subject=Letter)
    return letter


def letters_of(application: Application) -> QuerySet[Letter]:
    """Every letter of an application, in the order they were begun."""
    return application.letters.select_related("drafted_by", "signed_by").order_by("pk")


def unsent(application: Application, kind: str) -> Letter | None:
    """The letter of a kind that is begun and has not gone out yet."""
    begun = [Letter.State.DRAFT, Letter.State.SUBMITTED, Letter.State.SIGNED]
    return letters_of(application).filter(kind=kind, state__in=begun).last()


def reply_of(application: Application) -> Letter | None:
    """The letter that answered the applicant, once it was sent."""
    sent = [Letter.State.SENT, Letter.State.RECEIVED]
    return letters_of(application).filter(kind__in=_REPLIES, state__in=sent).last()


@dataclass(frozen=True, slots=True)
class ReplyFile:
    """A paper the applicant may fetch."""

    key: str
    """What `reply_content` is asked with: `pdf`, or the key of an attachment."""
    name: str
    media_type: str
    size: int


def for_applicant(application: Application) -> QuerySet[Letter]:
    """The letters to the applicant that may be fetched with the query code: sent that way."""
    sent = [Letter.State.SENT, Letter.State.RECEIVED]
    to_applicant = [one.id for one in law.LETTERS.values() if one.to is law.Addressee.APPLICANT]
    return letters_of(application).filter(
        kind__in=to_applicant, state__in=sent, way=Way.ONLINE.value
    )


def files_of(letter: Letter) -> list[ReplyFile]:
    """The letter itself and what it gives, as PDF and attachments."""
    files = [("pdf", letter.pdf)] if letter.pdf else []
    files += [(str(one.pk), one.file) for one in letter.attachments.select_related("file")]
    return [ReplyFile(key, file.name, file.media_type, file.size) for key, file in files]


def reply_files(application: Application) -> list[ReplyFile]:
    """What the applicant fetches online as the answer; empty unless it was sent that way."""
    reply = reply_of(application)
    return files_of(reply) if reply and reply.way == Way.ONLINE else []


def reply_content(letter: Letter, key: str) -> bytes:
    """One of `files_of`, proven to be what was signed."""
    _file, content = verified(letter, key)
    return content


@dataclass(frozen=True, slots=True)
class RemedyTerms:
    """Until when the reader of a letter may go against it."""

    remedy: Remedy
    review: Deadline
    suit: Deadline | None
    """None where reconsideration comes first."""


def remedy_terms(letter: Letter) -> RemedyTerms | None:
    """The last days, from receipt; None where nothing can be done or nobody knows when it came."""
    if letter.received_on is None or letter.signed_on is None:
        return None
    remedy = remedy_on(letter.signed_on, RemedyClass(letter.remedy))
    if remedy is None:
        return None
    calendar = current_calendar()
    return RemedyTerms(
        remedy,
        remedy.review.end(letter.received_on, calendar),
        remedy.suit.end(letter.received_on, calendar) if remedy.sue_directly else None,
    )


def waiting(person: Person, right: Right, *states: str) -> QuerySet[Letter]:
    """The letters in these states in the units where a person holds a right, the oldest first."""
    return (
        Letter.objects.select_related("application", "unit", "mailing")
        .filter(unit__in=units_for(person, right), state__in=states)
        .order_by("application__due_on", "pk")
    )
