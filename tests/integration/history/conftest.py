"""Published reports of a county's units, as somebody finds them on their pages."""

from __future__ import annotations

from collections.abc import Mapping

from tongming.law.figures import Cell, Figure
from tongming.law.forms import FORM_2019, FORM_2021, Form
from tongming.reports.document import AnnualReport
from tongming.reports.rendering import FileKind, render

Told = Mapping[str, Figure]


def published(
    organ: str, year: int, told: Told | None = None, kind: FileKind = FileKind.HTML
) -> bytes:
    """A report in the year's form with 0 in every cell that is not told."""
    form: Form = FORM_2021 if year >= 2021 else FORM_2019
    figures: dict[Cell, Figure] = dict.fromkeys(form.cells(), 0)
    for address, figure in (told or {}).items():
        figures[Cell.parse(address)] = figure
    title = f"{organ}{year}年政府信息公开工作年度报告"
    return render(AnnualReport(title, organ, year, form, figures), kind)


def received(number: int, carried: int = 0, brought: int = 0) -> dict[str, Figure]:
    """Applications of natural persons, all answered openly but those carried forward."""
    answered = number + brought - carried
    return {
        f"requests/{row}/{column}": figure
        for column in ("nat", "sum")
        for row, figure in (
            ("1", number), ("2", brought), ("3.1", answered), ("3.7", answered), ("4", carried),
        )
    }  # fmt: skip
