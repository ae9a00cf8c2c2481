"""Major administrative decisions on the workbench."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.information.states import State
from tongming.law.decisions import Step
from tongming.registers.decisions import actions
from tongming.registers.decisions.beside import notes_of
from tongming.registers.decisions.forms import (
    AgreeForm,
    DecisionForm,
    DropForm,
    HandOverForm,
    StepForm,
    YearForm,
)
from tongming.registers.decisions.models import Catalogue, Decision
from tongming.registers.decisions.queries import (
    catalogues_for,
    get_catalogue,
    get_decision,
    next_step,
)
from tongming.registers.screens import act_page
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Every year's catalogue."""
    return render(
        request,
        "decisions/index.html",
        {
            "catalogues": [
                {"one": one, "rows": one.decisions.filter(dropped_on=None).count()}
                for one in catalogues_for(request.user)
            ],
            "may_keep": units_for(request.user, Right.REGISTER_KEEP).exists(),
        },
    )


@staff
def new(request: StaffRequest) -> HttpResponse:
    """Begin a year's catalogue."""
    units = units_for(request.user, Right.REGISTER_KEEP)
    if not units.exists():
        raise Http404("decisions.new")
    form = YearForm(units, request.POST or None, initial={"year": localdate().year})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.open_year(by=request.user, **form.cleaned_data))
        if made is not None:
            return redirect(made)
    return act_page(
        request, form, heading=_("建立目录"), button=_("建立"), back=reverse("decisions:index"),
        trail=[(reverse("decisions:index"), _("重大行政决策"))],
    )  # fmt: skip


@require_safe
@staff
def catalogue(request: StaffRequest, pk: int) -> HttpResponse:
    """A year: its matters and how far each is."""
    found = get_catalogue(request.user, Right.REGISTER_VIEW, pk)
    document = found.document
    return render(
        request,
        "decisions/catalogue.html",
        {
            "catalogue": found,
            "rows": [{"one": one, "next": next_step(one)} for one in found.decisions.all()],
            "is_published": document is not None and document.state != State.DROPPED,
            "may_keep": why_not(request.user, Right.REGISTER_KEEP, found.unit) is None,
        },
    )


def _trail(found: Catalogue) -> list[tuple[str, str]]:
    return [
        (reverse("decisions:index"), _("重大行政决策")),
        (found.get_absolute_url(), str(found)),
    ]


@staff
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a matter."""
    found = get_catalogue(request.user, Right.REGISTER_KEEP, pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "chosen": [Step(s) for s in form.cleaned_data["chosen"]]}
        if attempt(form, lambda: actions.add(catalogue=found, by=request.user, **given)):
            messages.success(request, _("已列入目录。"))
            return redirect(found)
    return act_page(
        request, form, heading=_("列入事项"), button=_("列入目录"),
        back=found.get_absolute_url(), trail=_trail(found),
    )  # fmt: skip


@staff
def agree(request: StaffRequest, pk: int) -> HttpResponse:
    """Note the Party committee's consent."""
    found = get_catalogue(request.user, Right.REGISTER_KEEP, pk)
    form = AgreeForm(
        request.POST or None, initial={"agreed_on": found.agreed_on, "paper": found.paper}
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.agree(
                catalogue=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("已登记。"))
        return redirect(found)
    return act_page(
        request, form, heading=_("登记党委同意"), button=_("登记"),
        back=found.get_absolute_url(), trail=_trail(found),
    )  # fmt: skip


@staff
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the document, or a correction of the one that is public."""
    found = get_catalogue(request.user, Right.REGISTER_KEEP, pk)
    is_public = found.document is not None and found.document.state == State.PUBLISHED
    form = HandOverForm(request.POST or None)
    if not is_public:
        del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        document = attempt(
            form,
            lambda: actions.hand_over(
                catalogue=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
        if document is not None:
            messages.success(request, _("目录已放进一条政府信息。请看过，再提交审核。"))
            return redirect(document)
    return act_page(
        request, form, heading=_("公布目录"), button=_("办理公开"),
        back=found.get_absolute_url(), trail=_trail(found),
        help=_("目录公开过的，这次作为更正办理，理由写在公开页面上。") if is_public else "",
    )  # fmt: skip


@require_safe
@staff
def decision(request: StaffRequest, pk: int) -> HttpResponse:
    """One matter: its steps, what was done, what comes next."""
    found = get_decision(request.user, Right.REGISTER_VIEW, pk)
    done_steps, following = found.done(), next_step(found)
    return render(
        request,
        "decisions/decision.html",
        {
            "decision": found,
            "catalogue": found.catalogue,
            "steps": [
                {"step": one, "done": one in done_steps, "current": one is following,
                 "when": done_steps.get(one)}
                for one in found.required
            ],
            "next": following,
            "records": found.records.select_related("by"),
            "notes": notes_of(found),
            "may_keep": found.dropped_on is None
            and why_not(request.user, Right.REGISTER_KEEP, found.catalogue.unit) is None,
            "may_drop": Step.DISCUSSION not in done_steps,
        },
    )  # fmt: skip


def _decision_trail(found: Decision) -> list[tuple[str, str]]:
    return [*_trail(found.catalogue), (found.get_absolute_url(), found.name)]


@staff
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Record a step."""
    found = get_decision(request.user, Right.REGISTER_KEEP, pk)
    if step not in set(Step):
        raise Http404("decisions.step")
    kind = Step(step)
    form = StepForm(kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"ended": form.cleaned_data["began"], **form.cleaned_data}
        if attempt(
            form,
            lambda: actions.record_step(
                decision=found, step=kind, by=request.user, today=localdate(), **given
            ),
        ):
            messages.success(request, _("已登记。"))
            return redirect(found)
    return act_page(
        request, form, heading=_(kind.label), button=_("登记"), help=found.name,
        back=found.get_absolute_url(), trail=_decision_trail(found),
    )  # fmt: skip


@staff
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a matter out of the catalogue."""
    found = get_decision(request.user, Right.REGISTER_KEEP, pk)
    form = DropForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.drop(
                decision=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("已移出目录。目录已经公布的，请接着办理更正。"))
        return redirect(found.catalogue)
    return act_page(
        request, form, heading=_("移出目录"), button=_("移出目录"), help=found.name,
        back=found.get_absolute_url(), trail=_decision_trail(found),
    )  # fmt: skip
