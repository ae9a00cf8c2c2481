"""What the town's people say and ask, and what the town answers."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tongming.demonstration.assessment import be_judged
from tongming.demonstration.consultations import consult
from tongming.demonstration.matters import supervise
from tongming.demonstration.messages import receive_messages
from tongming.demonstration.opinions import answer_the_public
from tongming.demonstration.people import Cast
from tongming.demonstration.reading import open_reading_room
from tongming.engagement.messages.models import Message


def engage(cast: Cast, today: date) -> None:
    """Every room of it, all or nothing; what is there already is left alone.

    One transaction, so that the section is published once and not after every act.
    """
    if Message.objects.filter(unit=cast.town).exists():
        return
    with transaction.atomic():
        receive_messages(cast, today)
        answer_the_public(cast)
        supervise(cast, today)
        consult(cast, today)
        be_judged(cast, today)
        open_reading_room(cast, today)
