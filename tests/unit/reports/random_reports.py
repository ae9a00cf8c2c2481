"""Random reports of every form, as untidy as figures can be: gaps of all kinds, totals that
disagree, amounts with decimals, numbers of fifteen digits."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORMS, Form, Kind
from tongming.reports.document import AnnualReport

LARGEST = 10**15 - 1
"""Fifteen digits: what a spreadsheet and JSON readers hold without loss."""

_COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 9999), st.integers(0, LARGEST), st.just(0))
_AMOUNTS = st.one_of(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.integers(0, 10**9).map(Decimal),
)
_NUMBERS: dict[Kind, st.SearchStrategy[Figure]] = {
    Kind.COUNT: _COUNTS,
    Kind.SIGNED: st.integers(-9999, 9999),
    Kind.MONEY: _AMOUNTS,
    Kind.SHARE: st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10),
}
_GAPS: st.SearchStrategy[Figure] = st.sampled_from(list(Gap))


def figures(kind: Kind) -> st.SearchStrategy[Figure]:
    """A figure of a kind; one in three is a gap."""
    return st.one_of(_NUMBERS[kind], _NUMBERS[kind], _GAPS)


def kind_of(form: Form, cell: Cell) -> Kind:
    """What numbers a cell of the form may hold."""
    row, column = form.place(cell)
    return row.kind or column.kind


@st.composite
def reports(draw: st.DrawFn, forms: tuple[str, ...] = tuple(FORMS)) -> AnnualReport:
    """A report with a figure or a gap in every cell of its form."""
    form = FORMS[draw(st.sampled_from(forms))]
    last = form.last_year or form.first_year + 4
    year = draw(st.integers(form.first_year, last))
    body = draw(st.sampled_from(("云岭县青石镇人民政府", "白河市人民政府", "云岭县水务局")))
    report = AnnualReport(f"{body}{year}年政府信息公开工作年度报告", body, year, form)
    for cell in form.cells():
        report.figures[cell] = draw(figures(kind_of(form, cell)))
    report.extra["signed_on"] = f"{year + 1}-01-15"
    return report
