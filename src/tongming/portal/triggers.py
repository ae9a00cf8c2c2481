"""What else changes a section: what a unit says of itself, and a report that is published.

Rooms below do not know of the section, so it listens; the request stands in their transaction.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from tongming.publishing.actions import request_section
from tongming.publishing.models import Listing
from tongming.reports.models import Publication
from tongming.units.models import Unit
from tongming.units.roster.models import Window


def connect() -> None:
    """Listen, once."""
    post_save.connect(_unit_saved, sender=Unit, dispatch_uid="tongming.portal.unit")
    post_save.connect(_report_published, sender=Publication, dispatch_uid="tongming.portal.report")
    post_save.connect(_roster_shown, sender=Window, dispatch_uid="tongming.portal.roster")


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
    with transaction.atomic():
        request_section(instance.frozen.report.unit.code)
