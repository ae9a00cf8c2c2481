"""The command line answers in the reader's language, its own words included."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

import pytest

from tongming.cli import COMMANDS, main

Captured = pytest.CaptureFixture[str]
WORDS = [
    [],
    *([command.name] for command in COMMANDS if command.name != "manage"),
    *(["report", word] for word in ("read", "check", "rollup", "compile")),
    *(["calendar", word] for word in ("show", "check")),
    *(["ledger", word] for word in ("verify", "head")),
    *(["keys", word] for word in ("status", "check", "rotate", "add", "erase-due")),
    *(["site", word] for word in ("publish", "rebuild", "verify", "nginx")),
    *(["search", word] for word in ("rebuild", "repair", "copy", "query")),
    *(["channels", word] for word in ("run", "counts")),
]
ENGLISH = re.compile(r"\b(?:usage|options|positional|this|error|argument|required|expected|one)\b")
WRONG: dict[str, tuple[list[str], str]] = {
    "nothing": ([], "缺少：命令"),
    "a word nobody knows": (["klock"], "命令：没有'klock'，可以写："),
    "an option left out": (["fee", "--by", "pages"], "缺少：--count"),
    "a choice there is not": (["fee", "--by", "kilo", "--count", "3"], "没有'kilo'，可以写："),
    "an option without its value": (["fee", "--by", "pages", "--count"], "后面要写一个值"),
    "a number with an underscore": (
        ["fee", "--by", "pages", "--count", "4_5"],
        "--count：应当是整数，不能是“4_5”",
    ),
    "a day without hyphens": (
        ["fee", "--by", "pages", "--count", "4", "--on", "20260101"],
        "--on：应当写成 2026-03-01 这样的日期，不能是“20260101”",
    ),
    "a day that does not exist": (
        [
            "report",
            "compile",
            "--unit",
            "x",
            "--year",
            "2025",
            "--out",
            "x",
            "--as-of",
            "2026-02-30",
        ],
        "--as-of：应当写成 2026-03-01 这样的日期",
    ),
    "a year in words": (
        ["report", "compile", "--unit", "x", "--year", "今年", "--out", "x"],
        "--year：应当是四位数的年度，不能是“今年”",
    ),
    "one file too many": (["clock", "a.json", "b.json"], "不认识：b.json"),
    "two that exclude each other": (
        ["report", "read", "--json", "--jsonl", "x"],
        "--jsonl：不能与--json一起用",
    ),
}


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_help_is_in_the_readers_language_and_names_each_list_once(
    words: list[str], capsys: Captured
) -> None:
    def shown(language: str) -> str:
        with pytest.raises(SystemExit) as stopped:
            main(["--lang", language, *words, "--help"])
        assert stopped.value.code == 0
        return capsys.readouterr().out

    chinese = shown("zh")
    assert chinese.startswith("用法：tongming")
    assert ENGLISH.findall(chinese) == []
    assert re.findall(r"^ *命令 *$", chinese, re.M) == []
    english = shown("en")
    assert english.startswith("usage: tongming")
    assert "show this help message and exit" in english


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_with_a_command_is_said_in_chinese(
    words: list[str], said: str, capsys: Captured
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--lang", "zh", *words])
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert ENGLISH.findall(err.splitlines()[-1]) == []


def test_digits_of_any_width_are_numbers(capsys: Captured) -> None:
    assert main(["fee", "--by", "applications", "--count", "４５"]) == 0
    assert capsys.readouterr().out == "5500\n"


def test_a_refusal_of_the_tariff_names_its_article(capsys: Captured) -> None:
    assert main(["--lang", "zh", "fee", "--by", "applications", "--count", "-1"]) == 2
    assert "不能是负数：-1。（《政府信息公开信息处理费管理办法》第四条）" in capsys.readouterr().err


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_the_columns_of_help_stand_straight_and_fit_a_terminal(
    words: list[str], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main(["--lang", "zh", *words, "--help"])
    lines = capsys.readouterr().out.splitlines()
    options = [re.match(r"(  -.*?  +)\S", line) for line in lines]
    assert len({_columns(found[1]) for found in options if found}) == 1
    told = [line for line in lines if line.startswith(("  ", "用法："))]
    assert [line for line in told if _columns(line) > 80] == []
    assert "\u200b" not in "".join(lines)
