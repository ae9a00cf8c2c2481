"""Random reports of every form, as untidy as figures can be: gaps of all kinds, totals that
disagree, amounts with decimals, numbers of fifteen digits; and writing and reading them again."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from tongming.law.figures import Cell, Figure, Gap, is_number
from tongming.law.forms import FORMS, Form, Kind
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import Facts, draft
from tongming.reports.reading import read
from tongming.reports.rendering import FileKind, render
from tongming.reports.rendering.wording import prepared

LARGEST = 10**15 - 1
"""Fifteen digits: what a spreadsheet and JSON readers hold without loss."""

BODIES = (
    "云岭县青石镇人民政府",
    "白河市人民政府",
    "云岭县水务局",
    # A character outside the common ones, a second place in the name, figures, a bracket.
    "云岭县㵲水镇人民政府",
    "云岭县白河彝族苗族自治乡人民政府",
    "云岭县第二产业园区管理委员会",
    "云岭县12345政务服务热线管理中心",
    "云岭县公安局（交通警察大队）",
)
TOLD = (
    "全年组织培训3次，参加120人次，人均2.5小时。",
    "2018年以前的信息已移交档案馆，共1,024卷；热线电话010-10000000。",
    "“一件事一次办”事项15项，网上可办率98.6%，公开预算2,510.5万元。",
    "解读材料24篇，其中图解7篇、视频3个；回应关切12次。",
)
"""Sentences a clerk adds: they are full of numbers that belong in no table."""
FACTS = Facts(
    platform="云岭县人民政府网站",
    url="http://www.example.gov.cn/",
    office="青石镇党政办公室",
    address="青石镇中心路1号3楼",
    postcode="100000",
    phone="010-10000000",
)


def reports(forms: tuple[str, ...] = tuple(FORMS)) -> st.SearchStrategy[AnnualReport]:
    """Reports by seed: hundreds of figures drawn one by one would cost more than the tests."""
    return st.builds(random_report, st.sampled_from(forms), st.integers(0, 2**32))


def random_report(form_id: str, seed: int) -> AnnualReport:
    """A report with a figure or a gap in every cell of its form, the same for the same seed."""
    random = Random(f"{form_id} {seed}")
    form = FORMS[form_id]
    year = random.randint(form.first_year, form.last_year or form.first_year + 4)
    body = random.choice(BODIES)
    report = AnnualReport(f"{body}{year}年政府信息公开工作年度报告", body, year, form)
    gaps = random.choice((0.0, 0.1, 0.5, 0.9))
    for cell in form.cells():
        if random.random() < gaps:
            report.figures[cell] = random.choice(list(Gap))
        else:
            report.figures[cell] = _number(_kind(form, cell), random)
    amount = Cell("proactive", "procurement", "amount")
    if is_number(report.figures.get(amount)) and random.random() < 0.5:
        report.units[amount] = random.choice(("元", "万元"))
    if random.random() < 0.5:
        report.sections = draft(report, FACTS)
        told = random.choice([key for key in report.sections if report.sections[key]])
        report.sections[told] += "\n" + random.choice(TOLD)
    report.extra["signed_on"] = f"{year + 1}-01-15"
    return report


def _kind(form: Form, cell: Cell) -> Kind:
    row, column = form.place(cell)
    return row.kind or column.kind


def _number(kind: Kind, random: Random) -> Figure:
    if kind is Kind.SIGNED:
        return random.randint(-9999, 9999)
    if kind is Kind.MONEY:
        return Decimal(random.randint(0, 10 ** random.choice((2, 5, 11)))) / 100
    if kind is Kind.SHARE:
        return Decimal(random.randint(0, 1000)) / 10
    return random.choice((0, 1, random.randint(0, 99), random.randint(0, LARGEST)))


def there_and_back(report: AnnualReport, kind: FileKind) -> list[str]:
    """What differs after the report is written as a file of a kind and that file is read: nothing,
    if all is well."""
    back = read(render(report, kind), f"report.{kind}")
    differences = [
        f"{cell}: {report.figure(cell)!r} came back as {back.figure(cell)!r}"
        for cell in report.form.cells()
        if back.figure(cell) != report.figure(cell)
    ]
    for name in ("title", "body", "year", "form", "units"):
        before, after = getattr(report, name), getattr(back, name)
        if before != after:
            differences.append(f"{name}: {before!r} came back as {after!r}")
    return differences + _words_differing(prepared(report), back, kind)


def _words_differing(printed: AnnualReport, back: AnnualReport, kind: FileKind) -> list[str]:
    """Sections whose words did not come back as they were printed, line by line.

    What stands before the first part comes back from JSON alone: nothing tells it from the words
    of the page around.
    """
    differences = []
    for section in printed.form.sections:
        key = section.key
        before, after = (_lines(one.sections.get(key, "")) for one in (printed, back))
        if before != after:
            differences.append(f"{key}: {before!r} came back as {after!r}")
    if kind is FileKind.JSON and printed.sections != back.sections:
        differences.append("the words before the first part")
    return differences


def _lines(words: str) -> list[str]:
    """The printed lines, without the blanks that layout adds between letters and numbers."""
    return [line for text in words.splitlines() if (line := "".join(text.split()))]
