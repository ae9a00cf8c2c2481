"""The screens of training sessions, under /work/training/."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.supervision.training import actions
from tongming.supervision.training.forms import MaterialForm, PlanForm, PresentForm, ReasonForm
from tongming.supervision.training.models import Session
from tongming.supervision.training.queries import (
    get_session,
    hours_of,
    present,
    sessions_for,
    staff_in,
    was_there,
)
from tongming.units.models import Person, Unit
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


def year_asked(request: StaffRequest) -> int:
    """The year in the address, or this one."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else (
        localdate().year
    )  # fmt: skip


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """A year's plan, and what became of it."""
    today, year = localdate(), year_asked(request)
    every = sessions_for(request.user, today)
    held = request.user.appointments.in_force(today)
    own = Unit.objects.filter(appointments__in=held, left_on=None).distinct()
    return render(
        request,
        "training/index.html",
        {
            "year": year,
            "years": years_beside(year, today.year),
            "sessions": every.filter(planned_on__year=year),
            "runs": own.filter(pk__in=units_for(request.user, Right.TRAINING_RUN)),
            "own": own,
            "seen": units_for(request.user, Right.UNIT_VIEW).order_by("path"),
            "today": today,
        },
    )


def years_beside(year: int, this: int) -> list[int]:
    """The years a page offers: the one shown, this one and those beside it."""
    return sorted({year, this, this - 1, this + 1})


@staff
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """A line of the plan."""
    unit = get_unit(request.user, Right.TRAINING_RUN, pk)
    form = PlanForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, lambda: actions.plan(unit=unit, by=request.user, **form.cleaned_data))
        if made:
            return redirect(made)
    return form_page(request, form, _("计划培训"), unit.name)


@require_safe
@staff
def session(request: StaffRequest, pk: int) -> HttpResponse:
    """One session: plan, who was there, files, quiz."""
    found = get_session(request.user, pk, localdate())
    runs = why_not(request.user, Right.TRAINING_RUN, found.unit)
    attempts = found.attempts.select_related("person")
    return render(
        request,
        "training/session.html",
        {
            "session": found,
            "present": present(found),
            "materials": found.materials.select_related("file"),
            "questions": [
                (one, [(text, n in one.right) for n, text in enumerate(one.options)])
                for one in found.questions.all()
            ],
            "attempts": attempts if runs is None else attempts.filter(person=request.user),
            "runs": runs is None,
            "why_not_run": runs,
            "answers": found.quiz_open
            and was_there(request.user, found)
            and not attempts.filter(person=request.user, passed=True).exists(),
        },
    )


@staff
def hold(request: StaffRequest, pk: int) -> HttpResponse:
    """It was held, and these were there."""
    found = get_session(request.user, pk, localdate(), running=True)
    form = PresentForm(request.POST or None, unit=found.unit)
    if form.is_valid() and done(
        form,
        lambda: actions.hold_it(
            session=found,
            held_on=form.cleaned_data["held_on"],
            present=form.present(),
            by=request.user,
            today=localdate(),
        ),
    ):
        messages.success(request, _("已登记。"))
        return redirect(found)
    return form_page(request, form, _("登记参训人员"), found.title, found)


@staff
def add_present(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody was forgotten."""
    found = get_session(request.user, pk, localdate(), running=True)
    form = PresentForm(request.POST or None, unit=found.unit, adding=True)
    if form.is_valid() and done(
        form,
        lambda: actions.add_present(session=found, present=form.present(), by=request.user),
    ):
        return redirect(found)
    return form_page(request, form, _("补登参训人员"), found.title, found)


@staff
def strike_out_present(request: StaffRequest, pk: int, attendance: int) -> HttpResponse:
    """Somebody was not there after all."""
    found = get_session(request.user, pk, localdate(), running=True)
    row = present(found).filter(pk=attendance).first()
    if row is None:
        raise Http404("training.attendance")
    return _reasoned(
        request, found, _("划去参训人员"), row.name,
        lambda reason: actions.strike_out_present(
            attendance=row, reason=reason, by=request.user
        ),
    )  # fmt: skip


@staff
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """It is not held after all."""
    found = get_session(request.user, pk, localdate(), running=True)
    return _reasoned(
        request, found, _("取消培训"), found.title,
        lambda reason: actions.cancel(session=found, reason=reason, by=request.user),
    )  # fmt: skip


@staff
def hand_out(request: StaffRequest, pk: int) -> HttpResponse:
    """A file to hand out."""
    found = get_session(request.user, pk, localdate(), running=True)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        if done(
            form,
            lambda: actions.hand_out(
                session=found, content=file.read(), name=file.name, by=request.user
            ),
        ):
            return redirect(found)
    return form_page(request, form, _("加入培训材料"), found.title, found, files=True)


@require_safe
@staff
def material(request: StaffRequest, pk: int, material: int) -> HttpResponse:
    """A file handed out, for whoever sees the session. A browser only saves it."""
    found = get_session(request.user, pk, localdate())
    kept = found.materials.select_related("file").filter(pk=material).first()
    if kept is None:
        raise Http404("training.material")
    response = HttpResponse(kept.file.read(), content_type="application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=kept.file.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@staff
def hours(request: StaffRequest) -> HttpResponse:
    """Every person's training in a year: one's own, and of everybody where one arranges it."""
    today, year = localdate(), year_asked(request)
    runs = units_for(request.user, Right.TRAINING_RUN)
    staff_there = staff_in(runs, today).values("pk")
    people = Person.objects.filter(Q(pk__in=staff_there) | Q(pk=request.user.pk))
    return render(
        request,
        "training/hours.html",
        {
            "year": year,
            "years": years_beside(year, today.year),
            "lines": hours_of(people, year),
        },
    )


def _reasoned(
    request: StaffRequest,
    found: Session,
    heading: str,
    subject: str,
    act: Callable[[str], object],
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(form, lambda: act(form.cleaned_data["reason"])):
        return redirect(found)
    return form_page(request, form, heading, subject, found, danger=True)


def form_page(
    request: StaffRequest,
    form: Form,
    heading: str,
    subject: str,
    found: Session | None = None,
    *,
    danger: bool = False,
    files: bool = False,
) -> HttpResponse:
    """One form with one button."""
    return render(
        request,
        "training/form.html",
        {
            "form": form,
            "heading": heading,
            "subject": subject,
            "session": found,
            "danger": danger,
            "files": files,
        },
        status=422 if form.errors else 200,
    )
