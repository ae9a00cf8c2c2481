"""The public pages: what they name, what they lead to, what they weigh."""

from __future__ import annotations

import gzip
import re

import pytest
from django.test import Client

from tests.conftest import Cast
from tests.published import publish
from tongming.law.figures import Cell, Gap
from tongming.law.forms import FORM_2019, FORM_2021, FORM_OWN

PAGES = ["/", "/reports/", "/guide/", "/rules/", "/apply/"]
REPORT = "/reports/hongshilazi/2019/"


@pytest.fixture
def town_report(cast: Cast) -> Cast:
    """红石砬子镇 has published 2019 in both forms."""
    figures = {Cell("channels", "total", "items"): 146}
    publish(cast.town, 2019, FORM_2019, figures, by=cast.clerk)
    publish(cast.town, 2019, FORM_OWN, figures, by=cast.clerk)
    return cast


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_first_page_names_the_town_and_leads_to_its_report(
    town_report: Cast, client: Client
) -> None:
    page = text_of(client, "/")
    assert "红石砬子镇人民政府2019年政府信息公开工作年度报告" in page
    assert "<dd>146 <small>条</small></dd>" in page
    links = re.findall(r'href="(/reports/[^"]+)"', page)
    assert REPORT in links
    assert client.get(REPORT).status_code == 200


def test_before_anything_is_published_the_first_page_says_so(cast: Cast, client: Client) -> None:
    page = text_of(client, "/")
    assert "还没有发布年度报告" in page
    assert "桦甸市人民政府" in page


def test_with_several_towns_the_section_is_the_countys(town_report: Cast, client: Client) -> None:
    assert 'content="红石砬子镇人民政府"' in text_of(client, "/")
    publish(town_report.other_town, 2019, FORM_2019, by=town_report.stranger)
    assert '<meta name="SiteName" content="桦甸市人民政府">' in text_of(client, "/")


def test_a_draft_is_not_to_be_found(cast: Cast, client: Client) -> None:
    assert client.get(REPORT).status_code == 404
    publish(cast.town, 2019, FORM_2019, by=cast.clerk)
    assert client.get(REPORT).status_code == 200
    assert client.get("/reports/hongshilazi/2018/").status_code == 404
    assert client.get("/reports/nobody/2019/").status_code == 404


def test_the_report_page_has_its_six_parts_and_tables_with_headers(
    town_report: Cast, client: Client
) -> None:
    page = text_of(client, REPORT)
    for heading in FORM_2019.sections:
        assert heading.heading in page
    assert page.count('<table class="report ') == 3
    assert 'scope="col' in page
    assert "国办公开办函〔2019〕60号" in page


def test_the_report_is_a_picture_too_on_its_page_and_as_files(
    town_report: Cast, client: Client
) -> None:
    page = client.get(REPORT).content.decode()
    assert 'class="picture" role="img"' in page
    # What is drawn stands in a table as well.
    assert "<caption>收到申请</caption>" in page
    assert '<th scope="row">本年新收</th><td>' in page
    starts = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}
    for kind, start in starts.items():
        answer = client.get(f"{REPORT}none/picture.{kind}")
        assert answer.status_code == 200
        assert answer.content.startswith(start)
    assert client.get(f"{REPORT}none/picture.exe").status_code == 404


def test_the_other_form_of_the_same_year_is_one_tab_away(town_report: Cast, client: Client) -> None:
    page = text_of(client, REPORT)
    assert "?form=none" in page
    own = text_of(client, f"{REPORT}?form=none")
    assert 'table class="report report-channels' in own
    assert client.get(f"{REPORT}?form=2021-30").status_code == 404


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("html", b"<!doctype html>"),
        ("docx", b"PK"),
        ("pdf", b"%PDF-"),
        ("xlsx", b"PK"),
        ("json", b"{"),
    ],
)
def test_each_of_the_five_files_comes_under_the_reports_title(
    town_report: Cast, client: Client, kind: str, begins: bytes
) -> None:
    page = text_of(client, REPORT)
    address = f"{REPORT}2019-60.{kind}"
    assert f'href="{address}"' in page
    response = client.get(address)
    assert response.content.startswith(begins)
    assert response["Content-Disposition"].endswith(f".{kind}")
    assert "%E7%BA%A2%E7%9F%B3" in response["Content-Disposition"]
    assert client.get(f"{REPORT}2019-60.exe").status_code == 404


def test_a_correction_is_listed_with_its_reason_and_what_it_changed(
    cast: Cast, client: Client
) -> None:
    cell = Cell("requests", "1", "nat")
    publish(cast.town, 2022, FORM_2021, {cell: 12}, by=cast.clerk)
    before = text_of(client, "/reports/hongshilazi/2022/")
    assert "更正说明" not in before
    publish(cast.town, 2022, FORM_2021, {cell: 13}, by=cast.clerk, version=2, reason="漏计一件")
    after = text_of(client, "/reports/hongshilazi/2022/")
    assert "第 2 版：漏计一件" in after
    assert "一、本年新收政府信息公开申请数量（自然人）：12 → 13" in after


