"""The answer to the public: drafted once the matter is closed, published by another person."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.engagement.matters.actions import locked, nobody_named
from tongming.engagement.matters.kinds import Outcome
from tongming.engagement.matters.models import Answer, Matter
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require


@transaction.atomic
def draft(*, matter: Matter, title: str, text: str, by: Person) -> Answer:
    """Write what the public is to read. Personal data are found before anybody reads them."""
    matter = locked(matter)
    require(by, Right.MATTER_ISSUE, matter.unit)
    if matter.outcome != Outcome.DONE:
        raise Refused(say(N_("办结以后才能起草公开答复。")))
    kept = Answer.objects.filter(matter=matter).first() or Answer(matter=matter)
    if kept.is_public:
        raise Refused(say(N_("公开答复已经发布，要改先撤回。")))
    if not title.strip() or not text.strip():
        raise Refused(say(N_("请写公开标题和公开答复。")))
    nobody_named(title, text)
    kept.title, kept.text = title.strip(), text.replace("\r\n", "\n").strip()
    kept.author, kept.saved_at = by, timezone.now()
    kept.save()
    _told("matters.answer_drafted", matter, by)
    return kept


@transaction.atomic
def publish(*, matter: Matter, by: Person, today: date) -> Answer:
    """Put it on the section, in the list of supervised matters."""
    matter = locked(matter)
    require(by, Right.MATTER_ISSUE, matter.unit)
    answer = Answer.objects.select_for_update().filter(matter=matter).first()
    if answer is None:
        raise Refused(say(N_("还没有公开答复，先起草。")))
    if answer.is_public:
        raise Refused(say(N_("公开答复已经发布。")))
    if answer.author_id == by.pk:
        raise Refused(say(N_("自己起草的公开答复要由另一个人发布。")))
    nobody_named(answer.title, answer.text)
    answer.changed_at = timezone.now()
    answer.published_at = answer.published_at or answer.changed_at
    answer.published_by, answer.withdrawn_on, answer.withdrawn_reason = by, None, ""
    _told("matters.answer_published", matter, by, today)
    # Saved last: who publishes it listens to the saving.
    answer.save()
    return answer


@transaction.atomic
def withdraw(*, matter: Matter, reason: str, by: Person, today: date) -> Answer:
    """Take it back; its page says when and why."""
    matter = locked(matter)
    require(by, Right.MATTER_ISSUE, matter.unit)
    answer = Answer.objects.select_for_update().filter(matter=matter).first()
    if answer is None or not answer.is_public:
        raise Refused(say(N_("没有公开的答复可以撤回。")))
    if not reason.strip():
        raise Refused(say(N_("请写明撤回的理由，它会显示在公开页面上。")))
    nobody_named(reason)
    answer.withdrawn_on, answer.withdrawn_reason = today, reason.strip()
    _told("matters.answer_withdrawn", matter, by, today)
    answer.save()
    return answer


def _told(kind: str, matter: Matter, by: Person, on: date | None = None) -> None:
    record(kind, unit=matter.unit, by=by, subject=matter, on=on, number=matter.number)
