"""What a draft may say besides figures: who publishes, where, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass


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
