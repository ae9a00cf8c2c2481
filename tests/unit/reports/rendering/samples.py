"""Reports the rendering tests share: one of every form, with each kind of figure in it."""

from __future__ import annotations

from decimal import Decimal

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021, FORMS, Form, Kind
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.equations import equations

BODY = "云岭县青石镇人民政府"


def report_of(form: Form = FORM_2021, **sections: str) -> AnnualReport:
    """A report whose figures are all different, with every kind of gap among them."""
    year = form.last_year or form.first_year
    report = AnnualReport(f"{BODY}{year}年政府信息公开工作年度报告", BODY, year, form)
    gaps: dict[int, Figure] = {3: Gap.BLANK, 5: Gap.NOT_APPLICABLE, 7: Gap.NOT_REPORTED, 9: 0}
    for number, cell in enumerate(form.cells()):
        row, column = form.place(cell)
        kind = row.kind or column.kind
        figure: Figure = 100 + number
        if kind is Kind.SIGNED:
            figure = -number
        elif kind in (Kind.MONEY, Kind.SHARE):
            figure = Decimal(1000 + number) / 100
        report.figures[cell] = gaps.get(number, figure)
    if form is FORM_2019:
        report.units[Cell("proactive", "procurement", "amount")] = "元"
    report.extra["signed_on"] = f"{year + 1}-01-03"
    report.sections = dict(sections)
    return report


def balanced(form: Form = FORM_2021) -> AnnualReport:
    """A report of 1s whose every sum is right."""
    report = report_of(form)
    report.figures = dict.fromkeys(form.cells(), 1)
    # From the leaves upwards: along the rows, then down the columns, then the rest of the balance.
    for equation in sorted(equations(form), key=lambda e: e.relation, reverse=True):
        if (cell := equation.total) is not None:
            report.figures[cell] = _sum(report, equation.right)
    for equation in equations(form):
        if equation.relation == "R1":
            left = _sum(report, equation.left)
            last = equation.right[-1]
            report.figures[equation.left[0]] = (
                _sum(report, equation.right) - left + _sum(report, equation.left[:1])
            )
            assert last.row == "4"
    return report


def _sum(report: AnnualReport, cells: tuple[Cell, ...]) -> int:
    return sum(int(figure) for figure in map(report.figure, cells) if not isinstance(figure, Gap))


ALL_FORMS = list(FORMS.values())
