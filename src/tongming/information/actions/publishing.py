"""Make public, correct, withdraw, repeal, let expire, look again: all that the public notices.

An 索引号 is given at the first publication, inside its transaction (docs/decisions/0902): so it has
the year of publication, no gap for what never became public, and two who publish together wait for
each other. It is never changed and never given again.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.timezone import localdate

from tongming.information import checking, handing
from tongming.information.actions.common import (
    companions,
    locked,
    move,
    required,
    step,
    void_approvals,
)
from tongming.information.actions.drafting import revise_to
from tongming.information.actions.review import months_later
from tongming.information.chain import Act, require_now
from tongming.information.models import Document, IndexCounter
from tongming.information.states import State, StepKind
from tongming.law.documents import Validity
from tongming.law.numbering import index_number
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

PERSONAL_IN_REASON = N_(
    "理由会留在公开的网页上，里面有个人信息（{masked}）。请改写理由，或者点“遮盖理由后撤回”。"
)


@transaction.atomic
def publish(*, document: Document, by: Person) -> None:
    """Make a signed document public now, with the interpretations signed beside it."""
    document = locked(document)
    require_now(document, Act.PUBLISH, by)
    _publish_with_companions(document, by, timezone.now())


def _publish_with_companions(document: Document, by: Person | None, now: datetime) -> None:
    beside = companions(document, State.SIGNED)
    _publish(document, by, now)
    for companion in beside:
        _publish(companion, by, now)
    if document.interprets is not None and document.interprets.is_live:
        # The policy's page names its interpretation: it is written anew.
        handing.hand_over(document.interprets)


def _publish(document: Document, by: Person | None, now: datetime) -> None:
    first = document.live is None
    if first:
        document.published_at = now
        document.index_number = document.index_number or _next_index_number(
            document.unit, localdate(now)
        )
    document.live = document.current
    document.changed_at = now
    document.publish_at = None
    document.withdrawn_at, document.withdrawn_reason = None, ""
    step(
        document,
        StepKind.PUBLISHED if first else StepKind.CORRECTED,
        by,
        opinion="" if first else document.correction,
        index_number=document.index_number,
    )
    document.correction = ""
    document.save()
    move(document, State.PUBLISHED)
    handing.hand_over(document)


def _next_index_number(unit: Unit, today: date) -> str:
    """The next number of the unit's year, given out once even to two who ask together."""
    IndexCounter.objects.get_or_create(unit=unit, year=today.year)
    counter = IndexCounter.objects.select_for_update().get(unit=unit, year=today.year)
    while True:
        counter.last += 1
        number = index_number(
            settings.INDEX_TEMPLATE,
            credit_code=unit.credit_code,
            unit_code=unit.code,
            year=today.year,
            month=today.month,
            serial=counter.last,
        )
        # One brought in with an old ledger is passed over.
        if not Document.objects.filter(index_number=number).exists():
            counter.save(update_fields=["last"])
            return number


@transaction.atomic
def schedule(*, document: Document, at: datetime, by: Person, now: datetime) -> None:
    """Publish by itself at a time."""
    document = locked(document)
    require_now(document, Act.SCHEDULE, by)
    if at <= now:
        raise Refused(say(N_("定时发布的时间要晚于现在。要马上公开，请直接发布。")))
    for one in (document, *companions(document, State.SIGNED)):
        one.publish_at = at
        step(one, StepKind.SCHEDULED, by, at=at)
        move(one, State.SCHEDULED, "publish_at")


@transaction.atomic
def unschedule(*, document: Document, by: Person) -> None:
    """Not at that time after all."""
    document = locked(document)
    require_now(document, Act.UNSCHEDULE, by)
    for one in (document, *companions(document, State.SCHEDULED)):
        one.publish_at = None
        step(one, StepKind.UNSCHEDULED, by)
        move(one, State.SIGNED, "publish_at")


def publish_due(now: datetime) -> list[Document]:
    """Publish what was scheduled for a time that has come, each for itself; what was published.

    A policy comes before its interpretation, whose page is only there where the policy's is.
    """
    waiting = Document.objects.filter(state=State.SCHEDULED, publish_at__lte=now)
    published = []
    for pk in list(waiting.order_by("publish_at", "pk").values_list("pk", flat=True)):
        with transaction.atomic():
            document = locked(Document(pk=pk))
            due = document.publish_at is not None and document.publish_at <= now
            if document.state_kind is not State.SCHEDULED or not due:
                continue
            if document.interprets is not None and not document.interprets.is_live:
                continue
            _publish_with_companions(document, None, now)
            published.append(document)
    return published


@transaction.atomic
def open_correction(*, document: Document, reason: str, by: Person) -> None:
    """Begin to correct what is public. The public page stays as it is until the correction has been
    reviewed and signed; then it tells when and why it was changed."""
    document = locked(document)
    require_now(document, Act.CORRECT, by)
    document.correction = required(reason, N_("请写明更正的理由，理由会写在公开的网页上。"))
    step(document, StepKind.CORRECTION_OPENED, by, opinion=document.correction)
    move(document, State.DRAFT, "correction")


