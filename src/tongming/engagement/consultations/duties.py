"""What consultations ask of people today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.calendars.queries import current_calendar
from tongming.engagement.consultations.models import Consultation, Uptake
from tongming.engagement.consultations.queries import result_due
from tongming.law.consultation import OUTCOME, PERIOD
from tongming.law.words import N_, Message, say
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def consultation_duties(person: Person, today: date) -> Iterator[Duty]:
    """Drafts to finish, to approve; what became of the opinions, once the period is over."""
    keeps = units_for(person, Right.CONSULTATION_KEEP, today=today)
    approves = units_for(person, Right.CONSULTATION_APPROVE, today=today)
    every = Consultation.objects.select_related("unit")
    for one in every.filter(unit__in=approves, state=Consultation.State.SUBMITTED):
        if one.author_id != person.pk:
            yield _duty(one, N_("审批征求意见公告“{title}”"), N_("审批"), article=PERIOD)
    for one in every.filter(
        unit__in=keeps, state__in=[Consultation.State.DRAFT, Consultation.State.SUBMITTED]
    ):
        if one.state == Consultation.State.SUBMITTED:
            yield _duty(one, N_("等分管领导审批“{title}”"), N_("查看"), kind=Kind.WAITING)
        else:
            words = (
                N_("按退回意见修改征求意见公告“{title}”")
                if one.returned
                else N_("写完征求意见公告“{title}”并提交审批")
            )
            yield _duty(one, words, N_("继续写"))
    over = every.filter(state=Consultation.State.OPEN, ends_on__lt=today).exclude(
        uptake__state=Uptake.State.PUBLISHED
    )
    for one in over.filter(unit__in=approves, uptake__state=Uptake.State.SUBMITTED):
        uptake = one.uptake_or_none
        if uptake is not None and uptake.author_id != person.pk:
            yield _result(one, N_("审批“{title}”的采纳情况"), N_("审批"), today)
    for one in over.filter(unit__in=keeps):
        uptake = one.uptake_or_none
        if uptake is not None and uptake.state == Uptake.State.SUBMITTED:
            yield _duty(one, N_("等分管领导审批“{title}”的采纳情况"), N_("查看"), kind=Kind.WAITING)
        else:
            words = N_("“{title}”征求意见已经结束：归纳意见，公布采纳情况")
            yield _result(one, words, N_("去归纳"), today)


def _result(one: Consultation, words: str, button: str, today: date) -> Duty:
    """With the day of C18: no article sets one."""
    due = result_due(one)
    assert due is not None
    left = current_calendar().count(today, due) if due >= today else None
    return _duty(one, words, button, due=due, left=left, article=OUTCOME)


def _duty(
    one: Consultation,
    words: str,
    button: str,
    *,
    kind: Kind = Kind.ACT,
    due: date | None = None,
    left: int | None = None,
    article: str = "",
) -> Duty:
    what: Message = say(words, title=one.title)
    return Duty(
        what=what,
        url=one.get_absolute_url(),
        button=say(button),
        due=due,
        working_days_left=left,
        article=article,
        unit=one.unit,
        kind=kind,
    )
