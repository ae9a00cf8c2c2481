"""C11–C15: citizens' messages that wait, and what is public of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate

from tongming.calendars.queries import current_calendar
from tongming.engagement.messages.models import Message, PublishedMonth
from tongming.engagement.messages.queries import (
    newest_public,
    open_messages,
    unanswered_since,
    waiting_to_publish,
)
from tongming.information.actions.review import months_later
from tongming.law.inspection import Severity
from tongming.law.words import N_, say
from tongming.supervision.inspection.facts import Found
from tongming.supervision.inspection.rules import rules_of
from tongming.supervision.inspection.words import enumerated
from tongming.units.models import Unit


def overdue(unit: Unit, day: date) -> Iterator[Found]:
    """C11: open after its own term, red after the longest there is.

    The term is the one the unit has set for the kind, which is what its writer was told.
    """
    calendar = current_calendar()
    most = rules_of(unit).settings.value("answer_days_most")
    for message in open_messages().filter(unit=unit, due_on__lt=day).order_by("due_on", "pk"):
        last = calendar.after(message.sent_on, most).on
        yield Found(
            "C11",
            message.key,
            say(
                N_("留言{number}应在{due}前答复，还没有答复。"),
                number=message.number, due=message.due_on,
            ),
            {"number": message.number, "until": message.due_on.isoformat()},
            url=message.get_absolute_url(),
            severity=Severity.RED if day > last else Severity.YELLOW,
        )  # fmt: skip


def unanswered(unit: Unit, day: date) -> Iterator[Found]:
    """C12: sent in the last year and without an answer for more than three months (A-16)."""
    settings = rules_of(unit).settings
    months, back = settings.value("unanswered_months"), settings.value("look_back_months")
    before, since = months_later(day, -months), months_later(day, -back)
    for message in unanswered_since(unit, _midnight(before)).filter(sent_at__gte=_midnight(since)):
        yield Found(
            "C12",
            message.key,
            say(
                N_("{sent}的留言{number}超过{n}个月没有答复。"),
                sent=message.sent_on, number=message.number, n=months,
            ),
            {"number": message.number, "day": message.sent_on.isoformat(), "limit": months,
             "limit_unit": N_("个月")},
            url=message.get_absolute_url(),
        )  # fmt: skip


def not_renewed(unit: Unit, day: date) -> Iterator[Found]:
    """C13: the newest public answer is older than the limit, or none is public while some wait."""
    months = rules_of(unit).settings.value("public_answers_months")
    oldest = months_later(day, -months)
    newest = newest_public(unit)
    if newest is not None and newest.published_at is not None:
        last = localdate(newest.published_at)
        if last < oldest:
            yield Found(
                "C13",
                "public-answers",
                say(N_("公开的留言{last}以后没有更新，超过{n}个月。"), last=last, n=months),
                {"last_on": last.isoformat(), "limit": months, "limit_unit": N_("个月")},
                url=newest.get_absolute_url(),
            )
        return
    waiting = waiting_to_publish(unit).filter(answered_at__lt=_midnight(oldest)).first()
    if waiting is not None:
        yield Found(
            "C13",
            "public-answers",
            say(N_("没有一条公开的留言；答复过的留言等着公开，已超过{n}个月。"), n=months),
            {"number": waiting.number, "limit": months, "limit_unit": N_("个月")},
            url=waiting.get_absolute_url(),
        )


def _public(unit: Unit) -> QuerySet[Message]:
    return Message.objects.filter(unit=unit, withdrawn_on=None).exclude(published_at=None)


def incomplete(unit: Unit, day: date) -> Iterator[Found]:
    """C14: of 留言时间, 答复时间, 答复单位, 答复内容 what a public answer lacks. The first and the
    third every message has."""
    for message in _public(unit).order_by("pk"):
        missing = [
            label
            for label, there in (
                (N_("留言内容"), bool(message.public_text.strip())),
                (N_("答复时间"), message.answered_at is not None),
                (N_("答复内容"), bool(message.public_answer.strip())),
            )
            if not there
        ]
        if missing:
            yield Found(
                "C14",
                message.key,
                say(
                    N_("公开的留言{number}缺{missing}。"),
                    number=message.number, missing=enumerated(missing),
                ),
                {"number": message.number, "missing": missing},
                url=message.get_absolute_url(),
            )  # fmt: skip


def statistics(unit: Unit, day: date) -> Iterator[Found]:
    """C15: the figures of a month with messages are not public when the next month is over."""
    this = day.replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    first = (last - timedelta(days=1)).replace(day=1)
    sent = Message.objects.filter(
        unit=unit, sent_at__gte=_midnight(first), sent_at__lt=_midnight(last)
    )
    published = PublishedMonth.objects.filter(unit=unit, month=first)
    if sent.exists() and not published.exists():
        yield Found(
            "C15",
            f"month:{first.isoformat()}",
            say(
                N_("{year}年{month}月的留言办理统计没有公布。"),
                year=first.year, month=first.month,
            ),
            {"day": first.isoformat(), "count": sent.count()},
            url=reverse("messages:months"),
        )  # fmt: skip


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_current_timezone())


CHECKS: Mapping[str, Callable[[Unit, date], Iterable[Found]]] = {
    "C11": overdue,
    "C12": unanswered,
    "C13": not_renewed,
    "C14": incomplete,
    "C15": statistics,
}
