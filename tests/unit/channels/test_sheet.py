"""The sheet for a board: one page of the right size, nothing in it taken for a command."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from tests.unit.search.corpus import simple
from tongming.publishing.channels.sheet import render

ITEM = simple(
    "t-1",
    "红石砬子镇2026年第三季度农村最低生活保障对象名单公示",
    publisher="红石砬子镇人民政府",
    document_number="红政发〔2026〕5号",
    body_text="根据有关规定，现将名单公示如下。\n公示期七天。",
)
ADDRESS = "http://www.huadian.gov.cn/xxgk/t-1.html"
WIDTHS = {"a4": 210, "a3": 297}


def pages(pdf: bytes) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_short_text_stands_whole_on_one_page(size: str) -> None:
    pdf = render(ITEM, ADDRESS, size)
    [page] = pages(pdf)
    assert round(float(page.mediabox.width) / 72 * 25.4) == WIDTHS[size]
    text = page.extract_text()
    for told in ("公示期七天", "红政发〔2026〕5号", ADDRESS, "扫码看原文", "2026年3月13日"):
        assert told in text.replace("\n", "")
    assert pdf == render(ITEM, ADDRESS, size)


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_long_text_is_cut_at_a_sentence_and_says_so(size: str) -> None:
    item = replace(ITEM, body_text="这是一句不短的话，写在公示里。" * 600, title=ITEM.title * 3)
    [page] = pages(render(item, ADDRESS, size))
    text = page.extract_text().replace("\n", "")
    assert "以上为节选，扫码看全文" in text
    assert "写在公示里。以上为节选" in text.replace(" ", "")


def test_words_of_the_typesetter_stay_words() -> None:
    item = replace(ITEM, title='#panic("x") $a$ <b> @c', body_text='#import "x" * _ [ ] \\ $')
    [page] = pages(render(item, ADDRESS, "a4"))
    assert '#panic("x")' in page.extract_text()


def test_an_item_of_files_alone_shows_its_summary() -> None:
    item = replace(ITEM, body_text="", summary="名单见附件。")
    [page] = pages(render(item, ADDRESS, "a4"))
    assert "名单见附件" in page.extract_text()
