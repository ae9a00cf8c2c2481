"""What a report names as problems and improvements becomes tasks of the year after."""

from __future__ import annotations

from django.urls import reverse

from tongming.reports.document import AnnualReport, from_json
from tongming.reports.models import FrozenReport, Reading
from tongming.supervision.tasks.actions import propose
from tongming.units.models import Unit

PROBLEMS = "problems"
"""The key of the part that names them, in every form."""


def propose_from_frozen(frozen: FrozenReport, report: AnnualReport) -> None:
    """In the act that publishes a report."""
    unit, year = frozen.report.unit, frozen.report.year
    url = reverse("reports:version", args=[unit.code, year, frozen.report.form, frozen.version])
    _propose(unit, year, report, url)


def propose_from_reading(reading: Reading) -> None:
    """In the act that confirms what was read from a report published before."""
    assert reading.year is not None
    url = reverse("reports:reading", args=[reading.unit.code, reading.pk])
    _propose(reading.unit, reading.year, from_json(reading.result), url)


def _propose(unit: Unit, year: int, report: AnnualReport, url: str) -> None:
    # By the system: whoever publishes a report need not be somebody who arranges tasks.
    text = report.sections.get(PROBLEMS, "")
    if text.strip():
        propose(unit=unit, year=year, title=f"{unit.name}{year}年政府信息公开工作年度报告",
                url=url, text=text, by=None)  # fmt: skip
