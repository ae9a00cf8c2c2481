"""The verbs of a consultation: draft, submit, approve, send back, extend, end early."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tongming.engagement.consultations.checking import is_fit, waiting_in
from tongming.engagement.consultations.linking import matters
from tongming.engagement.consultations.models import Attached, Consultation, Extension
from tongming.files.actions import keep, mask_findings, scan_file
from tongming.files.models import Finding
from tongming.files.public_words import fit_for_the_public
from tongming.files.queries import latest_scan
from tongming.law.consultation import check_extension, check_period, last_day
from tongming.law.decisions import COMMENT_DAYS
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.publishing.actions import request
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

FIELDS = ("title", "text", "explanation", "ways", "days", "short_reason", "matter")
MOST_FILES = 10


@transaction.atomic
def create(*, unit: Unit, by: Person, **given: Any) -> Consultation:
    """Begin a draft; `given` are some of `FIELDS`."""
    require(by, Right.CONSULTATION_KEEP, unit)
    consultation = Consultation(unit=unit, author=by)
    _take(consultation, given)
    consultation.save()
    told(consultation, "consultations.created", by, title=consultation.title)
    return consultation


@transaction.atomic
def save(*, consultation: Consultation, by: Person, **given: Any) -> Consultation:
    """Keep what was written. Whoever wrote last is its author: another approves it."""
    consultation = locked(consultation, by, Right.CONSULTATION_KEEP)
    _in_state(consultation, Consultation.State.DRAFT)
    _take(consultation, given)
    consultation.author = by
    consultation.save()
    return consultation


def attach(*, consultation: Consultation, content: bytes, name: str, by: Person) -> Attached:
    """Add a file to the draft. The checker looks into it first, which may take long."""
    require(by, Right.CONSULTATION_KEEP, consultation.unit)
    file = keep(content, name, unit=consultation.unit, by=by, right=Right.CONSULTATION_VIEW)
    if latest_scan(file) is None:
        scan_file(file, by=None)
    with transaction.atomic():
        consultation = locked(consultation, by, Right.CONSULTATION_KEEP)
        _in_state(consultation, Consultation.State.DRAFT)
        if consultation.attached.filter(file=file).exists():
            raise Refused(say(N_("“{name}”已经在附件里了。"), name=file.name))
        if consultation.attached.count() >= MOST_FILES:
            raise Refused(say(N_("最多放{n}个附件。"), n=MOST_FILES))
        consultation.author = by
        consultation.save()
        return Attached.objects.create(consultation=consultation, file=file)


@transaction.atomic
def detach(*, consultation: Consultation, attached: int, by: Person) -> None:
    """Take a file out of the draft again."""
    consultation = locked(consultation, by, Right.CONSULTATION_KEEP)
    _in_state(consultation, Consultation.State.DRAFT)
    consultation.author = by
    consultation.save()
    consultation.attached.filter(pk=attached).delete()


def mask(*, consultation: Consultation, attached: int, by: Person) -> Attached:
    """Put a copy with the findings covered in a file's place (`files.actions.mask_findings`)."""
    require(by, Right.CONSULTATION_KEEP, consultation.unit)
    held = consultation.attached.select_related("file").filter(pk=attached).first()
    waiting = waiting_in(held.file) if held else []
    if held is None or not waiting:
        raise Refused(say(N_("这个附件没有要遮盖的。")))
    undecided = [one for one in waiting if one.decision == Finding.Decision.OPEN]
    copies = [one.masked_in for one in waiting if one.masked_in is not None]
    copy = max(copies, key=lambda one: one.pk, default=None)
    if copy is None or any(one.kind_of.maskable for one in undecided):
        copy = mask_findings(held.file, undecided, by=by)
    if latest_scan(copy) is None:
        scan_file(copy, by=None)
    with transaction.atomic():
        consultation = locked(consultation, by, Right.CONSULTATION_KEEP)
        _in_state(consultation, Consultation.State.DRAFT)
        held.file = copy
        held.save()
        consultation.author = by
        consultation.save()
    return held


@transaction.atomic
def submit(*, consultation: Consultation, by: Person) -> Consultation:
    """Send the draft to the leader: whole, its period lawful or explained, fit for the public."""
    consultation = locked(consultation, by, Right.CONSULTATION_KEEP)
    _in_state(consultation, Consultation.State.DRAFT)
    files = [one.file for one in consultation.attached.select_related("file")]
    if not consultation.text and not files:
        raise Refused(say(N_("请写草案正文，或者加入草案文件。")))
    check_period(consultation.days, consultation.short_reason)
    fit_for_the_public(_texts(consultation))
    fit_for_the_public(file.name for file in files)
    for file in files:
        if not is_fit(file):
            raise Refused(
                say(N_("附件“{name}”里还有没处理的检查结果，先遮盖或者说明理由。"), name=file.name)
            )
    consultation.author = by
    consultation.state, consultation.returned = Consultation.State.SUBMITTED, ""
    consultation.save()
    told(consultation, "consultations.submitted", by, title=consultation.title)
    return consultation


