"""The screens of handovers, under /work/units/handovers/."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.units.belongings import Kind
from tongming.units.handover import actions
from tongming.units.handover.forms import CancelForm, FinishForm, RestForm, SettleForm, StartForm
from tongming.units.handover.models import Handover
from tongming.units.handover.queries import (
    Line,
    done_meanwhile,
    get_handover,
    handovers_for,
    lines_of,
    may_settle,
    successors_in,
)
from tongming.units.queries import get_person
from tongming.units.rights import Right, require, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Every handover the person has to do with, the open ones first."""
    every = list(handovers_for(request.user).select_related("ended_by"))
    every.sort(key=lambda one: not one.is_open)
    return render(request, "handover/index.html", {"handovers": every, "today": localdate()})


@staff
def start(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin a handover."""
    person = get_person(request.user, Right.UNIT_VIEW, pk)
    require(request.user, Right.HANDOVER_PREPARE, person.unit)
    held = person.handovers.filter(state=Handover.State.OPEN).first()
    if held is not None:
        return redirect(held)
    form = StartForm(request.POST or None)
    if form.is_valid():
        handover = attempt(
            form,
            lambda: actions.start(
                person=person, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
        if handover:
            return redirect(handover)
    return render(
        request,
        "units/form.html",
        {
            "form": form,
            "unit": person.unit,
            "person": person,
            "heading": _("开始工作交接"),
            "button": _("开始交接"),
        },
    )


@staff
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    """What hangs on the person, by kind; who takes what; everything left to one person."""
    found = get_handover(request.user, pk)
    today = localdate()
    settles = found.is_open and may_settle(request.user, found)
    form = RestForm(request.POST or None, successors=successors_in(found, today), auto_id="rest_%s")
    if settles and form.is_valid():
        settled = attempt(
            form,
            lambda: actions.settle_rest(
                handover=found,
                successor=form.cleaned_data["successor"],
                by=request.user,
                today=today,
            ),
        )
        if settled:
            messages.success(request, _("其余{n}项已经有了接手人。").format(n=len(settled)))
            return redirect(found)
    lines = lines_of(found, today) if found.is_open else []
    left = [line for line in lines if line.settlement is None]
    refusals = {
        _("办结"): why_not(request.user, Right.UNIT_MANAGE, found.unit),
        _("取消"): why_not(request.user, Right.HANDOVER_PREPARE, found.unit),
    }
    return render(
        request,
        "handover/handover.html",
        {
            "handover": found,
            "groups": _groups(lines),
            "left": len(left),
            "some_can_be_handed": any(line.belonging.may_be_handed for line in left),
            "gone": done_meanwhile(found, lines) if found.is_open else [],
            "settlements": found.settlements.select_related("successor"),
            "settles": settles,
            "form": form,
            "may_finish": refusals[_("办结")] is None and request.user.pk != found.person_id,
            "may_cancel": refusals[_("取消")] is None,
            "why_not_finish": refusals[_("办结")],
            "is_own": request.user.pk == found.person_id,
        },
        status=422 if form.errors else 200,
    )


def _groups(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    found = [
        (_(kind.label), [line for line in lines if line.belonging.kind is kind]) for kind in Kind
    ]
    return [(label, group) for label, group in found if group]


@staff
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """One thing: who takes it, or why nobody does."""
    found = get_handover(request.user, pk, settling=True)
    today, key = localdate(), request.GET.get("item", "")
    line = next((one for one in lines_of(found, today) if one.belonging.key == key), None)
    if line is None or not found.is_open:
        raise Http404("handover.item")
    before = line.settlement
    form = SettleForm(
        request.POST or None,
        successors=successors_in(found, today),
        may_be_handed=line.belonging.may_be_handed,
        initial={"successor": before.successor_id, "reason": before.reason} if before else {},
    )
    if form.is_valid() and done(
        form,
        lambda: actions.settle(
            handover=found,
            key=key,
            successor=form.cleaned_data.get("successor"),
            reason=form.cleaned_data["reason"],
            by=request.user,
            today=today,
        ),
    ):
        return redirect(found)
    return render(
        request,
        "handover/form.html",
        {
            "handover": found,
            "form": form,
            "heading": _("交代一项"),
            "button": _("保存"),
            "belonging": line.belonging,
        },
        status=422 if form.errors else 200,
    )


@staff
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """Finish: everything is settled and signed."""
    found = get_handover(request.user, pk)
    require(request.user, Right.UNIT_MANAGE, found.unit)
    form = FinishForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: actions.finish(
            handover=found,
            signed_on=form.cleaned_data["signed_on"],
            witness=form.cleaned_data["witness"],
            by=request.user,
            today=localdate(),
        ),
    ):
        messages.success(request, _("交接已办结。"))
        return redirect(found)
    words = (
        _("办结后，{person}的任职今天就结束，账号停用；接手人同时任职。")
        if found.closes_account
        else _("办结后，{person}的任职今天就结束，账号保留；接手人同时任职。")
    )
    return render(
        request,
        "handover/form.html",
        {
            "handover": found,
            "form": form,
            "heading": _("办结交接"),
            "button": _("办结交接"),
            "words": words.format(person=found.person.full_name),
        },
        status=422 if form.errors else 200,
    )


@staff
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """The person stays."""
    found = get_handover(request.user, pk)
    require(request.user, Right.HANDOVER_PREPARE, found.unit)
    form = CancelForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: actions.cancel(
            handover=found, by=request.user, today=localdate(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("交接已取消，各项仍在{person}名下。").format(
            person=found.person.full_name))  # fmt: skip
        return redirect(found)
    return render(
        request,
        "handover/form.html",
        {
            "handover": found,
            "form": form,
            "heading": _("取消交接"),
            "button": _("取消交接"),
            "danger": True,
        },
        status=422 if form.errors else 200,
    )


@require_safe
@staff
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """交接单, for paper: what is handed to whom, and room for the signatures."""
    found = get_handover(request.user, pk)
    rows = list(found.settlements.select_related("successor"))
    if found.is_open:
        here = {line.belonging.key for line in lines_of(found, localdate())}
        for row in rows:
            row.was_open = row.key in here
    takers = sorted({row.successor.full_name for row in rows if row.successor and row.was_open})
    left = (
        sum(line.settlement is None for line in lines_of(found, localdate()))
        if found.is_open
        else 0
    )
    return render(
        request,
        "handover/sheet.html",
        {"handover": found, "rows": rows, "takers": takers, "left": left},
    )
