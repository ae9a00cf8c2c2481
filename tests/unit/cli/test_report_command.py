"""`tongming report …` as a person types it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.reports.reading.made import (
    BODY,
    figures_of,
    html_table,
    page,
    three_tables,
    whole_page,
)
from tongming.cli import main
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021

FIGURES = figures_of(FORM_2021, 1)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A report that adds up."""
    path = tmp_path / "good.html"
    path.write_text(whole_page(FORM_2021, FIGURES), encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A report whose rows do not add up."""
    cell = Cell("requests", "3.1", "sum")
    wrong = {**FIGURES, cell: int(str(FIGURES[cell])) + 1}
    tables = [html_table(rows) for rows in three_tables(FORM_2021, wrong)]
    path = tmp_path / "乙镇.html"
    path.write_text(
        page(tables, title="乙镇人民政府2021年政府信息公开工作年度报告"), encoding="utf-8"
    )
    return path


@pytest.fixture
def junk(tmp_path: Path) -> Path:
    """A file that is no report."""
    path = tmp_path / "junk.pdf"
    path.write_bytes(b"%PDF-1.4 nothing")
    return path


Captured = pytest.CaptureFixture[str]


def test_read_prints_one_object_for_one_file(good: Path, capsys: Captured) -> None:
    assert main(["report", "read", "--json", str(good)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["file"], data["body"], data["year"], data["form"]) == (
        str(good),
        BODY,
        2021,
        "2021-30",
    )
    assert data["requests"]["1"]["nat"] == FIGURES[Cell("requests", "1", "nat")]
    assert len(data["requests"]) == 25
    assert [len(data["remedies"][group]) for group in ("review", "direct", "after")] == [5, 5, 5]
    assert data["violations"] == data["warnings"] == []


def test_read_prints_an_array_for_a_folder_and_a_line_each_if_asked(
    good: Path, broken: Path, capsys: Captured
) -> None:
    (good.parent / ".hidden").write_text("x")
    beside = good.parent / "good_files"
    beside.mkdir()
    (beside / "page.js").write_text("var x")
    assert main(["report", "read", "--json", str(good.parent)]) == 0
    assert [Path(e["file"]).name for e in json.loads(capsys.readouterr().out)] == [
        "good.html",
        "乙镇.html",
    ]
    assert main(["report", "read", "--jsonl", str(good), str(broken)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["file"] for line in lines] == [str(good), str(broken)]


def test_check_passes_a_good_report_and_fails_a_broken_one(
    good: Path, broken: Path, capsys: Captured
) -> None:
    assert main(["report", "check", str(good)]) == 0
    assert "勾稽关系：全部成立" in capsys.readouterr().out
    assert main(["report", "check", str(good), str(broken)]) == 1
    out = capsys.readouterr().out
    assert "[R3]" in out
    assert "1份有不成立的勾稽关系" in out


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(
    good: Path, junk: Path, capsys: Captured
) -> None:
    assert main(["report", "check", str(junk), str(good)]) == 2
    printed = capsys.readouterr()
    assert str(junk) in printed.err
    assert "Traceback" not in printed.err
    assert str(good) in printed.out
    assert main(["report", "read", "--json", str(junk)]) == 2
    printed = capsys.readouterr()
    assert (printed.out, str(junk) in printed.err) == ("", True)
    assert main(["report", "read", "--json", str(junk), str(good)]) == 2
    entries = json.loads(capsys.readouterr().out)
    assert ["error" in entry for entry in entries] == [True, False]
    assert main(["report", "check", str(junk.parent / "nothing.html")]) == 2


def test_the_account_is_shown_in_english_too(broken: Path, capsys: Captured) -> None:
    assert main(["--lang", "en", "report", "check", str(broken)]) == 1
    assert "[R3]" in capsys.readouterr().out


def test_rollup_sums_names_who_is_missing_and_writes_files(
    good: Path, broken: Path, tmp_path: Path, capsys: Captured
) -> None:
    names = tmp_path / "names" / "units.txt"
    names.parent.mkdir()
    names.write_text("石桥镇\n乙镇\n丙镇\n", encoding="utf-8")
    words = ["report", "rollup", str(good), str(broken), "--name", "某县", "--units", str(names)]
    out = tmp_path / "out"
    assert main([*words, "--json", "--out", str(out)]) == 0
    data = json.loads(capsys.readouterr().out)
    received = FIGURES[Cell("requests", "1", "sum")]
    assert data["requests"]["1"]["sum"] == 2 * int(str(received))
    assert data["extra"]["missing"] == ["丙镇"]
    assert sorted(path.name for path in out.iterdir()) == [
        "rollup-2021-2021-30.json",
        "rollup-2021-2021-30.xlsx",
    ]
    assert main(["report", "read", "--json", str(out / "rollup-2021-2021-30.xlsx")]) == 0
    assert json.loads(capsys.readouterr().out)["requests"] == data["requests"]
    assert main(words) == 0
    assert "丙镇" in capsys.readouterr().out


def test_rollup_refuses_different_years_and_a_list_it_cannot_open(
    good: Path, tmp_path: Path, capsys: Captured
) -> None:
    other = tmp_path / "other.html"
    other.write_text(
        whole_page(FORM_2021, FIGURES).replace("2021年", "2022年").replace("石桥镇", "新桥镇"),
        encoding="utf-8",
    )
    assert main(["report", "rollup", str(good), str(other)]) == 2
    assert "年度不一致" in capsys.readouterr().err
    assert main(["report", "rollup", str(good), "--units", str(tmp_path / "none")]) == 2
    assert "无法打开单位名单" in capsys.readouterr().err


def test_reading_starts_quickly_and_without_django_or_office_libraries(good: Path) -> None:
    script = (
        "import sys; from tongming.cli import main\n"
        f"main(['report', 'check', {str(good)!r}])\n"
        "heavy = {'django', 'docx', 'lxml', 'pypdfium2', 'python_calamine', 'subprocess'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout.splitlines()[-1] == "[]"
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert used < 0.5
