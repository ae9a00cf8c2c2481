"""Every operation as the page shows it: its parameters, and a request that can be copied."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tongming.api.document import document, scope_of
from tongming.api.tokens.scopes import Scope


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter."""

    name: str
    where: str
    required: bool
    description: str
    values: str


@dataclass(frozen=True, slots=True)
class Example:
    """A request as a program sends it."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any] | None
    needs_token: bool

    @property
    def address(self) -> str:
        """The path with its query."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    def command(self, host: str) -> str:
        """The same as a command."""
        lines = [f"curl -X {self.method} '{host}{self.address}'"]
        if self.needs_token:
            lines.append("  -H 'Authorization: Bearer tm_…'")
        if self.body is not None:
            lines.append("  -H 'Content-Type: application/json'")
            lines.append(f"  -d '{json.dumps(self.body, ensure_ascii=False, indent=2)}'")
        return " \\\n".join(lines)


@dataclass(frozen=True, slots=True)
class Described:
    """One operation."""

    id: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    scope: Scope | None
    needs_token: bool
    parameters: tuple[Parameter, ...]
    statuses: tuple[str, ...]
    example: Example


def operations() -> list[Described]:
    """Every operation of the document, in its order."""
    return [
        _described(path, method.upper(), operation)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    ]


def _described(path: str, method: str, operation: dict[str, Any]) -> Described:
    return Described(
        id=operation["operationId"],
        method=method,
        path=path,
        tag=operation["tags"][0],
        summary=operation["summary"],
        description=operation["description"],
        scope=scope_of(operation["operationId"]),
        needs_token="security" in operation,
        parameters=tuple(
            Parameter(
                one["name"], one["in"], one["required"], one.get("description", ""), _values(one)
            )
            for one in operation["parameters"]
        ),
        statuses=tuple(str(status) for status in operation["responses"]),
        example=_example(path, method, operation),
    )


def _example(path: str, method: str, operation: dict[str, Any]) -> Example:
    """What has to be given, and the query's own examples; a page number would find no page."""
    query: dict[str, str] = {}
    for one in operation["parameters"]:
        if "example" not in one:
            continue
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", str(one["example"]))
        elif one["in"] == "query" and one["name"] not in ("before", "limit"):
            query[one["name"]] = str(one["example"])
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Example(method, path, query, body.get("example"), "security" in operation)


def _values(parameter: dict[str, Any]) -> str:
    """The values a parameter can have, where they can be told in a line."""
    schema = parameter["schema"]
    kinds = schema.get("anyOf", [schema])
    return "、".join(str(value) for kind in kinds for value in kind.get("enum", ()))
