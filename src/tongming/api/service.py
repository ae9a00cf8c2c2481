"""The API itself: its parts, in the order of its documentation."""

from __future__ import annotations

from ninja import NinjaAPI
from ninja.operation import Operation

from tongming.api import problems
from tongming.api.doors import ByAddress
from tongming.api.public import asking, days, items, reports, search, units
from tongming.api.staff import applications, information, me, messages, tallies
from tongming.api.staff import reports as staff_reports
from tongming.api.strict import only_known

VERSION = "1.0.0"


class Service(NinjaAPI):
    """Operations go by the name of their function: it stands in the document and never changes."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


def make() -> Service:
    """All operations. The document and its page are our own (`document`, `views`)."""
    made = Service(
        title="通明",
        version=VERSION,
        urls_namespace="api",
        openapi_url="",
        docs_url=None,
    )
    made.add_decorator(only_known)
    for room in (units, items, asking, reports, days, search):
        made.add_router("", room.router, throttle=ByAddress())
    for room in (me, information, applications, messages, tallies, staff_reports):
        made.add_router("", room.router)
    problems.install(made)
    return made


service = make()
