"""Have an item published on channels, keep what came of it, take it away again.

A platform is spoken with outside any transaction, under a claim that keeps others away; each step
is saved before the next one is taken, so that a process that dies leaves what the next must know.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate, now

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.publishing.channels import content
from tongming.publishing.channels.kinds import Channel, Means, State
from tongming.publishing.channels.models import Delivery
from tongming.publishing.channels.post import Outcome, Post
from tongming.publishing.channels.problems import NO_ACCOUNT
from tongming.publishing.channels.queries import adapter_for
from tongming.publishing.item import PublicItem
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

log = logging.getLogger(__name__)

_CLAIM = timedelta(minutes=10)
_NOT_PUBLIC = N_("这条信息没有公开，不能发到渠道上。请先完成审核、签发和发布。")
_BUSY = N_("正在发布，请过一会儿再看。")


# --- Asking, and doing what was asked -------------------------------------------------------------


@transaction.atomic
def ask(*, key: str, unit: Unit, channels: Iterable[Channel], by: Person) -> list[Delivery]:
    """Have a public item published on channels; what is there already is left alone."""
    require(by, Right.CHANNEL_DELIVER, unit)
    item = _public(key, unit)
    made = []
    for channel in channels:
        delivery, new = Delivery.objects.get_or_create(
            key=key,
            channel=channel.value,
            means="",
            defaults={"unit": unit, "title": item.title[:300], "by": by},
        )
        if new:
            made.append(delivery)
    if made:
        names = [one.channel for one in made]
        record("channels.asked", unit=unit, by=by, key=key, channels=names)
    return made


def deliver(delivery: Delivery, *, by: Person | None, at: datetime | None = None) -> Delivery:
    """Speak with the platform: publish, or find out what became of it. `by` None: the program.

    May be called again at any time: nothing is published twice.
    """
    if by is not None:
        require(by, Right.CHANNEL_DELIVER, delivery.unit)
    moment = at or now()
    if not _claim(delivery, moment):
        if by is not None:
            raise Refused(say(_BUSY))
        return Delivery.objects.get(pk=delivery.pk)
    try:
        outcome = _speak(delivery, by, moment)
        return _keep(delivery.pk, outcome, by, moment)
    finally:
        Delivery.objects.filter(pk=delivery.pk).update(claimed_until=None)


def _speak(delivery: Delivery, by: Person | None, moment: datetime) -> Outcome:
    delivery.refresh_from_db()
    if delivery.state_kind in (State.PUBLISHED, State.WITHDRAWN):
        return Outcome(delivery.state_kind, delivery.external_id, delivery.link)
    channel = delivery.channel_kind
    adapter = adapter_for(delivery.unit, channel) if channel.is_automatic else None
    if adapter is None:
        return Outcome(State.WAITING, problem=NO_ACCOUNT)

    def save(steps: dict[str, str]) -> None:
        Delivery.objects.filter(pk=delivery.pk).update(progress=steps, changed_at=now())

    Delivery.objects.filter(pk=delivery.pk).update(attempts=F("attempts") + 1)
    if delivery.state_kind in (State.SENDING, State.ACCEPTED) and not _is_public(delivery):
        # Withdrawn while it was under way: it is looked for, so that it can be taken away.
        told = delivery.progress
        post = Post(delivery.key, told.get("title", delivery.title), told.get("link", ""))
        return adapter.poll(post, told, moment)
    post = _post(_public(delivery.key, delivery.unit))
    # What it is recognised by on the platform, should it be public here no more.
    progress = {**delivery.progress, "title": post.title, "link": post.link}
    return adapter.publish(post, progress, save, moment, by_person=by is not None)


def _post(item: PublicItem) -> Post:
    site = content.current()
    return Post(
        key=item.key,
        title=item.title,
        link=site.address(item),
        publisher=item.publisher,
        summary=item.summary,
        body_html=item.body_html,
        pictures=site.pictures(item),
    )


def _claim(delivery: Delivery, moment: datetime) -> bool:
    free = Q(claimed_until=None) | Q(claimed_until__lt=moment)
    claimed = Delivery.objects.filter(free, pk=delivery.pk).update(claimed_until=moment + _CLAIM)
    return bool(claimed)


@transaction.atomic
def _keep(pk: int, outcome: Outcome, by: Person | None, moment: datetime) -> Delivery:
    delivery = Delivery.objects.select_for_update().get(pk=pk)
    before = delivery.state_kind, delivery.problem_code
    if before[0] in (State.PUBLISHED, State.WITHDRAWN):
        # Somebody said in the meantime that it stands there.
        return delivery
    if outcome.state is State.PUBLISHED:
        delivery.external_id, delivery.link = outcome.external_id, outcome.link
        delivery.publish(localdate(moment))
    else:
        delivery.state = outcome.state.value
        delivery.problem_code = outcome.problem.code if outcome.problem else ""
        delivery.problem_detail = outcome.problem.detail[:500] if outcome.problem else ""
        delivery.again_at = moment + outcome.again_in if outcome.again_in else None
    delivery.changed_at = moment
    delivery.save()
    told: dict[str, Any] = {"channel": delivery.channel, "key": delivery.key}
    if outcome.state is State.PUBLISHED:
        told |= {"link": delivery.link, "external_id": delivery.external_id}
        record(
            "channels.published",
            unit=delivery.unit,
            by=by,
            subject=delivery,
            on=delivery.published_on,
            **told,
        )
    elif outcome.state is State.FAILED and before != (State.FAILED, delivery.problem_code):
        told["problem"] = delivery.problem_code
        record("channels.failed", unit=delivery.unit, by=by, subject=delivery, **told)
    return delivery


def run(at: datetime | None = None) -> list[Delivery]:
    """Everything whose time has come: try again, look what became of it. One at a time."""
    moment = at or now()
    due = Delivery.objects.filter(again_at__lte=moment).exclude(
        state__in=[State.PUBLISHED.value, State.WITHDRAWN.value]
    )
    done = []
    for delivery in due.select_related("unit").order_by("again_at"):
        try:
            done.append(deliver(delivery, by=None, at=moment))
        except Refused as refused:
            # No longer public: nothing more is tried.
            log.warning("delivery %s: %s", delivery.pk, refused)
            Delivery.objects.filter(pk=delivery.pk).update(again_at=None)
    return done


def job(at: datetime) -> int:
    """The same for `tongming.clockwork`.

    Accounts written down wrongly are said on the screen of the channels; here they are noted.
    """
    try:
        return len(run(at))
    except Refused as refused:
        log.warning("channels: %s", refused)
        return 0


# --- By hand --------------------------------------------------------------------------------------


@transaction.atomic
def mark_published_by_hand(
    *,
    key: str,
    unit: Unit,
    channel: Channel,
    on: date,
    by: Person,
    link: str = "",
    note: str = "",
    means: Means | None = None,
    today: date | None = None,
) -> Delivery:
    """A person published it: on which day, and where it can be seen.

    On website, Weibo and WeChat that is a link; of the gazette its number, of a board its place
    will do.
    """
    require(by, Right.CHANNEL_DELIVER, unit)
    item = _public(key, unit)
    if on > (today or localdate()):
        raise Refused(say(N_("发布日期 {day} 还没有到。请填实际发布的那一天。"), day=on))
    if (channel is Channel.OTHER) != (means is not None):
        raise Refused(say(N_("请说明是哪一种其他方式，例如政务公开栏。")))
    if link and urlsplit(link).scheme not in ("http", "https"):
        raise Refused(say(N_("链接应当以 http:// 或 https:// 开头。")))
    if not link and channel not in (Channel.GAZETTE, Channel.OTHER):
        raise Refused(
            say(
                N_("请填上在“{channel}”上发布后的链接，公众和检查都要看得到。"),
                channel=say(channel.label),
            )
        )
    if not link and not note.strip():
        raise Refused(say(N_("请填链接，或者写明公报期号、张贴地点。")))
    delivery, _new = Delivery.objects.select_for_update().get_or_create(
        key=key,
        channel=channel.value,
        means=means.value if means else "",
        defaults={"unit": unit, "title": item.title[:300]},
    )
    delivery.link, delivery.note, delivery.by, delivery.by_hand = link, note.strip(), by, True
    delivery.published_on = on
    delivery.publish(on)
    delivery.changed_at = now()
    delivery.save()
    record(
        "channels.by_hand",
        unit=unit,
        by=by,
        subject=delivery,
        on=on,
        key=key,
        channel=channel.value,
        means=delivery.means,
        link=link,
        note=delivery.note,
    )
    return delivery


# --- Taking away ----------------------------------------------------------------------------------


def withdraw(delivery: Delivery, *, by: Person) -> Delivery:
    """Take it off the platform; on WeChat that cannot be undone.

    Raises where the platform did not do it, so that nobody believes it gone.
    """
    require(by, Right.CHANNEL_DELIVER, delivery.unit)
    if delivery.state_kind is not State.PUBLISHED:
        raise Refused(say(N_("这一条不在渠道上，不用撤回。")))
    adapter = adapter_for(delivery.unit, delivery.channel_kind)
    if adapter is not None and delivery.external_id:
        outcome = adapter.withdraw(delivery.external_id)
        if outcome.state is not State.WITHDRAWN:
            why = outcome.problem.message if outcome.problem else say(_BUSY)
            raise Refused(
                say(N_("没有撤回：{why}请在平台上人工撤下，再登记“已人工撤下”。"), why=why)
            )
    return mark_withdrawn_by_hand(delivery, by=by)


@transaction.atomic
def mark_withdrawn_by_hand(delivery: Delivery, *, by: Person) -> Delivery:
    """It is off the channel: taken off the platform, the board, out of the screen's programme.

    Something never seen there is struck off; the ledger keeps that it was.
    """
    require(by, Right.CHANNEL_DELIVER, delivery.unit)
    found = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if found.state_kind is not State.PUBLISHED and not found.to_withdraw:
        raise Refused(say(N_("这一条不在渠道上，不用撤回。")))
    if found.is_ours:
        raise Refused(say(N_("本站的网页由专栏自己管理：请在“政府信息”里撤回这条信息。")))
    record(
        "channels.withdrawn",
        unit=found.unit,
        by=by,
        subject=found,
        key=found.key,
        channel=found.channel,
        means=found.means,
    )
    if found.state_kind is not State.PUBLISHED:
        found.delete()
        return found
    found.state, found.to_withdraw, found.changed_at = State.WITHDRAWN.value, False, now()
    found.save()
    return found


# --- The website, which publishes by itself -------------------------------------------------------


class Follower:
    """Keeps the website's row of the statistics, and asks for withdrawal from the other channels
    when an item is withdrawn."""

    name = "channels"

    def follow(self, changes: Sequence[tuple[str, PublicItem | None]]) -> None:
        """Called twice for one change, it does the same."""
        for key, item in changes:
            with transaction.atomic():
                if item is None or item.tombstone is not None:
                    _gone(key)
                else:
                    _on_the_website(item)


def _on_the_website(item: PublicItem) -> None:
    unit = Unit.objects.filter(code=item.unit).first()
    if unit is None:
        return
    delivery, new = Delivery.objects.get_or_create(
        key=item.key,
        channel=Channel.WEBSITE.value,
        means="",
        defaults={
            "unit": unit,
            "title": item.title[:300],
            "state": State.PUBLISHED.value,
            "published_on": localdate(item.published_at),
            "known_since": now(),
            "link": content.current().address(item),
        },
    )
    if not new and delivery.state_kind is not State.PUBLISHED:
        delivery.publish(localdate(item.published_at))
        delivery.link = content.current().address(item)
        delivery.changed_at = now()
        delivery.save()
    Delivery.objects.filter(key=item.key).update(to_withdraw=False, title=item.title[:300])


def _gone(key: str) -> None:
    """Off the website by itself; what waits is not sent; the rest is a person's duty."""
    standing = Delivery.objects.filter(key=key, state=State.PUBLISHED.value)
    standing.filter(channel=Channel.WEBSITE.value).update(
        state=State.WITHDRAWN.value, changed_at=now()
    )
    standing.exclude(channel=Channel.WEBSITE.value).update(to_withdraw=True, changed_at=now())
    Delivery.objects.filter(key=key, state=State.WAITING.value).delete()
    Delivery.objects.filter(key=key, state=State.FAILED.value).delete()
    # What may stand there, or will in a moment, must be looked for.
    Delivery.objects.filter(key=key, state__in=[State.SENDING.value, State.ACCEPTED.value]).update(
        to_withdraw=True
    )


def _is_public(delivery: Delivery) -> bool:
    item = content.current().get(delivery.key)
    return item is not None and item.tombstone is None


def _public(key: str, unit: Unit) -> PublicItem:
    item = content.current().get(key)
    if item is None or item.tombstone is not None or item.unit != unit.code:
        raise Refused(say(_NOT_PUBLIC))
    return item