@transaction.atomic
def drop_correction(*, document: Document, by: Person) -> None:
    """Leave what is public as it is; what was written stays among the revisions."""
    document = locked(document)
    require_now(document, Act.DROP_CORRECTION, by)
    assert document.live is not None
    void_approvals(document)
    step(document, StepKind.CORRECTION_DROPPED, by)
    if document.current_id != document.live_id:
        revise_to(document, document.live)
        document.live = document.current
    document.correction, document.publish_at = "", None
    state = State.WITHDRAWN if document.withdrawn_at else State.PUBLISHED
    move(document, state, "live", "correction", "publish_at")


@transaction.atomic
def withdraw(*, document: Document, reason: str, by: Person, mask: bool = False) -> None:
    """Take a document out of public sight; its page says when and why.

    The reason is public at once and no review sees it: personal data in it are refused, or masked
    where that is asked for.
    """
    document = locked(document)
    require_now(document, Act.WITHDRAW, by)
    words = required(reason, N_("请写明撤回的理由，理由会留在原来的网页上。"))
    for found, masked in checking.personal_in(words, document):
        if not mask:
            raise Refused(say(PERSONAL_IN_REASON, masked=masked))
        words = words.replace(found, masked)
    document.withdrawn_reason = words
    document.withdrawn_at = timezone.now()
    document.publish_at = None
    void_approvals(document)
    step(document, StepKind.WITHDRAWN, by, opinion=document.withdrawn_reason)
    move(document, State.WITHDRAWN, "withdrawn_reason", "withdrawn_at", "publish_at")
    handing.hand_over(document)
    for other in (document.interprets, *document.interpretations.filter(live__isnull=False)):
        if other is not None and other.live_id is not None:
            handing.hand_over(other)


@transaction.atomic
def repeal(*, document: Document, on: date, reason: str, by: Person, today: date) -> None:
    """The document no longer holds from a day; it stays public, marked so."""
    document = locked(document)
    require_now(document, Act.REPEAL, by)
    words = required(reason, N_("请写明废止的依据，例如废止它的文件名称和文号。"))
    if on > today:
        raise Refused(say(N_("废止日期不能晚于今天。到那一天再办。")))
    if document.formed_on and on < document.formed_on:
        raise Refused(say(N_("废止日期不能早于成文日期。")))
    _end(document, Validity.REPEALED, on)
    step(document, StepKind.REPEALED, by, opinion=words, on=on)
    handing.hand_over(document)


def expire_due(today: date) -> list[Document]:
    """Mark what came to the end of its term; the day after its last it no longer holds."""
    # The column repeats the newest version; where a correction is under way the public one differs.
    over = Document.objects.filter(
        Q(ends_on__lt=today) | ~Q(live=F("current")),
        live__isnull=False,
        withdrawn_at=None,
        validity=Validity.IN_FORCE,
    )
    expired = []
    for pk in list(over.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            document = locked(Document(pk=pk))
            assert document.live is not None
            ends_on = document.live.content.ends_on
            if ends_on is None or ends_on >= today or document.validity != Validity.IN_FORCE:
                continue
            first_day = ends_on + timedelta(days=1)
            _end(document, Validity.EXPIRED, first_day)
            step(document, StepKind.EXPIRED, None, on=first_day)
            handing.hand_over(document)
            expired.append(document)
    return expired


def _end(document: Document, validity: Validity, on: date) -> None:
    document.validity, document.validity_ended_on = validity.value, on
    document.save(update_fields=["validity", "validity_ended_on"])


@transaction.atomic
def reassess(
    *, document: Document, disclose: bool, reason: str, by: Person, today: date,
    next_on: date | None = None,
) -> None:  # fmt: skip
    """Look again at what is withheld (第十八条): it stays so until another day, or it is opened.

    Opening it sends it back to be drafted as public: it goes through the whole chain.
    """
    document = locked(document)
    require_now(document, Act.REASSESS, by)
    words = required(reason, N_("请写明重新评估的结论和理由。"))
    if not disclose and next_on is not None and next_on <= today:
        raise Refused(say(N_("下一次评估的日期要晚于今天。")), "第十八条")
    step(document, StepKind.REASSESSED, by, opinion=words, disclose=disclose)
    if disclose:
        document.reassess_on = None
        void_approvals(document)
        move(document, State.DRAFT, "reassess_on")
        return
    document.reassess_on = next_on or months_later(today, settings.REASSESS_MONTHS)
    document.save(update_fields=["reassess_on"])


@transaction.atomic
def judge_repeat(*, document: Document, other: Document | None, by: Person) -> None:
    """Say that a document repeats another, so that both are counted once; None: it does not."""
    document = locked(document)
    require(by, Right.INFORMATION_DRAFT, document.unit)
    if other is not None and (other.unit_id != document.unit_id or other.pk == document.pk):
        raise Refused(say(N_("只能与本单位的另一条信息合并计数。")))
    if other is not None and other.repeats_id is not None:
        raise Refused(
            say(N_("“{title}”自己就是重复的信息，请选它所重复的那一条。"), title=other.title)
        )
    document.repeats = other
    document.save(update_fields=["repeats"])
    record(
        "information.repeat_judged", unit=document.unit, by=by, subject=document,
        title=document.title, repeats=other.title if other else "",
    )  # fmt: skip
