"""A filter nobody knows is a mistake: without this a misspelt one would answer with everything."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, get_args, get_type_hints

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.params.models import Query

from tongming.api.problems import Wrong
from tongming.law.words import N_

STRANGE = N_("没有“{field}”这个参数。")


def only_known(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a query parameter that the operation does not have."""
    known = {
        name
        for name, hint in get_type_hints(view, include_extras=True).items()
        if any(isinstance(one, Query) for one in get_args(hint))
    }

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **values: Any) -> Any:
        for name in request.GET:
            if name not in known:
                raise Wrong(name[:100], _(STRANGE).format(field=name[:100]))
        return view(request, *args, **values)

    return checked
