"""Reads: the doors to catalogues and decisions."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from tongming.law.decisions import Step
from tongming.registers.decisions.models import Catalogue, Decision
from tongming.units.models import Person
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def catalogues_for(person: Person) -> QuerySet[Catalogue]:
    """Every catalogue a person may see."""
    return Catalogue.objects.select_related("unit", "document").filter(
        unit__in=units_for(person, Right.REGISTER_VIEW)
    )


def get_catalogue(person: Person, right: Right, pk: int) -> Catalogue:
    """A catalogue in which a person means to do something."""
    found = Catalogue.objects.select_related("unit", "document__live").filter(pk=pk).first()
    if found is None:
        raise Http404("registers_decisions.catalogue")
    guard(person, right, found.unit, seen_with=Right.REGISTER_VIEW, subject=Catalogue)
    return found


def get_decision(person: Person, right: Right, pk: int) -> Decision:
    """A decision in which a person means to do something."""
    found = Decision.objects.select_related("catalogue__unit").filter(pk=pk).first()
    if found is None:
        raise Http404("registers_decisions.decision")
    guard(person, right, found.catalogue.unit, seen_with=Right.REGISTER_VIEW, subject=Decision)
    return found


def next_step(decision: Decision) -> Step | None:
    """The first required step nobody recorded; None when all is done."""
    done = decision.done()
    return next((step for step in decision.required if step not in done), None)