@transaction.atomic
def approve(*, consultation: Consultation, by: Person, today: date) -> Consultation:
    """Another person approves: it is public at once, and the days run from tomorrow."""
    consultation = locked(consultation, by, Right.CONSULTATION_APPROVE)
    _in_state(consultation, Consultation.State.SUBMITTED)
    if consultation.author_id == by.pk:
        raise Refused(say(N_("自己起草的公告要由另一个人审批。")))
    check_period(consultation.days, consultation.short_reason)
    fit_for_the_public(_texts(consultation))
    consultation.state = Consultation.State.OPEN
    consultation.approved_by, consultation.opened_at = by, timezone.now()
    consultation.opened_on = today
    consultation.ends_on = last_day(today, consultation.days)
    consultation.save()
    told(
        consultation, "consultations.opened", by, on=today, title=consultation.title,
        ends_on=consultation.ends_on, reason=consultation.short_reason,
    )  # fmt: skip
    request(consultation.key)
    return consultation


@transaction.atomic
def send_back(*, consultation: Consultation, reason: str, by: Person) -> Consultation:
    """The leader wants it otherwise."""
    consultation = locked(consultation, by, Right.CONSULTATION_APPROVE)
    _in_state(consultation, Consultation.State.SUBMITTED)
    consultation.state, consultation.returned = Consultation.State.DRAFT, _reason(reason)
    consultation.save()
    told(consultation, "consultations.sent_back", by, reason=consultation.returned)
    return consultation


@transaction.atomic
def extend(
    *, consultation: Consultation, until: date, reason: str, by: Person, today: date
) -> Consultation:
    """Give the public more time; the page says so and why."""
    consultation = locked(consultation, by, Right.CONSULTATION_APPROVE)
    ends = _running(consultation)
    check_extension(ends, until, today)
    words = _reason(reason)
    fit_for_the_public([words])
    Extension.objects.create(
        consultation=consultation, before=ends, after=until, reason=words, by=by, on=today
    )
    consultation.ends_on = until
    consultation.save()
    told(
        consultation, "consultations.extended", by, on=today, before=ends, ends_on=until,
        reason=words,
    )  # fmt: skip
    request(consultation.key)
    return consultation


@transaction.atomic
def end_early(*, consultation: Consultation, reason: str, by: Person, today: date) -> Consultation:
    """Give the draft up before its last day. The page stays and says why."""
    consultation = locked(consultation, by, Right.CONSULTATION_APPROVE)
    ends = _running(consultation)
    if today > ends:
        raise Refused(say(N_("征求意见已经在{day}结束。不再出台的，在采纳情况里说明。"), day=ends))
    words = _reason(reason)
    fit_for_the_public([words])
    consultation.state = Consultation.State.WITHDRAWN
    consultation.withdrawn_on, consultation.withdrawn_reason = today, words
    consultation.save()
    told(consultation, "consultations.ended_early", by, on=today, reason=words)
    request(consultation.key)
    return consultation


def locked(consultation: Consultation, by: Person, right: Right) -> Consultation:
    """The consultation, locked for a change by somebody who may make it."""
    found = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=consultation.pk)
    )
    require(by, right, found.unit)
    return found


def told(
    consultation: Consultation,
    kind: str,
    by: Person | None,
    on: date | None = None,
    **data: object,
) -> None:
    """Write it to the ledger."""
    record(kind, unit=consultation.unit, by=by, subject=consultation, on=on, **data)


def _take(consultation: Consultation, given: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in given:
            value = given[name]
            setattr(consultation, name, value.strip() if isinstance(value, str) else value)
    if not consultation.title or not consultation.explanation:
        raise Refused(say(N_("请填标题和起草说明。")))
    if consultation.days >= COMMENT_DAYS:
        consultation.short_reason = ""
    matter = matters().get(consultation.matter) if consultation.matter else None
    if consultation.matter and matter is None:
        raise Refused(say(N_("目录里没有这个决策事项，请重新选择。")))
    consultation.matter_title = matter.title if matter else ""


def _texts(consultation: Consultation) -> list[str]:
    return [
        consultation.title, consultation.text, consultation.explanation, consultation.ways,
        consultation.short_reason,
    ]  # fmt: skip


def _in_state(consultation: Consultation, state: Consultation.State) -> None:
    if consultation.state != state:
        words = {
            Consultation.State.DRAFT: N_("已经提交的公告不能再改。要改，请分管领导退回。"),
            Consultation.State.SUBMITTED: N_("现在没有等待审批的公告。"),
        }
        raise Refused(say(words[state]))


def _running(consultation: Consultation) -> date:
    if consultation.state != Consultation.State.OPEN or consultation.ends_on is None:
        raise Refused(say(N_("只有已经公布、还在征求意见的公告可以这样办。")))
    return consultation.ends_on


def _reason(words: str) -> str:
    if not words.strip():
        raise Refused(say(N_("请写明理由。")))
    return words.strip()
