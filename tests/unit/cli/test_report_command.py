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


def test_check_holds_two_years_of_one_organ_against_each_other(
    good: Path, tmp_path: Path, capsys: Captured
) -> None:
    later = tmp_path / "2022.html"
    page_2022 = whole_page(FORM_2021, FIGURES).replace("2021年", "2022年")
    later.write_text(page_2022, encoding="utf-8")
    words = ["--lang", "zh", "report", "check", str(later), str(good)]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert f"{BODY}　2021年与2022年\n  上年：{good}　本年：{later}" in out
    forward, brought = (FIGURES[Cell("requests", row, "sum")] for row in ("4", "2"))
    assert forward != brought
    assert f"上年报告结转下年度继续办理{forward}件，本年报告上年结转填的是{brought}件" in out
    assert main([*words, "--json"]) == 0
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry["file"] for entry in entries] == [str(later), str(good)]
    across = {violation["relation"] for violation in entries[0]["violations"]}
    assert "R5" in across
    assert not any(violation["hard"] for violation in entries[0]["violations"])
    assert entries[1]["violations"] == []


def own_json(tmp_path: Path, body: str, year: int, form: str, words: str) -> None:
    data = {"title": body, "body": body, "year": year, "form": form, "proactive": {},
            "requests": {}, "remedies": {}, "channels": {}, "channel_shares": {}, "stated": {},
            "legacy": {}, "gaps": {}, "sections": {"problems": words}, "extra": {},
            "violations": [], "warnings": []}  # fmt: skip
    path = tmp_path / f"{body}-{year}.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def test_files_together_show_copies_between_organs_and_years_and_forms_of_other_years(
    tmp_path: Path, capsys: Captured
) -> None:
    words = (
        "部分站所负责人对政务公开工作重视不够，信息员多为兼职且更换频繁，"
        "业务培训没有跟上，导致公开的信息不够及时，内容不够规范。"
    )
    own_json(tmp_path, "甲镇人民政府", 2022, "2021-30", words)
    own_json(tmp_path, "乙镇人民政府", 2022, "2021-30", words)
    own_json(tmp_path, "甲镇人民政府", 2021, "2019-60", words)
    assert main(["report", "check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "年度格式：1份不对" in said
    assert "国办公开办函〔2021〕30号规定的格式" in said
    assert said.count("字相同") == 2
    assert main(["report", "check", "--json", str(tmp_path)]) == 1
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by_file = {Path(entry["file"]).stem: entry["together"] for entry in entries}
    (copy,) = by_file["甲镇人民政府-2022"]
    others = {copy["copy"]["other"], *copy["copy"]["also"]}
    assert {Path(other).stem for other in others} == {"乙镇人民政府-2022", "甲镇人民政府-2021"}
    assert [one["check"] for one in by_file["甲镇人民政府-2021"]] == ["form"]


def test_a_cell_that_no_form_has_is_pointed_out_in_ones_own_json(
    good: Path, capsys: Captured
) -> None:
    assert main(["report", "read", "--json", str(good)]) == 0
    data = json.loads(capsys.readouterr().out)
    data["requests"]["3.9"] = {"nat": 2}
    written = good.parent / "good.json"
    written.write_text(json.dumps(data))
    assert main(["report", "check", "--json", str(good), str(written)]) == 0
    clean, odd = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert [warning["where"] for warning in clean["warnings"]] == []
    assert [warning["where"] for warning in odd["warnings"]] == ["requests/3.9/nat"]


def test_a_list_of_reports_is_read_one_by_one(
    good: Path, broken: Path, junk: Path, capsys: Captured
) -> None:
    words = [str(good), str(broken)]
    for option, name in (("--json", "list.json"), ("--jsonl", "lines.jsonl")):
        listed = good.parent / "lists" / name
        listed.parent.mkdir(exist_ok=True)
        assert main(["report", "read", option, *words]) == 0
        listed.write_text(capsys.readouterr().out, encoding="utf-8")
        assert main(["report", "check", str(listed)]) == 1
        out = capsys.readouterr().out
        assert out.index(f"{listed}#1") < out.index(f"{listed}#2") < out.index("[R3]")
        assert main(["report", "rollup", "--json", str(listed)]) == 0
        rolled = json.loads(capsys.readouterr().out)
        assert rolled["extra"]["files"] == {BODY: f"{listed}#1", "乙镇人民政府": f"{listed}#2"}
        assert main(["report", "rollup", "--json", *words]) == 0
        assert json.loads(capsys.readouterr().out)["requests"] == rolled["requests"]


def test_what_could_not_be_read_is_still_missing_from_the_list(
    good: Path, junk: Path, capsys: Captured
) -> None:
    assert main(["report", "read", "--json", str(good), str(junk)]) == 2
    listed = good.parent / "list.json"
    listed.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["--lang", "zh", "report", "check", str(listed)]) == 2
    printed = capsys.readouterr()
    assert f"{listed}#2：当初没有读出{junk}" in printed.err
    assert f"{listed}#1" in printed.out
    assert main(["report", "read", "--json", str(listed)]) == 2
    assert ["error" in entry for entry in json.loads(capsys.readouterr().out)] == [False, True]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "没有一份报告"),
        ("[1, 2]", "不是年度报告的JSON文件"),
        ("[[[[", "不完整或格式有误"),
        ("[" * 100_000, "不完整或格式有误"),
        ('{"form": "2021-30"}\n{"form": ', "不完整或格式有误"),
    ],
)
def test_a_list_without_reports_is_named(
    content: str, said: str, tmp_path: Path, capsys: Captured
) -> None:
    listed = tmp_path / "list.json"
    listed.write_text(content)
    assert main(["--lang", "zh", "report", "check", str(listed)]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.startswith(str(listed))


def test_a_folder_without_files_is_not_a_folder_of_good_reports(
    good: Path, tmp_path: Path, capsys: Captured
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for word in ("read", "check", "rollup"):
        assert main(["--lang", "zh", "report", word, str(empty)]) == 2
        assert f"{empty}：文件夹中没有可以读取的文件" in capsys.readouterr().err
    assert main(["report", "check", str(empty), str(good)]) == 2
    assert str(good) in capsys.readouterr().out


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
        "findings.jsonl",
        "missing.jsonl",
        "rollup-2021-2021-30.json",
        "rollup-2021-2021-30.xlsx",
        "rollup.sqlite",
    ]
    assert main(["report", "read", "--json", str(out / "rollup-2021-2021-30.xlsx")]) == 0
    assert json.loads(capsys.readouterr().out)["requests"] == data["requests"]
    assert main(["--lang", "zh", *words]) == 0
    shown = capsys.readouterr().out
    assert "丙镇" in shown
    assert shown.startswith(f"2个单位汇总：{BODY}、乙镇人民政府\n")


def test_a_rollup_says_what_it_lacks_and_needs_no_name(
    good: Path, junk: Path, capsys: Captured
) -> None:
    assert main(["--lang", "zh", "report", "rollup", "--json", str(good), str(junk)]) == 2
    data = json.loads(capsys.readouterr().out)
    assert data["title"] == "2021年政府信息公开工作年度报告汇总"
    assert data["extra"]["unreadable"] == [str(junk)]
    assert f"以下文件没有读出，没有计入：{junk}" in [w["message"] for w in data["warnings"]]


def test_rollup_sums_each_year_apart_and_refuses_a_list_it_cannot_open(
    good: Path, tmp_path: Path, capsys: Captured
) -> None:
    other = tmp_path / "other.html"
    other.write_text(
        whole_page(FORM_2021, FIGURES).replace("2021年", "2022年").replace("石桥镇", "新桥镇"),
        encoding="utf-8",
    )
    assert main(["report", "rollup", "--json", str(good), str(other)]) == 0
    assert [one["year"] for one in json.loads(capsys.readouterr().out)] == [2021, 2022]
    assert main(["report", "rollup", str(good), "--units", str(tmp_path / "none")]) == 2
    assert "无法打开单位名单" in capsys.readouterr().err
    nobody = tmp_path / "nobody.txt"
    nobody.write_text("# 还没有填\n\n", encoding="utf-8")
    assert main(["report", "rollup", str(good), "--units", str(nobody)]) == 2
    assert "里没有一个单位" in capsys.readouterr().err


def test_a_rollup_that_cannot_be_written_is_said(
    good: Path, tmp_path: Path, capsys: Captured
) -> None:
    for place in (good, Path("/proc/nothing")):
        assert main(["--lang", "zh", "report", "rollup", str(good), "--out", str(place)]) == 2
        assert capsys.readouterr().err.startswith(f"不能写入{place}：")


def _check_in_a_process(file: Path, encoding: str, out: int) -> subprocess.CompletedProcess[str]:
    """`tongming report check` writing to a descriptor, on a terminal of some encoding."""
    return subprocess.run(
        [sys.executable, "-m", "tongming.cli", "--lang", "zh", "report", "check", str(file)],
        stdout=out,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_result_that_finds_no_room_is_said_in_one_line(good: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = _check_in_a_process(good, "utf-8", full.fileno())
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("结果写不下：")


def test_a_terminal_without_chinese_ends_no_command(good: Path) -> None:
    done = _check_in_a_process(good, "ascii", subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u52fe\\u7a3d" in done.stdout


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
