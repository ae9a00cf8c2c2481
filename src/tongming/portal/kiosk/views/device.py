"""Starting a device, ending a visit, how the pages look to one visitor."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongming.engagement.reading.places import start_kiosk
from tongming.errors import page as error_page
from tongming.portal.kiosk.stand import (
    DEVICE,
    LANGUAGE,
    LANGUAGES,
    OF_THE_VISITOR,
    PATH,
    TYPE,
    stand_of,
)
from tongming.rates import Rate
from tongming.units.signin import client_address
from tongming.units.staff import attempt

A_YEAR = 365 * 24 * 3600
TRIES = Rate("kiosk-start", 600)
MOST_TRIES = 10
"""In ten minutes from one address: a code has eight digits and lasts fifteen minutes."""


class CodeForm(forms.Form):
    """The code the keeper was shown."""

    code = forms.CharField(
        label=_("启用码"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def start(request: HttpRequest) -> HttpResponse:
    """The page that makes a device the kiosk of a reading point."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if TRIES.count(client_address(request)) > MOST_TRIES:
            return error_page(request, 429)
        started = attempt(form, lambda: start_kiosk(code=form.cleaned_data["code"], now=now()))
        if started is not None:
            kiosk, secret = started
            led = redirect("kiosk:home", kiosk.point.unit.code)
            led.set_cookie(
                DEVICE, secret, max_age=A_YEAR, path=PATH, httponly=True, samesite="Strict",
                secure=request.is_secure(),
            )  # fmt: skip
            return led
    response = render(
        request, "kiosk/start.html", {"form": form}, status=400 if form.errors else 200
    )
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def end(request: HttpRequest, code: str) -> HttpResponse:
    """The visitor is gone: nothing they chose or typed stays."""
    stand = stand_of(request, code)
    response = redirect("kiosk:home", stand.own_unit.code)
    for name in OF_THE_VISITOR:
        response.delete_cookie(name, path=PATH, samesite="Strict")
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def look(request: HttpRequest, code: str) -> HttpResponse:
    """Larger type, another language: until the visit ends."""
    home = stand_of(request, code).home
    back = request.POST.get("next", "")
    response = HttpResponseRedirect(back if back.startswith(home) else home)
    for name, field, allowed in ((TYPE, "type", ("large",)), (LANGUAGE, "language", LANGUAGES)):
        if field not in request.POST:
            continue
        if (value := request.POST[field]) in allowed:
            response.set_cookie(
                name, value, path=PATH, httponly=True, samesite="Strict",
                secure=request.is_secure(),
            )  # fmt: skip
        else:
            response.delete_cookie(name, path=PATH, samesite="Strict")
    return response
