"""A paper as it is printed: everything the pages show, and nothing worked out later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first order: 一、检查情况."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under one row of headings."""

    caption: str
    widths: tuple[float, ...]
    """Shares of the line; they add up to one."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: tuple[int, ...] = ()
    """The columns that begin at the left; the others are centred."""


Block = Heading | Text | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper."""

    title: str
    organ: str
    number: str
    """Empty where it has none."""
    addressee: str
    """Empty where it is addressed to nobody."""
    blocks: tuple[Block, ...]
    signed_on: date | None
    """None for a draft."""
