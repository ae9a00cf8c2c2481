"""What is wrong with a section, from its pages alone: no Django, no clock, no network."""

from __future__ import annotations

from tongming.supervision.crawling.checks import (
    columns,
    dating,
    links,
    markup,
    policies,
    talking,
    titles,
    words,
)
from tongming.supervision.crawling.checks.model import Fault, Site, Visit

__all__ = ["CHECKED", "Fault", "Site", "Visit", "check"]

CHECKED = (
    "C01", "C02", "C03", "C04", "C05", "C07", "C08", "C09", "C12", "C13", "C14", "C16", "C17",
    "C20", "C21", "C22", "C23", "C24", "C25", "C26", "C30",
)  # fmt: skip
"""The indicators a whole crawl looks at."""


def check(site: Site) -> list[Fault]:
    """Every fault of a section, each once, in the order of the indicators."""
    made: dict[tuple[str, str], Fault] = {}
    for look in (
        columns.check, dating.check, talking.check, policies.check, words.check, markup.check,
        links.check, titles.check,
    ):  # fmt: skip
        for fault in look(site):
            made.setdefault((fault.kind, fault.subject), fault)
    return sorted(made.values(), key=lambda one: (one.indicator or "Z", one.subject))
