"""Changes of words: marked with who made them, taken back paragraph by paragraph, merged."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.reports.drafting.tracking import (
    Kind,
    Revision,
    Span,
    by_line,
    hunks,
    merge,
    take,
    track,
)
from tongming.reports.rendering.tracked import TrackedPart, render_tracked

texts = st.text("收到申请件公开，。\n12", max_size=40)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@given(texts, st.lists(texts, max_size=4))
def test_without_what_is_gone_it_is_the_last_text_and_without_what_is_new_the_first(
    base: str, later: list[str]
) -> None:
    spans = track(base, [Revision(text) for text in later])
    assert "".join(one.text for one in spans if one.kind is not Kind.GONE) == [base, *later][-1]
    assert "".join(one.text for one in spans if one.kind is not Kind.NEW) == base


def test_every_change_names_who_made_it() -> None:
    first, second = "全年举办培训3次，覆盖机关。", "全年举办培训3次，覆盖机关和各村。"
    spans = track("全年举办培训3次。", [Revision(first, "王敏"), Revision(second, "李主任")])
    assert {one.by for one in spans if "机关" in one.text} == {"王敏"}
    assert {one.by for one in spans if "各村" in one.text} == {"李主任"}


def test_what_was_put_in_and_taken_out_again_leaves_no_trace() -> None:
    spans = track("一。", [Revision("一。二。", "王敏"), Revision("一。", "李主任")])
    assert spans == [Span(Kind.SAME, "一。")]


@given(texts, texts)
def test_taking_every_hunk_gives_the_draft_and_each_alone_leaves_the_others(
    draft: str, current: str
) -> None:
    text = current
    for _hunk in hunks(draft, current):
        text = take(draft, text, 1)
    assert text == draft


def test_a_hunk_there_is_not_is_not_taken() -> None:
    with pytest.raises(LookupError):
        take("一", "一", 1)


def test_two_people_in_two_paragraphs_lose_nothing() -> None:
    merged = merge("一\n二\n三", "一甲\n二\n三", "一\n二\n三乙")
    assert merged == "一甲\n二\n三乙"


def test_in_the_same_paragraph_mine_stands() -> None:
    assert merge("一\n二\n三", "一甲\n二\n三", "一乙\n二\n三") == "一甲\n二\n三"


@given(texts, texts)
def test_what_nobody_else_changed_is_mine_and_what_i_left_is_theirs(base: str, text: str) -> None:
    assert merge(base, text, base) == text
    assert merge(base, base, text) == text
    assert merge(base, text, text) == text


def test_a_word_document_tracks_the_changes_with_author_and_time() -> None:
    moment = datetime(2026, 1, 5, 1, 2, 3, tzinfo=UTC)
    revision = Revision("新的一段。\n留下。\n又一段。", "王敏", moment)
    spans = track("旧的一段。\n留下。", [revision])
    content = render_tracked(
        [TrackedPart("一、总体情况", spans)], title="年报", organ="镇", day=None
    )
    with zipfile.ZipFile(BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    inserted = [one for one in body.iter(f"{WORD}ins") if len(one)]
    assert "".join(text.text or "" for one in inserted for text in one.iter(f"{WORD}t")) == (
        "新又一段。"
    )
    deleted = [text.text for text in body.iter(f"{WORD}delText")]
    assert deleted == ["旧"]
    marks = [*inserted, *body.iter(f"{WORD}del")]
    assert {one.get(f"{WORD}author") for one in marks} == {"王敏"}
    assert {one.get(f"{WORD}date") for one in marks} == {"2026-01-05T01:02:03Z"}
    numbers = [one.get(f"{WORD}id") for one in body.iter() if one.get(f"{WORD}author")]
    assert len(numbers) == len(set(numbers))


def test_lines_know_what_became_of_their_ends() -> None:
    assert [end for _line, end in by_line(track("一\n二", [Revision("一二")]))] == [
        Kind.GONE, Kind.SAME,
    ]  # fmt: skip
