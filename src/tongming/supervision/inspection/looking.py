"""The checks on the system's own records: every day by the clock, and when somebody asks."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.inspection.actions import Reported, report_findings
from tongming.supervision.inspection.facts import Found, look, looked_for, recheck_of
from tongming.supervision.inspection.models import Finding, Run
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted, Right, why_not

AT_A_TIME = 5
"""So that what else is due does not wait for all units of a county."""
log = logging.getLogger(__name__)


def gather(
    unit: Unit, day: date, indicators: Sequence[str]
) -> tuple[list[Found], list[str], list[str]]:
    """What is wrong on a day, the indicators looked at, and those that could not be.

    It reads, and may take long: not inside a transaction. A check that fails leaves its findings
    as they are and holds up no other.
    """
    found: list[Found] = []
    looked: list[str] = []
    failed: list[str] = []
    for indicator in indicators:
        try:
            found += look(indicator, unit, day)
        except Exception:
            log.exception("%s in %s could not be looked at", indicator, unit.code)
            failed.append(indicator)
        else:
            looked.append(indicator)
    return found, looked, failed


def _report(unit: Unit, found: list[Found], looked: list[str], at: datetime) -> Reported:
    return report_findings(
        unit=unit, source=Finding.Source.OWN, indicators=looked, found=found, at=at
    )


def run(unit: Unit, *, at: datetime, by: Person | None = None) -> Run:
    """Make every check on a unit, and keep that it was made."""
    if by is not None:
        asked_by(by, unit)
    found, looked, failed = gather(unit, localdate(at), looked_for())
    with transaction.atomic():
        reported = _report(unit, found, looked, at)
        return Run.objects.create(
            unit=unit,
            day=localdate(at),
            at=at,
            by=by,
            looked=len(looked),
            opened=reported.opened,
            gone=reported.gone,
            failed=failed,
        )


def asked_by(person: Person, unit: Unit) -> None:
    """Who may have the checks made: whoever inspects, and whoever answers for the unit."""
    if (reason := why_not(person, Right.INSPECT, unit)) and why_not(
        person, Right.INSPECTION_ANSWER, unit
    ):
        raise NotPermitted(reason)


def recheck(finding: Finding, *, at: datetime, by: Person) -> Finding:
    """Make the check of one finding again at this moment: whether it is gone."""
    asked_by(by, finding.unit)
    if finding.source != Finding.Source.OWN:
        return _recheck_elsewhere(finding, at)
    found, looked, failed = gather(finding.unit, localdate(at), [finding.indicator])
    if failed:
        raise Refused(say(N_("这一项检查没有做成，请联系系统管理员。")))
    _report(finding.unit, found, looked, at)
    finding.refresh_from_db()
    return finding


def can_recheck(finding: Finding) -> bool:
    """Whether the system itself can look again at once."""
    return finding.source == Finding.Source.OWN or recheck_of(finding.source) is not None


def _recheck_elsewhere(finding: Finding, at: datetime) -> Finding:
    again = recheck_of(finding.source)
    found = again(finding, localdate(at)) if again else None
    if found is None:
        raise Refused(say(N_("这一项系统不能马上复查，请到现场或者网页上看一看再登记。")))
    if any(one.subject == finding.subject for one in found):
        return finding
    with transaction.atomic():
        finding.gone_at = max(at, finding.found_at)
        finding.save(update_fields=["gone_at"])
        record(
            "inspection.reported", unit=finding.unit, by=None, found_by=finding.source,
            indicators=[finding.indicator], opened=[], gone=[finding.pk],
        )  # fmt: skip
    return finding


def daily(now: datetime) -> int:
    """Every unit that takes part, once a day, a few at a time; how many were looked at."""
    day: date = localdate(now)
    done = Run.objects.filter(day=day, by=None).values("unit")
    units = Unit.objects.filter(left_on=None, joined_on__lte=day).exclude(pk__in=done)
    number = 0
    for unit in units.order_by("path")[:AT_A_TIME]:
        run(unit, at=now)
        number += 1
    return number
