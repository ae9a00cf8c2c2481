"""The due dates of a person's duties as a calendar other programs subscribe to (RFC 5545)."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tongming.applications.notices.words import address, duty_words
from tongming.units.duties import Duty, duties_for
from tongming.units.models import Person

REFRESH = timedelta(hours=2)


def calendar_of(person: Person, moment: datetime) -> bytes:
    """All-day events, one a duty with a last day: its number and what to do, and a link."""
    with translation.override(person.language):
        calendar = Calendar()
        calendar.add("prodid", "-//Tongming//Due dates//ZH")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("通明：要办的事"))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        duties = duties_for(person, localdate(moment))
        for duty in (*duties.overdue, *duties.now, *duties.waiting):
            if duty.due is not None:
                calendar.add_component(_event(duty, moment))
        return bytes(calendar.to_ical())


def _event(duty: Duty, moment: datetime) -> Event:
    assert duty.due is not None
    event = Event()
    event.add("uid", _uid(duty))
    event.add("dtstamp", moment)
    event.add("dtstart", duty.due)
    event.add("dtend", duty.due + timedelta(days=1))
    event.add("summary", duty_words(duty))
    event.add("url", address(duty.url))
    event.add("transp", "TRANSPARENT")
    return event


def _uid(duty: Duty) -> str:
    """The same duty is the same event when it is fetched again, whatever day it has moved to."""
    told = f"{duty.url} {duty.button.text}"
    host = urlsplit(settings.WORK_ADDRESS).hostname or "localhost"
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@{host}"
