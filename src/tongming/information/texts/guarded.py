"""Takes the text out of an untrusted file: `python -m tongming.information.texts.guarded`."""

from __future__ import annotations

from tongming.files.extraction.limits import MEMORY
from tongming.guarding import Head, serve
from tongming.information.texts.incoming import office_text


def handle(head: Head, content: bytes) -> tuple[Head, bytes]:
    """The text of one file."""
    return {}, office_text(content, head["ending"]).encode("utf-8", "replace")


if __name__ == "__main__":
    serve(handle, memory=MEMORY)
