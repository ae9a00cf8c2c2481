"""Compiling a unit's year over 100,000 application facts, beside the bare SQL that counts them."""

from __future__ import annotations

import os
import random
import tempfile
from datetime import date, timedelta
from typing import TYPE_CHECKING

from benchmarks.rounds import in_turn, report

if TYPE_CHECKING:
    from tongming.units.models import Unit

FACTS = 100_000
YEAR = 2025
BARE = """
SELECT outcome, applicant_kind, COUNT(*)
FROM applications_applicationfact
WHERE unit_id = %s AND known_until IS NULL AND closed_on BETWEEN %s AND %s
GROUP BY outcome, applicant_kind
"""


def main() -> None:
    """In a database of its own, thrown away afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TONGMING_VAR"] = scratch
        os.environ["DJANGO_SETTINGS_MODULE"] = "tongming.settings"
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        unit = _fill()
        from tongming.law.forms import FORM_2021
        from tongming.reports.compiling.year import compile_year

        def ours() -> None:
            compiled = compile_year(unit, YEAR, FORM_2021)
            assert not compiled.broken

        def bare() -> None:
            with connection.cursor() as cursor:
                cursor.execute(BARE, [unit.pk, f"{YEAR}-01-01", f"{YEAR}-12-31"])
                assert cursor.fetchall()

        timings = in_turn({"tongming: the whole compiled year": ours, "one bare GROUP BY": bare})
        report(
            f"Compiling a year over {FACTS:,} application facts (SQLite)", timings, FACTS, "facts"
        )
        connection.close()


def _fill() -> Unit:
    """A county whose register holds 100,000 applications of three years."""
    from django.db import transaction
    from django.utils import timezone

    from tongming.applications.models import Application, ApplicationFact
    from tongming.law.organs import Level
    from tongming.law.outcomes import ApplicantKind, Outcome
    from tongming.ledger.actions import record
    from tongming.units.actions import create_unit

    random_ = random.Random(711)
    kinds, outcomes = list(ApplicantKind), list(Outcome)
    with transaction.atomic():
        unit = create_unit(
            name="示范县人民政府", level=Level.COUNTY, code="shifan", joined_on=date(2020, 1, 1)
        )
        event = record("benchmark.filled", unit=unit, by=None)
        applications, facts, now = [], [], timezone.now()
        for serial in range(1, FACTS + 1):
            received = date(2023, 6, 1) + timedelta(days=random_.randrange(930))
            closed = received + timedelta(days=random_.randrange(1, 60))
            kind = random_.choice(kinds).value
            outcome = random_.choice(outcomes).value if closed < date(2026, 1, 10) else ""
            shared = {
                "applicant_kind": kind,
                "received_on": received,
                "outcome": outcome,
                "closed_on": closed if outcome else None,
            }
            application = Application(
                pk=serial, unit=unit, year=received.year, serial=serial, subject="示范",
                channel="internet", state="closed" if outcome else "running", **shared,
            )  # fmt: skip
            applications.append(application)
            facts.append(
                ApplicationFact(
                    unit=unit, application=application, known_from=now, event=event, **shared
                )
            )
        Application.objects.bulk_create(applications, batch_size=5000)
        ApplicationFact.objects.bulk_create(facts, batch_size=5000)
    return unit
