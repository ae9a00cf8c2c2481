"""The draft of a report: opening it, writing its words, submitting it, sending it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tongming.law.forms import Form
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.ledger.models import Event
from tongming.reports.compiling.words import drafted
from tongming.reports.compiling.year import (
    NOT_BEGUN,
    REPORT_OF_THE_YEAR_BEFORE,
    Compiled,
    compile_year,
    forms_for,
)
from tongming.reports.drafting import PREFACE, open_points
from tongming.reports.drafting.tracking import take
from tongming.reports.models import Report, SectionText
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

WRONG_FORM = N_("{year}年的年度报告不用“{form}”的格式。")
NOT_A_DRAFT = N_("报告已经提交签发或已经签发，文字不能改动。需要改动时，请先退回或更正。")
CHANGED_MEANWHILE = N_(
    "您打开这一部分以后，{who}已经改过它。您的文字没有丢，请核对合并的结果，再保存一次。"
)
NO_SUCH_SECTION = N_("这份报告的格式没有这一部分。")
SAME_WORDS = N_("文字没有改动。")
STILL_OPEN = N_("还有{n}处需要补充，例如“{what}”。请补充后再提交。")
NO_SECOND_SUBMISSION = N_("这份报告已经提交过了。")
NOT_WAITING = N_("这份报告不在待签发状态，不能退回。")
NEEDS_REASON = N_("请写明退回的理由，让编写的人知道要改什么。")
SYSTEM = N_("系统")


def section_keys(form: Form) -> tuple[str, ...]:
    """The parts of a report that have words: what stands before the first one, then all."""
    return (PREFACE, *(section.key for section in form.sections))


@transaction.atomic
def open_report(*, unit: Unit, year: int, form: Form, by: Person | None) -> Report:
    """Begin a year's report in a form, its words drafted from the figures. Begun twice is once."""
    if by is not None:
        require(by, Right.REPORT_EDIT, unit)
    if form not in forms_for(year):
        raise Refused(say(WRONG_FORM, year=year, form=form.document))
    if year > timezone.localdate().year:
        raise Refused(say(NOT_BEGUN, year=year), REPORT_OF_THE_YEAR_BEFORE)
    report, new = Report.objects.get_or_create(
        unit=unit,
        year=year,
        form=form.id,
        defaults={"opened_by": by, "opened_at": timezone.now()},
    )
    if new:
        compiled = compile_year(unit, year, form)
        event = record("reports.opened", unit=unit, by=by, subject=report, year=year, form=form.id)
        for key, text in drafted(unit, compiled.report).items():
            _add_text(report, key, text, None, event)
    return report


@transaction.atomic
def write_section(
    *, report: Report, key: str, text: str, by: Person, based_on: int | None
) -> SectionText:
    """Keep a new version of a section's words.

    `based_on` is the version (its key) the person started from: where somebody has written another
    meanwhile, nothing is overwritten.
    """
    require(by, Right.REPORT_EDIT, report.unit)
    report = _draft(report)
    if key not in section_keys(report.form_kind):
        raise Refused(say(NO_SUCH_SECTION))
    current = _current(report, key)
    if current is not None:
        _unchanged(current, based_on)
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if current is not None and current.text == text:
        raise Refused(say(SAME_WORDS))
    return _keep("reports.section_written", report, key, text, by=by, written_by=by)


@transaction.atomic
def redraft_section(*, report: Report, key: str, by: Person) -> SectionText:
    """Draft a section anew from the figures as they are; the earlier words stay as a version."""
    require(by, Right.REPORT_EDIT, report.unit)
    report = _draft(report)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    text = drafted(report.unit, compiled.report).get(key)
    if text is None:
        raise Refused(say(NO_SUCH_SECTION))
    current = _current(report, key)
    if current is not None and current.text == text:
        raise Refused(say(SAME_WORDS))
    return _keep("reports.section_redrafted", report, key, text, by=by, written_by=None)


