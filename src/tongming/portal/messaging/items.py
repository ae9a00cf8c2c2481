"""Published answers and the published figures of a month as items of 留言回复.

A page says 留言时间, 答复时间, 答复单位, 内容 and 答复 (国办秘函〔2019〕19号), and
nothing of who wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.html import escape
from django.utils.timezone import localdate, localtime

from tongming.engagement.messages.models import MONTH_PREFIX, PREFIX, Message, PublishedMonth
from tongming.engagement.messages.public import ever_public
from tongming.engagement.messages.statistics import Figures, lines, rates
from tongming.law.words import N_
from tongming.publishing.item import Correction, PublicItem, Tombstone

COLUMN = "interaction/messages"


def _number(key: str, prefix: str) -> int | None:
    rest = key.removeprefix(prefix)
    sound = rest != key and rest.isascii() and rest.isdecimal() and len(rest) <= 18
    return int(rest) if sound else None


class MessageSource:
    """Every message ever published (`publishing.item.ItemSource`)."""

    prefix = PREFIX

    def get(self, key: str) -> PublicItem | None:
        """The message as it is public; one taken down with its day and reason."""
        number = _number(key, PREFIX)
        found = ever_public().filter(pk=number).first() if number is not None else None
        return _item(found) if found is not None and found.key == key else None

    def keys(self) -> Iterator[str]:
        """In order of first publication."""
        for message in ever_public():
            yield message.key


class MonthSource:
    """The figures of every month a unit published."""

    prefix = MONTH_PREFIX

    def get(self, key: str) -> PublicItem | None:
        """The figures as published last."""
        number = _number(key, MONTH_PREFIX)
        if number is None:
            return None
        found = PublishedMonth.objects.select_related("unit").filter(pk=number).first()
        return _month(found) if found is not None and found.key == key else None

    def keys(self) -> Iterator[str]:
        """In order of first publication."""
        for one in PublishedMonth.objects.order_by("published_at", "pk"):
            yield one.key


def _minute(moment: datetime) -> str:
    return localtime(moment).strftime("%Y-%m-%d %H:%M")


def _item(message: Message) -> PublicItem:
    assert message.published_at is not None
    assert message.changed_at is not None
    assert message.answered_at is not None
    gone = message.withdrawn_on is not None
    facts = (
        (N_("留言类型"), message.kind_of.label),
        (N_("留言时间"), _minute(message.sent_at)),
        (N_("答复时间"), _minute(message.answered_at)),
        (N_("答复单位"), message.unit.name),
    )
    text, answer = message.public_text, message.public_answer
    return PublicItem(
        key=message.key,
        unit=message.unit.code,
        title=message.public_title,
        published_at=message.published_at,
        changed_at=message.changed_at,
        publisher=message.unit.name,
        summary="" if gone else _short(text),
        body_html=""
        if gone
        else f"<h2>留言内容</h2>{_paragraphs(text)}<h2>答复内容</h2>{_paragraphs(answer)}",
        body_text="" if gone else f"{text}\n{answer}",
        tombstone=Tombstone(message.withdrawn_on, message.withdrawn_reason)
        if message.withdrawn_on
        else None,
        is_demo=message.unit.is_demo,
        columns=(COLUMN,),
        facts=facts,
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:80]}…"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.split("\n") if line.strip())


def _month(one: PublishedMonth) -> PublicItem:
    figures = Figures.from_data(one.figures)
    title = f"{one.unit.name}{one.month.year}年{one.month.month}月留言办理统计"
    shares = [
        (label, "—" if share is None else f"{share}%") for label, share in rates(figures)
    ]  # fmt: skip
    rows = [(label, f"{n} 条") for _key, label, n in lines(figures)] + shares
    cells = "".join(
        f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>" for label, value in rows
    )
    note = (
        "统计本月收到的留言，截至公开之日的办理情况。有效留言是除去不予办理的；"
        "答复率是答复（含告知其他途径）除以有效留言。"
    )
    return PublicItem(
        key=one.key,
        unit=one.unit.code,
        title=title,
        published_at=one.published_at,
        changed_at=one.changed_at,
        publisher=one.unit.name,
        summary=f"收到留言{figures.counts['received']}条，答复{figures.counts['answered']}条。",
        body_html=f"<table><tr><th>项目</th><th>数量</th></tr>{cells}</table><p>{note}</p>",
        body_text="\n".join([*(f"{label} {value}" for label, value in rows), note]),
        corrections=tuple(
            Correction(date.fromisoformat(day), "按最新的办理情况更新了数字。")
            for (day,) in one.changes
        ),
        is_demo=one.unit.is_demo,
        columns=(COLUMN,),
        facts=(
            (N_("统计月份"), f"{one.month.year}年{one.month.month}月"),
            (N_("统计单位"), one.unit.name),
            (N_("公开日期"), localdate(one.changed_at).isoformat()),
        ),
    )


def connect() -> None:
    """Offer both to the section, once."""
    from tongming.publishing import sources

    sources.register(MessageSource())
    sources.register(MonthSource())
