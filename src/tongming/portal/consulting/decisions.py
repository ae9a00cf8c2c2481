"""The register of major decisions as the room of consultations sees it (`linking.Matters`), and
the consultations of a decision as that register's page shows them.

Registers and engagement stand side by side; whoever stands above both lets them meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tongming.engagement.consultations.linking import Matter
from tongming.engagement.consultations.models import Consultation
from tongming.law.decisions import Step
from tongming.law.words import N_, say
from tongming.portal.visitors.items import number_of
from tongming.registers.decisions.actions import record_step
from tongming.registers.decisions.beside import Note
from tongming.registers.decisions.models import Decision
from tongming.units.models import Person, Unit

PREFIX = "decision-"


class DecisionMatters:
    """Decisions on which the public is to be heard."""

    def waiting(self, unit: Unit) -> Sequence[Matter]:
        """Those in the unit's catalogues that take the step and have not recorded it."""
        found = Decision.objects.filter(catalogue__unit=unit, dropped_on=None)
        return [
            _matter(one)
            for one in found.order_by("-catalogue__year", "planned_on", "pk")
            if Step.COMMENTS in one.required and Step.COMMENTS not in one.done()
        ]

    def get(self, key: str) -> Matter | None:
        """One by its key."""
        found = _decision(key)
        return _matter(found) if found else None

    def heard(
        self, key: str, *, began: date, ended: date, words: str, by: Person, today: date
    ) -> None:
        """Record the step 公开征求意见; a decision dropped in the meantime takes none."""
        found = _decision(key)
        if found is None or found.dropped_on is not None or Step.COMMENTS not in found.required:
            return
        record_step(
            decision=found, step=Step.COMMENTS, began=began, ended=ended, words=words, by=by,
            today=today,
        )  # fmt: skip


def consultations_of(decision: Decision) -> Iterable[Note]:
    """The consultations held for a decision."""
    for one in Consultation.objects.filter(matter=f"{PREFIX}{decision.pk}").order_by("pk"):
        yield Note(say(N_("征求意见：{title}"), title=one.title), one.get_absolute_url())


def _decision(key: str) -> Decision | None:
    number = number_of(key, PREFIX)
    return Decision.objects.filter(pk=number).first() if number else None


def _matter(one: Decision) -> Matter:
    return Matter(f"{PREFIX}{one.pk}", one.name, one.get_absolute_url())
