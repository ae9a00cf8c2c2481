"""Our own demonstration section is crawled: nothing is found in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.standins.web import the_rest_of_the_world
from tongming.demonstration.prepare import prepare
from tongming.supervision.crawling import actions
from tongming.supervision.crawling.fetching.network import networks
from tongming.supervision.crawling.models import Crawl
from tongming.supervision.crawling.running import work
from tongming.supervision.inspection.facts import look
from tongming.units.models import Unit


def test_in_our_own_section_no_finding_is_invented(
    tmp_path: Path, settings: Settings, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR = tmp_path
    settings.CRAWL_PRIVATE = networks("127.0.0.0/8,::1/128")
    settings.SITE_ADDRESS = live_server.url.replace("localhost", "127.0.0.1")
    settings.SITE_HOST = {
        "name": "桦甸市人民政府", "code": "2202820001", "sponsor": "桦甸市人民政府办公室",
        "contact": "0432-66222000", "icp": "吉ICP备12345678号",
        "police": "吉公网安备 22028202000001号",
        "mark_url": "https://bszs.conac.cn/x", "complaint_url": "https://zfwzgl.www.gov.cn/x",
        "map_url": "/", "access_url": "", "dynamic": "/",
    }  # fmt: skip
    the_rest_of_the_world(monkeypatch)
    prepare(lambda what: None, localdate())
    town = Unit.objects.get(code="hongshilazi")
    section = actions.set_up(
        unit=town, by=None, pause=0,
        address=f"{settings.SITE_ADDRESS}{settings.SITE_PREFIX}{town.code}/",
    )  # fmt: skip

    crawl = actions.begin(section=section, by=None)
    work(sleep=lambda seconds: None)

    crawl.refresh_from_db()
    assert (crawl.state, crawl.complete) == (Crawl.State.DONE, True)
    assert crawl.addresses.filter(kind="page", done=True).count() > 20
    items = [one for one in crawl.addresses.all() if (one.page or {}).get("kind") == "item"]
    assert len(items) >= 5
    # What the demonstration published late is late by its own records too; nothing else is told.
    faults = list(crawl.faults.all())
    assert [f"{one.kind} {one.message}" for one in faults if one.kind != "C08"] == []
    late = {one.subject for one in look("C08", town, localdate())}
    assert {one.subject.rstrip("/").rsplit("/", 1)[-1] for one in faults} <= late
