"""The accounts of a unit on other platforms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.supervision.inspection import accounts as verbs
from tongming.supervision.inspection.forms import AccountForm, OnForm
from tongming.supervision.inspection.models import Account
from tongming.supervision.inspection.queries import get_account, get_inspected
from tongming.supervision.inspection.screens import act_page
from tongming.supervision.inspection.views import trail
from tongming.units.models import Unit
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def accounts(request: StaffRequest, pk: int) -> HttpResponse:
    """Every account a unit has or had."""
    unit = get_inspected(request.user, Right.INSPECTION_VIEW, pk)
    return render(
        request,
        "inspection/accounts.html",
        {
            "unit": unit,
            "accounts": Account.objects.filter(unit=unit),
            "keeps": why_not(request.user, Right.INSPECTION_ANSWER, unit) is None,
        },
    )


@staff
def new_account(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter an account."""
    unit = get_inspected(request.user, Right.INSPECTION_ANSWER, pk)
    form = AccountForm(request.POST or None)
    if form.is_valid():
        made = attempt(
            form,
            lambda: verbs.enter_account(
                unit=unit, values=form.cleaned_data, today=localdate(), by=request.user
            ),
        )
        if made is not None:
            messages.success(request, _("已登记。"))
            return redirect("inspection:accounts", unit.pk)
    return act_page(
        request, form, heading=_("登记账号"), subject=unit.name, button=_("登记"),
        back=reverse("inspection:accounts", args=[unit.pk]), trail=_trail(unit),
    )  # fmt: skip


@staff
def account(request: StaffRequest, pk: int) -> HttpResponse:
    """What is filed of an account; whoever keeps it changes it here."""
    found = get_account(request.user, Right.INSPECTION_VIEW, pk)
    keeps = why_not(request.user, Right.INSPECTION_ANSWER, found.unit) is None
    form = AccountForm(request.POST or None, initial=AccountForm.initial_of(found))
    if form.is_valid() and done(
        form,
        lambda: verbs.change_account(
            account=found, values=form.cleaned_data, today=localdate(), by=request.user
        ),
    ):
        messages.success(request, _("已保存。"))
        return redirect("inspection:account", found.pk)
    return render(
        request,
        "inspection/account.html",
        {"account": found, "form": form, "keeps": keeps and found.closed_on is None},
        status=422 if form.errors else 200,
    )


@staff
def saw_post(request: StaffRequest, pk: int) -> HttpResponse:
    """The day of the newest post."""
    return _on(request, pk, _("登记最近发布"), verbs.saw_post)


@staff
def close_account(request: StaffRequest, pk: int) -> HttpResponse:
    """It is given up."""
    return _on(request, pk, _("登记注销"), verbs.close_account, danger=True)


def _on(
    request: StaffRequest, pk: int, heading: str, verb: Callable[..., object], **context: Any
) -> HttpResponse:
    found = get_account(request.user, Right.INSPECTION_ANSWER, pk)
    form: Form = OnForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: verb(account=found, on=form.cleaned_data["on"], today=localdate(), by=request.user),
    ):
        messages.success(request, _("已登记。"))
        return redirect("inspection:accounts", found.unit_id)
    return act_page(
        request, form, heading=heading, subject=found.name, button=_("登记"),
        back=reverse("inspection:account", args=[found.pk]), trail=_trail(found.unit), **context,
    )  # fmt: skip


def _trail(unit: Unit) -> list[tuple[str, str]]:
    return [*trail(unit), (reverse("inspection:accounts", args=[unit.pk]), _("政务新媒体账号"))]
