"""The register's screens: the queue, one application with its clock, and entering the next step."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming.applications import actions, amending
from tongming.applications.beside import notes_beside
from tongming.applications.clocks import (
    events_of,
    is_given_up,
    lacks_receipt,
    offers,
    run_clock,
    sentence,
)
from tongming.applications.forms import (
    CloseForm,
    CorrectForm,
    ReasonForm,
    ReceiptForm,
    ReopenForm,
    StepForm,
)
from tongming.applications.kinds import ENTRIES, Kind
from tongming.applications.models import Application
from tongming.applications.queries import (
    applications_for,
    get_application,
    givings_up,
    narrowed,
    received_lately,
    steps_of,
)
from tongming.calendars.queries import current_calendar
from tongming.law.clock import ClockState, State, strip, tally
from tongming.law.words import Refused
from tongming.units.models import Person
from tongming.units.rights import Right, units_for, why_not


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@login_required
def register_page(request: HttpRequest) -> HttpResponse:
    """The queue by legal deadline, narrowed by what stands in the address."""
    today = localdate()
    wanted = {name: request.GET.get(name, "").strip() for name in ("state", "words", "unit")}
    found = narrowed(applications_for(_person(request)), today=today, **wanted)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    units = units_for(_person(request), Right.APPLICATION_VIEW)
    return render(
        request,
        "applications/list.html",
        {
            "page": page,
            "wanted": wanted,
            "units": units if units.count() > 1 else [],
            "today": today,
            "may_register": units_for(_person(request), Right.APPLICATION_REGISTER).exists(),
            "quiet_year": not received_lately(_person(request), today),
        },
    )


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: what was asked, its clock, what happened, what is lawful next."""
    application = get_application(_person(request), Right.APPLICATION_VIEW, pk)
    if application.received_on is None:
        return render(request, "applications/unconfirmed.html", {"application": application})
    today = localdate()
    calendar = current_calendar()
    may_not = why_not(_person(request), Right.APPLICATION_HANDLE, application.unit)
    try:
        state = run_clock(events_of(application), today, calendar)
    except Refused as refusal:
        # A calendar accepted later can make a step unlawful that was lawful when it was taken.
        return render(
            request,
            "applications/unlawful.html",
            {
                "application": application,
                "refusal": _refusal(refusal),
                "steps": steps_of(application),
                "why_not": may_not,
                "today": today,
            },
        )
    offered = offers(application, today) if application.is_open and not may_not else []
    return render(
        request,
        "applications/detail.html",
        {
            "application": application,
            "state": state,
            "sentence": sentence(state, calendar, today, closed=not application.is_open),
            "strip": (days := strip(state)),
            "tally": tally(days, application.closed_on or today),
            "givings_up": givings_up(application),
            "steps": steps_of(application),
            "offers": offered,
            "shut": any(not offer.lawful for offer in offered),
            "may_reopen": may_not is None and is_given_up(application),
            "may_close": application.is_open and state.state is State.ABANDONED and may_not is None,
            "why_not": may_not,
            "beside": notes_beside(application, _person(request), today),
            "today": today,
        },
    )


