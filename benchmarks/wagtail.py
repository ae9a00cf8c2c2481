"""Publishing Chinese items, and finding any two characters of them again, beside Wagtail.

    python -m benchmarks wagtail

Wagtail is no part of this project: the measurement makes a virtual environment of its own, has pip
install Wagtail there, and has it start a site as it does by default (SQLite, its default search).
Wagtail makes a page when somebody asks for it; here a publication ends with the finished files on
the disk, Word and PDF among them. TONGMING_BENCH_PUBLISH sets the number of items: 200 unless set.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.search import Writing
from benchmarks.sections import UNIT, start
from tongming.publishing.item import PublicItem

NUMBER = int(os.environ.get("TONGMING_BENCH_PUBLISH", "200"))
QUESTIONS = 200
_PIECES = Path(__file__).with_name("wagtail_pieces")
_MARKS = set("，。；：、（）〔〕《》 \n")


class Kept:
    """A room of items at hand."""

    prefix = "item-"

    def __init__(self, items: Iterable[PublicItem]) -> None:
        self.items = {item.key: item for item in items}

    def get(self, key: str) -> PublicItem | None:
        return self.items.get(key)

    def keys(self) -> Iterator[str]:
        yield from self.items


def main() -> None:
    """Publish the same items with both, one at a time; ask both the same questions."""
    items = list(_items())
    pairs, clauses = _questions(items)
    questions = pairs + clauses
    print(f"\nPublishing {NUMBER:,} Chinese items, one at a time, and finding them again")
    with tempfile.TemporaryDirectory() as folder:
        start(folder)
        ours, ours_found = _here(items, questions)
        together = _together(items)
        theirs = _wagtail(Path(folder), items, questions)
    named: list[tuple[str, float, list[list[str]] | None]] = [
        ("Tongming, finished files on the disk", ours, ours_found),
        ("Tongming, all asked for at once", together, None),
    ]
    if isinstance(theirs, str):
        print(f"  {theirs}")
    else:
        label = f"Wagtail {theirs['version']}, pages in the database"
        named.append((label, theirs["seconds"], theirs["found"]))
    for label, seconds, found in named:
        said = ""
        if found is not None:
            of_pairs = _recall(items, pairs, found[: len(pairs)])
            of_clauses = _recall(items, clauses, found[len(pairs) :])
            said = f"   recall {of_pairs:6.1%}, of whole clauses {of_clauses:6.1%}"
        print(f"  {label:<44} {NUMBER / seconds:8.1f} items/s{said}")
    if not isinstance(theirs, str):
        print(f"  ratio Tongming : Wagtail = {ours / theirs['seconds']:.2f} : 1 in time,")
        print(f"  all asked for at once {together / theirs['seconds']:.2f} : 1")
    print(
        f"  recall: of {len(pairs)} pairs of characters out of titles and texts, the share of the"
    )
    print("  items with the pair in title or text that were found; the same of what stands whole")
    print("  between two commas, to see that both searches work")


def _items() -> Iterator[PublicItem]:
    for entry in Writing().entries(NUMBER):
        item = entry.item
        yield replace(item, unit=UNIT, body_html=f"<p>{item.body_text}</p>")


def _questions(items: list[PublicItem]) -> tuple[list[str], list[str]]:
    """Pairs of characters anywhere in titles and texts; and whole clauses."""
    chance = random.Random(711)
    pairs: list[str] = []
    while len(pairs) < QUESTIONS:
        text = chance.choice(chance.choice([(one.title, one.body_text) for one in items]))
        at = chance.randrange(len(text) - 1)
        pair = text[at : at + 2]
        if not set(pair) & _MARKS:
            pairs.append(pair)
    return pairs, [chance.choice(chance.choice(items).body_text.split("，")) for _n in range(20)]


def _here(items: list[PublicItem], questions: list[str]) -> tuple[float, list[list[str]]]:
    from django.db import transaction

    from tongming.publishing import sources
    from tongming.publishing.actions import publish_pending, request
    from tongming.search import queries
    from tongming.search.index.query import Query

    sources.register(Kept(items))
    began = time.perf_counter()
    for item in items:
        with transaction.atomic():
            request(item.key)
    taken = time.perf_counter() - began
    outcome = publish_pending()
    assert not outcome.failed, outcome.failed
    found = []
    for question in questions:
        keys: list[str] = []
        for page in range(1, 51):
            results = queries.find(Query(question, page=page))
            keys += [hit.shown.key for hit in results.hits]
            if len(keys) >= results.total or not results.hits:
                break
        found.append(keys)
    return taken, found


def _together(items: list[PublicItem]) -> float:
    """Every item changed in one transaction, and asked for there."""
    from django.db import transaction

    from tongming.publishing import sources
    from tongming.publishing.actions import publish_pending, request

    sources.register(Kept(replace(item, title=f"{item.title}（更正）") for item in items))
    began = time.perf_counter()
    with transaction.atomic():
        for item in items:
            request(item.key)
    outcome = publish_pending()
    taken = time.perf_counter() - began
    assert not outcome.failed, outcome.failed
    return taken


def _wagtail(folder: Path, items: list[PublicItem], questions: list[str]) -> dict[str, Any] | str:
    """What came of it there, or why nothing did."""
    python = folder / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    asked = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*asked, "wagtail"], check=False, stderr=subprocess.DEVNULL).returncode:
        return (
            "Wagtail takes no part: pip could not install it from the package index it is set to."
        )
    site = folder / "beside"
    site.mkdir()
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "TONGMING_", "DJANGO_"))}  # fmt: skip
    kept["DJANGO_SETTINGS_MODULE"] = "beside.settings.dev"

    def run(*words: str, told: str | None = None) -> str:
        done = subprocess.run([str(python), *words], cwd=site, env=kept, input=told, check=False,
                              capture_output=True, text=True)  # fmt: skip
        if done.returncode:
            raise SystemExit(f"Wagtail stopped:\n{done.stderr}")
        return done.stdout

    command = [str(python.with_name("wagtail")), "start", "beside", "."]
    subprocess.run(command, cwd=site, env=kept, check=True, stdout=subprocess.DEVNULL)
    (site / "home" / "models.py").write_text((_PIECES / "models.py").read_text(encoding="utf-8"))
    (site / "measure.py").write_text((_PIECES / "measure.py").read_text(encoding="utf-8"))
    run("manage.py", "makemigrations", "home")
    run("manage.py", "migrate")
    told = {
        "items": [
            {"key": item.key, "title": item.title, "body": item.body_html,
             "document_number": item.document_number, "publisher": item.publisher}
            for item in items
        ],
        "questions": questions,
    }  # fmt: skip
    answer: dict[str, Any] = json.loads(run("measure.py", told=json.dumps(told)))
    return answer


def _recall(items: list[PublicItem], questions: list[str], found: list[list[str]]) -> float:
    there = hits = 0
    for question, keys in zip(questions, found, strict=True):
        true = {one.key for one in items if question in one.title or question in one.body_text}
        there += len(true)
        hits += len(true & set(keys))
    return hits / there
