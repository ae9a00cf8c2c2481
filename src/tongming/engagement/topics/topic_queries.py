"""Reads over topics: the one door, the list, the messages a person sees, what is said of them."""

from __future__ import annotations

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import Http404

from tongming.engagement.messages.models import Message
from tongming.engagement.messages.queries import messages_for
from tongming.engagement.topics.models import Looking, Member, Response, Topic
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for


def looking_of(unit: Unit) -> Looking:
    """A unit's settings; the defaults where it set none."""
    return Looking.objects.filter(unit=unit).first() or Looking(unit=unit)


def topics_for(person: Person) -> QuerySet[Topic]:
    """Every topic a person sees, with how many messages it has: what waits for them first."""
    order = Case(
        When(state=Topic.State.PROPOSED, then=Value(0)),
        When(state=Topic.State.CONFIRMED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        Topic.objects.select_related("unit", "response")
        .filter(unit__in=units_for(person, Right.OPINION_VIEW), merged_into=None)
        .annotate(asked=Count("members"), unsure=Count("members", filter=Q(members__sure=False)))
        .order_by(order, "-proposed_at", "-pk")
    )


def get_topic(person: Person, right: Right, pk: int) -> Topic:
    """A topic in which a person means to do something."""
    found = Topic.objects.select_related("unit", "response", "merged_into").filter(pk=pk).first()
    if found is None:
        raise Http404("engagement_topics.topic")
    guard(person, right, found.unit, seen_with=Right.OPINION_VIEW, subject=Topic)
    return found


def members_seen(person: Person, topic: Topic) -> QuerySet[Member]:
    """The messages of a topic that a person may read; who may not read messages sees none."""
    return topic.members.select_related("message").filter(message__in=messages_for(person))


def response_to(message: Message) -> Response | None:
    """What everybody who asked about the same was told, for the writer's own page."""
    found = Response.objects.filter(
        topic__members__message=message, topic__members__sure=True,
        topic__state=Topic.State.CONFIRMED, withdrawn_on=None,
    )  # fmt: skip
    return found.exclude(published_at=None).select_related("topic__unit").first()


def ever_public() -> QuerySet[Response]:
    """Every response that was published, in the order of first publication."""
    return (
        Response.objects.select_related("topic__unit")
        .exclude(published_at=None)
        .order_by("published_at", "pk")
    )
