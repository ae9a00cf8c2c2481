"""Screens for units and people."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER
from django.views.i18n import set_language as set_language_cookie


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the screens; a signed-in person's choice is remembered."""
    wanted = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    person = request.user
    if not isinstance(person, AnonymousUser) and wanted and check_for_language(wanted):
        person.language = wanted
        person.save(update_fields=["language"])
    return set_language_cookie(request)
