"""Which encoding a file is in, whatever it declares."""

from __future__ import annotations

import codecs

import pytest

from tests.unit.reports.reading.made import BODY, figures_of, misread, reading, whole_page
from tongming.law.forms import FORM_2021
from tongming.reports.reading.decode import decode

WORDS = "青川市石桥镇人民政府２０２３年政府信息公开工作年度报告\n收到申请3件，朱镕基堃\n"
FIGURES = figures_of(FORM_2021, 3)
PAGE = whole_page(FORM_2021, FIGURES)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16-le", "utf-16-be", "utf-16"]
)
def test_text_is_decoded_without_being_told_how(encoding: str) -> None:
    words = WORDS if encoding != "gbk" else WORDS.replace("堃", "坤")
    assert decode(words.encode(encoding)) == words


def test_big_endian_with_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be")) == WORDS


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "big5", "iso-8859-1"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_page_that_lies_about_its_charset_is_read(declared: str, encoding: str) -> None:
    page = PAGE.replace("charset='utf-8'", f"charset='{declared}'")
    report = reading(page.encode(encoding))
    assert report.body == BODY
    assert misread(report, FIGURES) == {}


def test_a_few_broken_bytes_cost_a_few_characters() -> None:
    data = bytearray(WORDS.encode())
    data[40] = 0xFF
    assert "政府信息公开" in decode(bytes(data))
    assert decode(WORDS.encode()[:-2]).startswith("青川市石桥镇人民政府")
    assert "政府信息公开" in decode(WORDS.encode("gb18030")[:-1])


def test_nothing_that_ends_a_string_early_comes_through() -> None:
    assert decode("政府\0信息\r\n公开\r".encode()) == "政府信息\n公开\n"
