"""An office with something behind every operation; nobody is counted from before."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.conftest import Cast
from tests.integration.api.office import Office, furnished


@pytest.fixture(autouse=True)
def uncounted(db: None) -> None:
    cache.clear()


@pytest.fixture
def office(cast: Cast) -> Office:
    return furnished(cast)
