"""A report printed and read again says the same: every format, every form, every kind of gap.

The long run over a thousand reports is `make fuzz`.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.reports.random_reports import random_report, there_and_back
from tongming.law.forms import FORMS
from tongming.reports.rendering import FileKind

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
