"""The county prepared: three years played, two of them closed, the last one being closed.

On the day the county is shown, the town everybody visits has not begun; of the others most are
through, and some stand where a county office meets them every January.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.core.management import call_command

from tongming.demonstration.county import asking, office, publishing
from tongming.demonstration.county.closing import AT_LENGTH, cleared, closed, marked_and_returned
from tongming.demonstration.county.people import County, Staff, settle_in
from tongming.demonstration.county.playing import Played, Story, pretended, working
from tongming.demonstration.county.units import HERO, OFFICES, Office
from tongming.demonstration.people import PASSWORD
from tongming.law.words import N_, Refused, say
from tongming.units.models import Unit

YEARS = 3
SHOWN_ON = (2, 6)
"""The played days end here: the term of 31 January is over, and one report came after it."""
RETURNED, MISSING, LATE, WAITING = "jinhe", "wangjiang", "tongji", ("renshe", "shuili")
COPIED, FROM = "baihualing", "songta"
"""Who is sent back, has not begun, came late, waits to be read, and told what another told."""


def prepare(today: date) -> None:
    """The county in an empty data folder; where it is already, nothing is done."""
    call_command("migrate", verbosity=0, interactive=False)
    if Unit.objects.filter(code=LATE, is_demo=True).exists():
        return
    if Unit.objects.exists():
        raise Refused(
            say(N_("数据目录里已经有单位。演示县要装在空目录里，请用 TONGMING_VAR 另选一个。"))
        )
    last = today.year - 1
    _county, days = begin(last)
    days.until(min(today, date(today.year, *SHOWN_ON)))


def begin(
    last: int, password: str = PASSWORD, these: Sequence[Office] = OFFICES
) -> tuple[County, Played]:
    """The county settled in, and its three years to be played; the last is closed in the January
    after it, as far as that is let come."""
    first = last - YEARS + 1
    with pretended() as clock:
        clock.begin(date(first, 1, 2))
        county = settle_in(date(first, 1, 1), password, these)
    return county, Played(_stories(county, first, last))


def _stories(county: County, first: int, last: int) -> Iterator[Story]:
    for year in range(first, last + 1):
        for n, staff in enumerate(county.offices):
            yield from _facts(staff, year, first)
            day = date(year + 1, 1, 6) + timedelta(days=n % 14)
            if year < last:
                yield _closed(county, staff, year, day)
            elif staff.unit.code not in (HERO.code, MISSING):
                yield _closing(county, staff, year, day)


def _facts(staff: Staff, year: int, first: int) -> Iterator[Story]:
    yield publishing.administration(staff, year)
    yield publishing.documents(staff, year)
    yield publishing.posts(staff, year)
    yield office.learning(staff, year)
    yield office.cleared_up(staff, year)
    if year == first:
        yield office.rules(staff, year)
        yield asking.cases_kept(staff, year)
        if staff.unit.parent_id is None:
            yield asking.where_to_complain(staff, year)
    else:
        yield office.last_years_problems(staff, year)
    if staff.unit.level_kind.is_government:
        yield office.reading_room(staff, year, opens=year == first)
    if staff.office.work.messages:
        yield asking.letters(staff, year)
    for one in asking.asked(staff, year):
        yield asking.applications(staff, year, one)


def _closed(county: County, staff: Staff, year: int, day: date) -> Story:
    """A year of which nothing is left to do."""
    yield working(day)
    submission = closed(staff, year)
    if submission is not None:
        yield working(day + timedelta(days=9))
        cleared(county, submission)


def _closing(county: County, staff: Staff, year: int, day: date) -> Story:
    """The last year: through, or stuck where it is known to be stuck."""
    code = staff.unit.code
    if code == LATE:
        day = date(year + 1, 2, 4)
    yield working(day)
    submission = closed(staff, year, AT_LENGTH if code in (COPIED, FROM) else "")
    if submission is None or code in (LATE, *WAITING):
        return
    yield working(day + timedelta(days=9))
    if code == RETURNED:
        marked_and_returned(county, submission)
    else:
        cleared(county, submission)
