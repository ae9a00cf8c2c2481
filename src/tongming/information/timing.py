"""By when a document has to be public, and when else it asks for somebody."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.timezone import localdate

from tongming.information.content import Content
from tongming.information.models import Document
from tongming.information.states import State
from tongming.law.calendar import Calendar, Deadline
from tongming.law.words import N_, Message, say

ENDING = 30
"""So many days before its end a document asks whether it is to go on."""


def due_of(document: Document, calendar: Calendar) -> Deadline | None:
    """The last day to publish (第二十六条, or the term its kind has); None where none runs.

    For a correction the term runs from the change: it is worked out from the new formation day
    where it has one, and else has no day.
    """
    content = document.content
    if not content.is_public and content.attribute:
        return None
    start = content.counts_from
    if document.live is not None and start == document.live.content.counts_from:
        return None
    return content.term_kind.due(start, calendar) if start else None


def sentence(document: Document, calendar: Calendar, today: date) -> Message | None:
    """The clock as one sentence."""
    if document.state_kind in (State.PUBLISHED, State.WITHDRAWN) and document.published_at:
        return _published(document, calendar)
    due = due_of(document, calendar)
    if due is None or document.state_kind in (State.KEPT, State.LEDGER, State.DROPPED):
        return None
    left = calendar.count(today, due.on)
    if due.on < today:
        return say(N_("公开期限已于{due}届满。请尽快办完公开。"), due=due.on)
    if due.provisional:
        return say(
            N_("公开期限暂定{due}，还有{n}个工作日；跨入的年度还没有放假安排。"), due=due.on, n=left
        )
    return say(N_("最迟{due}公开，还有{n}个工作日。"), due=due.on, n=left)


def is_late(document: Document, calendar: Calendar, today: date) -> bool:
    """Whether it became public after its day, or should have been by now."""
    if document.published_at is not None and document.live is not None:
        content, on = document.live.content, localdate(document.published_at)
        start = content.counts_from
        return start is not None and on > content.term_kind.due(start, calendar).on
    due = due_of(document, calendar)
    return due is not None and due.on < today


def _published(document: Document, calendar: Calendar) -> Message | None:
    assert document.live is not None
    assert document.published_at is not None
    content: Content = document.live.content
    start, on = content.counts_from, localdate(document.published_at)
    if start is None:
        return None
    due = content.term_kind.due(start, calendar)
    if on <= due.on:
        return say(N_("{on}公开，在期限（{due}）之内。"), on=on, due=due.on)
    late = calendar.count(due.on, on)
    return say(N_("{on}公开，比期限（{due}）晚了{n}个工作日。"), on=on, due=due.on, n=late)


def interpretation_due(policy: Document, calendar: Calendar) -> date | None:
    """The last day for a published policy's interpretation; None where none is owed."""
    if not policy.is_policy or not policy.is_live or policy.published_at is None:
        return None
    assert policy.live is not None
    if policy.live.content.no_interpretation.strip():
        return None
    if policy.interpretations.filter(live__isnull=False, withdrawn_at=None).exists():
        return None
    published = localdate(policy.published_at)
    return calendar.after(published, settings.INTERPRETATION_DAYS).on
