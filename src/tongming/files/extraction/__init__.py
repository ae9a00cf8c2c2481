"""Text out of files, part by part, seen and unseen. Knows nothing of the web or the database."""

from __future__ import annotations

from tongming.files.extraction.model import Extraction, Layer, Part, unpack
from tongming.files.sniff import Kind, sniff

__all__ = ["Extraction", "Layer", "Part", "extract"]


def extract(content: bytes, name: str) -> Extraction:
    """Everything readable in a file, whose kind is judged by its content.

    Plain text is read here; every other format is taken apart in the guarded process. Refused
    where the kind is not allowed, or the file is damaged, locked or too large.
    """
    kind = sniff(content, name)
    if kind in (Kind.TXT, Kind.CSV):
        from tongming.files.extraction.reading import open_file

        return open_file(content, kind).extraction()
    from tongming.files.guard import ask

    answer, _ = ask({"do": "extract", "kind": kind.value}, content, name)
    return unpack(answer["extraction"])
