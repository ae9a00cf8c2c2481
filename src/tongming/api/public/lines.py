"""Lists of published items as programs get them: by position, the newest first."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from tongming.api.fields import Told
from tongming.portal.pages.model import item_folder
from tongming.portal.site.reading import line_of
from tongming.publishing.queries import Row, rows_before


class ItemLine(Told):
    """What lists say of an item."""

    key: str
    unit: str
    title: str
    url: str
    published_at: datetime
    changed_at: datetime
    index_number: str
    document_number: str
    summary: str
    subject_words: list[str]
    formed_on: date | None
    publisher: str
    theme: str
    statutory_items: list[str]
    validity: str
    withdrawn_on: date | None


class ItemPage(Told):
    """A page of a list."""

    items: list[ItemLine]
    next: int | None
    """What to ask for as `before` to get the page after; null on the last."""


def page_address(unit: str, key: str, published_at: datetime) -> str:
    """Where the item's page is, for a browser anywhere."""
    folder = item_folder(unit, key, published_at)
    return f"{settings.SITE_ADDRESS}{settings.SITE_PREFIX}{folder}"


def page_of(listing: str, before: int | None, limit: int) -> ItemPage:
    """The lines of a list beneath a position; one more is asked for to see whether it goes on."""
    rows = rows_before(listing, before, limit + 1)
    shown = rows[:limit]
    return ItemPage(
        items=[_line(row) for row in shown],
        next=shown[-1].position if len(rows) > limit else None,
    )


def _line(row: Row) -> ItemLine:
    said = line_of(row)
    return ItemLine(
        key=said.key,
        unit=said.unit,
        title=said.title,
        url=page_address(said.unit, said.key, said.published_at),
        published_at=said.published_at,
        changed_at=said.changed_at,
        index_number=said.index_number,
        document_number=said.document_number,
        summary=said.summary,
        subject_words=list(said.subject_words),
        formed_on=said.formed_on,
        publisher=said.publisher,
        theme=said.theme,
        statutory_items=list(said.statutory_items),
        validity=said.validity,
        withdrawn_on=said.withdrawn_on,
    )
