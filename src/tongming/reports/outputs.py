"""The five files of a signed report, made from what was signed and kept by its hash.

Files are no record: they can be made again from the frozen content at any time, and are kept only
so that the second reader does not wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from django.conf import settings

from tongming import __version__
from tongming.files.actions import write_once
from tongming.law.relations import check
from tongming.reports.compiling.year import Compiled
from tongming.reports.document import AnnualReport
from tongming.reports.freezing import differences, digest, thaw
from tongming.reports.models import FrozenReport
from tongming.reports.rendering import FileKind, file_name, picture, render


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a signed report."""

    kind: FileKind
    name: str
    frozen: FrozenReport

    def read(self) -> bytes:
        """The content: from the kept file, or made and kept now."""
        place = _place(self.frozen.sha256, self.kind)
        if not place.exists():
            write_once(place, render(signed(self.frozen), self.kind))
        return place.read_bytes()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        place = _place(self.frozen.sha256, self.kind)
        return place.stat().st_size if place.exists() else len(self.read())


def signed(frozen: FrozenReport) -> AnnualReport:
    """The report as signed, its relations checked again."""
    report = thaw(frozen.content)
    level = frozen.report.unit.level_kind
    report.take_check(check(report.form, report.figures, level=level))
    return report


def report_to_write(compiled: Compiled) -> AnnualReport:
    """What files are made of: the signed report where it says what is compiled, else the draft.

    They differ in one thing only, the date of the signature under the report.
    """
    frozen = FrozenReport.objects.filter(
        report__unit=compiled.unit, report__year=compiled.year, report__form=compiled.form.id
    )
    if compiled.as_of is not None:
        frozen = frozen.filter(known_at__lte=compiled.as_of)
    latest = frozen.select_related("report__unit").order_by("-version").first()
    if latest is not None and not differences(thaw(latest.content), compiled.report):
        return signed(latest)
    return compiled.report


def file_kind(ending: str) -> FileKind | None:
    """The kind of file with that ending."""
    return next((kind for kind in FileKind if kind.value == ending), None)


def outputs_of(frozen: FrozenReport) -> tuple[Output, ...]:
    """The five files of a signed report."""
    report = thaw(frozen.content)
    return tuple(Output(kind, file_name(report, kind), frozen) for kind in FileKind)


def output_of(frozen: FrozenReport, kind: FileKind) -> Output:
    """One of them."""
    return Output(kind, file_name(thaw(frozen.content), kind), frozen)


class PictureKind(StrEnum):
    """A kind of file 图解年报 is kept as; the value is the ending of its name."""

    media_type: str

    def __new__(cls, ending: str, media_type: str = "") -> Self:
        kind = str.__new__(cls, ending)
        kind._value_, kind.media_type = ending, media_type
        return kind

    SVG = "svg", "image/svg+xml"
    PNG = "png", "image/png"
    PDF = "pdf", "application/pdf"


def picture_of(frozen: FrozenReport, before: FrozenReport | None, kind: PictureKind) -> bytes:
    """The picture of a signed report beside the year before, kept once it is made: setting a page
    takes a second, and anybody may ask."""
    place = _place(f"picture {frozen.sha256} {before.sha256 if before else ''}", kind)
    if not place.exists():
        make = {
            PictureKind.SVG: lambda *reports: picture.svg(*reports).encode(),
            PictureKind.PNG: picture.png,
            PictureKind.PDF: picture.pdf,
        }[kind]
        write_once(place, make(thaw(frozen.content), thaw(before.content) if before else None))
    return place.read_bytes()


def _place(sha256: str, kind: str) -> Path:
    """Where a made file stands. Another version of the product prints it anew, perhaps better."""
    key = digest(f"{__version__} {sha256}")
    return Path(settings.VAR) / "cache" / "reports" / key[:2] / f"{key}.{kind}"
