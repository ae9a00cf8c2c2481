"""Tables whose rows are named at their left: 2 (proactive), 3 (requests), channels, stated."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from tongming.law.figures import Cell
from tongming.law.forms import FORM_OWN, REQUEST_COLUMNS
from tongming.law.words import N_, say
from tongming.reports.reading.align import Aligned, Header, How, align, by_order
from tongming.reports.reading.blocks import Box, Grid
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import (
    CHANNEL_COLUMNS,
    CHANNEL_ROWS,
    PROACTIVE_BLOCKS,
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
    REQUEST_HEADINGS,
    REQUEST_KINDS,
    REQUEST_ROWS,
    STATED_ROWS,
    Vocabulary,
    bare,
)
from tongming.reports.reading.layout import OFFICIAL, Layout, layout_of
from tongming.reports.reading.missing import Unnamed, name_the_missing
from tongming.reports.reading.numbers import value_of
from tongming.reports.reading.table_header import Columns, Headers


@dataclass(frozen=True, slots=True)
class Spec:
    """What a table's rows and columns can be."""

    table: str
    rows: Vocabulary
    columns: Vocabulary | None
    headings: frozenset[str] = frozenset()
    header_only: frozenset[str] = frozenset()
    """Words that stand in a header and never beside figures."""

    def choices(self, row: str) -> list[Columns]:
        """The columns a row has, one list a form."""
        return _CHOICES[row] if self.table == "proactive" else _FIXED[self.table]


_CHOICES: dict[str, list[Columns]] = {
    row: [columns for _, columns in forms] for row, forms in PROACTIVE_BLOCKS.items()
}
_FIXED: dict[str, list[Columns]] = {
    "requests": [tuple((column.key, column.label) for column in REQUEST_COLUMNS)],
    **{
        key: [tuple((column.key, column.label) for column in FORM_OWN.table(key).blocks[0].columns)]
        for key in ("channels", "stated")
    },
}
REQUESTS = Spec(
    "requests",
    REQUEST_ROWS,
    REQUEST_KINDS,
    frozenset(REQUEST_HEADINGS) - {"3.6"},
    frozenset(
        bare(label)
        for column in REQUEST_COLUMNS
        for label in (*column.groups, column.label)
        if REQUEST_ROWS.exact(label) is None
    ),
)
PROACTIVE = Spec(
    "proactive", PROACTIVE_ROWS, PROACTIVE_COLUMNS, frozenset(), frozenset({"信息内容"})
)
CHANNELS = Spec("channels", CHANNEL_ROWS, CHANNEL_COLUMNS)
STATED = Spec("stated", STATED_ROWS, None)
_FARTHEST_LABEL = 12
"""Boxes before the figures of a row."""
LATER = "?"
"""The key of a row whose name is not known yet."""
SPECS = {spec.table: spec for spec in (REQUESTS, PROACTIVE, CHANNELS, STATED)}


@dataclass(slots=True)
class _Row:
    """A row of the grid, its label told apart from its values."""

    number: int
    key: str | None
    label: str
    exact: bool
    labels: list[Box] = field(default_factory=list)
    values: list[Box] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        return any(
            not (value := value_of(box.text)).empty and not value.is_words for box in self.values
        )


def read_rows(spec: Spec, grid: Grid, findings: Findings) -> None:
    """Read a table's rows into the findings."""
    _Reader(spec, grid, findings).read()


