"""A row of table 3 whose name is lost: its neighbours tell which one it is, if anything does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tongming.law.forms import FORM_2019, FORM_2021
from tongming.law.words import N_, say
from tongming.reports.reading.align import Aligned
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import bare, similarity


@dataclass(slots=True)
class Unnamed:
    """A row in the order printed: its key where it has a name, its values where it has none."""

    key: str | None
    label: str
    values: Aligned | None


def name_the_missing(
    table: str,
    rows: list[Unnamed],
    findings: Findings,
    put: Callable[[str, Aligned], None],
) -> None:
    """Give a nameless row the one name missing between its neighbours; else say it is there.

    Only where a single nameless row stands where a single row of the form is missing, and what is
    left of its label does not speak against it.
    """
    form = FORM_2019 if findings.marks[FORM_2019.id] > findings.marks[FORM_2021.id] else FORM_2021
    order = [cell.row for cell in form.table(table).cells()] if form.has(table) else []
    order = list(dict.fromkeys(order))
    labels = (
        {row.key: row.label for block in form.table(table).blocks for row in block.rows}
        if form.has(table)
        else {}
    )
    for position, row in enumerate(rows):
        if row.key is not None:
            continue
        between = _between(rows, position, order)
        label = "".join(row.label.split())
        if len(between) == 1 and row.values is not None and _could_be(label, labels[between[0]]):
            key = between[0]
            findings.met(table, key)
            findings.remark(
                f"{table}/{key}",
                say(N_("行名缺失或残缺（“{label}”），按前后行的位置读取"), label=label),
            )
            put(key, row.values)
            row.key = key
        else:
            findings.unknown[label or f"({position + 1})"] = None
            findings.remark(table, say(N_("表中有一行“{label}”不在格式之内，未计入"), label=label))


def _between(rows: list[Unnamed], position: int, order: list[str]) -> list[str]:
    """The rows of the form missing between the named neighbours; none if there is doubt."""
    before = rows[position - 1].key if position else None
    after = rows[position + 1].key if position + 1 < len(rows) else None
    if (position and before is None) or (position + 1 < len(rows) and after is None):
        return []
    start = order.index(before) + 1 if before in order else 0
    end = order.index(after) if after in order else len(order)
    if (before is not None and before not in order) or (after is not None and after not in order):
        return []
    return order[start:end]


def _could_be(label: str, wanted: str) -> bool:
    if not bare(label):
        return True
    return similarity(bare(label), bare(wanted)) >= 0.4
