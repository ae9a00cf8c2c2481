"""What belongs to the host site: its header and footer made harmless, a change of it noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.public_items import Room, made_item
from tests.published import publish
from tongming.checks import site_is_as_new_as_its_settings
from tongming.law.forms import FORM_2021
from tongming.portal.host import clean
from tongming.publishing import sources
from tongming.publishing.actions import publish_pending
from tongming.publishing.rebuilding import rebuild

TOWN = "hongshilazi"


def text(path: str) -> str:
    return (Path(configured.SITE) / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>县政府<script>alert(1)</script></p>", "<p>县政府</p>"),
        ('<p style="color:red" onclick="x()">甲</p>', "<p>甲</p>"),
        ('<img src="https://cdn.example.com/a.png" alt="甲">', '<img alt="甲">'),
        ('<img src="//cdn.example.com/a.png" alt="甲">', '<img alt="甲">'),
        ('<img src="/logo.png" alt="甲">', '<img src="/logo.png" alt="甲">'),
        ('<a href="javascript:alert(1)">甲</a>', '<a rel="noopener">甲</a>'),
        ("<iframe src=x></iframe><style>p{}</style>乙", "乙"),
    ],
)
def test_nothing_of_the_hosts_header_runs_styles_or_asks_another_host(html: str, left: str) -> None:
    assert clean(html) == left


def test_a_changed_setting_is_noticed_until_the_site_is_rebuilt(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    room = Room()
    sources.register(room)
    settings.VAR = tmp_path
    room.publish(made_item(1))

    def told() -> list[str]:
        return [one.id or "" for one in site_is_as_new_as_its_settings(databases=["default"])]

    assert told() == []
    settings.SITE_HOST = {**settings.SITE_HOST, "icp": "吉ICP备00000000号"}
    (tmp_path / "host").mkdir()
    (tmp_path / "host" / "header.html").write_text("<p>桦甸市门户</p>", encoding="utf-8")
    assert told() == ["tongming.W007"]
    rebuild()
    assert told() == []
    page = text(f"{TOWN}/items/2026/test-1/index.html")
    assert "吉ICP备00000000号" in page
    assert "<p>桦甸市门户</p>" in page
    sources.unregister(room.prefix)


def test_a_published_report_opens_its_units_section(cast: Cast, client: Client) -> None:
    with transaction.atomic():
        publish(cast.town, 2024, FORM_2021, by=cast.leader)
    publish_pending()
    page = text(f"{TOWN}/reports/index.html")
    assert f'href="/reports/{TOWN}/2024/"' in page
    assert client.get(f"/reports/{TOWN}/2024/").status_code == 200
    assert cast.town.name in text("index.html")
    assert "法定主动公开内容" not in client.get("/").content.decode(), "nothing stands there yet"
