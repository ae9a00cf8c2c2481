"""Five files, all or none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.reports.rendering.samples import ALL_FORMS, report_of
from tongming.law.forms import FORM_2019, FORM_OWN, Form
from tongming.law.words import Refused
from tongming.reports.rendering import FileKind, file_name, render, write_all


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_all_five_are_written_and_each_is_what_its_name_says(form: Form, tmp_path: Path) -> None:
    report = report_of(form)
    paths = write_all(report, tmp_path / "new" / "folder")
    assert [path.suffix for path in paths] == [".html", ".docx", ".pdf", ".xlsx", ".json"]
    assert sorted((tmp_path / "new" / "folder").iterdir()) == sorted(paths)
    starts = [path.read_bytes()[:5] for path in paths]
    assert starts == [b"<!doc", b"PK\x03\x04\x14", b"%PDF-", b"PK\x03\x04\x14", b'{\n  "']
    for path, kind in zip(paths, FileKind, strict=True):
        assert path.read_bytes() == render(report, kind)


def test_nothing_is_written_where_one_of_them_cannot_be_made(tmp_path: Path) -> None:
    report = report_of(overview="😀")
    with pytest.raises(Refused):
        write_all(report, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    report.sections["overview"] = "正文。"
    assert len(write_all(report, tmp_path / "out")) == 5


def test_writing_again_replaces_what_was_there(tmp_path: Path) -> None:
    first = write_all(report_of(overview="旧文。"), tmp_path)
    again = write_all(report_of(overview="新文。"), tmp_path)
    assert first == again
    assert "新文。" in again[0].read_text("utf-8")
    assert len(list(tmp_path.iterdir())) == 5


def test_a_name_is_fit_for_any_file_system() -> None:
    report = report_of(FORM_2019)
    assert (
        file_name(report, FileKind.PDF) == "云岭县青石镇人民政府2020年政府信息公开工作年度报告.pdf"
    )
    report.title = '..\\..//a:b*c?"<d>|\n' + "长" * 100
    name = file_name(report, FileKind.PDF)
    assert name.startswith("abcd长")
    assert len(name.encode()) <= 255
    report.title, report.body, report.year = "///", "", None
    assert file_name(report, FileKind.XLSX) == "政府信息公开工作年度报告.xlsx"


def test_the_same_year_in_two_forms_gives_two_names() -> None:
    national, own = report_of(FORM_2019), report_of(FORM_OWN)
    own.title = national.title
    assert file_name(national, FileKind.HTML) != file_name(own, FileKind.HTML)


def test_printers_load_no_django_and_only_what_is_asked_for() -> None:
    code = (
        "import sys; from tests.unit.reports.rendering.samples import report_of;"
        "from tongming.reports.rendering import FileKind, render;"
        "render(report_of(), FileKind.HTML);"
        "print([name for name in ('django', 'typst', 'xlsxwriter') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "[]"
