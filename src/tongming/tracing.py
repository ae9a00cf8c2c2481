"""The id of the request being answered: error pages show it and the log repeats it."""

from __future__ import annotations

import logging
from contextvars import ContextVar

current: ContextVar[str] = ContextVar("request_id", default="-")


def request_id() -> str:
    """The id of the request being answered, "-" outside of one."""
    return current.get()


class RequestIdFilter(logging.Filter):
    """Puts the request's id on every line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id()
        return True
