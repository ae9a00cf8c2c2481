"""What of the institution documents hangs on a person: the version they are writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, Kind
from tongming.units.institutions.models import Version
from tongming.units.models import Person
from tongming.units.rights import Right


def drafts_of(person: Person, today: date) -> Iterator[Belonging]:
    """A draft is the unit's: whoever may draft there goes on with it."""
    begun = Version.objects.filter(author=person, state=Version.State.DRAFT)
    for version in begun.select_related("institution__unit").order_by("pk"):
        yield Belonging(
            key=f"institution:{version.pk}",
            kind=Kind.DRAFT,
            what=say(N_("工作制度草稿“{title}”"), title=version.title),
            url=version.institution.get_absolute_url(),
            unit=version.institution.unit,
            right=Right.INSTITUTION_DRAFT,
        )
