"""Signing, publishing and correcting a report.

Four eyes: whoever wrote the words, stated the figures or submitted the report does not sign it.
What is signed is what was shown: the signature carries the hash of the page that was read.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import hold, record
from tongming.reports.compiling.year import SHANGHAI, Compiled, compile_year
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import open_points
from tongming.reports.freezing import canonical, digest, thaw
from tongming.reports.models import (
    FrozenReport,
    HistoricalFigure,
    Publication,
    Report,
    SectionText,
)
from tongming.reports.proposing import propose_from_frozen
from tongming.units.models import Person
from tongming.units.rights import Right, require, why_not

FOUR_EYES = N_("您参与了这份报告的填报或编写，不能由您签发。请由没有参与编写的分管领导签发。")
NOT_SUBMITTED = N_("这份报告还没有提交签发。")
NOT_SIGNED = N_("这份报告还没有签发，不能发布。")
ALREADY_PUBLISHED = N_("这一版报告已经发布过了。")
CHANGED_SINCE = N_("您打开页面以后，报告的数字或文字有了变化。请重新查看后再签发。")
BROKEN = N_(
    "还有{n}处勾稽关系不成立。请退回更正；如来源本身如此、确需签发，请写明理由，理由会随报告保存。"
)
NOT_FINISHED = N_("文字部分还有{n}处需要补充，例如“{what}”。请退回补充。")
NEEDS_CORRECTION_REASON = N_("请写明更正的理由，理由会和新版本一起公布。")
NOTHING_TO_CORRECT = N_("只有已经签发的报告才需要更正；没有签发的报告可以直接修改。")


def editors_of(report: Report) -> set[int]:
    """The people (by key) who made what the next signature covers."""
    signed = report.versions.order_by("-version").values_list("known_at", flat=True).first()
    texts = SectionText.objects.filter(report=report, written_by__isnull=False)
    figures = HistoricalFigure.objects.filter(unit=report.unit, year=report.year, by__isnull=False)
    if signed is not None:
        texts = texts.filter(written_at__gt=signed)
        figures = figures.filter(known_from__gt=signed)
    editors = {
        *texts.values_list("written_by", flat=True),
        *figures.values_list("by", flat=True),
        report.submitted_by_id,
    }
    return {editor for editor in editors if editor is not None}


def why_not_sign(report: Report, person: Person) -> Message | None:
    """Why a person may not sign a report now; `None` where they may."""
    if reason := why_not(person, Right.REPORT_SIGN, report.unit):
        return reason
    if report.state != Report.State.SUBMITTED:
        return say(NOT_SUBMITTED)
    if person.pk in editors_of(report):
        return say(FOUR_EYES)
    return None


def fingerprint(compiled: Compiled) -> str:
    """What identifies the figures and words a person has in front of them."""
    return digest(canonical(compiled.report, unit=compiled.unit.code, version=0, known_at=_EPOCH))


_EPOCH = datetime(2008, 5, 1, tzinfo=SHANGHAI)


@transaction.atomic
def sign_report(*, report: Report, by: Person, shown: str, accepted: str = "") -> FrozenReport:
    """Sign a submitted report: its figures and words as known now are frozen with their hash.

    `shown` is the `fingerprint` of what the person read. `accepted` says why a broken relation is
    signed all the same; without it a broken relation refuses the signature.
    """
    require(by, Right.REPORT_SIGN, report.unit)
    hold()
    report = Report.objects.select_for_update().get(pk=report.pk)
    if reason := why_not_sign(report, by):
        raise Refused(reason)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    if fingerprint(compiled) != shown:
        raise Refused(say(CHANGED_SINCE))
    _require_finished(compiled.report)
    if compiled.broken and not accepted.strip():
        raise Refused(say(BROKEN, n=len(compiled.broken)), compiled.broken[0].relation)
    return _freeze(report, by, accepted.strip() if compiled.broken else "")


def _require_finished(report: AnnualReport) -> None:
    missing = [what for text in report.sections.values() for what in open_points(text)]
    if missing:
        raise Refused(say(NOT_FINISHED, n=len(missing), what=missing[0]))


def _freeze(report: Report, by: Person, accepted: str) -> FrozenReport:
    known_at = timezone.now()
    compiled = compile_year(report.unit, report.year, report.form_kind, as_of=known_at)
    version = report.versions.count() + 1
    content = frozen_content(compiled, version=version, known_at=known_at)
    sha256 = digest(content)
    event = record(
        "reports.signed",
        unit=report.unit,
        by=by,
        subject=report,
        year=report.year,
        form=report.form,
        version=version,
        sha256=sha256,
        known_at=known_at,
        reason=report.correction,
        accepted=accepted,
    )
    report.state = Report.State.SIGNED
    report.save(update_fields=["state"])
    return FrozenReport.objects.create(
        report=report,
        version=version,
        content=content,
        sha256=sha256,
        known_at=known_at,
        reason=report.correction,
        accepted=accepted,
        signed_by=by,
        event=event,
    )


def frozen_content(compiled: Compiled, *, version: int, known_at: datetime) -> str:
    """The canonical content of a report signed at a moment; the signature's date stands in it."""
    compiled.report.extra["signed_on"] = known_at.astimezone(SHANGHAI).date().isoformat()
    return canonical(compiled.report, unit=compiled.unit.code, version=version, known_at=known_at)


@transaction.atomic
def publish_report(*, frozen: FrozenReport, by: Person) -> Publication:
    """Make a signed report public."""
    report = Report.objects.select_for_update().get(pk=frozen.report_id)
    require(by, Right.REPORT_PUBLISH, report.unit)
    if Publication.objects.filter(frozen=frozen).exists():
        raise Refused(say(ALREADY_PUBLISHED))
    latest = report.versions.order_by("-version").first()
    if report.state != Report.State.SIGNED or latest != frozen:
        raise Refused(say(NOT_SIGNED))
    event = record(
        "reports.published",
        unit=report.unit,
        by=by,
        subject=report,
        year=report.year,
        form=report.form,
        version=frozen.version,
        sha256=frozen.sha256,
    )
    report.state = Report.State.PUBLISHED
    report.save(update_fields=["state"])
    propose_from_frozen(frozen, thaw(frozen.content))
    return Publication.objects.create(
        frozen=frozen, published_at=event.at, published_by=by, event=event
    )


@transaction.atomic
def correct_report(*, report: Report, reason: str, by: Person) -> None:
    """Open a signed report again. What was signed stays; the next signature makes a new version."""
    require(by, Right.REPORT_EDIT, report.unit)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state not in (Report.State.SIGNED, Report.State.PUBLISHED):
        raise Refused(say(NOTHING_TO_CORRECT))
    if not reason.strip():
        raise Refused(say(NEEDS_CORRECTION_REASON))
    report.state = Report.State.DRAFT
    report.correction = reason.strip()
    report.submitted_by, report.submitted_at = None, None
    report.save(update_fields=["state", "correction", "submitted_by", "submitted_at"])
    record(
        "reports.correction_opened",
        unit=report.unit,
        by=by,
        subject=report,
        year=report.year,
        form=report.form,
        reason=reason.strip(),
    )
