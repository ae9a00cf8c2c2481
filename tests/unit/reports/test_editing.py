"""Bound figures in the editor: readable, movable, and bound again when saved."""

from __future__ import annotations

import pytest

from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.words import Refused
from tongming.reports.document import AnnualReport
from tongming.reports.screens.editing import from_editor, to_editor

KEPT = "新收{{requests/1/sum|件}}{{requests/1/sum^|件}}，办结{{requests/3.7/sum|件}}。"
REPORT = AnnualReport(
    "", "", 2022, FORM_2021, {Cell("requests", "1", "sum"): 8, Cell("requests", "3.7", "sum"): 5}
)


def test_figures_are_shown_as_numbered_blocks() -> None:
    assert to_editor(KEPT, REPORT, None) == "新收{8件#1}{#2}，办结{5件#3}。"


def test_unchanged_text_is_bound_as_it_was() -> None:
    assert from_editor(to_editor(KEPT, REPORT, None), KEPT) == KEPT


def test_a_block_keeps_its_cell_wherever_it_is_moved() -> None:
    moved = "全年办结{5件#3}，新收{8件#1}。"
    assert (
        from_editor(moved, KEPT) == "全年办结{{requests/3.7/sum|件}}，新收{{requests/1/sum|件}}。"
    )


def test_what_is_written_into_a_block_does_not_change_the_figure() -> None:
    assert from_editor("新收{99件#1}。", KEPT) == "新收{{requests/1/sum|件}}。"


def test_a_block_that_the_text_does_not_have_is_refused() -> None:
    for edited in ("新收{9件#4}。", "新收{9件#0}。"):
        with pytest.raises(Refused) as refusal:
            from_editor(edited, KEPT)
        assert edited[2:-1] in str(refusal.value)


def test_numbers_and_braces_of_other_kinds_stay_as_written() -> None:
    text = "举办培训2次{附件}，见{{requests/1/sum|件}}。"
    assert from_editor(text, KEPT) == text
