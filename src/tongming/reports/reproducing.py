"""A signed report worked out again from what was known when it was signed."""

from __future__ import annotations

from dataclasses import dataclass

from tongming.reports.actions.signing import frozen_content
from tongming.reports.compiling.year import compile_year
from tongming.reports.freezing import Differences, differences, digest, thaw
from tongming.reports.models import FrozenReport


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What came out, compared with what was signed."""

    intact: bool
    """The kept content still has the hash that was signed."""
    recorded: bool
    """The ledger's event names the same hash."""
    reproduced: bool
    """Compiled again as of the signature, the content comes out the same to the last byte."""
    differences: Differences
    """Where it does not: cell by cell."""

    @property
    def holds(self) -> bool:
        """Whether all three agree."""
        return self.intact and self.recorded and self.reproduced


def reproduce(frozen: FrozenReport) -> Reproduction:
    """Compile a signed report again as of the moment it was signed."""
    report = frozen.report
    compiled = compile_year(report.unit, report.year, report.form_kind, frozen.known_at)
    content = frozen_content(compiled, version=frozen.version, known_at=frozen.known_at)
    return Reproduction(
        intact=digest(frozen.content) == frozen.sha256,
        recorded=frozen.event.data.get("sha256") == frozen.sha256,
        reproduced=content == frozen.content,
        differences=differences(thaw(frozen.content), compiled.report),
    )
