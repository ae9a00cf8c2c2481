"""What supervised matters ask of people today, on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from tongming.calendars.queries import current_calendar
from tongming.engagement.matters.kinds import ARTICLE, AWAITED, State
from tongming.engagement.matters.models import Matter
from tongming.engagement.matters.queries import why_not_handle
from tongming.law.words import N_, Message, say
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

_WORK = {
    State.UNSIGNED: (N_("签收督办事项“{subject}”"), N_("签收")),
    State.WORKING: (N_("办理督办事项“{subject}”并反馈"), N_("反馈")),
    State.RETURNED: (N_("补办督办事项“{subject}”"), N_("补办")),
}


def matter_duties(person: Person, today: date) -> Iterator[Duty]:
    """To sign, to work on; to look at what was fed back; to tell the public."""
    calendar = current_calendar()

    def duty(matter: Matter, what: Message, button: str, kind: Kind = Kind.ACT) -> Duty:
        has_term = matter.state in AWAITED
        return Duty(
            what=what,
            url=matter.get_absolute_url(),
            button=say(button),
            due=matter.due_on if has_term else None,
            working_days_left=calendar.count(today, matter.due_on) if has_term else None,
            article=ARTICLE,
            unit=matter.unit if kind is Kind.WAITING or not has_term else matter.handler,
            kind=kind,
            told=say(N_("督办事项{number}"), number=matter.number),
        )

    handles = units_for(person, Right.MATTER_HANDLE, today=today)
    issues = units_for(person, Right.MATTER_ISSUE, today=today)
    every = Matter.objects.select_related("unit", "handler", "person", "answer__author")
    mine = every.filter(state__in=AWAITED).filter(Q(handler__in=handles) | Q(person=person))
    working = set()
    for matter in mine:
        if why_not_handle(person, matter, today) is None:
            working.add(matter.pk)
            text, button = _WORK[matter.stands]
            yield duty(matter, say(text, subject=matter.subject), button)
    unsaid = Q(answer__isnull=False, answer__published_at=None)
    for matter in every.filter(unit__in=issues).filter(~Q(state=State.CLOSED.value) | unsaid):
        subject = matter.subject
        if matter.stands is State.REPORTED:
            yield duty(matter, say(N_("审核督办反馈“{subject}”"), subject=subject), N_("审核"))
        elif matter.stands.waits_for_handler and matter.pk not in working:
            what = say(
                N_("等{unit}办理督办事项“{subject}”"),
                unit=matter.handler.short_name, subject=subject,
            )  # fmt: skip
            yield duty(matter, what, N_("查看"), Kind.WAITING)
        elif matter.stands is State.CLOSED and matter.answer.author_id != person.pk:
            what = say(N_("发布督办公开答复“{title}”"), title=matter.answer.title)
            yield duty(matter, what, N_("发布"))
