"""The overview, a unit's own page, findings and their evidence."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.law.inspection import INDICATORS, Severity
from tongming.law.words import Refused
from tongming.supervision.inspection import confirming, looking, overview, visiting
from tongming.supervision.inspection.forms import ReasonForm, quarter_asked, quarter_of
from tongming.supervision.inspection.kinds import OrderState
from tongming.supervision.inspection.models import Finding, Order, Run
from tongming.supervision.inspection.ordering import open_order_of
from tongming.supervision.inspection.quarter import days_of
from tongming.supervision.inspection.queries import (
    findings_for,
    get_finding,
    get_inspected,
    supervised_by,
)
from tongming.supervision.inspection.ranking import start_of
from tongming.supervision.inspection.rules import rules_of
from tongming.supervision.inspection.screens import act_page, given, number_asked
from tongming.units.models import Unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, done, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Whoever inspects sees all units; everybody else their own."""
    tops = supervised_by(request.user)
    asked = number_asked(request.GET.get("unit", ""))
    top = (tops.filter(pk=asked).first() if asked else None) or tops.first()
    if top is None:
        own = units_for(request.user, Right.INSPECTION_VIEW).order_by("path").first()
        if own is None:
            raise Http404("inspection.index")
        return redirect("inspection:unit", own.pk)
    today = localdate()
    return render(
        request,
        "inspection/index.html",
        {
            "unit": top,
            "tops": tops if tops.count() > 1 else [],
            "lines": overview.lines(top, today),
            "severities": list(reversed(Severity)),
            "trend": overview.trend(top, today),
            "last": Run.objects.filter(unit__path__startswith=top.path).first(),
            "quarter": "{}-{}".format(*quarter_of(today)),
        },
    )


@require_safe
@staff
def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """What inspection found here, what to do about it, and by when."""
    found = get_inspected(request.user, Right.INSPECTION_VIEW, pk)
    standing = Finding.objects.standing().filter(unit=found)
    over = [one.value for one in OrderState if one.is_over]
    in_orders = {
        row[0]: row[1]
        for row in Order.objects.filter(unit=found)
        .exclude(state__in=over)
        .values_list("items__finding", "pk")
    }
    orders = Order.objects.filter(unit=found).select_related("issuer")
    order_by = {one.pk: one for one in orders}
    groups = [
        (
            severity,
            [
                (one, order_by.get(in_orders.get(one.pk, 0)))
                for one in standing
                if one.severity == severity
            ],
        )
        for severity in reversed(Severity)
    ]
    return render(
        request,
        "inspection/unit.html",
        {
            "unit": found,
            "groups": [(severity, rows) for severity, rows in groups if rows],
            "number": standing.count(),
            "orders": [one for one in orders if not one.state_kind.is_over],
            "over": [one for one in orders if one.state_kind.is_over][:10],
            "today": localdate(),
            "last": Run.objects.filter(unit=found).first(),
            "place": overview.place_of(found, localdate()),
            "inspects": why_not(request.user, Right.INSPECT, found) is None,
            "may_look": _may_look(request, found),
            "answers": why_not(request.user, Right.INSPECTION_ANSWER, found) is None,
            "orderable": any(one.pk not in in_orders for one in standing),
        },
    )


def _may_look(request: StaffRequest, unit: Unit) -> bool:
    return any(
        why_not(request.user, right, unit) is None
        for right in (Right.INSPECT, Right.INSPECTION_ANSWER)
    )


@require_POST
@staff
def look(request: StaffRequest, pk: int) -> HttpResponse:
    """Make every check on a unit now."""
    found = get_inspected(request.user, Right.INSPECTION_VIEW, pk)
    run = looking.run(found, at=timezone.now(), by=request.user)
    messages.success(
        request,
        _("检查了{looked}项：新发现{opened}个问题，消除{gone}个。").format(
            looked=run.looked, opened=run.opened, gone=run.gone
        ),
    )
    return redirect("inspection:unit", found.pk)


