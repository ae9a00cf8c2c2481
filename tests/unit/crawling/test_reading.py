"""Pages of ordinary portals are told apart, and their dates, lists and words are read."""

# ruff: noqa: E501 (pages on a line)

from __future__ import annotations

import pytest

from tongming.law.words import Refused
from tongming.supervision.crawling.pages.model import Page
from tongming.supervision.crawling.pages.profile import Profile
from tongming.supervision.crawling.pages.reading import Reader
from tongming.supervision.crawling.pages.talking import asked
from tongming.supervision.crawling.wording import Wording, Wrong, parsed

ADDRESS = "http://www.example.gov.cn/zw/index.html"


def read(body: str, *, head: str = "", profile: Profile | None = None) -> Page:
    page = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return Reader(profile or Profile()).read(page, ADDRESS)


LISTS = {
    "ul": "<ul><li><a href='1.html'>关于停水的通告</a><span>2026-03-01</span></li>"
          "<li><a href='2.html'>关于停电的通告</a><span>2026-02-01</span></li></ul>",
    "table": "<table><tr><th>标题</th><th>发布日期</th><th>成文日期</th></tr>"
             "<tr><td><a href='1.html'>关于停水的通告</a></td><td>2026/3/1</td><td>2026/1/9</td></tr>"
             "<tr><td><a href='2.html'>关于停电的通告</a></td><td>2026/2/1</td><td>2026/1/8</td></tr>"
             "</table>",
    "inside": "<div class='list'><p><a href='1.html'><b>关于停水的通告</b><i>[2026年3月1日]</i></a></p>"
              "<p><a href='2.html'><b>关于停电的通告</b><i>[2026年2月1日]</i></a></p></div>",
    "dl": "<dl><dt>2026.03.01</dt><dd><a href='1.html'>关于停水的通告</a></dd></dl>"
          "<dl><dt>2026.02.01</dt><dd><a href='2.html'>关于停电的通告</a></dd></dl>",
    "cut": "<ul><li><a href='1.html' title='关于停水的通告'>关于停水…</a> 2026-03-01</li>"
           "<li><a href='2.html'>关于停电的通告</a> 2026-02-01</li></ul>",
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_lists_of_every_make_give_titles_and_days(kind: str) -> None:
    page = read(f"<div class='main'><h2>通知公告</h2>{LISTS[kind]}</div>")
    assert page.kind == "list"
    assert [(one.title, one.day) for one in page.entries] == [
        ("关于停水的通告", "2026-03-01"), ("关于停电的通告", "2026-02-01"),
    ]  # fmt: skip


ITEMS = {
    "label": "<h1>关于停水的通告</h1><p>发布时间：2026-03-01 09:30 来源：白沙镇</p>",
    "bare": "<h1>关于停水的通告</h1><div>2026年3月1日 09:30　来源：白沙镇　浏览 3 次</div>",
    "cells": "<h1>关于停水的通告</h1><table><tr><td>发 布 日 期</td><td>2026-03-01 09:30</td></tr>"
             "<tr><td>来　源</td><td>白沙镇</td></tr></table>",
    "old": "<div class='title'>关于停水的通告</div><div class='info'>日期：2026-03-01 09:30"
           "　来源：白沙镇</div>",
}  # fmt: skip


@pytest.mark.parametrize("kind", ITEMS)
def test_items_of_every_make_give_their_date_and_source(kind: str) -> None:
    text = (
        "<p>因管网检修，石门村定于2026年3月9日停水，请村民提前储水备用，恢复时间另行通知。</p>" * 3
    )
    page = read(f"<div class='con'>{ITEMS[kind]}{text}</div>")
    assert page.kind == "item"
    assert page.heading == "关于停水的通告"
    assert page.published_shown == "2026-03-01 09:30"
    if kind != "cells":
        assert page.source == "白沙镇"


def test_a_date_in_the_text_is_no_date_of_publication() -> None:
    text = (
        "<p>2026年3月5日，镇政府召开会议，研究部署春耕生产，各村负责人参加，会议要求抓好落实。</p>"
        * 3
    )
    page = read(f"<h1>春耕生产会议</h1><p>来源：白沙镇</p>{text}<p>2026年3月6日</p>")
    assert page.kind == "item"
    assert page.published == ""


def test_a_profile_says_what_cannot_be_recognised() -> None:
    body = "<div class='x'><a href='1.html'>关于停水</a><em>2026-03-01</em></div><div class='t'>标题</div>"
    page = read(body, profile=Profile(entry="div.x", title=".t"))
    assert page.kind == "list"
    assert page.heading == "标题"
    with pytest.raises(Refused):
        Profile(entry="][").checked()


def test_blank_pages_are_blank_and_others_are_not() -> None:
    empty = {
        "<h2 class='title'>安全生产</h2><ul></ul>": "nothing",
        "<h2 class='title'>安全生产</h2><p>暂无相关内容</p>": "暂无相关内容",
        "<h2 class='title'>安全生产</h2><p>栏目建设中，敬请期待！</p>": "栏目建设中",
    }
    for body, why in empty.items():
        assert read(body).blank == why
    for body in (
        "<h2>机构职能</h2><p>镇政府设党政办公室，负责文电、会务、机要、档案、督查等工作。</p>",
        "<h2>图解</h2><img src='a.png' alt=''>",
        "<h2>年报</h2><a href='2025.pdf'>2025年报</a>",
        "<h2>我要留言</h2><form><input name='x'></form>",
        "<h2>列表</h2><div id='l'></div><script>$.getJSON('/api')</script>",
    ):
        assert read(body).blank == "", body
    assert read("<div id='l'></div><script>$.getJSON('/api')</script>").scripted


def test_links_nobody_sees_are_seen() -> None:
    page = read(
        "<p>正文</p><div style='display:none'><a href='http://casino.example/'>赌</a></div>"
    )
    assert [(one.address, one.place) for one in page.links] == [
        ("http://casino.example/", "hidden")
    ]


def test_nothing_personal_stays_in_what_is_kept() -> None:
    page = read(
        "<title>x</title><h1>公告</h1><p>联系李某13987654321</p>"
        "<ul><li><a href='1.html'>李某 13987654321 的公示</a> 2026-03-01</li></ul>",
        head="<meta name='Description' content='电话13987654321'>",
    )
    assert "13987654321" not in str(page.as_data())
    assert [one.kind for one in page.hits] == ["mobile", "mobile"]


def test_what_is_kept_of_a_page_comes_back_the_same() -> None:
    for body in (*LISTS.values(), *ITEMS.values(),
                 "<h1>路灯</h1>留言时间：2026-01-01 答复单位：城管队 答复内容：已经修好了"):  # fmt: skip
        page = read(body)
        assert Page.of(page.as_data()) == page


def test_the_words_of_an_office_join_those_that_are_known() -> None:
    words = Wording(parsed("!攻府=政府\n坐谈会＝座谈会\n"))
    assert words.words == (Wrong("攻府", "政府", True), Wrong("坐谈会", "座谈会"))
    found = words.find("镇攻府召开坐谈会\n坐谈会")
    assert [(one.wrong, one.severe) for one in found] == [
        ("攻府", True), ("坐谈会", False), ("坐谈会", False),
    ]  # fmt: skip
    for line in ("没有等号", "=空", "字=词"):
        with pytest.raises(Refused):
            parsed(line)


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff" * 50, b"<" * 5000, b"<div>" * 5000, "锟斤拷".encode("gb18030")]
)
def test_no_page_is_too_broken_to_be_read(body: bytes) -> None:
    assert Reader().read(body, ADDRESS).kind in ("plain", "list", "item")


def test_a_supervised_matter_is_no_question_of_a_citizen() -> None:
    matter = "督办编号 2026-1 督办单位 某镇 承办单位 水利站 办结日期 2026-03-01 结果：已经修好。"
    assert asked(matter) is None
    question = f"留言时间 2026-02-01 {matter}"
    assert asked(question) is not None
