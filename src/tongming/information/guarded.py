"""Takes untrusted files apart for this room. Run as `python -m tongming.information.guarded`."""

from __future__ import annotations

import json

from tongming.files.extraction.limits import MEMORY
from tongming.guarding import Head, serve
from tongming.information.texts.incoming import office_text
from tongming.information.workbooks import book_of


def handle(head: Head, content: bytes) -> tuple[Head, bytes]:
    """The text of one file, or the cells of one workbook."""
    if head["do"] == "book":
        return {}, json.dumps(book_of(content), ensure_ascii=False).encode("utf-8", "replace")
    return {}, office_text(content, head["ending"]).encode("utf-8", "replace")


if __name__ == "__main__":
    serve(handle, memory=MEMORY)