def test_the_kinds_of_nothing_look_different_in_public_too(cast: Cast, client: Client) -> None:
    publish(
        cast.town,
        2019,
        FORM_2019,
        {
            Cell("proactive", "rules", "made"): Gap.NOT_APPLICABLE,
            Cell("proactive", "rules", "newly_public"): Gap.BLANK,
            Cell("proactive", "rules", "public_total"): Gap.NOT_REPORTED,
        },
        by=cast.clerk,
    )
    page = text_of(client, REPORT)
    for gap in ("gap-blank", "gap-not_applicable", "gap-not_reported"):
        assert page.count(gap) == 1


def test_reports_are_found_by_year_unit_and_words(town_report: Cast, client: Client) -> None:
    publish(town_report.other_town, 2020, FORM_2019, by=town_report.stranger, words="道路养护")
    assert "共 2 份" in text_of(client, "/reports/")
    assert "八道河子镇" not in text_of(client, "/reports/?year=2019").split("</form>")[-1]
    assert "共 1 份" in text_of(client, "/reports/?unit=badaohezi")
    assert "共 1 份" in text_of(client, "/reports/?q=道路")
    assert "共 1 份" in text_of(client, "/reports/?q=八道河子 2020")
    assert "没有符合的报告" in text_of(client, "/reports/?q=核电站")


def test_the_search_of_every_page_finds_reports_too(town_report: Cast, client: Client) -> None:
    assert '<form class="section-search" role="search" action="/search/">' in text_of(client, "/")
    assert f'href="{REPORT}"' in text_of(client, "/search/?q=红石砬子 2019")
    assert f'href="{REPORT}"' not in text_of(client, "/search/?q=红石砬子 2018")


def test_far_too_many_reports_are_paged(cast: Cast, client: Client) -> None:
    for year in range(2008, 2026):
        for unit, by in ((cast.town, cast.clerk), (cast.other_town, cast.stranger)):
            publish(unit, year, FORM_2021, by=by)
    first = text_of(client, "/reports/")
    assert "共 36 份" in first
    assert first.count('class="date"') == 20
    second = text_of(client, "/reports/?page=2")
    assert second.count('class="date"') == 16
    assert 'aria-current="page">2<' in text_of(client, "/reports/?page=99")


@pytest.mark.parametrize("path", [*PAGES, REPORT])
def test_every_page_has_one_h1_one_main_and_the_tags_of_a_government_site(
    town_report: Cast, client: Client, path: str
) -> None:
    page = text_of(client, path)
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert '<html lang="zh-CN"' in page
    for name in ("SiteName", "SiteDomain"):
        assert len(re.findall(rf'<meta name="{name}" content="[^"]+">', page)) == 1


def test_the_report_page_carries_the_tags_of_an_article(town_report: Cast, client: Client) -> None:
    page = text_of(client, REPORT)
    assert (
        '<meta name="ArticleTitle" content="红石砬子镇人民政府2019年政府信息公开工作年度报告">'
        in page
    )
    # 01:30 UTC is 09:30 in Shanghai.
    assert '<meta name="PubDate" content="2020-01-21 09:30">' in page
    assert "2020-01-21 09:30</time>" in page


@pytest.mark.parametrize("path", [*PAGES, REPORT])
def test_a_page_with_all_it_needs_stays_under_sixty_kilobytes(
    town_report: Cast, client: Client, path: str
) -> None:
    page = text_of(client, path)
    parts = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(parts) >= 6
    weight = len(gzip.compress(page.encode()))
    for part in parts:
        response = client.get(part)
        assert response.status_code == 200, part
        weight += len(gzip.compress(b"".join(response)))
    assert weight <= 60_000


@pytest.mark.parametrize("path", [*PAGES, REPORT])
def test_no_page_names_another_host(town_report: Cast, client: Client, path: str) -> None:
    page = text_of(client, path)
    assert re.findall(r'(?:href|src|action)="(?:https?:)?//[^"]*"', page) == []


def test_larger_type_is_chosen_without_a_script_and_remembered(cast: Cast, client: Client) -> None:
    assert 'class="section large"' not in text_of(client, "/guide/")
    response = client.post("/display/", {"type": "large", "next": "/guide/"})
    assert response["Location"] == "/guide/"
    assert 'class="section large"' in text_of(client, "/guide/")
    client.post("/display/", {"type": "usual", "next": "/guide/"})
    assert 'class="section large"' not in text_of(client, "/guide/")


def test_the_choice_of_type_leads_nowhere_else(cast: Cast, client: Client) -> None:
    response = client.post("/display/", {"type": "large", "next": "https://example.com/"})
    assert response["Location"] == "/"


def test_the_address_of_the_report_is_there_as_a_code(town_report: Cast, client: Client) -> None:
    response = client.get(f"{REPORT}code.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")
    assert b"style=" not in response.content


def test_a_title_with_markup_is_shown_as_text(cast: Cast, client: Client) -> None:
    publish(cast.town, 2019, FORM_2019, by=cast.clerk, words="<script>alert(1)</script>")
    page = text_of(client, REPORT)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
