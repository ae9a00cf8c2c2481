"""What was found is written down: new ones opened, those seen again touched, the rest gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from tongming.ledger.actions import record
from tongming.ledger.canonical import plain
from tongming.supervision.inspection.facts import Found, known
from tongming.supervision.inspection.models import Finding
from tongming.supervision.inspection.rules import rules_of
from tongming.supervision.inspection.words import keep_message
from tongming.units.models import Unit

__all__ = ["Found", "Reported", "report_findings"]

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Reported:
    """What a look came to, as numbers of findings."""

    opened: int
    seen_again: int
    gone: int


@transaction.atomic
def report_findings(
    *,
    unit: Unit,
    source: str,
    indicators: Sequence[str],
    found: Iterable[Found],
    at: datetime,
    about: Collection[str] | None = None,
) -> Reported:
    """Write down what a look at some indicators of a unit found.

    What is new is opened, what was open and is seen again is touched, and what was open among
    these indicators and is seen no more is gone. An indicator that was not looked at is left as it
    is; one the unit's rules switched off finds nothing. The same report again changes nothing.
    With `about`, only what was open on one of these subjects can be gone: who looked at a part of
    what a unit has says nothing about the rest.
    """
    for indicator in indicators:
        known(indicator)
    rules = rules_of(unit)
    seen: dict[tuple[str, str], Found] = {}
    for one in found:
        if one.indicator not in indicators:
            raise ValueError(f"{one.indicator} was found but not looked for")
        if rules.wants(one.indicator):
            seen.setdefault((one.indicator, _subject(one.subject)), one)
    still = {
        (row.indicator, row.subject): row
        for row in Finding.objects.select_for_update().filter(
            unit=unit, source=source, indicator__in=indicators, gone_at=None
        )
    }
    opened: list[Finding] = []
    for key, one in seen.items():
        row = still.get(key) or Finding(
            unit=unit, source=source, indicator=key[0], subject=key[1], found_at=at
        )
        row.severity = rules.severity(one.indicator, one.severity).value
        row.said, row.evidence = keep_message(one.say), plain(dict(one.evidence))
        row.url, row.file = one.url[:_LONGEST], one.file or row.file
        row.last_seen_at = max(at, row.found_at)
        if row.pk is None:
            opened.append(row)
        row.save()
    within = None if about is None else {_subject(one) for one in about}
    gone = [
        row
        for key, row in still.items()
        if key not in seen and (within is None or row.subject in within)
    ]
    for row in gone:
        row.gone_at = max(at, row.found_at)
        row.save(update_fields=["gone_at"])
    if opened or gone:
        record(
            "inspection.reported",
            unit=unit,
            by=None,
            found_by=source,
            indicators=sorted(indicators),
            opened=[row.pk for row in opened],
            gone=[row.pk for row in gone],
        )
    return Reported(len(opened), len(seen) - len(opened), len(gone))


def _subject(subject: str) -> str:
    """As long as it may be kept; of a longer one its beginning and its hash."""
    if len(subject) <= _LONGEST:
        return subject
    digest = sha256(subject.encode()).hexdigest()
    return f"{subject[: _LONGEST - len(digest) - 1]}#{digest}"
