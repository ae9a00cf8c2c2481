"""The report of a real town for 2019, in its own words: every figure of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tongming.law.figures import Cell, Gap
from tongming.reports.document import AnnualReport, to_json
from tongming.reports.reading import read

SEED = Path(__file__).parents[5] / "shared" / "seed" / "hongshilazi-2019.txt"


@pytest.fixture(scope="module")
def report() -> AnnualReport:
    """The report; skipped where its text is not beside the repository, which does not hold it."""
    if not SEED.exists():
        pytest.skip(f"the published text is not in this checkout: {SEED}")
    return read(SEED)


def test_title_organ_year_and_form(report: AnnualReport) -> None:
    assert report.title == "桦甸市红石砬子镇人民政府2019年政府信息公开工作年度报告"
    assert report.body == "桦甸市红石砬子镇人民政府"
    assert (report.year, report.form.id) == (2019, "none")
    assert report.extra["published_on"] == report.extra["signed_on"] == "2020-01-03"


def test_what_was_published_through_which_channel(report: AnnualReport) -> None:
    data = to_json(report)
    assert data["channels"] == {
        "total": 146,
        "gazette": None,
        "website": 14,
        "weibo": 101,
        "wechat": 25,
        "other": 6,
    }
    shares = {
        row: report.figure(Cell("channels", row, "share"))
        for row in ("website", "weibo", "wechat", "other")
    }
    assert shares == {
        "website": Decimal("9.6"),
        "weibo": Decimal("69.2"),
        "wechat": Decimal("17.1"),
        "other": Decimal("4.1"),
    }


def test_applications_fees_and_remedies(report: AnnualReport) -> None:
    assert to_json(report)["stated"] == {
        "applications_received": 0,
        "applications_answered": 0,
        "processing_fee_yuan": 0,
        "reviews": 0,
        "litigations": 0,
    }
    assert to_json(report)["requests"] == {"1": {"sum": 0}, "3.7": {"sum": 0}}
    assert all(values == [None] * 4 + [0] for values in to_json(report)["remedies"].values())


def test_every_relation_holds_and_nothing_else_was_read(report: AnnualReport) -> None:
    assert report.violations == []
    assert report.warnings == []
    assert sum(1 for figure in report.figures.values() if not isinstance(figure, Gap)) == 19


def test_the_words_of_each_section(report: AnnualReport) -> None:
    assert list(report.sections) == [
        "overview",
        "proactive",
        "requests",
        "fees",
        "remedies",
        "problems",
    ]
    assert report.sections["remedies"] == "全年未发生上述情况。"
    assert report.sections["problems"].startswith("2019年,红石镇政府信息公开工作取得了一定成效")
