"""The OpenAPI document, in the reader's language, with an example of every request.

ninja makes it from the operations. Here its words are translated, what OpenAPI calls an example is
put where OpenAPI wants it, and nothing else is changed.
"""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tongming.api.service import service
from tongming.api.tokens.scopes import Scope
from tongming.law.words import N_

ABOUT = N_(
    "公开数据不用令牌；单位的系统凭令牌办事，每次调用都是令牌持有人本人在本单位的行为。"
    "出错时的答复都是同一种形式，写明原因和条文。"
)
_TRANSLATED = ("summary", "description")


def document() -> dict[str, Any]:
    """The document in the language in force."""
    return deepcopy(_document(translation.get_language() or settings.LANGUAGE_CODE))


@cache
def _document(language: str) -> dict[str, Any]:
    """Made once a language: operations do not change while the program runs."""
    with translation.override(language):
        # As JSON has it: statuses are texts, and nothing is shared with the operations.
        made: dict[str, Any] = json.loads(
            json.dumps(service.get_openapi_schema(path_prefix="/api/v1/"))
        )
        made["info"]["title"] = _("通明数据接口")
        made["info"]["description"] = _(ABOUT)
        made["servers"] = [{"url": "/"}]
        schemas = made["components"]["schemas"]
        for methods in made["paths"].values():
            for operation in methods.values():
                _operation(operation, schemas)
        for schema in schemas.values():
            # What a class says of itself is for those who read the code.
            schema.pop("description", None)
            schema.pop("examples", None)
        return made


def _operation(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    operation["tags"] = [_(tag) for tag in operation["tags"]]
    for name in _TRANSLATED:
        operation[name] = _(operation[name])
    for parameter in operation["parameters"]:
        _parameter(parameter)
    if body := operation.get("requestBody"):
        content = body["content"]["application/json"]
        example = schemas[content["schema"]["$ref"].rpartition("/")[2]].get("examples")
        if example:
            content["example"] = example[0]


def _parameter(parameter: dict[str, Any]) -> None:
    schema = parameter["schema"]
    schema.pop("title", None)
    schema.pop("description", None)
    if examples := parameter.pop("examples", None):
        parameter["example"] = examples[0]
        schema.pop("examples", None)
    if "description" in parameter:
        parameter["description"] = _(parameter["description"])


def scope_of(operation_id: str) -> Scope | None:
    """The scope an operation asks for."""
    return _scopes()[operation_id]


@cache
def _scopes() -> dict[str, Scope | None]:
    found: dict[str, Scope | None] = {}
    for _prefix, router in service._routers:
        for view in router.path_operations.values():
            for operation in view.operations:
                scopes = [one.scope for one in operation.auth_callbacks if hasattr(one, "scope")]
                found[operation.view_func.__name__] = scopes[0] if scopes else None
    return found
