"""The pages people see when something cannot be done; each names its request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongming.tracing import request_id


def page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    """The error page of a status."""
    return render(
        request,
        f"errors/{status}.html",
        {"request_id": request_id(), "status": status, **context},
        status=status,
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400"""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403"""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404"""
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500"""
    return page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was kept open too long, or did not come from here."""
    return page(request, 403, form_expired=True)
