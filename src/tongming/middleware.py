"""What every request passes through."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from tongming.law.words import Refused
from tongming.tracing import current, request_id
from tongming.units.rights import NotPermitted

Handler = Callable[[HttpRequest], HttpResponseBase]


class RequestIdMiddleware:
    """Gives each request an id, sent back as X-Request-ID."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = current.set(secrets.token_hex(6))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id()
            return response
        finally:
            current.reset(token)


class ResponseHeadersMiddleware:
    """Headers that Django has no setting for."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
            "publickey-credentials-get=(self), publickey-credentials-create=(self)",
        )
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class PersonLanguageMiddleware:
    """A signed-in person reads in the language they chose."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person = request.user
        if not isinstance(person, AnonymousUser):
            translation.activate(person.language)
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads a person without a second factor to set one up, before anything else in the workbench."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            settings.SECOND_FACTOR == "required"
            and request.path.startswith("/work/")
            and not isinstance(request.user, AnonymousUser)
            and not is_mfa_enabled(request.user)
        ):
            return redirect(reverse("mfa_index"))
        return self.get_response(request)


class RefusedMiddleware:
    """Turns a refusal into a page that says why: 403 without the right, 409 where the law forbids."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return render(
            request,
            "errors/refused.html",
            {
                "reason": exception.message.render(gettext),
                "article": exception.article,
                "request_id": request_id(),
            },
            status=403 if isinstance(exception, NotPermitted) else 409,
        )


def shell_context(request: HttpRequest) -> dict[str, Any]:
    """What every template may use."""
    return {"request_id": request_id()}
