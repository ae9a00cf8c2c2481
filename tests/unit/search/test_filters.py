"""Filters, order, totals and bounds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.unit.search.conftest import Keys
from tests.unit.search.corpus import entry, simple, withdrawn
from tongming.law.documents import Validity
from tongming.law.words import Refused
from tongming.search.index import reading
from tongming.search.index.query import PER_PAGE, Query, Sort
from tongming.search.index.reading import Reader
from tongming.search.index.writing import update

Put = Callable[..., None]


def test_each_filter_lets_through_what_it_names_and_nothing_else(put: Put, keys: Keys) -> None:
    put(
        simple("town", "低保公示", unit="hongshilazi", statutory_items=("20-11", "21-township-8")),
        simple("other", "低保公示", unit="badaohezi", validity=Validity.REPEALED),
        simple("old", "低保公示", formed_on=date(2019, 12, 31), theme="社会救助"),
    )
    assert set(keys("低保")) == {"town", "other", "old"}
    assert set(keys("低保", unit="huadian")) == {"town", "other", "old"}
    assert set(keys("低保", unit="hongshilazi")) == {"town", "old"}
    assert keys("低保", item="21-township-8") == ["town"]
    assert keys("低保", item="21-township") == []
    assert keys("低保", validity="repealed") == ["other"]
    assert keys("低保", year=2019) == ["old"]
    assert keys("低保", theme="社会救助", year=2019, unit="huadian") == ["old"]
    assert keys("预算", year=2019) == []
    assert keys(year=2019) == ["old"]


def test_the_year_is_that_of_shanghai(put: Put, keys: Keys) -> None:
    put(simple("new", published_at=datetime(2025, 12, 31, 16, 30, tzinfo=UTC)))
    assert keys(year=2026) == ["new"]
    assert keys(year=2025) == []


def test_the_title_counts_most_and_the_newest_come_first_by_date(put: Put, keys: Keys) -> None:
    put(
        simple(
            "told", "工作总结", body_text="低保" * 3, published_at=datetime(2026, 5, 1, tzinfo=UTC)
        ),
        simple("named", "低保", body_text="无", published_at=datetime(2026, 4, 1, tzinfo=UTC)),
    )
    assert keys("低保") == ["named", "told"]
    assert keys("低保", sort=Sort.DATE) == ["told", "named"]
    assert keys() == ["told", "named"]


def test_totals_are_true_and_pages_do_not_overlap(folder: Path) -> None:
    count = 2 * PER_PAGE + 3
    update(folder, {f"k{n}": entry(simple(f"k{n}", "公示")) for n in range(count)})
    reader = Reader(folder)
    pages = [reader.find(Query("公示", page=page)) for page in (1, 2, 3)]
    assert {page.total for page in pages} == {count}
    assert pages[0].pages == 3
    found = [hit.shown.key for page in pages for hit in page.hits]
    assert len(found) == len(set(found)) == count


def test_very_many_results_come_by_date(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BY_DATE_FROM", 2)
    items = [
        simple(f"k{n}", "公示", published_at=datetime(2026, 1, n, tzinfo=UTC)) for n in (1, 2, 3)
    ]
    update(folder, {item.key: entry(item) for item in items[:2]})
    assert Reader(folder).find(Query("公示")).sorted_by is Sort.RELEVANCE
    update(folder, {items[2].key: entry(items[2])})
    results = Reader(folder).find(Query("公示"))
    assert results.sorted_by is Sort.DATE
    assert [hit.shown.key for hit in results.hits] == ["k3", "k2", "k1"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"text": "公" * 101}, "太长"),
        ({"text": "公开", "page": 51}, "最多翻到第 50 页"),
        ({"text": "公开", "page": 0}, "最多翻到"),
        ({"text": "一 二 三 四 五 六 七 八 九"}, "最多 8 个"),
    ],
)
def test_a_question_without_bounds_is_refused_in_plain_words(
    asked: dict[str, object], told: str
) -> None:
    with pytest.raises(Refused, match=told):
        Query(**asked)  # type: ignore[arg-type]


def test_before_anything_is_written_nothing_is_found(folder: Path) -> None:
    reader = Reader(folder)
    assert reader.find(Query("公开")).total == 0
    assert reader.choices()["unit"] == {}
    assert not folder.exists()


def test_words_run_together_are_taken_apart_only_when_nothing_has_them(
    put: Put, folder: Path
) -> None:
    put(
        simple("a", "红石砬子镇2026年低保名单"),
        simple("b", "红石砬子镇低保"),
    )
    reader = Reader(folder)
    exact = reader.find(Query("红石砬子镇低保"))
    assert [hit.shown.key for hit in exact.hits] == ["b"]
    assert exact.pieces == ()
    loosened = reader.find(Query("红石砬子镇低保名单"))
    assert [hit.shown.key for hit in loosened.hits] == ["a"]
    assert "名单" in loosened.pieces
    nothing = reader.find(Query("红石砬子镇防汛预案"))
    assert (nothing.total, nothing.pieces) == (0, ())


def test_a_changed_item_is_found_as_it_is_and_a_withdrawn_one_not_at_all(
    put: Put, folder: Path
) -> None:
    reader = Reader(folder)
    before = simple("a", "低保公示", body_text="张三的旧内容", subject_words=("旧主题",))
    put(before, simple("b", "低保公示"))
    assert reader.find(Query("旧内容")).total == 1
    put(simple("a", "低保公示", body_text="新内容"))
    assert reader.find(Query("旧内容")).total == 0
    assert reader.find(Query("新内容")).total == 1
    assert reader.find(Query("低保")).total == 2
    put(withdrawn(before))
    assert [hit.shown.key for hit in reader.find(Query("低保")).hits] == ["b"]
    assert reader.choices()["unit"] == {"huadian": 1, "hongshilazi": 1}


def test_choices_count_what_there_is(put: Put, folder: Path) -> None:
    put(
        simple("a", formed_on=date(2024, 1, 1), statutory_items=("20-1",)),
        simple("b", unit="badaohezi", validity=Validity.IN_FORCE),
    )
    choices = Reader(folder).choices()
    assert choices["unit"] == {"huadian": 2, "hongshilazi": 1, "badaohezi": 1}
    assert choices["year"] == {"2024": 1, "2026": 1}
    assert choices["item"] == {"20-1": 1}
    assert choices["validity"] == {"in_force": 1}
