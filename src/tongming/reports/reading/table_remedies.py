"""Table 4: reconsideration and litigation, five results for each of three remedies."""

from __future__ import annotations

from collections.abc import Sequence

from tongming.law.figures import Cell
from tongming.law.forms import REMEDY_GROUPS, REMEDY_RESULTS
from tongming.law.words import N_, say
from tongming.reports.reading.align import Header, align
from tongming.reports.reading.blocks import Box, Grid
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import REMEDY_GROUP, REMEDY_RESULT
from tongming.reports.reading.limits import MAX_ACROSS
from tongming.reports.reading.numbers import value_of

GROUPS = tuple(key for key, _ in REMEDY_GROUPS)
RESULTS = tuple(key for key, _ in REMEDY_RESULTS)
_MOST_HEADER = 100
"""Boxes of a header that are remembered: the form's has nineteen."""
IN_ORDER = tuple(f"{group}/{result}" for group in GROUPS for result in RESULTS)
"""The fifteen columns as the form prints them."""


def read_remedies(grid: Grid, findings: Findings) -> None:
    """Read table 4, printed as one row of fifteen or with a row for each remedy."""
    _, header, extent = findings.headers.get("remedies", (0, [], 0))
    open_header = False
    read = False
    for number in range(len(grid.rows)):
        boxes = grid.boxes(number)
        words = [box for box in boxes if value_of(box.text).is_words and box.row == number]
        values = [box for box in boxes if not value_of(box.text).is_words]
        printed = [box for box in values if not value_of(box.text).empty]
        groups = [key for box in words if (key := _group(box.text))]
        named = any(REMEDY_RESULT.find(box.text) for box in words)
        of_one = len(groups) == 1 and values and any(REMEDY_RESULT.exact(b.text) for b in header)
        if not printed and (named or (words and not of_one)):
            header = [*header[-_MOST_HEADER:], *words] if open_header else list(words)
            extent = max(extent if open_header else 0, *(box.right for box in boxes))
            open_header = True
            continue
        open_header = False
        if not values:
            continue
        if _read_row(boxes, header, extent, groups[-1] if groups else None, findings):
            read = True
        elif printed:
            findings.remark(
                "remedies",
                say(N_("复议、诉讼表的一行有{n}个数，与表头对不上，未取数"), n=len(printed)),
            )
    if read or header:
        findings.met("remedies", "header")
    findings.headers["remedies"] = (grid.width, header, extent)


def _group(text: str) -> str | None:
    match = REMEDY_GROUP.find(text) if len(text) <= 20 else None
    return match.key if match else None


def _read_row(
    boxes: list[Box], header: Sequence[Box], extent: int, group: str | None, findings: Findings
) -> bool:
    last_label = max((i for i, box in enumerate(boxes) if value_of(box.text).is_words), default=-1)
    values = boxes[last_label + 1 :]
    if len(values) > MAX_ACROSS:
        return False
    aligned = None
    longer = any(box.right > extent for box in values)
    placed = None if longer and header else _by_place(values, header, group)
    if placed is not None and not _odd(placed, values):
        aligned = align(values, placed)
    if aligned is None:
        aligned = align(values, Header({}, _by_order(header, group, len(values))))
        if aligned is not None and placed is not None:
            findings.remark("remedies", say(N_("表头与数据行的列位置不一致，按列的先后顺序读取")))
    if aligned is None:
        return False
    for key, (value, text) in aligned.values.items():
        row, _, column = key.partition("/")
        findings.met("remedies", row)
        findings.put(Cell("remedies", row, column), value, text)
    return True


def _by_place(values: Sequence[Box], header: Sequence[Box], group: str | None) -> Header | None:
    """The columns by what stands above each value: a result, and the remedy over it."""
    spans: dict[str, tuple[int, int]] = {}
    for box in values:
        above = [b for b in header if b.col <= box.col and box.right <= b.right]
        results = [match.key for b in above if (match := REMEDY_RESULT.find(b.text))]
        owners = [match.key for b in above if (match := REMEDY_GROUP.find(b.text))]
        owner = group or (owners[-1] if owners else None)
        if not results or owner is None:
            if value_of(box.text).empty:
                continue
            return None
        key = f"{owner}/{results[-1]}"
        if key in spans:
            return None
        spans[key] = (box.col, box.right)
    named = {key.partition("/")[0] for key in spans}
    if not spans or set(spans) != {f"{owner}/{result}" for owner in named for result in RESULTS}:
        return None
    return Header(spans, tuple(spans))


def _odd(header: Header, values: Sequence[Box]) -> bool:
    """Whether columns stand in an order that is a damaged header's rather than another form's.

    Another order is believed where it is the same for every remedy and the totals do not speak
    against it.
    """
    order = sorted(header.columns, key=lambda key: header.columns[key])
    if order == [key for key in IN_ORDER if key in header.columns]:
        return False
    owners = list(dict.fromkeys(key.partition("/")[0] for key in order))
    each = {tuple(k.partition("/")[2] for k in order if k.startswith(owner)) for owner in owners}
    if len(each) != 1 or [key.partition("/")[0] for key in order] != [
        owner for owner in owners for _ in RESULTS
    ]:
        return True
    at = {box.col: value_of(box.text).figure for box in values}
    for owner in owners:
        figures = {
            key.partition("/")[2]: at.get(first)
            for key, (first, _) in header.columns.items()
            if key.startswith(owner)
        }
        counts = [n for key in RESULTS if isinstance(n := figures.get(key), int)]
        if len(counts) == len(RESULTS) and counts[-1] != sum(counts[:-1]):
            return True
    return False


def _by_order(header: Sequence[Box], group: str | None, count: int) -> tuple[str, ...]:
    """The columns of so many values by the order of the header's labels.

    None where the header prints another order than the form's. Of a header that is damaged it is
    enough that what is left of it stands in the form's order and the row is complete.
    """
    if group is not None:
        return tuple(f"{group}/{result}" for result in RESULTS)
    reading = sorted(header, key=lambda box: (box.row, box.col))
    results = [match.key for box in reading if (match := REMEDY_RESULT.find(box.text))]
    owners = [match.key for box in reading if (match := REMEDY_GROUP.find(box.text))]
    named = [key for key in GROUPS if key in owners]
    if list(dict.fromkeys(owners)) != named or not _within(results, RESULTS * len(GROUPS)):
        return ()
    if count == len(IN_ORDER):
        return IN_ORDER
    sets = len(results) // len(RESULTS)
    if not results or results != list(RESULTS) * sets:
        return ()
    if sets == 1 and owners:
        return tuple(f"{owners[-1]}/{result}" for result in RESULTS)
    if sets == len(named):
        return tuple(f"{owner}/{result}" for owner in named for result in RESULTS)
    return ()


def _within(some: Sequence[str], every: Sequence[str]) -> bool:
    """Whether labels stand in the order of others, some of them missing."""
    rest = iter(every)
    return all(label in rest for label in some)
