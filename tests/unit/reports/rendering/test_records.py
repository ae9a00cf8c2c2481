"""The records behind a figure as files: the same in each, and nothing a spreadsheet works out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from tongming.reports.rendering.records import RecordKind, Sheet, write

SHEET = Sheet(
    ("编号", "所需政府信息", "收到", "办结"),
    [
        ("2024-001", "村级公益事业项目清单", date(2024, 3, 1), None),
        ("2024-002", '=HYPERLINK("http://a","看")', date(2024, 3, 2), date(2024, 3, 9)),
    ],
)


def test_csv_opens_in_chinese_windows_and_a_day_is_a_day() -> None:
    content = write(SHEET, RecordKind.CSV, {})
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1] == ["2024-001", "村级公益事业项目清单", "2024-03-01", ""]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r1", "\n=1", "＝1", "－1", "　=1"]
)
def test_nothing_in_a_csv_is_a_formula(text: str) -> None:
    content = write(Sheet(("名称",), [(text,)]), RecordKind.CSV, {}).decode("utf-8-sig")
    (value,) = list(csv.reader(io.StringIO(content, newline="")))[1]
    assert value == f"'{text}"


def test_a_workbook_keeps_every_text_as_text() -> None:
    sheet = load_workbook(io.BytesIO(write(SHEET, RecordKind.XLSX, {}))).active
    assert sheet is not None
    cell = sheet["B3"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://a","看")', "s")
    assert sheet["C2"].is_date


def test_json_says_which_figure_it_is_about() -> None:
    data = json.loads(write(SHEET, RecordKind.JSON, {"cell": "requests/1/sum", "figure": "2"}))
    assert (data["cell"], data["figure"], len(data["records"])) == ("requests/1/sum", "2", 2)
    assert data["records"][0] == {
        "编号": "2024-001", "所需政府信息": "村级公益事业项目清单", "收到": "2024-03-01",
        "办结": None,
    }  # fmt: skip
