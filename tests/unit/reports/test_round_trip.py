"""A report printed and read again says the same: every format, every form, every kind of gap.

The long run over a thousand reports is `make fuzz`.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.reports.random_reports import FACTS, random_report, there_and_back
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2019, FORMS
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import draft
from tongming.reports.reading import read
from tongming.reports.rendering import FileKind, render

QUICK = [FileKind.HTML, FileKind.DOCX, FileKind.XLSX, FileKind.JSON]
seeds = st.integers(0, 2**32)


@pytest.mark.parametrize("kind", QUICK)
@pytest.mark.parametrize("form", FORMS)
@given(seed=seeds)
@settings(deadline=None, max_examples=8)
def test_a_report_is_read_back_as_it_was_printed(form: str, kind: FileKind, seed: int) -> None:
    assert there_and_back(random_report(form, seed), kind) == []


@pytest.mark.parametrize("form", FORMS)
@given(seed=seeds)
@settings(deadline=None, max_examples=2)
def test_a_pdf_is_read_back_as_it_was_printed(form: str, seed: int) -> None:
    assert there_and_back(random_report(form, seed), FileKind.PDF) == []


@pytest.mark.parametrize("kind", FileKind)
def test_figures_the_form_has_no_table_for_travel_in_its_words(kind: FileKind) -> None:
    body = "云岭县青石镇人民政府"
    report = AnnualReport(f"{body}2019年政府信息公开工作年度报告", body, 2019, FORM_2019)
    report.figures = dict.fromkeys(FORM_2019.cells(), 0)
    beside = {"total": 146, "gazette": 0, "website": 14, "weibo": 101, "wechat": 25, "other": 6}
    for row, items in beside.items():
        report.figures[Cell("channels", row, "items")] = items
    report.figures[Cell("stated", "processing_fee_yuan", "value")] = 550
    for row in ("applications_received", "applications_answered", "reviews", "litigations"):
        report.figures[Cell("stated", row, "value")] = 0
    report.sections = draft(report, FACTS)
    back = read(render(report, kind))
    assert {cell: back.figure(cell) for cell in report.figures} == report.figures
    assert back.violations == []
    assert back.warnings == []


@pytest.mark.parametrize("seed", [505, 509])
def test_a_paragraph_that_runs_over_the_end_of_a_page_comes_back_as_one(seed: int) -> None:
    assert there_and_back(random_report("2019-60", seed), FileKind.PDF) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", FileKind)
def test_the_organ_and_date_under_a_report_are_no_words_of_its_last_part(
    form: str, kind: FileKind
) -> None:
    report = next(one for seed in range(20) if (one := random_report(form, seed)).sections)
    back = read(render(report, kind), f"report.{kind}")
    last = back.sections[report.form.sections[-1].key]
    assert report.body not in last.splitlines()
    assert back.extra.get("signed_on") == report.extra["signed_on"]