@login_required
def step(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Enter one kind of step."""
    application = get_application(_person(request), Right.APPLICATION_HANDLE, pk)
    entry = next((entry for entry in ENTRIES.values() if entry.kind.value == kind), None)
    if entry is None:
        raise Http404("applications.step")
    today = localdate()
    standing = _standing(application, today)
    late = standing is not None and standing.state is State.ABANDONED
    form = StepForm(entry, request.POST or None, initial={"on": today}, late=late)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_step(
                application=application,
                kind=entry.kind,
                on=form.cleaned_data["on"],
                details=form.details(),
                outcome=form.chosen_outcome(),
                by=_person(request),
                today=today,
            )
        except Refused as refusal:
            form.add_error(None, _refusal(refusal))
        else:
            messages.success(request, _("已登记：%(step)s。") % {"step": _(entry.kind.label)})
            return redirect(application)
    return render(
        request,
        "applications/step.html",
        {
            "application": application,
            "entry": entry,
            "form": form,
            "sentence": standing and sentence(standing, current_calendar(), today),
        },
        status=400 if form.errors else 200,
    )


@login_required
def abandoned(request: HttpRequest, pk: int) -> HttpResponse:
    """Close what the applicant gave up."""
    application = get_application(_person(request), Right.APPLICATION_HANDLE, pk)
    today = localdate()
    form = CloseForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_abandoned(
                application=application,
                on=form.cleaned_data["on"],
                by=_person(request),
                today=today,
            )
        except Refused as refusal:
            form.add_error(None, _refusal(refusal))
        else:
            messages.success(request, _("已办结。"))
            return redirect(application)
    return render(
        request,
        "applications/abandoned.html",
        {"application": application, "form": form},
        status=400 if form.errors else 200,
    )


@login_required
def strike(request: HttpRequest, pk: int, step_pk: int) -> HttpResponse:
    """Strike out a step entered by mistake."""
    application = get_application(_person(request), Right.APPLICATION_HANDLE, pk)
    chosen = steps_of(application).filter(pk=step_pk).first()
    if chosen is None:
        raise Http404("applications.step")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.strike_out(
                step=chosen,
                reason=form.cleaned_data["reason"],
                by=_person(request),
                today=localdate(),
            )
        except Refused as refusal:
            form.add_error(None, _refusal(refusal))
        else:
            messages.success(request, _("已划去。"))
            return redirect(application)
    return render(
        request,
        "applications/strike_out.html",
        {
            "application": application,
            "step": chosen,
            "label": Kind(chosen.kind).label,
            "form": form,
        },
        status=400 if form.errors else 200,
    )


@login_required
def receipt(request: HttpRequest, pk: int, step_pk: int) -> HttpResponse:
    """Say when a letter arrived that was entered without that day."""
    application = get_application(_person(request), Right.APPLICATION_HANDLE, pk)
    chosen = steps_of(application).filter(pk=step_pk).first()
    if chosen is None or not lacks_receipt(chosen):
        raise Http404("applications.receipt")
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            amending.complete_receipt(
                step=chosen,
                received_on=form.cleaned_data["received_on"],
                by=_person(request),
                today=localdate(),
            )
        except Refused as refusal:
            form.add_error(None, _refusal(refusal))
        else:
            messages.success(request, _("已补登，期限随之重新计算。"))
            return redirect(application)
    return render(
        request,
        "applications/receipt.html",
        {"application": application, "step": chosen, "form": form},
        status=400 if form.errors else 200,
    )


@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a closing as given up."""
    application = get_application(_person(request), Right.APPLICATION_HANDLE, pk)
    if not is_given_up(application):
        raise Http404("applications.reopen")
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            amending.reopen(
                application=application,
                reason=form.cleaned_data["reason"],
                by=_person(request),
                today=localdate(),
            )
        except Refused as refusal:
            form.add_error(None, _refusal(refusal))
        else:
            messages.success(request, _("已撤销办结。请接着登记补正或者缴费，或者更正误登的步骤。"))
            return redirect(application)
    return render(
        request,
        "applications/reopen.html",
        {"application": application, "form": form},
        status=400 if form.errors else 200,
    )


@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say again what was registered wrongly."""
    application = get_application(_person(request), Right.APPLICATION_HANDLE, pk)
    if application.received_on is None:
        raise Http404("applications.correct")
    received = application.steps.get(kind=Kind.RECEIVED.value, struck_out_at=None)
    form = CorrectForm(
        request.POST or None,
        initial={
            "subject": application.subject,
            "features": application.features,
            "form_wanted": application.form_wanted,
            "way_wanted": application.way_wanted,
            "applicant_kind": application.applicant_kind,
            "channel": application.channel,
            "arrived_on": received.on,
            "confirmed_on": received.details.get("confirmed_on"),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_registration(
                application=application,
                by=_person(request),
                today=localdate(),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error(None, _refusal(refusal))
        else:
            messages.success(request, _("已更正，原来的登记和原因都保留。"))
            return redirect(application)
    return render(
        request,
        "applications/correct.html",
        {"application": application, "form": form},
        status=400 if form.errors else 200,
    )


def _standing(application: Application, today: date) -> ClockState | None:
    """Where the clock stands while a step is entered; nothing where it cannot run."""
    try:
        return run_clock(events_of(application), today)
    except Refused:
        return None


def _refusal(refusal: Refused) -> str:
    """The reason with the rule it rests on, in the reader's language."""
    words = refusal.message.render(_)
    if not refusal.article:
        return words
    return _("{reason}（{article}）").format(reason=words, article=refusal.article)
