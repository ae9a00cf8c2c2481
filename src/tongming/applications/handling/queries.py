"""Reads: what stands on the way of an application, what was answered before, what others ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from tongming.applications.applicants.models import Applicant
from tongming.applications.applicants.queries import (
    applications_of_same_applicant,
    same_matter,
)
from tongming.applications.handling.models import Answer, Conversion, Help, Provided, Search
from tongming.applications.handling.similar import LIKE, NEWEST, like
from tongming.applications.models import Application
from tongming.files.belonging import Place
from tongming.files.checking import PERSONAL, hits_in
from tongming.files.models import StoredFile
from tongming.files.queries import allowed, latest_scan, open_findings
from tongming.law.outcomes import Outcome
from tongming.law.path import question_named
from tongming.law.words import N_, say
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def answers_of(application: Application) -> list[Answer]:
    """The answers that stand."""
    return list(application.answers.filter(superseded_at=None).select_related("by").order_by("pk"))


def searches_of(application: Application) -> QuerySet[Search]:
    """The search record; struck-out lines stay in it."""
    return application.searches.select_related("by")


def get_search(person: Person, application: Application, pk: int) -> Search:
    """A line of the search record of an application the caller was let to."""
    found = application.searches.filter(pk=pk).first()
    if found is None:
        raise Http404("handling.search")
    return found


def found_clear(applications: QuerySet[Application]) -> set[int]:
    """The keys of those in which the first of the five steps is answered: 补不补."""
    answered = Answer.objects.filter(
        application__in=applications, question="clear", superseded_at=None
    )
    return set(answered.values_list("application_id", flat=True))


# --- Files for the applicant ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProvidedFile:
    """A file meant for the applicant, and whether it may be sent as it is."""

    provided: Provided
    scanned: bool
    open: int
    """Findings nobody has decided about."""

    @property
    def ready(self) -> bool:
        """Whether it was checked and nothing in it waits for a decision."""
        return self.scanned and not self.open


def provided_for(application: Application) -> list[ProvidedFile]:
    """The files meant for the applicant, with what the checker still has open."""
    return [
        ProvidedFile(one, latest_scan(one.file) is not None, open_findings(one.file).count())
        for one in application.provided.select_related("file__sealed", "original__sealed", "by")
    ]


def copies_of(provided: Provided) -> list[StoredFile]:
    """The file and every copy made from it, masked or redacted, the newest first."""
    family = generation = [provided.original]
    while generation:
        generation = list(
            StoredFile.objects.select_related("sealed").filter(made_from__in=generation)
        )
        family = family + generation
    return sorted(family, key=lambda file: -file.pk)


def place_of_file(file: StoredFile, person: Person) -> Place | None:
    """The page on which a file, or what it was made from, is meant for an applicant."""
    if file.right != Right.APPLICATION_FILE:
        return None
    line: list[StoredFile] = [file]
    while (source := line[-1].made_from) is not None:
        line.append(source)
    provided = (
        Provided.objects.select_related("application")
        .filter(
            Q(original__in=line) | Q(file__in=line),
            application__unit__in=units_for(person, Right.APPLICATION_VIEW),
        )
        .order_by("-pk")
        .first()
    )
    if provided is None:
        return None
    return Place(
        reverse("applications:handling:giving", args=[provided.application_id]),
        say(N_("申请{number}：给什么，不给什么"), number=provided.application.number),
    )


# --- Before and beside ----------------------------------------------------------------------------


def answered_before(application: Application) -> list[Application]:
    """Answered applications of the same applicant to the same unit for the same matter.

    第三十六条第六项. Only what was answered counts: one given up or withdrawn was not.
    """
    received = application.received_on
    if received is None or not Applicant.objects.filter(application=application).exists():
        return []
    others = (
        applications_of_same_applicant(application, (date.min, received))
        .filter(closed_on__isnull=False)
        .exclude(pk=application.pk)
        .exclude(outcome__in=[Outcome.NOT_CORRECTED, Outcome.UNPAID, Outcome.OTHER])
    )
    return [one for one in others if same_matter(application.subject, one.subject)]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier answer to nearly the same: its outcome and its reasons, of nobody in person."""

    application: Application
    likeness: int
    reasons: tuple[tuple[str, str], ...]
    """Each the label of what was asked, and what was written; nothing personal."""


def similar_answers(person: Person, application: Application, *, most: int = 5) -> list[Earlier]:
    """Answered applications like this one, of the units the person sees."""
    answered = (
        Application.objects.select_related("unit")
        .filter(unit__in=units_for(person, Right.APPLICATION_VIEW), closed_on__isnull=False)
        .exclude(Q(pk=application.pk) | Q(outcome=Outcome.OTHER))
        .order_by("-closed_on", "-pk")[:NEWEST]
    )
    return [
        Earlier(one, round(score), _reasons(person, one))
        for one, score in like(application.subject, answered, least=LIKE, most=most)
    ]


