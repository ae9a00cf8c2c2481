"""What stands on a channel and nowhere on the public section: a Weibo post, a notice on a board.

It is no item of the section and has no page; it was published all the same, and the statistics
count it (国办发〔2014〕32号 附表; docs/decisions/1305).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import record
from tongming.publishing.channels.kinds import Channel, Means
from tongming.publishing.channels.models import ALONE, Delivery
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
MOST = 500
"""How many lines one list may have."""


@dataclass(frozen=True, slots=True)
class Posted:
    """One line of a list: what was published, when, and where it can be seen."""

    on: date
    title: str
    link: str = ""


def parse(text: str) -> list[Posted]:
    """A line each: the day, the title, the link. `Refused` names the first line that is wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise Refused(say(N_("一次最多登记{n}条，请分几次。"), n=MOST))
    return [_parsed(number, line) for number, line in enumerate(lines, 1)]


def _parsed(number: int, line: str) -> Posted:
    link = _LINK.search(line)
    rest = line.replace(link[0], " ") if link else line
    day = _DAY.search(rest)
    if day is None:
        raise _wrong(number, say(N_("没有日期，例如2026-03-01")))
    try:
        on = date(int(day[1]), int(day[2]), int(day[3]))
    except ValueError:
        raise _wrong(number, say(N_("没有这一天"))) from None
    title = rest.replace(day[0], " ", 1).strip(" \t,，、;；|")
    if not title:
        raise _wrong(number, say(N_("没有标题")))
    return Posted(on, " ".join(title.split())[:300], link[0][:500] if link else "")


@transaction.atomic
def note_elsewhere(
    *,
    unit: Unit,
    channel: Channel,
    posts: Sequence[Posted],
    by: Person,
    today: date,
    means: Means | None = None,
    note: str = "",
) -> list[Delivery]:
    """Write a list down. All of it or nothing: a list with one wrong line is refused whole."""
    require(by, Right.CHANNEL_DELIVER, unit)
    if not posts:
        raise Refused(say(N_("请至少登记一条。")))
    if (channel is Channel.OTHER) != (means is not None):
        raise Refused(say(N_("请说明是哪一种其他方式，例如政务公开栏。")))
    needs_link = channel not in (Channel.GAZETTE, Channel.OTHER)
    made = []
    for number, post in enumerate(posts, 1):
        if post.on > today:
            raise _wrong(number, say(N_("发布日期 {day} 还没有到"), day=post.on))
        if needs_link and not post.link:
            raise _wrong(number, say(N_("没有链接，公众和检查都要看得到")))
        if not post.link and not note.strip():
            raise _wrong(number, say(N_("没有链接的，请写明公报期号或者张贴地点")))
        if post.link and Delivery.objects.filter(unit=unit, link=post.link).exists():
            raise _wrong(number, say(N_("这个链接已经登记过")))
        made.append(_write(unit, channel, means, post, by, note, number))
    record("channels.elsewhere", unit=unit, by=by, channel=channel.value, means=made[0].means,
           items=[[one.key, one.published_on, one.title, one.link] for one in made])  # fmt: skip
    return made


def _write(
    unit: Unit, channel: Channel, means: Means | None, post: Posted, by: Person, note: str,
    number: int,
) -> Delivery:  # fmt: skip
    told = f"{unit.pk} {post.link or f'{post.on} {post.title} {note.strip()}'}"
    delivery = Delivery(
        key=f"{ALONE}{sha256(told.encode()).hexdigest()[:20]}", title=post.title, unit=unit,
        channel=channel.value, means=means.value if means else "", by_hand=True, by=by,
        link=post.link, note=note.strip(),
    )  # fmt: skip
    if Delivery.objects.filter(key=delivery.key, channel=channel, means=delivery.means).exists():
        raise _wrong(number, say(N_("同一天同一处的这一条已经登记过")))
    delivery.publish(post.on)
    delivery.save()
    return delivery


def _wrong(number: int, why: Message) -> Refused:
    return Refused(say(N_("第{n}条：{why}。一条也没有登记，请改好再交。"), n=number, why=why))
