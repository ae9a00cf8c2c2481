"""How often one address may ask."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from tongming.rates import Rate
from tongming.units.signin import client_address

QUESTIONS = Rate("search", 60)


def seconds_to_wait(request: HttpRequest) -> int:
    """0 where the address may ask now, counting this time; else the seconds till it may again."""
    asked = QUESTIONS.count(client_address(request))
    return 0 if asked <= settings.SEARCH_PER_MINUTE else QUESTIONS.left()
