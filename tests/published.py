"""A signed and published report in one call, for tests of what is done with one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction

from tongming.law.figures import Cell, Figure
from tongming.law.forms import Form
from tongming.ledger.actions import record
from tongming.reports.document import AnnualReport
from tongming.reports.freezing import canonical, digest
from tongming.reports.models import FrozenReport, Publication, Report
from tongming.units.models import Person, Unit

WORDS = "（一）主动公开。全年公开政府信息146条。\n（二）依申请公开。全年没有收到申请。"


@transaction.atomic
def publish(
    unit: Unit,
    year: int,
    form: Form,
    figures: Mapping[Cell, Figure] | None = None,
    *,
    by: Person,
    version: int = 1,
    reason: str = "",
    words: str = WORDS,
) -> FrozenReport:
    """A unit's report for a year: 0 in every cell but those given. A later version corrects."""
    stated: dict[Cell, Figure] = dict.fromkeys(form.cells(), 0)
    stated.update(figures or {})
    at = datetime(year + 1, 1, 20 + version, 1, 30, tzinfo=UTC)
    document = AnnualReport(
        title=f"{unit.name}{year}年政府信息公开工作年度报告",
        body=unit.name,
        year=year,
        form=form,
        figures=stated,
        sections={form.sections[0].key: words},
        extra={"signed_on": at.date().isoformat()},
    )
    report, _ = Report.objects.get_or_create(
        unit=unit,
        year=year,
        form=form.id,
        defaults={"state": Report.State.PUBLISHED, "opened_at": at, "opened_by": by},
    )
    content = canonical(document, unit=unit.code, version=version, known_at=at)
    event = record("reports.signed", unit=unit, by=by, subject=report, year=year, version=version)
    frozen = FrozenReport.objects.create(
        report=report,
        version=version,
        content=content,
        sha256=digest(content),
        known_at=at,
        reason=reason,
        signed_by=by,
        event=event,
    )
    event = record("reports.published", unit=unit, by=by, subject=report, year=year)
    Publication.objects.create(frozen=frozen, published_at=at, published_by=by, event=event)
    return frozen
