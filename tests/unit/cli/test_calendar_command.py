"""`tongming calendar`: show a year as its file, check a file before it is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tongming.cli import main
from tongming.law.calendar import CalendarYear
from tongming.law.holidays import SHIPPED


def test_a_year_is_shown_as_the_file_it_could_be_loaded_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for year in SHIPPED.years:
        assert main(["calendar", "show", str(year)]) == 0
        data = json.loads(capsys.readouterr().out)
        assert CalendarYear.from_data(data) == SHIPPED.year(year)


def test_what_is_shown_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["calendar", "show", "2026"])
    path = tmp_path / "2026.json"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["calendar", "check", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2026年，依据：国办发明电〔2025〕7号"
    assert "2026-02-14  星期六  调休上班日，计入（国办发明电〔2025〕7号）" in lines
    assert lines[-2] == "放假33天，调休上班6天，全年工作日248天。"
    assert lines[-1] == "可以装载。"


def test_the_days_of_a_year_are_listed_with_their_notices(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["calendar", "show", "2020", "--days"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2020年，依据：国办发明电〔2019〕16号、国办发明电〔2020〕1号"
    assert "2020-02-01  星期六  放假日，不计入（国办发明电〔2020〕1号）" in lines


@pytest.mark.parametrize("year", ["2027", "1999"])
def test_a_year_that_is_not_shipped_is_named(capsys: pytest.CaptureFixture[str], year: str) -> None:
    assert main(["calendar", "show", year]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert year in err
    assert "2018年至2026年" in err


def test_a_year_that_is_no_year_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["calendar", "show", "明年"])
    assert leaving.value.code == 2
    assert "四位数" in capsys.readouterr().err


def test_every_defect_of_a_file_is_listed_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "2027.json"
    data = {"year": 2027, "notice": "", "off": ["01-01/01-03", "02-30"], "work": ["01-04"]}
    path.write_text(json.dumps(data), encoding="utf-8")
    assert main(["calendar", "check", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 3
    assert all(line.startswith(str(path)) for line in err.splitlines())


def test_a_file_that_cannot_be_read_is_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "2027.json"
    path.write_text("{", encoding="utf-8")
    assert main(["calendar", "check", str(path)]) == 2
    assert "第1行" in capsys.readouterr().err
    assert main(["calendar", "check", str(tmp_path / "nowhere.json")]) == 2


def test_a_file_that_forgets_labour_day_passes_with_a_caution(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "2027.json"
    data = {"year": 2027, "notice": "国办发明电〔2026〕99号", "off": ["01-01/01-03", "10-01/10-07"]}
    path.write_text(json.dumps(data), encoding="utf-8")
    assert main(["calendar", "check", str(path)]) == 0
    assert "请注意：2027年5月1日是全体公民放假的节日" in capsys.readouterr().out
