"""Whatever the documentation shows can be copied and runs: every operation of the document."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from tests.integration.api.office import Office
from tongming.api.document import document
from tongming.api.examples import Described, operations


def success(one: Described) -> str:
    """The status a request that succeeds is answered with."""
    (status,) = [status for status in one.statuses if status.startswith("2")]
    return status


def asked(office: Office, one: Described) -> Any:
    """The example, sent as it stands; what it did is undone."""
    example = one.example
    body = None if example.body is None else json.dumps(example.body)
    with transaction.atomic():
        answer = Client().generic(
            example.method,
            example.address,
            body or "",
            "application/json",
            headers=office.program.headers() if example.needs_token else {},
        )
        transaction.set_rollback(True)
    return answer


def faults(one: Described, answer: Any, spoken: dict[str, Any]) -> list[str]:
    """How an answer differs from what the document promises."""
    if str(answer.status_code) != success(one):
        return [f"{answer.status_code} {answer.content.decode()[:300]}"]
    response = spoken["paths"][one.path][one.method.lower()]["responses"][success(one)]
    schema = {**response["content"]["application/json"]["schema"],
              "components": spoken["components"]}  # fmt: skip
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(answer.json())]


def test_every_operation_has_an_example_that_runs_and_answers_as_documented(
    office: Office,
) -> None:
    spoken = document()
    found = {f"{one.method} {one.path}": faults(one, asked(office, one), spoken)
             for one in operations()}  # fmt: skip
    assert len(found) > 35
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_required_parameter_and_every_body_has_an_example() -> None:
    lacking = []
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            name = f"{method} {path}"
            lacking += [
                f"{name} {one['name']}"
                for one in operation["parameters"]
                if one["required"] and "example" not in one
            ]
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if body is not None and "example" not in body:
                lacking.append(f"{name} body")
    assert lacking == []


def test_every_operation_says_what_it_is_for_and_which_errors_it_may_answer() -> None:
    for one in operations():
        assert one.summary
        assert one.description
        assert {"422", "429"} <= set(one.statuses), one.id
        assert one.needs_token is one.path.startswith("/api/v1/work/"), one.id
        assert not one.needs_token or {"401", "403", "404"} <= set(one.statuses), one.id
