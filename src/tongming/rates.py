"""How often somebody has done something lately: counted together by all server processes."""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Rate:
    """One thing that is counted, in windows of so many seconds.

    What is kept of whoever does it (an address, a number) is a keyed hash, till the window ends.
    """

    name: str
    seconds: int

    def count(self, who: str, times: int = 1) -> int:
        """How often in this window, these times included."""
        key = self._key(who)
        cache.add(key, 0, timeout=2 * self.seconds)
        try:
            return cache.incr(key, times)
        except ValueError:
            # The cache threw it out between the two lines.
            return times

    def so_far(self, who: str) -> int:
        """How often in this window until now."""
        return int(cache.get(self._key(who), 0))

    def left(self) -> int:
        """The seconds till the next window."""
        return self.seconds - int(time.time() % self.seconds) + 1

    def _key(self, who: str) -> str:
        told = f"{who}|{int(time.time() // self.seconds)}".encode()
        name = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()
        return f"{self.name}:{name}"
