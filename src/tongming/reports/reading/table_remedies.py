"""Table 4: reconsideration and litigation, five results for each of three remedies."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from tongming.law.figures import Cell
from tongming.law.forms import REMEDY_GROUPS, REMEDY_RESULTS
from tongming.law.words import N_, say
from tongming.reports.reading.align import Header, How, align
from tongming.reports.reading.blocks import Box, Grid
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import REMEDY_GROUP, REMEDY_RESULT
from tongming.reports.reading.numbers import value_of

GROUPS = tuple(key for key, _ in REMEDY_GROUPS)
RESULTS = tuple(key for key, _ in REMEDY_RESULTS)
IN_ORDER = tuple(f"{group}/{result}" for group in GROUPS for result in RESULTS)
"""The fifteen columns as the form prints them."""


def read_remedies(grid: Grid, findings: Findings) -> None:
    """Read table 4, printed as one row of fifteen or with a row for each remedy."""
    header: list[Box] = findings.headers.get("remedies", (0, []))[1]
    open_header = False
    read = False
    for number in range(len(grid.rows)):
        boxes = grid.boxes(number)
        words = [box for box in boxes if value_of(box.text).is_words and box.row == number]
        values = [box for box in boxes if not value_of(box.text).is_words]
        printed = [box for box in values if not value_of(box.text).empty]
        group = next(
            (REMEDY_GROUP.exact(box.text) for box in words if REMEDY_GROUP.exact(box.text)), None
        )
        results = [box for box in words if REMEDY_RESULT.find(box.text)]
        if (
            results
            or (words and not printed and group is None and not values)
            or (group is not None and not values)
        ):
            header = [*header, *words] if open_header else list(words)
            open_header = True
            continue
        if group is not None and len([box for box in words if REMEDY_GROUP.exact(box.text)]) > 1:
            header = [*header, *words] if open_header else list(words)
            open_header = True
            continue
        open_header = False
        if not values:
            continue
        if _read_row(boxes, header, group, findings):
            read = True
        elif printed:
            findings.remark(
                "remedies",
                say(N_("复议、诉讼表的一行有{n}个数，与表头对不上，未取数"), n=len(printed)),
            )
    if read or header:
        findings.met("remedies", "header")
    findings.headers["remedies"] = (grid.width, header)


def _read_row(
    boxes: list[Box], header: Sequence[Box], group: str | None, findings: Findings
) -> bool:
    columns = _columns(header, group)
    last_label = max((i for i, box in enumerate(boxes) if value_of(box.text).is_words), default=-1)
    values = boxes[last_label + 1 :]
    aligned = align(values, columns)
    if aligned is None:
        return False
    if aligned.how is How.ORDER:
        findings.remark("remedies", say(N_("表头与数据行的列位置不一致，按列的先后顺序读取")))
    for key, (value, text) in aligned.values.items():
        row, _, column = key.partition("/")
        findings.met("remedies", row)
        findings.put(Cell("remedies", row, column), value, text)
    return True


def _columns(header: Sequence[Box], group: str | None) -> Header:
    """The columns under a header: each result belongs to the remedy printed above it."""
    results: list[tuple[Box, str]] = []
    for box in header:
        match = REMEDY_RESULT.find(box.text)
        if match is not None:
            results.append((box, match.key))
    results.sort(key=lambda item: item[0].col)
    if group is not None:
        if {key for _, key in results} == set(RESULTS) and len(results) == len(RESULTS):
            return _header([(box, f"{group}/{key}") for box, key in results])
        return Header({}, tuple(f"{group}/{key}" for key in RESULTS))
    owners = [(box, key) for box in header if (key := REMEDY_GROUP.exact(box.text))]
    placed: list[tuple[Box, str]] = []
    for box, result in results:
        above = [key for owner, key in owners if owner.col <= box.col and box.right <= owner.right]
        if len(above) != 1:
            break
        placed.append((box, f"{above[0]}/{result}"))
    keys = [key for _, key in placed]
    if results and len(placed) == len(results) and len(set(keys)) == len(keys):
        return _header(placed)
    printed = [key for _, key in results]
    if printed and printed != list(RESULTS) * (len(printed) // len(RESULTS)):
        return Header({}, ())
    named = sorted({key for _, key in owners}, key=GROUPS.index)
    if printed and named and len(named) * len(RESULTS) == len(printed):
        return Header({}, tuple(f"{group}/{key}" for group in named for key in RESULTS))
    return Header({}, IN_ORDER)


def _header(placed: list[tuple[Box, str]]) -> Header:
    spans = {key: (box.col, box.right) for box, key in placed}
    sound = all(
        one.right <= two.col for (one, _), (two, _) in itertools.pairwise(placed)
    )
    return Header(spans, tuple(spans), sound)
