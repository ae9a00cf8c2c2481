"""Burning boxes in and building the new file. Runs in the guarded process."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from tongming.files.extraction.pdf import open_pages
from tongming.files.redaction.model import Box
from tongming.files.sniff import Kind
from tongming.guarding import Fault

DPI = 200
_QUALITY = 90
_KEPT = frozenset(("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents",
                   "/UserUnit", "/Group"))  # fmt: skip
_MOST_PIXELS = 80_000_000
_FORMATS: dict[Kind, dict[str, Any]] = {
    Kind.JPEG: {"format": "JPEG", "quality": 92, "subsampling": 0},
    Kind.PNG: {"format": "PNG", "optimize": True},
    Kind.GIF: {"format": "GIF"},
    Kind.TIFF: {"format": "TIFF", "compression": "tiff_deflate"},
    Kind.BMP: {"format": "BMP"},
    Kind.WEBP: {"format": "WEBP", "lossless": True},
}


def burn(content: bytes, kind: Kind, boxes: Sequence[Box]) -> bytes:
    """The new file."""
    return _burn_pdf(content, boxes) if kind is Kind.PDF else _burn_picture(content, kind, boxes)


def _burn_pdf(content: bytes, boxes: Sequence[Box]) -> bytes:
    import pikepdf
    import pypdfium2.raw as raw

    document = open_pages(content)
    count = len(document)
    if any(not 0 <= box.page < count for box in boxes):
        raise Fault("no_pages")
    with pikepdf.open(BytesIO(content)) as probe:
        # Without the table of layers, layers that are off would come to light on the other pages.
        layered = probe.Root.get("/OCProperties") is not None
    covered = set(range(count)) if layered else {box.page for box in boxes}
    pictures: dict[int, tuple[bytes, int, int, float, float]] = {}
    for number in range(count):
        page = document[number]
        if number in covered:
            width, height = page.get_size()
            image = render(page, DPI / 72)
            _black(image, [box for box in boxes if box.page == number])
            pictures[number] = (_jpeg(image), image.width, image.height, width, height)
        else:
            # Filled forms and notes that are seen become part of the page.
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
    flat = BytesIO()
    document.save(flat)
    document.close()
    with pikepdf.open(BytesIO(flat.getvalue())) as source, pikepdf.new() as target:
        for number in sorted(covered, reverse=True):
            del source.pages[number]
        # A page may share its resources with one that was covered.
        source.remove_unreferenced_resources()
        rest = iter(range(len(source.pages)))
        for number in range(count):
            if number in covered:
                _add_picture(target, *pictures[number])
            else:
                target.pages.append(source.pages[next(rest)])
                own: Any = target.pages[-1].obj
                for key in [key for key in own if key not in (*_KEPT, "/Parent")]:
                    del own[key]
        _strip(target)
        out = BytesIO()
        target.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    return out.getvalue()


def _strip(target: Any) -> None:
    """Nothing beside the pages: no words about who and how, in no object."""
    if "/Info" in target.trailer:
        del target.trailer["/Info"]
    root: Any = target.Root
    for key in [key for key in root if key not in ("/Type", "/Pages")]:
        del root[key]
    for thing in target.objects:
        if hasattr(thing, "keys"):
            for key in ("/Metadata", "/PieceInfo", "/LastModified", "/StructParents"):
                try:
                    if key in thing:
                        del thing[key]
                except (TypeError, ValueError):
                    continue


def _add_picture(
    target: Any, jpeg: bytes, wide: int, high: int, width: float, height: float
) -> None:
    import pikepdf

    image = pikepdf.Stream(target, jpeg)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = wide, high, 8
    image.ColorSpace, image.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    drawing = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /P Do Q".encode()
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, round(width, 3), round(height, 3)],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=target.make_indirect(image))),
        Contents=target.make_indirect(pikepdf.Stream(target, drawing)),
    )
    target.pages.append(pikepdf.Page(target.make_indirect(page)))


def render(page: Any, scale: float) -> Any:
    """A page as a picture, forms and notes drawn, never more pixels than memory bears."""
    width, height = page.get_size()
    pixels = width * height * scale * scale
    if pixels > _MOST_PIXELS:
        scale *= (_MOST_PIXELS / pixels) ** 0.5
    return page.render(scale=scale).to_pil().convert("RGB")


def _black(image: Any, boxes: Sequence[Box]) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for box in boxes:
        draw.rectangle(
            (
                int(box.x0 * image.width),
                int(box.y0 * image.height),
                int(box.x1 * image.width + 0.999),
                int(box.y1 * image.height + 0.999),
            ),
            fill=0 if image.mode == "L" else (0, 0, 0),
        )


def _jpeg(image: Any) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


# --- Pictures -------------------------------------------------------------------------------------


def frames(content: bytes) -> Iterator[Any]:
    """The pictures in a file, turned as they are seen, without anything written beside them."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content)) as image:
                for frame in ImageSequence.Iterator(image):
                    if frame.width * frame.height > _MOST_PIXELS:
                        raise Fault("too_large")
                    turned = ImageOps.exif_transpose(frame)
                    seen = turned.convert("RGBA") if _see_through(turned) else None
                    if seen is not None:
                        # What is see-through may hide something: it goes, on white.
                        ground = Image.new("RGBA", seen.size, (255, 255, 255, 255))
                        yield Image.alpha_composite(ground, seen).convert("RGB")
                    else:
                        yield turned.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Fault("damaged") from None


def _see_through(image: Any) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _burn_picture(content: bytes, kind: Kind, boxes: Sequence[Box]) -> bytes:
    from PIL import Image

    done = []
    for number, seen in enumerate(frames(content)):
        # The pixels alone: a new picture knows nothing of the old one's properties.
        fresh = Image.new("RGB", seen.size)
        fresh.paste(seen)
        _black(fresh, [box for box in boxes if box.page == number])
        done.append(fresh)
    if any(not 0 <= box.page < len(done) for box in boxes):
        raise Fault("no_pages")
    options: dict[str, Any] = dict(_FORMATS[kind])
    if len(done) > 1 and kind in (Kind.TIFF, Kind.GIF, Kind.WEBP):
        options |= {"save_all": True, "append_images": done[1:]}
    out = BytesIO()
    done[0].save(out, **options)
    return out.getvalue()
