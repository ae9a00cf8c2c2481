"""The one door to a kept file, and what the checker found in it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from tongming.files.checking import Allowed
from tongming.files.models import Finding, Scan, StoredFile
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, require


def get_file(person: Person | AnonymousUser, pk: int) -> StoredFile:
    """A file, for whoever holds the right it was kept under; for others it is not there."""
    file = StoredFile.objects.select_related("unit").filter(pk=pk).first()
    if file is None:
        raise Http404("files.storedfile")
    right = Right(file.right)
    guard(person, right, file.unit, seen_with=right, subject=StoredFile)
    return file


def get_file_to_review(person: Person | AnonymousUser, pk: int) -> StoredFile:
    """A file somebody means to scan, mask or redact: who may not see it is told it is not there,
    who may not do this is told why."""
    file = get_file(person, pk)
    require(person, Right.FILE_REVIEW, file.unit)
    return file


def allowed() -> Allowed:
    """What is public by law whoever publishes it: the telephones and addresses of the organs."""
    return Allowed.of(*public_contacts(), settings.MASKING)


def public_contacts() -> tuple[list[str], list[str]]:
    """The telephones and the addresses of all organs (第十二条第二款)."""
    phones: list[str] = []
    addresses: list[str] = []
    for phone, fax, address in Unit.objects.values_list("phone", "fax", "address"):
        phones += [phone, fax]
        addresses.append(address)
    return phones, addresses


def latest_scan(file: StoredFile) -> Scan | None:
    """The last look of the checker at a file; None where it was never looked at."""
    return file.scans.select_related("by").first()


def open_findings(file: StoredFile) -> QuerySet[Finding]:
    """What the last scan of a file found and nobody has decided about yet.

    A file that was never scanned has none: `latest_scan` tells the two apart.
    """
    scan = latest_scan(file)
    if scan is None:
        return Finding.objects.none()
    return scan.findings.filter(decision=Finding.Decision.OPEN)


def may_be_published(file: StoredFile) -> bool:
    """Whether a file was scanned and nothing in it waits for a decision."""
    return latest_scan(file) is not None and not open_findings(file).exists()
