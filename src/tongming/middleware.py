"""What every request passes through."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext

from tongming import errors
from tongming.law.words import Refused
from tongming.tracing import current, request_id
from tongming.units.rights import NotPermitted
from tongming.units.signin import has_second_factor

Handler = Callable[[HttpRequest], HttpResponseBase]


class RequestIdMiddleware:
    """Gives each request an id, sent back as X-Request-ID.

    It lasts until the response has been sent: Django logs a failed request after the middleware.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        request_finished.connect(forget_request_id, dispatch_uid="tongming.request_id")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        current.set(secrets.token_hex(6))
        response = self.get_response(request)
        response["X-Request-ID"] = request_id()
        return response


def forget_request_id(**kwargs: object) -> None:
    """What the thread does next belongs to no request."""
    current.set("-")


class RequestShapeMiddleware:
    """Turns away what is too large before a byte of it is read, and addresses nobody can type.

    No database of ours keeps the character 0, and PostgreSQL refuses to look for it: asked for in
    an address it is a mistake or an attack, whatever the page. Forms refuse it by themselves.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > errors.most_bytes(request):
            return errors.too_large(request)
        if "%00" in request.META.get("QUERY_STRING", ""):
            if errors.is_api(request):
                return errors.problem(422)
            return errors.bad_request(request, BadRequest("NUL"))
        return self.get_response(request)


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
        if hasattr(request, "_cached_user") and request.user.is_authenticated:
            # Office computers are shared: what staff see stays in no browser's store.
            response.setdefault("Cache-Control", "private, no-store")
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


class AccountFirstMiddleware:
    """Leads a person to put their account in order before anything else.

    A password that somebody else knows is changed first; then, where it is required, a second
    factor is set up.
    """

    OPEN = ("/accounts/", "/static/")

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person = request.user
        if isinstance(person, AnonymousUser) or request.path.startswith(self.OPEN):
            return self.get_response(request)
        if person.password_is_temporary:
            messages.warning(request, gettext("这是临时密码，请先改成只有您自己知道的密码。"))
            return redirect("account_change_password")
        if settings.SECOND_FACTOR == "required" and not has_second_factor(person):
            return redirect("mfa_index")
        return self.get_response(request)


class RefusedMiddleware:
    """Turns a refusal into a page that says why: 403 without the right, 409 otherwise.

    405 as well: who signs in again half-way through a form is led back to the form's address.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and (
            request.method == "GET" or errors.is_api(request)
        ):
            return errors.not_allowed(request, allowed=response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return errors.refused(
            request, exception, status=403 if isinstance(exception, NotPermitted) else 409
        )


def shell_context(request: HttpRequest) -> dict[str, Any]:
    """What every template may use."""
    return {"request_id": request_id()}
