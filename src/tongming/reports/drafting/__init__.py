"""The words of a report: drafted from its figures, bound to them, finished by a person.

`draft` says only what the figures bear out. Where a sentence needs more than figures, the draft
has a visible blank, 【请补充：…】, and the report is not signed while one is left: `open_points` of
the filled text lists them. Every number in a draft is a marker that names its cell; `fill` puts the
current figures in. The markers are described in `markers`.
"""

from __future__ import annotations

from tongming.law.forms import FORM_LEGACY, FORM_OWN
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import national, older
from tongming.reports.drafting.clauses import Figures
from tongming.reports.drafting.facts import Facts, SetRight
from tongming.reports.drafting.markers import (
    Bound,
    bound_cells,
    fill,
    open_point,
    open_points,
    pieces,
    unbound_numbers,
)

__all__ = [
    "PREFACE",
    "Bound",
    "Facts",
    "SetRight",
    "bound_cells",
    "draft",
    "fill",
    "open_point",
    "open_points",
    "pieces",
    "unbound_numbers",
]

PREFACE = "preface"
"""The key, among a report's sections, of what stands before the first numbered part."""


def draft(report: AnnualReport, facts: Facts | None = None) -> dict[str, str]:
    """The words of a report as stored text with markers, by section key, in the form's order.

    Depends on the figures only for which sentences there are; the numbers are filled in later, so
    last year's report is needed by `fill`, not here. `ValueError` for a report without a year.
    """
    if report.year is None:
        raise ValueError("a report without a year cannot be drafted")
    facts = facts or Facts()
    figures = Figures(report)
    if report.form is FORM_OWN:
        words = older.own_sections(figures, report.year, facts)
    elif report.form is FORM_LEGACY:
        words = older.legacy_sections(figures, report.year, facts)
    else:
        words = national.sections(figures, report.year, facts)
    return {PREFACE: preface(report, facts), **words}


def preface(report: AnnualReport, facts: Facts) -> str:
    """What the report rests on, what it covers, where it is published and whom to ask."""
    year = report.year
    basis = "《中华人民共和国政府信息公开条例》"
    if report.form not in (FORM_OWN, FORM_LEGACY):
        basis += f"和《{report.form.title}》（{report.form.document}）"
    sentences = [
        f"{report.body}按照{basis}编制{year}年政府信息公开工作年度报告",
        f"报告所列数字的起止时间为{year}年1月1日至{year}年12月31日",
    ]
    if facts.platform:
        place = f"，网址为{facts.url}" if facts.url else ""
        sentences.append(f"报告在{facts.platform}公布{place}")
    if contact := _contact(facts):
        sentences.append(f"对报告有疑问或者建议的，请与{contact}联系")
    return "".join(f"{sentence}。" for sentence in sentences)


def _contact(facts: Facts) -> str:
    ways = (
        ("地址", facts.address),
        ("邮政编码", facts.postcode),
        ("电话", facts.phone),
        ("电子邮箱", facts.email),
    )
    known = "，".join(f"{label}：{value}" for label, value in ways if value)
    if not facts.office and not known:
        return ""
    office = facts.office or "本机关"
    return f"{office}（{known}）" if known else office
