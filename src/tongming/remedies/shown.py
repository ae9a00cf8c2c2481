"""A case as its page shows it: what happened, what comes next, what it counts as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from tongming.law.dated import NotInForce
from tongming.law.outcomes import Outcome
from tongming.law.remedies import remedy_on
from tongming.law.remedy_course import order_stands, why_not_next
from tongming.law.remedy_results import Instance, Result, Standing, Way
from tongming.law.words import N_, Message, say
from tongming.ledger.models import Event
from tongming.ledger.words import kinds
from tongming.remedies.actions.common import course_of
from tongming.remedies.models import PAPERS, Case, Stage
from tongming.remedies.notes import CLASSES
from tongming.units.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    at: datetime
    on: date | None
    what: Message
    detail: Message | str
    reason: str
    by: Person | None


def timeline(case: Case) -> list[Line]:
    """What happened in a case, from the ledger, oldest first."""
    events = Event.objects.about(case).select_related("by")
    return [
        Line(event.at, event.on, say(kinds()[event.kind]), _detail(event), _reason(event), event.by)
        for event in events
    ]


def _reason(event: Event) -> str:
    return str(event.data.get("reason") or event.data.get("counted_reason") or "")


def _detail(event: Event) -> Message | str:
    data = event.data
    if result := data.get("result"):
        words = say(Result(result).label)
        if counted := data.get("counted_as"):
            return say(
                N_("{result}，改计入“{standing}”"),
                result=words,
                standing=say(Standing(counted).label),
            )
        return words
    if body := data.get("body"):
        return f"{body} {data.get('case_number', '')}".strip()
    if paper := data.get("paper"):
        return say(dict(PAPERS)[paper])
    if letter := data.get("letter_number"):
        return str(letter)
    return ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A verb: where it leads, or why it cannot be done now."""

    label: Message
    url: str = ""
    reason: Message | None = None
    article: str = ""


def offers(case: Case) -> list[Offer]:
    """What can be done next, most wanted first; and what cannot yet, with its reason."""
    if case.is_void:
        return []
    stages = list(case.stages.all())
    last = stages[-1]
    found = [*_acting(case, stages), *_of_stage(case, last)]
    found += _suit_after(case, last) if case.is_review else _courts(case)
    found += _mending(case, last)
    return sorted(found, key=lambda offer: offer.reason is not None)


def _page(name: str, case: Case, *more: int | str) -> str:
    return reverse(f"remedies:{name}", args=[case.pk, *more])


def _of_stage(case: Case, last: Stage) -> Iterator[Offer]:
    if last.result:
        return
    if last.answered_on is None:
        answering = say(N_("登记答复")) if case.is_review else say(N_("登记答辩"))
        yield Offer(answering, _page("answer", case, last.number))
    yield Offer(say(N_("登记结果")), _page("result", case, last.number))


def _mending(case: Case, last: Stage) -> Iterator[Offer]:
    if not last.result:
        return
    yield Offer(say(N_("更正结果")), _page("result", case, last.number))
    if last.acted_on is None:
        yield Offer(say(N_("撤回结果，继续审理")), _page("reopen", case, last.number))


def _acting(case: Case, stages: list[Stage]) -> Iterator[Offer]:
    course = [stage.proceeding for stage in stages]
    for position, stage in enumerate(stages):
        if stage.acted_on is None and order_stands(course, position):
            yield Offer(say(N_("登记履行")), _page("acting", case, stage.number))


def _suit_after(case: Case, last: Stage) -> Iterator[Offer]:
    if not last.result:
        yield Offer(
            say(N_("登记复议后的诉讼")),
            reason=say(N_("行政复议还没有结果。复议机关逾期不决定而被起诉的，先登记结果。")),
        )
    elif not case.later.filter(void_reason="").exists():
        yield Offer(say(N_("登记复议后的诉讼")), f"{reverse('remedies:new')}?earlier={case.pk}")


_COURTS = (
    (Instance.SECOND, N_("进入二审")),
    (Instance.RETRIAL, N_("进入再审")),
    (Instance.FIRST, N_("重新一审")),
)


def _courts(case: Case) -> Iterator[Offer]:
    course = course_of(case)
    for instance, words in _COURTS:
        refusal = why_not_next(course, instance)
        if refusal is None:
            yield Offer(say(words), _page("next_stage", case, instance.value))
        elif instance is not Instance.FIRST:
            yield Offer(say(words), reason=refusal.message, article=refusal.article)


def should_have_been_reviewed(case: Case) -> Message | None:
    """Where a suit came straight to court although reconsideration comes first.

    A warning and no more: the court decides that.  《行政复议法》第二十三条第一款第四项.
    """
    application = case.application
    if case.kind is not Way.DIRECT or application is None or application.closed_on is None:
        return None
    try:
        remedy = remedy_on(
            application.closed_on, CLASSES[Outcome(application.outcome).review_first]
        )
    except NotInForce:
        return None
    if remedy is None or remedy.sue_directly:
        return None
    return say(
        N_("对这个答复不服依法应当先申请行政复议（{article}）。可以在答辩里向法院说明。"),
        article=str(remedy.citation),
    )
