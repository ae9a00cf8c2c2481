"""What went wrong, said the same way everywhere: a code, a sentence, the article, the field."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.responses import Status

from tongming.api.fields import Told
from tongming.errors import problem
from tongming.law.words import N_, Refused
from tongming.units.rights import NotPermitted

log = logging.getLogger(__name__)


class Problem(Told):
    """An error."""

    code: str
    message: str
    article: str
    field: str
    request_id: str


class Wrong(Exception):
    """A form of the workbench does not take what was sent; the field, and what it says."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


class Conflict(Exception):
    """The idempotency key was used for another request."""


class TooOften(Exception):
    """Asked too often; the seconds to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


_PUBLIC = (400, 404, 422, 429)
_STAFF = (400, 401, 403, 404, 409, 413, 422, 429)


def answers(schema: Any, status: int = 200) -> dict[int, Any]:
    """What a public operation may answer."""
    return {status: schema, **dict.fromkeys(_PUBLIC, Problem)}


def staff_answers(schema: Any, status: int = 200) -> dict[int, Any]:
    """What an operation with a token may answer."""
    return {status: schema, **dict.fromkeys(_STAFF, Problem)}


__all__ = ["Conflict", "Problem", "Status", "TooOften", "answers", "install", "staff_answers"]

WRONG: dict[str, str] = {
    "missing": N_("“{field}”没有填。"),
    "extra_forbidden": N_("没有“{field}”这个字段。"),
    "string_too_long": N_("“{field}”太长了。"),
    "string_too_short": N_("“{field}”太短了。"),
    "string_pattern_mismatch": N_("“{field}”的格式不对。"),
    "string_unicode": N_("“{field}”里有不能保存的字符。"),
    "string_type": N_("“{field}”应当是文字。"),
    "int_type": N_("“{field}”应当是整数。"),
    "bool_type": N_("“{field}”应当是 true 或者 false。"),
    "date": N_("“{field}”应当是日期，例如 2026-03-13。"),
    "enum": N_("“{field}”不在可选的值里。"),
    "literal_error": N_("“{field}”不在可选的值里。"),
    "greater_than_equal": N_("“{field}”太小了。"),
    "less_than_equal": N_("“{field}”太大了。"),
    "too_long": N_("“{field}”的项数太多。"),
    "too_short": N_("“{field}”的项数太少。"),
}
"""What is wrong with a value, by pydantic's name for it."""


def install(api: NinjaAPI) -> None:
    """Have every error answered as a `Problem`."""
    for kind, handler in (
        (NotPermitted, _not_permitted),
        (Refused, _refused),
        (Http404, _not_found),
        (ValidationError, _invalid),
        (AuthenticationError, _no_token),
        (Throttled, _throttled),
        (TooOften, _too_often),
        (Conflict, _conflict),
        (Wrong, _wrong),
        (HttpError, _http),
    ):
        api.add_exception_handler(kind, handler)  # type: ignore[arg-type]
    # What is no error of these is nobody's fault outside: Django logs it, `errors` answers.
    api.add_exception_handler(Exception, _raise)  # type: ignore[arg-type]


def _raise(request: HttpRequest, error: Exception) -> HttpResponse:
    raise error


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return problem(422, refusal.message.render(_), code="refused", article=refusal.article)


def _not_permitted(request: HttpRequest, refusal: NotPermitted) -> HttpResponse:
    return problem(403, refusal.message.render(_), article=refusal.article)


def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    # The first part says where it was sent; a body's second is its name inside the program.
    where, *rest = [str(part) for part in first["loc"]]
    field = ".".join(rest[1:] if where == "body" and len(rest) > 1 else rest)
    words = WRONG.get(first["type"], N_("“{field}”不合要求。"))
    return problem(422, _(words).format(field=field), field=field)


def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = problem(401)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    return problem(429)


def _too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    response = problem(429)
    response["Retry-After"] = str(error.seconds)
    return response


def _conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    return problem(409)


def _wrong(request: HttpRequest, error: Wrong) -> HttpResponse:
    return problem(422, error.message, field=error.field)


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    # Only what ninja itself says: a body that is no JSON.
    return problem(error.status_code)
