"""A county's reports checked together (`reports.county`), at once or while somebody waits.

Up to `AT_ONCE` reports are worked out whenever the page is asked for, and are never out of date.
More of them are checked by the process of the clock, which says how far it is, and kept.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tongming.law.relations import Violation
from tongming.law.words import Message
from tongming.reports.compiling.words import GOVERNMENTS
from tongming.reports.county import (
    Check,
    Copy,
    Found,
    Given,
    Tell,
    check_one,
    check_together,
    system_words,
)
from tongming.reports.drafting import Facts
from tongming.reports.freezing import digest
from tongming.reports.models import FrozenReport
from tongming.reports.submissions.gathering import County, Held, county_of
from tongming.reports.submissions.models import CountyCheck
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

AT_ONCE = 40
"""So many reports are checked within the page: about a second."""
STALLED = timedelta(minutes=2)
"""A check nobody has touched for so long was left by a process that is gone."""
_TOLD_EVERY = 10

log = logging.getLogger(__name__)


@dataclass
class Checked:
    """What was found in one unit's report."""

    held: Held
    found: list[Found]

    def of(self, check: Check) -> list[Found]:
        return [one for one in self.found if one.check is check]

    @property
    def hard(self) -> int:
        """How much is wrong."""
        return sum(one.hard for one in self.found)


def check_county(county: County, tell: Tell | None = None) -> list[Checked]:
    """Every report of a county by itself, against last year's, and against the others."""
    given = [_given(county, held) for held in county.held]
    earlier = [Given(held.key, held.report) for held in county.earlier.values()]
    results = check_together(given, earlier, tell)
    return [Checked(held, result.found) for held, result in zip(county.held, results, strict=True)]


def check_signed(frozen: FrozenReport) -> list[Found]:
    """One signed version by itself and against the year before, as the office reads it."""
    unit = frozen.report.unit
    county = county_of(Unit.objects.filter(pk=unit.pk), frozen.report.year)
    return check_one(_given(county, Held(unit, frozen.report.year, frozen=frozen)))


def _given(county: County, held: Held) -> Given:
    unit = held.unit
    facts = Facts(
        platform=f"{(unit.parent or unit).name}网站" if unit.website else "",
        url=unit.website,
        office=unit.office,
        address=unit.address,
        postcode=unit.postcode,
        phone=unit.phone,
        email=unit.email,
        is_government=unit.level_kind in GOVERNMENTS,
    )
    previous = county.previous(unit)
    common = (
        *system_words(held.report, facts, previous),
        *county.reworded.get(unit.pk, ()),
    )
    return Given(held.key, held.report, unit.level_kind, previous, common)


# --- Checks that take a while ---------------------------------------------------------------------


def ask(*, unit: Unit, year: int, by: Person) -> CountyCheck:
    """Have a county checked; the same again while it is under way is the same."""
    require(by, Right.REPORT_REVIEW, unit)
    county = county_of(beneath(unit), year)
    now = timezone.now()
    with transaction.atomic():
        kept, _new = CountyCheck.objects.select_for_update().get_or_create(
            unit=unit,
            year=year,
            defaults={"inputs": "", "asked_by": by, "asked_at": now, "touched_at": now},
        )
        if kept.is_going and kept.inputs == county.inputs and now - kept.touched_at < STALLED:
            return kept
        kept.state, kept.inputs, kept.result = CountyCheck.State.WAITING, county.inputs, []
        kept.total, kept.done = len(county.held), 0
        kept.asked_by, kept.asked_at, kept.touched_at = by, now, now
        kept.save()
    return kept


