"""Where every character of a PDF page stands, as seen. Runs in the guarded process."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tongming.files.checking import Allowed, hits_in
from tongming.files.checking.digits import plain
from tongming.files.checking.masks import masked
from tongming.files.extraction.pdf import open_pages
from tongming.files.redaction.model import Box
from tongming.guarding import Fault

_SCALE = 1_000_000
_PAD = 1.5


@dataclass(frozen=True, slots=True)
class Characters:
    """The text of a page, a place for each character; generated spaces have none."""

    text: str
    boxes: tuple[Box | None, ...]


def characters_of(page: Any, number: int) -> Characters:
    """Every character with its box in fractions of the page as it is shown, rotated or not."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    letters: list[str] = []
    boxes: list[Box | None] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    try:
        for index in range(raw.FPDFText_CountChars(textpage)):
            letter = chr(raw.FPDFText_GetUnicode(textpage, index) or 32)
            letters.append("\n" if letter == "\r" else letter if letter != "\ufffe" else " ")
            known = raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
            if known and right.value > left.value and not letter.isspace():
                boxes.append(
                    _seen(page, number, (left.value, bottom.value, right.value, top.value), raw)
                )
            else:
                boxes.append(None)
    finally:
        textpage.close()
    return Characters("".join(letters), tuple(boxes))


def _seen(page: Any, number: int, bounds: tuple[float, float, float, float], raw: Any) -> Box:
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for corner in ((bounds[0], bounds[1]), (bounds[2], bounds[3])):
        raw.FPDF_PageToDevice(page, 0, 0, _SCALE, _SCALE, 0, *corner, x, y)
        points.append((x.value / _SCALE, y.value / _SCALE))
    (ax, ay), (bx, by) = points
    return Box(number, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def proposals(
    content: bytes, allowed: Allowed, terms: Sequence[str]
) -> list[tuple[list[float], str, str, int]]:
    """A box for every line of every finding and term: box, kind, masked text, group."""
    found: list[tuple[list[float], str, str, int]] = []
    document = open_pages(content)
    group = 0
    try:
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            characters = characters_of(page, number)
            spans = [
                (hit.start, hit.end, hit.kind.value, masked(characters.text, hit, allowed.masking))
                for hit in hits_in(characters.text, allowed)
            ]
            for term in terms:
                spans += [
                    (start, end, "term", masked_term(term))
                    for start, end in places_of(term, characters.text)
                ]
            for start, end, kind, shown in spans:
                group += 1
                for box in lines_of(characters.boxes[start:end], _PAD / width, _PAD / height):
                    found.append((box.as_list(), kind, shown, group))
            page.close()
    finally:
        document.close()
    return found


def squeezed(text: str) -> tuple[str, list[int]]:
    """A text without white space, narrow, with where each of its characters stood."""
    flat = plain(text).lower()
    places = [i for i, character in enumerate(flat) if not character.isspace()]
    return "".join(flat[i] for i in places), places


def places_of(term: str, text: str) -> list[tuple[int, int]]:
    """Where a term stands in a text, whatever white space runs through it."""
    wanted, _ = squeezed(term)
    flat, places = squeezed(text)
    found, position = [], 0
    while wanted and (position := flat.find(wanted, position)) >= 0:
        last = position + len(wanted) - 1
        found.append((places[position], places[last] + 1))
        position = last + 1
    return found


def masked_term(term: str) -> str:
    """A term nobody should read in full: its first character and asterisks."""
    bare = "".join(term.split())
    return bare[:1] + "*" * max(len(bare) - 1, 1)


def lines_of(boxes: Iterable[Box | None], pad_x: float = 0, pad_y: float = 0) -> list[Box]:
    """The boxes of some characters, one for each line they stand on."""
    lines: list[list[Box]] = []
    for box in boxes:
        if box is None:
            continue
        if lines and _beside(lines[-1][-1], box):
            lines[-1].append(box)
        else:
            lines.append([box])
    found = []
    for line in lines:
        whole = Box(
            line[0].page,
            min(b.x0 for b in line) - pad_x,
            min(b.y0 for b in line) - pad_y,
            max(b.x1 for b in line) + pad_x,
            max(b.y1 for b in line) + pad_y,
        ).inside()
        if whole is not None:
            found.append(whole)
    return found


def _beside(one: Box, other: Box) -> bool:
    """Whether two characters stand on one line, across the page or, on a turned page, down it."""
    across, down = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
    if one.y0 <= down <= one.y1:
        return max(other.x0 - one.x1, one.x0 - other.x1) < 0.05
    return one.x0 <= across <= one.x1 and max(other.y0 - one.y1, one.y0 - other.y1) < 0.02


def covered_texts(content: bytes, boxes: Sequence[Box]) -> list[str]:
    """What stands under boxes, a text for each line of each box."""
    found: list[str] = []
    document = open_pages(content)
    try:
        if any(not 0 <= box.page < len(document) for box in boxes):
            raise Fault("no_pages")
        for number in sorted({box.page for box in boxes}):
            page = document[number]
            characters = characters_of(page, number)
            for box in (box for box in boxes if box.page == number):
                found += _under(characters, box)
            page.close()
    finally:
        document.close()
    return found


def _under(characters: Characters, box: Box) -> list[str]:
    lines: list[str] = []
    current = ""
    for letter, place in zip(characters.text, characters.boxes, strict=True):
        inside = place is not None and box.holds(
            (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
        )
        if inside:
            current += letter
        elif place is not None or letter == "\n":
            if current:
                lines.append(current)
            current = ""
    return [*lines, current] if current else lines
