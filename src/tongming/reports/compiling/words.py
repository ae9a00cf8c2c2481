"""The words of a report: kept versions, bound to the figures of the moment they are shown at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tongming.law.organs import Level
from tongming.law.remedy_counting import Reading
from tongming.remedies.counting import is_kept, keeping_of
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import Facts, SetRight, draft, fill
from tongming.reports.models import SectionText
from tongming.supervision.tasks.counting import became_of
from tongming.supervision.tasks.models import Conclusion
from tongming.units.models import Unit

GOVERNMENTS = (Level.TOWNSHIP, Level.COUNTY, Level.CITY, Level.PROVINCE)
"""The levels whose report also covers 工作考核、社会评议、责任追究结果 (第五十条第一款第四项)."""


def words_of_report(
    unit: Unit, report: AnnualReport, previous: AnnualReport | None, at: datetime | None
) -> dict[str, str]:
    """The words of every section as known at a moment, with the report's figures in them.

    A section nobody has kept yet is drafted.
    """
    kept = {key: row.text for key, row in kept_texts(unit, report, at).items()}
    return {
        key: fill(kept.get(key, text), report, previous)
        for key, text in {**drafted(unit, report, at), **kept}.items()
    }


def kept_texts(unit: Unit, report: AnnualReport, at: datetime | None) -> Mapping[str, SectionText]:
    """The version of each section in force at a moment; `None` is now."""
    if report.year is None:
        return {}
    texts = SectionText.objects.filter(
        report__unit=unit, report__year=report.year, report__form=report.form.id
    ).order_by("pk")
    if at is not None:
        texts = texts.filter(written_at__lte=at)
    return {row.key: row for row in texts}


def drafted(unit: Unit, report: AnnualReport, at: datetime | None = None) -> dict[str, str]:
    """The sections as the figures alone would have them, with their markers."""
    return draft(report, facts_of(unit, report.year, at))


def facts_of(unit: Unit, year: int | None = None, at: datetime | None = None) -> Facts:
    """What the registers say of an organ, and of how its year was counted, that its report may
    say too."""
    host = unit.parent if unit.parent is not None else unit
    return Facts(
        platform=f"{host.name}网站" if unit.website else "",
        url=unit.website,
        office=unit.office,
        address=unit.address,
        postcode=unit.postcode,
        phone=unit.phone,
        email=unit.email,
        is_government=unit.level_kind in GOVERNMENTS,
        remedies_read_as=_reading(unit, year, at),
        last_year=() if year is None else _last_year(unit, year, at),
    )


_RESULTS = {
    Conclusion.Result.DONE: "已完成",
    Conclusion.Result.PARTLY: "部分完成",
    Conclusion.Result.NOT_DONE: "没有完成",
}
"""A report is written in Chinese, whoever looks."""


def _last_year(unit: Unit, year: int, at: datetime | None) -> tuple[SetRight, ...]:
    """What became of the problems and improvements of the report of the year before."""
    return tuple(
        SetRight(
            quotes=one.quotes,
            result=_RESULTS[Conclusion.Result(one.conclusion.result)],
            did=one.conclusion.did,
            reason=one.conclusion.reason,
        )
        if one.conclusion
        else SetRight(quotes=one.quotes)
        for one in became_of(unit, year, at)
    )


def _reading(unit: Unit, year: int | None, at: datetime | None) -> str:
    """Which cases table 4 counts; "" in a year its register did not count."""
    keeping = keeping_of(unit, at)
    if keeping is None or year is None or not is_kept(unit, year, at):
        return ""
    return Reading(keeping.reading).label
