"""The register's screens: the queue, one application with its clock, and entering the next step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpResponse
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
    RestateForm,
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
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, in_words, staff
from tongming.units.staff import done as was_done


@staff
def register_page(request: StaffRequest) -> HttpResponse:
    """The queue by legal deadline, narrowed by what stands in the address."""
    today = localdate()
    wanted = {name: request.GET.get(name, "").strip() for name in ("state", "words", "unit")}
    found = narrowed(applications_for(request.user), today=today, **wanted)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    units = units_for(request.user, Right.APPLICATION_VIEW)
    return render(
        request,
        "applications/list.html",
        {
            "page": page,
            "wanted": wanted,
            "units": units if units.count() > 1 else [],
            "today": today,
            "may_register": units_for(request.user, Right.APPLICATION_REGISTER).exists(),
            "quiet_year": not received_lately(request.user, today),
        },
    )


@staff
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One application: what was asked, its clock, what happened, what is lawful next."""
    application = get_application(request.user, Right.APPLICATION_VIEW, pk)
    if application.received_on is None:
        return render(request, "applications/unconfirmed.html", {"application": application})
    today = localdate()
    calendar = current_calendar()
    may_not = why_not(request.user, Right.APPLICATION_HANDLE, application.unit)
    try:
        state = run_clock(events_of(application), today, calendar)
    except Refused as refusal:
        # A calendar accepted later can make a step unlawful that was lawful when it was taken.
        return render(
            request,
            "applications/unlawful.html",
            {
                "application": application,
                "refusal": in_words(refusal),
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
            "may_restate": may_not is None and amending.may_restate(application),
            "may_reopen": may_not is None and is_given_up(application),
            "may_close": application.is_open and state.state is State.ABANDONED and may_not is None,
            "why_not": may_not,
            "beside": notes_beside(application, request.user, today),
            "today": today,
        },
    )


@staff
def step(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """Enter one kind of step."""
    application = _handled(request, pk)
    entry = next((entry for entry in ENTRIES.values() if entry.kind.value == kind), None)
    if entry is None:
        raise Http404("applications.step")
    today = localdate()
    standing = _standing(application, today)
    late = standing is not None and standing.state is State.ABANDONED
    form = StepForm(
        entry,
        request.POST or None,
        initial={"on": today, "subject": application.subject},
        late=late,
    )

    def enter() -> None:
        told: dict[str, Any] = {
            "application": application,
            "on": form.cleaned_data["on"],
            "details": form.details(),
            "by": request.user,
            "today": today,
        }
        if entry.kind is Kind.CORRECTED:
            amending.enter_correction(subject=form.cleaned_data["subject"], **told)
        else:
            actions.enter_step(kind=entry.kind, outcome=form.chosen_outcome(), **told)

    return _form_page(
        request,
        application,
        form,
        enter,
        done=_("已登记：%(step)s。") % {"step": _(entry.kind.label)},
        template="step.html",
        entry=entry,
        sentence=standing and sentence(standing, current_calendar(), today),
    )


@staff
def abandoned(request: StaffRequest, pk: int) -> HttpResponse:
    """Close what the applicant gave up."""
    application, today = _handled(request, pk), localdate()
    form = CloseForm(request.POST or None, initial={"on": today})
    return _form_page(
        request,
        application,
        form,
        lambda: actions.close_abandoned(
            application=application, on=form.cleaned_data["on"], by=request.user, today=today
        ),
        done=_("已办结。"),
        template="abandoned.html",
    )


@staff
def strike(request: StaffRequest, pk: int, step_pk: int) -> HttpResponse:
    """Strike out a step entered by mistake."""
    application = _handled(request, pk)
    chosen = steps_of(application).filter(pk=step_pk).first()
    if chosen is None:
        raise Http404("applications.step")
    form = ReasonForm(request.POST or None)
    return _form_page(
        request,
        application,
        form,
        lambda: actions.strike_out(
            step=chosen, reason=form.cleaned_data["reason"], by=request.user, today=localdate()
        ),
        done=_("已划去。"),
        template="strike_out.html",
        step=chosen,
        label=Kind(chosen.kind).label,
    )


@staff
def receipt(request: StaffRequest, pk: int, step_pk: int) -> HttpResponse:
    """Say when a letter arrived that was entered without that day."""
    application = _handled(request, pk)
    chosen = steps_of(application).filter(pk=step_pk).first()
    if chosen is None or not lacks_receipt(chosen):
        raise Http404("applications.receipt")
    form = ReceiptForm(request.POST or None)
    return _form_page(
        request,
        application,
        form,
        lambda: amending.complete_receipt(
            step=chosen,
            received_on=form.cleaned_data["received_on"],
            by=request.user,
            today=localdate(),
        ),
        done=_("已补登，期限随之重新计算。"),
        template="receipt.html",
        step=chosen,
    )


@staff
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Undo a closing as given up."""
    application = _handled(request, pk)
    if not is_given_up(application):
        raise Http404("applications.reopen")
    form = ReopenForm(request.POST or None)
    return _form_page(
        request,
        application,
        form,
        lambda: amending.reopen(
            application=application,
            reason=form.cleaned_data["reason"],
            by=request.user,
            today=localdate(),
        ),
        done=_("已撤销办结。请接着登记补正或者缴费，或者更正误登的步骤。"),
        template="reopen.html",
    )


@staff
def restate(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what is asked as the applicant's correction says it."""
    application = _handled(request, pk)
    if not amending.may_restate(application):
        raise Http404("applications.restate")
    form = RestateForm(request.POST or None, initial={"subject": application.subject})
    return _form_page(
        request,
        application,
        form,
        lambda: amending.restate(
            application=application,
            subject=form.cleaned_data["subject"],
            by=request.user,
            today=localdate(),
        ),
        done=_("已按补正改写，原来写的留在旁边。"),
        template="restate.html",
    )


@staff
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Say again what was registered wrongly."""
    application = _handled(request, pk)
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
    return _form_page(
        request,
        application,
        form,
        lambda: actions.correct_registration(
            application=application, by=request.user, today=localdate(), **form.cleaned_data
        ),
        done=_("已更正，原来的登记和原因都保留。"),
        template="correct.html",
    )


def _handled(request: StaffRequest, pk: int) -> Application:
    """An application the person may handle."""
    return get_application(request.user, Right.APPLICATION_HANDLE, pk)


def _form_page(
    request: StaffRequest,
    application: Application,
    form: BaseForm,
    act: Callable[[], object],
    *,
    done: str,
    template: str,
    **more: Any,
) -> HttpResponse:
    """A page with one form about an application. Done, it leads back to it and says so; refused,
    the reason stands on the form, nothing typed is lost, and the answer is 400."""
    if request.method == "POST" and form.is_valid() and was_done(form, act):
        messages.success(request, done)
        return redirect(application)
    return render(
        request,
        f"applications/{template}",
        {"application": application, "form": form, **more},
        status=400 if form.errors else 200,
    )


def _standing(application: Application, today: date) -> ClockState | None:
    """Where the clock stands while a step is entered; nothing where it cannot run."""
    try:
        return run_clock(events_of(application), today)
    except Refused:
        return None
