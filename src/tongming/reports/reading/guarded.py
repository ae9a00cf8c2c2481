"""What runs in the guarded process: bytes of one untrusted file in, its blocks out, as JSON.

Run as `python -m tongming.reports.reading.guarded`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tongming.guarding import Fault, Head, serve
from tongming.reports.reading.blocks import Box, Grid, Line, Source, TooLarge, check_size
from tongming.reports.reading.limits import MAX_PART, MAX_PARTS, MAX_UNPACKED, MEMORY


def read_guarded(kind: str, data: bytes) -> Source:
    """The blocks of a file of a kind; `Fault`, by a word that `files` has a sentence for."""
    try:
        return check_size(_READERS[kind](data))
    except Fault:
        raise
    except MemoryError:
        raise Fault("too_large") from None
    except TooLarge:
        raise Fault("too_large") from None
    except RecursionError:
        raise Fault("damaged") from None
    except Exception as error:
        raise Fault("damaged") from error


def _zip(data: bytes) -> Source:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except BadZipFile:
        raise Fault("damaged") from None
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
        raise Fault("bomb")
    if any(p.file_size > MAX_PART and p.file_size > 50 * max(p.compress_size, 1) for p in parts):
        raise Fault("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise Fault("locked")
    if any(name.startswith("word/") for name in names):
        from tongming.reports.reading.docx import read_docx

        return read_docx(data)
    if any(name.startswith("xl/") for name in names):
        return _book(data)
    if "content.xml" in names or "mimetype" in names:
        raise Fault("open_document")
    raise Fault("archive")


def _book(data: bytes) -> Source:
    from tongming.reports.reading.xlsx import read_xlsx

    return read_xlsx(data)


def _ole(data: bytes) -> Source:
    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise Fault("locked")
    if has("WordDocument"):
        raise Fault("old_word")
    if has("Workbook") or has("Book"):
        return _book(data)
    raise Fault("old_office")


def _pdf(data: bytes) -> Source:
    from tongming.reports.reading import pdf

    try:
        return pdf.read_pdf(data)
    except pdf.Locked:
        raise Fault("locked") from None
    except pdf.Scanned:
        raise Fault("scanned") from None
    except pdf.Garbled:
        raise Fault("garbled") from None


def _mail(data: bytes) -> Source:
    from tongming.reports.reading.mail import NoPage, read_mail

    try:
        return read_mail(data)
    except NoPage:
        raise Fault("no_page") from None


def _html(data: bytes) -> Source:
    from tongming.reports.reading.decode import decode
    from tongming.reports.reading.html import read_html

    return read_html(decode(data))


_READERS: dict[str, Callable[[bytes], Source]] = {
    "zip": _zip,
    "ole": _ole,
    "pdf": _pdf,
    "mhtml": _mail,
    "html": _html,
}


# --- Blocks as JSON -------------------------------------------------------------------------------


def pack(source: Source) -> dict[str, Any]:
    """Blocks as plain data."""
    blocks: list[Any] = []
    for block in source.blocks:
        if isinstance(block, Line):
            blocks.append([block.text, int(block.link), int(block.heading)])
        else:
            boxes: dict[int, Box] = {}
            for row in block.rows:
                for box in row:
                    if box is not None:
                        boxes[id(box)] = box
            packed = [[b.text, b.row, b.col, b.height, b.width] for b in boxes.values()]
            blocks.append([block.name, len(block.rows), block.width, packed])
    return {"blocks": blocks, "titles": source.titles, "facts": source.facts}


def unpack(data: dict[str, Any]) -> Source:
    """Blocks from plain data."""
    source = Source([], data["titles"], data["facts"])
    for block in data["blocks"]:
        if len(block) == 3:
            source.blocks.append(Line(block[0], bool(block[1]), bool(block[2])))
            continue
        name, height, width, packed = block
        rows: list[list[Box | None]] = [[None] * width for _ in range(height)]
        for text, top, left, down, across in packed:
            box = Box(text, top, left, down, across)
            for row in rows[top : box.bottom]:
                for col in range(left, min(box.right, width)):
                    if row[col] is None:
                        row[col] = box
        source.blocks.append(Grid(rows, name))
    return source


# --- The process ----------------------------------------------------------------------------------


def handle(head: Head, data: bytes) -> tuple[Head, bytes]:
    """The blocks of one file."""
    return pack(read_guarded(head["kind"], data)), b""


if __name__ == "__main__":
    serve(handle, memory=MEMORY)
