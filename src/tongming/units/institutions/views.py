"""The screens of institution documents, under /work/units/institutions/."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.comparing import compare
from tongming.units.institutions import actions
from tongming.units.institutions.forms import ApproveForm, NewForm, ReasonForm, TextForm
from tongming.units.institutions.kinds import Kind
from tongming.units.institutions.models import Institution, Version
from tongming.units.institutions.queries import get_institution, staff_of, unread_by
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """The rules of the units a person sees, by unit."""
    units = units_for(request.user, Right.UNIT_VIEW)
    found = Institution.objects.filter(unit__in=units).select_related("unit")
    unread = {version.institution_id for version in unread_by(request.user, localdate())}
    return render(
        request,
        "institutions/index.html",
        {
            "lines": [
                (one, _(Kind(one.kind).label), one.in_force, one.pk in unread) for one in found
            ],
            "may_draft_in": units_for(request.user, Right.INSTITUTION_DRAFT),
        },
    )


@staff
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin a rule, with the headings its kind usually has."""
    unit = get_unit(request.user, Right.INSTITUTION_DRAFT, pk)
    form = NewForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.create(
                unit=unit,
                kind=given["kind"],
                title=given["title"],
                text=given["kind"].outlined(),
                by=request.user,
            ),
        )
        if made:
            return redirect("institutions:edit", made.pk)
    return render(
        request,
        "units/form.html",
        {"form": form, "unit": unit, "heading": _("起草工作制度"), "button": _("开始写")},
        status=422 if form.errors else 200,
    )


@require_safe
@staff
def institution(request: StaffRequest, pk: int) -> HttpResponse:
    """One rule: its words, its versions, who has read it."""
    found = get_institution(request.user, Right.UNIT_VIEW, pk)
    today = localdate()
    newest, current = found.newest, found.in_force
    assert newest is not None
    wanted = request.GET.get("version", "")
    shown = found.versions.filter(number=int(wanted)).first() if wanted.isdecimal() else None
    shown = shown or current or newest
    readers = list(staff_of(found.unit, today)) if current else []
    read = {one.person_id: one.at for one in current.acknowledgements.all()} if current else {}
    return render(
        request,
        "institutions/institution.html",
        {
            "institution": found,
            "kind": Kind(found.kind),
            "shown": shown,
            "newest": newest,
            "current": current,
            "paragraphs": [line for line in shown.text.split("\n") if line.strip()],
            "versions": _versions(found),
            "readers": [(person, read.get(person.pk)) for person in readers],
            "read": sum(person.pk in read for person in readers),
            "must_read": current is not None
            and any(one.pk == current.pk for one in unread_by(request.user, today)),
            "why_not_draft": why_not(request.user, Right.INSTITUTION_DRAFT, found.unit),
            "why_not_approve": why_not(request.user, Right.INSTITUTION_APPROVE, found.unit),
            "is_author": newest.author_id == request.user.pk,
        },
    )


def _versions(institution: Institution) -> list[tuple[Version, Version | None]]:
    """Each version with the one before it, the newest first."""
    every = list(institution.versions.select_related("author", "approved_by"))
    return list(zip(every, [*every[1:], None], strict=True))


@staff
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Write; a version that holds is first begun anew."""
    found = get_institution(request.user, Right.INSTITUTION_DRAFT, pk)
    version = found.newest
    assert version is not None
    if version.state != Version.State.DRAFT:
        raise Http404("institutions.draft")
    form = TextForm(
        request.POST or None,
        is_first=version.number == 1,
        initial={"title": version.title, "text": version.text, "change": version.change},
    )
    if form.is_valid():
        given = form.cleaned_data
        kept = attempt(
            form,
            lambda: actions.save(
                institution=found,
                title=given["title"],
                text=given["text"],
                change=given.get("change", ""),
                by=request.user,
            ),
        )
        submits = "submit" in request.POST
        if kept and (
            not submits or done(form, lambda: actions.submit(institution=found, by=request.user))
        ):
            messages.success(request, _("已提交分管领导审批。") if submits else _("已保存。"))
            return redirect(found)
    return render(
        request,
        "institutions/edit.html",
        {"institution": found, "version": version, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@staff
def revise(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    found = get_institution(request.user, Right.INSTITUTION_DRAFT, pk)
    actions.revise(institution=found, by=request.user)
    return redirect("institutions:edit", found.pk)


@require_POST
@staff
def acknowledge(request: StaffRequest, pk: int) -> HttpResponse:
    """Read."""
    found = get_institution(request.user, Right.UNIT_VIEW, pk)
    version = found.versions.filter(number=request.POST.get("version") or 0).first()
    if version is None:
        raise Http404("institutions.version")
    actions.acknowledge(version=version, by=request.user, today=localdate())
    messages.success(request, _("已签收。"))
    return redirect(found)


@staff
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader approves."""
    found = get_institution(request.user, Right.INSTITUTION_APPROVE, pk)
    return _acted(
        request,
        found,
        ApproveForm(request.POST or None),
        lambda given: actions.approve(
            institution=found, by=request.user, today=localdate(), **given
        ),
        heading=_("审批并发布"),
        told=_("已发布在制度栏，本单位的人会看到签收的待办。"),
    )


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader wants it otherwise."""
    found = get_institution(request.user, Right.INSTITUTION_APPROVE, pk)
    return _acted(
        request,
        found,
        ReasonForm(request.POST or None),
        lambda given: actions.send_back(institution=found, by=request.user, **given),
        heading=_("退回修改"),
        told=_("已退回。"),
    )


@staff
def repeal(request: StaffRequest, pk: int) -> HttpResponse:
    """It holds no longer."""
    found = get_institution(request.user, Right.INSTITUTION_APPROVE, pk)
    return _acted(
        request,
        found,
        ReasonForm(request.POST or None),
        lambda given: actions.repeal(
            institution=found, by=request.user, today=localdate(), **given
        ),
        heading=_("废止制度"),
        told=_("已废止，公开页面上注明。"),
        danger=True,
    )


def _acted(
    request: StaffRequest,
    found: Institution,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    heading: str,
    told: str,
    danger: bool = False,
) -> HttpResponse:
    """A form with one button over a rule."""
    if form.is_valid() and done(form, lambda: act(form.cleaned_data)):
        messages.success(request, told)
        return redirect(found)
    return render(
        request,
        "institutions/form.html",
        {"institution": found, "form": form, "heading": heading, "danger": danger},
        status=422 if form.errors else 200,
    )


@require_safe
@staff
def differences(request: StaffRequest, pk: int, old: int, new: int) -> HttpResponse:
    """What changed from one version to another, word by word."""
    found = get_institution(request.user, Right.UNIT_VIEW, pk)
    before = found.versions.filter(number=old).first()
    after = found.versions.filter(number=new).first()
    if before is None or after is None:
        raise Http404("institutions.version")
    return render(
        request,
        "institutions/differences.html",
        {
            "institution": found,
            "before": before,
            "after": after,
            "title": compare(before.title, after.title) if before.title != after.title else (),
            "lines": compare(before.text, after.text) if before.text != after.text else (),
        },
    )
