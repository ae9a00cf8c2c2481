"""What did not arrive is an administrator's duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.applications.notices.queries import failed_notices
from tongming.applications.outgoing import State
from tongming.law.words import N_, say
from tongming.units.duties import Duty
from tongming.units.models import Person


def notice_duties(person: Person, today: date) -> Iterator[Duty]:
    """Look why notices of deadlines were given up."""
    if count := failed_notices(person).filter(state=State.FAILED).count():
        yield Duty(
            what=say(N_("有{n}条期限提醒没有送到"), n=count),
            url=reverse("notices:failures"),
            button=say(N_("去看看")),
        )
