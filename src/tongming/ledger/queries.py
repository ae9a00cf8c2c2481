"""Reads over the ledger: who may read which events, and the narrowing of the list."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404

from tongming.ledger.models import Event, EventQuerySet
from tongming.units.models import Person
from tongming.units.rights import Right, units_for, why_not


def events_for(person: Person | AnonymousUser) -> EventQuerySet:
    """The events a person may read.

    Those of the units where they hold the right; those of no unit for whoever holds it at the top.
    """
    allowed = Q(unit__in=units_for(person, Right.LEDGER_READ))
    if why_not(person, Right.LEDGER_READ, None) is None:
        allowed |= Q(unit=None)
    return Event.objects.filter(allowed).select_related("unit", "by")


def get_event(person: Person | AnonymousUser, seq: int) -> Event:
    """One event; one that may not be read is not there."""
    event = events_for(person).filter(seq=seq).first()
    if event is None:
        raise Http404("ledger.event")
    return event
