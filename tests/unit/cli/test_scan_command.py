"""`tongming scan` and `tongming redact`: what they print, how they end, what they never print."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.files import made
from tongming.cli import main
from tongming.files.extraction import extract


def test_the_findings_of_one_file_are_five_fields_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "公示.txt"
    text = f"张三 {made.ID}，电话{made.MOBILE}，热线12345"
    file.write_text(text, encoding="utf-8")
    assert main(["scan", str(file), "--json"]) == 1
    out = capsys.readouterr().out
    data = json.loads(out)
    assert [set(one) for one in data] == [{"kind", "where", "masked", "start", "end"}] * 2
    assert [(one["kind"], one["masked"]) for one in data] == [
        ("id_card", "110105********002X"),
        ("mobile", "138****8000"),
    ]
    assert text[data[0]["start"] : data[0]["end"]] == made.ID
    assert made.ID not in out
    assert made.MOBILE not in out


def test_several_files_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(made.full_docx())
    (tmp_path / "b.txt").write_text("无事", encoding="utf-8")
    assert main(["scan", str(tmp_path), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert {Path(one["file"]).name for one in data} == {"a.docx"}
    assert {one["kind"] for one in data} >= {
        "id_card", "mobile", "secrecy_mark", "tracked_change", "hidden_content",
        "document_property",
    }  # fmt: skip


def test_the_table_is_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "名单.xlsx"
    file.write_bytes(made.full_xlsx())
    assert main(["scan", str(file)]) == 1
    out = capsys.readouterr().out
    assert "身份证号" in out
    assert "工作表“名单”（隐藏） B2" in out
    assert made.ID not in out


def test_nothing_found_is_0_and_unreadable_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean, broken = tmp_path / "a.txt", tmp_path / "b.pdf"
    clean.write_text("咨询电话13800138000", encoding="utf-8")
    broken.write_bytes(b"%PDF-1.7 broken")
    assert main(["scan", str(clean), "--allow-phone", "138 0013 8000", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["scan", str(clean), str(broken), "--json"]) == 2
    shown = capsys.readouterr()
    assert [Path(one["file"]).name for one in json.loads(shown.out)] == ["a.txt"]
    assert "b.pdf" in shown.err
    assert "已损坏" in shown.err
    assert main(["scan", str(tmp_path / "没有.txt")]) == 2
    assert "没有这个文件" in capsys.readouterr().err


def test_the_commands_start_without_django(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(made.docx(["无事"]))
    code = (
        "import sys; from tongming.cli import main; "
        f"ended = main(['scan', {str(file)!r}]); "
        "sys.exit(3 if 'django' in sys.modules else ended)"
    )
    ran = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)
    assert ran.returncode == 0


def test_redact_writes_a_proved_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "名单.pdf", tmp_path / "公开.pdf"
    source.write_bytes(made.pdf(f"张三丰 {made.ID}", "第二页"))
    assert main(["redact", str(source), "--propose", "--terms", "张三丰", "-o", str(target)]) == 0
    assert "涂掉的都读不出来" in capsys.readouterr().err
    text = extract(target.read_bytes(), "a.pdf").text
    assert text == "第二页"
    assert main(["redact", str(source), "--box", "1,0.1,0.05,0.9,0.2", "-o", str(target)]) == 0


def test_redact_writes_nothing_where_something_survives_or_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "名单.pdf", tmp_path / "公开.pdf"
    source.write_bytes(made.pdf("欧阳明镜", "又见欧阳明镜"))
    box = ["--box", "1,0.1,0.05,0.9,0.2"]
    assert main(["redact", str(source), *box, "-o", str(target)]) == 1
    assert "第2页还能读出" in capsys.readouterr().err
    assert not target.exists()
    assert main(["redact", str(source), *box, "--elsewhere-ok", "-o", str(target)]) == 0
    target.unlink()
    for arguments, words in (
        (["--box", "9,0,0,1,1"], "页码不对"),
        (["--propose"], "没有找到要涂黑的内容"),
        ([], "还没有画框"),
    ):
        assert main(["redact", str(source), *arguments, "-o", str(target)]) == 2
        assert words in capsys.readouterr().err
    assert main(["redact", str(source), *box, "-o", str(source)]) == 2
    assert "不能就是原文件" in capsys.readouterr().err
    assert not target.exists()
