"""Tables 2 and 4 and the older form in running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tongming.law.figures import Cell
from tongming.law.forms import REMEDY_GROUPS, REMEDY_RESULTS
from tongming.law.words import N_, say
from tongming.reports.reading.align import EMPTY
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import (
    PROACTIVE_BLOCKS,
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
    REMEDY_GROUP,
    bare,
)
from tongming.reports.reading.table_legacy import UNITS, put_legacy
from tongming.reports.reading.table_legacy import Sequence as LegacySequence
from tongming.reports.reading.table_remedies import GROUPS, IN_ORDER, RESULTS
from tongming.reports.reading.table_rows import PROACTIVE
from tongming.reports.reading.tokens import Run, Token, header_labels, tail


class ProactiveRuns:
    """Table 2."""

    def __init__(self, findings: Findings, lines: set[int]) -> None:
        self._findings = findings
        self._lines = lines
        self._columns: list[str] = []
        self._broken = False
        self._rows: list[tuple[str, str, list[str], bool, Run]] = []

    def take(self, run: Run) -> None:
        """Read a run in the region of the table."""
        names = [bare(token.text) for token in run.words]
        # Blocks left blank run together: the last header is the one over the figures.
        last = max((i for i, name in enumerate(names) if name in PROACTIVE.header_only), default=0)
        header = header_labels(run.words[last:], PROACTIVE_COLUMNS, PROACTIVE.header_only)
        if header is not None and header[0]:
            self._columns, self._broken = header
        for token, name in zip(run.words, names, strict=True):
            key = PROACTIVE_ROWS.exact(token.text)
            if key is not None:
                self._findings.met("proactive", key)
            if (
                key is not None
                or name in PROACTIVE.header_only
                or PROACTIVE_COLUMNS.keys(token.text)
            ):
                self._lines.add(token.line)
        found = tail(run.words, PROACTIVE_ROWS)
        if not run.values:
            return
        if found is None:
            columns = {key for _, block in PROACTIVE_BLOCKS["rules"] for key, _ in block}
            self._findings.orphans("proactive", run.words, PROACTIVE_ROWS, run.cells, columns)
            return
        key, count, _ = found
        self._findings.met("proactive", key)
        self._lines.update(token.line for token in (*run.words[-count:], *run.values))
        self._rows.append((key, run.label(count), self._columns, self._broken, run))

    def finish(self, *, blank_lines: bool) -> None:
        """Give the rows their columns, now that the form is known, and how empty cells are kept."""
        for key, label, columns, broken, run in self._rows:
            order = self._order(key, columns, broken)
            values, lines = run.fitting(len(order)), run.without_end(len(order))
            if blank_lines and len(lines) == len(order) != len(values):
                values = lines
            self._give(key, label, order, values)

    def _give(self, key: str, label: str, order: tuple[str, ...], values: Sequence[Token]) -> None:
        if len(values) == len(order):
            for column, token in zip(order, values, strict=True):
                self._findings.put(Cell("proactive", key, column), token.value or EMPTY, token.text)
        elif any(token.text for token in values):
            self._findings.doubt("proactive", key, order)
            self._findings.cannot_tell("proactive", key, label, len(values), len(order))

    def _order(self, row: str, columns: list[str], broken: bool) -> tuple[str, ...]:
        """The columns over a row: the form whose columns its header fits best."""
        forms = dict(PROACTIVE_BLOCKS[row])
        marks = self._findings.marks
        there = set(columns)

        def fit(form: str) -> tuple[int, int]:
            keys = {key for key, _ in forms[form]}
            return len(keys & there) * 2 - len(there - keys), marks[form]

        keys = tuple(key for key, _ in forms[max(forms, key=fit)])
        return tuple(columns) if there == set(keys) and not broken else keys


_RESULT = re.compile("|".join([*(label for _, label in REMEDY_RESULTS), "合计"]))
_NAMES = [(key, labels[-1]) for key, labels in REMEDY_GROUPS]


class RemedyRuns:
    """Table 4."""

    def __init__(self, findings: Findings, lines: set[int]) -> None:
        self._findings = findings
        self._lines = lines
        self._printed: list[str] = []

    def take(self, run: Run) -> None:
        """Read a run in the region of the table."""
        text = run.text
        printed = _RESULT.findall(text)
        if len(printed) >= len(RESULTS):
            self._printed = printed
            self._findings.met("remedies", "header")
            self._mine(t for t in run.words if _RESULT.search(t.text) or REMEDY_GROUP.exact(t.text))
        if not run.cells:
            return
        group = REMEDY_GROUP.exact(run.words[-1].text) if run.words else None
        order = self._order(text, group)
        values = _with_blank_lines(run, len(order))
        headless = (
            not self._printed
            and len(values) == len(IN_ORDER)
            and (_in_pieces(text, values) or _adds_up(values))
        )
        if len(values) == len(order) and (self._printed or headless):
            if headless:
                self._findings.remark(
                    "remedies", say(N_("没有可以辨认的表头，按格式规定的列序读取"))
                )
            self._mine(run.values)
            self._put(order, values)
            self._printed = [] if group is None else self._printed
        elif self._printed and (group is not None or printed):
            self._mine(run.values)
            for row in [group] if group else GROUPS:
                self._findings.doubt("remedies", row, RESULTS)
            self._findings.cannot_tell("remedies", group or "", "", len(values), len(order))

    def _order(self, text: str, group: str | None) -> tuple[str, ...]:
        count = len(self._printed)
        if group is not None and count == len(RESULTS) and not _RESULT.search(text[-4:]):
            return tuple(f"{group}/{result}" for result in RESULTS)
        if count != len(IN_ORDER):
            named = [key for key, label in _NAMES if bare(label) in text]
            if named and len(named) * len(RESULTS) == count:
                return tuple(f"{key}/{result}" for key in named for result in RESULTS)
        return IN_ORDER

    def _put(self, order: tuple[str, ...], values: Sequence[Token]) -> None:
        for key, token in zip(order, values, strict=True):
            row, _, column = key.partition("/")
            self._findings.met("remedies", row)
            self._findings.put(Cell("remedies", row, column), token.value or EMPTY, token.text)

    def _mine(self, tokens: Iterable[Token]) -> None:
        self._lines.update(token.line for token in tokens)


def _with_blank_lines(run: Run, width: int) -> list[Token]:
    """The cells of a row; a blank line is an empty one where the lines are then just enough."""
    cells, lines = run.fitting(width), run.without_end(width)
    if len(cells) == width or len(lines) != width:
        return cells
    # In a text with a blank line after each line, blank lines say nothing.
    close = any(one.text and two.text for one, two in pairwise(lines))
    return lines if close else cells


def _in_pieces(text: str, values: Sequence[Token]) -> bool:
    """Whether the words are the whole header, its labels broken and mixed up, over one line."""
    return len({token.line for token in values}) == 1 and (
        Counter(text) >= Counter("".join(label for _, label in REMEDY_RESULTS) * len(GROUPS))
    )


def _adds_up(values: Sequence[Token]) -> bool:
    """Whether fifteen numbers are three times four and their sum."""
    counts = [
        token.value.figure
        for token in values
        if token.value is not None and isinstance(token.value.figure, int)
    ]
    return len(counts) == len(IN_ORDER) and all(
        sum(counts[at : at + 4]) == counts[at + 4] for at in (0, 5, 10)
    )


class LegacyRuns:
    """政府信息公开情况统计表."""

    def __init__(self, findings: Findings, lines: set[int]) -> None:
        self._findings = findings
        self._lines = lines
        self._rows = LegacySequence()

    def take(self, run: Run) -> None:
        """Read a run in the region of the table."""
        words = [token for token in run.words if bare(token.text) not in UNITS]
        for token in words[:-1]:
            key = self._rows.exact(token.text)
            if key is not None:
                self._findings.met("legacy", key)
                self._lines.add(token.line)
        if not words or not run.values:
            return
        found, count = None, 1
        for count in range(1, min(5, len(words) + 1)):
            found = self._rows.exact("".join(token.text for token in words[-count:]))
            if found is not None:
                break
        if found is None:
            found, count = self._rows.find(words[-1].text), 1
        if found is not None:
            self._lines.update(token.line for token in (*words[-count:], *run.values))
        label = "".join(token.text for token in words[-count:])
        put_legacy(found, label, [token.text for token in run.cells], self._findings)
