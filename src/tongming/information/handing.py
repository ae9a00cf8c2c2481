"""Tell the publishing mechanism that what it shows of a document has changed."""

from __future__ import annotations

from tongming.information.models import Document


def hand_over(document: Document) -> None:
    """Ask for the document's pages to be written anew; inside the transaction of the act."""
