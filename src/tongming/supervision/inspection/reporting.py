"""检查情况通报 of a quarter: drafted from the records, edited, signed by another, frozen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.files.actions.keeping import store
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.ledger.canonical import plain
from tongming.supervision.inspection.models import QuarterReport
from tongming.supervision.inspection.papers import files_of
from tongming.supervision.inspection.quarter import Figures, days_of, figures
from tongming.supervision.inspection.quarter_paper import TOKENS, paper_of
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

SECTIONS = ("problems", "orders", "next")
"""Where a person adds words to what the records say."""
_TOKEN = re.compile(r"｛(.*?)｝")
_FIGURE = re.compile(r"\d+\s*(?:项|个单位|份|次)")


@transaction.atomic
def draft(*, unit: Unit, year: int, quarter: int, today: date, by: Person) -> QuarterReport:
    """Begin a quarter's report. A quarter that is not over has none yet."""
    require(by, Right.INSPECT, unit)
    if not 1 <= quarter <= 4 or not 2000 <= year <= 2200:
        raise Refused(say(N_("没有这个季度。")))
    if days_of(year, quarter)[1] > today:
        raise Refused(say(N_("这个季度还没有结束。")))
    if QuarterReport.objects.filter(unit=unit, year=year, quarter=quarter).exists():
        raise Refused(say(N_("这个季度的通报已经起草。")))
    report = QuarterReport.objects.create(unit=unit, year=year, quarter=quarter)
    report.writers.add(by)
    record(
        "inspection.report_drafted", unit=unit, by=by, subject=report, year=year, quarter=quarter
    )
    return report


@transaction.atomic
def edit(*, report: QuarterReport, words: Mapping[str, str], by: Person) -> QuarterReport:
    """Words of a person between the figures. A number is a token, so that it stays the record's."""
    report = _locked(report)
    require(by, Right.INSPECT, report.unit)
    if report.state != QuarterReport.State.DRAFT:
        raise Refused(say(N_("已经送签或者签发，不能再改；要改请先退回。")))
    for text in words.values():
        for token in _TOKEN.findall(text):
            if token not in TOKENS:
                raise Refused(say(N_("没有“{token}”这个数据。"), token=token))
        if typed := _FIGURE.search(text):
            raise Refused(
                say(
                    N_("“{figure}”是手写的数字。请改用数据标记，让它跟记录一致。"),
                    figure=typed[0],
                )
            )
    report.words = {key: words.get(key, "").strip() for key in SECTIONS}
    report.save(update_fields=["words"])
    report.writers.add(by)
    record(
        "inspection.report_edited",
        unit=report.unit,
        by=by,
        subject=report,
        report_words=report.words,
    )
    return report


@transaction.atomic
def submit(*, report: QuarterReport, by: Person) -> QuarterReport:
    """It is ready to be signed."""
    report = _locked(report)
    require(by, Right.INSPECT, report.unit)
    if report.state != QuarterReport.State.DRAFT:
        raise Refused(say(N_("已经送签或者签发。")))
    report.state = QuarterReport.State.SUBMITTED
    report.save(update_fields=["state"])
    record("inspection.report_submitted", unit=report.unit, by=by, subject=report)
    return report


@transaction.atomic
def send_back(*, report: QuarterReport, reason: str, by: Person) -> QuarterReport:
    """Not as it stands."""
    report = _locked(report)
    require(by, Right.INSPECTION_SIGN, report.unit)
    if report.state != QuarterReport.State.SUBMITTED:
        raise Refused(say(N_("没有送签，不用退回。")))
    if not reason.strip():
        raise Refused(say(N_("请写明退回的理由。")))
    report.state = QuarterReport.State.DRAFT
    report.save(update_fields=["state"])
    record(
        "inspection.report_sent_back", unit=report.unit, by=by, subject=report,
        reason=reason.strip(),
    )  # fmt: skip
    return report


@transaction.atomic
def sign(*, report: QuarterReport, seen: str, today: date, by: Person) -> QuarterReport:
    """Sign what was seen; figures, words and files are frozen. Who wrote it does not sign it.

    `seen` is the digest of the figures the signer looked at: records may have changed since.
    """
    report = _locked(report)
    require(by, Right.INSPECTION_SIGN, report.unit)
    if report.state != QuarterReport.State.SUBMITTED:
        raise Refused(say(N_("送签以后才能签发。")))
    if report.writers.filter(pk=by.pk).exists():
        raise Refused(say(N_("起草或者修改过的人不能签发，请由另一位负责人签发。")))
    counted = plain(figures(report.unit, report.year, report.quarter, today=today))
    if digest_of(counted, report.words) != seen:
        raise Refused(say(N_("数据在您查看以后有了变化，请再看一遍再签发。")))
    report.figures, report.digest = counted, seen
    report.signed_by, report.signed_at = by, timezone.now()
    report.state = QuarterReport.State.SIGNED
    made = [
        store(content, name, unit=report.unit, by=by, right=Right.INSPECTION_VIEW)
        for content, name in files_of(paper_of(report, counted, signed_on=today))
    ]
    report.docx, report.pdf = made
    report.save()
    record(
        "inspection.report_signed", unit=report.unit, by=by, subject=report, on=today,
        digest=seen, papers=[one.sha256 for one in made],
    )  # fmt: skip
    return report


def figures_of(report: QuarterReport, today: date) -> Figures:
    """The figures as signed; before, as the records are now."""
    if report.state == QuarterReport.State.SIGNED:
        return dict(report.figures)
    return dict(plain(figures(report.unit, report.year, report.quarter, today=today)))


def digest_of(counted: Figures, words: Mapping[str, str]) -> str:
    """What a signature stands under."""
    text = json.dumps([counted, dict(words)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _locked(report: QuarterReport) -> QuarterReport:
    return (
        QuarterReport.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=report.pk)
    )
