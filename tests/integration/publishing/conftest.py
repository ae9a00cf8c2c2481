from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Cast
from tests.public_items import Room
from tongming.publishing import sources


@pytest.fixture
def room(cast: Cast) -> Iterator[Room]:
    """A room whose items are published."""
    made = Room()
    sources.register(made)
    yield made
    sources.unregister(made.prefix)
