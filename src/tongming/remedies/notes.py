"""What stands beside an application: the cases about its reply, and what may still be brought.

The application stays counted as it was answered; a corrected one is answered again, and the new
reply is linked from here (docs/decisions/1202).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.applications.beside import Note
from tongming.applications.letters.queries import remedy_terms, reply_of
from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.law.citation import cite
from tongming.law.dated import NotInForce
from tongming.law.outcomes import Outcome, ReviewFirst
from tongming.law.remedies import RemedyClass, remedy_on
from tongming.law.remedy_duties import ObligationKind
from tongming.law.words import N_, say
from tongming.remedies.course import page_of, tasks_of
from tongming.remedies.models import Case
from tongming.remedies.queries import cases_about
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

CLASSES = {
    ReviewFirst.YES: RemedyClass.REVIEW_FIRST,
    ReviewFirst.WITHHELD_PART: RemedyClass.REVIEW_FIRST,
    ReviewFirst.NO: RemedyClass.FREE_CHOICE,
    ReviewFirst.CONTESTED: RemedyClass.CONTESTED,
}


def notes_about(application: Application, person: Person, today: date) -> Iterator[Note]:
    """To whoever may see the cases of the unit."""
    if not units_for(person, Right.REMEDY_VIEW).filter(pk=application.unit_id).exists():
        return
    cases = list(cases_about(application))
    for case in cases:
        yield from _case(case)
    if application.closed_on is None:
        return
    if not cases:
        yield from terms_left(application, today)
    if units_for(person, Right.REMEDY_HANDLE).filter(pk=application.unit_id).exists():
        yield Note(
            say(N_("登记复议或者诉讼")),
            url=f"{reverse('remedies:new')}?application={application.pk}",
            is_offer=True,
        )


def _case(case: Case) -> Iterator[Note]:
    yield Note(
        say(
            N_("{way}案件{number}：{standing}"),
            way=say(case.kind.label),
            number=case.number,
            standing=say(case.stands.label),
        ),
        url=case.get_absolute_url(),
    )
    for task in tasks_of(case, current_calendar()):
        if task.obligation.kind is not ObligationKind.CARRY_OUT:
            continue
        if not task.is_open:
            yield Note(
                say(
                    N_("已于{day}重新答复：{number}。本申请仍按原答复计入表三。"),
                    day=task.stage.acted_on,
                    number=task.stage.new_letter_number or say(N_("没有文号")),
                ),
                url=case.get_absolute_url(),
            )
        elif task.due_on:
            yield Note(
                say(N_("责令重新答复，限{day}前"), day=task.due_on),
                task.obligation.article,
                page_of(case, task),
                is_urgent=True,
            )
        else:
            yield Note(
                say(N_("责令重新答复，没有写明期限")),
                task.obligation.article,
                page_of(case, task),
                is_urgent=True,
            )


def terms_left(application: Application, today: date) -> Iterator[Note]:
    """What the applicant may still do against the reply, until when; nothing once it is over.

    The applicant's term runs from receiving the reply; where nobody knows when that was, it is
    counted from the day of the reply, and the sentence says so.
    """
    closed = application.closed_on
    if closed is None or not application.outcome:
        return
    reply = reply_of(application)
    known = remedy_terms(reply) if reply else None
    try:
        remedy = (
            known.remedy
            if known
            else remedy_on(closed, CLASSES[Outcome(application.outcome).review_first])
        )
    except NotInForce:
        return
    if remedy is None:
        return
    received = reply.received_on if reply and known else None
    begins, calendar = received or closed, current_calendar()
    review = remedy.review.end(begins, calendar).on
    if review >= today:
        text = (
            N_("申请人{received}收到答复，可以在{day}前申请行政复议。")
            if received
            else N_("申请人可以在{day}前申请行政复议（按答复之日推算，以收到之日为准）。")
        )
        yield Note(say(text, day=review, received=received or ""), str(remedy.review.citation))
    if not remedy.sue_directly:
        yield Note(
            say(N_("对这个答复不服的，先申请行政复议，不能直接起诉。")), str(remedy.citation)
        )
        return
    suit = remedy.suit.end(begins, calendar).on
    if suit >= today:
        text = (
            N_("申请人也可以在{day}前直接起诉。")
            if received
            else N_("申请人也可以在{day}前直接起诉（按答复之日推算，以收到之日为准）。")
        )
        yield Note(say(text, day=suit), cite(remedy.suit.citation))
