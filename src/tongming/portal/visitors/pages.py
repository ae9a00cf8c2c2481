"""Pages about one visitor's own matter, and what their views have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from tongming.law.words import Message, Refused
from tongming.portal.visitors.bounds import wait_words

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one kind of matter. What is refused there is said in their own template."""

    refusal: str
    """The template that says why something cannot be done."""

    def private(self, view: View[P]) -> View[P]:
        """A page about one visitor: kept in no cache, listed nowhere, its address told to no other
        host; what the law refuses is said in the section's own look."""

        @wraps(view)
        def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                response = view(request, *args, **kwargs)
            except Refused as refusal:
                response = self.refused(request, refusal)
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
            # Not "no-referrer": browsers then hide the origin of forms from the check of their
            # token.
            response["Referrer-Policy"] = "same-origin"
            return response

        return cast("View[P]", sensitive_post_parameters()(sensitive_variables()(shown)))

    def refused(self, request: HttpRequest, refusal: Refused, status: int = 409) -> HttpResponse:
        """Why something cannot be done, and where to go from here."""
        told = {"reason": refusal.message, "article": refusal.article}
        return render(request, self.refusal, told, status=status)

    def please_wait(self, request: HttpRequest, seconds: int) -> HttpResponse:
        """Too much from one address: how long to wait, and the other ways."""
        response = self.refused(request, Refused(wait_words(seconds)), status=429)
        response["Retry-After"] = str(seconds)
        return response


def sentence(message: Message) -> str:
    """In the reader's language."""
    return message.render(gettext)


def upload_size(request: HttpRequest, name: str) -> int:
    """The bytes of the files of a field."""
    return sum(one.size or 0 for one in request.FILES.getlist(name))


def told_beside(form: BaseForm, name: str, wrong: list[str]) -> None:
    """Put errors beside their field, whatever else is wrong."""
    form.is_valid()
    for words in wrong:
        form.add_error(name, words)


def plain(request: HttpRequest, form: BaseForm) -> dict[str, Any]:
    """What was sent for the fields of a form, as it came."""
    return {name: request.POST.get(name, "") for name in form.fields if name in request.POST}
