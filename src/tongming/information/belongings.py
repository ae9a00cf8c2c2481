"""What of the documents hangs on a person: the drafts they began and have not sent up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.information.models import Document
from tongming.information.states import State
from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, Kind
from tongming.units.models import Person
from tongming.units.rights import Right


def drafts_of(person: Person, today: date) -> Iterator[Belonging]:
    """A draft is the unit's: whoever may draft there goes on with it; who began it stays known."""
    begun = Document.objects.select_related("unit").filter(created_by=person, state=State.DRAFT)
    for document in begun.order_by("pk"):
        yield Belonging(
            key=f"information:{document.pk}",
            kind=Kind.DRAFT,
            what=say(N_("政府信息草稿“{title}”"), title=str(document)[:60]),
            url=document.get_absolute_url(),
            unit=document.unit,
            right=Right.INFORMATION_DRAFT,
        )
