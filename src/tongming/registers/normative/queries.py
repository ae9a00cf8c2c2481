"""Reads: what is in force on a day, the rounds, when the next is due, what is left to carry out."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404

from tongming.information import counting
from tongming.information.actions.review import months_later
from tongming.information.models import Document
from tongming.law.documents import Validity
from tongming.registers.normative.models import Cleanup, Judgement
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right


def in_force(unit: Unit, day: date) -> list[Document]:
    """A unit's public normative documents in force on a day, the oldest first."""
    known = {one.pk for one in counting.normative(unit, None) if one.in_force_on(day)}
    return list(Document.objects.filter(pk__in=known).order_by("formed_on", "pk"))


def get_cleanup(person: Person, right: Right, pk: int) -> Cleanup:
    """A round in which a person means to do something."""
    found = Cleanup.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404("registers_normative.cleanup")
    guard(person, right, found.unit, seen_with=Right.REGISTER_VIEW, subject=Cleanup)
    return found


def next_due(unit: Unit) -> date | None:
    """The day the next round is due: so many months after the last, or after the first document
    became public; None where there is nothing to clean up."""
    last = Cleanup.objects.filter(unit=unit).order_by("-on").first()
    if last is not None:
        return months_later(last.on, settings.CLEANUP_MONTHS)
    days = [one.first_public_on for one in counting.normative(unit, None)]
    return months_later(min(days), settings.CLEANUP_MONTHS) if days else None


def is_carried_out(judgement: Judgement) -> bool:
    """Whether what was concluded has been done to the document."""
    document = judgement.document
    if judgement.verdict == Judgement.Verdict.REPEALED:
        return document.validity_kind is not Validity.IN_FORCE
    if judgement.verdict == Judgement.Verdict.EXPIRED:
        return document.validity_kind is not Validity.IN_FORCE
    if judgement.verdict == Judgement.Verdict.REVISED:
        changed = document.changed_at
        ended = document.validity_kind is not Validity.IN_FORCE
        return ended or (
            changed is not None
            and judgement.judged_at is not None
            and changed > judgement.judged_at
        )
    return judgement.verdict == Judgement.Verdict.KEPT