class _Reader:
    def __init__(self, spec: Spec, grid: Grid, findings: Findings) -> None:
        self._spec = spec
        self._grid = grid
        self._findings = findings
        self._headers = Headers(spec.table, spec.columns, findings)
        self._unnamed: list[Unnamed] = []
        self._rows: list[tuple[_Row, Header]] = []
        self._layout = Layout()
        self._merged: set[int] = set()
        """Figures in cells merged over several rows: nobody can say whose they are."""

    def read(self) -> None:
        self._headers.carry_on(self._findings.headers.get(self._spec.table), self._grid)
        rows = [
            row
            for number in range(len(self._grid.rows))
            for row in self._packed(number) or [self._split(number)]
        ]
        self._join_broken_labels(rows)
        self._merged = {
            id(box)
            for row in rows
            if row.key is not None
            for box in row.values
            if box.row != row.number and not value_of(box.text).empty
        }
        for row in rows:
            if (
                row.key is None
                and not row.filled
                and self._headers.take(self._grid.starting(row.number))
            ):
                continue
            self._headers.close()
            if row.key is not None:
                self._data(row)
            elif row.filled:
                self._nameless(row)
        if self._spec is REQUESTS:
            self._layout = layout_of([(row.values, header) for row, header in self._rows])
            if self._layout.misprinted:
                self._findings.remark(
                    "requests", say(N_("表头的列序与各行合计不符，按格式规定的列序则相符，从后者"))
                )
        for row, header in self._rows:
            self._values(row, header)
        name_the_missing(self._spec.table, self._unnamed, self._findings, self._put)
        self._findings.headers[self._spec.table] = self._headers.to_carry(self._grid)

    # --- Label and values ---

    def _split(self, number: int) -> _Row:
        """A row as its label and its values; words reaching down from above are neither."""
        boxes = [
            box
            for box in self._grid.boxes(number)
            if box.row == number or not value_of(box.text).is_words
        ]
        words = [i for i, box in enumerate(boxes) if value_of(box.text).is_words]
        if any(bare(boxes[i].text) in self._spec.header_only for i in words):
            return self._unlabelled(number, boxes)
        for last in reversed(words):
            key, first, exact = self._label(boxes, last)
            if key is None:
                continue
            if key in self._spec.headings and (boxes[last].height > 1 or last != words[-1]):
                # The name is that of the heading beside it: the row's own is lost.
                return self._unlabelled(number, boxes, after=last + 1)
            text = "".join(box.text for box in boxes[first : last + 1])
            return _Row(number, key, text, exact, boxes[: last + 1], boxes[last + 1 :])
        return self._unlabelled(number, boxes)

    def _packed(self, number: int) -> list[_Row]:
        """The rows in a row whose cells hold a line for each of several labels."""
        boxes = self._grid.boxes(number)
        for place, box in enumerate(boxes[:_FARTHEST_LABEL]):
            if "\n" not in box.text:
                continue
            names = box.text.split("\n")
            if not all(self._spec.rows.exact(name) for name in names):
                continue
            columns = [
                b.text.split("\n") if b.text else [""] * len(names) for b in boxes[place + 1 :]
            ]
            if not columns or any(len(column) != len(names) for column in columns):
                continue
            return [
                _Row(
                    number,
                    self._spec.rows.exact(name),
                    name,
                    True,
                    boxes[: place + 1],
                    [
                        Box(column[line], b.row, b.col, b.height, b.width)
                        for column, b in zip(columns, boxes[place + 1 :], strict=True)
                    ],
                )
                for line, name in enumerate(names)
            ]
        return []

    def _label(self, boxes: list[Box], last: int) -> tuple[str | None, int, bool]:
        """The row that a label ending in box `last` names, where it begins, whether it is whole."""
        texts = [boxes[last].text]
        firsts = [last]
        for first in range(last - 1, max(last - 4, -1), -1):
            texts.append(boxes[first].text + texts[-1])
            firsts.append(first)
        for text, first in zip(texts, firsts, strict=True):
            key = self._spec.rows.exact(text) if len(text) <= 90 else None
            if key is not None:
                return key, first, True
        match = self._spec.rows.find(texts[0]) if len(texts[0]) <= 90 else None
        return (match.key, last, match.exact) if match else (None, last, False)

    def _unlabelled(self, number: int, boxes: list[Box], after: int = 0) -> _Row:
        end = after
        while end < len(boxes) and value_of(boxes[end].text).is_words:
            end += 1
        text = "".join(box.text for box in boxes[after:end] if box.row == number)
        return _Row(number, None, text, False, boxes[:end], boxes[end:])

    def _join_broken_labels(self, rows: list[_Row]) -> None:
        """A label broken over two rows, its figures beside the first half or the second."""
        for one, two in itertools.pairwise(rows):
            if (one.key is not None and one.exact) or (two.key is not None and two.exact):
                continue
            if not one.label or not two.label or (one.filled and two.filled):
                continue
            key = self._spec.rows.exact(one.label + two.label)
            if key is None:
                continue
            keeper, other = (two, one) if two.filled else (one, two)
            keeper.key, keeper.exact, keeper.label = key, True, one.label + two.label
            other.key, other.label, other.values = None, "", []

    # --- Rows ---

    def _data(self, row: _Row) -> None:
        assert row.key is not None
        spec, findings = self._spec, self._findings
        if row.key in spec.headings:
            if row.filled and any(value_of(box.text).figure for box in row.values):
                findings.remark(
                    f"{spec.table}/{row.key}",
                    say(N_("“{label}”是标题行，表中的数字未计入"), label=_flat(row.label)),
                )
            return
        if self._out_of_place(row):
            return
        findings.met(spec.table, row.key)
        self._unnamed.append(Unnamed(row.key, row.label, None))
        if not row.exact:
            findings.remark(
                f"{spec.table}/{row.key}",
                say(N_("行名“{label}”不完整，按最接近的行名读取"), label=_flat(row.label)),
            )
        self._rows.append((row, self._headers.over(row.key, spec.choices(row.key))))

    def _values(self, row: _Row, header: Header) -> None:
        """Put a row's values under their columns, now that the whole table is known."""
        assert row.key is not None
        spec, findings = self._spec, self._findings
        if row.key == LATER:
            self._unnamed[row.number].values = self._align(row, header)
            return
        aligned = self._aligned(row, row.key, header)
        if aligned is not None:
            self._put(row.key, aligned)
        elif row.filled or not row.values:
            columns = {key for columns in spec.choices(row.key) for key, _ in columns}
            findings.doubt(spec.table, row.key, columns)
            findings.remark(
                f"{spec.table}/{row.key}",
                say(
                    N_(
                        "“{label}”一行的{n}个单元格与表头对不上，无法确认各数属于哪一列，本行未取数"
                    ),
                    label=_flat(row.label),
                    n=len(row.values),
                ),
            )

    def _out_of_place(self, row: _Row) -> bool:
        """A second 「总计」 below the table is not its row (七)."""
        met = self._findings.rows.get("requests", [])
        if self._spec.table != "requests" or row.key != "3.7" or "4" not in met:
            return False
        if "七" in row.label:
            return False
        self._findings.remark(
            "requests", say(N_("表后另有一行“{label}”，未计入"), label=_flat(row.label))
        )
        return True

    def _align(self, row: _Row, header: Header) -> Aligned | None:
        layout = self._layout
        if any(id(box) in self._merged for box in row.values):
            return None
        if layout.misprinted:
            return by_order(row.values, OFFICIAL)
        return align(row.values, header, padded=layout.padded, open_end=layout.open_end)

    def _aligned(self, row: _Row, key: str, header: Header) -> Aligned | None:
        aligned = self._align(row, header)
        if aligned is None and len(header.order) == 1:
            # One column: the only thing printed in the row is its value.
            printed = [box for box in row.values if not value_of(box.text).empty]
            numbers = [box for box in printed if not value_of(box.text).is_words]
            if len(numbers) == 1 or len(printed) <= 1:
                one = numbers or printed or row.values[:1]
                aligned = align(one, Header({}, header.order))
        if aligned is not None and aligned.how is How.ORDER and header.columns:
            self._findings.remark(
                self._spec.table, say(N_("表头与数据行的列位置不一致，按列的先后顺序读取"))
            )
        if aligned is not None and aligned.how is How.SHORT:
            # A cell that is not there is not known to be empty.
            absent = list(header.columns)[len(row.values) :]
            self._findings.doubt(self._spec.table, key, absent)
            self._findings.remark(
                f"{self._spec.table}/{key}",
                say(N_("“{label}”一行缺少末尾的单元格，缺少的按未填读取"), label=_flat(row.label)),
            )
        return aligned

    def _nameless(self, row: _Row) -> None:
        """A row with figures and without a name that is known: perhaps its place will name it."""
        self._unnamed.append(Unnamed(None, row.label, None))
        if self._spec is REQUESTS:
            header = self._headers.over("1", self._spec.choices("1"))
            place = len(self._unnamed) - 1
            self._rows.append((_Row(place, LATER, row.label, False, [], row.values), header))

    def _put(self, key: str, aligned: Aligned) -> None:
        for column, (value, text) in aligned.values.items():
            self._findings.put(Cell(self._spec.table, key, column), value, text)


def _flat(label: str) -> str:
    return "".join(label.split())
