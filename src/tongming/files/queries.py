"""The one door to a kept file."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from tongming.files.models import StoredFile
from tongming.units.models import Person
from tongming.units.queries import guard
from tongming.units.rights import Right


def get_file(person: Person | AnonymousUser, pk: int) -> StoredFile:
    """A file, for whoever holds the right it was kept under; for others it is not there."""
    file = StoredFile.objects.select_related("unit").filter(pk=pk).first()
    if file is None:
        raise Http404("files.storedfile")
    right = Right(file.right)
    guard(person, right, file.unit, seen_with=right, subject=StoredFile)
    return file
