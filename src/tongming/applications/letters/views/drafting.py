"""Choosing a kind of letter and writing it, with the page as it will look beside the form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongming.applications.letters import actions
from tongming.applications.letters.composing import compose, contents_of
from tongming.applications.letters.forms import DraftForm, initial_of
from tongming.applications.letters.lawful import offers
from tongming.applications.letters.models import Letter
from tongming.applications.letters.queries import get_letter
from tongming.applications.letters.suggesting import first_step
from tongming.applications.letters.views.sheet import sheet_of, unsaved
from tongming.applications.models import Application
from tongming.applications.queries import get_application
from tongming.law import letters as law
from tongming.law.citation import cite
from tongming.units.models import Unit
from tongming.units.rights import Right
from tongming.units.staff import StaffRequest, attempt, done, staff


@staff
def choose(request: StaffRequest, application_pk: int) -> HttpResponse:
    """Which letter: those the law allows today, and of the others why not."""
    application = get_application(request.user, Right.APPLICATION_HANDLE, application_pk)
    found = list(offers(application, localdate()))
    return render(
        request,
        "letters/choose.html",
        {
            "application": application,
            "steps": [one for one in found if one.lawful and not one.kind.is_reply],
            "replies": [one for one in found if one.lawful and one.kind.is_reply],
            "not_now": [one for one in found if not one.lawful],
        },
    )


@staff
def new(request: StaffRequest, application_pk: int, kind: str) -> HttpResponse:
    """Write a letter of a kind."""
    application = get_application(request.user, Right.APPLICATION_HANDLE, application_pk)
    today = localdate()
    form = _new_form(request, application, _kind(kind), today)
    posted = request.method == "POST"
    if posted and form.is_valid() and "look" not in request.POST:
        uploads = form.uploads()
        letter = None
        if not form.errors:
            letter = attempt(
                form,
                lambda: actions.draft(
                    application=application,
                    kind=kind,
                    elements=form.elements(),
                    step=form.step(),
                    recipient=form.recipient(),
                    attachments=uploads,
                    by=request.user,
                    today=today,
                ),
            )
        if letter is not None:
            return _kept(request, letter, today)
    looked_at = _shown(application, kind, form, today)
    return _page(request, form, looked_at, application, today)


@staff
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Say a draft otherwise."""
    letter = get_letter(request.user, Right.APPLICATION_HANDLE, pk)
    actions.require_open(letter)
    today = localdate()
    form = _edit_form(request, letter, today)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        revised = done(
            form,
            lambda: actions.revise(
                letter=letter,
                elements=form.elements(),
                step=form.step(),
                recipient=form.recipient(),
                by=request.user,
                today=today,
            ),
        )
        if revised:
            letter.refresh_from_db()
            return _kept(request, letter, today)
    looked_at = _changed(letter, form) if request.method == "POST" else letter
    return _page(request, form, looked_at, letter.application, today)


@require_POST
@staff
def look(request: StaffRequest, application_pk: int, kind: str) -> HttpResponse:
    """The page as it will look, for what stands in the form now."""
    application = get_application(request.user, Right.APPLICATION_HANDLE, application_pk)
    today = localdate()
    form = _new_form(request, application, _kind(kind), today)
    form.is_valid()
    sheet = sheet_of(_shown(application, kind, form, today), today)
    return render(request, "letters/_sheet.html", {"sheet": sheet})


@require_POST
@staff
def look_again(request: StaffRequest, pk: int) -> HttpResponse:
    """The same for a draft that is there already."""
    letter = get_letter(request.user, Right.APPLICATION_HANDLE, pk)
    actions.require_open(letter)
    today = localdate()
    form = _edit_form(request, letter, today)
    form.is_valid()
    sheet = sheet_of(_changed(letter, form), today)
    return render(request, "letters/_sheet.html", {"sheet": sheet})


def _kind(kind: str) -> law.Letter:
    if kind not in law.LETTERS:
        raise Http404("letters.kind")
    return law.LETTERS[kind]


def _new_form(
    request: HttpRequest, application: Application, kind: law.Letter, today: date
) -> DraftForm:
    step = first_step(application, kind.id, today)
    told = {name: value.isoformat() if isinstance(value, date) else value
            for name, value in step.items()}  # fmt: skip
    return DraftForm(
        kind,
        compose(unsaved(application, kind.id, {}, told, None), day=today).values,
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial=initial_of({}, step, None),
        organs=_organs(application),
        with_files=True,
    )


def _edit_form(request: HttpRequest, letter: Letter, today: date) -> DraftForm:
    contents = contents_of(letter)
    bare = unsaved(letter.application, letter.kind, {}, letter.step, contents.recipient)
    return DraftForm(
        letter.law,
        compose(bare, day=today).values,
        request.POST if request.method == "POST" else None,
        initial=initial_of(contents.elements, letter.step, contents.recipient),
        organs=_organs(letter.application),
    )


def _organs(application: Application) -> list[str]:
    """The other organs of the installation, to be chosen from."""
    return list(Unit.objects.exclude(pk=application.unit_id).values_list("name", flat=True))


def _shown(application: Application, kind: str, form: DraftForm, today: date) -> Letter:
    """What stands in a form of a new letter, as a letter nobody has kept."""
    if not form.is_bound:
        step: Mapping[str, Any] = first_step(application, kind, today)
        told = {name: value.isoformat() if isinstance(value, date) else value
                for name, value in step.items()}  # fmt: skip
        return unsaved(application, kind, {}, told, None)
    return unsaved(application, kind, form.elements(), form.step(), form.recipient())


def _changed(letter: Letter, form: DraftForm) -> Letter:
    """A draft with what stands in the form, not kept."""
    shown = unsaved(letter.application, letter.kind, form.elements(), form.step(), form.recipient())
    shown.pk = letter.pk
    return shown


def _page(
    request: HttpRequest, form: DraftForm, letter: Letter, application: Application, today: date
) -> HttpResponse:
    return render(
        request,
        "letters/draft.html",
        {
            "application": application,
            "kind": form.kind,
            "basis": cite(*form.kind.basis) if form.kind.basis else "",
            "letter": letter if letter.pk else None,
            "form": form,
            "organs": _organs(application) if form.kind.to is law.Addressee.ORGAN else [],
            "sheet": sheet_of(letter, today),
        },
        status=400 if form.errors and "look" not in request.POST else 200,
    )


def _kept(request: StaffRequest, letter: Letter, today: date) -> HttpResponse:
    """A complete letter can be handed in at once; another is shown with what it lacks."""
    if "submit" in request.POST and not compose(letter, day=today).lacks:
        actions.submit(letter=letter, by=request.user, today=today)
        messages.success(request, _("已提交签发。"))
    else:
        messages.success(request, _("已保存。"))
    return redirect(letter)
