"""A long table as PDF and Word: every row on paper, the heading on every page."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from tongming.engagement.reading.papers import Column, Group, Paper, docx, pdf
from tongming.files.extraction import extract
from tongming.law.words import Refused

COLUMNS = (Column("序号", 12, centred=True), Column("索引号", 40), Column("名称", 113))


def paper(rows: int, name: str = "惠农补助发放通知", **changes: object) -> Paper:
    lines = tuple((str(n), f"11220282013604111X/2026-{n:05}", f"{name}{n}") for n in range(rows))
    given: dict[str, object] = {
        "title": "政府信息公开目录", "organ": "红石砬子镇人民政府", "day": date(2026, 11, 25),
        "lines": ("共若干条",), "columns": COLUMNS,
        "groups": (Group("（一）规范性文件", lines), Group("（七）预算", lines)),
    }  # fmt: skip
    return Paper(**{**given, **changes})  # type: ignore[arg-type]


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def test_every_page_has_the_heading_of_the_table_and_of_its_group() -> None:
    pages = texts(pdf(paper(90)))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert "索引号" in page
        assert "规范性文件" in page or "预算" in page
        assert f"共 {len(pages)} 页" in page
        assert f"第 {number} 页" in page
    whole = "".join(pages)
    assert all(f"惠农补助发放通知{n}" in whole for n in range(90))


def test_the_same_paper_is_the_same_file() -> None:
    assert pdf(paper(3)) == pdf(paper(3))
    assert docx(paper(3)) == docx(paper(3))


def test_word_has_every_row_once_and_repeats_its_heading() -> None:
    made = docx(paper(20, to_sign=("移交人：", "接收人："), notes=("一式两份",)))
    words = "\n".join(part.text for part in extract(made, "目录.docx").parts)
    assert words.count("索引号") == 1
    assert words.count("惠农补助发放通知19") == 2
    assert "移交人：" in words
    assert "一式两份" in words
    assert "红石砬子镇人民政府" in words


def test_what_no_typeface_has_is_refused_in_words_and_controls_are_left_out() -> None:
    with pytest.raises(Refused, match="字体"):
        pdf(paper(1, name="\U00013000"))
    assert "名称" in "".join(texts(pdf(paper(1, name="甲\x0b乙"))))