def _reasons(person: Person, application: Application) -> tuple[tuple[str, str], ...]:
    """The reasons given then. A text with anything personal in it is left out as a whole."""
    if not units_for(person, Right.APPLICATION_HANDLE).filter(pk=application.unit_id).exists():
        return ()
    public = allowed()
    told = []
    for answer in answers_of(application):
        question = question_named(answer.question)
        chosen = question.answer(answer.answer) if question else None
        labels = {ask.key: ask.label for ask in chosen.asks} if chosen else {}
        for key, text in answer.notes.items():
            if key not in _REUSABLE or key not in labels:
                continue
            if not any(hit.kind in PERSONAL for hit in hits_in(text, public)):
                told.append((labels[key], text))
    return tuple(told)


_REUSABLE = frozenset(
    (
        "reason", "kind", "limb", "right", "forbidding_law", "no_rule_demands", "special_law",
        "where", "other_organ", "not_ready", "right_channel", "route", "legal_basis",
    )
)  # fmt: skip
"""What may serve again. What tells of the applicant or a third party is not among it."""


# --- Many ask the same ----------------------------------------------------------------------------


def asked_by_many(application: Application, least: int) -> list[Application]:
    """Granted applications of different applicants for the same, where there are enough of them.

    第四十四条第一款. Applicants that were never taken down count as different ones.
    """
    granted = (
        Application.objects.select_related("unit", "applicant")
        .filter(
            unit=application.unit_id,
            outcome__in=[Outcome.GRANTED, Outcome.PARTLY_GRANTED],
            conversions=None,
        )
        .order_by("-closed_on", "-pk")[:NEWEST]
    )
    found = [one for one in granted if same_matter(application.subject, one.subject)]
    applicants = {_applicant(one) for one in found}
    return found if len(applicants) >= least else []


def _applicant(application: Application) -> str:
    own = getattr(application, "applicant", None)
    mark = (own.identity_mark or own.contact_mark) if own is not None else ""
    return mark or f"application {application.pk}"


def conversions_due(
    units: QuerySet[Unit], least: int, today: date
) -> list[tuple[Application, int]]:
    """What many asked for, or one suggested, and nobody has decided about; with how many asked.

    Of each group the newest application stands for it; 0 where only an applicant suggested it.
    """
    granted = (
        Application.objects.select_related("unit", "applicant", "suggestion")
        .filter(
            unit__in=units,
            outcome__in=[Outcome.GRANTED, Outcome.PARTLY_GRANTED],
            conversions=None,
            closed_on__gte=today - LOOKED_BACK,
        )
        .order_by("-closed_on", "-pk")[:LATEST]
    )
    groups: list[list[Application]] = []
    for one in granted:
        for group in groups:
            if group[0].unit_id == one.unit_id and same_matter(group[0].subject, one.subject):
                group.append(one)
                break
        else:
            groups.append([one])
    found: list[tuple[Application, int]] = []
    for group in groups:
        applicants = len({_applicant(one) for one in group})
        if applicants >= least:
            found.append((group[0], applicants))
        else:
            found += [(one, 0) for one in group if hasattr(one, "suggestion")][:1]
    return found


LOOKED_BACK = timedelta(days=730)
LATEST = 200
"""So many granted applications are compared with each other for the first screen."""


def conversion_of(application: Application) -> Conversion | None:
    """What was decided about making it public for all."""
    return application.conversions.select_related("document", "by").first()


# --- Colleagues -----------------------------------------------------------------------------------


def helps_of(application: Application) -> QuerySet[Help]:
    """What other units were asked about an application."""
    return application.helps.select_related("unit", "by", "replied_by")


def get_help(person: Person, pk: int) -> Help:
    """A request, for who handles applications in the unit that is asked, or sees it from above."""
    found = Help.objects.select_related("unit", "application__unit", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("handling.help")
    guard(person, Right.APPLICATION_VIEW, found.unit, seen_with=Right.APPLICATION_VIEW,
          subject=Help)  # fmt: skip
    return found


def helps_wanted(units: QuerySet[Unit]) -> QuerySet[Help]:
    """What these units were asked for and have not answered."""
    return Help.objects.select_related("unit", "application__unit").filter(
        unit__in=units, replied_at=None, taken_back_at=None
    )


def other_units(application: Application) -> QuerySet[Unit]:
    """Every other unit of the installation that takes part now."""
    return Unit.objects.filter(left_on=None).exclude(pk=application.unit_id)
