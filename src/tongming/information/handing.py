"""Tell the publishing mechanism that what it shows of a document has changed."""

from __future__ import annotations

from tongming.information.models import Document
from tongming.publishing import actions as publishing


def hand_over(document: Document) -> None:
    """Ask for the document's pages to be written anew; inside the transaction of the act."""
    publishing.request(document.key)
