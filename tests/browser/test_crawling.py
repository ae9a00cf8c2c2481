"""A section with forty planted faults, crawled from the screen: each of them is on it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignInTo
from tests.conftest import Cast
from tests.standins.town import ROOT, town
from tests.standins.web import the_rest_of_the_world
from tongming.files.extraction import extract
from tongming.supervision.crawling.fetching.network import networks
from tongming.supervision.crawling.models import CrawlFault
from tongming.supervision.crawling.running import work

TABLE = yaml.safe_load((Path(__file__).parents[1] / "vectors" / "planted_faults.yaml").read_text())


def test_forty_planted_faults_are_all_on_the_screen_and_none_is_invented(
    cast: Cast, page: Page, live_server: LiveServer, enter: SignInTo, settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.CRAWL_PRIVATE = networks("127.0.0.0/8")
    the_rest_of_the_world(monkeypatch)
    enter(page, cast.clerk)
    page.get_by_role("link", name="网页巡查").first.click()
    page.get_by_role("link", name="添加巡查对象").click()
    page.get_by_label("名称").fill("白沙镇专栏")
    page.get_by_label("首页地址").fill("县网站")
    page.get_by_label("两次访问之间停几秒").fill("0")
    with town(localdate()) as server:
        page.get_by_label("首页地址").fill(f"{server.url}{ROOT}")
        page.get_by_role("button", name="保存").click()
        page.get_by_role("button", name="开始巡查").click()
        expect(page.get_by_text("可以离开这一页").first).to_be_visible()
        expect(page.get_by_role("progressbar")).to_be_visible()
        page.goto(f"{live_server.url}/work/crawling/")  # left, and come back to
        page.get_by_role("link", name="白沙镇专栏").first.click()
        page.get_by_role("link", name="查看进度").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        work(sleep=lambda seconds: None)
        # The page that was left open notices by itself that the crawl has ended.
        expect(page.get_by_text("共 42 处")).to_be_visible(timeout=20_000)

        links = page.locator("tbody th a")
        assert links.count() == len(TABLE["faults"]) + len(TABLE["hints"])
        said = page.locator("tbody").all_inner_texts()
        on_screen = "\n".join(said)
        for fault in CrawlFault.objects.all():
            assert str(fault.message) in on_screen
        expect(page.get_by_text("待复查")).to_have_count(1)
        page.get_by_role("link", name="有1处个人信息没有遮盖（手机号）").click()
        expect(page.get_by_text("139****4321").first).to_be_visible()
        assert "13987654321" not in page.content()
        page.go_back()
        with page.expect_download() as saved:
            page.get_by_role("link", name="导出 XLSX").click()
        book = extract(Path(saved.value.path()).read_bytes(), "found.xlsx").text
        assert "zcdt/content_99.html" in book
        assert "139****4321" in book

        # Something is put right; the next crawl tells it apart from what is still there.
        server.answers[f"{ROOT}zcdt/content_99.html"] = server.answers[f"{ROOT}zcdt/content_1.html"]
        page.get_by_role("navigation").get_by_role("link", name="网页巡查").first.click()
        page.get_by_role("link", name="白沙镇专栏").first.click()
        page.get_by_role("button", name="开始巡查").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        work(sleep=lambda seconds: None)
        page.reload()
    page.get_by_role("link", name="已消除").click()
    expect(page.locator("tbody th a")).to_have_count(1)
    expect(page.get_by_text("链接打不开：服务器回答404。")).to_be_visible()
