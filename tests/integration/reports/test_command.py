"""`tongming report compile`: files for those who work at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Cast
from tests.integration.reports.conftest import OWN_WORDS, Register
from tests.integration.reports.test_signing import ready, sign
from tongming.cli import main
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.words import Refused
from tongming.reports.actions import confirm_reading, open_report, read_pasted
from tongming.reports.reading import read
from tongming.units.models import Unit


def _compile(*words: object) -> int:
    return main(["--lang", "zh", "report", "compile", *map(str, words)])


def test_the_year_is_written_as_five_files_and_what_is_missing_is_said(
    cast: Cast, newcomer: Unit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    out = tmp_path / "out"
    assert _compile("--unit", "songhuahu", "--year", 2019, "--out", out) == 0
    said = capsys.readouterr().out
    assert {path.suffix for path in out.iterdir()} == {
        ".html",
        ".docx",
        ".pdf",
        ".xlsx",
        ".json",
    }
    for path in out.iterdir():
        assert str(path) in said
    assert "没有来源、记作未报告的有 33 格" in said
    assert "规范性文件（本年新制作数量）" in said
    assert "文字部分待补充" in said


def test_the_unit_is_named_by_code_or_name_and_the_form_may_be_chosen(
    cast: Cast, newcomer: Unit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    asked = ("--unit", "松花湖镇", "--year", 2019, "--form", "none", "--out", tmp_path)
    assert _compile(*asked) == 0
    (page,) = tmp_path.glob("*.html")
    report = read(page)
    assert report.form.id == "none"
    assert report.figure(Cell("channels", "weibo", "items")) == 101
    for wrong, named in (("2021-30", "2019-60"), ("nonsense", "none")):
        asked = ("--unit", "松花湖镇", "--year", 2019, "--form", wrong, "--out", tmp_path)
        assert _compile(*asked) == 2
        assert named in capsys.readouterr().err


def test_a_unit_nobody_knows_and_one_of_several_are_said(
    cast: Cast, newcomer: Unit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _compile("--unit", "无名镇", "--year", 2022, "--out", tmp_path) == 2
    assert "无名镇" in capsys.readouterr().err
    cast.other_town.short_name = newcomer.short_name
    cast.other_town.save(update_fields=["short_name"])
    assert _compile("--unit", "松花湖镇", "--year", 2022, "--out", tmp_path) == 2
    assert "badaohezi" in capsys.readouterr().err


def test_a_past_day_gives_what_was_known_then(
    cast: Cast, newcomer: Unit, register: Register, tmp_path: Path
) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    asked = ("--unit", "songhuahu", "--year", 2019, "--form", "none", "--out", tmp_path)
    assert _compile(*asked, "--as-of", "2026-01-31") == 0
    (data,) = tmp_path.glob("*.json")
    website = Cell("channels", "website", "items")
    assert read(data).figure(website) not in (14, 0)
    assert _compile(*asked) == 0
    assert read(data).figure(website) == 14
    with pytest.raises(SystemExit) as stop:
        _compile(*asked, "--as-of", "昨天")
    assert stop.value.code == 2


def test_a_broken_relation_is_said_and_is_a_finding(
    cast: Cast, newcomer: Unit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = ("upheld", "corrected", "other", "pending")
    broken = {f"remedies/review/{key}": 1 for key in results} | {"remedies/review/total": 3}
    ready(newcomer, 2022, cast, more=broken)
    assert _compile("--unit", "songhuahu", "--year", 2022, "--out", tmp_path) == 1
    assert "不成立 R4" in capsys.readouterr().out


def test_a_signed_report_that_still_holds_is_written_with_its_date(
    cast: Cast, newcomer: Unit, tmp_path: Path
) -> None:
    frozen = sign(ready(newcomer, 2022, cast), cast.leader)
    assert _compile("--unit", "songhuahu", "--year", 2022, "--out", tmp_path) == 0
    (data,) = tmp_path.glob("*.json")
    assert read(data).extra["signed_on"] == frozen.data["report"]["extra"]["signed_on"]


def test_a_year_that_has_not_begun_has_no_report_and_one_that_runs_is_said_to_run(
    cast: Cast, newcomer: Unit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--unit", "songhuahu", "--out", tmp_path, "--as-of", "2026-06-30", "--year")
    assert _compile(*asked, 2027) == 2
    assert "2027年还没有开始" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert _compile(*asked, 2026) == 0
    assert "2026年还没有结束，数字只到2026年6月30日。" in capsys.readouterr().out
    assert _compile(*asked, 2025) == 0
    assert "还没有结束" not in capsys.readouterr().out
    with pytest.raises(Refused, match="2199年还没有开始"):
        open_report(unit=newcomer, year=2199, form=FORM_2021, by=cast.clerk)
