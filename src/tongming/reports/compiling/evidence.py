"""What stands behind a figure: records, statements, or the rule it follows from.

Plain values, so that a page, a file and a test see the same evidence, and none of them needs a
database to reason about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from tongming.law.figures import Cell, Figure
from tongming.law.words import N_, Message


class Basis(StrEnum):
    """On what a figure rests, strongest first."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        basis = str.__new__(cls, code)
        basis._value_, basis.label = code, label
        return basis

    COUNTED = "counted", N_("系统内记录统计")
    READ = "read", N_("历史数据（读自报告）")
    ENTERED = "entered", N_("人工填报")
    DERIVED = "derived", N_("按规则推算")
    CARRIED = "carried", N_("取自上年报告")
    SILENT = "silent", N_("没有来源")


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure somebody stated: read from a published report, or entered by hand with a reason."""

    pk: int
    cell: Cell
    figure: Figure
    form: str
    """The form of the report it was read from, or was entered for."""
    source: int | None
    """The kept file it was read from; `None` where it was typed by hand."""
    quote: str
    where: str
    reason: str
    unit_text: str
    known_from: datetime

    @property
    def basis(self) -> Basis:
        return Basis.ENTERED if self.source is None else Basis.READ


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a cell holds its figure."""

    basis: Basis
    figure: Figure
    says: Message
    """One sentence: what the figure counts or where it comes from."""
    article: str = ""
    relation: str = ""
    rests_on: tuple[Cell, ...] = ()
    """The cells it is worked out from."""
    statements: tuple[Statement, ...] = ()
    """The statements about this cell, the governing one first; also those that were overruled."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that say different numbers for one cell; both are shown, the first is used."""

    cell: Cell
    used: Figure
    used_basis: Basis
    other: Figure
    other_basis: Basis
    says: Message


@dataclass(frozen=True, slots=True)
class Combined:
    """The figures of one year in one form, each with its evidence."""

    figures: Mapping[Cell, Figure]
    evidence: Mapping[Cell, Evidence]
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[Cell, ...] = ()
    """The cells of the form about which nothing says anything."""
    units: Mapping[Cell, str] = field(default_factory=dict)
    """The unit a source printed with an amount whose column names none."""
