"""Between two crawls: does it open, does its search find, IPv6, is it untouched."""

from __future__ import annotations

import socket
import subprocess
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.supervision.test_crawling_bounds import HEAD, look, small
from tests.standins.web import Answer, Server, the_rest_of_the_world
from tongming.publishing.models import SiteFile
from tongming.supervision.crawling import actions, light, starting
from tongming.supervision.crawling.fetching.network import networks
from tongming.supervision.crawling.models import Probe, Section
from tongming.supervision.crawling.running import fetcher
from tongming.supervision.inspection.models import Finding


@pytest.fixture(autouse=True)
def here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CRAWL_PRIVATE = networks("127.0.0.0/8")
    the_rest_of_the_world(monkeypatch)


def watched(cast: Cast, server: Server) -> Section:
    return actions.set_up(
        unit=cast.town,
        by=cast.clerk,
        name="镇",
        address=f"{server.url}/s/",
        is_watched=True,
        pause=0,
    )


def open_findings(indicator: str) -> list[str]:
    return [str(one.message) for one in Finding.objects.filter(indicator=indicator, gone_at=None)]


def test_a_week_in_which_one_visit_in_twenty_fails_is_a_veto_and_a_better_week_ends_it(
    cast: Cast,
) -> None:
    with small({"/s/": "<p>文字</p>"}) as server:
        section, now = watched(cast, server), timezone.now()
        for hour in range(1, 60):
            Probe.objects.create(
                section=section, at=now - timedelta(hours=hour), opened=hour > 3, milliseconds=100
            )
        light.probe(section, now)  # 3 of 60: five in a hundred
        assert open_findings("C27") == ["7天里访问60次，3次没有打开。"]
        light.probe(section, now + timedelta(hours=1))
        assert open_findings("C27") == []
        server.answers["/s/"] = Answer(b"", 502)
        assert not light.probe(section, now + timedelta(hours=2)).opened


def test_a_section_is_visited_every_hour_by_a_process_of_its_own(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    class Process:
        def __init__(self, words: list[str], **_: Any) -> None:
            started.append(words)

        def poll(self) -> int | None:
            return None if len(started) < 2 else 0

    monkeypatch.setattr(subprocess, "Popen", Process)
    monkeypatch.setattr(starting, "_at_work", {})
    with small({"/s/": "<p>文字</p>"}) as server:
        section, now = watched(cast, server), timezone.now()
        assert starting.start_what_waits(now) == 1
        assert started[0][-2:] == ["tongming.supervision.crawling.worker", "light"]
        assert starting.start_what_waits(now) == 0, "one is at work"
        Section.objects.update(looked_on=localdate())
        light.probe(section, now)
        assert not light.due(now + timedelta(minutes=59)).exists()
        assert light.due(now + timedelta(minutes=60)).exists()
        actions.begin(section=section, by=cast.clerk)
        assert starting.start_what_waits(now) == 1
        assert started[1][-1] == "crawl"


def test_everything_small_is_done_once_a_day_though_the_site_is_away(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(light, "has_ipv6", lambda name: ())
    morning = datetime(2026, 3, 2, 6, 0, tzinfo=timezone.get_current_timezone())
    with small({"/s/": Answer(b"", 502)}) as server:
        section = watched(cast, server)
        assert light.look_lightly(morning) == 1
        assert light.look_lightly(morning) == 0
    section.refresh_from_db()
    assert section.looked_on == morning.date()
    assert section.light == {"C28": "unknown", "C29": "found", "C33": "unknown"}


def test_a_search_that_only_repeats_the_question_finds_nothing(cast: Cast) -> None:
    day = localdate() - timedelta(days=20)
    item = (
        f"<h1>关于停水的通告</h1><p>发布时间：{day} 来源：镇</p><p>{'停水两小时请储水。' * 9}</p>"
    )
    form = "<form action='/find'><input type='search' name='q'></form>"
    pages: dict[str, str | Answer] = {
        "/s/": f"{form}<ul><li><a href='1.html'>关于停水的通告</a>{day}</li></ul>",
        "/s/1.html": Answer(f"<html><body>{item}</body></html>".encode()),
    }
    result = ["<h2>“关于停水的通告”的搜索结果</h2><p>共0条</p>"]

    def search(command: str, host: str, path: str) -> Answer | None:
        return Answer(f"{HEAD}{result[0]}".encode()) if path.startswith("/find?q=") else None

    with small(pages, hook=search) as server, fetcher() as out:
        section = look(cast, server).section
        light.look_daily(section, out, localdate())
        assert open_findings("C28") == ["抽查1个标题，1个在搜索结果第一页没有。"]
        result[0] = "<ul><li><a href='/s/1.html'>关于停水的通告</a></li></ul>"
        light.look_daily(section, out, localdate())
        assert open_findings("C28") == []


def test_a_domain_without_ipv6_is_told_and_a_machine_without_ipv6_says_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.CRAWL_PRIVATE = networks("127.0.0.0/8, ::1/128")

    def fails(number: int) -> Any:
        def connect(*_: Any, **__: Any) -> None:
            raise OSError(number, "")

        return connect

    with small({"/s/": "<p>文字</p>"}) as server, fetcher() as out:
        section = watched(cast, server)
        monkeypatch.setattr(light, "has_ipv6", lambda name: ())
        light.look_daily(section, out, localdate())
        assert "没有IPv6地址" in open_findings("C29")[0]
        monkeypatch.setattr(light, "has_ipv6", lambda name: ("::1",))
        monkeypatch.setattr(socket, "create_connection", fails(101))  # network unreachable
        light.look_daily(section, out, localdate())
        assert section.light["C29"] == "unknown"
        monkeypatch.setattr(socket, "create_connection", fails(111))  # refused
        light.look_daily(section, out, localdate())
        assert "连不上" in open_findings("C29")[0]


def test_a_page_of_ours_that_was_changed_on_its_way_is_told(cast: Cast, settings: Settings) -> None:
    import hashlib

    page = f"{HEAD}<p>文字</p></body></html>".encode()
    with small({"/xxgk/hongshilazi/": Answer(page)}) as server, fetcher() as out:
        settings.SITE_ADDRESS = server.url
        SiteFile.objects.create(
            path="hongshilazi/index.html", sha256=hashlib.sha256(page).hexdigest(),
            size=len(page), artefact="x",
        )  # fmt: skip
        section = actions.set_up(
            unit=cast.town,
            by=cast.clerk,
            name="镇",
            address=f"{server.url}/xxgk/hongshilazi/",
            pause=0,
        )
        light.look_daily(section, out, localdate())
        assert section.light["C33"] == "fine"
        server.answers["/xxgk/hongshilazi/"] = Answer(page + b"<script src=//x.example></script>")
        light.look_daily(section, out, localdate())
        assert open_findings("C33") == ["页面与发布的内容不一致：hongshilazi/index.html。"]
        server.answers["/xxgk/hongshilazi/"] = Answer(page)
        light.look_daily(section, out, localdate())
        assert open_findings("C33") == []
