"""The rules: in force, their versions, a new version."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.law.inspection import CHECKS, THRESHOLDS
from tongming.supervision.inspection.changing import change_rules
from tongming.supervision.inspection.facts import columns, looked_for
from tongming.supervision.inspection.models import RuleSet
from tongming.supervision.inspection.queries import get_inspected
from tongming.supervision.inspection.rule_form import RulesForm, weight_name
from tongming.supervision.inspection.rules import (
    DEFAULT_WEIGHTS,
    ColumnRule,
    rules_from,
    rules_of,
)
from tongming.supervision.inspection.screens import number_asked
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, done, staff


@require_safe
@staff
def rules(request: StaffRequest, pk: int) -> HttpResponse:
    """The rules that count for a unit, whose they are, and every version there was."""
    unit = get_inspected(request.user, Right.INSPECTION_VIEW, pk)
    shown = rules_of(unit)
    versions = (
        RuleSet.objects.filter(unit=shown.version.unit_id).select_related("by", "unit")
        if shown.version
        else RuleSet.objects.none()
    )
    asked = request.GET.get("version", "")
    if asked:
        version = versions.filter(number=number_asked(asked) or 0).first()
        if version is None:
            raise Http404("supervision_inspection.ruleset")
        shown = rules_from(version.values, version)
    made_here = looked_for()
    return render(
        request,
        "inspection/rules.html",
        {
            "unit": unit,
            "rules": shown,
            "old": bool(asked),
            "versions": versions,
            "thresholds": [
                (one, shown.settings.value(key), shown.settings.differs(key))
                for key, one in THRESHOLDS.items()
            ],
            "checks": [
                (one, shown.wants(one.id), shown.severities.get(one.id), one.id in made_here)
                for one in CHECKS.values()
            ],
            "weights": [
                (weight_name(key), shown.weight(key), shown.weight(key) != default)
                for key, default in DEFAULT_WEIGHTS.items()
            ],
            "columns": [
                (name, shown.columns.get(key, ColumnRule(kind)))
                for key, (name, kind) in columns().items()
            ],
            "may_change": why_not(request.user, Right.INSPECT, unit) is None,
        },
    )


@staff
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """A new version of the rules."""
    unit = get_inspected(request.user, Right.INSPECT, pk)
    form = RulesForm(request.POST or None, rules=rules_of(unit))
    if form.is_valid() and done(
        form,
        lambda: change_rules(
            unit=unit, values=form.values(), reason=form.cleaned_data["reason"], by=request.user
        ),
    ):
        messages.success(request, _("新的规则已经生效，下一次检查按新规则进行。"))
        return redirect("inspection:rules", unit.pk)
    return render(
        request,
        "inspection/rules_form.html",
        {"form": form, "unit": unit},
        status=422 if form.errors else 200,
    )
