"""The screens of tokens: the list, a new one shown once, ending one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.api.tokens import actions
from tongming.api.tokens.forms import TokenForm
from tongming.api.tokens.queries import get_token, tokens_for
from tongming.api.tokens.scopes import open_to
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for
from tongming.units.staff import StaffRequest, attempt, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """One's own tokens, and those of the units one looks after."""
    today = localdate()
    found = list(tokens_for(request.user))
    return render(
        request,
        "tokens/index.html",
        {
            "working": [one for one in found if not one.is_over(today)],
            "over": [one for one in found if one.is_over(today)],
            "units": units_for(request.user, Right.TOKEN_HOLD).order_by("path"),
            "today": today,
        },
    )


@staff
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """Make one for oneself. What is shown after that is shown this once."""
    unit = get_unit(request.user, Right.TOKEN_HOLD, pk)
    today = localdate()
    offered = open_to(request.user, unit)
    form = TokenForm(request.POST or None, offered=offered, today=today)
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.create(unit=unit, by=request.user, today=today, **form.cleaned_data),
        )
        if made is not None:
            token, whole = made
            response = render(
                request, "tokens/created.html", {"unit": unit, "token": token, "whole": whole}
            )
            response["Cache-Control"] = "no-store"
            return response
    return render(
        request,
        "tokens/new.html",
        {"form": form, "unit": unit},
        status=422 if form.errors else 200,
    )


@require_POST
@staff
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """End one at once."""
    token = get_token(request.user, pk)
    actions.revoke(token=token, by=request.user)
    messages.success(request, _("令牌{token}已停用。").format(token=token.prefix))
    return redirect("tokens:index")
