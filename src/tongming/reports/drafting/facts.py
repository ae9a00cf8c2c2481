"""What a draft may say besides figures: who publishes, where, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetRight:
    """A sentence of last year's report, and what was done about it."""

    quotes: tuple[str, ...]
    """As last year's report had it; several where one task answers several."""
    result: str = ""
    """已完成, 部分完成, 没有完成; empty while nobody has confirmed a result."""
    did: str = ""
    reason: str = ""
    """Why it is not done, or not all of it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An organ's particulars as the register of units has them; what is empty is not mentioned."""

    platform: str = ""
    """The site the report is published on, by name."""
    url: str = ""
    office: str = ""
    """The office that answers questions about the report."""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    is_government: bool = True
    """A government's report also covers 工作考核、社会评议、责任追究结果 (第五十条第一款第四项)."""
    remedies_read_as: str = ""
    """Which cases table 4 counts, where the register of cases counted it: no official text says,
    so the report does."""
    last_year: tuple[SetRight, ...] = ()
    """What became of the problems and improvements last year's report named."""
