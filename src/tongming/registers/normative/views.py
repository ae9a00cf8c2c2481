"""Normative documents on the workbench: in force on any day, clean-ups."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongming.registers import fields
from tongming.registers.normative import actions
from tongming.registers.normative.models import Cleanup, Judgement
from tongming.registers.normative.queries import get_cleanup, in_force, is_carried_out, next_due
from tongming.registers.screens import act_page
from tongming.units.models import Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, done, staff


class BeginForm(forms.Form):
    """The day of the round."""

    on = fields.day(
        gettext_lazy("清理基准日"), help_text=gettext_lazy("这一天现行有效的逐件清理。")
    )


class JudgeForm(forms.Form):
    """A conclusion."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("清理结论"), choices=Judgement.Verdict.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = fields.text(gettext_lazy("理由"), most=300)


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """What is in force on a day, and the rounds."""
    units, today = units_for(request.user, Right.REGISTER_VIEW), localdate()
    first = units.first()
    if first is None:
        raise Http404("normative.index")
    asked = request.GET.get("unit", "")
    known = asked.isdecimal() and len(asked) <= 9
    unit = (units.filter(pk=int(asked)).first() if known else None) or first
    try:
        day = parse_date(request.GET.get("on", "")) or today
    except ValueError:
        day = today
    return render(
        request,
        "normative/index.html",
        {
            "unit": unit,
            "units": units if units.count() > 1 else [],
            "day": day,
            "documents": in_force(unit, day),
            "cleanups": Cleanup.objects.filter(unit=unit),
            "due": next_due(unit),
            "may_keep": why_not(request.user, Right.REGISTER_KEEP, unit) is None,
        },
    )


@staff
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin a round."""
    unit = get_object_or_404(Unit, pk=pk)
    guard(request.user, Right.REGISTER_KEEP, unit, seen_with=Right.REGISTER_VIEW)
    form = BeginForm(request.POST or None, initial={"on": localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.begin(
                unit=unit, on=form.cleaned_data["on"], by=request.user, today=localdate()
            ),
        )
    ):
        return redirect(Cleanup.objects.get(unit=unit, finished_on=None))
    home = f"{reverse('normative:index')}?unit={unit.pk}"
    return act_page(
        request, form, heading=_("开始清理"), button=_("开始"), back=home,
        trail=[(home, _("行政规范性文件"))],
    )  # fmt: skip


@require_safe
@staff
def cleanup(request: StaffRequest, pk: int) -> HttpResponse:
    """A round: every document and its conclusion."""
    found = get_cleanup(request.user, Right.REGISTER_VIEW, pk)
    lines = [
        {"one": one, "carried_out": is_carried_out(one)}
        for one in found.judgements.select_related("document")
    ]
    return render(
        request,
        "normative/cleanup.html",
        {
            "cleanup": found,
            "lines": lines,
            "left": found.judgements.filter(verdict="").count(),
            "may_keep": found.finished_on is None
            and why_not(request.user, Right.REGISTER_KEEP, found.unit) is None,
        },
    )


@staff
def judge(request: StaffRequest, pk: int, judgement: int) -> HttpResponse:
    """Say what is to become of a document."""
    found = get_cleanup(request.user, Right.REGISTER_KEEP, pk)
    one = get_object_or_404(found.judgements.select_related("document"), pk=judgement)
    form = JudgeForm(request.POST or None, initial={"verdict": one.verdict, "reason": one.reason})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: actions.judge(judgement=one, by=request.user, **form.cleaned_data))
    ):
        return redirect(found)
    home = f"{reverse('normative:index')}?unit={found.unit_id}"
    return act_page(
        request, form, heading=_("清理结论"), button=_("保存"), help=one.document.title,
        back=found.get_absolute_url(),
        trail=[(home, _("行政规范性文件")), (found.get_absolute_url(), str(found))],
    )  # fmt: skip


@require_POST
@staff
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """Finish a round."""
    found = get_cleanup(request.user, Right.REGISTER_KEEP, pk)
    actions.finish(cleanup=found, by=request.user, today=localdate())
    messages.success(request, _("清理已完成。要修改、废止的，首页会提醒办理。"))
    return redirect(found)
