"""What of the matters hangs on a person: those given to them by name, answers they are writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from tongming.engagement.matters.kinds import State
from tongming.engagement.matters.models import Answer, Matter
from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, HandOn, Kind
from tongming.units.models import Person
from tongming.units.rights import Right


def matters_of(person: Person, today: date) -> Iterator[Belonging]:
    """Every open matter that names the person."""
    given = Matter.objects.filter(person=person).exclude(state=State.CLOSED.value)
    for matter in given.select_related("handler").order_by("due_on", "pk"):
        yield Belonging(
            key=f"matters:{matter.pk}",
            kind=Kind.DUTY,
            what=say(
                N_("督办事项{number}：{subject}"), number=matter.number, subject=matter.subject
            ),
            url=matter.get_absolute_url(),
            unit=matter.handler,
            right=Right.MATTER_HANDLE,
            hand_on=_hand_on(matter),
        )
    for answer in (
        Answer.objects.filter(author=person, published_at=None)
        .select_related("matter__unit")
        .order_by("pk")
    ):
        yield Belonging(
            key=f"matter-answers:{answer.pk}",
            kind=Kind.DRAFT,
            what=say(N_("督办公开答复草稿“{title}”"), title=answer.title),
            url=answer.matter.get_absolute_url(),
            unit=answer.matter.unit,
            right=Right.MATTER_ISSUE,
        )


def _hand_on(matter: Matter) -> HandOn:
    @transaction.atomic
    def to(successor: Person, by: Person | None, today: date) -> None:
        Matter.objects.filter(pk=matter.pk).update(person=successor)

    return to
