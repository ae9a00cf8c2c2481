"""What is published is found, and counted on the website, at once; what is withdrawn is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from tests.conftest import Cast
from tests.public_items import Room, made_item
from tongming.publishing import sources
from tongming.publishing.channels.kinds import Channel
from tongming.publishing.channels.queries import channel_counts
from tongming.search import actions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(cast: Cast) -> Iterator[Room]:
    cache.clear()
    made = Room()
    sources.register(made)
    yield made
    sources.unregister(made.prefix)


def found(client: Client, text: str) -> list[dict[str, str]]:
    items: list[dict[str, str]] = client.get("/search/results.json", {"q": text}).json()["items"]
    return items


def test_what_is_published_is_found_under_its_address_and_counted(
    room: Room, cast: Cast, client: Client
) -> None:
    room.publish(made_item(1), made_item(2))
    [item] = found(client, "红政发[2026]2号")
    response = client.get(item["url"].removeprefix("http://testserver"))
    assert response.status_code == 200
    assert item["title"] in b"".join(response).decode()
    response.close()
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert channel_counts(cast.town, *year).channels[Channel.WEBSITE] == 2
    room.withdraw("test-2")
    assert found(client, "红政发[2026]2号") == []
    room.hide("test-1")
    assert found(client, "惠农补助") == []
    room.publish(made_item(1))
    assert actions.repair() == []
    assert len(found(client, "惠农补助")) == 1
