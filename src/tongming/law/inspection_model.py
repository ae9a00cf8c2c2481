"""What an inspection of websites and accounts is made of: indicators, checks, thresholds, scores.

国办秘函〔2019〕19号 (below 19号), with numbers of its predecessor 国办发〔2015〕15号 where the new
table was not seen. Its structure, the names of the veto indicators and some thresholds are
confirmed; most points of the deduction part are not. So every number here is a default that an
office may change (`Settings`), and says how well it is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from tongming.law.labelled import Labelled
from tongming.law.words import N_, Refused, say

DOCUMENT = "国办秘函〔2019〕19号"


class Standing(StrEnum):
    """How well a fact of the inspection is known."""

    VERIFIED = "V"
    """Read in the official text, or two independent sources agree."""
    ONE_SOURCE = "V1"
    OF_2015 = "V-2015"
    """Confirmed in the table of 2015; that 19号 kept it is not."""
    UNVERIFIED = "U"
    OURS = "ours"
    """No official number: the system's own default."""


class Part(Labelled):
    """The parts of 19号 that apply here. Deductions are for portals of counties and above only."""

    SITE_VETO = "site_veto", N_("单项否决指标（政府网站）")
    ACCOUNT_VETO = "account_veto", N_("单项否决指标（政务新媒体）")
    DEDUCTION = "deduction", N_("扣分指标（政府门户网站）")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that decides whether something is a finding; offices may set another."""

    key: str
    label: str
    default: int
    unit: str
    mark: Standing


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of 19号, or one of its conditions."""

    id: str
    part: Part
    area: str
    """一级指标, or the veto indicator's name, verbatim."""
    name: str
    """二级指标, verbatim; for a veto indicator its condition's short name."""
    condition: str
    mark: Standing
    thresholds: tuple[str, ...] = ()
    points: Decimal | None = None
    """The most that can be deducted; `None` for a veto, or where no figure is known."""
    each: tuple[Decimal, ...] = ()
    """What one finding costs, the worse kind first."""


class Source(StrEnum):
    """Where the facts for a check come from."""

    OWN = "own"
    """This system's own records."""
    CRAWL = "crawl"
    """Pages as they are served."""
    API = "api"
    """The platform of the account, or what is entered from it by hand."""
    HUMAN = "human"


class Severity(Labelled):
    """How serious a finding is."""

    INFO = "info", N_("提示")
    YELLOW = "yellow", N_("黄牌")
    RED = "red", N_("红牌")
    BLOCK = "block", N_("不得发布")
    VETO = "veto", N_("单项否决")


@dataclass(frozen=True, slots=True)
class Check:
    """Something the system can look for by itself."""

    id: str
    key: str
    rule: str
    sources: tuple[Source, ...]
    severities: tuple[Severity, ...]
    """The levels it can reach, lightest first."""
    maps_to: tuple[str, ...] = ()
    """The indicators it is evidence for."""
    basis: tuple[str, ...] = ()
    """What else it rests on: an article, another list."""
    thresholds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnClass:
    """How often a kind of column (栏目) must be updated."""

    key: str
    label: str
    examples: tuple[str, ...]
    threshold: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The thresholds of an office: the defaults, and what it changed."""

    thresholds: Mapping[str, Threshold]
    changed: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for key, value in self.changed.items():
            threshold = self.thresholds.get(key)
            if threshold is None:
                raise Refused(say(N_("没有“{key}”这项阈值。"), key=key), DOCUMENT)
            if type(value) is not int or value < 1:
                raise Refused(
                    say(
                        N_("“{label}”应当是不小于1的整数，不能是{value}。"),
                        label=say(threshold.label),
                        value=value,
                    ),
                    DOCUMENT,
                )

    def value(self, key: str) -> int:
        """The threshold in force; `KeyError` for one that does not exist."""
        return self.changed.get(key, self.thresholds[key].default)

    def differs(self, key: str) -> bool:
        """Whether the office uses another number than the default."""
        return self.value(key) != self.thresholds[key].default
