"""A folder of published reports: each told as it is read, whatever the one beside it is."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.unit.reports.random_reports import random_report
from tongming.cli import _report_many, main
from tongming.cli._report_many import Told, side_by_side
from tongming.law.forms import FORM_2019, FORM_2021, FORM_LEGACY
from tongming.reports.rendering import FileKind, render

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three years of an organ in three formats, one of them a level deeper, and a broken file."""
    top = tmp_path / "历年年报"
    (top / "更早").mkdir(parents=True)
    for place, form, kind in (
        ("2022年.html", FORM_2021, FileKind.HTML),
        ("2020年.docx", FORM_2019, FileKind.DOCX),
        ("更早/2015年.xlsx", FORM_LEGACY, FileKind.XLSX),
    ):
        (top / place).write_bytes(render(random_report(form.id, 7), kind))
    (top / "坏的.pdf").write_bytes(b"%PDF-1.4 nothing")
    return top


def test_a_folder_is_read_with_a_line_for_each_and_the_bad_file_named(
    folder: Path, capsys: Captured
) -> None:
    assert main(["report", "read", str(folder), "--jsonl"]) == 2
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert [line[:5] for line in lines] == ["[1/4]", "[2/4]", "[3/4]", "[4/4]"]
    assert "坏的.pdf" in lines[2]
    entries = [json.loads(line) for line in printed.out.splitlines()]
    assert [Path(entry["file"]).name for entry in entries] == [
        "2020年.docx", "2022年.html", "坏的.pdf", "2015年.xlsx",
    ]  # fmt: skip
    assert ["error" in entry for entry in entries] == [False, False, True, False]


def test_each_report_is_written_where_its_file_was(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    assert main(["report", "read", str(folder), "--out", str(out)]) == 2
    assert capsys.readouterr().out == ""
    written = sorted(str(path.relative_to(out)) for path in out.rglob("*.json"))
    assert written == ["2020年.docx.json", "2022年.html.json", "更早/2015年.xlsx.json"]
    before = random_report(FORM_2019.id, 7)
    assert json.loads((out / written[0]).read_text("utf-8"))["year"] == before.year


def test_a_place_that_cannot_be_written_to_is_said(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "out").write_text("a file")
    assert main(["report", "read", str(folder), "--out", str(tmp_path / "out")]) == 2
    assert "不能写入" in capsys.readouterr().err


def _dies_over_the_bad_one(path: Path) -> list[Told]:
    if path.suffix == ".pdf":
        os.kill(os.getpid(), signal.SIGKILL)
    return [Told(path.name, {}, "", "", "")]


def test_a_process_killed_over_one_file_costs_that_file_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_report_many, "told", _dies_over_the_bad_one)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    answers = [one for found in side_by_side(paths) for one in found]
    assert [bool(one.complaint) for one in answers] == [path.suffix == ".pdf" for path in paths]
