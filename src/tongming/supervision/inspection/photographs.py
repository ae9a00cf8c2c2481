"""A photograph from a telephone: kept without the place, the time and the camera inside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from tongming.files.actions.keeping import admit, store
from tongming.files.models import StoredFile
from tongming.guarding import Fault, Guard
from tongming.law.words import N_, Refused, say
from tongming.units.models import Person, Unit
from tongming.units.rights import Right

_guard = Guard("tongming.supervision.inspection.guarded")
_SECONDS = 30.0
ENDINGS = (".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture as it may be kept."""

    content: bytes
    name: str


def cleaned(content: bytes, name: str) -> Photograph:
    """The picture without what it says of its making. Refused where it is no picture.

    It may take seconds: not inside a transaction.
    """
    if not name.lower().endswith(ENDINGS):
        raise Refused(say(N_("照片要用JPG或者PNG格式。")))
    admit(content, name)
    try:
        bare = _guard.ask({}, content, seconds=_SECONDS)[1]
    except Fault as fault:
        raise Refused(say(N_("照片“{name}”打不开，请重新拍一张或者换一张。"), name=name)) from fault
    return Photograph(bare, PurePosixPath(name).stem + ".jpg")


def kept(photograph: Photograph, *, unit: Unit, by: Person) -> StoredFile:
    """Keep a picture for whoever sees the unit's inspection."""
    return store(photograph.content, photograph.name, unit=unit, by=by, right=Right.INSPECTION_VIEW)
