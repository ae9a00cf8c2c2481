"""The verbs over groups: look for them, confirm, split, merge, set aside.

The machine proposes; what a person decided it never undoes. Reports (举报) and whatever names an
organ or a person complained of are not grouped: they go their own way (domains.md 11).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tongming.engagement.messages.kinds import Kind
from tongming.engagement.messages.models import Message
from tongming.engagement.messages.queries import lately
from tongming.engagement.topics.likeness import grouped
from tongming.engagement.topics.models import Looking, Member, Topic
from tongming.engagement.topics.opinions import nobody_named, written
from tongming.engagement.topics.topic_queries import looking_of
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

MOST = 400
"""The latest so many are looked at: comparing each with each takes its time."""


def look_everywhere(now: datetime) -> int:
    """In every unit that had messages; how many messages found a topic."""
    units = Unit.objects.filter(pk__in=Message.objects.values("unit")).order_by("pk")
    return sum(look(unit=unit, now=now) for unit in units)


@transaction.atomic
def look(*, unit: Unit, now: datetime, by: Person | None = None) -> int:
    """Group what came lately with what is grouped; how many messages found a topic."""
    if by is not None:
        require(by, Right.OPINION_HANDLE, unit)
    # One look at a time in a unit: its row is the lock.
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    settings = looking_of(unit)
    latest = [*_comparable(unit, now, settings)]
    if len(latest) < 2:
        return 0
    place = {message.pk: number for number, message in enumerate(latest)}
    homes: dict[int, list[int]] = {}
    for known, message in _settled(unit, latest):
        homes.setdefault(known, []).append(place[message])
    topics = [one for one in homes if one]
    aside = set(homes.pop(0, []))
    texts = [("", "") if n in aside else (one.title, one.text) for n, one in enumerate(latest)]
    seeds = [homes[one] for one in topics]
    home = {number: one for one in topics for number in homes[one]}
    joined = 0
    for those in grouped(texts, seeds):
        new = [latest[number] for number in sorted(those) if number not in home]
        owner = next((home[number] for number in those if number in home), None)
        if not new or (owner is None and len(new) < settings.least):
            continue
        if owner is None:
            topic = Topic.objects.create(unit=unit, title=new[0].title, proposed_at=now)
            owner = topic.pk
            record("topics.proposed", unit=unit, by=by, subject=topic, messages=len(new))
        Member.objects.bulk_create(
            Member(topic_id=owner, message=message, joined_at=now) for message in new
        )
        joined += len(new)
    return joined


def _comparable(unit: Unit, now: datetime, settings: Looking) -> list[Message]:
    found = lately(unit, localdate(now), settings.days).exclude(kind=Kind.REPORT.value)
    return list(found.filter(complained_unit=None, complained_person=None, erased_at=None)[:MOST])


def _settled(unit: Unit, latest: Collection[Message]) -> list[tuple[int, int]]:
    """Topic and message of what has its place; topic 0 where a person set it aside."""
    rows = Member.objects.filter(message__in=latest).values_list(
        "topic", "topic__state", "topic__unit", "message"
    )
    return [
        (topic if state != Topic.State.SET_ASIDE and home == unit.pk else 0, message)
        for topic, state, home, message in rows
    ]


@transaction.atomic
def confirm(
    *, topic: Topic, title: str, chosen: Collection[int], by: Person, now: datetime
) -> None:
    """They do ask about the same: these messages, by a name people understand. Again for those
    that came later."""
    topic = _locked(topic, by)
    title = written(title, say(N_("请填热点名称。")))
    nobody_named(title)
    members = _chosen(topic, chosen)
    topic.title, topic.state = title, Topic.State.CONFIRMED
    topic.decided_by, topic.decided_at = by, now
    topic.save()
    topic.members.filter(pk__in=members).update(sure=True)
    record("topics.confirmed", unit=topic.unit, by=by, subject=topic, messages=len(members))


@transaction.atomic
def split(*, topic: Topic, chosen: Collection[int], by: Person, now: datetime) -> Topic:
    """These ask about something else: a topic of their own, to be looked at. One alone is none."""
    topic = _locked(topic, by)
    members = _chosen(topic, chosen)
    if len(members) == topic.members.count():
        raise Refused(say(N_("全部分出去就不剩了。不是热点的，用“不是热点”。")))
    first = Member.objects.select_related("message").get(pk=members[0])
    alone = len(members) == 1
    parted = Topic.objects.create(
        unit=topic.unit, title=first.message.title or topic.title, proposed_at=now,
        state=Topic.State.SET_ASIDE if alone else Topic.State.PROPOSED,
    )  # fmt: skip
    topic.members.filter(pk__in=members).update(topic=parted, sure=False)
    record("topics.split", unit=topic.unit, by=by, subject=topic, messages=len(members))
    return parted


@transaction.atomic
def merge(*, topic: Topic, into: Topic, by: Person, now: datetime) -> Topic:
    """Both ask about the same."""
    topic, into = _locked(topic, by), _locked(into, by)
    if topic.pk == into.pk or topic.unit_id != into.unit_id:
        raise Refused(say(N_("请选择本单位的另一个热点。")))
    if hasattr(topic, "response"):
        raise Refused(say(N_("已经有回应的热点不能并进别的，反过来并。")))
    moved = topic.members.update(topic=into)
    topic.state, topic.merged_into = Topic.State.SET_ASIDE, into
    topic.decided_by, topic.decided_at = by, now
    topic.save()
    record("topics.merged", unit=topic.unit, by=by, subject=into, messages=moved)
    return into


@transaction.atomic
def set_aside(*, topic: Topic, by: Person, now: datetime) -> None:
    """No hot topic. Its messages are not proposed again."""
    topic = _locked(topic, by)
    if hasattr(topic, "response") and topic.response.is_public:
        raise Refused(say(N_("已经公开回应，先撤回回应。")))
    topic.state, topic.decided_by, topic.decided_at = Topic.State.SET_ASIDE, by, now
    topic.save()
    record("topics.set_aside", unit=topic.unit, by=by, subject=topic)


@transaction.atomic
def set_looking(*, unit: Unit, days: int, least: int, by: Person) -> Looking:
    """How far back, and from how many on."""
    require(by, Right.OPINION_HANDLE, unit)
    kept = Looking(unit=unit, days=days, least=least)
    kept.full_clean(validate_unique=False)
    kept, _new = Looking.objects.update_or_create(
        unit=unit, defaults={"days": days, "least": least}
    )
    record("topics.looking_set", unit=unit, by=by, subject=kept, days=days, least=least)
    return kept


def _locked(topic: Topic, by: Person) -> Topic:
    mine = Topic.objects.select_for_update(of=("self",)).select_related("unit").get(pk=topic.pk)
    require(by, Right.OPINION_HANDLE, mine.unit)
    if mine.state == Topic.State.SET_ASIDE:
        raise Refused(say(N_("这一组已经定为不是热点，或者并进了别的热点。")))
    return mine


def _chosen(topic: Topic, chosen: Collection[int]) -> list[int]:
    members = list(topic.members.filter(pk__in=chosen).values_list("pk", flat=True))
    if not members:
        raise Refused(say(N_("请勾选留言。")))
    return members
