"""How long a question to the public search takes, beside the engine's bare query.

`TONGMING_BENCH_ITEMS=1000000 python -m benchmarks search` for another size than 100,000.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import tantivy

from tongming.publishing.item import PublicItem
from tongming.search.index.entries import Entry
from tongming.search.index.folding import fold
from tongming.search.index.query import Query
from tongming.search.index.reading import Reader
from tongming.search.index.store import Store
from tongming.search.index.suggesting import Suggester
from tongming.search.index.writing import rebuild, update

COUNT = int(os.environ.get("TONGMING_BENCH_ITEMS", "100000"))
QUESTIONS = 240
_TERMS = """
政务公开 政府信息公开 工作要点 实施方案 低保名单 最低生活保障 预算公开 三公经费 土地征收 房屋征收
防汛抗旱 森林防火 应急预案 安全生产 行政处罚 行政许可 规范性文件 政策解读 营商环境 人居环境
乡村振兴 宅基地 一事一议 通知 公告 公示 名单 方案 办法 意见
"""
_TOWNS = "红石砬子镇 八道河子镇 夹皮沟镇 二道甸子镇 常山镇 金沙镇 桦郊乡 公吉乡"
TERMS = _TERMS.split()
TOWNS = _TOWNS.split()


class Writing:
    """Texts of the kind a town publishes: frequent words and rare ones, drawn as in language."""

    def __init__(self, seed: int = 711) -> None:
        self.chance = random.Random(seed)
        characters = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
        rare = ["".join(self.chance.choices(characters, k=2)) for _ in range(30_000)]
        self.words = [*TERMS, *rare]
        # Zipf: the n-th most frequent word is n times rarer than the first.
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.words))))

    def text(self, words: int) -> str:
        return "".join(self.chance.choices(self.words, cum_weights=self.weights, k=words))

    def entries(self, count: int) -> Iterator[Entry]:
        """Items of a title and about two hundred characters."""
        start = datetime(2019, 5, 15, 8, tzinfo=UTC)
        for number in range(count):
            town = self.chance.randrange(len(TOWNS))
            at = start + timedelta(minutes=3 * number)
            item = PublicItem(
                key=f"item-{number}",
                unit=f"town-{town}",
                title=f"{TOWNS[town]}{self.text(6)}",
                published_at=at,
                changed_at=at,
                body_text="，".join(self.text(6) for _ in range(14)),
                document_number=f"桦政发〔{at.year}〕{number}号" if number % 3 == 0 else "",
                publisher=f"{TOWNS[town]}人民政府",
                statutory_items=(f"20-{number % 15 + 1}",),
                formed_on=date(at.year, at.month, at.day),
            )
            yield Entry(item, f"/{item.unit}/{item.key}.html", ("county", item.unit))

    def questions(self) -> list[str]:
        """A term; a rarer word; two terms; a town and a term; a document number."""
        kinds: list[Callable[[], str]] = [
            lambda: self.chance.choice(TERMS),
            lambda: self.text(1),
            lambda: " ".join(self.chance.sample(TERMS, 2)),
            lambda: f"{self.chance.choice(TOWNS)} {self.chance.choice(TERMS)}",
            lambda: f"桦政发[2019]第{3 * self.chance.randrange(30_000)}号",
        ]
        return [kinds[number % len(kinds)]() for number in range(QUESTIONS)]


def bare(index: tantivy.Index, question: str) -> tantivy.Query:
    """What the engine would be asked without us: a phrase of every bigram, in both fields."""
    clauses = []
    for word in map(fold, question.split()):
        grams: list[str | tuple[int, str]] = [word[at : at + 2] for at in range(len(word) - 1)]
        either = [
            tantivy.Query.phrase_query(index.schema, field, grams)
            if len(grams) > 1
            else tantivy.Query.term_query(index.schema, field, grams[0])
            for field in ("title", "text")
        ]
        should = [(tantivy.Occur.Should, one) for one in either]
        clauses.append((tantivy.Occur.Must, tantivy.Query.boolean_query(should)))
    return tantivy.Query.boolean_query(clauses)


def main() -> None:
    """Build an index, then ask each question both ways, in turn."""
    writing = Writing()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        rebuild(folder, writing.entries(COUNT), lambda key: None)
        taken = time.perf_counter() - started
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"\nSearching {COUNT:,} items")
        print(f"  built with the texts made up: {taken:.1f} s, {COUNT / taken:,.0f} items/s")
        print(f"  on disk: {size / 1e6:,.0f} MB, {size / COUNT:,.0f} bytes an item")
        _ask(folder, writing.questions())
        _change(folder, writing)
        _suggest(folder)


def _ask(folder: Path, questions: list[str]) -> None:
    reader = Reader(folder)
    index = tantivy.Index.open(str(Store(folder).current()))
    searcher = index.searcher()
    ours: list[float] = []
    engines: list[float] = []
    for counted in (False, True):
        for question in questions:
            asked = bare(index, question)
            pair = (
                _seconds(lambda asked=asked: searcher.search(asked, 20)),  # type: ignore[misc]
                _seconds(lambda question=question: reader.find(Query(question))),  # type: ignore[misc]
            )
            if counted:
                engines.append(pair[0])
                ours.append(pair[1])
    print(f"  {'':<44} {'p50':>9} {'p99':>9}")
    for label, seconds in (
        ("the engine's bare query, no texts fetched", engines),
        ("a page of results with snippets and total", ours),
    ):
        print(f"  {label:<44} {_ms(seconds, 50)} {_ms(seconds, 99)}")
    p50, p99 = (_at(ours, at) / _at(engines, at) for at in (50, 99))
    print(f"  ratio page : bare query = {p50:.2f} : 1 at p50, {p99:.2f} : 1 at p99")


def _change(folder: Path, writing: Writing) -> None:
    """One item published or corrected: what a clerk waits for."""
    entries = list(writing.entries(30))
    seconds = [
        _seconds(lambda entry=entry: update(folder, {entry.item.key: entry}))  # type: ignore[misc]
        for entry in entries
    ]
    print(f"  {'one item brought up to date':<44} {_ms(seconds, 50)} {_ms(seconds, 99)}")


def _suggest(folder: Path) -> None:
    suggester = Suggester(Reader(folder))
    first = _seconds(lambda: suggester.suggest("zwgk"))
    asked = ("zwgk", "zhengwugongkai", "政物公开", "最低生活保证", "营商环竟", "hjbh") * 5
    seconds = [_seconds(lambda one=one: suggester.suggest(one)) for one in asked]  # type: ignore[misc]
    label = f"a suggestion (the first: {first:.2f} s)"
    print(f"  {label:<44} {_ms(seconds, 50)} {_ms(seconds, 99)}")


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _at(seconds: list[float], percent: int) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]


def _ms(seconds: list[float], percent: int) -> str:
    return f"{1000 * _at(seconds, percent):6.1f} ms"
