"""The same title twice on one day: a hint, since some things are truly published twice."""

from __future__ import annotations

from collections.abc import Iterator

from tongming.law.words import N_, say
from tongming.supervision.crawling.checks.model import Fault, Site


def check(site: Site) -> Iterator[Fault]:
    """Items of one title and one day at different addresses."""
    first: dict[tuple[str, str], str] = {}
    for address, page in site.items():
        if not page.heading or not page.published:
            continue
        key = ("".join(page.heading.split()), page.published)
        other = first.setdefault(key, address)
        if other != address:
            yield Fault(
                "duplicate_title", address,
                say(N_("“{title}”与另一条信息标题和日期相同。"), title=page.heading), address,
                site.seen(address, name=page.heading, page=other, day=page.published),
            )  # fmt: skip
