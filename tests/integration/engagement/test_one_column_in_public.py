"""Messages, consultations and the social evaluation are one column to a citizen: 互动回应."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.conftest import Cast


@pytest.mark.parametrize("path", ["/messages/", "/consultations/", "/assessment/"])
def test_each_of_them_stands_under_the_column_and_keeps_the_ways_to_read(
    cast: Cast, path: str
) -> None:
    page = Client().get(path).content.decode()
    assert re.findall(r'<a href="([^"]*)" aria-current="true">互动回应</a>', page) == ["/messages/"]
    assert 'data-mode="elder"' in page
    assert 'data-mode="contrast"' in page


def test_from_messages_one_comes_to_the_others_and_back(cast: Cast) -> None:
    page = Client().get("/messages/").content.decode()
    for path in ("/consultations/", "/assessment/"):
        assert f'href="{path}"' in page
        breadcrumb = Client().get(path).content.decode().split('class="breadcrumb"')[1]
        assert '<a href="/messages/">互动回应</a>' in breadcrumb.split("</ol>")[0]
