"""Answer the questions of the five steps; each answer is kept with who gave it and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.applications.actions import locked
from tongming.applications.handling import queries
from tongming.applications.handling.actions.drafting import void_draft
from tongming.applications.handling.models import Answer, givens
from tongming.applications.handling.record import standing
from tongming.applications.handling.replying import require_open
from tongming.applications.models import Application
from tongming.law.path import Given, Way, answered, walk
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.seals import seal_data
from tongming.units.models import Person
from tongming.units.rights import Right, require


def answer(
    *,
    application: Application,
    question: str,
    chosen: str,
    notes: Mapping[str, str],
    by: Person,
    today: date,
) -> Way:
    """Answer a question, or answer it anew: what followed the old answer falls away."""
    return answer_all(
        application=application, given=[(question, Given(chosen, notes))], by=by, today=today
    )


@transaction.atomic
def answer_all(
    *, application: Application, given: Sequence[tuple[str, Given]], by: Person, today: date
) -> Way:
    """Answer several questions in their order, all or none; how far that leads."""
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    require_open(application)
    record_now = standing(application, today).record
    for question, said in given:
        before = queries.answers_of(application)
        wanted = answered(givens(before), record_now, question, said)
        _write(application, before, question, wanted, by, today)
    return walk(givens(queries.answers_of(application)), record_now)


def _write(
    application: Application,
    before: list[Answer],
    question: str,
    wanted: Mapping[str, Given],
    by: Person,
    today: date,
) -> None:
    """Close what does not stand any more and add the answer; one event for the change."""
    standing_now = {one.question: one for one in before}
    said = wanted[question]
    old = standing_now.get(question)
    if old is not None and old.given == said:
        return
    void_draft(application, by=by, today=today)
    dropped = [one for one in before if one.question not in wanted or one.question == question]
    Answer.objects.filter(pk__in=[one.pk for one in dropped]).update(superseded_at=timezone.now())
    event = record(
        "handling.answered", unit=application.unit, by=by, subject=application, on=today,
        question=question, answer=said.answer,
        dropped=[one.question for one in dropped if one.question != question],
    )  # fmt: skip
    Answer.objects.create(
        application=application,
        question=question,
        answer=said.answer,
        sealed_notes=seal_data(dict(said.notes)),
        by=by,
        event=event,
    )


def erase_notes(application: Application) -> None:
    """Take away what was written with the answers, once the term of keeping is over.

    The answers themselves stay: they tell of no person, and the statistics rest on them.
    """
    if application.is_open:
        raise Refused(say(N_("申请还没有办结，不能清除。")), "《个人信息保护法》第四十七条")
    application.answers.update(sealed_notes=b"")
