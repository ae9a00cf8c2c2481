"""Screens of the ledger: the list of events and each event as it was recorded."""

from __future__ import annotations

import json

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from tongming.law.words import N_, say
from tongming.ledger.anchors import broken, check_whole
from tongming.ledger.forms import Filters
from tongming.ledger.models import Anchor, Check, Event
from tongming.ledger.queries import events_for, get_event
from tongming.ledger.words import field_label, kind_label
from tongming.units.models import Person
from tongming.units.rights import NotPermitted, Right, require, units_for, why_not
from tongming.units.staff import StaffRequest, staff

PAGE_SIZE = 50
LAST_CHECKS = 20


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """The newest events first, narrowed as asked."""
    if not units_for(request.user, Right.LEDGER_READ).exists():
        raise NotPermitted(say(N_("您没有查看办理台账的权限。需要时请联系系统管理员。")))
    form = Filters(request.GET or None, reader=request.user)
    events = events_for(request.user)
    if form.is_bound:
        events = form.narrow(events) if form.is_valid() else events.none()
    page = Paginator(events, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [(event, kind_label(event.kind)) for event in page]
    may_check = why_not(request.user, Right.LEDGER_READ, None) is None
    return render(
        request,
        "ledger/index.html",
        {"form": form, "page": page, "lines": lines, "may_check": may_check},
    )


@require_safe
@staff
def anchors(request: StaffRequest) -> HttpResponse:
    """The heads that were noted day by day, and every look at the chain."""
    require(request.user, Right.LEDGER_READ, None)
    page = Paginator(Anchor.objects.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    checks = Check.objects.select_related("by")[:LAST_CHECKS]
    return render(
        request, "ledger/anchors.html", {"page": page, "checks": checks, "broken": broken()}
    )


@require_POST
@staff
def check(request: StaffRequest) -> HttpResponse:
    """Read the whole ledger now."""
    found = check_whole(by=request.user)
    if found.broken_at is None:
        messages.success(request, gettext("台账完整：共 {n} 条。").format(n=found.seq))
    else:
        messages.error(request, found.problem)
    return redirect("ledger:anchors")


@require_safe
@staff
def event_page(request: StaffRequest, seq: int) -> HttpResponse:
    """One event: what it says, its hash, and whether the two still fit."""
    event = get_event(request.user, seq)
    earlier = Event.objects.filter(seq=seq - 1).values_list("hash", flat=True).first()
    return render(
        request,
        "ledger/event.html",
        {
            "event": event,
            "kind": kind_label(event.kind),
            "subject": _subject_name(event),
            "rows": [(field_label(name), _shown(value)) for name, value in event.data.items()],
            "data": json.dumps(event.data, ensure_ascii=False, indent=2, sort_keys=True),
            "content_fits": event.expected_hash() == event.hash,
            "link_fits": seq == 1 or earlier == event.previous_hash,
            "same_subject": _about_the_same(request.user, event),
        },
    )


def _about_the_same(reader: Person, event: Event) -> list[tuple[Event, str]]:
    """The other events of the same record, oldest first; the last twenty."""
    if not event.subject_type:
        return []
    others = events_for(reader).filter(subject_type=event.subject_type, subject_id=event.subject_id)
    return [(other, kind_label(other.kind)) for other in reversed(others[:20])]


def _subject_name(event: Event) -> str:
    """What kind of record the event is about; "" for one this version no longer has."""
    try:
        return str(apps.get_model(event.subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return ""


def _shown(value: object) -> str:
    """A value of the data for reading: text as it stands, the rest as JSON."""
    if isinstance(value, str):
        return value or "—"
    return "—" if value is None else json.dumps(value, ensure_ascii=False)
