"""Reads over who applied: masked for screens, and the other applications of the same applicant.

Nothing here gives an identity in the clear: `actions.unmask` does, and is recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from rapidfuzz import fuzz

from tongming.applications.applicants.masking import Masked
from tongming.applications.applicants.models import Applicant, Paper
from tongming.applications.applicants.opening import identity_of
from tongming.applications.kinds import Kind
from tongming.applications.models import DISMISSED, Application
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import N_, Message, say
from tongming.units.models import Person
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for, why_not

SAME_MATTER = 80.0
"""From which likeness of their words (0 to 100) two applications may ask for the same thing."""
_NUMERAL = re.compile(r"\d+")
_NOT_WORDS = re.compile(r"[\W\d_]+")
_ASKING = re.compile(r"请求|申请|要求|希望|获取|公开|提供|查询|了解|政府信息|信息|关于|本人|我")
"""What every application says, whatever it asks for."""


def masked(application: Application) -> Masked | None:
    """Who applied, as a screen shows it; None where it was never taken down or is erased."""
    identity = identity_of(application)
    if identity is None:
        return None
    return Masked.of(
        identity,
        settings.MASKING,
        is_organisation=application.applicant_kind != ApplicantKind.NATURAL_PERSON.value,
    )


def is_erased(application: Application) -> bool:
    """Whether who applied was known once and has been erased."""
    return Applicant.objects.filter(application=application, erased_at__isnull=False).exists()


def why_not_unmask(person: Person, application: Application) -> Message | None:
    """Why a person may not see who applied: only who handles or registers this application may.

    Whoever confirms an application sent over the Internet has to reach the applicant first.
    """
    if why_not(person, Right.APPLICATION_HANDLE, application.unit) is None:
        return None
    no_right = why_not(person, Right.APPLICATION_REGISTER, application.unit)
    if no_right is None and (application.is_unconfirmed or _registered(person, application)):
        return None
    return no_right or say(
        N_("申请人的身份信息只给办理人和登记人看。需要时请联系承办人或者系统管理员。")
    )


def _registered(person: Person, application: Application) -> bool:
    return application.steps.filter(kind=Kind.RECEIVED.value, by=person).exists()


def papers_of(application: Application) -> QuerySet[Paper]:
    """What came with an application, in order."""
    return application.papers.select_related("file")


def get_paper(person: Person, pk: int) -> Paper:
    """A paper of an application a person may see; whether they may open it `open_paper` asks."""
    paper = Paper.objects.select_related("file", "application__unit").filter(pk=pk).first()
    if paper is None:
        raise Http404("applications_applicants.paper")
    guard(
        person,
        Right.APPLICATION_VIEW,
        paper.application.unit,
        seen_with=Right.APPLICATION_VIEW,
        subject=Paper,
    )
    return paper


def same_applicant(application: Application, *, seen_by: Person) -> QuerySet[Application]:
    """The other applications of the same applicant that a person may see, the newest first."""
    return (
        _of_the_same(application)
        .filter(unit__in=units_for(seen_by, Right.APPLICATION_VIEW))
        .exclude(pk=application.pk)
        .order_by("-year", "-serial")
    )


def applications_of_same_applicant(
    application: Application, between: tuple[date, date]
) -> QuerySet[Application]:
    """This applicant's applications to the same organ received in these days, in their order.

    Both days count, and so does the application itself. For the tariff by applications
    (国办函〔2020〕109号: one applicant, one organ, one calendar month).
    """
    return (
        _of_the_same(application)
        .filter(unit=application.unit_id, received_on__range=between)
        .order_by("received_on", "year", "serial")
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another application of the same applicant, and whether it asks for the same thing."""

    application: Application
    same: bool

    @property
    def answered(self) -> bool:
        """Whether it has had its answer, so that asking again may rest on 第三十六条第六项."""
        return self.same and self.application.closed_on is not None


def earlier_of(application: Application, *, seen_by: Person, most: int = 20) -> list[Earlier]:
    """The newest other applications of the same applicant, those on the same matter first."""
    others = same_applicant(application, seen_by=seen_by)[:200]
    found = [
        Earlier(
            other,
            other.unit_id == application.unit_id
            and same_matter(application.subject, other.subject),
        )
        for other in others
    ]
    return sorted(found, key=lambda one: not one.same)[:most]


def same_matter(one: str, other: str) -> bool:
    """Whether two subjects ask for nearly the same: like words, and no different year or number.

    It only points a person to the earlier application; that it is the same is for them to say.
    """
    if set(_NUMERAL.findall(one)) != set(_NUMERAL.findall(other)):
        return False
    left, right = _bare(one), _bare(other)
    if not left or not right:
        return False
    return fuzz.ratio(left, right, score_cutoff=SAME_MATTER) >= SAME_MATTER


def _bare(subject: str) -> str:
    bare = _NOT_WORDS.sub("", subject)
    return _ASKING.sub("", bare) or bare


def _of_the_same(application: Application) -> QuerySet[Application]:
    """Every application whose applicant bears one of this applicant's marks; itself at least."""
    same = Q(pk=application.pk)
    applicant = Applicant.objects.filter(application=application).first()
    if applicant is not None:
        for name in ("identity_mark", "contact_mark"):
            if mark := getattr(applicant, name):
                same |= Q(**{f"applicant__{name}": mark})
    return Application.objects.select_related("unit").filter(same).exclude(state=DISMISSED)
