"""After the last day: opinions, what became of each, and the report on it (意见采纳情况)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.engagement.consultations.actions import locked, told
from tongming.engagement.consultations.commenting import in_hand
from tongming.engagement.consultations.figures import (
    check_words,
    drafted_summary,
    figures_of,
    tell,
    values_of,
    what_is_missing,
)
from tongming.engagement.consultations.linking import matters
from tongming.engagement.consultations.models import Comment, Consultation, Opinion, Uptake
from tongming.files.public_words import fit_for_the_public
from tongming.law.consultation import OUTCOME, Verdict
from tongming.law.words import N_, Refused, say
from tongming.publishing.actions import request
from tongming.units.models import Person
from tongming.units.rights import Right


@transaction.atomic
def add_opinion(
    *, consultation: Consultation, text: str, comments: Sequence[Comment], by: Person, today: date
) -> Opinion:
    """Put into words fit for the public what one comment says, or many."""
    consultation = _after_the_end(consultation, by, today)
    opinion = Opinion(consultation=consultation, text=_said(text))
    _keep(opinion, comments)
    told(consultation, "consultations.opinion_added", by, comments=len(comments))
    return opinion


@transaction.atomic
def save_opinion(
    *,
    opinion: Opinion,
    text: str,
    verdict: Verdict | None,
    reason: str,
    comments: Sequence[Comment],
    by: Person,
    today: date,
) -> Opinion:
    """Word it otherwise; say what became of it, and why."""
    consultation = _after_the_end(opinion.consultation, by, today)
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    if verdict is not None and not reason.strip():
        raise Refused(say(N_("请写明怎样采纳、为什么没有采纳：提意见的人会看到。")), OUTCOME)
    opinion.text, opinion.reason = _said(text), reason.strip()
    opinion.verdict = verdict.value if verdict else ""
    fit_for_the_public([opinion.reason])
    _keep(opinion, comments)
    told(consultation, "consultations.opinion_answered", by, verdict=opinion.verdict)
    return opinion


@transaction.atomic
def drop_opinion(*, opinion: Opinion, by: Person, today: date) -> None:
    """Take an opinion out again; its comments wait for another."""
    consultation = _after_the_end(opinion.consultation, by, today)
    opinion.delete()
    told(consultation, "consultations.opinion_dropped", by)


@transaction.atomic
def begin(*, consultation: Consultation, by: Person, today: date) -> Uptake:
    """Draft the report from what was counted."""
    consultation = _after_the_end(consultation, by, today)
    if consultation.uptake_or_none is not None:
        raise Refused(say(N_("采纳情况已经起草了。")))
    uptake = Uptake.objects.create(
        consultation=consultation, summary=drafted_summary(consultation), author=by
    )
    told(consultation, "consultations.uptake_begun", by)
    return uptake


def _heard_words(consultation: Consultation, comments: int) -> str:
    """What the register of decisions notes of it: official words, Chinese."""
    words = f"“{consultation.title}”公开征求意见，收到来稿{comments}件。"
    if consultation.short_reason:
        words += f"缩短期限的说明：{consultation.short_reason}"
    return words


@transaction.atomic
def save(*, uptake: Uptake, summary: str, closing: str, by: Person) -> Uptake:
    """Keep what was written. Whoever wrote last is its author: another approves it."""
    consultation = locked(uptake.consultation, by, Right.CONSULTATION_KEEP)
    uptake = _in_state(uptake, Uptake.State.DRAFT)
    values = values_of(consultation)
    for text in (summary, closing):
        check_words(text, values)
    uptake.summary, uptake.closing, uptake.author = summary.strip(), closing.strip(), by
    if not uptake.summary:
        raise Refused(say(N_("请写总体情况。")))
    uptake.save()
    return uptake


@transaction.atomic
def submit(*, uptake: Uptake, by: Person, today: date) -> Uptake:
    """Send it to the leader: nothing loose, nothing unanswered, nothing personal. Where the draft
    belongs to a decision, that register is told that the public was heard."""
    consultation = _after_the_end(uptake.consultation, by, today)
    uptake = _in_state(uptake, Uptake.State.DRAFT)
    _whole(consultation, uptake)
    uptake.author = by
    uptake.state, uptake.returned = Uptake.State.SUBMITTED, ""
    uptake.save()
    told(consultation, "consultations.uptake_submitted", by)
    if consultation.matter:
        assert consultation.opened_on is not None
        assert consultation.ends_on is not None
        counted = {one.key: one.value for one in figures_of(consultation)}
        matters().heard(
            consultation.matter,
            began=consultation.opened_on,
            ended=consultation.ends_on,
            words=_heard_words(consultation, counted["comments"]),
            by=by,
            today=today,
        )
    return uptake


@transaction.atomic
def send_back(*, uptake: Uptake, reason: str, by: Person) -> Uptake:
    """The leader wants it otherwise."""
    consultation = locked(uptake.consultation, by, Right.CONSULTATION_APPROVE)
    uptake = _in_state(uptake, Uptake.State.SUBMITTED)
    if not reason.strip():
        raise Refused(say(N_("请写明理由。")))
    uptake.state, uptake.returned = Uptake.State.DRAFT, reason.strip()
    uptake.save()
    told(consultation, "consultations.uptake_sent_back", by, reason=uptake.returned)
    return uptake


@transaction.atomic
def publish(*, uptake: Uptake, by: Person, today: date) -> Uptake:
    """Another person approves: figures and words are frozen, and both pages name each other."""
    consultation = locked(uptake.consultation, by, Right.CONSULTATION_APPROVE)
    uptake = _in_state(uptake, Uptake.State.SUBMITTED)
    if uptake.author_id == by.pk:
        raise Refused(say(N_("自己起草的采纳情况要由另一个人审批。")))
    _whole(consultation, uptake)
    uptake.frozen = tell(consultation, uptake.summary, uptake.closing).data()
    uptake.state, uptake.approved_by = Uptake.State.PUBLISHED, by
    uptake.published_at = timezone.now()
    uptake.save()
    figures = {one.key: one.value for one in figures_of(consultation)}
    told(
        consultation, "consultations.uptake_published", by, on=today,
        people=figures["people"], comments=figures["comments"], opinions=figures["opinions"],
    )  # fmt: skip
    request(uptake.key)
    request(consultation.key)
    return uptake


def _after_the_end(consultation: Consultation, by: Person, today: date) -> Consultation:
    consultation = locked(consultation, by, Right.CONSULTATION_KEEP)
    if not consultation.is_over(today):
        raise Refused(say(N_("征求意见还没有结束，或者已经提前终止。结束以后再归纳意见。")))
    in_hand(consultation)
    return consultation


def _in_state(uptake: Uptake, state: Uptake.State) -> Uptake:
    uptake = Uptake.objects.select_for_update(of=("self",)).get(pk=uptake.pk)
    if uptake.state != state:
        words = {
            Uptake.State.DRAFT: N_("采纳情况已经提交或者公布，不能再改。"),
            Uptake.State.SUBMITTED: N_("现在没有等待审批的采纳情况。"),
        }
        raise Refused(say(words[state]))
    return uptake


def _whole(consultation: Consultation, uptake: Uptake) -> None:
    if missing := what_is_missing(consultation):
        raise Refused(missing[0], OUTCOME)
    values = values_of(consultation)
    for text in (uptake.summary, uptake.closing):
        check_words(text, values)
    fit_for_the_public([uptake.summary, uptake.closing])
    for one in consultation.opinions.all():
        fit_for_the_public([one.text, one.reason])


def _said(text: str) -> str:
    if not text.strip():
        raise Refused(say(N_("请把意见写成能公开的一句话。")))
    fit_for_the_public([text])
    return text.strip()


def _keep(opinion: Opinion, comments: Sequence[Comment]) -> None:
    own = {one.pk for one in comments if one.consultation_id == opinion.consultation_id}
    if not own or len(own) != len({one.pk for one in comments}):
        raise Refused(say(N_("请至少选一件来稿：意见要有出处。")))
    opinion.save()
    opinion.comments.set(own)
