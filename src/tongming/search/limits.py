"""How often one address may ask."""

from __future__ import annotations

import hashlib
import hmac
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from tongming.units.signin import client_address

WINDOW = 60


def seconds_to_wait(request: HttpRequest) -> int:
    """0 where the address may ask now, counting this time; else the seconds till it may again.

    Counted in the shared cache, by all processes together. What is kept of the address is a keyed
    hash, for one minute.
    """
    now = time.time()
    window = int(now // WINDOW)
    told = f"{client_address(request)}|{window}".encode()
    name = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()
    key = f"search:{name}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        asked = cache.incr(key)
    except ValueError:
        # The cache threw it out between the two lines.
        asked = 1
    return 0 if asked <= settings.SEARCH_PER_MINUTE else int((window + 1) * WINDOW - now) + 1
