"""schemathesis over the whole document, as anybody and with a token: whatever is sent, the answer
is one the document names, in the shape it says, and never an error of ours.

`make api-fuzz` asks more often (API_EXAMPLES).
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from pytest_django.fixtures import Settings
from schemathesis import Case
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.pytest.lazy import get_all_tests

from tests.integration.api.office import Office
from tongming.api import doors

EXAMPLES = int(os.environ.get("API_EXAMPLES", "4"))
OFTEN = 10**9
CONFIG: dict[str, Any] = {
    "checks": {
        # What fits the schema may still be refused by the law: a day to come, a step out of turn.
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "401", "403", "404", "409", "410", "422"]
        },
    },
    # Every control character is sent, too.
    "generation": {"mode": "all", "allow-x00": True, "deterministic": EXAMPLES <= 10},
}


@pytest.fixture
def schema(
    office: Office, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[schemathesis.BaseSchema]:
    """The document as it is served; nobody is told to wait."""
    settings.API_PER_MINUTE = settings.API_TOKEN_PER_MINUTE = OFTEN
    settings.SEARCH_PER_MINUTE = OFTEN
    monkeypatch.setattr(doors, "MOST_WRONG", OFTEN)
    cache.clear()
    # As Django's own test client does: the test's connection stays.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json",
        WSGIHandler(),
        config=SchemathesisConfig.from_dict(CONFIG),
        headers={"Host": "localhost"},
    )
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


often = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def found(schema: schemathesis.BaseSchema, headers: dict[str, str]) -> dict[str, str]:
    """What schemathesis finds, by operation: its examples, the edges of each value, and chance.

    Its own way into pytest makes the office anew for every operation, or wants another pytest.
    """
    load_all_checks()

    def asked(case: Case[Any]) -> None:
        # What one request did is undone, so that the next finds the same office.
        with transaction.atomic():
            try:
                case.call_and_validate(headers={"Host": "localhost", **headers})
            finally:
                transaction.set_rollback(True)

    wrong = {}
    for result in get_all_tests(schema=schema, test_func=asked, settings=often, given_kwargs={}):
        assert isinstance(result, Ok), result
        operation, test = result.ok()
        try:
            test()
        except (Exception, ExceptionGroup) as error:
            wrong[operation.label] = "".join(traceback.format_exception(error))
    return wrong


def told(wrong: dict[str, str]) -> str:
    return "\n\n".join(f"{name}\n{what}" for name, what in wrong.items())


def test_nothing_anybody_sends_breaks_it(schema: schemathesis.BaseSchema) -> None:
    assert not (wrong := found(schema, {})), told(wrong)


def test_nothing_a_program_with_a_token_sends_breaks_it(
    schema: schemathesis.BaseSchema, office: Office
) -> None:
    staff = schema.include(path_regex="^/api/v1/work/")
    assert not (wrong := found(staff, office.program.headers())), told(wrong)
