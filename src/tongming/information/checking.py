"""What the checker finds in a document's words and attachments, and what was decided of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from tongming.files.models import StoredFile
from tongming.information.content import Content
from tongming.information.models import Document, KeptFinding
from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class BodyFinding:
    """Something in the title or the text that should not be public as it stands."""

    kind: str
    label: str
    found: str
    masked: str
    digest: str
    kept: KeptFinding | None = None


def body_findings(document: Document, content: Content | None = None) -> list[BodyFinding]:
    """Every finding in title, summary and text, those that stay with who kept them and why."""
    return []


def open_files(content: Content) -> list[tuple[StoredFile, int]]:
    """Attachments with findings nobody has decided on yet, and how many."""
    return []


def open_count(document: Document) -> int:
    """How many findings are undecided: the secrecy review waits for none to be left."""
    content = document.content
    return sum(one.kept is None for one in body_findings(document, content)) + sum(
        count for _file, count in open_files(content)
    )


def allowed_phones(unit: Unit) -> frozenset[str]:
    """Telephone and fax numbers of organs: public by 第十二条, so no finding."""
    numbers = Unit.objects.values_list("phone", "fax")
    return frozenset(number for pair in numbers for number in pair if number)


def digest_of(kind: str, found: str) -> str:
    """What a decision on a finding is remembered by."""
    return hashlib.sha256(f"{kind}:{found}".encode()).hexdigest()


def look_into(file: StoredFile, by: object) -> None:
    """Have the checker look into a new attachment."""
