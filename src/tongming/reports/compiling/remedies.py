"""Table 4 counted from the register of cases, and the cases behind each of its cells.

Only for the years a unit keeps its cases here (docs/decisions/1201); for the others a figure is
stated, as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from tongming.law.figures import Cell
from tongming.law.remedy_counting import Reading
from tongming.law.remedy_results import Standing, Way
from tongming.law.words import N_, Message, say
from tongming.remedies.counting import counted_cases, is_kept, keeping_of
from tongming.remedies.models import CaseFact
from tongming.units.models import Unit

TOTAL = "total"
ALL = N_("{year}年的{way}案件")
ENDED = N_("{year}年内审结、{standing}的{way}案件")
PENDING = N_("到{year}年12月31日尚未审结的{way}案件")
READ_AS = N_("{what}。口径：{reading}；没有找到官方说明")


def count_cases(unit: Unit, year: int, at: datetime | None) -> Mapping[Cell, tuple[int, Message]]:
    """Every cell of table 4, 0 where there is no case; none in a year not kept here."""
    keeping = keeping_of(unit, at)
    if keeping is None or not is_kept(unit, year, at):
        return {}
    reading = say(Reading(keeping.reading).label)
    counts = Counter((one.way, one.standing) for one in counted_cases(unit, year, at))
    cells: dict[Cell, tuple[int, Message]] = {}
    for way in Way:
        name = say(way.label)
        for standing in Standing:
            words = say(
                PENDING if standing is Standing.PENDING else ENDED,
                year=year, way=name, standing=say(standing.label),
            )  # fmt: skip
            cells[Cell("remedies", way.value, standing.value)] = (
                counts[way, standing],
                say(READ_AS, what=words, reading=reading),
            )
        cells[Cell("remedies", way.value, TOTAL)] = (
            sum(counts[way, standing] for standing in Standing),
            say(READ_AS, what=say(ALL, year=year, way=name), reading=reading),
        )
    return cells


def cases_of(unit: Unit, year: int, cell: Cell, at: datetime | None) -> list[CaseFact]:
    """The cases a cell of table 4 counts, as many as it says, the oldest first."""
    if cell.table != "remedies":
        return []
    return [
        one.fact
        for one in counted_cases(unit, year, at)
        if one.way == cell.row and cell.column in (one.standing.value, TOTAL)
    ]
