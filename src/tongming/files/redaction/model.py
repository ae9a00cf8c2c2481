"""Boxes, pages, proposals and proofs."""

from __future__ import annotations

from dataclasses import dataclass

from tongming.files.sniff import Kind
from tongming.law.words import N_, Message, Refused, say

REDACTABLE = frozenset({Kind.PDF, Kind.JPEG, Kind.PNG, Kind.GIF, Kind.TIFF, Kind.BMP, Kind.WEBP})
"""What can be redacted."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (from 0), in fractions of its width and height from the top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    def as_list(self) -> list[float]:
        """As plain data."""
        return [self.page, self.x0, self.y0, self.x1, self.y1]

    def inside(self) -> Box | None:
        """The part of it on the page, corners in order; None where nothing of it is."""
        x0, x1 = sorted((min(max(self.x0, 0.0), 1.0), min(max(self.x1, 0.0), 1.0)))
        y0, y1 = sorted((min(max(self.y0, 0.0), 1.0), min(max(self.y1, 0.0), 1.0)))
        if x1 - x0 < 1e-4 or y1 - y0 < 1e-4:
            return None
        return Box(int(self.page), x0, y0, x1, y1)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point stands in it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class Page:
    """The size of a page as it is seen: points of a PDF, pixels of a picture."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A box somebody or the checker proposes."""

    box: Box
    kind: str
    """The code of what was found, or `term`."""
    masked: str
    group: int
    """Boxes of one finding that runs over several lines share it."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """Something covered that is still there: where, and its masked form."""

    where: Message
    masked: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How a redacted file was searched, and what was found."""

    extractors: tuple[str, ...]
    survivors: tuple[Survivor, ...]

    @property
    def holds(self) -> bool:
        return not self.survivors


def refuse_survivors(proof: Proof) -> None:
    """Refuse a file in which anything covered survives."""
    if not proof.holds:
        first = proof.survivors[0]
        raise Refused(
            say(
                N_("涂黑后再检查，{where}还能读出涂掉的内容（{masked}），没有保存。"
                   "请把那里也框上；如果别处相同的文字确实要保留，请选“别处相同的文字保留”。"),
                where=first.where,
                masked=first.masked,
            )
        )  # fmt: skip


def read_box(text: str, sizes: list[Page]) -> Box:
    """A box as `PAGE,X0,Y0,X1,Y1`: page from 1; fractions where all four are at most 1, otherwise
    points (pixels of a picture), from the top left."""
    try:
        number, *corners = text.split(",")
        page = int(number) - 1
        x0, y0, x1, y1 = (float(corner) for corner in corners)
    except ValueError:
        raise Refused(
            say(N_("框“{box}”写得不对。请写成 页码,左,上,右,下，例如 1,0.1,0.2,0.5,0.25。"),
                box=text[:60])
        ) from None  # fmt: skip
    if not 0 <= page < len(sizes):
        raise Refused(say(N_("框“{box}”的页码不对：文件有 {n} 页。"), box=text[:60], n=len(sizes)))
    if max(x0, y0, x1, y1) > 1:
        size = sizes[page]
        x0, x1, y0, y1 = x0 / size.width, x1 / size.width, y0 / size.height, y1 / size.height
    found = Box(page, x0, y0, x1, y1).inside()
    if found is None:
        raise Refused(say(N_("框“{box}”在页面之外，或者没有大小。"), box=text[:60]))
    return found
