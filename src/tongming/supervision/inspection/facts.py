"""What looks for findings: rooms say how each check is made on their own records.

A room above registers, in its `AppConfig.ready`, what it can look at:

    register_check("C05", empty_columns)

The function is given the unit and the day and answers with everything that is wrong there now. It
looks at no clock. What an indicator finds may be registered in several places; it is their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from tongming.law.inspection import CHECKS, INDICATORS, Part, Severity
from tongming.law.words import Message

if TYPE_CHECKING:
    from tongming.files.models import StoredFile
    from tongming.supervision.inspection.models import Finding
    from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong."""

    indicator: str
    """A check, "C25", or an indicator of 19号, "A-02"."""
    subject: str
    """Whose fault it is: an address or a record's key, the same as long as it is the same thing."""
    say: Message
    """What is wrong, to whoever mends it."""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    """What was seen, as JSON keeps it: text, whole numbers, lists, mappings."""
    url: str = ""
    """Where it is mended: the record's page on the workbench, or the address that was fetched."""
    severity: Severity | None = None
    """How serious, where the check itself tells degrees; else as the rules say."""
    file: StoredFile | None = None


Look = Callable[["Unit", date], Iterable[Found]]
Recheck = Callable[["Finding", date], "Iterable[Found] | None"]

_checks: dict[str, list[Look]] = {}
_rechecks: dict[str, Recheck] = {}
_columns: dict[str, tuple[str, str]] = {}


def register_check(indicator: str, look: Look) -> None:
    """Say how a check is made on the system's own records. Twice the same is once."""
    known(indicator)
    looks = _checks.setdefault(indicator, [])
    if look not in looks:
        looks.append(look)


def unregister_check(indicator: str, look: Look) -> None:
    """Take one out, for tests."""
    _checks[indicator].remove(look)
    if not _checks[indicator]:
        del _checks[indicator]


def register_recheck(source: str, look: Recheck) -> None:
    """Say how one finding of a source other than the own records is looked at again at once.

    The function is given the finding and answers with what is wrong with its subject now, nothing
    where it was mended; None where that cannot be told now.
    """
    _rechecks[source] = look


def register_columns(columns: Mapping[str, tuple[str, str]]) -> None:
    """Say which columns there are by key: the name, and the class it is updated by at first."""
    _columns.update(columns)


def columns() -> Mapping[str, tuple[str, str]]:
    """Every column anybody named."""
    return _columns


def recheck_of(source: str) -> Recheck | None:
    """How a source looks again, where it can."""
    return _rechecks.get(source)


def looked_for() -> tuple[str, ...]:
    """The checks that somebody can make on the system's own records, in order."""
    return tuple(sorted(_checks))


def look(indicator: str, unit: Unit, day: date) -> list[Found]:
    """Everything one check finds in a unit."""
    return [found for one in _checks.get(indicator, ()) for found in one(unit, day)]


def known(indicator: str) -> None:
    """A check or an indicator that exists; anything else is a mistake in the code."""
    if indicator not in CHECKS and indicator not in INDICATORS:
        raise ValueError(f"no indicator {indicator}")


def rule_of(indicator: str) -> str:
    """What an indicator looks at, in Chinese."""
    known(indicator)
    return CHECKS[indicator].rule if indicator in CHECKS else INDICATORS[indicator].condition


def severities_of(indicator: str) -> tuple[Severity, ...]:
    """The degrees it can reach by itself, lightest first."""
    known(indicator)
    if indicator in CHECKS:
        return CHECKS[indicator].severities
    return (Severity.YELLOW,) if INDICATORS[indicator].part is Part.DEDUCTION else (Severity.VETO,)


def basis_of(indicator: str) -> tuple[str, ...]:
    """What an indicator rests on: indicators of 19号, other documents."""
    known(indicator)
    return (*CHECKS[indicator].maps_to, *CHECKS[indicator].basis) if indicator in CHECKS else ()
