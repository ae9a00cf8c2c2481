"""What public opinion asks of people now: to assess it, to say something by an hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localdate, localtime

from tongming.engagement.topics.models import Opinion
from tongming.engagement.topics.queries import open_opinions
from tongming.law.responses import RULES
from tongming.law.words import N_, Message, say
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def opinion_duties(person: Person, today: date) -> Iterator[Duty]:
    """Hours are no days: the sentence says the hour, and the day it falls on sorts it in."""
    handles = units_for(person, Right.OPINION_HANDLE, today=today)
    approves = units_for(person, Right.OPINION_APPROVE, today=today)
    may_handle = set(handles.values_list("pk", flat=True))
    may_approve = set(approves.values_list("pk", flat=True))
    for opinion in open_opinions().filter(unit__in=handles | approves):
        awaited = opinion.awaited
        due_at = awaited[0].due_at if awaited else None
        if opinion.of_gravity is None and due_at is not None:
            if opinion.unit_id in may_approve:
                what = say(
                    N_("研判舆情“{title}”：最严的要在{hour}以前回应"),
                    title=opinion.title, hour=_hour(due_at),
                )  # fmt: skip
                yield _duty(opinion, what, N_("研判"), due_at)
            else:
                what = say(N_("等负责人研判舆情“{title}”"), title=opinion.title)
                yield _duty(opinion, what, N_("查看"), due_at, Kind.WAITING)
        elif opinion.unit_id not in may_handle:
            continue
        elif due_at is not None:
            what = say(
                N_("舆情“{title}”：{hour}以前{demand}"), title=opinion.title,
                hour=_hour(due_at), demand=say(awaited[0].limit.demand.label),
            )  # fmt: skip
            yield _duty(opinion, what, N_("登记回应"), due_at)
        else:
            what = say(N_("跟踪舆情“{title}”，没有新情况的办结"), title=opinion.title)
            yield _duty(opinion, what, N_("查看"), None)


def _duty(
    opinion: Opinion, what: Message, button: str, due_at: datetime | None, kind: Kind = Kind.ACT
) -> Duty:
    return Duty(
        what=what,
        url=opinion.get_absolute_url(),
        button=say(button),
        due=localdate(due_at) if due_at else None,
        article=str(RULES.latest.citation),
        unit=opinion.unit,
        kind=kind,
        told=say(N_("政务舆情{number}"), number=opinion.number),
    )


def _hour(moment: datetime) -> str:
    return f"{localtime(moment):%m-%d %H:%M}"
