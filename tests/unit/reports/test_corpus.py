"""Every messy report of the corpus is read right, or its reader says what it cannot know."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.corpus import make
from tests.corpus.compare import HERE, differences, file_of, truths
from tongming.reports.document import to_json
from tongming.reports.reading import read

CORPUS = truths()


def _read(name: str) -> dict[str, Any]:
    """The reader's answer as a user gets it: through JSON and back."""
    answer: dict[str, Any] = json.loads(json.dumps(to_json(read(file_of(name)))))
    return answer


@pytest.mark.parametrize("name", CORPUS)
def test_a_messy_report_is_read_right_and_judged_right(name: str) -> None:
    found = differences(CORPUS[name], _read(name))
    assert not found, "\n".join([CORPUS[name]["note"], *found])


def test_a_wrong_reading_would_be_noticed() -> None:
    name = "word-export-split-digits.html"
    truth, answer = CORPUS[name], _read(name)
    assert differences(truth, answer) == []
    first = answer["requests"]["1"]
    first["nat"], first["ent"] = first["ent"], first["nat"]
    answer["violations"].append({"relation": "R1", "where": "requests/*/nat", "hard": True})
    assert differences({**truth, "unsure": ["requests/4"]}, answer) == [
        f"requests/1/ent: {first['ent']}, not {first['nat']}",
        f"requests/1/nat: {first['nat']}, not {first['ent']}",
        "R1 at requests/*/nat was invented",
        "requests/4 cannot be known, and nothing warns of it",
    ]


def test_the_corpus_is_large_and_a_third_of_it_breaks_the_arithmetic() -> None:
    faulty = [name for name, truth in CORPUS.items() if truth["violations"]]
    assert len(CORPUS) >= 30
    assert len(faulty) * 3 >= len(CORPUS)
    broken = {relation for name in faulty for relation, _ in CORPUS[name]["violations"]}
    assert broken >= {"R1", "R2", "R3", "R4", "R6", "R9", "L1", "C1", "C2"}


def test_every_file_has_its_truth_and_every_truth_its_file() -> None:
    files = [path.name for folder in ("files", "handwritten") for path in (HERE / folder).iterdir()]
    assert sorted(files) == sorted(CORPUS)


def test_the_generator_still_makes_the_files_that_are_kept() -> None:
    different = [
        path.name
        for path, content in make.made().items()
        # The fonts and packers inside a PDF or a package may change with their library.
        if path.suffix not in (".pdf", ".docx", ".xlsx") and path.read_bytes() != content
    ]
    assert different == []
