"""The document for programs, and the page about it for people."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongming.api.document import document
from tongming.api.examples import operations
from tongming.api.tokens.scopes import Scope


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1, in the reader's language."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation, what it asks for, and an example that runs."""
    found = operations()
    return render(
        request,
        "api/docs.html",
        {
            "groups": [
                (tag, [(one, one.example.command(settings.SITE_ADDRESS)) for one in those])
                for tag, those in groupby(found, key=lambda one: one.tag)
            ],
            "scopes": list(Scope),
            "per_minute": settings.API_PER_MINUTE,
            "token_per_minute": settings.API_TOKEN_PER_MINUTE,
        },
    )
