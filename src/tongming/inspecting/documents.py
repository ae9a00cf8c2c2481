"""C08–C10, C16, C17: when documents were published, and how they hang together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tongming.calendars.queries import current_calendar
from tongming.information.actions.review import months_later
from tongming.information.models import Document
from tongming.information.states import StepKind
from tongming.information.timing import is_late
from tongming.law.words import N_, Message, say
from tongming.supervision.inspection.facts import Found
from tongming.supervision.inspection.rules import rules_of
from tongming.units.models import Unit


def shown(unit: Unit) -> QuerySet[Document]:
    """The documents of a unit the public sees now."""
    return (
        Document.objects.filter(unit=unit, live__isnull=False, withdrawn_at=None)
        .select_related("live", "unit", "interprets__live")
        .order_by("pk")
    )


def late(unit: Unit, day: date) -> Iterator[Found]:
    """C08: published after its term (第二十六条; the term of its kind where it has another).

    Looked at for a year: what is late stays late, and is answered for once. What came in with an
    old ledger was published elsewhere.
    """
    calendar = current_calendar()
    months = rules_of(unit).settings.value("look_back_months")
    recent = shown(unit).filter(batch=None, elsewhere_on=None)
    for document in recent:
        assert document.live is not None
        assert document.published_at is not None
        on, content = localdate(document.published_at), document.live.content
        if on <= months_later(day, -months) or not is_late(document, calendar, day):
            continue
        assert content.counts_from is not None
        due = content.term_kind.due(content.counts_from, calendar)
        yield _of(
            "C08", document,
            say(
                N_("“{title}”{formed}成文，{on}才公开，比期限晚{n}个工作日。"),
                title=content.title, formed=content.counts_from, on=on,
                n=calendar.count(due.on, on),
            ),
            day=content.counts_from.isoformat(), until=due.on.isoformat(), last_on=on.isoformat(),
        )  # fmt: skip


def dates(unit: Unit, day: date) -> Iterator[Found]:
    """C09: formed after it was published, or published in the future."""
    for document in shown(unit):
        assert document.live is not None
        assert document.published_at is not None
        formed, on = document.live.content.formed_on, localdate(document.published_at)
        if on > day:
            yield _of(
                "C09", document,
                say(N_("“{title}”的发布日期{on}在将来。"), title=document.title, on=on),
                last_on=on.isoformat(),
            )  # fmt: skip
        elif formed is not None and formed > on:
            yield _of(
                "C09", document,
                say(
                    N_("“{title}”的成文日期{formed}晚于发布日期{on}。"),
                    title=document.title, formed=formed, on=on,
                ),
                day=formed.isoformat(), last_on=on.isoformat(),
            )  # fmt: skip


def backdated(unit: Unit, day: date) -> Iterator[Found]:
    """C10: the day of publication is another than the ledger knows: it was changed afterwards."""
    for document in shown(unit):
        first = document.steps.filter(kind=StepKind.PUBLISHED).select_related("event").first()
        if first is None or document.published_at is None:
            continue
        known, said = localdate(first.event.at), localdate(document.published_at)
        if known != said:
            yield _of(
                "C10", document,
                say(
                    N_("“{title}”写着{said}发布，台账记的是{known}。"),
                    title=document.title, said=said, known=known,
                ),
                last_on=said.isoformat(), day=known.isoformat(), number=str(first.event.seq),
            )  # fmt: skip


def uninterpreted(unit: Unit, day: date) -> Iterator[Found]:
    """C16: a policy or normative document whose interpretation is missing after its days."""
    calendar = current_calendar()
    limit = rules_of(unit).settings.value("interpretation_days")
    owed = shown(unit).filter(Q(is_policy=True) | Q(is_normative=True), interprets=None)
    for document in owed:
        assert document.live is not None
        assert document.published_at is not None
        if document.live.content.no_interpretation.strip():
            continue
        if document.interpretations.filter(live__isnull=False, withdrawn_at=None).exists():
            continue
        published = localdate(document.published_at)
        due = calendar.after(published, limit).on
        if day > due:
            yield _of(
                "C16", document,
                say(
                    N_("“{title}”{on}公开，{n}个工作日内没有解读。"),
                    title=document.title, on=published, n=limit,
                ),
                last_on=published.isoformat(), until=due.isoformat(), limit=limit,
            )  # fmt: skip


_INTERPRETS = re.compile(r"(?:解读|图解)$|^(?:一图读懂|图解[:：])|解读[（(].*[）)]$")


def unpaired(unit: Unit, day: date) -> Iterator[Found]:
    """C17: an interpretation that leads to no document the public sees."""
    for document in shown(unit):
        policy = document.interprets
        if policy is None and _INTERPRETS.search(document.title.strip()):
            said = N_("“{title}”是解读，没有关联所解读的文件。")
        elif policy is not None and not policy.is_live:
            said = N_("“{title}”所解读的文件没有公开或者已经撤回，两边不再相互关联。")
        else:
            continue
        yield _of(
            "C17", document, say(said, title=document.title),
            **({"missing": policy.title} if policy is not None else {}),
        )  # fmt: skip


def _of(indicator: str, document: Document, said: Message, **evidence: str | int) -> Found:
    return Found(
        indicator,
        document.key,
        said,
        {"document": document.title, "number": document.index_number, **evidence},
        url=document.get_absolute_url(),
    )


CHECKS: Mapping[str, Callable[[Unit, date], Iterable[Found]]] = {
    "C08": late,
    "C09": dates,
    "C10": backdated,
    "C16": uninterpreted,
    "C17": unpaired,
}
