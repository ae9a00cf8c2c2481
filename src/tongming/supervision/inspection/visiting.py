"""What a person who inspects enters: findings on site, good practices, what does not stand."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate

from tongming.law.inspection import Severity
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.inspection.facts import known
from tongming.supervision.inspection.models import Finding, GoodPractice
from tongming.supervision.inspection.photographs import Photograph, kept
from tongming.supervision.inspection.words import keep_message
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require


@transaction.atomic
def enter(
    *,
    unit: Unit,
    indicator: str,
    severity: Severity,
    note: str,
    place: str,
    photograph: Photograph | None,
    at: datetime,
    by: Person,
) -> Finding:
    """A finding made on the spot. Each is its own: two visits may find the same thing twice."""
    require(by, Right.INSPECT, unit)
    known(indicator)
    if not note.strip():
        raise Refused(say(N_("请写明发现的问题。")))
    file = kept(photograph, unit=unit, by=by) if photograph else None
    finding = Finding.objects.create(
        unit=unit,
        indicator=indicator,
        severity=severity.value,
        subject=f"site-visit:{uuid4()}",
        said=keep_message(say("{note}", note=note.strip())),
        place=place.strip(),
        file=file,
        source=Finding.Source.SITE_VISIT,
        found_at=at,
        last_seen_at=at,
        by=by,
    )
    record(
        "inspection.entered", unit=unit, by=by, subject=finding, on=localdate(at),
        indicator=indicator, severity=severity, seen=note.strip(), place=finding.place,
        photograph=file.sha256 if file else None,
    )  # fmt: skip
    return finding


@transaction.atomic
def close_finding(*, finding: Finding, how: str, reason: str, at: datetime, by: Person) -> Finding:
    """It does not stand, or it cannot be undone and was answered for."""
    finding = locked(finding)
    require(by, Right.INSPECT, finding.unit)
    if not finding.is_open:
        raise Refused(say(N_("这一项已经消除或者了结。")))
    if not reason.strip():
        raise Refused(say(N_("请写明理由。")))
    finding.closed_at, finding.closed_by = max(at, finding.found_at), by
    finding.closed_as, finding.closed_reason = Finding.Closing(how).value, reason.strip()
    finding.save(update_fields=["closed_at", "closed_by", "closed_as", "closed_reason"])
    record(
        "inspection.closed", unit=finding.unit, by=by, subject=finding, closed_as=how,
        reason=finding.closed_reason,
    )  # fmt: skip
    return finding


@transaction.atomic
def reopen_finding(*, finding: Finding, reason: str, by: Person) -> Finding:
    """It stands after all, as long as it is still seen."""
    finding = locked(finding)
    require(by, Right.INSPECT, finding.unit)
    if finding.closed_at is None or finding.gone_at is not None:
        raise Refused(say(N_("这一项没有了结，或者已经消除，不用恢复。")))
    if not reason.strip():
        raise Refused(say(N_("请写明理由。")))
    finding.closed_at = finding.closed_by = None
    finding.closed_as = finding.closed_reason = ""
    finding.save(update_fields=["closed_at", "closed_by", "closed_as", "closed_reason"])
    record("inspection.reopened", unit=finding.unit, by=by, subject=finding, reason=reason.strip())
    return finding


def locked(finding: Finding) -> Finding:
    """The finding, locked for a change."""
    return Finding.objects.select_for_update(of=("self",)).select_related("unit").get(pk=finding.pk)


@transaction.atomic
def praise(
    *, issuer: Unit, unit: Unit, text: str, on: date, today: date, by: Person
) -> GoodPractice:
    """Something done well, for the quarterly report."""
    require(by, Right.INSPECT, issuer)
    require(by, Right.INSPECT, unit)
    if on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    if not text.strip():
        raise Refused(say(N_("请写明好的做法。")))
    made = GoodPractice.objects.create(issuer=issuer, unit=unit, on=on, text=text.strip(), by=by)
    record("inspection.praised", unit=unit, by=by, subject=made, on=on, text=made.text)
    return made


@transaction.atomic
def strike_out_praise(*, practice: GoodPractice, reason: str, by: Person) -> GoodPractice:
    """It was not so, or stands elsewhere already."""
    require(by, Right.INSPECT, practice.issuer)
    if practice.struck_out_reason:
        raise Refused(say(N_("这一条已经划去。")))
    if not reason.strip():
        raise Refused(say(N_("请写明理由。")))
    practice.struck_out_reason = reason.strip()
    practice.save(update_fields=["struck_out_reason"])
    record(
        "inspection.praise_struck_out", unit=practice.unit, by=by, subject=practice,
        reason=reason.strip(),
    )  # fmt: skip
    return practice
