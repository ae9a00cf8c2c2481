"""What can be taken away from an item's page: Word, PDF, the code of its address.

Each is a function of a few words of the item and of what makes it. Both are hashed before anything
is made: a download that stands already, made from the same, is kept.
"""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import segno

import tongming
from tongming import environment
from tongming.portal.pages import blocks, docx, pdf
from tongming.portal.pages.model import SHANGHAI
from tongming.publishing.item import PublicItem
from tongming.publishing.site import Kept, Output, Rank, Standing
from tongming.typesetting import pages, typefaces, word, wording

Facts = tuple[tuple[str, str], ...]


def downloads(
    item: PublicItem, facts: Facts, *, folder: str, url: str, standing: Standing
) -> Iterator[Output]:
    """The downloads of an item; of a withdrawn one, the code alone."""
    yield from _output(f"{folder}code.svg", (code_recipe(), url), standing, lambda: code(url))
    if item.tombstone is not None:
        return
    words = _words(item, facts, url)
    yield from _output(
        f"{folder}{item.key}.docx", (docx_recipe(), *words), standing,
        lambda: docx.render(item, facts, url),
    )  # fmt: skip
    yield from _output(
        f"{folder}{item.key}.pdf", (pdf_recipe(environment.text("TONGMING_FONTS")), *words),
        standing, lambda: pdf.render(item, facts, url),
    )  # fmt: skip


def _output(
    path: str, made_from: Iterable[str], standing: Standing, make: Callable[[], bytes | None]
) -> Iterator[Output]:
    source = _hash(made_from)
    content: Kept | bytes | None = standing.get(path, source) or make()
    if content is not None:
        yield Output(path, content, Rank.FILE, made_from=source)


def _words(item: PublicItem, facts: Facts, url: str) -> list[str]:
    """All of an item that Word and PDF say; what `docx.render` and `pdf.render` take from it."""
    return [
        item.title,
        item.publisher,
        item.published_at.astimezone(SHANGHAI).date().isoformat(),
        item.body_html,
        item.body_text or item.summary,
        json.dumps(facts, ensure_ascii=False),
        url,
    ]


@lru_cache(maxsize=64)
def code(url: str) -> bytes:
    """An address as a QR code."""
    picture = BytesIO()
    segno.make(url, error="m", micro=False).save(
        picture, kind="svg", border=2, xmldecl=False, omitsize=True
    )
    return picture.getvalue()


# --- What makes them ------------------------------------------------------------------------------
# Everything the bytes depend on besides the item. To be sure of the code it is the code itself,
# not a number somebody would have to think of.


@lru_cache(maxsize=1)
def code_recipe() -> str:
    """What makes the code of an address."""
    return _recipe([__file__], ["segno"])


@lru_cache(maxsize=1)
def docx_recipe() -> str:
    """What makes the Word document."""
    sources = [__file__, docx.__file__, blocks.__file__, word.__file__, wording.__file__]
    return _recipe([*sources, *sorted(word.PARTS.iterdir())], [], zlib.ZLIB_RUNTIME_VERSION)


@lru_cache(maxsize=4)
def pdf_recipe(own_fonts: str) -> str:
    """What makes the PDF: its template and its fonts too, those of the office among them."""
    code = [__file__, pdf.__file__, blocks.__file__, pages.__file__, typefaces.__file__]
    sources = [*code, pdf.TEMPLATE, *sorted(Path(pages.__file__).parent.glob("*.typ"))]
    return _recipe([*sources, *typefaces.files(own_fonts)], ["typst"])


def _recipe(files: Iterable[object], packages: Iterable[str], *more: str) -> str:
    digests = [hashlib.sha256(Path(str(file)).read_bytes()).hexdigest() for file in files]
    versions = [version(package) for package in packages]
    return _hash((tongming.__version__, platform.python_version(), *digests, *versions, *more))


def _hash(parts: Iterable[str]) -> str:
    """Of several texts, none of which can pass for a piece of its neighbour."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()
