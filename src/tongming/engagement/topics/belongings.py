"""What of the topics hangs on a person: the responses they are writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.engagement.topics.models import Response
from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, Kind
from tongming.units.models import Person
from tongming.units.rights import Right


def responses_of(person: Person, today: date) -> Iterator[Belonging]:
    """A draft is the unit's: whoever may write there goes on with it."""
    begun = Response.objects.filter(author=person, published_at=None)
    for response in begun.select_related("topic__unit").order_by("pk"):
        yield Belonging(
            key=f"topic-responses:{response.pk}",
            kind=Kind.DRAFT,
            what=say(N_("热点回应草稿“{title}”"), title=response.title),
            url=response.topic.get_absolute_url(),
            unit=response.topic.unit,
            right=Right.OPINION_HANDLE,
        )
