"""The response to everybody who asked: proposed from facts, edited by one, approved by another."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from tongming.engagement.topics.likeness import telling
from tongming.engagement.topics.models import PREFIX, Response, Topic
from tongming.engagement.topics.opinions import nobody_named, written
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.search.index.query import Query
from tongming.search.index.reading import Hit
from tongming.search.queries import find
from tongming.units.models import Person
from tongming.units.rights import Right, require

FEW = 5
TO_WRITE = "【请在这里写回应：事实、正在怎么办、什么时候办好】"
"""Stands where nothing is known: nobody but a person can write it, and with it nothing goes out."""


def proposal(topic: Topic) -> str:
    """A beginning made of facts alone: how many asked and when, what is public already, what was
    answered publicly already. What a writer did not agree to have published is not quoted."""
    members = list(topic.members.select_related("message").order_by("message__sent_at"))
    days = [localdate(one.message.sent_at) for one in members]
    parts = []
    if days:
        when = _day(days[0]) if days[0] == days[-1] else f"{_day(days[0])}至{_day(days[-1])}"
        parts.append(f"{when}，有{len(days)}条留言问到“{topic.title}”。")
    parts.append(TO_WRITE)
    if items := items_about(topic):
        lines = [f"《{hit.shown.title}》 {_address(hit)}" for hit in items]
        parts.append("已经公开的有关信息：\n" + "\n".join(lines))
    answers = [one.message for one in members if one.message.is_public][:FEW]
    if answers:
        lines = [
            f"{one.public_title}（{_day(localdate(one.answered_at))}答复）：{one.public_answer}"
            for one in answers
            if one.answered_at is not None
        ]
        parts.append("已经公开的答复：\n" + "\n".join(lines))
    return "\n\n".join(parts)


def items_about(topic: Topic) -> list[Hit]:
    """The few public items of the unit that may hold the answer."""
    texts = [(one.message.title, one.message.text) for one in topic.members.all()]
    words = telling([(topic.title, ""), *texts])
    for many in range(min(3, len(words)), 0, -1):
        try:
            found = find(Query(text=" ".join(words[:many]), unit=topic.unit.code)).hits
        except Refused:
            return []
        own = f"{PREFIX}{topic.pk}"
        if hits := [hit for hit in found if hit.shown.address and hit.shown.key != own]:
            return hits[:FEW]
    return []


@transaction.atomic
def draft(*, topic: Topic, title: str, text: str, by: Person) -> Response:
    """Keep what was written. Whoever wrote last is its author: another approves it."""
    topic = _locked(topic)
    require(by, Right.OPINION_HANDLE, topic.unit)
    if topic.state != Topic.State.CONFIRMED:
        raise Refused(say(N_("先确认热点，再写回应。")))
    kept = Response.objects.filter(topic=topic).first() or Response(topic=topic)
    if kept.is_public:
        raise Refused(say(N_("回应已经公开，要改先撤回。")))
    kept.title = written(title, say(N_("请写标题。")))
    kept.text = written(text, say(N_("请写回应。")))
    nobody_named(kept.title, kept.text)
    kept.author, kept.saved_at = by, timezone.now()
    kept.save()
    record("topics.response_drafted", unit=topic.unit, by=by, subject=topic)
    return kept


@transaction.atomic
def approve(*, topic: Topic, by: Person, today: date) -> Response:
    """Say it: on the section for everybody, and to each writer of the group on their own page."""
    topic = _locked(topic)
    require(by, Right.OPINION_APPROVE, topic.unit)
    response = Response.objects.select_for_update().filter(topic=topic).first()
    if response is None:
        raise Refused(say(N_("还没有回应的稿子，先起草。")))
    if response.is_public:
        raise Refused(say(N_("回应已经公开。")))
    if response.author_id == by.pk:
        raise Refused(say(N_("自己起草的回应要由另一个人审批。")))
    if TO_WRITE in response.text or "【" in response.text:
        raise Refused(say(N_("稿子里还有【】没有写完，写好再审批。")))
    nobody_named(response.title, response.text)
    response.changed_at = timezone.now()
    response.published_at = response.published_at or response.changed_at
    response.approved_by, response.withdrawn_on, response.withdrawn_reason = by, None, ""
    response.asked = topic.members.filter(sure=True).count()
    record(
        "topics.response_approved", unit=topic.unit, by=by, subject=topic, on=today,
        messages=response.asked,
    )  # fmt: skip
    # Saved last: who publishes it listens to the saving.
    response.save()
    return response


@transaction.atomic
def withdraw(*, topic: Topic, reason: str, by: Person, today: date) -> Response:
    """Take it back; its page says when and why, and the writers' pages show it no more."""
    topic = _locked(topic)
    require(by, Right.OPINION_APPROVE, topic.unit)
    response = Response.objects.select_for_update().filter(topic=topic).first()
    if response is None or not response.is_public:
        raise Refused(say(N_("没有公开的回应可以撤回。")))
    reason = written(reason, say(N_("请写明撤回的理由，它会显示在公开页面上。")))
    nobody_named(reason)
    response.withdrawn_on, response.withdrawn_reason = today, reason
    record("topics.response_withdrawn", unit=topic.unit, by=by, subject=topic, on=today)
    response.save()
    return response


def _locked(topic: Topic) -> Topic:
    mine = Topic.objects.select_for_update(of=("self",)).select_related("unit")
    return mine.get(pk=topic.pk)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _address(hit: Hit) -> str:
    return f"{settings.SITE_ADDRESS}{hit.shown.address}"
