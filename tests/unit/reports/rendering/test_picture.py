"""图解年报: a page drawn from the report's own figures, for eyes and for ears."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pdfplumber
import pytest
from PIL import Image

from tests.unit.reports import random_reports
from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.forms import FORM_2021
from tongming.reports.document import AnnualReport
from tongming.reports.reading import read
from tongming.reports.rendering import picture
from tongming.reports.rendering.picture import SHEET, STRIP, panels

SEED = Path(__file__).parents[5] / "shared" / "seed" / "hongshilazi-2019.txt"
SVG = "{http://www.w3.org/2000/svg}"


def random_report(number: int) -> AnnualReport:
    return random_reports.random_report(FORM_2021.id, number)


def words(drawn: str) -> list[str]:
    root = ElementTree.fromstring(drawn)
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def report_of(figures: dict[str, Figure]) -> AnnualReport:
    cells = {Cell.parse(address): figure for address, figure in figures.items()}
    title = "某镇人民政府2025年政府信息公开工作年度报告"
    return AnnualReport(title, "某镇人民政府", 2025, FORM_2021, cells)


@pytest.mark.parametrize("number", range(40))
@pytest.mark.parametrize("shape", [SHEET, STRIP], ids=["sheet", "strip"])
def test_every_number_drawn_is_one_of_the_reports_and_is_said_aloud(
    number: int, shape: picture.Shape
) -> None:
    report = random_report(number)
    drawn = picture.svg(report, shape=shape)
    said = ElementTree.fromstring(drawn).findtext(f"{SVG}desc") or ""
    for panel in panels(report):
        for item in panel.items:
            assert item.shown in words(drawn)
            assert f"{item.label}{item.shown}" in said


def test_a_bar_is_as_long_as_its_number_beside_the_largest_and_nothing_has_none() -> None:
    report = report_of(
        {"requests/1/sum": 40, "requests/1/nat": 30, "requests/1/ent": 10, "requests/1/res": 0}
    )
    (people,) = [panel for panel in panels(report) if panel.title == "谁在申请"]
    assert [item.figure for item in people.items][:3] == [30, 10, 0]
    drawn = picture.svg(report)
    part = drawn[drawn.rindex("谁在申请") :].partition("行政复议")[0]
    lengths = [int(n) for n in re.findall(r'width="(\d+)" height="18"', part)]
    assert lengths == [SHEET.bar, round(SHEET.bar / 3)]


def test_a_gap_is_its_word_and_never_0() -> None:
    report = report_of({"proactive/licences/decisions": Gap.NOT_APPLICABLE})
    (disclosed,) = [panel for panel in panels(report) if panel.title == "主动公开"]
    shown = {item.label: item.shown for item in disclosed.items}
    assert shown["行政许可处理决定"] == "不适用"
    assert shown["行政处罚处理决定"] == "未填"
    assert "0件" not in shown.values()


def test_a_sum_over_a_gap_is_a_gap() -> None:
    rows: dict[str, Figure] = {f"requests/3.3.{n}/sum": 1 for n in range(1, 8)}
    report = report_of({"requests/3.7/sum": 7, **rows})
    (handled,) = [panel for panel in panels(report) if panel.title == "怎样办理"]
    assert {item.label: item.figure for item in handled.items}["不予公开"] is Gap.BLANK


def test_last_year_stands_beside_where_it_is_known() -> None:
    now, before = report_of({"requests/1/sum": 5}), report_of({"requests/1/sum": 8})
    assert "上年8" in words(picture.svg(now, before))
    assert "上年8" not in words(picture.svg(now))


def test_words_of_an_organ_are_words_and_nothing_else() -> None:
    report = report_of({"requests/1/sum": 5})
    report.body = '<script>alert("1")</script>&镇'
    root = ElementTree.fromstring(picture.svg(report))
    assert not list(root.iter(f"{SVG}script"))
    assert report.body in words(picture.svg(report))


def test_nothing_is_drawn_outside_the_picture() -> None:
    for shape in (SHEET, STRIP):
        root = ElementTree.fromstring(picture.svg(random_report(7), shape=shape))
        for one in root.iter(f"{SVG}text"):
            size = float(one.get("font-size", "0"))
            wide = sum(size if ord(c) > 0x2E80 else size * 0.6 for c in one.text or "")
            assert float(one.get("x", "0")) + wide <= shape.width, one.text


def test_it_is_a_picture_and_one_printed_page_too() -> None:
    report = random_report(3)
    assert Image.open(BytesIO(picture.png(report))).size == (1240, 1754)
    first = picture.pdf(report)
    with pdfplumber.open(BytesIO(first)) as printed:
        assert len(printed.pages) == 1
        assert report.body[:4] in (printed.pages[0].extract_text() or "")
    assert picture.pdf(report) == first


def test_the_seeds_town_is_drawn_as_published(seed: AnnualReport) -> None:
    shown = {item.label: item.shown for panel in panels(seed) for item in panel.items}
    assert (shown["政府网站"], shown["政务微博"], shown["政务微信"]) == ("14条", "101条", "25条")
    assert all(is_number(item.figure) for panel in panels(seed) for item in panel.items)


@pytest.fixture(scope="module")
def seed() -> AnnualReport:
    """The report; skipped where its text is not beside the repository, which does not hold it."""
    if not SEED.exists():
        pytest.skip(f"the published text is not in this checkout: {SEED}")
    return read(SEED)