@require_safe
@staff
def findings(request: StaffRequest) -> HttpResponse:
    """Findings by unit, indicator, severity, source and quarter: what every figure opens onto."""
    asked = request.GET
    found = findings_for(request.user)
    if (pk := number_asked(asked.get("unit", ""))) is not None:
        found = found.filter(unit=pk)
    if asked.get("indicator"):
        found = found.filter(indicator=asked["indicator"][:12])
    if asked.get("severity"):
        found = found.filter(severity=asked["severity"][:12])
    if asked.get("source"):
        found = found.filter(source=asked["source"][:12])
    quarter = asked.get("quarter", "")
    if quarter:
        since, until = days_of(*quarter_asked(quarter, quarter_of(localdate())))
        found = found.between(start_of(since), start_of(until))
        top = number_asked(asked.get("under", ""))
        if top is not None and (above := Unit.objects.filter(pk=top).first()):
            found = found.filter(unit__path__startswith=above.path).exclude(unit=above)
    elif asked.get("state", "standing") == "standing":
        found = found.standing()
    page = Paginator(found, 50).get_page(asked.get("page"))
    kept = asked.copy()
    kept.pop("page", None)
    return render(
        request,
        "inspection/findings.html",
        {
            "page": page,
            "query": kept.urlencode(),
            "units": units_for(request.user, Right.INSPECTION_VIEW).order_by("path"),
            "severities": list(reversed(Severity)),
            "sources": Finding.Source.choices,
            "indicators": sorted(
                set(findings_for(request.user).order_by().values_list("indicator", flat=True))
            ),
            "asked": asked,
            "quarter": quarter,
        },
    )


@require_safe
@staff
def finding(request: StaffRequest, pk: int) -> HttpResponse:
    """One finding: what is wrong, how it is known, where it is mended."""
    found = get_finding(request.user, Right.INSPECTION_VIEW, pk)
    inspects = why_not(request.user, Right.INSPECT, found.unit) is None
    answers = why_not(request.user, Right.INSPECTION_ANSWER, found.unit) is None
    return render(
        request,
        "inspection/finding.html",
        {
            "finding": found,
            "order": open_order_of(found),
            "basis": [
                (code, INDICATORS[code]) if code in INDICATORS else (code, None)
                for code in found.basis
            ],
            "rules": rules_of(found.unit),
            "inspects": inspects,
            "may_recheck": (inspects or answers) and looking.can_recheck(found),
            "may_reopen": inspects and found.closed_at and not found.gone_at,
            "may_confirm": answers and found.is_open and found.subject == "guide:age",
            "outside": found.url.startswith(("http://", "https://")),
        },
    )


@require_POST
@staff
def recheck(request: StaffRequest, pk: int) -> HttpResponse:
    """Make this one check again, now."""
    found = get_finding(request.user, Right.INSPECTION_VIEW, pk)
    try:
        again = looking.recheck(found, at=timezone.now(), by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message.render(_))
    else:
        if again.gone_at is not None:
            messages.success(request, _("问题已经消除。"))
        else:
            messages.warning(request, _("问题还在。"))
    return redirect(found)


@require_POST
@staff
def confirm_guide(request: StaffRequest, pk: int) -> HttpResponse:
    """The guide was read and is right."""
    found = get_finding(request.user, Right.INSPECTION_ANSWER, pk)
    confirming.confirm_guide(unit=found.unit, by=request.user)
    looking.recheck(found, at=timezone.now(), by=request.user)
    messages.success(request, _("已记录核对。"))
    return redirect(found)


@staff
def close(request: StaffRequest, pk: int, how: str) -> HttpResponse:
    """It does not stand, or was answered for."""
    found = get_finding(request.user, Right.INSPECT, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: visiting.close_finding(
            finding=found, how=how, reason=form.cleaned_data["reason"], at=timezone.now(),
            by=request.user,
        ),
    ):  # fmt: skip
        messages.success(request, _("已了结。"))
        return redirect(found)
    unfounded = how == Finding.Closing.UNFOUNDED
    return act_page(
        request, form,
        heading=_("登记为不成立") if unfounded else _("登记为已说明情况"),
        subject=found.message,
        help=_("不成立的问题不计入统计和排名。") if unfounded
        else _("无法挽回、单位已经说明情况的问题，仍计入本季度的统计。"),
        button=_("登记"), back=found.get_absolute_url(), trail=trail(found.unit),
    )  # fmt: skip


@staff
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """It stands after all."""
    found = get_finding(request.user, Right.INSPECT, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: visiting.reopen_finding(
            finding=found, reason=form.cleaned_data["reason"], by=request.user
        ),
    ):
        return redirect(found)
    return act_page(
        request, form, heading=_("恢复这一项"), subject=found.message, button=_("恢复"),
        back=found.get_absolute_url(), trail=trail(found.unit),
    )  # fmt: skip


@require_safe
@staff
def photo(request: StaffRequest, pk: int) -> HttpResponse:
    """The photograph of a finding."""
    found = get_finding(request.user, Right.INSPECTION_VIEW, pk)
    if found.file is None:
        raise Http404("inspection.photo")
    return given(found.file)


def trail(unit: Unit) -> list[tuple[str, str]]:
    """The way back to a unit's page."""
    return [
        (reverse("inspection:index"), _("检查与整改")),
        (reverse("inspection:unit", args=[unit.pk]), unit.short_name),
    ]
