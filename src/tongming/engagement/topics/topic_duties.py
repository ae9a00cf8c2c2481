"""What hot topics ask of people: to say whether it is one, to answer it, to approve the answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.engagement.topics.models import Topic
from tongming.engagement.topics.topic_queries import topics_for
from tongming.law.words import N_, Message, say
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def topic_duties(person: Person, today: date) -> Iterator[Duty]:
    """No term is set by law: they stand behind what has one."""
    handles = set(units_for(person, Right.OPINION_HANDLE, today=today).values_list("pk", flat=True))
    approves = set(
        units_for(person, Right.OPINION_APPROVE, today=today).values_list("pk", flat=True)
    )
    for topic in topics_for(person).exclude(state=Topic.State.SET_ASIDE):
        asked: int = topic.asked  # type: ignore[attr-defined]
        unsure: int = topic.unsure  # type: ignore[attr-defined]
        response = getattr(topic, "response", None)
        if topic.unit_id in handles and topic.state == Topic.State.PROPOSED:
            what = say(N_("{n}条留言像是在问同一件事：“{title}”"), n=asked, title=topic.title)
            yield _duty(topic, what, N_("看一看"))
        elif topic.unit_id in handles and unsure:
            what = say(N_("又有{n}条留言像是问“{title}”"), n=unsure, title=topic.title)
            yield _duty(topic, what, N_("看一看"))
        elif topic.unit_id in handles and response is None:
            yield _duty(topic, say(N_("回应热点“{title}”"), title=topic.title), N_("起草回应"))
        elif (
            topic.unit_id in approves
            and response is not None
            and response.published_at is None
            and response.author_id != person.pk
        ):
            yield _duty(topic, say(N_("审批热点回应“{title}”"), title=response.title), N_("审批"))


def _duty(topic: Topic, what: Message, button: str) -> Duty:
    return Duty(
        what=what,
        url=topic.get_absolute_url(),
        button=say(button),
        unit=topic.unit,
        told=say(N_("热点")),
    )
