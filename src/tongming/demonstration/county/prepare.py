"""The county prepared: three years played, two of them closed, the last one begun to be closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tongming.demonstration.county import asking, office, publishing
from tongming.demonstration.county.closing import cleared, closed
from tongming.demonstration.county.people import County, Staff, settle_in
from tongming.demonstration.county.playing import Story, play, pretended, working
from tongming.demonstration.people import PASSWORD

YEARS = 3


def build(last: int, *, until: date | None = None, password: str = PASSWORD) -> County:
    """Three years up to the end of the last one, or to a later day."""
    first = last - YEARS + 1
    with pretended() as clock:
        clock.begin(date(first, 1, 3))
        county = settle_in(date(first, 1, 1), password)
        play(_stories(county, first, last), clock, until or date(last, 12, 31))
    return county


def _stories(county: County, first: int, last: int) -> Iterator[Story]:
    for year in range(first, last + 1):
        for n, staff in enumerate(county.offices):
            yield from _facts(staff, year, first)
            if year < last:
                yield _closed(county, staff, year, date(year + 1, 1, 6) + timedelta(days=n % 16))


def _facts(staff: Staff, year: int, first: int) -> Iterator[Story]:
    yield publishing.administration(staff, year)
    yield publishing.documents(staff, year)
    yield publishing.posts(staff, year)
    yield office.learning(staff, year)
    if year == first:
        yield office.rules(staff, year)
        yield asking.cases_kept(staff, year)
    else:
        yield office.last_years_problems(staff, year)
    if staff.unit.level_kind.is_government:
        yield office.reading_room(staff, year, opens=year == first)
    if staff.office.work.messages:
        yield asking.letters(staff, year)
    for one in asking.asked(staff, year):
        yield asking.applications(staff, year, one)


def _closed(county: County, staff: Staff, year: int, day: date) -> Story:
    yield working(day)
    submission = closed(staff, year)
    if submission is not None:
        yield working(day + timedelta(days=9))
        cleared(county, submission)
