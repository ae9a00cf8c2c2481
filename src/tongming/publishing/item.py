"""A published piece of government information as the publishing mechanism knows it.

The rooms that keep information (`information`, later the registers) describe what is public in
these terms and nothing else; pages, feeds, files and the index of the search are functions of them.
A field absent here can therefore never be published by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from tongming.law.documents import Stage, Validity


@dataclass(frozen=True, slots=True)
class PublicFile:
    """An attachment as the public gets it."""

    name: str
    sha256: str
    size: int
    media_type: str
    text: str = ""
    """What the search finds in it."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another published item: an interpretation of this one, or the policy this one interprets."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of an item that was withdrawn: its page says when and why."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a later version changed, told on the page."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class PublicItem:
    """One item of the section. Words are the unit's own; enums carry the official labels."""

    key: str
    """Stands in addresses and never changes: digits, small Latin letters and hyphens."""
    unit: str
    """The unit's code."""
    title: str
    """名称."""
    published_at: datetime
    """The first publication; pages show its day in Asia/Shanghai."""
    changed_at: datetime
    """The latest publication of a changed version; the first one where there is none."""
    index_number: str = ""
    """索引号."""
    summary: str = ""
    """内容概述."""
    subject_words: tuple[str, ...] = ()
    """主题词."""
    formed_on: date | None = None
    """成文日期 / 生成日期."""
    document_number: str = ""
    """发文字号."""
    publisher: str = ""
    """发布机构."""
    joint_organs: tuple[str, ...] = ()
    """Who made it together; the first leads and publishes (第十条)."""
    statutory_items: tuple[str, ...] = ()
    """Keys of `law.statutory.ITEMS` and its kin: 20-7, 21-township-3."""
    theme: str = ""
    """主题分类."""
    stage: Stage | None = None
    catalogue_row: str = ""
    """The row of the standard catalogue it fulfils."""
    validity: Validity | None = None
    effective_on: date | None = None
    ends_on: date | None = None
    body_html: str = ""
    """Sanitised already."""
    body_text: str = ""
    """The same without markup: for the search, for summaries."""
    pictures_html: str = ""
    """Charts beneath the text, drawn from its figures: SVG with title and description. On the page
    only; Word, PDF and the channels have the tables they are drawn from."""
    files: tuple[PublicFile, ...] = ()
    interpretations: tuple[Related, ...] = ()
    interprets: tuple[Related, ...] = ()
    corrections: tuple[Correction, ...] = ()
    tombstone: Tombstone | None = None
    """Set when it was withdrawn; body, files and summary are then empty."""
    is_demo: bool = False
    columns: tuple[str, ...] = field(default=("content",))
    """Columns of the section it stands in: content (法定主动公开内容), rules (制度), or a list
    inside 互动回应: interaction/messages and its kin. What stands there alone is no government
    information: it is on the map, in the feed and in the search, but not in the catalogue."""
    facts: tuple[tuple[str, str], ...] = ()
    """The table at the head of its page, label and value, where it is of a kind with facts of its
    own (留言时间, 答复时间); empty: the table every document has."""


class ItemSource(Protocol):
    """A room that keeps public items. What it does not answer with is not public."""

    prefix: str
    """What its keys begin with, so that each key has one owner."""

    def get(self, key: str) -> PublicItem | None:
        """The item as the public may see it now, a withdrawn one with its tombstone; None where
        there is nothing, or nothing public."""
        ...

    def keys(self) -> Iterator[str]:
        """Every key that is or was public, in order of first publication: for a rebuild."""
        ...
