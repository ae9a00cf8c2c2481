"""What every staff screen begins with: somebody signed in, and a form that loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from tongming.law.words import Refused
from tongming.units.models import Person
from tongming.units.rights import NotPermitted

P = ParamSpec("P")
T = TypeVar("T")


class StaffRequest(HttpRequest):
    """A request by somebody signed in."""

    user: Person


def staff(
    view: Callable[Concatenate[StaffRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for people who have signed in; others are led to the sign-in and back."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return login_required(guarded)


def attempt(form: BaseForm, act: Callable[[], T]) -> T | None:
    """Do what a form asks for. A refusal is said on the form, and nothing typed is lost.

    A missing right is no matter of the form: it goes on to the page that says so.
    """
    try:
        return act()
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error(None, in_words(refusal))
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            for name, problems in error.error_dict.items():
                form.add_error(name if name in form.fields else None, problems)
        else:
            form.add_error(None, error)
    return None


def in_words(refusal: Refused) -> str:
    """The reason with the rule it rests on, in the reader's language."""
    words = refusal.message.render(gettext)
    if not refusal.article:
        return words
    return gettext("{reason}（{article}）").format(reason=words, article=refusal.article)


def done(form: BaseForm, act: Callable[[], object]) -> bool:
    """As `attempt`, where only whether it was done matters."""
    return attempt(form, lambda: (act(), True)[1]) is True
