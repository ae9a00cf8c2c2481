"""For the office: how applicants rate what it did."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongming.portal.applying.ratings import ENOUGH, ratings_of
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


@require_safe
@login_required
def rated(request: HttpRequest) -> HttpResponse:
    """The averages of the units whose applications a person may see, and what was said."""
    units = units_for(cast(Person, request.user), Right.APPLICATION_VIEW)
    if not units.exists():
        raise Http404("applying.rated")
    return render(request, "applying/rated.html", {"ratings": ratings_of(units), "enough": ENOUGH})
