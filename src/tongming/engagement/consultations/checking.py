"""Whether a file of a draft may be public, and the way back from the checker to it."""

from __future__ import annotations

from tongming.engagement.consultations.models import Attached
from tongming.files.belonging import Place
from tongming.files.models import Finding, StoredFile
from tongming.files.queries import latest_scan
from tongming.law.words import N_, say
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def waiting_in(file: StoredFile) -> list[Finding]:
    """What the checker found in a file and nobody gave a reason to keep. What was covered in a copy
    still stands in the file itself: the copy has to take its place."""
    scan = latest_scan(file)
    if scan is None:
        return []
    kept = Finding.Decision.KEPT
    return list(scan.findings.exclude(decision=kept).select_related("masked_in"))


def is_fit(file: StoredFile) -> bool:
    """Whether a file was looked into and may be public as it is."""
    return latest_scan(file) is not None and not waiting_in(file)


def place_of(file: StoredFile, person: Person) -> Place | None:
    """The way back from the checker to the draft a file belongs to (`files.belonging`)."""
    held = (
        Attached.objects.filter(
            file=file, consultation__unit__in=units_for(person, Right.CONSULTATION_VIEW)
        )
        .select_related("consultation")
        .order_by("-pk")
        .first()
    )
    if held is None:
        return None
    one = held.consultation
    return Place(one.get_absolute_url(), say(N_("征求意见：{title}"), title=one.title))
