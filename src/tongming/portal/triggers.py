"""What else changes a section: what a unit says of itself, and a report that is published.

Rooms below do not know of the section, so it listens; the request stands in their transaction.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from tongming.engagement.reading.models import Closure, Point
from tongming.portal.site.parts import report_name, sum_name
from tongming.publishing.actions import request_section
from tongming.publishing.models import Listing
from tongming.reports.models import Publication
from tongming.reports.sums.models import Release
from tongming.units.models import Unit
from tongming.units.roster.models import Window


def connect() -> None:
    """Listen, once."""
    post_save.connect(_unit_saved, sender=Unit, dispatch_uid="tongming.portal.unit")
    post_save.connect(_report_published, sender=Publication, dispatch_uid="tongming.portal.report")
    post_save.connect(_sum_released, sender=Release, dispatch_uid="tongming.portal.sum")
    post_save.connect(_roster_shown, sender=Window, dispatch_uid="tongming.portal.roster")
    post_save.connect(_point_saved, sender=Point, dispatch_uid="tongming.portal.point")
    post_save.connect(_closure_saved, sender=Closure, dispatch_uid="tongming.portal.closure")


def _point_saved(instance: Point, raw: bool = False, **kwargs: Any) -> None:
    """Where one can read stands on the guide."""
    if not raw and Listing.objects.filter(name=f"{instance.unit.code}/catalogue").exists():
        with transaction.atomic():
            request_section(instance.unit.code)


def _closure_saved(instance: Closure, raw: bool = False, **kwargs: Any) -> None:
    _point_saved(instance.point, raw)


def _roster_shown(instance: Window, raw: bool = False, **kwargs: Any) -> None:
    """The days of the roster that stand on the guide are others now."""
    if not raw and Listing.objects.filter(name__startswith=f"{instance.unit.code}/").exists():
        with transaction.atomic():
            request_section(instance.unit.code)


def _unit_saved(instance: Unit, created: bool, raw: bool = False, **kwargs: Any) -> None:
    has_section = Listing.objects.filter(name__startswith=f"{instance.code}/").exists()
    if not created and not raw and has_section:
        with transaction.atomic():
            request_section(instance.code)


def _report_published(instance: Publication, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    frozen = instance.frozen
    report = frozen.report
    with transaction.atomic():
        request_section(report_name(report.unit.code, report.year, report.form, frozen.version))
        request_section(report.unit.code)


def _sum_released(instance: Release, raw: bool = False, **kwargs: Any) -> None:
    """A sum a leader has signed is public from here on."""
    if raw or instance.state != Release.State.PUBLIC or instance.number is None:
        return
    kept = instance.sum
    with transaction.atomic():
        request_section(sum_name(kept.unit.code, kept.year, instance.number))
        request_section(kept.unit.code)