def run_waiting(now: datetime) -> int:
    """Work out every check that waits, or that a stopped process left; how many."""
    going = (
        Q(state=CountyCheck.State.WAITING)
        | Q(state=CountyCheck.State.RUNNING, touched_at__lt=now - STALLED)
    )  # fmt: skip
    done = 0
    for pk in CountyCheck.objects.filter(going).values_list("pk", flat=True):
        # Whoever changes the row has it; another process finds nothing to change.
        if CountyCheck.objects.filter(going, pk=pk).update(
            state=CountyCheck.State.RUNNING, touched_at=timezone.now()
        ):
            _run(CountyCheck.objects.select_related("unit").get(pk=pk))
            done += 1
    return done


def _run(kept: CountyCheck) -> None:
    row = CountyCheck.objects.filter(pk=kept.pk)

    def tell(done: int, total: int) -> None:
        if done % _TOLD_EVERY == 0 or done == total:
            row.update(done=done, total=total, touched_at=timezone.now())

    try:
        county = county_of(beneath(kept.unit), kept.year)
        checked = check_county(county, tell)
    except Exception:
        log.exception("checking the reports of %s for %s", kept.unit, kept.year)
        row.update(state=CountyCheck.State.FAILED, touched_at=timezone.now())
        return
    row.update(
        state=CountyCheck.State.DONE,
        inputs=county.inputs,
        result=[[one.held.key, [found_data(found) for found in one.found]] for one in checked],
        done=len(checked),
        total=len(checked),
        touched_at=timezone.now(),
    )


def kept_check(unit: Unit, year: int) -> CountyCheck | None:
    """The check there is of a county's year."""
    return CountyCheck.objects.filter(unit=unit, year=year).select_related("asked_by").first()


def restored(kept: CountyCheck, county: County) -> list[Checked]:
    """What a kept check found, of the reports that are still the same."""
    found = {key: [found_from(one) for one in rows] for key, rows in kept.result}
    return [Checked(held, found[held.key]) for held in county.held if held.key in found]


def beneath(unit: Unit) -> QuerySet[Unit]:
    """A unit and everything under it."""
    return Unit.objects.filter(path__startswith=unit.path)


# --- Findings as data -----------------------------------------------------------------------------


def id_of(found: Found) -> str:
    """A name for a finding that stays while it says the same."""
    copy = f"{found.copy.other}/{found.copy.text}" if found.copy else ""
    return digest(f"{found.check} {found.where} {found.message} {copy}")[:16]


def found_data(found: Found) -> dict[str, Any]:
    """A finding as JSON that `found_from` reads back."""
    violation, copy = found.violation, found.copy
    return {
        "check": found.check.value,
        "where": found.where,
        "message": _message_data(found.message),
        "hard": found.hard,
        "violation": violation
        and [violation.relation, _value(violation.expected), _value(violation.found)],
        "copy": copy
        and [copy.section, copy.other, copy.other_section, copy.text, copy.other_text, copy.length,
             list(copy.also)],
    }  # fmt: skip


def found_from(data: Mapping[str, Any]) -> Found:
    """A finding that was kept."""
    message, where, hard = _message_from(data["message"]), data["where"], data["hard"]
    violation = None
    if data["violation"]:
        relation, expected, there = data["violation"]
        violation = Violation(
            relation, where, _plain(expected), _plain(there), message, hard=hard
        )  # fmt: skip
    copy = None
    if data["copy"]:
        section, other, other_section, text, other_text, length, also = data["copy"]
        copy = Copy(section, other, other_section, text, other_text, length, tuple(also))
    return Found(Check(data["check"]), where, message, hard, violation, copy)


def _message_data(message: Message) -> list[Any]:
    return [message.text, {name: _value(value) for name, value in message.values.items()}]


def _value(value: Any) -> Any:
    if isinstance(value, Message):
        return {"message": _message_data(value)}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, (int, float, str)) else str(value)


def _message_from(data: list[Any]) -> Message:
    text, values = data
    return Message(text, MappingProxyType({name: _plain(one) for name, one in values.items()}))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        if "message" in value:
            return _message_from(value["message"])
        return date.fromisoformat(value["day"]) if "day" in value else Decimal(value["number"])
    return value
