"""`tongming clock`: JSON in, JSON or an account out; one clear line for a file that is no use."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongming.cli import main

HISTORY = {
    "events": [{"on": "2026-02-09", "kind": "received", "channel": "in_person"}],
    "as_of": "2026-03-01",
}
LATE = {"events": [{"on": "2026-12-14", "kind": "received"}], "as_of": "2026-12-20"}
YEAR_2027 = {"year": 2027, "notice": "国办发明电〔2026〕99号", "off": ["01-01/01-03"], "work": []}


def write(folder: Path, data: Any, name: str = "history.json", encoding: str = "utf-8") -> str:
    path = folder / name
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_the_answer_is_json_with_state_due_date_and_steps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clock", write(tmp_path, HISTORY)]) == 0
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert err == ""
    assert (answer["state"], answer["overdue"], answer["due"]) == ("running", False, "2026-03-13")
    assert answer["provisional"] is False
    assert answer["warnings"] == []
    assert [running["term"] for running in answer["running"]] == ["D3"]
    step = answer["steps"][0]
    assert (step["on"], step["due"]) == ("2026-02-09", "2026-03-13")
    assert step["article"] == "《政府信息公开条例》第三十一条第一项、第三十三条第二款"


def test_standard_input_is_read_for_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = io.TextIOWrapper(io.BytesIO(json.dumps(HISTORY).encode()))
    monkeypatch.setattr(sys, "stdin", content)
    assert main(["clock", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2026-03-13"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_may_come_in_any_encoding_an_office_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    history = {**HISTORY, "note": "红石砬子镇"}
    assert main(["clock", write(tmp_path, history, encoding=encoding)]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2026-03-13"


def test_without_a_day_the_clock_reads_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = {"events": HISTORY["events"]}
    assert main(["clock", write(tmp_path, history)]) == 0
    today = json.loads(capsys.readouterr().out)["as_of"]
    assert today > "2026-02-09"
    assert main(["clock", write(tmp_path, history), "--as-of", "2026-03-14"]) == 0
    assert json.loads(capsys.readouterr().out)["overdue"] is True


def test_a_further_year_makes_a_provisional_date_firm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history, year = write(tmp_path, LATE), write(tmp_path, YEAR_2027, "2027.json")
    assert main(["clock", history]) == 0
    before = json.loads(capsys.readouterr().out)
    assert (before["due"], before["provisional"]) == ("2027-01-11", True)
    assert before["missing_years"] == [2027]
    assert main(["clock", history, "--calendar", year]) == 0
    after = json.loads(capsys.readouterr().out)
    assert (after["due"], after["provisional"]) == ("2027-01-12", False)


def test_local_holidays_count_only_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    local = {"place": "某自治州", "basis": "某自治州自治条例", "off": ["2026-03-03"]}
    history = write(tmp_path, HISTORY)
    assert main(["clock", history, "--local", write(tmp_path, local, "local.json")]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2026-03-16"
    assert main(["clock", history]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2026-03-13"


def test_the_account_lists_every_day_with_its_notice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clock", write(tmp_path, HISTORY), "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    days = [line for line in lines if line.startswith("2026-") and "星期" in line]
    assert len(days) == 33  # 9 February to 13 March
    assert "2026-02-14  星期六     5  调休上班日，计入（国办发明电〔2025〕7号）" in days
    assert days[-1].endswith("期限届满之日")
    assert "结论：答复期限2026年3月13日届满。" in lines
    assert any("《民事诉讼法》第八十五条第二款" in line for line in lines)


def test_the_account_of_an_old_case_rests_on_the_old_regulation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = {"events": [{"on": "2018-06-01", "kind": "received"}], "as_of": "2018-06-20"}
    assert main(["--lang", "zh", "clock", write(tmp_path, old), "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rule = "所需时间不计入（《政府信息公开条例》（国务院令第492号）第二十四条第三款）。"
    assert f"- 征求第三方意见{rule}" in lines
    assert not any("第三十三条" in line for line in lines)
    assert main(["--lang", "zh", "clock", write(tmp_path, HISTORY), "--explain"]) == 0
    assert (
        "- 征求第三方和其他机关意见所需时间不计入（《政府信息公开条例》第三十三条第三款）。"
        in capsys.readouterr().out.splitlines()
    )


@pytest.mark.parametrize(
    ("events", "as_of", "conclusion"),
    [
        ([], "2026-03-16", "答复期限已于2026年3月13日届满，逾期1个工作日。"),
        ([{"on": "2026-03-13", "kind": "answered"}], "2026-03-16", "2026年3月13日办结，没有逾期。"),
        (
            [{"on": "2026-03-16", "kind": "answered"}],
            "2026-03-16",
            "2026年3月16日办结，超过了2026年3月13日届满的期限。",
        ),
        (
            [{"on": "2026-02-12", "kind": "correction_notified", "reply_by": "2026-03-06"}],
            "2026-03-01",
            "等待申请人补正，最迟2026年3月6日；答复期限没有计算。",
        ),
        (
            [{"on": "2026-02-12", "kind": "correction_notified", "reply_by": "2026-03-06"}],
            "2026-03-07",
            "申请人到2026年3月6日没有补正，视为放弃申请，不再处理。",
        ),
        (
            [{"on": "2026-02-27", "kind": "fee_notified", "received_on": "2026-03-02"}],
            "2026-03-04",
            "等待申请人缴费，最迟2026年3月30日；答复期限没有计算。",
        ),
        (
            [{"on": "2026-02-27", "kind": "fee_notified", "received_on": "2026-03-02"}],
            "2026-03-31",
            "申请人到2026年3月30日没有缴费，视为放弃申请，不再处理。",
        ),
        (
            [{"on": "2026-02-27", "kind": "third_party_asked", "received_on": "2026-03-02"}],
            "2026-03-04",
            # used: 10-14 (5), 24-27 February (9); its 15 days end on 23 March; 11 left
            "正在征求意见，所需时间不计入；如果没有意见到达，答复期限2026年4月8日届满。",
        ),
    ],
)
def test_the_account_concludes_in_one_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    events: list[dict[str, str]],
    as_of: str,
    conclusion: str,
) -> None:
    history = {"events": [*HISTORY["events"], *events], "as_of": as_of}
    assert main(["clock", write(tmp_path, history), "--explain"]) == 0
    assert f"结论：{conclusion}" in capsys.readouterr().out.splitlines()


BAD = {
    "empty": "",
    "blank": " \n",
    "not JSON": "收到申请",
    "cut short": '{"events": [',
    "deep": "[" * 100_000,
    "a name twice": '{"events": [], "events": []}',
    "a number": "7",
    "null": "null",
    "no events": '{"as_of": "2026-03-01"}',
    "events a word": '{"events": "received"}',
    "no event": '{"events": []}',
    "bad day": '{"events": [{"on": "2026-02-30", "kind": "received"}]}',
    "bad as_of": '{"events": [{"on": "2026-02-09", "kind": "received"}], "as_of": "soon"}',
    "as_of before receipt": json.dumps({**HISTORY, "as_of": "2026-02-08"}),
    "a kind with strange characters": '{"events": [{"kind": "a\\n\\u001b[31m\\ud800"}]}',
    "five thousand digits": '{"events": [{"kind": "extended", "days": %s}]}' % ("9" * 5000),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_file_that_is_no_use_gets_one_clear_line_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    path = write(tmp_path, content)
    assert main(["clock", path]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith(path)
    assert "\x1b" not in err
    assert "Traceback" not in err


def test_files_that_cannot_be_read_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    big = tmp_path / "big.json"
    big.write_bytes(b" " * 5_000_001)
    binary = tmp_path / "binary.json"
    binary.write_bytes(bytes(range(128, 256)) * 3)
    for path in (str(tmp_path / "nowhere.json"), str(tmp_path), str(big), str(binary), "a\0b"):
        assert main(["clock", path]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_a_bad_calendar_is_named_and_nothing_is_computed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write(tmp_path, {**YEAR_2027, "work": ["01-04"]}, "2027.json")
    for option in ("--calendar", "--local"):
        assert main(["clock", write(tmp_path, LATE), option, bad]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(bad)


def test_a_refusal_names_its_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extension = {"on": "2026-03-16", "kind": "extended", "days": 5}
    history = {"events": [*HISTORY["events"], extension], "as_of": "2026-03-20"}
    assert main(["clock", write(tmp_path, history)]) == 2
    assert "（《政府信息公开条例》第三十三条第二款）" in capsys.readouterr().err


def test_a_misspelt_name_in_the_file_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = {"events": HISTORY["events"], "as_of": "2026-03-01", "as-of": "2026-03-14"}
    assert main(["clock", write(tmp_path, history)]) == 0
    warnings = json.loads(capsys.readouterr().out)["warnings"]
    assert [warning["code"] for warning in warnings] == ["unknown_field"]
    assert "as-of" in warnings[0]["message"]
    assert main(["--lang", "zh", "clock", "--explain", write(tmp_path, history)]) == 0
    assert "1. “as-of”不认识，没有用到。请核对拼写。" in capsys.readouterr().out.splitlines()


def test_no_command_over_files_imports_django(tmp_path: Path) -> None:
    program = (
        "import sys; from tongming.cli import main; code = main(sys.argv[1:]);"
        "found = [name for name in sys.modules if name.partition('.')[0] == 'django'];"
        "sys.exit(f'imported {found}' if found else code)"
    )
    history = write(tmp_path, HISTORY)
    year = write(tmp_path, YEAR_2027, "2027.json")
    for command in (
        ["clock", history],
        ["clock", history, "--explain"],
        ["calendar", "show", "2026"],
        ["calendar", "check", year],
    ):
        done = subprocess.run(
            [sys.executable, "-c", program, *command], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2026-02-09", "2026-03-04", "received", "extended", "corrected"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["on", "kind", "days", "reply_by", "channel", "x"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)
ANYTHING = st.one_of(
    VALUES,
    st.fixed_dictionaries({"events": st.lists(VALUES, max_size=4)}, optional={"as_of": VALUES}),
)


@settings(deadline=None)
@given(ANYTHING, st.booleans())
def test_whatever_stands_in_the_file_there_is_an_answer_or_a_line_never_a_traceback(
    data: Any, explain: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), json.dumps(data))
        assert main(["clock", path, *(["--explain"] if explain else [])]) in (0, 2)
        assert main(["calendar", "check", path]) in (0, 1)