@transaction.atomic
def keep_words(*, report: Report, key: str, by: Person, based_on: int | None) -> SectionText:
    """The facts have changed, and the words stay: today's draft is kept as a version that somebody
    looked at, and the words above it."""
    require(by, Right.REPORT_EDIT, report.unit)
    report = _draft(report)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    current, text = _current(report, key), drafted(report.unit, compiled.report).get(key)
    if current is None or text is None:
        raise Refused(say(NO_SUCH_SECTION))
    _unchanged(current, based_on)
    _keep("reports.section_redrafted", report, key, text, by=by, written_by=None)
    return _keep("reports.section_written", report, key, current.text, by=by, written_by=by)


@transaction.atomic
def take_draft(
    *, report: Report, key: str, number: int, by: Person, based_on: int | None
) -> SectionText:
    """Some paragraphs of a part as today's draft has them; the others stay as they are."""
    require(by, Right.REPORT_EDIT, report.unit)
    report = _draft(report)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    current, text = _current(report, key), drafted(report.unit, compiled.report).get(key)
    if current is None or text is None:
        raise Refused(say(NO_SUCH_SECTION))
    _unchanged(current, based_on)
    try:
        taken = take(text, current.text, number)
    except LookupError:
        raise Refused(say(SAME_WORDS)) from None
    return _keep("reports.section_written", report, key, taken, by=by, written_by=by)


@transaction.atomic
def submit_report(*, report: Report, by: Person) -> Compiled:
    """Hand a finished draft to the leader. Refused while a part still asks for something."""
    require(by, Right.REPORT_EDIT, report.unit)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not report.may_be_edited:
        raise Refused(say(NO_SECOND_SUBMISSION))
    compiled = compile_year(report.unit, report.year, report.form_kind)
    missing = [what for text in compiled.report.sections.values() for what in open_points(text)]
    if missing:
        raise Refused(say(STILL_OPEN, n=len(missing), what=missing[0]))
    report.state = Report.State.SUBMITTED
    report.submitted_by, report.submitted_at = by, timezone.now()
    report.save(update_fields=["state", "submitted_by", "submitted_at"])
    record(
        "reports.submitted",
        unit=report.unit,
        by=by,
        subject=report,
        year=report.year,
        form=report.form,
        violations=len(compiled.broken),
    )
    return compiled


@transaction.atomic
def send_back(*, report: Report, reason: str, by: Person) -> None:
    """The leader returns a report to those who wrote it, saying what to change."""
    require(by, Right.REPORT_SIGN, report.unit)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state != Report.State.SUBMITTED:
        raise Refused(say(NOT_WAITING))
    if not reason.strip():
        raise Refused(say(NEEDS_REASON))
    report.state = Report.State.DRAFT
    report.submitted_by, report.submitted_at = None, None
    report.save(update_fields=["state", "submitted_by", "submitted_at"])
    record(
        "reports.sent_back",
        unit=report.unit,
        by=by,
        subject=report,
        year=report.year,
        form=report.form,
        reason=reason.strip(),
    )


def _draft(report: Report) -> Report:
    """The report, locked; refused unless its words may be changed."""
    report = Report.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if not report.may_be_edited:
        raise Refused(say(NOT_A_DRAFT))
    return report


def _unchanged(current: SectionText, based_on: int | None) -> None:
    if current.pk != based_on:
        who = str(current.written_by) if current.written_by else say(SYSTEM)
        raise Refused(say(CHANGED_MEANWHILE, who=who))


def _current(report: Report, key: str) -> SectionText | None:
    texts = SectionText.objects.filter(report=report, key=key).select_related("written_by")
    return texts.order_by("-pk").first()


def _keep(
    kind: str, report: Report, key: str, text: str, *, by: Person, written_by: Person | None
) -> SectionText:
    event = record(
        kind,
        unit=report.unit,
        by=by,
        subject=report,
        year=report.year,
        form=report.form,
        section=key,
        text=text,
    )
    return _add_text(report, key, text, written_by, event)


def _add_text(
    report: Report, key: str, text: str, written_by: Person | None, event: Event
) -> SectionText:
    return SectionText.objects.create(
        report=report,
        key=key,
        text=text,
        written_by=written_by,
        written_at=event.at,
        event=event,
    )
