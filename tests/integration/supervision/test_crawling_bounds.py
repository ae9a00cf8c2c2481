"""A crawl keeps to its bounds, to robots.txt, and to public addresses; it survives a kill."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.standins.town import ROOT, town
from tests.standins.web import Answer, Server, the_rest_of_the_world
from tongming.law.words import Refused
from tongming.supervision.crawling import actions
from tongming.supervision.crawling.fetching.network import networks
from tongming.supervision.crawling.models import Crawl, Section
from tongming.supervision.crawling.running import HOLD, work
from tongming.supervision.crawling.visiting import Visitor

HEAD = "<html><head><title>镇</title></head><body><h1>白沙镇</h1>"


@pytest.fixture(autouse=True)
def here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CRAWL_PRIVATE = networks("127.0.0.0/8")
    the_rest_of_the_world(monkeypatch)


@contextmanager
def small(pages: dict[str, str | Answer], robots: str = "", hook: Any = None) -> Iterator[Server]:
    answers = {
        path: page if isinstance(page, Answer) else Answer(f"{HEAD}{page}</body></html>".encode())
        for path, page in pages.items()
    }
    answers["/robots.txt"] = Answer(robots.encode(), media="text/plain")
    with Server(answers, hook) as server:
        yield server


def look(cast: Cast, server: Server, sleep: Callable[[float], None] | None = None,
         **given: Any) -> Crawl:  # fmt: skip
    section = Section.objects.filter(address=f"{server.url}/s/").first() or actions.set_up(
        unit=cast.town, by=cast.clerk, name="镇", address=f"{server.url}/s/",
        **{"pause": 0, **given},
    )  # fmt: skip
    crawl = section.crawls.filter(state__in=("waiting", "running", "paused")).first()
    crawl = crawl or actions.begin(section=section, by=cast.clerk)
    work(sleep or (lambda seconds: None))
    crawl.refresh_from_db()
    return crawl


def paths(server: Server) -> list[str]:
    return [path for _, _, path in server.asked]


def test_what_robots_txt_forbids_is_not_visited_and_no_fault(cast: Cast) -> None:
    pages: dict[str, str | Answer] = {
        "/s/": "<a href='/s/private/a.html'>内部</a><a href='/s/open.html'>公开</a>",
        "/s/open.html": "<p>文字</p>",
        "/s/private/a.html": "<p>文字</p>",
    }
    with small(pages, "User-agent: *\nDisallow: /s/private/\nCrawl-delay: 2") as server:
        waits: list[float] = []
        crawl = look(cast, server, waits.append)
        assert "/s/private/a.html" not in paths(server)
        assert "/s/open.html" in paths(server)
    assert crawl.left_out == {"robots": 1}
    assert crawl.complete, "what nobody may visit is no gap"
    assert max(waits) > 1.5, "the host asks for two seconds between visits, the section for none"
    assert not crawl.faults.filter(kind="C25").exists()


def test_a_host_whose_robots_txt_cannot_be_read_is_left_alone(cast: Cast) -> None:
    with small({"/s/": "<p>文字</p>"}) as server:
        server.answers["/robots.txt"] = Answer(b"", 500)
        crawl = look(cast, server)
        assert paths(server) == ["/robots.txt"]
    assert crawl.state == Crawl.State.FAILED
    assert "robots.txt" in str(crawl.reason_message)


def test_the_pause_is_kept_between_two_visits_to_one_host(cast: Cast) -> None:
    pages: dict[str, str | Answer] = {"/s/": "<a href='a.html'>甲</a>", "/s/a.html": "<p>乙</p>"}
    with small(pages) as server:
        waits: list[float] = []
        look(cast, server, waits.append, pause=3)
    assert len(waits) == 2
    assert all(2 < one <= 3 for one in waits)


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(cast: Cast) -> None:
    busy = Answer(b"", 503, headers={"Retry-After": "120"})
    with small({"/s/": "<a href='a.html'>甲</a>", "/s/a.html": busy}) as server:
        crawl = look(cast, server)
        assert crawl.state == Crawl.State.PAUSED
        assert crawl.not_before is not None
        assert 100 < (crawl.not_before - timezone.now()).total_seconds() <= 120
        asked = len(server.asked)
        assert work(lambda seconds: None) == 0, "not before its time"
        assert len(server.asked) == asked
        server.answers["/s/a.html"] = Answer(f"{HEAD}<p>文字</p>".encode())
        Crawl.objects.update(not_before=timezone.now())
        assert look(cast, server).state == Crawl.State.DONE
    assert not crawl.faults.filter(kind="C25").exists()


def test_the_bounds_of_pages_depth_bytes_and_time_end_it_and_say_so(cast: Cast) -> None:
    chain: dict[str, str | Answer] = {
        f"/s/{n or ''}": f"<a href='/s/{n + 1}'>下一页</a><p>{'文字' * 500}</p>" for n in range(12)
    }
    bounds: list[tuple[dict[str, Any], str]] = [({"pages": 3}, "pages"), ({"depth": 4}, "depth")]
    for bound, why in bounds:
        with small(chain) as server:
            crawl = look(cast, server, **bound)
            assert crawl.left_out == {why: 1}
            assert not crawl.complete
            assert len(set(paths(server))) == 1 + (3 if why == "pages" else 5)
    with small(chain) as server:
        section = actions.set_up(
            unit=cast.town, by=cast.clerk, name="镇", address=f"{server.url}/s/", pause=0
        )
        crawl = actions.begin(section=section, by=cast.clerk)
        Crawl.objects.filter(pk=crawl.pk).update(seconds=240 * 60)
        work(lambda seconds: None)
        crawl.refresh_from_db()
    assert "时间到了上限" in str(crawl.reason_message)


def test_what_was_not_reached_is_not_reported_gone(cast: Cast) -> None:
    from tongming.supervision.inspection.models import Finding

    pages: dict[str, str | Answer] = {
        "/s/": "<a href='a.html'>甲</a><a href='b.html'>乙</a>",
        "/s/a.html": "<p>联系李某13987654321报名</p>",
        "/s/b.html": "<p>请拨打13987654322联系王某</p>",
    }
    with small(pages) as server:
        look(cast, server)
        assert Finding.objects.filter(indicator="C20", gone_at=None).count() == 2
        server.answers["/s/a.html"] = Answer(f"{HEAD}<p>文字</p>".encode())
        Section.objects.update(pages=2)
        crawl = look(cast, server)
    assert not crawl.complete
    open_still = Finding.objects.filter(indicator="C20", gone_at=None)
    assert [one.subject.rpartition("/")[2] for one in open_still] == ["b.html"]


def test_a_calendar_without_end_does_not_keep_the_crawl(cast: Cast) -> None:
    def calendar(command: str, host: str, path: str) -> Answer | None:
        if not path.startswith("/s/cal"):
            return None
        month = int(path.rpartition("=")[2] or 0)
        links = "".join(
            f"<a href='/s/cal?month={month + n}'>{month + n}月</a>" for n in range(1, 40)
        )
        return Answer(f"{HEAD}{links}</body></html>".encode())

    pages: dict[str, str | Answer] = {
        "/s/": "<a href='/s/cal?month=1'>日历</a><a href='/s/x.html'>打不开的</a>"
    }
    with small(pages, hook=calendar) as server:
        crawl = look(cast, server)
        assert crawl.left_out["shape"] > 0
        assert len(server.asked) < 200
    assert crawl.faults.filter(kind="C25", subject__endswith="/s/x.html").exists()


def test_a_redirect_into_a_private_network_is_not_followed(cast: Cast) -> None:
    pages: dict[str, str | Answer] = {
        "/s/": "<a href='/s/in.html'>内网</a><a href='/s/file.html'>文件</a>",
        "/s/in.html": Answer(b"", 302, headers={"Location": "http://192.168.7.1/admin/"}),
        "/s/file.html": Answer(b"", 302, headers={"Location": "file:///etc/passwd"}),
    }
    with small(pages) as server:
        crawl = look(cast, server)
    faults = {one.subject.rpartition("/")[2]: one for one in crawl.faults.filter(kind="C25")}
    assert "内部网络" in str(faults["in.html"].message)
    assert faults["in.html"].evidence["chain"] == ["302 → http://192.168.7.1/admin/"]
    assert "跳转到的地址有误" in str(faults["file.html"].message)


def test_a_section_on_a_private_address_is_not_visited_unless_a_setting_allows_it(
    cast: Cast, settings: Settings
) -> None:
    settings.CRAWL_PRIVATE = ()
    with small({"/s/": "<p>文字</p>"}) as server:
        crawl = look(cast, server)
        assert server.asked == []
    assert crawl.state == Crawl.State.FAILED


def test_a_page_that_unpacks_without_end_is_cut_short(cast: Cast) -> None:
    bomb = Answer(gzip.compress(b"0" * 200_000_000, 9), headers={"Content-Encoding": "gzip"})
    long = Answer(b"<p>" + b"1" * 6_000_000)
    with small({"/s/": "<a href='b.html'>甲</a><a href='l.html'>乙</a>", "/s/b.html": bomb,
                "/s/l.html": long}) as server:  # fmt: skip
        crawl = look(cast, server)
    rows = {one.address.rpartition("/")[2]: one.result or {} for one in crawl.addresses.all()}
    assert rows["b.html"]["fault"] == "bomb"
    assert rows["l.html"]["fault"] == "too_large"
    assert crawl.bytes < 7_000_000


def test_another_process_goes_on_where_one_died(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    visit, visited = Visitor.visit, [0]

    def dies(self: Visitor, address: str, kind: str) -> Any:
        visited[0] += 1
        if visited[0] == 4:
            raise Killed
        return visit(self, address, kind)

    pages: dict[str, str | Answer] = {
        f"/s/{n or ''}": f"<a href='/s/{n + 1}'>下一页</a><p>{n}</p>" for n in range(7)
    }
    with small(pages) as server:
        with monkeypatch.context() as patch:
            patch.setattr(Visitor, "visit", dies)
            with pytest.raises(Killed):
                look(cast, server)
        assert work(lambda seconds: None) == 0, "nobody may take it from a process that lives"
        Crawl.objects.update(held_until=F("held_until") - HOLD)
        crawl = look(cast, server)
    assert (crawl.state, crawl.complete) == (Crawl.State.DONE, True)
    pages_seen = [path for path in paths(server) if path.startswith("/s/")]
    assert sorted(pages_seen) == sorted({*pages_seen}), "nothing twice"


def test_who_may_not_crawl_is_told_so_and_one_crawl_at_a_time(cast: Cast, sign_in: SignIn) -> None:
    section = actions.set_up(
        unit=cast.town, by=cast.clerk, name="镇", address="http://www.example.gov.cn/zw/"
    )
    crawl = actions.begin(section=section, by=cast.clerk)
    with pytest.raises(Refused, match="正在巡查"):
        actions.begin(section=section, by=cast.clerk)
    with pytest.raises(Refused, match="权限"):
        actions.cancel(crawl=crawl, by=cast.leader)
    assert sign_in(cast.stranger).get(crawl.get_absolute_url()).status_code == 404
    assert sign_in(cast.leader).get(crawl.get_absolute_url()).status_code == 200
    actions.cancel(crawl=crawl, by=cast.supervisor)
    crawl.refresh_from_db()
    assert crawl.state == Crawl.State.CANCELLED
    assert work(lambda seconds: None) == 0


def test_an_address_that_is_none_and_a_selector_that_is_none_are_refused(cast: Cast) -> None:
    for address in (
        "ftp://example.cn/",
        "javascript:alert(1)",
        "http://user:pw@example.cn/",
        "县网站",
    ):
        with pytest.raises(Refused, match="不是网址"):
            actions.set_up(unit=cast.town, by=cast.clerk, name="镇", address=address)
    with pytest.raises(Refused, match="选择器"):
        actions.set_up(
            unit=cast.town, by=cast.clerk, name="镇", address="http://example.cn/",
            profile={"entry": "ul >>> [["},
        )  # fmt: skip
    with pytest.raises(Refused, match="同一个网站"):
        actions.set_up(
            unit=cast.town, by=cast.clerk, name="镇", address="http://example.cn/",
            also="http://other.cn/a/",
        )  # fmt: skip


def test_a_killed_command_goes_on_when_it_is_run_again(tmp_path: Path) -> None:
    """`kill -9` in the middle, then the same command: the same as one that was let be."""
    environment = {
        **os.environ, "TONGMING_VAR": str(tmp_path), "TONGMING_DATABASE": "",
        "TONGMING_CRAWL_PRIVATE": "127.0.0.0/8", "DJANGO_SETTINGS_MODULE": "tongming.settings",
        "TONGMING_LANG": "zh",
    }  # fmt: skip

    def run(*words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tongming.cli", *words], env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def done(*words: str) -> str:
        process = run(*words)
        out, err = process.communicate(timeout=120)
        assert process.returncode in (0, 1), err
        return out

    done("manage", "migrate", "-v", "0")
    done("manage", "create_unit", "--name", "白沙镇人民政府", "--short-name", "白沙镇",
         "--level", "township", "--code", "baisha")  # fmt: skip
    with town(localdate()) as server:
        address = f"{server.url}{ROOT}"
        words = ("inspect", "crawl", address, "--unit", "baisha", "--pause", "0", "--json")
        first = run(*words)
        while len(server.asked) < 40:
            assert first.poll() is None, first.communicate()
            time.sleep(0.05)
        first.send_signal(signal.SIGKILL)
        first.communicate()
        cut = len(server.asked)
        done("manage", "shell", "-c", "from tongming.supervision.crawling.models import Crawl;"
             "Crawl.objects.update(held_until=None)")  # fmt: skip
        told = json.loads(done(*words))
        asked = [path for _, _, path in server.asked if path.endswith(".html")]
    assert told["state"] == "done"
    assert told["complete"]
    assert cut < len(server.asked)
    assert len(asked) - len(set(asked)) <= 2, "only what was on its way is asked for again"
    found = [one for one in told["found"] if not one["suspected"]]
    assert len(found) == 41, "39 faults that count at once, and 2 hints"


def test_links_of_other_hosts_get_their_second_look_by_the_clock(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tongming.supervision.crawling.light import second_looks
    from tongming.supervision.crawling.models import Outside
    from tongming.supervision.crawling.running import fetcher
    from tongming.supervision.inspection.models import Finding

    pages: dict[str, str | Answer] = {"/s/": "<a href='https://www.gov.cn/gone'>国家平台</a>"}
    with small(pages) as server, fetcher() as out:
        crawl = look(cast, server)
        assert crawl.faults.get(kind="C25").suspected
        today = localdate()
        assert second_looks(crawl.section, out, today) == 0, "the same day says nothing"
        assert second_looks(crawl.section, out, today + timedelta(days=1)) == 1
    assert Finding.objects.get(indicator="C25", gone_at=None).subject == "https://www.gov.cn/gone"
    assert Outside.objects.get().last_looked_on == today + timedelta(days=1)
