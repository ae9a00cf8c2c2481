"""Handing a signed report up, marking it, sending it back, clearing it.

《政府信息公开条例》第四十九条: departments hand their report to the office in charge at their
level and publish it by 31 January; that townships hand theirs up is practice. What is handed up is
a signed version with its hash; publishing waits for nobody, since the term runs either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tongming.law.relations import check
from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import hold, record
from tongming.reports.actions.signing import editors_of
from tongming.reports.drafting import PREFACE
from tongming.reports.freezing import thaw
from tongming.reports.models import FrozenReport, Report
from tongming.reports.submissions.models import Mark, Submission
from tongming.units.models import Person
from tongming.units.rights import Right, require, why_not

MOST_WORDS = 300
"""How long a mark may be."""

NOBODY_ABOVE = N_("{unit}在本系统中没有上级单位，不需要报送。")
NOT_SIGNED = N_("报告签发以后才能报送。请先提交分管领导签发。")
NOT_LATEST = N_("这不是最新签发的版本。请报送最新的版本。")
ALREADY = N_("这一版报告已经报送过了。")
SETTLED = N_("这份报送已经审核过了：{state}。")
NO_SUBMISSION = N_("这份报告没有报送到本系统待审核，不能标注。请用其他方式告知该单位。")
NOT_CLEARED = N_("只有审核通过的报送才能重新审核。")
OWN = N_("您参与了这份报告的填报、编写或签发，不能由您审核。请由其他人审核。")
NO_SUCH_PLACE = N_("这份报告里没有这个位置，请从表格或文字中选择。")
NEEDS_WORDS = N_("请写明哪里有问题、需要怎样改。")
NEEDS_MARK = N_("退回前请至少标注一处问题，或写明退回的意见，让填报的人知道改哪里。")
NEEDS_REASON = N_("请写明重新审核的理由。")
BROKEN = N_("还有{n}处勾稽关系不成立。请退回更正；确需通过的，请写明理由。")


def why_not_submit(frozen: FrozenReport, person: Person) -> Message | None:
    """Why a person may not hand a version up now; `None` where they may."""
    report = frozen.report
    if report.unit.parent_id is None:
        return say(NOBODY_ABOVE, unit=report.unit.name)
    if reason := why_not(person, Right.REPORT_PUBLISH, report.unit):
        return reason
    if report.state not in (Report.State.SIGNED, Report.State.PUBLISHED):
        return say(NOT_SIGNED)
    if report.versions.order_by("-version").first() != frozen:
        return say(NOT_LATEST)
    if Submission.objects.filter(frozen=frozen).exists():
        return say(ALREADY)
    return None


@transaction.atomic
def submit_up(*, frozen: FrozenReport, by: Person) -> Submission:
    """Hand a signed version to the unit above. An earlier one nobody has settled is replaced."""
    hold()
    report = Report.objects.select_for_update().get(pk=frozen.report_id)
    require(by, Right.REPORT_PUBLISH, report.unit)
    if reason := why_not_submit(frozen, by):
        raise Refused(reason)
    above = report.unit.parent
    assert above is not None
    event = record(
        "submissions.submitted",
        unit=report.unit,
        by=by,
        subject=report,
        year=report.year,
        form=report.form,
        version=frozen.version,
        sha256=frozen.sha256,
        to=above.code,
    )
    for earlier in Submission.objects.filter(
        frozen__report=report, state=Submission.State.SUBMITTED
    ):
        earlier.state = Submission.State.REPLACED
        earlier.save(update_fields=["state"])
    return Submission.objects.create(
        frozen=frozen, to=above, submitted_by=by, submitted_at=event.at, event=event
    )


def why_not_review(submission: Submission, person: Person) -> Message | None:
    """Why a person may not decide about a submission now; `None` where they may."""
    report = submission.frozen.report
    if reason := why_not(person, Right.REPORT_REVIEW, report.unit):
        return reason
    if person.pk in {
        *editors_of(report),
        submission.frozen.signed_by_id,
        submission.submitted_by_id,
    }:
        return say(OWN)
    if not submission.is_open:
        return say(SETTLED, state=submission.get_state_display())
    return None


@transaction.atomic
def mark(*, submission: Submission, where: str, words: str, by: Person) -> Mark:
    """Say of one cell (as `Cell` prints it) or one section (its key) what is wrong with it."""
    submission = _open(submission, by)
    report = thaw(submission.frozen.content)
    cells = {str(cell) for cell in (*report.form.cells(), *report.figures)}
    sections = {PREFACE, *(section.key for section in report.form.sections)}
    if where not in cells | sections:
        raise Refused(say(NO_SUCH_PLACE))
    if not words.strip():
        raise Refused(say(NEEDS_WORDS))
    _record("submissions.marked", submission, by, where=where, words=words.strip())
    return Mark.objects.create(
        submission=submission,
        address=where if where in cells else "",
        section="" if where in cells else where,
        words=words.strip(),
        made_by=by,
        made_at=timezone.now(),
    )


@transaction.atomic
def send_marks(
    *, submission: Submission, findings: Sequence[tuple[str, str]], by: Person
) -> list[Mark]:
    """What a check found, marked at the very places; what is marked in the same words already is
    left alone."""
    submission = _open(submission, by)
    there = {(one.address or one.section, one.words) for one in submission.marks.all()}
    made = []
    for where, said in dict.fromkeys(findings):
        words = said if len(said) <= MOST_WORDS else f"{said[: MOST_WORDS - 1]}…"
        if (where, words) not in there:
            made.append(mark(submission=submission, where=where, words=words, by=by))
            there.add((where, words))
    return made


@transaction.atomic
def unmark(*, mark: Mark, by: Person) -> None:
    """Take a mark away while the submission is open."""
    submission = _open(mark.submission, by)
    _record(
        "submissions.unmarked", submission, by, where=mark.address or mark.section, words=mark.words
    )
    mark.delete()


@transaction.atomic
def send_back(*, submission: Submission, words: str, by: Person) -> None:
    """Return a report with its marks; the unit corrects, signs anew, and hands up again."""
    submission = _open(submission, by)
    marks = list(submission.marks.all())
    if not marks and not words.strip():
        raise Refused(say(NEEDS_MARK))
    _record(
        "submissions.sent_back",
        submission,
        by,
        reason=words.strip(),
        marks=[[one.address or one.section, one.words] for one in marks],
    )
    _settle(submission, Submission.State.SENT_BACK, words, by)


@transaction.atomic
def clear(*, submission: Submission, words: str, by: Person) -> None:
    """Accept a report as it was handed up. Marks left on it stay as remarks."""
    submission = _open(submission, by)
    report = thaw(submission.frozen.content)
    broken = [one for one in check(report.form, report.figures) if one.hard]
    if broken and not words.strip():
        raise Refused(say(BROKEN, n=len(broken)), broken[0].relation)
    _record("submissions.cleared", submission, by, reason=words.strip())
    _settle(submission, Submission.State.CLEARED, words, by)


@transaction.atomic
def reopen(*, submission: Submission, reason: str, by: Person) -> None:
    """Look again at what was cleared, saying why."""
    hold()
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    require(by, Right.REPORT_REVIEW, submission.frozen.report.unit)
    if submission.state != Submission.State.CLEARED:
        raise Refused(say(NOT_CLEARED))
    if not reason.strip():
        raise Refused(say(NEEDS_REASON))
    _record("submissions.reopened", submission, by, reason=reason.strip())
    submission.state = Submission.State.SUBMITTED
    submission.settled_by, submission.settled_at, submission.words = None, None, ""
    submission.save(update_fields=["state", "settled_by", "settled_at", "words"])


def _open(submission: Submission, by: Person) -> Submission:
    hold()
    locked = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("frozen__report__unit")
        .get(pk=submission.pk)
    )
    require(by, Right.REPORT_REVIEW, locked.frozen.report.unit)
    if reason := why_not_review(locked, by):
        raise Refused(reason)
    return locked


def _settle(submission: Submission, state: Submission.State, words: str, by: Person) -> None:
    submission.state = state
    submission.words = words.strip()
    submission.settled_by, submission.settled_at = by, timezone.now()
    submission.save(update_fields=["state", "words", "settled_by", "settled_at"])


def _record(kind: str, submission: Submission, by: Person, **more: Any) -> None:
    report = submission.frozen.report
    record(
        kind,
        unit=report.unit,
        by=by,
        subject=report,
        year=report.year,
        form=report.form,
        version=submission.frozen.version,
        **more,
    )
