"""What is marked is what was found, in the words of the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.search.corpus import TEXT_ALPHABET, simple
from tongming.publishing.item import PublicFile
from tongming.search.index.documents import Part
from tongming.search.index.folding import fold
from tongming.search.index.query import Query
from tongming.search.index.reading import Reader
from tongming.search.index.snippets import LENGTH, Segment, marked, snippet


def test_marks_stand_in_the_text_as_it_was_written() -> None:
    segments = marked("根据桦政发［２０２６］ ５号（节选）", ["(2026)5号"])
    assert segments == (
        Segment("根据桦政发"),
        Segment("［２０２６］ ５号", found=True),
        Segment("（节选）"),
    )


def test_overlapping_and_touching_finds_are_one_mark() -> None:
    assert marked("公开公开公告", ["公开公", "开公开"]) == (
        Segment("公开公开公", found=True),
        Segment("告"),
    )
    assert marked("低保名单", ["低保", "名单"]) == (Segment("低保名单", found=True),)


@given(st.text(TEXT_ALPHABET, max_size=60), st.text(TEXT_ALPHABET, min_size=1, max_size=4))
def test_segments_are_the_text_and_marks_fold_to_what_was_looked_for(
    text: str, looked_for: str
) -> None:
    needle = fold(looked_for)
    segments = marked(text, [needle])
    assert "".join(segment.text for segment in segments) == text
    found = [segment for segment in segments if segment.found]
    assert bool(found) == bool(needle and needle in fold(text))
    for segment in found:
        assert needle in fold(segment.text)


def test_the_snippet_stands_around_the_first_find_wherever_that_is() -> None:
    body = "开头。" + "无关的话" * 5000 + "。这里写着低保名单和金额" + "，后文" * 100
    shown = snippet([Part("概述"), Part(body)], ["低保名单"])
    assert shown is not None
    text = "".join(segment.text for segment in shown.segments)
    assert text.startswith("这里写着低保名单和金额")
    assert text.endswith("…")
    assert len(text) <= LENGTH + 2
    assert Segment("低保名单", found=True) in shown.segments


def test_a_find_in_a_file_names_the_file(put: Callable[..., None], folder: Path) -> None:
    file = PublicFile("低保人员.xlsx", "0" * 64, 10, "x", "序号 姓名 刘德\u3000海 金额")
    put(simple("a", "公示", body_text="见附件", files=(file,)))
    hit = Reader(folder).find(Query("刘德海")).hits[0]
    assert hit.snippet is not None
    assert hit.snippet.file == "低保人员.xlsx"
    assert Segment("刘德 海", found=True) in hit.snippet.segments


def test_markup_in_a_text_stays_text(put: Callable[..., None], folder: Path) -> None:
    put(simple("a", "公示<script>alert(1)</script>", body_text="<b>低保</b>"))
    hit = Reader(folder).find(Query("低保")).hits[0]
    assert hit.snippet is not None
    assert [segment.text for segment in hit.snippet.segments] == ["<b>", "低保", "</b>"]


def test_without_a_find_the_beginning_is_shown() -> None:
    shown = snippet([Part("概述在此"), Part("正文")], ["标题里的词"])
    assert shown is not None
    assert shown.segments == (Segment("概述在此"),)
    assert snippet([], ["词"]) is None
