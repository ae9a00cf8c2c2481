"""The public search: what it finds, how it is asked, what it refuses."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from tests.integration.search.conftest import Items
from tests.unit.search.corpus import simple, withdrawn
from tongming.law.documents import Validity
from tongming.search import actions
from tongming.search.index.query import PER_PAGE


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(db: None) -> None:
    cache.clear()


def page(client: Client, query: str, status: int = 200) -> str:
    response = client.get(f"/search/{query}")
    assert response.status_code == status
    assert response["X-Robots-Tag"] == "noindex"
    return response.content.decode()


def titles(html: str) -> list[str]:
    headings = re.findall(r"<h2>(.*?)</h2>", html.partition("search-hits")[2], re.S)
    return [re.sub(r"<[^>]+>", "", heading) for heading in headings]


def test_a_word_finds_the_item_marks_it_and_leads_to_its_page(
    public: Items, client: Client
) -> None:
    html = page(client, "?q=工作要点")
    assert titles(html) == ["关于印发红石砬子镇2026年政务公开工作要点的通知"]
    assert 'href="/hongshilazi/t-1.html"' in html
    assert "<mark>工作要点</mark>" in html
    assert "找到 1 条" in html
    assert "红政发〔2026〕5号" in html


def test_without_a_question_the_page_says_how_to_ask(public: Items, client: Client) -> None:
    html = page(client, "")
    assert "怎样找得快" in html
    assert "search-hits" not in html


def test_filters_stay_in_the_address_and_in_the_form(public: Items, client: Client) -> None:
    assert len(titles(page(client, "?q=低保"))) == 2
    html = page(client, "?q=低保&unit=badaohezi&sort=date")
    assert titles(html) == ["八道河子镇低保公示"]
    assert '<option value="badaohezi" selected>' in html
    assert '<option value="date" selected>' in html
    assert len(titles(page(client, "?q=低保&unit=huadian"))) == 2
    assert len(titles(page(client, "?unit=badaohezi"))) == 1


def test_pages_keep_the_question(public: Items, client: Client) -> None:
    public.put(*(simple(f"t-p{n}", "防汛公告") for n in range(PER_PAGE + 1)))
    html = page(client, "?q=防汛")
    assert f"找到 {PER_PAGE + 1} 条" in html
    assert re.search(r'href="\?q=%E9%98%B2%E6%B1%9B&amp;page=2"', html)
    assert len(titles(page(client, "?q=防汛&page=2"))) == 1


def test_nothing_found_offers_what_may_have_been_meant(public: Items, client: Client) -> None:
    html = page(client, "?q=zwgk&unit=hongshilazi")
    assert "没有找到" in html
    assert "您是不是要找" in html
    assert "unit=hongshilazi" in html.partition("search-suggestions")[2]
    link = re.search(r'href="(\?[^"]+)" lang="zh-CN">政务公开<', html)
    assert link
    assert len(titles(page(client, link[1].replace("&amp;", "&")))) == 1


def test_words_taken_apart_are_told(public: Items, client: Client) -> None:
    html = page(client, "?q=红石砬子镇低保对象名单")
    assert "没有完整含有“红石砬子镇低保对象名单”的信息" in html
    assert len(titles(html)) == 1


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?q=" + "公" * 101, "最多 100 个字"),
        ("?q=公开&page=99", "最多翻到第 50 页"),
        ("?q=公开&page=x", "页码应当是数字"),
        ("?q=公开&year=二〇二六", "年份应当是数字"),
        ("?q=公开&sort=size", "没有这种排列方式"),
        ("?q=a+b+c+d+e+f+g+h+i", "最多 8 个"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_why(
    public: Items, client: Client, query: str, told: str
) -> None:
    html = page(client, query, status=400)
    assert told in html
    assert client.get(f"/search/results.json{query}").json()["error"].count(told) == 1


def test_markup_in_the_question_is_shown_as_text(public: Items, client: Client) -> None:
    html = page(client, "?q=<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_same_answer_as_json(public: Items, client: Client) -> None:
    response = client.get("/search/results.json?q=红政发[2026]第5号")
    assert response["X-Robots-Tag"] == "noindex"
    answer = response.json()
    assert answer["total"] == 1
    item = answer["items"][0]
    assert item["key"] == "t-1"
    assert item["url"] == "http://testserver/hongshilazi/t-1.html"
    assert item["document_number"] == "红政发〔2026〕5号"
    assert client.get("/search/results.json").status_code == 400
    suggested = client.get("/search/results.json?q=zwgk").json()["suggestions"]
    assert suggested[0]["text"] == "政务公开"


def test_one_address_that_asks_too_fast_waits_and_another_does_not(
    public: Items, settings: Settings
) -> None:
    settings.SEARCH_PER_MINUTE = 2
    one, other = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    for _ in range(2):
        assert one.get("/search/?q=低保").status_code == 200
    response = one.get("/search/?q=低保")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 61
    assert "查得太快了" in response.content.decode()
    assert one.get("/search/results.json?q=低保").status_code == 429
    assert one.get("/search/").status_code == 200
    assert other.get("/search/?q=低保").status_code == 200


def test_a_withdrawn_item_is_found_nowhere_at_once(public: Items, client: Client) -> None:
    assert len(titles(page(client, "?q=工作要点"))) == 1
    public.put(withdrawn(public["t-1"]))
    for asked in (
        "?q=工作要点",
        "?q=红政发〔2026〕5号",
        "?unit=hongshilazi",
        "?item=20-1",
        "?q=zwgk",
    ):
        html = page(client, asked)
        assert titles(html) == []
        assert "/hongshilazi/t-1.html" not in html
    assert client.get("/search/results.json?q=zwgk").json()["suggestions"] == []


def test_an_item_no_longer_public_in_any_way_is_gone_too(public: Items, client: Client) -> None:
    del public["t-1"]
    actions.update(["t-1"])
    assert titles(page(client, "?q=工作要点")) == []


def test_what_is_repealed_says_so(public: Items, client: Client) -> None:
    public.put(simple("t-9", "旧办法", validity=Validity.REPEALED))
    assert "废止" in page(client, "?q=旧办法").partition("search-hits")[2]


def test_only_get_is_answered(public: Items, client: Client) -> None:
    assert client.post("/search/?q=低保").status_code == 405


def test_the_day_shown_is_that_of_shanghai(public: Items, client: Client) -> None:
    public.put(simple("t-8", "夜里发布", published_at=datetime(2026, 3, 1, 17, tzinfo=UTC)))
    assert "2026-03-02" in page(client, "?q=夜里发布")
