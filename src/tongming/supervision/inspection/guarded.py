"""Takes photographs apart for this room: `python -m tongming.supervision.inspection.guarded`.

A photograph comes out turned the right way, small enough for a page, and without what the camera
wrote beside it: where it was taken, when, by which telephone.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from tongming.files.extraction.limits import MEMORY
from tongming.guarding import Head, serve

LONGEST_EDGE = 2000
Image.MAX_IMAGE_PIXELS = 60_000_000


def handle(head: Head, content: bytes) -> tuple[Head, bytes]:
    """One photograph as a plain JPEG."""
    with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
        turned = ImageOps.exif_transpose(image).convert("RGB")
    turned.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    bare = Image.new("RGB", turned.size)
    bare.paste(turned)
    made = BytesIO()
    bare.save(made, "JPEG", quality=85)
    return {}, made.getvalue()


if __name__ == "__main__":
    serve(handle, memory=MEMORY)
