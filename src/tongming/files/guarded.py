"""What runs in the guarded process. Run as `python -m tongming.files.guarded`."""

from __future__ import annotations

from tongming.files.extraction.limits import MEMORY
from tongming.files.extraction.model import pack
from tongming.files.extraction.reading import open_file
from tongming.files.sniff import Kind
from tongming.guarding import Head, serve


def handle(head: Head, content: bytes) -> tuple[Head, bytes]:
    """One question about one file."""
    if head["do"] == "extract":
        opened = open_file(content, Kind(head["kind"]))
        return {"extraction": pack(opened.extraction())}, b""
    if head["do"] == "mask":
        from tongming.files.masking import Choices
        from tongming.files.masking.writing import write_masked

        choices = Choices(
            tuple(tuple(edit) for edit in head["edits"]),
            head["comments"],
            head["changes"],
            head["hidden"],
            head["properties"],
        )
        return {}, write_masked(content, Kind(head["kind"]), choices)
    from tongming.files.redaction.answering import answer

    return answer(head, content)


if __name__ == "__main__":
    serve(handle, memory=MEMORY)
