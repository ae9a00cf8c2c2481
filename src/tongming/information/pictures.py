"""Charts beside the text of a public document.

A register that made a document may draw what its figures say. It registers a function in its
`AppConfig.ready`; the function answers with SVG, or with nothing for a document not its own.
"""

from __future__ import annotations

from collections.abc import Callable

from tongming.information.models import Document

Maker = Callable[[Document], str]
_makers: list[Maker] = []


def register_pictures(maker: Maker) -> None:
    """Add a register's charts, once."""
    if maker not in _makers:
        _makers.append(maker)


def pictures_of(document: Document) -> str:
    """Every chart of a document, as markup that needs no cleaning."""
    return "".join(maker(document) for maker in _makers)
